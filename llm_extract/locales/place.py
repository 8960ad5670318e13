"""A place in a text where a numeral may begin: what the readers of numerals of every language look at."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from llm_extract.locales.reading import Reading

_BEFORE = 60


@dataclass(frozen=True)
class Place:
    """A text, its folded form, and the offset where a numeral may begin."""

    text: str
    low: str
    at: int

    @cached_property
    def before(self) -> str:
        """The folded text before the place, of its line, at most 60 characters."""
        line = self.low.rfind("\n", max(0, self.at - _BEFORE), self.at) + 1
        return self.low[max(line, self.at - _BEFORE) : self.at]

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What an expression matches at the place in the folded text."""
        return pattern.match(self.low, self.at)


Reader = Callable[[Place], Reading | None]
