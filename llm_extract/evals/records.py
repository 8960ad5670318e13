"""The record of one evaluation run: a JSON file that comparing, gating and reporting read, and nothing else.

Aggregates are pure functions of a record. A crashed case counts as 0 in each of them; it never leaves an average.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError

from llm_extract.batch import files
from llm_extract.errors import RecordError
from llm_extract.evals.counts import (
    Amount,
    Cost,
    Count,
    Counts,
    FigureCounts,
    Item,
    Part,
    Scores,
    Share,
    SummaryScores,
    Verdict,
    What,
    emptied,
)  # fmt: skip

__all__ = [
    "Cost", "Counts", "FigureCounts", "Hashes", "Item", "Record", "Result", "Scores", "SummaryScores", "SummaryTotals", "Totals",
    "Verdict", "What", "emptied", "load", "save", "totals",
]  # fmt: skip

_MOST_BYTES = 256_000_000
_NO_CASES: Mapping[str, "Scores"] = MappingProxyType({})


class Result(Part):
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


class Hashes(Part):
    """What the run was made with: digests in hex; of the prompt None where the engine reads none."""

    prompt: str | None = None
    schema_: str = Field(alias="schema", default="")
    cases: Mapping[str, str] = Field(default_factory=dict)


class Record(Part):
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


class SummaryTotals(Part):
    """Summaries of a run: how many there are, figures and names from outside, and means over those that have the value."""

    present: Count = 0
    outside: Count = 0
    covered: Share | None = None
    words: float = 0.0
    rouge_l: Share | None = None


class Totals(Part):
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
