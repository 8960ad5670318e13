"""The lines of a text, ready to be judged: trimmed spans with their folded wording."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from llm_extract.models import Span

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]{0,2}$")
_WIDE, _NARROW = 120, 50


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one hard-wrapped paragraph.

    Attributes:
        span: without the white space around it.
        text: its wording.
        folded: its wording as `fold` gives it.
        block: number of the paragraph; blank lines divide paragraphs.
    """

    span: Span
    text: str
    folded: str
    block: int

    def __len__(self) -> int:
        return len(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes with the punctuation of a sentence."""
        return _SENTENCE_END.search(self.folded[-3:]) is not None


def split_lines(text: str, folded: str) -> list[Line]:
    """Splits a text into its lines that are not blank; the lines of a hard-wrapped paragraph become one.

    Args:
        text: normalised text.
        folded: the same, as `fold` gives it.

    Returns:
        The lines in order.
    """
    found: list[Line] = []
    for _, members in groupby(_lines(text, folded), key=lambda line: line.block):
        block = list(members)
        found += [_joined(block, text, folded)] if _is_wrapped(block) else block
    return found


def _lines(text: str, folded: str) -> Iterator[Line]:
    block = last = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.end() - len(match[0].lstrip())
            span = Span(start, start + len(words))
            block += text.count("\n", last, start) > 1
            yield Line(span, words, span.of(folded), block)
            last = span.end


def _is_wrapped(block: list[Line]) -> bool:
    """Whether lines are one paragraph cut at a fixed width: all but the last about as long as the longest, sentences running on."""
    longest = max(map(len, block))
    if len(block) == 1 or not _NARROW <= longest <= _WIDE:
        return False
    full = all(len(line) * 10 >= longest * 7 for line in block[:-1])
    return full and any(after.text[0].islower() and not before.ends_sentence for before, after in pairwise(block))


def _joined(block: list[Line], text: str, folded: str) -> Line:
    span = Span(block[0].span.start, block[-1].span.end)
    return Line(span, span.of(text), span.of(folded), block[0].block)
