"""Two runs over the same cases: what differs, whether that is more than chance, and what flipped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from llm_extract.errors import CompareError
from llm_extract.evals import measures, sources, statistics
from llm_extract.evals.flips import Flip, flips
from llm_extract.evals.measures import HEADLINE, Grid, Measure
from llm_extract.evals.records import Record, Scores

Verdict = Literal["better", "worse", "no real difference", "untested"]
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Change:
    """One measure (or the metrics of one case) in both runs.

    Attributes:
        name: of the measure, or of the case.
        unit: what it is in.
        values: in the first and the second run.
        interval: the 95 % bootstrap interval of the difference; None where there is nothing to resample.
        p: of the permutation test, corrected for how many measures there are. None where it was not tested.
        verdict: on the second run, seen from the first. `untested` where no outcome could be real: fewer than 6 cases differ, too few
            repeats of a case, or time.
    """

    name: str
    unit: measures.Unit
    values: tuple[float, float]
    interval: tuple[float, float] | None
    p: float | None
    verdict: Verdict

    @property
    def difference(self) -> float:
        """The second run's value less the first one's."""
        return self.values[1] - self.values[0]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side.

    Attributes:
        names: of the first and the second run.
        cases: the cases compared, by name.
        repeats: of each case in the two runs.
        identical: whether every result is the same, but for the time it took.
        measures: each measure; first the headline, F1 of the metrics.
        by_case: F1 of each case. Its p values are of that case alone: of 20 cases that did not change, one looks real by chance.
        flips: what flipped.
        notes: what else a reader must know, a sentence each.
    """

    names: tuple[str, str]
    cases: tuple[str, ...]
    repeats: tuple[int, int]
    identical: bool
    measures: tuple[Change, ...]
    by_case: tuple[Change, ...]
    flips: tuple[Flip, ...]
    notes: tuple[str, ...]

    @property
    def headline(self) -> Change:
        """The change of the metrics' F1."""
        return self.measures[0]

    @property
    def verdict(self) -> Verdict:
        """The headline's verdict."""
        return self.headline.verdict

    @property
    def weights(self) -> tuple[int, int]:
        """The summed weights of what is broken, and of what is fixed."""
        broken = sum(flip.weight for flip in self.flips if flip.kind == "broken")
        return broken, sum(flip.weight for flip in self.flips if flip.kind == "fixed")


@dataclass(frozen=True, slots=True)
class Options:
    """How to compare.

    Attributes:
        names: what to call the two runs.
        shared: whether to compare only the cases that are the same in both, instead of refusing.
        seed: of all draws.
        draws: resamples of an interval.
        flips: sign flips of a test.
        cases: scores from which to learn what a case expects that crashed in every repeat of both runs.
    """

    names: tuple[str, str] = ("A", "B")
    shared: bool = False
    seed: int = 0
    draws: int = statistics.DRAWS
    flips: int = statistics.SIGNS
    cases: Mapping[str, Scores] = field(default_factory=dict)


def compare(one: Record, other: Record, options: Options = Options()) -> Comparison:
    """Compares a run with an earlier one.

    Args:
        one: the earlier run.
        other: the run to judge.
        options: how.

    Returns:
        The comparison.

    Raises:
        CompareError: the runs are of other tasks, or have no case in common, or results are missing; without `shared`, also where their
            cases or schemas are not the same. The message says which.
    """
    cases, notes = _common(one, other, options)
    grids = _grids(_only(one, cases), _only(other, cases), options)
    unknown = tuple(sorted(grids[0].unknown & grids[1].unknown))
    if unknown:
        notes += (f"{_listed(unknown)} crashed in every repeat of both runs: neither run's values count what was expected there.",)
    return Comparison(
        names=options.names,
        cases=cases,
        repeats=(one.repeats, other.repeats),
        identical=_timeless(_only(one, cases)) == _timeless(_only(other, cases)),
        measures=_changes(grids, (one.repeats, other.repeats), options),
        by_case=_by_case(cases, grids, (one.repeats, other.repeats), options),
        flips=flips(one, other, cases),
        notes=notes,
    )


def _grids(one: Record, other: Record, options: Options) -> tuple[Grid, Grid]:
    known = {result.case: result.scores for record in (one, other) for result in record.results if result.scores} | dict(options.cases)
    return Grid.of(one, known), Grid.of(other, known)


def _common(one: Record, other: Record, options: Options) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The cases to compare, and what to say about them."""
    for record, name in zip((one, other), options.names, strict=True):
        _complete(record, name)
    if one.task != other.task:
        raise CompareError(f"{_pair(options)}: one is of task {one.task}, one of {other.task}; compare runs of the same task")
    same = tuple(case for case, digest in sorted(one.hashes.cases.items()) if other.hashes.cases.get(case) == digest)
    unlike = tuple(sorted({*one.hashes.cases, *other.hashes.cases} - {*same}))
    if unlike and not options.shared:
        raise CompareError(
            f"{_pair(options)}: they are not over the same cases ({_which(unlike, one, other)}); run one anew, or give --shared"
        )
    if one.hashes.schema_ != other.hashes.schema_ and not options.shared:
        raise CompareError(f"{_pair(options)}: the schema or its indicators changed between them; run one anew, or give --shared")
    if not same:
        raise CompareError(f"{_pair(options)}: they have no case in common; run one of them anew")
    return same, tuple(_notes(one, other, unlike, options))


def _notes(one: Record, other: Record, unlike: tuple[str, ...], options: Options) -> list[str]:
    told = {
        f"Left out, for they are not the same in both runs: {_which(unlike, one, other)}.": bool(unlike),
        "The schema or its indicators changed between the runs.": one.hashes.schema_ != other.hashes.schema_,
        "The prompt changed between the runs.": one.hashes.prompt != other.hashes.prompt,
        "One repeat: what is flaky cannot be told from what is broken or fixed.": min(one.repeats, other.repeats) < 2,  # noqa: PLR2004  plural
    }
    listed = [note for note, applies in told.items() if applies]
    return [*listed, *(note for name, record in zip(options.names, (one, other), strict=True) for note in sources.notes(name, record))]


def _complete(record: Record, name: str) -> None:
    wanted = {(case, repeat) for case in record.hashes.cases for repeat in range(record.repeats)}
    found = [(result.case, result.repeat) for result in record.results]
    if len(found) != len(wanted) or set(found) != wanted:
        missing = sorted(wanted - set(found))
        which = f"case {missing[0][0]}, repeat {missing[0][1]}" if missing else "some are there twice or of no known case"
        raise CompareError(f"{name}: its results are not one a case and repeat ({which}); run it anew")


def _which(unlike: tuple[str, ...], one: Record, other: Record) -> str:
    def how(case: str) -> str:
        if case not in other.hashes.cases:
            return f"{case} only in the first"
        return f"{case} changed" if case in one.hashes.cases else f"{case} only in the second"

    return _listed([how(case) for case in unlike])


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _pair(options: Options) -> str:
    return f"{options.names[0]} and {options.names[1]}"


def _only(record: Record, cases: Sequence[str]) -> Record:
    return record.model_copy(update={"results": tuple(result for result in record.results if result.case in set(cases))})


def _timeless(record: Record) -> list[dict[str, Any]]:
    values = [result.model_dump(exclude={"scores": {"cost": {"seconds"}}}) for result in record.results]
    return sorted(values, key=lambda value: (value["case"], value["repeat"]))


def _changes(grids: tuple[Grid, Grid], repeats: tuple[int, int], options: Options) -> tuple[Change, ...]:
    """Each measure; those that both runs can be measured by."""
    shown = measures.of_both(grids[0].flat(), grids[1].flat())
    size = len(grids[0].scores)
    pairs = [_paired(measure, grids) for measure in shown]
    draws = statistics.Resampling(size, repeats, seed=options.seed, draws=options.draws)
    corrected = _corrected(shown, pairs, statistics.SignFlips(size, seed=options.seed, draws=options.flips))
    return tuple(
        _change(measure, grids, (0.0, 0.0) if pair.one == pair.other else draws.interval(pair.one, pair.other, measure.empty), p)
        for measure, pair, p in zip(shown, pairs, corrected, strict=True)
    )


def _paired(measure: Measure, grids: tuple[Grid, Grid]) -> statistics.Paired:
    one, other = ([[measure.of(scores) for scores in row] for row in grid.scores.values()] for grid in grids)
    return statistics.Paired(one, other, measure.empty)


def _corrected(shown: Sequence[Measure], pairs: Sequence[statistics.Paired], flips: statistics.SignFlips) -> list[float | None]:
    """The p value of each measure, corrected for all that are tested; None for those that are not.

    All share one level, so that a comparison of equals calls something real at most as often as the level says. Those that could not
    be called real whichever run is which take nothing of it (Tarone 1990).
    """
    same = [pair.one == pair.other for pair in pairs]
    tested = [at for at, pair in enumerate(pairs) if shown[at].judged and not same[at] and pair.testable]
    found = flips.corrected([pairs[at] for at in tested], _weights([shown[at] for at in tested]))
    made: list[float | None] = [1.0 if equal and measure.judged else None for measure, equal in zip(shown, same, strict=True)]
    for at, p in zip(tested, found, strict=True):
        made[at] = p
    return made


_HEADLINE_WEIGHT = 0.8
"""What part of the level the headline has, for it is what a run is judged by; the other measures share the rest. Any part is as sound."""


def _weights(tested: Sequence[Measure]) -> list[float]:
    rest = (1 - _HEADLINE_WEIGHT) / max(1, len(tested) - 1)
    return [_HEADLINE_WEIGHT if measure.name == HEADLINE else rest for measure in tested]


def _change(measure: Measure, grids: tuple[Grid, Grid], interval: tuple[float, float], p: float | None) -> Change:
    change = Change(measure.name, measure.unit, (measure.value(grids[0].flat()), measure.value(grids[1].flat())), interval, p, "untested")
    return replace(change, verdict=_verdict(change, p, larger_is_better=measure.larger_is_better))


def _verdict(change: Change, p: float | None, *, larger_is_better: bool = True) -> Verdict:
    """Real is what the test calls so, and whose interval leaves out 0."""
    if p is None or change.interval is None:
        return "untested"
    low, high = change.interval
    if p > statistics.LEVEL or low <= 0 <= high:
        return "no real difference"
    return "better" if (low > 0) == larger_is_better else "worse"


def _by_case(cases: Sequence[str], grids: tuple[Grid, Grid], repeats: tuple[int, int], options: Options) -> tuple[Change, ...]:
    draws = statistics.Resampling(1, repeats, seed=options.seed, draws=options.draws)
    return tuple(_of_case(case, grids, draws, options.seed) for case in cases)


def _of_case(case: str, grids: tuple[Grid, Grid], draws: statistics.Resampling, seed: int) -> Change:
    """F1 of one case; its repeats are resampled and tested."""
    one, other = ([measures.f1(scores.metrics) for scores in grid.scores[case]] for grid in grids)
    values = statistics.ratio(one), statistics.ratio(other)
    if one == other:
        return Change(case, "share", values, (0.0, 0.0), 1.0, "no real difference")
    if not statistics.splits_testable(len(one), len(other)):
        return Change(case, "share", values, None, None, "untested")
    change = Change(case, "share", values, draws.interval([one], [other]), statistics.two_samples(one, other, seed=seed), "untested")
    return replace(change, verdict=_verdict(change, change.p))
