"""Corrections of what a golden case expects: the file stays one that can be read, and nobody's change is overwritten."""

import json
from pathlib import Path
from typing import Any

import pytest

from llm_extract import tasks
from llm_extract.errors import GoldenError
from llm_extract.evals import cases
from llm_extract.evals.cases import Case
from llm_extract.evals.records import Item, Result, Scores
from llm_extract.review import golden
from llm_extract.review.judged import judged
from tests.review.golden_folder import copied

TASK = tasks.get("party_building")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return cases.load(copied(tmp_path, "dak-lak-2021") / TASK.name / "dak-lak-2021", TASK)


def written(case: Case, after: dict[str, Any]) -> Case:
    golden.write(golden.prepare(case, TASK, after))
    return cases.load(case.folder, TASK)


def test_another_value_is_shown_as_a_difference_and_written(case: Case) -> None:
    now = golden.values(case)
    change = golden.prepare(case, TASK, golden.with_metric_fields(now, 0, {"value": 17177, "period": None, "scope": "cả tỉnh"}))
    assert '-   "value": 17176,' in change.diff
    assert '+   "value": 17177,' in change.diff
    golden.write(change)
    metric = json.loads((case.folder / "expected.json").read_text(encoding="utf-8"))["metrics"][0]
    assert (metric["value"], metric.get("period"), metric["scope"]) == (17177, None, "cả tỉnh")
    assert cases.load(case.folder, TASK).digest != case.digest


def test_the_same_value_changes_nothing(case: Case) -> None:
    now = golden.values(case)
    assert golden.prepare(case, TASK, golden.with_metric_fields(now, 0, {"value": now["metrics"][0]["value"]})).diff == ""


def test_a_code_that_is_right_too_follows_its_metric(case: Case) -> None:
    now = golden.accepting(golden.values(case), 0, "structure.members", "both are said")
    again = written(case, now)
    renamed = golden.with_metric_fields(golden.values(again), 0, {"value": 5})
    assert [one["value"] for one in renamed["debatable"] if one["why"] == "both are said"] == [5]
    golden.prepare(again, TASK, renamed)
    without = golden.without_metric(golden.values(again), 0)
    assert all(one["why"] != "both are said" for one in without.get("debatable", ()))
    assert len(golden.values(written(again, without))["metrics"]) == len(now["metrics"]) - 1


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"indicator": "no.code"}, "no.code"),
        ({"evidence": "bài không có câu này"}, "does not hold"),
        ({"value": None}, "value"),
        ({"kind": "guess"}, "kind"),
    ],
)
def test_what_no_case_may_hold_is_refused_and_nothing_written(case: Case, changed: dict[str, Any], named: str) -> None:
    before = (case.folder / "expected.json").read_bytes()
    with pytest.raises(GoldenError, match=named):
        golden.prepare(case, TASK, golden.with_metric_fields(golden.values(case), 0, changed))
    assert (case.folder / "expected.json").read_bytes() == before


def test_a_change_somebody_else_made_meanwhile_is_not_overwritten(case: Case) -> None:
    now = golden.values(case)
    mine = golden.prepare(case, TASK, golden.with_field(now, "province", "Kon Tum"))
    theirs = written(case, golden.with_field(now, "province", "Gia Lai"))
    with pytest.raises(GoldenError, match="meanwhile"):
        golden.write(mine)
    assert golden.values(theirs)["province"] == "Gia Lai"


def test_an_extra_metric_becomes_an_expected_one(case: Case) -> None:
    text = case.article.text
    at = text.index("482")
    told = "other · actual · 482.0 · unit người · percent 24.3"
    item = Item(what="metric", name="other", verdict="extra", got=told, reason="?", start=at - 4, end=at + 9)
    (one,) = judged(case, TASK, Result(case=case.name, scores=Scores(items=(item,))), "vi")
    made = golden.metric_of(one, case)
    assert made == {
        "indicator": "other",
        "kind": "actual",
        "value": 482,
        "unit": "người",
        "percent": 24.3,
        "evidence": text[at - 4 : at + 9],
    }
    again = written(case, golden.with_metric(golden.values(case), made))
    assert golden.values(again)["metrics"][-1] == made


def test_a_field_can_be_taken_away(case: Case) -> None:
    assert "province" not in golden.values(written(case, golden.with_field(golden.values(case), "province", None)))


def test_a_file_that_is_gone_or_damaged_is_told(case: Case) -> None:
    (case.folder / "expected.json").write_text("[1]")
    with pytest.raises(GoldenError, match="no object"):
        golden.values(case)
    (case.folder / "expected.json").write_text("{")
    with pytest.raises(GoldenError, match="no JSON"):
        golden.values(case)
    (case.folder / "expected.json").unlink()
    with pytest.raises(GoldenError, match="cannot be read"):
        golden.values(case)


def test_a_file_laid_out_otherwise_says_so(case: Case) -> None:
    path = case.folder / "expected.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False), encoding="utf-8")
    change = golden.prepare(case, TASK, golden.with_field(golden.values(case), "province", "Gia Lai"))
    assert change.is_laid_out_anew
    assert len([line for line in change.diff.splitlines() if line[:1] in "+-"]) == 4
