"""What goes into the store and what comes out of it: frozen values, no rows of a database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from llm_extract import __version__
from llm_extract.corrections import Action, Correction, Json, Reviewed
from llm_extract.models import Article, Span

T = TypeVar("T")
State = Literal["waiting", "begun", "done"]
Sort = Literal["least_sure", "newest", "title"]


@dataclass(frozen=True, slots=True)
class Key:
    """What one review is about: an article, by the SHA-256 of its text in hex, and a task, by its name."""

    sha256: str
    task: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an extraction was made with; None or empty where it is not known.

    Attributes:
        prompt_version: of the task's prompt; None where no model was asked.
        schema_hash: digest of the task's schema.
        code: version of this package.
    """

    prompt_version: str | None = None
    schema_hash: str = ""
    code: str = __version__


@dataclass(frozen=True, slots=True)
class Draft:
    """A correction before it is kept; see `corrections.Correction` for what the fields hold."""

    span: Span | None
    field: str
    action: Action
    before: Json
    after: Json
    who: str
    why: str = ""
    blind: bool = False


@dataclass(frozen=True, slots=True)
class ExtractionInfo:
    """Which extraction it is; `created_at` in UTC."""

    id: int
    engine: str
    prompt_version: str | None
    created_at: datetime


@dataclass(frozen=True)
class Sheet:
    """All that a reviewer needs of one article.

    Attributes:
        key: article and task.
        article: the article; its map back to the source's raw text is not kept.
        result: the newest extraction, as `export.to_json` gives it.
        log: every correction, in order.
        reviewed: the result with the log replayed over it.
        extraction: which extraction it is.
        seen: id of the newest entry of the log; 0 where it is empty.
    """

    key: Key
    article: Article
    result: Mapping[str, Json]
    log: tuple[Correction, ...]
    reviewed: Reviewed
    extraction: ExtractionInfo
    seen: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are wanted, and in what order; None and the empty string ask for nothing.

    Attributes:
        task: name of the task.
        province: as the result gives it after review.
        state: of the review; None for what is not done (of `Store.metrics`: for all), `all` for all.
        engine: that made the newest extraction.
        finding: code of a finding of the newest extraction.
        search: words that title, organisation, province or address hold, in any order, with or without their marks.
        indicator: code of a metric.
        kind: of a metric: `actual`, `target` or `change`.
        period: of the document (of `Store.metrics`: of the metric).
        organization: as the result gives it after review.
        sha256: of one article's text, in hex.
        sort: `least_sure` begins with what is ungrounded, `newest` with the newest extraction, `title` goes by the alphabet.
    """

    task: str | None = None
    province: str | None = None
    state: State | Literal["all"] | None = None
    engine: str | None = None
    finding: str | None = None
    search: str = ""
    indicator: str | None = None
    kind: str | None = None
    period: str | None = None
    organization: str | None = None
    sha256: str | None = None
    sort: Sort = "least_sure"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of the rows, and how many there are in all."""

    rows: tuple[T, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line of the queue: an article as it stands after the corrections.

    Attributes:
        score: the least confidence of the metrics that nobody decided on, 0 to 1; 1 where there are none.
        open_count: figures that nobody has accounted for.
        error_count: findings of severity `error` with no decision on a figure that they speak of.
        conflicts: corrections that the newest extraction gives another value for, or has no figure for.
        metrics: how many there are.
        updated_at: when it last changed, in UTC.
        reviewers: everybody who decided something, by name.
    """

    key: Key
    title: str
    uri: str
    organization: str | None
    province: str | None
    period: str | None
    engine: str
    state: State
    score: float
    open_count: int
    error_count: int
    conflicts: int
    metrics: int
    updated_at: datetime
    reviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric as it stands after the corrections, with what its document says; offsets in code points of the article's text.

    Attributes:
        span: of the figure that gives the value.
        quote_span: of the evidence; None where the metric bears none.
        score: confidence, 0 to 1; None for one that a reviewer added.
        verdict: what was last decided of it; None where nobody did.
        who: who decided.
    """

    key: Key
    span: Span
    title: str
    organization: str | None
    province: str | None
    published_at: str | None
    indicator: str
    kind: str
    value: Decimal
    high: Decimal | None
    qualifier: str
    unit: str | None
    group: str | None
    total: Decimal | None
    percent: Decimal | None
    period: str | None
    scope: str | None
    quote: str
    quote_span: Span | None
    score: float | None
    verdict: Literal["accept", "correct"] | None
    who: str | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters of `Asked` can be set to, each in the order of the alphabet."""

    tasks: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RunRow:
    """An evaluation run; `f1` is the mean over its results, a crashed one counting 0."""

    id: int
    started: str
    task: str
    engine: str
    cases: int
    f1: float
    path: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the store that contradicts itself: where, and what."""

    subject: str
    what: str


Record = Mapping[str, Any]
"""An evaluation run's record, as its JSON file holds it."""
