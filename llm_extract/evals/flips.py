"""What flipped between two runs: things that one had right and the other has not, and whether that can be relied on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from llm_extract.evals.records import Item, Record, Result, Verdict

Kind = Literal["broken", "fixed", "flaky"]
Key = tuple[str, str, str | None, str | None]

PROMISE_WEIGHT, FIGURE_WEIGHT, LABEL_WEIGHT, FIELD_WEIGHT = 10, 5, 3, 1
"""How much a flip weighs. The order is that of the promise: a figure invented or lost, a figure not found, a label, a field; the sizes are
a judgement: no two lesser ones outweigh the next, three or more may."""
_WEIGHTS = {"figure": FIGURE_WEIGHT, "metric": LABEL_WEIGHT, "finding": LABEL_WEIGHT}


@dataclass(frozen=True, slots=True)
class Flip:
    """One thing of one case that the two runs do not have equally often right.

    Attributes:
        case: its name.
        kind: `broken` where every repeat of the first run is better than every one of the second, `fixed` where every one is worse,
            `flaky` where the repeats of a run differ among themselves and overlap with the other run's.
        sure: whether both runs have repeats; with one, what is flaky cannot be told from what is broken or fixed.
        verdict: what it is where it is not right.
        weight: how much it matters.
        item: the thing, as judged where it is not right (or where it is right, if the other run crashed).
        shares: of the repeats that have it right, in the first and the second run.
    """

    case: str
    kind: Kind
    sure: bool
    verdict: Verdict
    weight: int
    item: Item
    shares: tuple[float, float]


def flips(one: Record, other: Record, cases: Sequence[str]) -> tuple[Flip, ...]:
    """What flipped, the weightiest first.

    Items are the same where what, name and expected value are the same; of what was not expected, where the given value is, too.
    """
    sure = min(one.repeats, other.repeats) > 1
    first, second = _by_case(one), _by_case(other)
    found = chain.from_iterable(_of_case(case, first.get(case, ()), second.get(case, ()), sure=sure) for case in cases)
    order = {"broken": 0, "flaky": 1, "fixed": 2}
    return tuple(sorted(found, key=lambda flip: (order[flip.kind], -flip.weight, flip.case, flip.item.what, flip.item.name)))


def weight(item: Item, verdict: Verdict) -> int:
    """How much it matters that this item is not right."""
    return PROMISE_WEIGHT if verdict in {"invented", "lost"} else _WEIGHTS.get(item.what, FIELD_WEIGHT)


def _by_case(record: Record) -> dict[str, tuple[Result, ...]]:
    rows: dict[str, tuple[Result, ...]] = {}
    for result in record.results:
        rows[result.case] = (*rows.get(result.case, ()), result)
    return rows


def _of_case(case: str, one: Sequence[Result], other: Sequence[Result], *, sure: bool) -> Iterator[Flip]:
    first, second = [_tally(result) for result in one], [_tally(result) for result in other]
    items = _items((*one, *other))
    for key, item in items.items():
        before, after = _levels(key, first), _levels(key, second)
        kind = _kind(before, after)
        if kind:
            verdict: Verdict = item.verdict if item.verdict != "right" else "missed"
            shares = _share(key, before), _share(key, after)
            yield Flip(case, kind, sure, verdict, weight(item, verdict), item, shares)


def _key(item: Item) -> Key:
    return item.what, item.name, item.expected, item.got if item.expected is None else None


def _items(results: Sequence[Result]) -> dict[Key, Item]:
    """An item for each key, the worst one."""
    found: dict[Key, Item] = {}
    for item in (item for result in results if result.scores for item in result.scores.items):
        key = _key(item)
        if key not in found or _badness(item) > _badness(found[key]):
            found[key] = item
    return found


def _badness(item: Item) -> int:
    return 0 if item.verdict == "right" else weight(item, item.verdict)


_Tally = Mapping[Key, int] | None


def _tally(result: Result) -> _Tally:
    """How many of each key are right (of what is told only where it is wrong, how many there are, negative); None for a crash."""
    if result.scores is None:
        return None
    counts: Counter[Key] = Counter()
    for item in result.scores.items:
        counts[_key(item)] += -(item.verdict != "right") if _only_told_if_wrong(_key(item)) else (item.verdict == "right")
    return counts


def _only_told_if_wrong(key: Key) -> bool:
    """Whether nothing is noted where all is well: nothing unexpected, no figure lost, no key figure missing in a summary."""
    return key[2] is None or key[0] in {"figure", "summary"}


def _levels(key: Key, tallies: Sequence[_Tally]) -> list[int]:
    """The key's tally in each repeat; none where it was not judged: parts of a metric that is not right, and what a crash did not say."""
    if _only_told_if_wrong(key):
        return [tally.get(key, 0) for tally in tallies if tally is not None]
    return [0 if tally is None else tally[key] for tally in tallies if tally is None or key in tally]


def _kind(before: Sequence[int], after: Sequence[int]) -> Kind | None:
    if not before or not after or sum(before) * len(after) == sum(after) * len(before):
        return None
    if max(after) < min(before):
        return "broken"
    return "fixed" if min(after) > max(before) else "flaky"


def _share(key: Key, levels: Sequence[int]) -> float:
    best = 0 if _only_told_if_wrong(key) else max(1, *levels)
    return sum(level >= best for level in levels) / len(levels)
