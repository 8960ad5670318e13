import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from llm_extract import engines, tasks
from llm_extract.engines.base import Engine
from llm_extract.errors import AnswerError
from llm_extract.evals import cases, records, scoring
from llm_extract.evals.cases import Case
from llm_extract.evals.records import Record, Result
from llm_extract.evals.run import Plan, code, evaluate, hashes, run
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Task
from tests.evals.conftest import TASK, Made


@dataclass
class Scripted:
    """The rules, but for the cases that it fails on; it counts what is under way."""

    fails: frozenset[str] = frozenset()
    error: Exception = field(default_factory=lambda: AnswerError("the answer does not fit"))
    name: str = "scripted"
    asked: list[str] = field(default_factory=list)
    under_way: int = 0
    most: int = 0

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        name = article.uri.split("/")[0]
        self.asked.append(name)
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0.01)
        self.under_way -= 1
        if name in self.fails:
            raise self.error
        return await engines.get("rules").answer(article, figures, task)


@pytest.fixture
def five(make: Made, root: Path) -> Sequence[Case]:
    for name in "abcde":
        make(name)
    return cases.load_all(cases.find(root, TASK), TASK)


def timeless(record: Record) -> object:
    dumped = json.loads(record.model_dump_json(exclude={"seconds", "started"}))
    for result in dumped["results"]:
        if result["scores"]:
            result["scores"]["cost"].pop("seconds")
    return dumped


def test_cases_run_at_once_and_the_record_is_the_same_each_time(five: Sequence[Case]) -> None:
    first, second = Scripted(), Scripted()
    one = run(Plan(TASK, [first], five, concurrency=3))
    other = run(Plan(TASK, [second], five, concurrency=1))
    assert (first.most, second.most) == (3, 1)
    assert timeless(one) == timeless(other)
    assert [result.case for result in one.results] == list("abcde")
    assert (one.task, one.engine, one.repeats, one.code) == ("party_building", "scripted", 1, code())
    assert one.hashes.cases == {case.name: case.digest for case in five}
    assert one.results[0].tags == ("short", "sum")


def test_a_crash_is_shown_scored_0_and_stops_no_other(five: Sequence[Case]) -> None:
    record = run(Plan(TASK, [Scripted(frozenset("bd"))], five))
    assert [result.error for result in record.results] == [None, *["AnswerError: the answer does not fit", None] * 2]
    assert [bool(result.scores) for result in record.results] == [True, False, True, False, True]
    totals = records.totals(record, {case.name: scoring.nothing(case, TASK) for case in five})
    assert (totals.crashed, totals.metrics.expected) == (2, 25)
    assert totals.macro_f1 == pytest.approx(sum(result.score for result in record.results) / 5)
    assert record.results[1].score == 0


def test_a_bug_is_a_crash_too(five: Sequence[Case]) -> None:
    record = run(Plan(TASK, [Scripted(frozenset("a"), ZeroDivisionError("x" * 1000))], five[:1]))
    assert record.results[0].error is not None
    assert record.results[0].error.startswith("ZeroDivisionError: xxx")
    assert len(record.results[0].error) == 500


def test_each_repeat_has_an_engine_of_its_own(five: Sequence[Case]) -> None:
    first, second = Scripted(), Scripted(frozenset("a"))
    record = run(Plan(TASK, [first, second], five[:2]))
    assert [(result.case, result.repeat, bool(result.error)) for result in record.results] == [
        ("a", 0, False), ("a", 1, True), ("b", 0, False), ("b", 1, False),
    ]  # fmt: skip
    assert record.repeats == 2


def test_each_result_is_told_as_it_comes(five: Sequence[Case]) -> None:
    told: list[tuple[str, int, int]] = []
    run(Plan(TASK, [Scripted()], five, concurrency=1), lambda result, done, whole: told.append((result.case, done, whole)))
    assert told == [(name, number, 5) for number, name in enumerate("abcde", 1)]


def test_a_run_broken_off_is_saved_and_taken_up_again(five: Sequence[Case], tmp_path: Path) -> None:
    path = tmp_path / "run.json"

    def stop(_: Result, done: int, __: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises((KeyboardInterrupt, BaseExceptionGroup)):
        run(Plan(TASK, [Scripted(frozenset("b"))], five, concurrency=1, path=path), stop)
    assert [result.case for result in records.load(path).results] == ["a", "b", "c"]
    again = Scripted()
    record = run(Plan(TASK, [again], five, path=path))
    assert sorted(again.asked) == ["b", "d", "e"]
    assert timeless(records.load(path)) == timeless(record) == timeless(run(Plan(TASK, [Scripted()], five)))


def test_a_finished_run_is_run_anew(five: Sequence[Case], tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    run(Plan(TASK, [Scripted()], five, path=path))
    again = Scripted()
    run(Plan(TASK, [again], five, path=path))
    assert len(again.asked) == 5


@pytest.mark.parametrize("change", ["engine", "case", "seed", "repeats", "code", "damaged"])
def test_what_is_of_another_run_is_not_taken_up(five: Sequence[Case], tmp_path: Path, change: str) -> None:
    path = tmp_path / "run.json"
    record = run(Plan(TASK, [Scripted()], five))
    unfinished = record.model_copy(update={"results": record.results[:2]})
    if change == "code":
        unfinished = unfinished.model_copy(update={"code": "0.0.1+000000000000"})
    records.save(path, unfinished)
    if change == "damaged":
        path.write_text("{", encoding="utf-8")
    if change == "case":
        (five[4].folder / "article.txt").write_text(five[4].article.text + "\nHết.\n", encoding="utf-8")
        five = [cases.load(case.folder, TASK) for case in five]
    again = Scripted(name="other" if change == "engine" else "scripted")
    repeats: list[Engine] = [again] * (2 if change == "repeats" else 1)
    run(Plan(TASK, repeats, five, path=path, seed=1 if change == "seed" else 0))
    assert len(again.asked) == 5 * len(repeats)


def test_hashes_tell_prompts_schema_and_cases_apart() -> None:
    news = tasks.get("news")
    assert hashes(TASK, "rules", {}).prompt is None
    prompts = {hashes(task, "openai:x", {}).prompt for task in (TASK, news)}
    assert len(prompts) == 2
    assert None not in prompts
    assert hashes(TASK, "rules", {}).schema_ != hashes(news, "rules", {}).schema_
    assert hashes(TASK, "rules", {"a": "1"}).cases == {"a": "1"}


def test_it_runs_inside_a_loop_that_is_there(five: Sequence[Case]) -> None:
    async def within() -> Record:
        return await evaluate(Plan(TASK, [Scripted()], five))

    assert len(asyncio.run(within()).results) == 5
