"""What a list of things and a list of figures say in their order: `hoàn thành xuất sắc, hoàn thành tốt lần lượt là 57 và 203`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from llm_extract.engines.rules.cues import Match
from llm_extract.engines.rules.slots import Counted, Slot
from llm_extract.models import Span

_IN_ORDER = re.compile(r"(?<!\w)(?:lần lượt|theo thứ tự)(?: (?:là|đạt|có|chiếm|ở mức|với|bằng))*:? ?(?=(?:(?:gần|hơn|trên|khoảng) )?\d)")
ORDERED = re.compile(r"lần lượt|theo thứ tự")
_NEXT_FIGURE = re.compile(r"(?: [^\W\d]+){0,5}(?:,| và|, và) (?:gần |hơn |trên |khoảng )?")
_NEXT_THING = re.compile(r"(?: [^\W\d]+){0,2}(?:,| và|, và)(?: (?:mức|loại|được|bị))* ")
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Dealt:
    """What is a figure's own of a list of as many things as figures.

    Attributes:
        cue: where the words stand that say what it is, if the list is one of those.
        others: where those of the other figures stand.
        noun: what it counts, if the list is one of nouns.
    """

    cue: Span | None = None
    others: tuple[Span, ...] = ()
    noun: Counted | None = None


def deal(slots: Sequence[Slot], low: str, start: int, cues: Iterable[Match], nouns: Iterable[Counted]) -> Mapping[int, Dealt]:
    """What each figure of a list behind `lần lượt` is, by the list before that word.

    Args:
        slots: the figures of a sentence.
        low: the folded text.
        start: where the sentence starts.
        cues: the cues of the sentence.
        nouns: its nouns that may be what a figure is said of.

    Returns:
        By figure id; empty where there is no such word, or the lists are not of one length.
    """
    word = _IN_ORDER.search(low, start, slots[-1].figure.span.end)
    if word is None:
        return {}
    listed = _run(slots, word, low)
    if len(listed) < _LEAST:
        return {}
    before = [slot.figure.span.end for slot in slots if slot.figure.span.end <= word.start()]
    lead = Span(max(before, default=start), word.start())
    told = _last_run(_widest(match.span for match in cues if match.span in lead), low, len(listed))
    counted = _last_run([noun.span for noun in nouns if noun.span in lead], low, len(listed))
    by_span = {noun.span: noun for noun in nouns}
    return {
        slot.figure.id: Dealt(
            told[at] if told else None, tuple(span for span in told if span != told[at]), by_span[counted[at]] if counted else None
        )
        for at, slot in enumerate(listed)
        if told or counted
    }


def _run(slots: Sequence[Slot], word: re.Match[str], low: str) -> list[Slot]:
    """The figures that follow one another behind the word."""
    found: list[Slot] = []
    for slot in slots:
        if slot.figure.span.start < word.end():
            continue
        last = found[-1] if found else None
        parts = (last.figure, last.percent, last.total) if last else ()
        end = max((part.span.end for part in parts if part and part.span.end <= slot.figure.span.start), default=0)
        if last and not _NEXT_FIGURE.fullmatch(low, end, slot.figure.span.start):
            break
        found.append(slot)
    return found


def _widest(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that lie in another one left out."""
    found: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one.start, -one.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _last_run(spans: Sequence[Span], low: str, size: int) -> list[Span]:
    """The last spans, so many, that a list joins; none where there are fewer or more."""
    runs: list[list[Span]] = []
    for span in spans:
        if runs and _NEXT_THING.fullmatch(low, runs[-1][-1].end, span.start):
            runs[-1].append(span)
        else:
            runs.append([span])
    return next((run for run in reversed(runs) if len(run) == size), [])
