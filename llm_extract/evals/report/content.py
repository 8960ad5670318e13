"""What the reports have in common: what they are made from, and how numbers are written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from llm_extract.evals import measures, sources
from llm_extract.evals.compare import Change, Comparison
from llm_extract.evals.gate import Breach
from llm_extract.evals.measures import Grid, Unit
from llm_extract.evals.records import Item, Record, Result, Scores
from llm_extract.evals.sides import Side

UNKNOWN = "–"
_MANY = 100


@dataclass(frozen=True)
class Report:
    """What to report.

    Attributes:
        record: the run.
        breaches: of its gate; None where it was held against none.
        comparison: with an earlier run; the record is then its second.
        sides: several runs side by side.
        articles: texts of the articles by case, for the page that shows them.
        cases: see `records.totals`.
    """

    record: Record
    breaches: tuple[Breach, ...] | None = None
    comparison: Comparison | None = None
    sides: tuple[Side, ...] = ()
    articles: Mapping[str, str] = field(default_factory=dict, repr=False)
    cases: Mapping[str, Scores] = field(default_factory=dict, repr=False)

    @property
    def head(self) -> str:
        """Task, engine, how much there is, and where its answers came from."""
        record = self.record
        repeats = f" × {record.repeats} repeats" if record.repeats > 1 else ""
        came = f" · {told}" if (told := sources.shown(record)) else ""
        return f"{record.task} · {record.engine} · {len(record.hashes.cases)} cases{repeats}{came} · {record.code}"

    def values(self) -> Iterator[tuple[str, float, Unit]]:
        """Each measure's name, value and unit."""
        scores = Grid.of(self.record, self.cases).flat()
        for measure in measures.of(scores):
            yield measure.name, measure.value(scores), measure.unit

    def worst(self) -> tuple[Result, ...]:
        """Of each case the repeat with the least F1; the worst cases first."""
        least: dict[str, Result] = {}
        for result in self.record.results:
            if result.case not in least or _rank(result) < _rank(least[result.case]):
                least[result.case] = result
        return tuple(sorted(least.values(), key=lambda result: (*_rank(result), result.case)))


def _rank(result: Result) -> tuple[bool, bool, float]:
    figures = result.scores.figures if result.scores else None
    return result.scores is not None, not (figures and (figures.invented or figures.lost)), result.score


def title(name: str) -> str:
    """A measure's name in words: `metrics.f1` is `metrics F1`."""
    return name.replace(".", " ").replace("_", " ").replace(" f1", " F1")


def amount(value: float | None, unit: Unit) -> str:
    """A value as it is read: shares as percentages; None as a dash."""
    if value is None:
        return UNKNOWN
    if unit == "share":
        return f"{value:.1%}"
    return {"count": _count(value), "dollars": f"${value:.4f}", "seconds": f"{value:.3f} s"}[unit]


def difference(change: Change) -> str:
    """A change as it is read: shares in points."""
    return signed(change.difference, change.unit)


def interval(change: Change) -> str:
    """The ends of a change's interval."""
    return f"{signed(change.interval[0], change.unit)} to {signed(change.interval[1], change.unit)}" if change.interval else UNKNOWN


def signed(value: float, unit: Unit) -> str:
    """A difference with its sign; shares in points."""
    if unit == "share":
        return f"{value * 100:+.1f}".replace("-", "−")
    return f"{'−' if value < 0 else '+'}{amount(abs(value), unit)}"


def probability(change: Change) -> str:
    """The p value as it is read."""
    if change.p is None:
        return UNKNOWN
    return "< 0.001" if change.p < 0.001 else f"{change.p:.3f}"  # noqa: PLR2004  the customary least p that is printed


def fault(item: Item) -> str:
    """What is wrong with a thing, on one line."""
    values = [f"expected {item.expected}" if item.expected else "", f"got {item.got}" if item.got else ""]
    told = "; ".join(value for value in values if value)
    return f"{item.reason}{f' ({told})' if told else ''}"


def lead(comparison: Comparison) -> str:
    """The comparison in one sentence."""
    if comparison.identical:
        return "Every result is the same."
    change, (first, second) = comparison.headline, comparison.names
    values = f"metrics F1 {amount(change.values[0], 'share')} in {first}, {amount(change.values[1], 'share')} in {second}"
    if change.verdict == "untested":
        told = f"Untested: {values} ({difference(change)} points)."
        return f"{told} Too few cases differ to tell it from chance; look at what flipped, and trust it if the engine is deterministic."
    return f"{change.verdict.capitalize()}: {values} ({difference(change)} points, 95 % {interval(change)}, p {probability(change)})."


def _count(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) or value >= _MANY else f"{value:.2f}"
