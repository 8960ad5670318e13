"""Finds a task's cues in a text and scores indicators for a figure by where its cues stand."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from llm_extract.engines.rules.context import Sentence, Slot
from llm_extract.models import Span
from llm_extract.tasks.base import Indicator

# How much a cue counts by where it stands; set on the articles under golden/, see benchmarks/README.md for how to measure a change.
OWN = 1.0
ADJACENT = 0.15
LEAD = 0.55
FOLLOWING = 0.3
PER_FIGURE = 0.88
PER_STRONG = 0.5
PER_CHARACTER = 0.002
WEAK = 0.6
ABOVE = 0.22


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found in the text."""

    span: Span
    cue: int


class Cues:
    """All cues of a task, each compiled once, with the indicators it speaks for."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        """Compiles the cues; one that several indicators share is sought once."""
        self.users: dict[int, list[tuple[Indicator, float]]] = defaultdict(list)
        self._patterns: list[re.Pattern[str]] = []
        index: dict[str, int] = {}
        for indicator in indicators:
            for cue, weight in [*((cue, 1.0) for cue in indicator.cues), *((cue, WEAK) for cue in indicator.weak)]:
                if cue not in index:
                    index[cue] = len(self._patterns)
                    self._patterns.append(re.compile(rf"(?<!\w)(?:{cue})(?!\w)" if cue[-1].isalnum() else rf"(?<!\w)(?:{cue})"))
                self.users[index[cue]].append((indicator, weight))

    def find(self, low: str) -> "Found":
        """Every place where a cue stands."""
        matches = [Match(Span(*found.span()), cue) for cue, pattern in enumerate(self._patterns) for found in pattern.finditer(low)]
        matches.sort(key=lambda match: match.span)
        return Found(matches, low)


class Found:
    """The cues of one text, by place."""

    def __init__(self, matches: list[Match], low: str) -> None:
        """Keeps matches sorted by where they begin."""
        self._matches = matches
        self._starts = [match.span.start for match in matches]
        self.low = low

    def inside(self, span: Span) -> list[Match]:
        """The matches that lie wholly inside a span."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [match for match in self._matches[first:last] if match.span.end <= span.end]


def weigh(match: Match, slot: Slot, sentence: Sentence, low: str) -> float:
    """How much a cue says about a figure of the same sentence, from 0 to 1.15.

    The figure's own words count most; words that other figures, semicolons or brackets divide from it count less.
    """
    here, cue = slot.figure.span, match.span
    if cue.overlaps(here):
        return OWN + ADJACENT
    if cue.end <= here.start:
        gap = low[cue.end : here.start]
        if cue.start >= slot.left.start:
            return OWN - PER_CHARACTER * len(gap) + (ADJACENT if gap.count(" ") <= 2 else 0.0)
        between = sum(1 for other in sentence.slots if cue.end <= other.figure.span.start < here.start)
        return LEAD * PER_FIGURE**between * PER_STRONG ** gap.count(";") - PER_CHARACTER * len(gap) / 4
    gap = low[here.end : cue.start]
    if cue.end <= slot.right.end:
        return OWN - PER_CHARACTER * len(gap) - 0.12 * gap.count(",")
    between = sum(1 for other in sentence.slots if here.end <= other.figure.span.start < cue.start)
    return FOLLOWING * PER_FIGURE**between * PER_STRONG ** (2 * gap.count(";")) - PER_CHARACTER * len(gap) / 4
