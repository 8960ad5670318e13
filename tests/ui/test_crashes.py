"""What an address, a busy store or a doubled file may do: it is told, and no page breaks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract.errors import StoreError
from llm_extract.store import Store
from tests.bulk import add, metric

from .conftest import golden, keep
from .pages import opened

Draw = Callable[..., AppTest]


def busy(*_: object, **__: object) -> None:
    raise StoreError("the store is busy; try again")


def told(page: AppTest) -> str:
    return "\n".join(one.value for one in page.error)


def test_two_files_of_one_text_are_shown_once(app: Draw, store: Store) -> None:
    key = keep(store, golden("dak-glei-2020"))
    page = app()
    page.session_state["extracted"] = [key, key]
    page.run()
    assert not page.exception
    assert sum(str(one.key).startswith("review-") for one in page.button) == 1


@pytest.mark.parametrize("name", ["run", "against"])
@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "0" * 30 + "1", "٣"], ids=["long", "huge", "zeros", "script"])
def test_a_number_that_no_run_can_have_is_told(store: Store, name: str, number: str) -> None:
    del store
    page = opened("evaluation", **{name: number})
    assert not page.exception


@pytest.mark.parametrize("cell", ["[" * 1900, '["a"]', "{", "9" * 1999])
def test_a_cell_that_cannot_be_is_passed_over(app: Draw, store: Store, cell: str) -> None:
    add(Path(store.where), "a", [metric(value="6110")])
    page = app("library", view="pivot", cell=cell)
    assert not page.exception


def test_a_store_that_is_busy_at_an_undo_is_told(app: Draw, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = keep(store, golden("dak-glei-2020"))
    page = app("review", article=key.sha256, task=key.task)
    monkeypatch.setattr(Store, "undo", busy)
    page.button(key="act-undo").click().run()
    assert not page.exception
    assert "busy" in told(page)


def test_a_store_that_is_busy_at_a_setting_is_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    del store
    page = opened("settings")
    monkeypatch.setattr(Store, "set", busy)
    page.slider(key="settings-blind").set_value(50).run()
    assert not page.exception
    assert "busy" in told(page)


def test_a_store_that_is_busy_does_not_break_the_sign_of_others(app: Draw, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = keep(store, golden("dak-glei-2020"))
    monkeypatch.setattr(Store, "meet", busy)
    page = app("review", article=key.sha256, task=key.task)
    assert not page.exception
    assert "act-accept" in [one.key for one in page.button]
