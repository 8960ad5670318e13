"""Evaluation runs in the background: begun, watched, stopped, taken up again, also by another server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from llm_extract import engines
from llm_extract.engines.base import Engine
from llm_extract.errors import ConfigError, GoldenError, RecordError, StoreError, UnknownEngineError
from llm_extract.evals import records
from llm_extract.evals.planning import Order
from llm_extract.review import jobs as module
from llm_extract.review.jobs import Job, Jobs
from llm_extract.store import Store
from tests.review.golden_folder import NAMES, Conducted, copied

PATIENCE = 60.0


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    with Store.open(tmp_path / "store.sqlite3") as store:
        yield Jobs.of(store)


def order(tmp_path: Path, engine: str = "rules", cases: str = "*", tag: str | None = None) -> Order:
    golden = tmp_path / "golden"
    return Order("party_building", engine, golden if golden.exists() else copied(tmp_path), cases, tag)


def conducted(monkeypatch: pytest.MonkeyPatch, conduct: Callable[[int], str]) -> Conducted:
    engine, real = Conducted(conduct), engines.get

    def get(name: str, choice: engines.Choice | None = None) -> Engine:
        return engine if name == "conducted" else real(name, choice)

    monkeypatch.setattr(engines, "get", get)
    return engine


def until(jobs: Jobs, wanted: Callable[[tuple[Job, ...]], bool]) -> tuple[Job, ...]:
    end = time.monotonic() + PATIENCE
    while not wanted(found := jobs.all()):
        assert time.monotonic() < end, found
        time.sleep(0.05)
    return found


def test_a_run_is_kept_in_the_store_with_the_path_of_its_record(tmp_path: Path, jobs: Jobs) -> None:
    started = jobs.start(order(tmp_path), "An")
    assert [(job.who, job.whole) for job in jobs.all()] in ([("An", 3)], [])
    until(jobs, lambda found: not found)
    (row,) = jobs.store.runs()
    assert (row.engine, row.cases, row.path) == ("rules", 3, str(jobs.record_path(started)))
    assert jobs.store.run(row.id) == records.load(jobs.record_path(started)).model_dump(mode="json")
    assert list(jobs.folder.glob("*.job")) == []
    assert jobs.folder.stat().st_mode & 0o77 == 0


def test_a_case_that_fails_half_way_is_a_crash_and_no_end(tmp_path: Path, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    conducted(monkeypatch, lambda call: {2: "fail", 3: "bug"}.get(call, "answer"))
    jobs.start(order(tmp_path, "conducted"), "An")
    until(jobs, lambda found: not found)
    record = jobs.store.run(jobs.store.runs()[0].id)
    errors = [one["error"] for one in record["results"] if not one["scores"]]
    assert sorted(error.partition(":")[0] for error in errors) == ["EndpointFailedError", "ZeroDivisionError"]


def test_a_stopped_run_keeps_what_it_has_and_goes_on_from_there(tmp_path: Path, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = conducted(monkeypatch, lambda call: "answer" if call == 1 else "hang")
    started = jobs.start(order(tmp_path, "conducted"), "An")
    until(jobs, lambda found: found[0].done == 1)
    with pytest.raises(RecordError, match="still running"):
        jobs.discard(started)
    jobs.stop(started)
    (job,) = until(jobs, lambda found: found[0].state != "running")
    assert (job.state, job.done, jobs.store.runs()) == ("stopped", 1, ())
    engine.conduct, engine.calls = lambda _: "answer", 0
    jobs.resume(started)
    until(jobs, lambda found: not found)
    assert engine.calls == len(NAMES) - 1
    assert jobs.store.runs()[0].cases == len(NAMES)


def test_an_unfinished_run_can_be_thrown_away(tmp_path: Path, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    conducted(monkeypatch, lambda _: "hang")
    started = jobs.start(order(tmp_path, "conducted"), "An")
    jobs.stop(started)
    until(jobs, lambda found: found[0].state == "stopped")
    jobs.discard(started)
    assert jobs.all() == ()
    assert list(jobs.folder.iterdir()) == []
    with pytest.raises(RecordError, match="no such unfinished run"):
        jobs.resume(started)


def test_a_run_that_cannot_be_kept_is_kept_later_and_not_run_again(tmp_path: Path, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = conducted(monkeypatch, lambda _: "answer")
    with monkeypatch.context() as patch:
        patch.setattr(Store, "keep_run", _full)
        started = jobs.start(order(tmp_path, "conducted"), "An")
        (job,) = until(jobs, lambda found: found[0].state != "running")
    assert (job.state, job.error) == ("failed", "store: it is full; make room.")
    calls = engine.calls
    jobs.resume(started)
    until(jobs, lambda found: not found)
    assert len(jobs.store.runs()) == 1
    assert engine.calls == calls


def _full(*_: object) -> int:
    raise StoreError("store: it is full; make room.")


CHILD = """
import sys, time
from pathlib import Path
from llm_extract import engines
from llm_extract.evals.planning import Order
from llm_extract.review.jobs import Jobs
from llm_extract.store import Store
from tests.review.golden_folder import Conducted
engine = Conducted(lambda call: "answer" if call == 1 else "hang")
real = engines.get
engines.get = lambda name, choice=None: engine if name == "conducted" else real(name, choice)
jobs = Jobs.of(Store.open(sys.argv[1]))
jobs.start(Order("party_building", "conducted", Path(sys.argv[2])), "Child")
while not (jobs.all() and jobs.all()[0].done): time.sleep(0.05)
print("begun", flush=True)
time.sleep(600)
"""


def test_what_a_killed_server_leaves_is_seen_and_taken_up_by_another(tmp_path: Path, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    golden = copied(tmp_path)
    process = subprocess.Popen(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", CHILD, str(tmp_path / "store.sqlite3"), str(golden)], stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[2], env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert process.stdout
    try:
        assert process.stdout.readline() == "begun\n"
        (job,) = jobs.all()
        assert (job.state, job.who) == ("running", "Child")
        with pytest.raises(RecordError, match="still running"):
            jobs.resume(job.id)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    monkeypatch.setattr(module, "_SILENCE", 0.0)
    assert jobs.all()[0].state == "interrupted"
    monkeypatch.setattr(module, "_SILENCE", 15.0)
    os.utime(jobs.folder / f"{job.id}.job", (0, 0))
    conducted(monkeypatch, lambda _: "answer")
    jobs.resume(job.id)
    until(jobs, lambda found: not found)
    assert [row.cases for row in jobs.store.runs()] == [len(NAMES)]


@pytest.mark.parametrize(
    ("engine", "more", "error"),
    [
        ("nobody", {}, UnknownEngineError),
        ("openai", {}, ConfigError),
        ("rules", {"cases": "no-such-*"}, GoldenError),
        ("rules", {"tag": "no-such-tag"}, GoldenError),
        ("openai:sk-0123456789abcdef0123", {}, ConfigError),
        ("rules", {"tag": "sk-0123456789abcdef0123"}, ConfigError),
    ],
)
def test_what_cannot_run_is_refused_before_anything_is_written(
    tmp_path: Path, jobs: Jobs, engine: str, more: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        jobs.start(order(tmp_path, engine, **more), "An")
    assert "0123456789abcdef" not in str(caught.value)
    assert jobs.all() == ()
    assert not jobs.folder.exists() or list(jobs.folder.iterdir()) == []


def test_a_job_of_another_name_is_no_path(tmp_path: Path, jobs: Jobs) -> None:
    (tmp_path / "outside.job").write_text("{}")
    with pytest.raises(RecordError, match="no such unfinished run"):
        jobs.discard("../outside")
    assert (tmp_path / "outside.job").exists()


def test_a_damaged_file_of_a_job_is_passed_over(jobs: Jobs) -> None:
    jobs.folder.mkdir()
    (jobs.folder / "x.job").write_text("{")
    assert jobs.all() == ()
