"""What is unhealthy in golden cases that can be read: expected files that contradict themselves, gaps, near-duplicates."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from llm_extract import checks, figures
from llm_extract.evals import spelling
from llm_extract.evals.cases import Case
from llm_extract.evals.gold import Gold, GoldMetric
from llm_extract.models import Extraction, Figure, Judgement, Span
from llm_extract.numbering import Numbered
from llm_extract.tasks.base import Task

DRAFT = "draft"
"""Tag of a case whose expected file an engine wrote and nobody has read."""

_SHINGLE = 5
_ALIKE = 0.5
"""Near-duplicates share half of their runs of five words: A. Broder, "On the resemblance and containment of documents" (1997)."""

Kind = Literal["contradiction", "unaccounted", "duplicate", "uncovered", "draft"]


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something unhealthy: what kind, of which case (empty for the cases as a whole), and one sentence."""

    kind: Kind
    case: str
    message: str


def examine(cases: Sequence[Case], task: Task) -> Iterator[Complaint]:
    """All that is unhealthy, case by case, then in the cases as a whole."""
    for case in cases:
        if isinstance(case.expected, Gold):
            yield from _contradictions(case, case.expected, task)
            yield from _unaccounted(case, case.expected)
        if DRAFT in case.tags:
            yield Complaint("draft", case.name, "an engine wrote its expected file; read it, correct it, and take the tag away")
    yield from duplicates(cases)
    used = Counter(metric.indicator for case in cases if isinstance(case.expected, Gold) for metric in case.expected.metrics)
    if missing := [code for code in task.by_code if code not in used]:
        yield Complaint("uncovered", "", f"{len(missing)} of {len(task.by_code)} indicators stand in no case: {', '.join(missing)}")


def duplicates(cases: Sequence[Case]) -> Iterator[Complaint]:
    """Pairs of cases whose articles are nearly one: what a score says of both, it says of one."""
    shingles = {case.name: _shingles(case.article.text) for case in cases}
    for one, other in combinations(cases, 2):
        first, second = shingles[one.name], shingles[other.name]
        share = len(first & second) / len(first | second) if first | second else 1.0
        if share >= _ALIKE:
            yield Complaint("duplicate", one.name, f"its article shares {share:.0%} of its text with {other.name}; keep one of them")


def _contradictions(case: Case, gold: Gold, task: Task) -> Iterator[Complaint]:
    """What the checks say of the expected values, where no entry of `contradictions` says it."""
    known = [span for entry in gold.contradictions for span in case.places.of(entry.evidence)]
    for finding in checks.run(case.article, _extraction(case, gold, task), task):
        told = any(one.overlaps(span) for one in finding.spans for span in known)
        if finding.origin == "article" and finding.severity != "info" and not told:
            what = f"{finding.message} ({finding.code})"
            yield Complaint("contradiction", case.name, f"{what}; add it to contradictions, or correct the metrics")


def _unaccounted(case: Case, gold: Gold) -> Iterator[Complaint]:
    read = figures.read(case.article.text)
    pairs = _figures(case, gold, read)
    used = {number for _, numbers in pairs for number in numbers}
    aside = [span for entry in gold.not_metrics for span in case.places.of(entry.text)]
    asked = [] if gold.off_genre else Numbered.whole(case.article, read).asked
    left = [figure for figure in asked if figure.id not in used and not any(figure.span in span for span in aside)]
    for figure in left:
        line = " ".join(case.article.text[max(0, figure.span.start - 40) : figure.span.end + 40].split())
        yield Complaint("unaccounted", case.name, f"{figure.text!r} is neither in metrics nor in not_metrics: … {line} …")


def _extraction(case: Case, gold: Gold, task: Task) -> Extraction:
    """The expected values as if an engine had given them."""
    read = figures.read(case.article.text)
    metrics = [_metric(case, metric, numbers) for metric, numbers in _figures(case, gold, read)]
    fields: dict[str, Any] = gold.model_dump(exclude={"contradictions", "debatable", "not_metrics", "injection", "tags", "metrics"})
    data = task.schema.model_validate(fields | {"metrics": metrics})
    used = {number for metric in metrics for number in metric["figures"]}
    judgements = tuple(
        Judgement(one.id, "metric") if one.id in used else Judgement(one.id, "set_aside", "no metric of the case") for one in read
    )
    return Extraction(task.name, "golden", data, read, judgements)


def _figures(case: Case, gold: Gold, read: Sequence[Figure]) -> list[tuple[GoldMetric, tuple[int, ...]]]:
    """The metrics whose value a figure of their evidence bears, each with that figure and those of its total and percentage."""
    found, taken = [], set[int]()
    for metric in gold.metrics:
        near = [one for one in read if any(one.span.overlaps(span) for span in case.places.of(metric.evidence))]
        value = next((one for one in near if one.id not in taken and _bears(one, metric.value, percent=metric.unit == "%")), None)
        if value is None:
            continue
        taken.add(value.id)
        beside = [part.id for part in (_percent(metric, near, value), _total(metric, near, value)) if part]
        found.append((metric, (value.id, *beside)))
    return found


def _percent(metric: GoldMetric, near: Sequence[Figure], value: Figure) -> Figure | None:
    """The figure that is a metric's percentage; some articles leave its sign away, e.g. `1.893 đồng chí (chiếm 26,24)`."""
    return _part(metric.percent, near, value, signed=True) or _part(metric.percent, near, value, signed=False)


def _total(metric: GoldMetric, near: Sequence[Figure], value: Figure) -> Figure | None:
    return _part(metric.total, near, value, signed=False)


def _part(number: float | None, near: Sequence[Figure], value: Figure, *, signed: bool) -> Figure | None:
    return next((one for one in near if number is not None and one is not value and _bears(one, number, percent=signed)), None)


def _bears(figure: Figure, value: float, *, percent: bool) -> bool:
    return figure.percent == percent and figure.value is not None and spelling.same_number(float(figure.value), abs(value))


def _metric(case: Case, metric: GoldMetric, numbers: Sequence[int]) -> Mapping[str, Any]:
    span = next(iter(case.places.of(metric.evidence)), Span(0, 0))
    quote = {"quote": span.of(case.article.text), "start": span.start, "end": span.end}
    decimal = {name: str(value) for name in ("value", "high", "total", "percent") if (value := getattr(metric, name)) is not None}
    return metric.model_dump() | decimal | {"evidence": quote, "figures": list(numbers)}


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = spelling.words(text)
    return {tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
