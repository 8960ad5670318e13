"""What is counted of one result: figures, parts, summary and cost, each a frozen value of a run record."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_MATCHED = re.compile(r"metric\.|people\.position$")  # fields that are counted over matched things only

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
What = Literal["metric", "field", "figure", "finding", "summary"]
Source = Literal["asked", "kept", "recorded"]
"""Where an answer came from: a model that was asked, the cache, or a recording."""
Verdict = Literal["right", "missed", "extra", "wrong", "invented", "lost"]


class Part(BaseModel):
    """A part of a run record: frozen, without further fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=True, serialize_by_alias=True)


class Counts(Part):
    """How many of the expected things were found, and how many were given.

    Attributes:
        right: matched one to one.
        expected: in the golden case.
        predicted: in the result.
    """

    right: Count = 0
    expected: Count = 0
    predicted: Count = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(right=self.right + other.right, expected=self.expected + other.expected, predicted=self.predicted + other.predicted)

    @property
    def precision(self) -> float:
        """Share of what was given that is right; where nothing was given, 1 if nothing was expected, else 0."""
        return self.right / self.predicted if self.predicted else float(not self.expected)

    @property
    def recall(self) -> float:
        """Share of what was expected that was found; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was expected and nothing was given."""
        return 2 * self.right / (self.expected + self.predicted) if self.expected + self.predicted else 1.0


class FigureCounts(Part):
    """What became of the figures.

    Attributes:
        found: expected metrics whose value and percent-or-not a predicted metric bears, whatever its code and kind.
        expected: expected metrics.
        set_aside_right: stretches that are no metric by the case's author, and whose figures are all set aside in the result.
        unread: such stretches of words alone, `một số hộ`, in which the result reads no figure.
        set_aside: stretches that are no metric by the case's author: those two, and what is a metric or open.
        open: figures that wait for review.
        invented: values, quotes, and figures of the summary that the article does not hold.
        lost: expected metrics whose figure is in no metric, not open and not set aside with a reason.
    """

    found: Count = 0
    expected: Count = 0
    set_aside_right: Count = 0
    unread: Count = 0
    set_aside: Count = 0
    open: Count = 0
    invented: Count = 0
    lost: Count = 0

    def __add__(self, other: "FigureCounts") -> "FigureCounts":
        return FigureCounts(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})


class SummaryScores(Part):
    """What the summary is worth.

    Attributes:
        present: whether there is one.
        outside: figures and names of it that the article does not hold.
        covered: share of the reference summary's figures that it holds; None where the case has no reference with figures.
        words: its length.
        rouge_l: ROUGE-L F1 against the reference summary; None where the case has none.
    """

    present: bool = False
    outside: Count = 0
    covered: Share | None = None
    words: Count = 0
    rouge_l: Share | None = None


class Cost(Part):
    """What the answer cost.

    Attributes:
        calls: what a model answered, now or when it was recorded.
        prompt_tokens: of the calls; so are the answer tokens and the price.
        answer_tokens: what the model wrote.
        price: US dollars, None where it is unknown.
        seconds: of the extraction.
        asked_again: questions about what an earlier answer had wrong, wherever their answers came from.
        sources: how many answers came from where. Empty where no model answers, and in records that do not say.
    """

    calls: Count = 0
    prompt_tokens: Count = 0
    answer_tokens: Count = 0
    price: Amount | None = None
    seconds: Amount = 0.0
    asked_again: Count = 0
    sources: Mapping[Source, Count] = Field(default_factory=dict)

    @property
    def partial(self) -> bool:
        """Whether some answers were kept ones, so that calls, tokens and price tell of the others alone."""
        return bool(self.sources.get("kept"))

    def __add__(self, other: "Cost") -> "Cost":
        names = set(type(self).model_fields) - {"price", "sources"}
        known = [price for price in (self.price, other.price) if price is not None]
        sources = Counter(self.sources) + Counter(other.sources)
        sums = {name: getattr(self, name) + getattr(other, name) for name in names}
        return Cost(price=sum(known) if known else None, sources=sources, **sums)


class Item(Part):
    """One thing that was judged, with the reason; `start` and `end` in code points of the article's text, end exclusive."""

    what: What
    name: str
    verdict: Verdict
    expected: str | None = None
    got: str | None = None
    reason: str
    start: Count | None = None
    end: Count | None = None


class Scores(Part):
    """What one result is worth.

    Attributes:
        metrics: the metrics, matched one to one; for tasks without indicators all values of the schema.
        indicators: the same by expected code (by the given code, where nothing was expected).
        kinds: the same by `actual`, `target` and `change`.
        fields: document fields, and as `metric.…` the parts of matched metrics.
        figures: what became of the figures.
        quotes: quotes of matched metrics that lie in, or hold, what the case's author quotes.
        findings: findings on contradictions of the article.
        summary: what the summary is worth.
        cost: what the answer cost.
        items: each verdict with its reason.
    """

    metrics: Counts = Counts()
    indicators: Mapping[str, Counts] = Field(default_factory=dict)
    kinds: Mapping[str, Counts] = Field(default_factory=dict)
    fields: Mapping[str, Counts] = Field(default_factory=dict)
    figures: FigureCounts = FigureCounts()
    quotes: Counts = Counts()
    findings: Counts = Counts()
    summary: SummaryScores = SummaryScores()
    cost: Cost = Cost()
    items: tuple[Item, ...] = ()


def emptied(scores: Scores) -> Scores:
    """The scores that a crash of the same case gets: the expected counts, and 0 for everything else."""
    return Scores(
        metrics=_only_expected(scores.metrics),
        indicators={name: _only_expected(counts) for name, counts in scores.indicators.items() if counts.expected},
        kinds={name: _only_expected(counts) for name, counts in scores.kinds.items() if counts.expected},
        fields={name: _only_expected(counts) for name, counts in scores.fields.items() if not _MATCHED.match(name)},
        figures=FigureCounts(expected=scores.figures.expected, set_aside=scores.figures.set_aside),
        quotes=_only_expected(scores.quotes),
        findings=_only_expected(scores.findings),
        summary=SummaryScores(
            covered=None if scores.summary.covered is None else 0.0, rouge_l=None if scores.summary.rouge_l is None else 0.0
        ),
    )


def _only_expected(counts: Counts) -> Counts:
    return Counts(expected=counts.expected)
