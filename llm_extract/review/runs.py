"""Finished evaluation runs: what a list says of each, and one of them opened against today's golden cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from llm_extract import tasks
from llm_extract.errors import RecordError
from llm_extract.evals import gate, scoring
from llm_extract.evals.cases import Case
from llm_extract.evals.compare import Comparison, Options, compare
from llm_extract.evals.gate import Breach
from llm_extract.evals.planning import BASELINE, case_of
from llm_extract.evals.records import Record, Result, Scores
from llm_extract.evals.report.content import Report
from llm_extract.store import Store


@dataclass(frozen=True, slots=True)
class Reached:
    """What a list says of a run: counts are sums over its results; `price` in US dollars, None where none is known."""

    calls: int
    crashed: int
    lost: int
    invented: int
    price: float | None
    seconds: float


def reached(record: Mapping[str, Any]) -> Reached:
    """The counts of a record as the store keeps it, without reading all of it."""
    results = record.get("results", ())
    judged = [scores for one in results if (scores := one.get("scores"))]
    figures = [scores.get("figures") or {} for scores in judged]
    costs = [scores.get("cost") or {} for scores in judged]
    prices = [price for cost in costs if (price := cost.get("price")) is not None]
    return Reached(
        calls=sum(cost.get("calls", 0) for cost in costs),
        crashed=len(results) - len(judged),
        lost=sum(one.get("lost", 0) for one in figures),
        invented=sum(one.get("invented", 0) for one in figures),
        price=sum(prices) if prices else None,
        seconds=record.get("seconds", 0.0),
    )


@dataclass(frozen=True)
class Opened:
    """A run.

    Attributes:
        id: its number in the store.
        record: what it reached.
        golden: folder of golden cases.
    """

    id: int
    record: Record
    golden: Path

    @classmethod
    def of(cls, store: Store, id: int, golden: Path) -> "Opened":  # noqa: A002  the name that runs have
        """A run of the store.

        Raises:
            StoreError: there is none of that number.
            RecordError: it is none of this version's.
        """
        try:
            return cls(id, Record.model_validate(store.run(id)), golden)
        except ValidationError as error:
            raise RecordError(f"run {id}: its record is none of this version's; make a new one") from error

    def case(self, name: str) -> Case | None:
        """A case as it is today; None where there is none that can be used."""
        return case_of(self.golden, self.record.task, name)

    def is_changed(self, case: Case) -> bool:
        """Whether a case is not what the run was over."""
        return case.digest != self.record.hashes.cases.get(case.name)

    @cached_property
    def known(self) -> Mapping[str, Scores]:
        """What cases expect that crashed in every repeat; see `records.totals`."""
        judged = {result.case for result in self.record.results if result.scores}
        lacking = {name: self.case(name) for name in self.record.hashes.cases if name not in judged}
        same = {name: case for name, case in lacking.items() if case and not self.is_changed(case)}
        return {name: scoring.nothing(case, tasks.get(self.record.task)) for name, case in same.items()}

    @cached_property
    def values(self) -> Mapping[str, float]:
        """The value of each measure, by its name."""
        return {name: value for name, value, _ in Report(self.record, cases=self.known).values()}

    def breaches(self) -> tuple[Breach, ...]:
        """What keeps it from passing the gate of the golden folder.

        Raises:
            GateError: the baseline cannot be read.
        """
        return gate.check(self.record, gate.load(self.golden / BASELINE), self.known)

    def worst(self) -> tuple[Result, ...]:
        """Of each case the worst repeat; the worst cases first."""
        return Report(self.record).worst()

    def compared(self, earlier: "Opened", *, shared: bool) -> Comparison:
        """This run seen from an earlier one.

        Raises:
            CompareError: they are of other tasks or cases; with `shared` those that are the same are compared.
        """
        names = (f"#{earlier.id}", f"#{self.id}")
        known = {**earlier.known, **self.known}
        return compare(earlier.record, self.record, Options(names=names, shared=shared, cases=known))
