"""Several runs side by side: what each reached, what it cost and how long it took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from llm_extract.errors import CompareError
from llm_extract.evals import records
from llm_extract.evals.records import Record, Scores


@dataclass(frozen=True, slots=True)
class Side:
    """One run in short.

    Attributes:
        name: as the user calls it.
        engine: what answered.
        cases: how many were compared.
        repeats: of each case.
        crashed: results that are none.
        f1: of the metrics, micro; so are precision and recall.
        precision: of the metrics.
        recall: of the metrics.
        found: share of the expected figures that some metric bears.
        invented: figures a result that no article holds.
        lost: figures a result that are nowhere.
        findings: share of the contradictions that are told.
        price: US dollars a result; None where the price is unknown, or some answers were kept ones, which cost nothing any more.
        tokens: prompt and answer tokens a result; None where some answers were kept ones.
        seconds: a result.
    """

    name: str
    engine: str
    cases: int
    repeats: int
    crashed: int
    f1: float
    precision: float
    recall: float
    found: float
    invented: float
    lost: float
    findings: float
    price: float | None
    tokens: float | None
    seconds: float


def side_by_side(runs: Mapping[str, Record], *, shared: bool = False, cases: Mapping[str, Scores] | None = None) -> tuple[Side, ...]:
    """Runs of one task over the same cases, in their order.

    Args:
        runs: the records, by name.
        shared: whether to look only at the cases that are the same in all of them, instead of refusing.
        cases: see `records.totals`; what other runs know of a case is used too.

    Raises:
        CompareError: they are of several tasks, or not over the same cases.
        RecordError: a case crashed in every repeat of every run, and `cases` does not say what it expects.
    """
    same = _same(runs, shared=shared)
    known = {result.case: result.scores for record in runs.values() for result in record.results if result.scores} | dict(cases or {})
    return tuple(_side(name, record, same, known) for name, record in runs.items())


def _same(runs: Mapping[str, Record], *, shared: bool) -> frozenset[str]:
    if len({record.task for record in runs.values()}) > 1:
        raise CompareError(f"{', '.join(runs)}: they are not of one task; compare runs of the same task")
    digests = [set(record.hashes.cases.items()) for record in runs.values()]
    same = set.intersection(*digests)
    if not same or (not shared and any(one != same for one in digests)):
        hint = "run them anew" if not same else "run them anew, or give --shared"
        raise CompareError(f"{', '.join(runs)}: they are not over the same cases, only {len(same)} are in all; {hint}")
    return frozenset(case for case, _ in same)


def _side(name: str, record: Record, same: frozenset[str], known: Mapping[str, Scores]) -> Side:
    results: Sequence[records.Result] = [result for result in record.results if result.case in same]
    totals = records.Totals.of(results, known)
    size, cost = max(1, len(results)), totals.cost
    return Side(
        name=name,
        engine=record.engine,
        cases=len(same),
        repeats=record.repeats,
        crashed=totals.crashed,
        f1=totals.metrics.f1,
        precision=totals.metrics.precision,
        recall=totals.metrics.recall,
        found=totals.figures.found / totals.figures.expected if totals.figures.expected else 1.0,
        invented=totals.figures.invented / size,
        lost=totals.figures.lost / size,
        findings=totals.findings.recall,
        price=None if cost.price is None or cost.partial else cost.price / size,
        tokens=None if cost.partial else (cost.prompt_tokens + cost.answer_tokens) / size,
        seconds=cost.seconds / size,
    )
