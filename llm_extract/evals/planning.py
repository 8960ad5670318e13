"""From what was asked for to a plan of a run; and which of today's cases are still those of a run made before."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from llm_extract import engines, tasks
from llm_extract.batch.runner import require_fit
from llm_extract.engines.base import Engine
from llm_extract.engines.cache import default_folder
from llm_extract.engines.recording import Recorder
from llm_extract.errors import ConfigError, GoldenError, OutputError
from llm_extract.evals import cases
from llm_extract.evals.cases import Case
from llm_extract.evals.records import Record
from llm_extract.evals.run import Plan
from llm_extract.tasks.base import Task

BASELINE = "baseline.json"
"""The file of floors in the folder of golden cases."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for.

    Attributes:
        task: its name.
        engine: its name, see `engines.get`.
        golden: folder of golden cases.
        cases: shell pattern of their names.
        tag: that they bear; None for any.
        repeat: how often each is run, at least once.
        concurrency: how many are under way at once.
        output: where the record goes; None for nowhere.
        fresh: whether to ask a model again what it has answered before.
        recording: where what the model answers is recorded, for `replay`; None for nowhere.
    """

    task: str
    engine: str
    golden: Path
    cases: str = "*"
    tag: str | None = None
    repeat: int = 1
    concurrency: int = 4
    output: Path | None = None
    fresh: bool = False
    recording: Path | None = None

    def validate(self) -> None:
        """Refuses what makes no sense before anything is run.

        Raises:
            ConfigError: several repeats are to be recorded.
            OutputError: a file is a folder.
        """
        if self.recording and self.repeat > 1:
            raise ConfigError("--record and --repeat: a recording holds one answer to each question; leave --repeat away")
        for option, path in (("--output", self.output), ("--record", self.recording)):
            if path and path.is_dir():
                raise OutputError(f"{path}: this is a folder; give the path of a file with {option}.")

    @property
    def whole(self) -> bool:
        """Whether all cases are run."""
        return self.cases == "*" and self.tag is None


def plan(order: Order, recorder: Recorder | None = None) -> Plan:
    """What to run; `recorder` keeps what a model answers.

    Raises:
        LlmExtractError: an unknown task or engine, a golden case that cannot be used, no place for the record.
    """
    order.validate()
    task = tasks.get(order.task)
    answering = _engines(order, task, recorder)
    require_fit(task, answering[0])
    chosen = cases.load_all(cases.find(order.golden, task, order.cases), task, order.tag)
    return Plan(task, answering, chosen, order.concurrency, order.output)


def _engines(order: Order, task: Task, recorder: Recorder | None) -> tuple[Engine, ...]:
    """An engine for each repeat. What an endpoint answered is kept for each repeat apart: else the second would be the first again."""
    first = engines.get(order.engine, engines.Choice(fresh=order.fresh, recorder=recorder, task=task.name))
    if not first.name.startswith("openai:"):
        return (first,) * order.repeat
    folders = [default_folder() / f"repeat-{number}" for number in range(1, order.repeat)]
    return (first, *(engines.get(order.engine, engines.Choice(cache=folder, fresh=order.fresh, task=task.name)) for folder in folders))


def unchanged(golden: Path, record: Record) -> Mapping[str, Case]:
    """The cases of a run that still are what it was over; the others, and missing ones, are left out."""
    found = {name: case_of(golden, record.task, name) for name in record.hashes.cases}
    return {name: case for name, case in found.items() if case and case.digest == record.hashes.cases[name]}


def case_of(golden: Path, task: str, name: str) -> Case | None:
    """A case by its name; None where there is none that can be used. A name is never a path: records are not trusted."""
    if Path(name).name != name or task not in tasks.names():
        return None
    try:
        return cases.load(golden / task / name, tasks.get(task))
    except GoldenError:
        return None
