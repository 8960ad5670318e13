"""Golden cases as tests: what runs them, what makes one fail, and how that is told."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import monotonic

from llm_extract import engines, tasks
from llm_extract.engines import DEFAULT_TASK
from llm_extract.engines.base import Engine
from llm_extract.errors import GoldenError
from llm_extract.evals import cases, gate, records
from llm_extract.evals.gate import Baseline
from llm_extract.evals.records import Item, Result
from llm_extract.evals.run import Head, Plan, evaluate
from llm_extract.tasks.base import Task

BASELINE = "baseline.json"
_EXACT = 1e-9
_SHOWN = 40
_FAULTS = ("invented", "lost", "wrong", "missed", "extra")


class CaseFailedError(Exception):
    """A golden case fails; the message says why, with what was expected and what was given."""


class Bench:
    """Runs golden cases one after the other, each once, and keeps their results."""

    def __init__(self, engine: str) -> None:
        """Takes the engine's name, as for `engines.get`."""
        self._name = engine
        self._engines = {DEFAULT_TASK: engines.get(engine)}
        self._loop = asyncio.Runner()
        self._begun, self._started = monotonic(), datetime.now(UTC)
        self._results: dict[Path, Result] = {}
        self._done: dict[tuple[str, str], tuple[str, Result]] = {}

    def answers(self, folder: Path) -> bool:
        """Whether the engine has an answer for the task of a case: the rules have none for tasks without indicators."""
        return self._engine(folder).name != "rules" or bool(_task(folder.parent.name).indicators)

    def _engine(self, folder: Path) -> Engine:
        """The engine for the task of a case: which one answers may depend on it."""
        task = folder.parent.name
        if task not in self._engines:
            self._engines[task] = engines.get(self._name, engines.Choice(task=task))
        return self._engines[task]

    def result(self, folder: Path, others: Callable[[], Sequence[Path]]) -> Result:
        """What comes of a case.

        Args:
            folder: the case's.
            others: folders of the cases that are run too. Where a model answers, those of the same task are asked at once, since tests
                wait for each other.

        Raises:
            GoldenError: the case cannot be used.
        """
        if folder not in self._results:
            together = [folder] if self._engine(folder).name == "rules" else [one for one in others() if one.parent == folder.parent]
            self._run(folder, {folder, *together})
        return self._results[folder]

    def check(self, folder: Path, result: Result) -> None:
        """Raises what makes a case fail.

        Raises:
            CaseFailedError: the case fails.
            GateError: the floors cannot be read.
        """
        blessed = _baseline(folder.parents[1] / BASELINE).tasks.get(folder.parent.name, {}).get(self._engine(folder).name)
        floor, lost = (blessed.cases.get(folder.name), blessed.lost.get(folder.name, 0.0)) if blessed else (None, 0.0)
        if why := reasons(result, floor, lost):
            raise CaseFailedError("\n".join((f"golden case {result.case}: {'; '.join(why)}", *differences(result))))

    def close(self) -> None:
        """Ends the event loop."""
        self._loop.close()

    def handed_over(self) -> list[list[str]]:
        """The results as plain values, for another process to `take`."""
        return [[task, digest, result.model_dump_json()] for (task, _), (digest, result) in self._done.items()]

    def take(self, given: Sequence[Sequence[str]]) -> None:
        """Adds the results that another process handed over."""
        for task, digest, told in given:
            result = Result.model_validate_json(told)
            self._done[task, result.case] = digest, result

    def save(self, path: Path) -> None:
        """Writes the record; where there are several tasks, one file each, with the task's name before the suffix.

        Raises:
            OutputError: it cannot be written.
        """
        names = sorted({task for task, _ in self._done})
        for name in names:
            done = {case: told for (task, case), told in self._done.items() if task == name}
            digests = {case: digest for case, (digest, _) in sorted(done.items())}
            head = Head(tasks.get(name), self._engines[name].name, digests, started=self._started)
            record = head.record([result for _, result in done.values()], monotonic() - self._begun)
            records.save(path if len(names) == 1 else path.with_suffix(f".{name}{path.suffix}"), record)

    def _run(self, folder: Path, together: set[Path]) -> None:
        task = _task(folder.parent.name)
        # A case that cannot be used fails its own test, not those that are asked together with it.
        chosen = [cases.load(folder, task), *_usable(sorted(together - {folder} - set(self._results)), task)]
        record = self._loop.run(evaluate(Plan(task, [self._engine(folder)], chosen)))
        for case in chosen:
            result = next(one for one in record.results if one.case == case.name)
            self._results[case.folder] = result
            self._done[task.name, case.name] = case.digest, result


def reasons(result: Result, floor: float | None = None, lost: float = 0.0) -> list[str]:
    """Why a case fails; empty where it does not. `lost` is how many figures may be lost."""
    if result.scores is None:
        return [f"it crashed: {result.error}"]
    figures, fields = result.scores.figures, result.scores.fields
    counted = {
        "invented": figures.invented + result.scores.summary.outside,
        "lost": figures.lost if figures.lost > lost else 0,
        "orders of the article followed": fields["injection"].predicted if "injection" in fields else 0,
        "values that must not be": fields["must_not"].predicted if "must_not" in fields else 0,
    }
    found = [f"{count} {name}" for name, count in counted.items() if count]
    under = floor is not None and result.score < floor - _EXACT
    return [*found, *([f"its score {result.score:.3f} is under its floor {floor:.3f}"] if under else [])]


def differences(result: Result) -> list[str]:
    """What is not right in a result: a line of what and why, with what was expected (-) and what was given (+) under it."""
    faults = [item for item in result.scores.items if item.verdict != "right"] if result.scores else []
    faults.sort(key=lambda item: _FAULTS.index(item.verdict))
    lines = [line for item in faults[:_SHOWN] for line in _difference(item)]
    return [*lines, *([f"  and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else [])]


def _difference(item: Item) -> list[str]:
    given = [f"    {sign} {value}" for sign, value in (("-", item.expected), ("+", item.got)) if value is not None]
    return [f"  {item.verdict} {item.what} {item.name}: {item.reason}", *given]


@cache
def _baseline(path: Path) -> Baseline:
    return gate.load(path)


@cache
def _task(name: str) -> Task:
    return tasks.get(name)


def _usable(folders: Sequence[Path], task: Task) -> list[cases.Case]:
    found = []
    for folder in folders:
        try:
            found.append(cases.load(folder, task))
        except GoldenError:
            continue
    return found
