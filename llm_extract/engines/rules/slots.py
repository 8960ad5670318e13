"""What stands around one figure, in words of the rules: what it counts, the stretches that speak of it alone, its sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from llm_extract.models import Figure, Span
from llm_extract.tasks.base import Noun


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the class of the noun, and where its words stand."""

    name: str
    span: Span
    specific: bool
    event: bool = False


@dataclass(slots=True)
class Slot:
    """A figure that may be a metric, with the stretches of text that speak of it alone.

    `left` runs from the end of the neighbour's words to the figure, `right` from the figure to the beginning of the next neighbour's words.
    `header` is the head of its table column, `row` the name that leads its row; in a table whose rows are indicators `header` is that name
    `column` the head of its column, and `kind` what that says. `group` are the words that name a part of the people counted, such as `nữ`. `open_end` says that its words are no more than a noun, and share what is said of the next figure: `179 tập thể và 700 cá nhân được khen`.
    """

    figure: Figure
    left: Span
    right: Span
    percent: Figure | None = None
    total: Figure | None = None
    noun: Counted | None = None
    open_end: bool = False
    header: Span | None = None
    row: Span | None = None
    group: Span | None = None
    kind: Literal["target", "actual", "change"] | None = None
    column: Span | None = None


@dataclass(frozen=True)
class Sentence:
    """A sentence with its slots; `head` are the words before its first colon, or the heading above it."""

    span: Span
    low: str
    paragraph: int
    slots: tuple[Slot, ...] = field(default=())

    @cached_property
    def starts(self) -> list[int]:
        """Where its slots' figures start."""
        return [slot.figure.span.start for slot in self.slots]

    @cached_property
    def text(self) -> str:
        """The folded words."""
        return self.span.of(self.low)


class Nouns:
    """The nouns of a task, compiled."""

    def __init__(self, nouns: Sequence[Noun]) -> None:
        """Compiles one expression of all nouns; the first that fits names the class."""
        self._nouns = tuple(nouns)
        body = "|".join(f"(?P<n{index}>{noun.pattern})" for index, noun in enumerate(nouns)) or r"(?!)"
        self._any = re.compile(rf"(?<!\w)(?:{body})(?!\w)")
        self._right = re.compile(
            rf"\s*(?:\((?:[^()]{{0,40}})\)\s*)?[\"']?(?:trở lên |trở xuống )?(?:trong )?(?:tổng )?(?:số |các |tổng số |toàn thể )?(?:{body})(?!\w)"
        )

    def after(self, low: str, at: int, end: int) -> Counted | None:
        """The noun that follows a figure ending at `at`, before `end`, a percentage in brackets between them aside."""
        found = self._right.match(low, at, end)
        return self._counted(found) if found else None

    def within(self, low: str, span: Span) -> list[Counted]:
        """Every noun of a stretch, in order."""
        return [self._counted(found) for found in self._any.finditer(low, span.start, span.end)]

    def _counted(self, found: re.Match[str]) -> Counted:
        group = found.lastgroup or ""
        noun = self._nouns[int(group[1:])]
        return Counted(noun.name, Span(*found.span(group)), noun.specific, noun.event)
