"""Runs golden cases through an engine, and keeps what came of each: a crash is a result too."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from time import monotonic

import llm_extract
from llm_extract import prompts
from llm_extract.engines.base import Engine
from llm_extract.errors import LlmExtractError
from llm_extract.evals import records, scoring
from llm_extract.evals.cases import Case
from llm_extract.evals.records import Hashes, Record, Result
from llm_extract.export import to_json
from llm_extract.pipeline import extract
from llm_extract.tasks.base import Task

OnResult = Callable[[Result, int, int], None]
"""Told of each result, how many there are, and how many there will be."""

_DIGEST = 12
_SAVE_EVERY = 5.0
_LONGEST_ERROR = 500


@dataclass(frozen=True)
class Head:
    """What a record says of its run beside the results.

    Attributes:
        task: of the cases.
        engine: what answers, as results show it.
        digests: of the cases, by name.
        repeats: how often each case is run.
        seed: noted in the record.
        started: when the run began, in UTC.
    """

    task: Task
    engine: str
    digests: Mapping[str, str]
    repeats: int = 1
    seed: int = 0
    started: datetime = field(default_factory=lambda: datetime.now(UTC))

    def record(self, results: Sequence[Result], seconds: float) -> Record:
        """The record of results, in the order of cases and repeats."""
        return Record(
            task=self.task.name,
            engine=self.engine,
            code=code(),
            seed=self.seed,
            repeats=self.repeats,
            started=self.started.isoformat(timespec="seconds"),
            seconds=round(seconds, 3),
            hashes=hashes(self.task, self.engine, self.digests),
            results=tuple(sorted(results, key=lambda one: (one.case, one.repeat))),
        )


@dataclass(frozen=True)
class Plan:
    """What to run.

    Attributes:
        task: of the cases.
        engines: who answers, one for each repeat: an engine that keeps answers gives the same one twice.
        cases: the cases.
        concurrency: how many are under way at once.
        path: where the record goes, and is taken up again where it is unfinished and of the same run; None to keep it in memory.
        seed: noted in the record.
    """

    task: Task
    engines: Sequence[Engine]
    cases: Sequence[Case]
    concurrency: int = 4
    path: Path | None = None
    seed: int = 0

    @cached_property
    def head(self) -> Head:
        """What the record says beside the results."""
        return Head(self.task, self.engines[0].name, {case.name: case.digest for case in self.cases}, len(self.engines), self.seed)

    @property
    def size(self) -> int:
        """How many results there will be."""
        return len(self.cases) * len(self.engines)


def run(plan: Plan, told: OnResult | None = None) -> Record:
    """`evaluate`, for callers without an event loop."""
    return asyncio.run(evaluate(plan, told))


async def evaluate(plan: Plan, told: OnResult | None = None) -> Record:
    """Runs the cases, the unfinished ones of an earlier run alone where there was one.

    Args:
        plan: what to run.
        told: hears of each result as it comes.

    Returns:
        The record, saved under `plan.path`; what is done is saved too where the run is broken off.

    Raises:
        OutputError: the record cannot be written.
    """
    running = _Running(plan, told)
    try:
        await running.all()
    finally:
        running.save()
    return running.record()


def judge(case: Case, task: Task, outcome: "Mapping[str, object] | Exception", repeat: int = 0) -> Result:
    """The result of one case: its scores, or the error where it, or judging it, crashed.

    Args:
        case: what is expected.
        task: the case's task.
        outcome: the result as `export.to_json` gives it, or what was raised instead.
        repeat: which of the repeats, from 0.
    """
    error = outcome if isinstance(outcome, Exception) else None
    if not isinstance(outcome, Exception):
        try:
            return Result(case=case.name, repeat=repeat, tags=case.tags, scores=scoring.judge(case, task, outcome))
        except Exception as raised:  # noqa: BLE001  a result that cannot be judged is a crash of its case alone
            error = raised
    return Result(case=case.name, repeat=repeat, tags=case.tags, error=f"{type(error).__name__}: {error}"[:_LONGEST_ERROR])


def hashes(task: Task, engine: str, cases: Mapping[str, str]) -> Hashes:
    """Digests of what a run is made with: prompts, schema and indicators, and the cases' own, which are given."""
    told = [_indicator(asdict(one)) for one in task.indicators]
    schema = json.dumps([task.schema.model_json_schema(), told], ensure_ascii=False, sort_keys=True)
    return Hashes(prompt=None if engine == "rules" else _prompts(task), schema=sha256(schema.encode()).hexdigest(), cases=dict(cases))


@lru_cache(maxsize=1)
def code() -> str:
    """The package's version and a digest of its sources."""
    folder, digest = Path(llm_extract.__file__).parent, sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{llm_extract.__version__}+{digest.hexdigest()[:_DIGEST]}"


class _Running:
    """A run under way."""

    def __init__(self, plan: Plan, told: OnResult | None) -> None:
        self._plan = plan
        self._told = told
        self._begun = self._saved = monotonic()
        self._turn = asyncio.Semaphore(max(1, plan.concurrency))
        self._done, self._earlier = _earlier(plan)

    async def all(self) -> None:
        left = [(case, repeat) for repeat in range(len(self._plan.engines)) for case in self._plan.cases]
        async with asyncio.TaskGroup() as group:
            for case, repeat in left:
                if (case.name, repeat) not in self._done:
                    group.create_task(self._one(case, repeat))

    def record(self) -> Record:
        return self._plan.head.record(tuple(self._done.values()), self._earlier + monotonic() - self._begun)

    def save(self) -> None:
        if self._plan.path:
            records.save(self._plan.path, self.record())
        self._saved = monotonic()

    async def _one(self, case: Case, repeat: int) -> None:
        async with self._turn:
            await asyncio.sleep(0)  # a case that never waits would keep Ctrl-C waiting until the last one
            result = judge(case, self._plan.task, await _outcome(case, self._plan, repeat), repeat)
        self._done[case.name, repeat] = result
        if self._told:
            self._told(result, len(self._done), self._plan.size)
        if monotonic() - self._saved > _SAVE_EVERY:
            self.save()


async def _outcome(case: Case, plan: Plan, repeat: int) -> "Mapping[str, object] | Exception":
    try:
        return to_json(case.article, await extract(case.article, plan.task, plan.engines[repeat]))
    except Exception as error:  # noqa: BLE001  what one case meets must not cost the others; it is shown and scored 0
        return error


def _earlier(plan: Plan) -> tuple[dict[tuple[str, int], Result], float]:
    """Results of an unfinished record of the same run, but its crashes, and the seconds that it took."""
    if plan.path is None or not plan.path.exists():
        return {}, 0.0
    try:
        record = records.load(plan.path)
    except LlmExtractError:
        return {}, 0.0
    fresh = plan.head.record((), 0.0)
    same = ("task", "engine", "code", "seed", "repeats", "hashes")
    if len(record.results) >= plan.size or any(getattr(record, name) != getattr(fresh, name) for name in same):
        return {}, 0.0
    return {(one.case, one.repeat): one for one in record.results if one.scores}, record.seconds


def _indicator(told: dict[str, object]) -> dict[str, object]:
    return {name: sorted(value) if isinstance(value, frozenset) else value for name, value in told.items()}


def _prompts(task: Task) -> str | None:
    """A digest of the task's prompts, the one for small models included."""
    try:
        digests = [prompts.load(task, small=small).digest for small in (False, True)]
    except LlmExtractError:
        return None
    return sha256("".join(digests).encode()).hexdigest()
