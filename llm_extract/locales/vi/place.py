"""A place in a Vietnamese text where a numeral may begin, and what the readers of numerals share."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import words

NUMBER = r"\d+(?:[.,]\d+)*"
SCALE = r"(?: ?(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|tr(?=\d|\W|$)|k(?=\W|$))(?!\w))"
_NOT_MONEY = "|".join(words.NOT_MONEY_AFTER)
CURRENCY = rf"(?: ?(?:đồng(?! (?:{_NOT_MONEY})(?!\w))|vnđ|vnd|đ)(?!\w))"
COUNTED_NEXT = re.compile(rf' ?"?(?:{"|".join(sorted(words.COUNTED, key=len, reverse=True))})(?!\w)')
PERCENT_MARK = re.compile(r" ?(?:%|phần trăm)(?!\w)")
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
