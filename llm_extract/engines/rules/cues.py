"""Finds a task's cues in a text and scores indicators for a figure by where its cues stand."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from llm_extract.engines.rules.context import BRACKETED_CHANGE
from llm_extract.engines.rules.slots import Sentence, Slot
from llm_extract.models import Span
from llm_extract.tasks.base import Indicator

# How much a cue counts by where it stands, relative to 1 for the figure's own words. Chosen by trial on the cases under golden/.
ADJACENT = 0.15
LEAD = 0.55
SHARED = 0.8
FOLLOWING = 0.3
PER_FIGURE = 0.88
PER_STRONG = 0.5
PER_CLAUSE = 0.95
PER_CHARACTER = 0.002
BRACKETED = 0.4
BASE = 0.6
WEAK = 0.6
SHORT = 0.75
ABOVE = 0.22
TOPIC = 0.28
_BASE_LEAD = re.compile(r"\s*(?:trong |trên |so với )?(?:tổng )?số(?: người| đảng viên)? (?:được|đã|dự)")
_GROUP = re.compile(r"\((?:\\.|[^()\\])*\)|\[[^\]]*\]|\\.")
_OPTIONAL = re.compile(r".(?:[?*]|\{\d*,?\d*\})")
_LETTERS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_BEHIND_BRACKET = re.compile(rf"{BRACKETED_CHANGE.pattern} (?:(?:đã|đều|được|bị|phải|thuộc diện) )*$")
_TOPIC_LEAD = re.compile(r"(?:công tác|việc|về|nhiệm vụ|lĩnh vực|chất lượng|hoạt động) $")


@dataclass(frozen=True, slots=True)
class Match:
    """A cue found in the text."""

    span: Span
    cue: int


@dataclass(frozen=True, slots=True)
class Use:
    """What a cue does for an indicator: its weight, whether it needs the indicator's setting, whether it holds for any noun."""

    indicator: Indicator
    weight: float = 1.0
    in_setting: bool = False
    any_noun: bool = False


class Cues:
    """All cues of a task, each compiled once, with the indicators it speaks for."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        """Compiles the cues; one that several indicators share is sought once."""
        self.uses: dict[int, list[Use]] = defaultdict(list)
        self.settings: dict[str, re.Pattern[str]] = {}
        self._patterns: list[tuple[str, re.Pattern[str]]] = []
        self._index: dict[str, int] = {}
        for indicator in indicators:
            if indicator.setting:
                self.settings.setdefault(indicator.setting, re.compile(indicator.setting))
            for cue in indicator.cues:
                self._add(cue, Use(indicator))
            for cue in indicator.wider:
                self._add(cue, Use(indicator, any_noun=True))
            for cue in indicator.weak:
                self._add(cue, Use(indicator, WEAK))
            for cue in indicator.short:
                self._add(cue, Use(indicator, SHORT, in_setting=True))

    def _add(self, cue: str, use: Use) -> None:
        if cue not in self._index:
            self._index[cue] = len(self._patterns)
            self._patterns.append((_literal(cue), re.compile(rf"(?:{cue})(?!\w)")))
        self.uses[self._index[cue]].append(use)

    def find(self, low: str) -> "Found":
        """Every place where a cue stands, from the beginning of a word to the end of one."""
        # The beginning is tested here: a look-behind in the expression would keep `re` from searching for its first letters.
        matches = [
            Match(Span(*found.span()), cue)
            for cue, (literal, pattern) in enumerate(self._patterns)
            if literal in low
            for found in pattern.finditer(low)
            if found.start() == 0 or not low[found.start() - 1].isalnum()
        ]
        matches.sort(key=lambda match: match.span)
        return Found(matches)


class Found:
    """The cues of one text, by place."""

    def __init__(self, matches: list[Match]) -> None:
        """Keeps matches sorted by where they begin."""
        self._matches = matches
        self._starts = [match.span.start for match in matches]

    def inside(self, span: Span) -> list[Match]:
        """The matches that lie wholly inside a span."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [match for match in self._matches[first:last] if match.span.end <= span.end]


def _literal(cue: str) -> str:
    """The longest run of plain letters that every match of an expression holds; a text without it need not be searched."""
    plain = cue
    while (inner := _GROUP.sub("\0", plain)) != plain:
        plain = inner
    if "|" in plain:
        return ""
    return max(_LETTERS.findall(_OPTIONAL.sub("\0", plain)), key=len, default="")


def weigh(match: Match, slot: Slot, sentence: Sentence, low: str) -> float:
    """How much a cue says about a figure of the same sentence, from 0 to 1.15.

    The figure's own words count most; words that other figures, semicolons or brackets divide from it count less.
    """
    here, cue = slot.figure.span, match.span
    if cue.overlaps(here):
        return 1.0 + ADJACENT
    if cue.end <= here.start:
        return _before(cue, slot, sentence, low)
    return _behind(cue, slot, sentence, low)


def _before(cue: Span, slot: Slot, sentence: Sentence, low: str) -> float:
    here = slot.figure.span
    gap = low[cue.end : here.start]
    topic = 0.6 if _TOPIC_LEAD.search(low, max(0, cue.start - 12), cue.start) else 1.0
    if cue.start >= slot.left.start:
        near = ADJACENT if gap.count(" ") <= 2 and "," not in gap else -0.08 * gap.count(",")
        return topic * (1.0 - PER_CHARACTER * len(gap) + near) * PER_CLAUSE ** gap.count(";")
    between = bisect_left(sentence.starts, here.start) - bisect_left(sentence.starts, cue.end)
    if gap.count(")") > gap.count("("):
        topic *= BRACKETED
    return topic * (LEAD * PER_FIGURE**between * PER_STRONG ** gap.count(";") - PER_CHARACTER * len(gap) / 4)


def _figures_outside(gap: str, sentence: Sentence, start: int) -> int:
    """How many figures stand in a stretch that begins at `start`, those in brackets of changes aside."""
    inside = [found.span() for found in BRACKETED_CHANGE.finditer(gap)]
    figures = sentence.starts[bisect_left(sentence.starts, start) : bisect_left(sentence.starts, start + len(gap))]
    return sum(not any(begin <= figure - start < end for begin, end in inside) for figure in figures)


def _behind(cue: Span, slot: Slot, sentence: Sentence, low: str) -> float:
    here = slot.figure.span
    gap = low[here.end : cue.start]
    if cue.end <= slot.right.end:
        noun_end = slot.noun.span.end if slot.noun else here.end
        near = ADJACENT if low[noun_end : cue.start].count(" ") <= 3 and "," not in low[noun_end : cue.start] else 0.0
        base = BASE if slot.figure.percent and _BASE_LEAD.match(low, here.end) else 1.0
        return base * (1.0 - PER_CHARACTER * len(gap) - 0.07 * gap.count(",") + near) * PER_STRONG ** gap.count(";")
    between = bisect_left(sentence.starts, cue.start) - bisect_left(sentence.starts, here.end)
    if _BEHIND_BRACKET.search(gap) and _figures_outside(gap, sentence, here.end) <= int(slot.open_end):
        return SHARED - PER_CHARACTER * len(BRACKETED_CHANGE.sub("", gap))
    if slot.open_end and between == 1 and ";" not in gap:
        return SHARED - PER_CHARACTER * len(gap)
    return FOLLOWING * PER_FIGURE**between * PER_STRONG ** (2 * gap.count(";")) - PER_CHARACTER * len(gap) / 4
