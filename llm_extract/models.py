"""The values that travel through the pipeline: frozen, without I/O.

Every offset is a count of code points of `Article.text`; a span's end is exclusive.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pydantic import BaseModel

FigureType = Literal["count", "ratio", "percent", "range", "money", "date", "period", "ordinal", "document", "age", "term"]
FigureStatus = Literal["metric", "set_aside", "open"]
Qualifier = Literal["exact", "approximately", "more_than", "at_least", "at_most", "range"]
RegionKind = Literal[
    "navigation", "counter", "poll", "weather", "share", "comment", "related", "caption", "contact", "legal", "advert", "injection"
]
Severity = Literal["error", "warning", "info"]
Origin = Literal["article", "engine"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: `start` inclusive, `end` exclusive, in code points."""

    start: int
    end: int

    def __contains__(self, other: "Span | int") -> bool:
        """Whether the other span (or offset) lies wholly inside this one."""
        if isinstance(other, int):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The stretch of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Leads from offsets of a normalised text back to the text it was made from.

    `starts` and `raws` are parallel and ascending: from `starts[i]` on, text and raw run in step from `raws[i]`.
    """

    starts: tuple[int, ...] = (0,)
    raws: tuple[int, ...] = (0,)

    def to_raw(self, offset: int) -> int:
        """The offset in the raw text that `offset` of the normalised text came from."""
        at = bisect_right(self.starts, offset) - 1
        return self.raws[at] + offset - self.starts[at]


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of an article that is not its running text: page furniture or a caption."""

    span: Span
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file or page itself declares about the article; None where it declares nothing.

    `published_at` is ISO 8601, with as much of time and zone as was given.
    """

    title: str | None = None
    source: str | None = None
    author: str | None = None
    published_at: str | None = None


@dataclass(frozen=True)
class Article:
    r"""All visible text of one article, normalised, with what is not running text marked.

    Attributes:
        uri: where it came from: a path, a URL, or `-` for standard input.
        text: NFC text, `\n` line ends, plain spaces, no zero-width characters.
        media_type: of the source, e.g. `text/html`.
        regions: furniture and captions, in order, not overlapping.
        metadata: what the source declares about itself.
        offsets: leads from `text` back to the decoded source text (for HTML, PDF and DOCX: the text extracted from it).
    """

    uri: str
    text: str = field(repr=False)
    media_type: str = "text/plain"
    regions: tuple[Region, ...] = ()
    metadata: Metadata = Metadata()
    offsets: OffsetMap = OffsetMap()

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the UTF-8 text."""
        return sha256(self.text.encode()).hexdigest()

    @cached_property
    def _region_starts(self) -> tuple[int, ...]:
        return tuple(region.span.start for region in self.regions)

    def region_at(self, offset: int) -> Region | None:
        """The region that `offset` lies in, or None for running text."""
        at = bisect_right(self._region_starts, offset) - 1
        if at >= 0 and offset in self.regions[at].span:
            return self.regions[at]
        return None


@dataclass(frozen=True, slots=True)
class Figure:
    """One numeral of the text, as read.

    Attributes:
        id: from 1, in the order of the text.
        span: where it stands.
        text: the text at `span`.
        type: what it is.
        value: in units of one (`1,5 tỷ đồng` is 1500000000); the numerator of a ratio, the lower end of a range;
            None for dates and document numbers.
        high: the upper end of a range.
        total: the denominator of a ratio, `85` of `79/85`.
        percent: whether value and high are percentages.
        qualifier: how the words beside it limit the value.
        money: whether it is an amount of đồng.
        iso: for dates, periods and terms: `2022-07-26`, `2022-07`, `2022-H1`, `2022`, `2020-2025`; a day or month without
            a year as `--07-26`, `--07`.
        note: more than the type says, e.g. `time`, `duration`, `name`, `measure`; see `locales.reading.Reading`.
        tied_to: for a percentage printed beside a figure, that figure's id.
    """

    id: int
    span: Span
    text: str
    type: FigureType
    value: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None
    percent: bool = False
    qualifier: Qualifier = "exact"
    money: bool = False
    iso: str | None = None
    note: str | None = None
    tied_to: int | None = None

    @property
    def counts(self) -> bool:
        """Whether it may be a metric: it has a value and is of a type that counts something; what the others are, the reader has said."""
        return self.type in {"count", "ratio", "percent", "range", "money"} and self.value is not None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a figure: part of a metric, set aside with a reason, or open for review."""

    figure: int
    status: FigureStatus
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know about the article or the extraction.

    Attributes:
        code: stable name of the check's verdict, e.g. `percent.mismatch`.
        severity: how much it matters.
        origin: `article` where the article contradicts itself, `engine` where the extraction is wrong or incomplete.
        message: one plain sentence in English.
        message_vi: the same in Vietnamese, with the same numbers.
        spans: the places it speaks of.
    """

    code: str
    severity: Severity
    origin: Origin
    message: str
    message_vi: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer cost, and where its parts came from. Tokens are 0 where no model was asked.

    Attributes:
        calls: what a model answered, now or when it was recorded.
        prompt_tokens: of the calls; so are the answer tokens and the price.
        answer_tokens: what the model wrote.
        seconds: of the whole, waiting included; of a recording those that the model took then.
        price: US dollars; None where it is unknown.
        asked_again: questions about what an earlier answer had wrong, wherever their answers came from.
        kept: answers that were kept from before; they are no calls and cost nothing.
        recorded: how many of the calls were made when a recording was, not now.
    """

    calls: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    seconds: float = 0.0
    price: Decimal | None = field(default=None)
    asked_again: int = 0
    kept: int = 0
    recorded: int = 0


@dataclass(frozen=True, slots=True)
class Inferred:
    """A value the article does not print but implies, with the reason: a province told by its newspaper."""

    value: str
    why: str


Pointer = Span | Inferred
"""How an answer gives a text field: where it stands, or what it follows from."""


@dataclass(frozen=True, slots=True)
class Label:
    """What one figure is, as an engine answers: ids and places only; the values are the reader's.

    Attributes:
        figure: id of the figure that gives the value.
        indicator: a code of the task.
        kind: `actual`, `target` or `change`.
        sign: -1 for a stated decrease.
        unit: where what is counted stands.
        group: where the subgroup stands.
        scope: where the body stands, if it is not the document's organisation.
        percent: id of the percentage printed beside it.
        total: id of a whole that stands apart from it.
        period: id of the date, period or term it belongs to; `document` for the article's own; None for none.
        evidence: the quote.
        score: how sure the engine is, 0 to 1, where it can say: the rules by their cues, a model by the probability of the code it wrote.
    """

    figure: int
    indicator: str
    evidence: Span
    kind: Literal["actual", "target", "change"] = "actual"
    sign: int = 1
    unit: Span | None = None
    group: Span | None = None
    scope: Span | None = None
    percent: int | None = None
    total: int | None = None
    period: int | Literal["document"] | None = "document"
    score: float | None = None

    @property
    def figures(self) -> tuple[int, ...]:
        """The ids of its figure, its whole and its percentage, so far as it has them."""
        return tuple(number for number in (self.figure, self.total, self.percent) if number)


@dataclass(frozen=True, slots=True)
class PersonPointer:
    """Where a person's name and position stand."""

    name: Span
    position: Span | None = None


@dataclass(frozen=True, slots=True)
class SummaryText:
    """A summary in which `⟦12⟧` stands for the text of figure 12; it holds no digits of its own."""

    headline: str
    key_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """All that an engine says of an article. Figures in neither `labels` nor `set_aside` stay open.

    Attributes:
        labels: what the figures are.
        set_aside: reasons of the figures that are no metric, by id.
        fields: text fields of the document, by the schema's names.
        dates: figure ids of the document's date and period fields.
        people: each person once.
        documents: cited documents, as written.
        off_genre: whether the article is of another genre than the task's.
        summary: None where there is nothing to say.
        tasks: places of what is to be done next.
        content: the filled schema, for tasks whose schema a model answers as a whole.
        added: figures that the reader missed and a model quoted, numbered behind the reader's.
        findings: what of the engine's answer was not the article's, and was left out.
        weighed: whether the scores of the labels are shares of right labels that were measured with the rules' opinion weighed in.
    """

    labels: tuple[Label, ...] = ()
    set_aside: tuple[tuple[int, str], ...] = ()
    fields: tuple[tuple[str, Pointer], ...] = ()
    dates: tuple[tuple[str, int], ...] = ()
    people: tuple[PersonPointer, ...] = ()
    documents: tuple[Span, ...] = ()
    off_genre: bool = False
    summary: SummaryText | None = None
    tasks: tuple[Span, ...] = ()
    content: "BaseModel | None" = None
    added: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()
    weighed: bool = False


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a metric is.

    Attributes:
        figure: id of the figure that gives the metric its value.
        score: the chance that code and kind are right, 0 to 1.
        why: one plain sentence in English.
        why_vi: the same in Vietnamese.
    """

    figure: int
    score: float
    why: str
    why_vi: str


@dataclass(frozen=True)
class Extraction:
    """The result for one article.

    Attributes:
        task: the task's name.
        engine: what answered, e.g. `rules`.
        data: the task's schema, filled.
        figures: every figure of the article.
        judgements: one for each figure, in the same order.
        findings: what the checks found.
        usage: what it cost.
        confidences: one for each metric, in the metrics' order; empty for tasks without indicators.
    """

    task: str
    engine: str
    data: "BaseModel" = field(repr=False)
    figures: tuple[Figure, ...] = field(repr=False)
    judgements: tuple[Judgement, ...] = field(repr=False)
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    usage: Usage = Usage()
    confidences: tuple[Confidence, ...] = field(default=(), repr=False)
