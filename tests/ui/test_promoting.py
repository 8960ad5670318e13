"""The form that makes a golden case of an article: what is written is what was shown, and it can always be left."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract.corrections import STATUS
from llm_extract.store import Draft, Key, Store

from .conftest import golden, keep

Draw = Callable[..., AppTest]
CASE = Path("golden", "party_building", "dak-glei", "expected.json")


def form(app: Draw, key: Key, name: str = "dak-glei") -> AppTest:
    page = app("review", article=key.sha256, task=key.task)
    page.button(key="act-golden").click().run()
    return page.text_input(key=f"golden-{key.sha256}").set_value(name).run()


def set_aside(store: Store, key: Key) -> None:
    sheet = store.sheet(key)
    span, _ = sheet.reviewed.metrics[0]
    status = dict(sheet.reviewed.statuses[span])
    store.record(key, Draft(span, STATUS, "correct", status, {"status": "set_aside", "reason": "time"}, "Bình"), seen=sheet.seen)


def test_the_press_writes_what_was_shown(app: Draw, store: Store) -> None:
    key = keep(store, golden("dak-glei-2020"))
    page = form(app, key)
    count = len(store.sheet(key).reviewed.metrics)
    set_aside(store, key)  # somebody else, between the drawing and the press
    page.button(key="golden-write").click().run()
    assert not page.exception
    assert not page.error
    assert len(json.loads(CASE.read_text(encoding="utf-8"))["metrics"]) == count
    assert "golden-write" not in [one.key for one in page.button]


def test_what_somebody_wrote_meanwhile_is_told_and_left(app: Draw, store: Store) -> None:
    key = keep(store, golden("dak-glei-2020"))
    page = form(app, key)
    CASE.parent.mkdir(parents=True)
    page.button(key="golden-write").click().run()
    assert not page.exception
    assert any("meanwhile" in one.value for one in page.error)
    assert not CASE.exists()


@pytest.mark.parametrize(("name", "root"), [("-", "golden"), ("case", "x" * 300), ("", "golden")], ids=["dash", "long", "none"])
def test_a_name_or_folder_that_cannot_be_is_told_and_the_form_can_be_left(app: Draw, store: Store, name: str, root: str) -> None:
    key = keep(store, golden("dak-glei-2020"))
    page = form(app, key, name)
    page.text_input(key="golden-folder").set_value(root).run()
    assert not page.exception
    assert len(page.error) == 1
    page.button(key="golden-cancel").click().run()
    assert "golden-cancel" not in [one.key for one in page.button]


def test_tasks_that_a_reviewer_emptied_leave_the_case(app: Draw, store: Store) -> None:
    key = keep(store, golden("dak-glei-2020"))
    form(app, key).button(key="golden-write").click().run()
    CASE.write_text(CASE.read_text(encoding="utf-8").replace('"tasks": []', '"tasks": ["kết nạp thêm đảng viên"]'), encoding="utf-8")
    assert json.loads(CASE.read_text(encoding="utf-8"))["tasks"]
    sheet = store.sheet(key)
    store.record(key, Draft(None, "tasks", "correct", sheet.reviewed.document["tasks"], [], "Bình"), seen=sheet.seen)
    form(app, key).button(key="golden-write").click().run()
    assert json.loads(CASE.read_text(encoding="utf-8"))["tasks"] == []
