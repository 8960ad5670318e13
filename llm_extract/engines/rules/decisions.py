"""What the rules said of the figures of an article, in order, and what may be looked up there."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from llm_extract.engines.rules.slots import Counted, Sentence, Slot
from llm_extract.models import Span

SURE = 0.9
"""Score of a decision that its own words make."""
SUBJECTS = frozenset({"members", "officials", "cadre_members"})
BODIES = frozenset({"orgs", "cells", "subcells", "committees", "collectives"})
_TELLING, LINES = 10, 12
"""The least whole that is one figure's alone, and among how many figures before it is looked for."""
_LEVELS, _LEVEL_DOTS = 2, 2
"""The least levels that make a list, and the dots in the code of a level."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the rules say of one figure: a code and its score, or None; `sign` is -1 for a stated decrease."""

    slot: Slot
    sentence: Sentence
    code: str | None
    score: float
    kind: str = "actual"
    sign: int = 1
    noun: Counted | None = None
    group: Span | None = None
    subject: str | None = None


@dataclass(slots=True)
class Slate:
    """The scores of one figure: what its noun may be, whether none stands behind it, and the best score of each code so far."""

    names: set[str]
    noun: Counted | None
    index: int
    bare: bool = False
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def raise_to(self, code: str, score: float) -> None:
        """Keeps the higher score."""
        self.scores[code] = max(self.scores[code], score)


def stated_before(decisions: Sequence[Decision], value: Decimal | None) -> Decision | None:
    """The figure of some lines before whose value a whole repeats: `116/118 chi bộ được xếp loại; … 23/116 đơn vị`."""
    if value is None or value < _TELLING:
        return None
    return next((done for done in reversed(decisions[-LINES:]) if value in {done.slot.figure.value, done.slot.figure.total}), None)


def listed_total(slot: Slot, near: Sequence[Decision]) -> Decision | None:
    """The total of a list of levels before: in `khiển trách 6, cảnh cáo 2; so với năm trước giảm 3 đảng viên` it is what changed."""
    codes = [done.code or "" for done in near]
    stranger = slot.noun is None or (slot.noun.specific and slot.noun.name not in SUBJECTS | BODIES)
    if stranger or sum(code.count(".") == _LEVEL_DOTS for code in codes[-_LEVELS:]) < _LEVELS:
        return None
    total = codes[-1].rpartition(".")[0]
    return next((done for done in reversed(near) if done.code == total), None)


def is_bracketed(low: str, slot: Slot, sentence: Sentence) -> bool:
    """Whether a bracket is open before a figure: what stands in it are parts of the figure before the bracket."""
    opened, closed = (low.rfind(mark, sentence.span.start, slot.figure.span.start) for mark in "()")
    return opened > closed
