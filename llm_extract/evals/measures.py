"""What is measured of a result, each as a part and a whole, so that any set of results can be summed before dividing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from llm_extract.evals.records import Cost, Counts, Record, Result, Scores, emptied
from llm_extract.evals.statistics import Share, ratio

Unit = Literal["share", "count", "dollars", "seconds"]
Gated = Literal["floor", "ceiling"]
HEADLINE = "metrics.f1"


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured.

    Attributes:
        name: e.g. `metrics.f1`, `fields.organization`, `cost.calls`.
        of: part and whole of a result's scores.
        larger_is_better: whether more of it is good.
        unit: what the ratio is in: a share from 0 to 1, or an amount a result.
        gated: whether a gate holds it above a floor, or below a ceiling.
        judged: whether a difference may be called real; time is not, for it depends on what else the machine does.
        empty: the ratio where nothing was to be measured.
        optional: whether results without it are unknown, so that runs compare only where both have it.
    """

    name: str
    of: Callable[[Scores], Share]
    larger_is_better: bool = True
    unit: Unit = "share"
    gated: Gated | None = "floor"
    judged: bool = True
    empty: float = 1.0
    optional: bool = False

    def value(self, scores: Iterable[Scores]) -> float:
        """The ratio over results."""
        return ratio((self.of(one) for one in scores), self.empty)


def f1(counts: Counts) -> Share:
    """F1 as a share: twice the right of all that were expected or given."""
    return 2.0 * counts.right, float(counts.expected + counts.predicted)


def _known(value: float | None) -> Share:
    return (0.0, 0.0) if value is None else (value, 1.0)


def _amount(name: str, of: Callable[[Scores], Share], unit: Unit = "count", *, gated: Gated | None = None, judged: bool = True) -> Measure:
    return Measure(name, of, larger_is_better=False, unit=unit, gated=gated, judged=judged, empty=0.0)


def _paid(name: str, of: Callable[[Cost], float | None], unit: Unit = "count") -> Measure:
    """What answers cost; of results with kept answers it is unknown, for those cost something when they were asked for."""
    return replace(_amount(name, lambda scores: _known(None if scores.cost.partial else of(scores.cost)), unit), optional=True)


_FIXED = (
    Measure(HEADLINE, lambda scores: f1(scores.metrics)),
    Measure("metrics.precision", lambda scores: (scores.metrics.right, scores.metrics.predicted), empty=0.0),
    Measure("metrics.recall", lambda scores: (scores.metrics.right, scores.metrics.expected)),
    Measure("figures.found", lambda scores: (scores.figures.found, scores.figures.expected)),
    Measure("figures.set_aside", lambda scores: (scores.figures.set_aside_right, scores.figures.set_aside)),
    _amount("figures.invented", lambda scores: (scores.figures.invented, 1), gated="ceiling"),
    _amount("figures.lost", lambda scores: (scores.figures.lost, 1), gated="ceiling"),
    _amount("figures.open", lambda scores: (scores.figures.open, 1)),
    Measure("quotes.f1", lambda scores: f1(scores.quotes)),
    Measure("findings.recall", lambda scores: (scores.findings.right, scores.findings.expected)),
    Measure("findings.precision", lambda scores: (scores.findings.right, scores.findings.predicted)),
    Measure("summary.present", lambda scores: (scores.summary.present, 1)),
    Measure("summary.covered", lambda scores: _known(scores.summary.covered), optional=True),
    Measure("summary.rouge_l", lambda scores: _known(scores.summary.rouge_l), optional=True),
    _amount("summary.outside", lambda scores: (scores.summary.outside, 1), gated="ceiling"),
)
_COST = (
    _paid("cost.calls", lambda cost: cost.calls),
    _amount("cost.asked_again", lambda scores: (scores.cost.asked_again, 1)),
    _paid("cost.prompt_tokens", lambda cost: cost.prompt_tokens),
    _paid("cost.answer_tokens", lambda cost: cost.answer_tokens),
    _paid("cost.price", lambda cost: cost.price, "dollars"),
    _amount("cost.seconds", lambda scores: (scores.cost.seconds, 1), "seconds", judged=False),
)


def of(scores: Sequence[Scores]) -> tuple[Measure, ...]:
    """The headline, and the measures that have something to measure in some of these scores, in the order in which they are shown."""
    names = sorted({name for one in scores for name in one.fields})
    fields = tuple(Measure(f"fields.{name}", _field(name)) for name in names)
    told = (*_FIXED, *fields, *_COST)
    return tuple(measure for measure in told if measure.name == HEADLINE or any(measure.of(one)[1] for one in scores))


def of_both(one: Sequence[Scores], other: Sequence[Scores]) -> tuple[Measure, ...]:
    """The measures of either run; the optional ones only where both have them."""
    shared = {measure.name for measure in of(one)} & {measure.name for measure in of(other)}
    return tuple(measure for measure in of((*one, *other)) if not measure.optional or measure.name in shared)


def _field(name: str) -> Callable[[Scores], Share]:
    return lambda scores: f1(scores.fields.get(name, Counts()))


@dataclass(frozen=True, slots=True)
class Grid:
    """A record's scores by case and repeat.

    Attributes:
        scores: those of each case, in the order of the repeats; a crash has what its case expects and nothing else.
        unknown: cases that crashed in every repeat, so that nobody here knows what they expect; they count as expecting nothing.
    """

    scores: Mapping[str, tuple[Scores, ...]]
    unknown: frozenset[str] = frozenset()

    @classmethod
    def of(cls, record: Record, cases: Mapping[str, Scores]) -> "Grid":
        """A record's grid.

        Args:
            record: the run.
            cases: scores from which to learn what a crashed case expects; the record's own are looked at first.
        """
        known = {**cases, **{result.case: result.scores for result in record.results if result.scores}}
        rows: dict[str, list[Result]] = {}
        for result in sorted(record.results, key=lambda result: (result.case, result.repeat)):
            rows.setdefault(result.case, []).append(result)
        scores = {case: tuple(_scores(result, known) for result in row) for case, row in rows.items()}
        return cls(scores, frozenset(rows) - frozenset(known))

    def flat(self) -> tuple[Scores, ...]:
        """All scores, case by case."""
        return tuple(one for row in self.scores.values() for one in row)


def _scores(result: Result, known: Mapping[str, Scores]) -> Scores:
    if result.scores:
        return result.scores
    return emptied(known[result.case]) if result.case in known else Scores()
