"""What an expected file of a task with indicators holds; names are those of the annotation guide."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from llm_extract.evals.places import Places
from llm_extract.models import Qualifier
from llm_extract.tasks.base import Task

Number = Annotated[int | float, Field(allow_inf_nan=False)]
Words = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class GoldMetric(_Part):
    """An expected metric; see the annotation guide."""

    indicator: Words
    kind: Literal["actual", "target", "change"]
    value: Number
    high: Number | None = None
    qualifier: Qualifier = "exact"
    unit: str | None = None
    group: str | None = None
    total: Number | None = None
    percent: Number | None = None
    period: str | None = None
    scope: str | None = None
    evidence: Words


class GoldPerson(_Part):
    """Someone the article names."""

    name: Words
    position: str | None = None


class GoldSummary(_Part):
    """The reference summary."""

    headline: Words
    key_points: tuple[Words, ...] = ()

    @property
    def text(self) -> str:
        """All of it, one line each."""
        return "\n".join((self.headline, *self.key_points))


class Contradiction(_Part):
    """A stretch in which the article contradicts itself."""

    evidence: Words
    why: str


class Debatable(_Part):
    """Other codes that are right too for the metric of this indicator, value and evidence."""

    indicator: Words
    value: Number
    evidence: Words
    accept: tuple[Words, ...]
    why: str = ""


class NotMetric(_Part):
    """A stretch whose numerals are no metrics."""

    text: Words
    why: str


class Gold(_Part):
    """An expected file of a task with indicators."""

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published_at: str | None = None
    organization: str | None = None
    province: str | None = None
    province_inferred: bool = False
    event: str | None = None
    event_date: str | None = None
    period: str | None = None
    people: tuple[GoldPerson, ...] = ()
    documents: tuple[Words, ...] = ()
    off_genre: bool = False
    summary: GoldSummary | None = None
    tasks: tuple[Words, ...] = ()
    metrics: tuple[GoldMetric, ...]
    contradictions: tuple[Contradiction, ...] = ()
    debatable: tuple[Debatable, ...] = ()
    not_metrics: tuple[NotMetric, ...] = ()
    injection: tuple[Words, ...] = ()
    tags: tuple[str, ...] = ()

    def accepted(self, metric: GoldMetric) -> frozenset[str]:
        """The codes that are right for a metric: its own, and those that `debatable` accepts."""
        known = (metric.indicator, metric.value, metric.evidence)
        entries = [entry.accept for entry in self.debatable if (entry.indicator, entry.value, entry.evidence) == known]
        return frozenset({metric.indicator}.union(*entries))


def faults(gold: Gold, task: Task, places: Places) -> Iterator[tuple[str, str]]:
    """What of an expected file does not fit its article or its task.

    Yields:
        A field's path and what is wrong with it.
    """
    for number, metric in enumerate(gold.metrics):
        if metric.indicator not in task.by_code:
            yield f"metrics.{number}.indicator", f"{metric.indicator!r} is no code of task {task.name}"
    for number, entry in enumerate(gold.debatable):
        if not any((entry.indicator, entry.value, entry.evidence) == (one.indicator, one.value, one.evidence) for one in gold.metrics):
            yield f"debatable.{number}", "no metric has this indicator, value and evidence"
        yield from (
            (f"debatable.{number}.accept", f"{code!r} is no code of task {task.name}") for code in entry.accept if code not in task.by_code
        )
    names = [person.name for person in gold.people]
    yield from ((f"people.{number}.name", f"{name!r} stands twice") for number, name in enumerate(names) if name in names[:number])
    for path, quote in _quotes(gold):
        if not places.holds(quote):
            yield path, f"the article does not hold {quote[:80]!r}"


def _quotes(gold: Gold) -> Iterator[tuple[str, str]]:
    yield from ((f"metrics.{number}.evidence", one.evidence) for number, one in enumerate(gold.metrics))
    yield from ((f"contradictions.{number}.evidence", one.evidence) for number, one in enumerate(gold.contradictions))
    yield from ((f"not_metrics.{number}.text", one.text) for number, one in enumerate(gold.not_metrics))
    yield from ((f"injection.{number}", one) for number, one in enumerate(gold.injection))


def read(value: dict[str, Any]) -> Gold:
    """An expected file's values.

    Raises:
        pydantic.ValidationError: a field is unknown, missing or of a wrong type.
    """
    import json

    # JSON knows no tuples: strict reading of arrays needs pydantic's own JSON mode.
    return Gold.model_validate_json(json.dumps(value))
