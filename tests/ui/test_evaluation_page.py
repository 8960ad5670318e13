"""The page Evaluation: runs are begun, watched, opened, compared; a case shows its verdicts and is corrected."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract import engines, tasks
from llm_extract.evals import cases
from llm_extract.evals.run import Plan, run
from llm_extract.review.jobs import Jobs
from llm_extract.store import Store
from tests.review.golden_folder import Conducted, copied
from tests.ui.pages import HOSTILE, opened, said

TASK = tasks.get("party_building")
CASE = "dak-lak-2021"


def press(page: AppTest, key: str) -> AppTest:
    """Presses a button of the page."""
    return page.button(key=key).click().run()


def button(page: AppTest, beginning: str) -> str:
    """The key of the first button whose key begins so."""
    return next(str(one.key) for one in page.button if one.key and one.key.startswith(beginning))


def kept(store: Store, tmp_path: Path, change: Callable[[dict[str, Any]], None] = lambda _: None) -> int:
    """A run of the rules over the small folder, changed by a test, in the store."""
    golden = tmp_path / "golden"
    read = cases.load_all(cases.find(golden if golden.exists() else copied(tmp_path), TASK), TASK)
    record = run(Plan(TASK, (engines.get("rules"),), read)).model_dump(mode="json")
    change(record)
    return store.keep_run(record)


def until(page: AppTest, wanted: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not wanted():
        assert time.monotonic() < end
        time.sleep(0.1)
    page.run()


@pytest.mark.parametrize(("language", "title"), [("en", "Evaluation over the golden cases"), ("vi", "Đánh giá trên bộ ca chuẩn")])
def test_without_a_golden_folder_the_page_says_so_and_begins_nothing(store: Store, language: str, title: str) -> None:
    del store
    page = opened("evaluation", lang=language)
    assert not page.exception
    assert page.title[0].value == title
    assert "golden/party\\_building" in page.info[0].value.replace("\\/", "/")
    assert page.button(key="eval-start").disabled


def test_a_run_is_begun_watched_and_listed(store: Store, tmp_path: Path) -> None:
    copied(tmp_path)
    page = opened("evaluation")
    assert "3 cases of such a name" in said(page)
    page.selectbox(key="eval-engine").set_value("rules").run()
    press(page, "eval-start")
    assert not page.exception
    until(page, lambda: store.runs() and not Jobs.of(store).all())
    assert "\\#1 rules" in said(page)
    assert "3 cases · F1 0\\." in said(page)
    assert "no calls" in said(page)


def test_an_engine_that_fails_half_way_is_told_as_crashed_cases(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied(tmp_path)
    engine, real = Conducted(lambda call: "answer" if call == 1 else "fail"), engines.get
    monkeypatch.setattr(engines, "get", lambda name, choice=None: engine if name == "auto" else real(name, choice))
    page = press(opened("evaluation"), "eval-start")
    until(page, lambda: store.runs() and not Jobs.of(store).all())
    assert "crashed 2" in said(page)
    press(page, "open-1")
    assert not page.exception
    assert "EndpointFailedError" in said(page)
    assert "m at \\<b\\>host" in said(page)
    crashed = next(one["case"] for one in store.run(1)["results"] if not one["scores"])
    press(page, f"open-{crashed}")
    assert "EndpointFailedError" in page.error[0].value


def test_a_case_that_cannot_be_used_is_told_in_a_sentence(store: Store, tmp_path: Path) -> None:
    (copied(tmp_path) / TASK.name / CASE / "expected.json").write_text("{")
    page = press(opened("evaluation"), "eval-start")
    assert "it is no JSON" in page.error[0].value
    assert not page.exception
    assert Jobs.of(store).all() == ()


def test_a_second_browser_sees_the_run_and_stops_it(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied(tmp_path)
    engine, real = Conducted(lambda _: "hang"), engines.get
    monkeypatch.setattr(engines, "get", lambda name, choice=None: engine if name == "auto" else real(name, choice))
    press(opened("evaluation"), "eval-start")
    other = opened("evaluation", lang="vi", **{"as": HOSTILE[:80]})
    assert "đang chạy" in said(other)
    press(other, button(other, "stop-"))
    until(other, lambda: Jobs.of(store).all()[0].state == "stopped")
    assert "đã dừng" in said(other)
    press(other, button(other, "discard-"))
    assert Jobs.of(store).all() == ()


def test_a_run_tells_the_gate_and_its_cases(store: Store, tmp_path: Path) -> None:
    number = kept(store, tmp_path)
    page = opened("evaluation", run=str(number))
    assert not page.exception
    assert {one.label: one.value for one in page.metric}["Figures lost"] == "0"
    assert "gate" in said(page) or "reasons" in page.expander[0].label
    assert "**dak\\-glei\\-2020**" in said(page)


@pytest.mark.parametrize("number", ["99", "0", "x", "٣", "-1"])
def test_a_run_that_is_not_there_is_told(store: Store, number: str) -> None:
    del store
    page = opened("evaluation", run=number)
    assert not page.exception
    assert bool(page.error) == (number in {"99", "0"})


def worsen(record: dict[str, Any]) -> None:
    for result in record["results"]:
        for item in result["scores"]["items"]:
            if item["what"] == "metric" and item["verdict"] == "right":
                item |= {"verdict": "missed", "got": None, "reason": "no metric bears this figure"}
                result["scores"]["metrics"]["right"] -= 1


@pytest.mark.parametrize("language", ["en", "vi"])
def test_two_runs_are_compared_and_lead_to_their_cases(store: Store, tmp_path: Path, language: str) -> None:
    first, second = kept(store, tmp_path), kept(store, tmp_path, worsen)
    page = opened("evaluation", lang=language, run=str(second))
    press(page, "eval-compare")
    assert not page.exception
    assert page.query_params["against"] == str(first)
    by_measure, by_case, flips = (one.value for one in page.dataframe)
    assert len(by_case) == 3
    items = [one for result in store.run(second)["results"] for one in result["scores"]["items"]]
    assert len(flips) == sum(one["what"] == "metric" and one["reason"] == "no metric bears this figure" for one in items)
    assert {"en": "Metrics F1", "vi": "F1 số liệu"}[language] in set(by_measure.iloc[:, 0])
    press(page, "eval-open-flipped")
    assert page.query_params["case"] == page.subheader[0].value.replace("\\", "")


def test_the_same_run_twice_is_the_same(store: Store, tmp_path: Path) -> None:
    first, second = kept(store, tmp_path), kept(store, tmp_path)
    page = opened("evaluation", run=str(second), against=str(first))
    assert page.info[0].value == "Every result is the same."


def test_runs_of_other_cases_are_compared_where_they_are_the_same(store: Store, tmp_path: Path) -> None:
    def fewer(record: dict[str, Any]) -> None:
        gone = record["results"].pop()["case"]
        del record["hashes"]["cases"][gone]

    first, second = kept(store, tmp_path, fewer), kept(store, tmp_path)
    page = opened("evaluation", run=str(second), against=str(first))
    assert "not over the same cases" in page.warning[0].value
    press(page, "eval-shared")
    assert len(page.dataframe[1].value) == 2


def test_a_case_is_corrected_in_sight_of_the_difference(store: Store, tmp_path: Path) -> None:
    number = kept(store, tmp_path, worsen)
    path = tmp_path / "golden" / TASK.name / CASE / "expected.json"
    before = json.loads(path.read_text(encoding="utf-8"))
    page = opened("evaluation", run=str(number), case=CASE)
    assert not page.exception
    assert "missed" in page.caption[0].value
    field = next(one for one in page.text_input if str(one.key).startswith("gold-in-value"))
    field.input("17,177")
    press(page, "gold-show-metric")
    assert '+   "value": 17177' in page.code[0].value
    assert json.loads(path.read_text(encoding="utf-8")) == before
    press(page, "gold-write")
    after = json.loads(path.read_text(encoding="utf-8"))
    assert [one["value"] for one in after["metrics"]].count(17177) == 1
    assert "Written" in page.success[0].value
    assert "has changed since the run" in said(page)
    field = next(one for one in page.text_input if str(one.key).startswith("gold-in-value"))
    assert field.value == "17,177"


def test_what_no_case_may_hold_is_told_and_not_written(store: Store, tmp_path: Path) -> None:
    number = kept(store, tmp_path)
    path = tmp_path / "golden" / TASK.name / CASE / "expected.json"
    before = path.read_bytes()
    page = opened("evaluation", run=str(number), case=CASE)
    first = next(item for item in store.run(number)["results"][1]["scores"]["items"] if item["what"] == "metric")
    page.query_params["at"] = f"i{store.run(number)['results'][1]['scores']['items'].index(first)}"
    page.run()
    next(one for one in page.text_input if str(one.key).startswith("gold-in-evidence")).input(HOSTILE)
    press(page, "gold-show-metric")
    assert "does not hold" in page.error[0].value
    assert "<script>" not in page.error[0].value
    assert path.read_bytes() == before


def test_an_extra_metric_is_expected_from_now_on_and_another_code_is_right_too(store: Store, tmp_path: Path) -> None:
    number = kept(store, tmp_path, stranger)
    path = tmp_path / "golden" / TASK.name / CASE / "expected.json"
    page = opened("evaluation", run=str(number), case=CASE)
    items = next(one for one in store.run(number)["results"] if one["case"] == CASE)["scores"]["items"]
    for verdict, key in (("extra", "gold-add"), ("wrong", "gold-show-")):
        page.query_params["at"] = f"i{next(at for at, one in enumerate(items) if one['verdict'] == verdict and one['what'] == 'metric')}"
        page.run()
        press(page, next(str(one.key) for one in page.button if str(one.key).startswith(key) and one.key != "gold-show-metric"))
        press(page, "gold-write")
        assert not page.error
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after["metrics"][-1] == {"indicator": "other", "kind": "actual", "value": 482, "evidence": "482 đồng chí"}
    assert after["debatable"][-1]["accept"] == ["other"]


def stranger(record: dict[str, Any]) -> None:
    """Another code for a metric that was right, and one more metric, in the case that is corrected."""
    text = cases.load(Path("golden") / TASK.name / CASE, TASK).article.text
    at = text.index("482 đồng chí")
    result = next(one for one in record["results"] if one["case"] == CASE)["scores"]
    first = next(one for one in result["items"] if one["verdict"] == "right" and one["what"] == "metric")
    first |= {"verdict": "wrong", "got": "other · actual · 1", "reason": "the same figure, with another indicator"}
    for one in result["items"]:
        if one["verdict"] == "wrong" and one is not first:
            one["verdict"] = "right"
    place = {"start": at, "end": at + len("482 đồng chí")}
    extra = {"what": "metric", "name": "other", "verdict": "extra", "got": "other · actual · 482", "reason": "?", **place}
    result["items"] = [*result["items"], extra]


def test_a_corrected_case_can_be_run_again(store: Store, tmp_path: Path) -> None:
    number = kept(store, tmp_path)
    path = tmp_path / "golden" / TASK.name / CASE / "expected.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"tags": ["x"]}), encoding="utf-8")
    page = press(opened("evaluation", run=str(number), case=CASE), "case-again")
    until(page, lambda: len(store.runs()) == 2 and not Jobs.of(store).all())
    assert [one["case"] for one in store.run(2)["results"]] == [CASE]


def test_keys_turn_to_the_next_verdict_and_the_next_case(store: Store, tmp_path: Path) -> None:
    number = kept(store, tmp_path)
    page = opened("evaluation", run=str(number), case=CASE)
    first = page.query_params["at"]
    press(page, "case-next")
    assert page.query_params["at"] != first
    press(page, "case-previous")
    assert page.query_params["at"] == first
    press(page, "case-following")
    assert page.query_params["case"] != CASE
    press(page, "eval-back")
    assert "case" not in page.query_params


def test_a_case_that_is_gone_leaves_what_the_run_noted(store: Store, tmp_path: Path) -> None:
    number = kept(store, tmp_path, worsen)
    for path in (tmp_path / "golden" / TASK.name / CASE).iterdir():
        path.unlink()
    page = opened("evaluation", run=str(number), case=CASE)
    assert not page.exception
    assert "cannot be read" in page.warning[0].value
    assert len(page.dataframe[0].value) > 0


@pytest.mark.parametrize("case", ["../../../etc", "no-such", HOSTILE, "."])
def test_a_case_of_another_name_is_no_path(store: Store, tmp_path: Path, case: str) -> None:
    number = kept(store, tmp_path)
    page = opened("evaluation", run=str(number), case=case)
    assert not page.exception
    assert len(page.warning) == 1
    assert "<script>" not in page.warning[0].value


def test_hostile_names_show_as_themselves(store: Store, tmp_path: Path) -> None:
    def hostile(record: dict[str, Any]) -> None:
        record["engine"] = HOSTILE
        digest = record["hashes"]["cases"].pop(record["results"][0]["case"])
        record["hashes"]["cases"][HOSTILE] = digest
        record["results"][0] |= {"case": HOSTILE, "scores": None, "error": HOSTILE}

    number = kept(store, tmp_path, hostile)
    for page in (opened("evaluation"), opened("evaluation", run=str(number)), opened("evaluation", run=str(number), case=HOSTILE)):
        assert not page.exception
        markdown = "\n".join(str(one.value) for kind in (page.markdown, page.caption, page.subheader, page.warning) for one in kind)
        assert "\\<script\\>" in markdown
        assert "<script>" not in markdown.replace("\\<script\\>", "")
        assert "\u202e" not in markdown


def test_the_list_is_paged(store: Store, tmp_path: Path) -> None:
    kept(store, tmp_path)
    record = dict(store.run(1))
    for _ in range(24):
        store.keep_run(record)
    page = opened("evaluation")
    assert sum(str(one.key).startswith("open-") for one in page.button) == 10
    start = time.monotonic()
    page.run()
    assert time.monotonic() - start < 5
