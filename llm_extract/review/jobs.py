"""Evaluation runs behind the pages: begun, watched, stopped, taken up again; each in a thread, its state in files that all servers see."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import uuid4

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, ValidationError

from llm_extract.batch import files
from llm_extract.errors import ConfigError, LlmExtractError, RecordError, looks_like_key
from llm_extract.evals import records
from llm_extract.evals.planning import Order, plan
from llm_extract.evals.records import Record, Result
from llm_extract.evals.run import Plan, evaluate
from llm_extract.store import Store

State = Literal["running", "stopped", "failed", "interrupted"]

_BEAT = 0.5  # seconds between two writings of a job's file
_SILENCE = 15.0
"""Seconds without a beat after which a job of another process is taken for dead; a long article may keep its loop busy for some."""
_JOB, _STOP = ".job", ".stop"
_PROCESS = uuid4().hex
_LIVE: set[Path] = set()
_LOCK = threading.Lock()


class Job(BaseModel):
    """A run that is not finished.

    Attributes:
        id: its name.
        task: see `planning.Order`, also for the next five.
        golden: as an absolute path.
        who: who began it.
        started: when, in UTC, ISO 8601.
        state: `interrupted` where the server that ran it is gone, `failed` where it could not be written or kept.
        done: how many results there are.
        whole: how many there will be.
        crashed: how many of this sitting's results are crashes.
        error: of the last crash, or why it failed.
        process: which process runs it, or ran it last.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    task: str
    engine: str
    golden: str
    cases: str
    tag: str | None
    repeat: int
    who: str
    started: str
    state: State = "running"
    done: int = 0
    whole: int = 0
    crashed: int = 0
    error: str = ""
    process: str = _PROCESS

    def order(self, output: Path) -> Order:
        """What was asked for."""
        return Order(self.task, self.engine, Path(self.golden), self.cases, self.tag, self.repeat, output=output)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The runs of one store.

    Attributes:
        store: where a finished run's record goes.
        folder: of the records and of the jobs' files.
    """

    store: Store
    folder: Path

    @classmethod
    def of(cls, store: Store) -> "Jobs":
        """The runs of a store; their folder lies beside its file, or in the user's folder of data."""
        if "://" in store.where:
            return cls(store, user_data_path("llm-extract", appauthor=False) / "runs")
        path = Path(store.where)
        return cls(store, path.with_name(f"{path.stem}-runs"))

    def start(self, order: Order, who: str) -> str:
        """Begins a run.

        Args:
            order: what to run; where its record goes is seen to here.
            who: who asks.

        Returns:
            The job's id.

        Raises:
            LlmExtractError: an unknown task or engine, a golden case that cannot be used, a folder that cannot be written.
        """
        if any(map(looks_like_key, (order.engine, order.cases, order.tag or "", str(order.golden)))):
            raise ConfigError("run: one of its fields holds what looks like a key; keys are typed on the page Settings alone")
        now = datetime.now(UTC)
        job = Job(
            id=f"{now:%Y%m%d-%H%M%S}-{uuid4().hex[:6]}", task=order.task, engine=order.engine, golden=str(order.golden.absolute()),
            cases=order.cases, tag=order.tag, repeat=order.repeat, who=who, started=now.isoformat(timespec="seconds"),
        )  # fmt: skip
        self._begin(job)
        return job.id

    def resume(self, id: str) -> None:  # noqa: A002  the name that jobs have
        """Takes up a run that does not run any more: what it has is kept, its crashes and the rest are asked for.

        Raises:
            LlmExtractError: it is running, there is no such run, or what `start` raises.
        """
        self._begin(self._resting(id).model_copy(update={"state": "running", "crashed": 0, "error": "", "process": _PROCESS}))

    def stop(self, id: str) -> None:  # noqa: A002  as above
        """Asks a run to end; what it has is kept."""
        files.write(self._path(id, _STOP), "")

    def discard(self, id: str) -> None:  # noqa: A002  as above
        """Throws away what a run has that does not run any more.

        Raises:
            RecordError: it is running, or there is no such run.
        """
        self._resting(id)
        for path in (self._path(id, _JOB), self._path(id, _STOP), self.record_path(id)):
            path.unlink(missing_ok=True)

    def all(self) -> tuple[Job, ...]:
        """The unfinished runs, the newest first."""
        return tuple(self._found(sorted(self.folder.glob(f"*{_JOB}"), reverse=True)))

    def record_path(self, id: str) -> Path:  # noqa: A002  as above
        """The file of a run's record."""
        return self._path(id, ".json")

    def _path(self, name: str, ending: str) -> Path:
        return self.folder / f"{Path(name).name}{ending}"

    def _found(self, paths: list[Path]) -> Iterator[Job]:
        for path in paths:
            with suppress(OSError, ValidationError):  # finished or discarded meanwhile, or no job's file
                job = Job.model_validate_json(path.read_bytes())
                is_dead = job.state == "running" and not _is_alive(job, path)
                yield job.model_copy(update={"state": "interrupted"}) if is_dead else job

    def _resting(self, name: str) -> Job:
        job = next(self._found([self._path(name, _JOB)]), None)
        if job is None:
            raise RecordError(f"run {name}: there is no such unfinished run; see those that there are")
        if job.state == "running":
            raise RecordError(f"run {name}: it is still running; stop it first")
        return job

    def _begin(self, job: Job) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = plan(job.order(self.record_path(job.id)))
        path = self._path(job.id, _JOB)
        with _LOCK:
            if path in _LIVE:
                raise RecordError(f"run {job.id}: it is still running; stop it first")
            _LIVE.add(path)
        self._path(job.id, _STOP).unlink(missing_ok=True)
        worker = _Worker(self, job.model_copy(update={"whole": made.size}), made, path)
        worker.write()
        threading.Thread(target=worker.work, name=f"run-{job.id}", daemon=True).start()


def _is_alive(job: Job, path: Path) -> bool:
    if job.process == _PROCESS:
        with _LOCK:
            return path in _LIVE
    return time.time() - path.stat().st_mtime < _SILENCE


class _Worker:
    """A run under way."""

    def __init__(self, jobs: Jobs, job: Job, made: Plan, path: Path) -> None:
        self._jobs, self._job, self._plan, self._path = jobs, job, made, path
        self._stop = path.with_suffix(_STOP)

    def work(self) -> None:
        """Runs to the end, or until it is stopped; never raises."""
        try:
            self._keep(asyncio.run(self._record()))
            self._path.unlink(missing_ok=True)
        except asyncio.CancelledError:
            self._end("stopped", "")
        except Exception as error:  # noqa: BLE001  nobody waits for a thread: what it meets is told in the job's file
            self._end("failed", str(error) if isinstance(error, LlmExtractError) else type(error).__name__)
        finally:
            self._stop.unlink(missing_ok=True)
            with _LOCK:
                _LIVE.discard(self._path)

    def write(self) -> None:
        """Writes the job's file."""
        files.write(self._path, self._job.model_dump_json(indent=1) + "\n")

    def _end(self, state: State, error: str) -> None:
        self._job = self._job.model_copy(update={"state": state, "error": error or self._job.error})
        with suppress(LlmExtractError):  # a full disk: the job is found interrupted then
            self.write()

    async def _record(self) -> Record:
        if done := self._finished():
            return done
        beat = asyncio.create_task(self._beat(asyncio.current_task()))
        try:
            await evaluate(self._plan, self._told)
        finally:
            beat.cancel()
        return records.load(self._jobs.record_path(self._job.id))

    def _finished(self) -> Record | None:
        """The record where the run was whole, and only keeping it failed."""
        path = self._plan.path
        if path is None or not path.exists():
            return None
        with suppress(LlmExtractError):
            record = records.load(path)
            return record if len(record.results) == self._plan.size and record.hashes == self._plan.head.record((), 0).hashes else None
        return None

    async def _beat(self, running: "asyncio.Task[object] | None") -> None:
        while True:
            await asyncio.sleep(_BEAT)
            with suppress(LlmExtractError):  # what cannot be written now may be at the next beat; the record's own error ends the run
                self.write()
            if self._stop.exists() and running:
                running.cancel()
                return

    def _told(self, result: Result, done: int, whole: int) -> None:
        crashed = self._job.crashed + (result.scores is None)
        self._job = self._job.model_copy(
            update={"done": done, "whole": whole, "crashed": crashed, "error": result.error or self._job.error}
        )

    def _keep(self, record: Record) -> None:
        path = str(self._plan.path)
        if all(row.path != path for row in self._jobs.store.runs()):
            self._jobs.store.keep_run(record.model_dump(mode="json"), path)
