"""Sentences of Vietnamese running text."""

import re
from collections.abc import Iterator

from llm_extract.locales.vi.fold import UPPER
from llm_extract.models import Span

_LINE = re.compile(r"[^\n]+")
_END = re.compile(rf"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[{UPPER}0-9-])")
# A full stop behind these ends no sentence: the number of a list item, initials (P. MAI), TP., ThS., Tr., số hiệu.
_SHORT = re.compile(
    r"(?:^\d{1,2}|(?<!\w)[A-ZĐ]|(?<!\w)(?:TP|Tp|tp|TX|Tx|TT|ThS|Ths|TS|PGS|GS|BS|Ks|KS|Tr|Nxb|đ/c|Đ/c|Stt|St|vv|v\.v|Dr|Mr|No))\.$"
)
_LONGEST_SHORT = 8


def sentences(text: str) -> Iterator[Span]:
    """Divides a text into sentences; a line end always ends one.

    Args:
        text: NFC text.

    Yields:
        Spans in order, without the white space around them.
    """
    for line in _LINE.finditer(text):
        start = line.start()
        for gap in _END.finditer(text, line.start(), line.end()):
            if _SHORT.search(text[max(start, gap.start() - _LONGEST_SHORT) : gap.start()]):
                continue
            yield from _trimmed(text, start, gap.start() + len(gap[0].rstrip()))
            start = gap.end()
        yield from _trimmed(text, start, line.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        yield Span(start + left, start + len(piece.rstrip()))
