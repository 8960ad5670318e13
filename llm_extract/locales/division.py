"""Dividing running text into sentences, for every language: what differs is where a full stop ends none."""

import re
from collections.abc import Iterator

from llm_extract.models import Span

_LINE = re.compile(r"[^\n]+")
_LONGEST_SHORT = 8


def divide(text: str, end: re.Pattern[str], short: re.Pattern[str]) -> Iterator[Span]:
    """Divides a text into sentences; a line end always ends one.

    Args:
        text: NFC text.
        end: matches from behind a sentence's last mark to the next sentence's beginning.
        short: matches the end of a stretch of at most 8 characters whose full stop ends no sentence.

    Yields:
        Spans in order, without the white space around them.
    """
    for line in _LINE.finditer(text):
        start = line.start()
        for gap in end.finditer(text, line.start(), line.end()):
            if short.search(text[max(start, gap.start() - _LONGEST_SHORT) : gap.start()]):
                continue
            yield from _trimmed(text, start, gap.start() + len(gap[0].rstrip()))
            start = gap.end()
        yield from _trimmed(text, start, line.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield Span(start + left, start + len(piece.rstrip()))
