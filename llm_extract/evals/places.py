"""Finds the quotes of golden cases in an article: white space and the bars of tables may differ, nothing else."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from llm_extract.models import Span

_BLANK = re.compile(r"[\s|]+")


@dataclass(frozen=True)
class Places:
    """An article's text, ready to be searched."""

    text: str

    @cached_property
    def _blanks(self) -> tuple[list[int], list[int]]:
        """Where each run of blanks ends in the squeezed text, and in the text."""
        squeezed, whole, lost = [0], [0], 0
        for run in _BLANK.finditer(self.text):
            lost += len(run[0]) - 1
            squeezed.append(run.end() - lost)
            whole.append(run.end())
        return squeezed, whole

    @cached_property
    def _squeezed(self) -> str:
        return _BLANK.sub(" ", self.text)

    def holds(self, quote: str) -> bool:
        """Whether the article holds a quote."""
        return _plain(quote) in self._squeezed

    def of(self, quote: str) -> tuple[Span, ...]:
        """Every place where a quote stands, in order."""
        words = _plain(quote)
        return tuple(Span(self._back(at), self._back(at + len(words) - 1) + 1) for at in self._starts(words))

    def _starts(self, words: str) -> Iterator[int]:
        at = self._squeezed.find(words) if words else -1
        while at >= 0:
            yield at
            at = self._squeezed.find(words, at + 1)

    def _back(self, offset: int) -> int:
        squeezed, whole = self._blanks
        at = bisect_right(squeezed, offset) - 1
        return whole[at] + offset - squeezed[at]


def _plain(quote: str) -> str:
    return _BLANK.sub(" ", unicodedata.normalize("NFC", quote)).strip()
