import json
from datetime import date
from pathlib import Path

import pytest

from llm_extract.errors import GateError
from llm_extract.evals import gate
from llm_extract.evals.gate import Baseline
from llm_extract.evals.records import Counts, FigureCounts, Hashes, Item, Record, Result, Scores, SummaryScores

DAY = date(2026, 3, 4)


def scores(right: int = 9, *, lost: int = 0, invented: int = 0, outside: int = 0) -> Scores:
    return Scores(
        metrics=Counts(right=right, expected=10, predicted=10),
        fields={"title": Counts(right=right // 9, expected=1, predicted=1)},
        figures=FigureCounts(found=right, expected=10, lost=lost, invented=invented),
        findings=Counts(right=1, expected=1, predicted=1),
        summary=SummaryScores(present=True, outside=outside),
        items=(Item(what="summary", name="summary", verdict="invented", got="987", reason="No."),) * invented,
    )


def record(*repeats: dict[str, Scores | None], **hashes: str) -> Record:
    results = [
        Result(case=case, repeat=at, scores=one, error=None if one else "ValueError: no")
        for at, repeat in enumerate(repeats)
        for case, one in repeat.items()
    ]
    made = Hashes(prompt=hashes.get("prompt"), schema=hashes.get("schema", "s"), cases=dict.fromkeys(repeats[0], "h"))
    return Record(task="t", engine="e", code="c", repeats=len(repeats), started="", hashes=made, results=tuple(results))


def blessed(*repeats: dict[str, Scores | None]) -> Baseline:
    return gate.bless(record(*repeats), Baseline(), today=DAY)


GOOD: dict[str, Scores | None] = {"a": scores(9), "b": scores(10)}


def rules(made: Record, baseline: Baseline) -> list[tuple[str, str]]:
    return [(breach.rule, breach.subject) for breach in gate.check(made, baseline)]


def test_a_blessed_run_passes_and_says_what_it_reached() -> None:
    baseline = blessed(GOOD)
    entry = baseline.tasks["t"]["e"]
    assert entry.floors["metrics.f1"] == 0.95
    assert entry.cases == {"a": 0.9, "b": 1.0}
    assert entry.blessed == "2026-03-04"
    assert rules(record(GOOD), baseline) == []


def test_each_rule_names_what_broke_it() -> None:
    baseline = blessed(GOOD)
    broken = record({"a": scores(8), "b": scores(10)})
    assert ("floor", "a") in rules(broken, baseline)
    assert ("floor", "metrics.recall") in rules(broken, baseline)
    assert ("floor", "fields.title") in rules(broken, baseline)
    assert rules(record({"a": scores(9, lost=1), "b": scores(10)}), baseline) == [("lost", "a")]
    assert rules(record({"a": scores(9, outside=1), "b": scores(10)}), baseline) == [("ceiling", "summary.outside")]
    assert ("invented", "b") in rules(record({"a": scores(9), "b": scores(10, invented=1)}), baseline)
    assert ("crashed", "b") in rules(record({"a": scores(9), "b": None}), baseline)
    assert rules(record(GOOD, prompt="new"), baseline) == [("changed", "prompt")]
    assert rules(record(GOOD, schema="new"), baseline) == [("changed", "schema")]
    assert rules(record({"a": scores(9)}), blessed({"a": scores(9), "b": scores(9)})) == [("changed", "b")]
    assert ("changed", "c") in rules(record({**GOOD, "c": scores(10)}), baseline)
    assert rules(record(GOOD), Baseline()) == [("unblessed", "run")]


def test_a_field_that_is_measured_no_more_is_told() -> None:
    gone = scores(9).model_copy(update={"fields": {}})
    assert rules(record({"a": gone}), blessed({"a": scores(9)})) == [("floor", "fields.title")]


def test_floors_rise_by_blessing_and_do_not_sink() -> None:
    baseline = blessed(GOOD)
    better = gate.bless(record({"a": scores(10), "b": scores(10)}), baseline)
    assert better.tasks["t"]["e"].floors["metrics.f1"] == 1.0
    with pytest.raises(GateError, match=r"metrics\.f1 from 1 to 0\.95.*--allow-regression"):
        gate.bless(record(GOOD), better)
    with pytest.raises(GateError, match="--allow-regression"):
        gate.bless(record(GOOD), better, "  ")


def test_a_regression_is_written_down_with_its_reason_and_date() -> None:
    baseline = gate.bless(record({"a": scores(8, lost=1)}), blessed(GOOD), "case b was wrong", today=DAY)
    entry = baseline.tasks["t"]["e"]
    (regression,) = entry.regressions
    assert (regression.date, regression.why) == ("2026-03-04", "case b was wrong")
    assert regression.lowered["case a"] == (0.9, 0.8)
    assert regression.lowered["case b"] == (1.0, None)
    assert regression.lowered["lost in a"] == (0.0, 1.0)
    assert rules(record({"a": scores(8, lost=1)}), baseline) == []
    again = gate.bless(record({"a": scores(7, lost=1)}), baseline, "and again", today=DAY)
    assert [one.why for one in again.tasks["t"]["e"].regressions] == ["case b was wrong", "and again"]
    raised = gate.bless(record({"a": scores(10)}), again, today=DAY)
    assert len(raised.tasks["t"]["e"].regressions) == 2


@pytest.mark.parametrize("case", [None, scores(9, invented=1)])
def test_a_crash_or_an_invented_figure_is_never_blessed(case: Scores | None) -> None:
    with pytest.raises(GateError, match="cannot be blessed"):
        gate.bless(record({"a": case}), Baseline(), "whatever")


def test_what_is_flaky_is_held_to_its_worst_repeat() -> None:
    baseline = blessed({"a": scores(9)}, {"a": scores(7)})
    assert baseline.tasks["t"]["e"].cases == {"a": 0.7}
    assert baseline.tasks["t"]["e"].floors["metrics.f1"] == 0.7
    assert rules(record({"a": scores(7)}, {"a": scores(9)}), baseline) == []
    assert ("floor", "a") in rules(record({"a": scores(7)}, {"a": scores(6)}), baseline)


def test_other_engines_and_tasks_keep_what_is_blessed() -> None:
    baseline = blessed(GOOD)
    other = gate.bless(record(GOOD).model_copy(update={"engine": "openai:x"}), baseline, today=DAY)
    assert other.tasks["t"]["e"] == baseline.tasks["t"]["e"]
    assert set(other.tasks["t"]) == {"e", "openai:x"}


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert gate.load(path) == Baseline()
    gate.save(path, blessed(GOOD))
    assert gate.load(path) == blessed(GOOD)
    assert list(json.loads(path.read_text())["tasks"]["t"]["e"]) == sorted(json.loads(path.read_text())["tasks"]["t"]["e"])
    with pytest.raises(GateError, match="cannot be read"):
        gate.load(tmp_path)
    path.write_text("{}x")
    with pytest.raises(GateError, match="this is no baseline"):
        gate.load(path)
