"""The record of one evaluation run: a JSON file that comparing, gating and reporting read, and nothing else.

Aggregates are pure functions of a record. A crashed case counts as 0 in each of them; it never leaves an average.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from llm_extract.batch import files
from llm_extract.errors import RecordError

_MOST_BYTES = 256_000_000
_MATCHED = re.compile(r"metric\.|people\.position$")  # fields that are counted over matched things only
_NO_CASES: Mapping[str, "Scores"] = MappingProxyType({})

Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]
What = Literal["metric", "field", "figure", "finding", "summary"]
Verdict = Literal["right", "missed", "extra", "wrong", "invented", "lost"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=True, serialize_by_alias=True)


class Counts(_Part):
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


class FigureCounts(_Part):
    """What became of the figures.

    Attributes:
        found: expected metrics whose value and percent-or-not a predicted metric bears, whatever its code and kind.
        expected: expected metrics.
        set_aside_right: numerals that are no metric by the case's author, and that are set aside in the result.
        set_aside: numerals that are no metric by the case's author.
        open: figures that wait for review.
        invented: values, quotes, and figures of the summary that the article does not hold.
        lost: expected metrics whose figure is in no metric, not open and not set aside with a reason.
    """

    found: Count = 0
    expected: Count = 0
    set_aside_right: Count = 0
    set_aside: Count = 0
    open: Count = 0
    invented: Count = 0
    lost: Count = 0

    def __add__(self, other: "FigureCounts") -> "FigureCounts":
        return FigureCounts(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})


class SummaryScores(_Part):
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


class Cost(_Part):
    """What the answer cost; `price` in US dollars, None where it is unknown; `asked_again` counts the calls behind the first."""

    calls: Count = 0
    prompt_tokens: Count = 0
    answer_tokens: Count = 0
    price: Amount | None = None
    seconds: Amount = 0.0
    asked_again: Count = 0

    def __add__(self, other: "Cost") -> "Cost":
        names = set(type(self).model_fields) - {"price"}
        known = [price for price in (self.price, other.price) if price is not None]
        return Cost(price=sum(known) if known else None, **{name: getattr(self, name) + getattr(other, name) for name in names})


class Item(_Part):
    """One thing that was judged, with the reason; `start` and `end` in code points of the article's text, end exclusive."""

    what: What
    name: str
    verdict: Verdict
    expected: str | None = None
    got: str | None = None
    reason: str
    start: Count | None = None
    end: Count | None = None


class Scores(_Part):
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


class Result(_Part):
    """What became of one case in one repeat: `scores`, or `error` where it crashed."""

    case: str
    repeat: Count = 0
    tags: tuple[str, ...] = ()
    error: str | None = None
    scores: Scores | None = None

    @property
    def score(self) -> float:
        """The case's one number, 0 to 1: F1 of its metrics; 0 for a crash."""
        return self.scores.metrics.f1 if self.scores else 0.0


class Hashes(_Part):
    """What the run was made with: digests in hex; of the prompt None where the engine reads none."""

    prompt: str | None = None
    schema_: str = Field(alias="schema", default="")
    cases: Mapping[str, str] = Field(default_factory=dict)


class Record(_Part):
    """One run of one engine over golden cases; everything but `seconds` and `started` is the same for the same run."""

    format: Literal[1] = 1
    task: str
    engine: str
    code: str
    seed: int = 0
    repeats: Annotated[int, Field(ge=1)] = 1
    started: str
    seconds: Amount = 0.0
    hashes: Hashes = Hashes()
    results: tuple[Result, ...] = ()


class SummaryTotals(_Part):
    """Summaries of a run: how many there are, figures and names from outside, and means over those that have the value."""

    present: Count = 0
    outside: Count = 0
    covered: Share | None = None
    words: float = 0.0
    rouge_l: Share | None = None


class Totals(_Part):
    """A run as a whole; counts are sums over all results (micro), `macro_f1` is the mean of the results' scores."""

    results: int = 0
    crashed: int = 0
    metrics: Counts = Counts()
    macro_f1: float = 0.0
    indicators: Mapping[str, Counts] = Field(default_factory=dict)
    kinds: Mapping[str, Counts] = Field(default_factory=dict)
    fields: Mapping[str, Counts] = Field(default_factory=dict)
    figures: FigureCounts = FigureCounts()
    quotes: Counts = Counts()
    findings: Counts = Counts()
    summary: SummaryTotals = SummaryTotals()
    cost: Cost = Cost()

    @classmethod
    def of(cls, results: Iterable[Result], cases: Mapping[str, Scores]) -> Self:
        """The totals of results; see `totals`."""
        judged = tuple(results)
        scores = [result.scores or _crashed(result.case, judged, cases) for result in judged]
        return cls(
            results=len(judged),
            crashed=sum(result.scores is None for result in judged),
            metrics=sum((one.metrics for one in scores), Counts()),
            macro_f1=sum(result.score for result in judged) / len(judged) if judged else 0.0,
            indicators=_summed(one.indicators for one in scores),
            kinds=_summed(one.kinds for one in scores),
            fields=_summed(one.fields for one in scores),
            figures=sum((one.figures for one in scores), FigureCounts()),
            quotes=sum((one.quotes for one in scores), Counts()),
            findings=sum((one.findings for one in scores), Counts()),
            summary=_summaries([one.summary for one in scores]),
            cost=sum((one.cost for one in scores), Cost()),
        )


def totals(record: Record, cases: Mapping[str, Scores] = _NO_CASES) -> Totals:
    """The aggregates of a record.

    Args:
        record: the run.
        cases: scores of an empty answer, by case, see `scoring.nothing`; what a crashed case would have had to find. Needed only for
            cases that crashed in every repeat.

    Raises:
        RecordError: a case crashed in every repeat, and `cases` does not say what it expects.
    """
    return Totals.of(record.results, cases)


def load(path: Path) -> Record:
    """Reads a record.

    Raises:
        RecordError: it cannot be read, or is no run record of this format.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise RecordError(f"{path}: this file is too large for a run record; give the file that llm-extract eval --output wrote")
        return Record.model_validate_json(path.read_bytes())
    except OSError as error:
        raise RecordError(f"{path}: this run record cannot be read ({error.strerror}); give the path of one") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "file"
        raise RecordError(f"{path}: this is no run record ({place}: {first['msg']}); make a new one with llm-extract eval") from error


def save(path: Path, record: Record) -> None:
    """Writes a record in one step.

    Raises:
        OutputError: it cannot be written.
    """
    files.write(path, record.model_dump_json(indent=1) + "\n")


def _summed(parts: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    for part in parts:
        for name, counts in part.items():
            found[name] = found.get(name, Counts()) + counts
    return dict(sorted(found.items()))


def _summaries(scores: list[SummaryScores]) -> SummaryTotals:
    there = [one for one in scores if one.present]
    return SummaryTotals(
        present=len(there),
        outside=sum(one.outside for one in scores),
        covered=_mean([one.covered for one in scores if one.covered is not None]),
        words=_mean([float(one.words) for one in there]) or 0.0,
        rouge_l=_mean([one.rouge_l for one in scores if one.rouge_l is not None]),
    )


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _crashed(case: str, results: Iterable[Result], cases: Mapping[str, Scores]) -> Scores:
    """Scores of a case without a result: all that was expected, nothing found and nothing given."""
    known = cases.get(case) or next((result.scores for result in results if result.case == case and result.scores), None)
    if known is None:
        raise RecordError(f"case {case}: it crashed in every repeat, and what it expects is not known; give the folder of golden cases")
    return emptied(known)


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
