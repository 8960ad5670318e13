"""What can be typed follows the task's schema; a value that points into the article is typed in its words."""

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract import figures, loading, pipeline, tasks
from llm_extract.engines.replay import PastedEngine
from llm_extract.numbering import Numbered
from llm_extract.store import Key, Provenance, Store

Draw = Callable[..., AppTest]
NEWS = tasks.get("news")
DOCUMENT: dict[str, list[str] | None] = {
    "headline": None,
    "key_points": [],
    "what": None,
    "who": [],
    "when": [],
    "where": [],
    "figures": [],
}


ARTICLE = loading.load_text("Hà Nội hôm nay mưa to, 12 người ở nhà.")


@pytest.fixture
def key(store: Store) -> Key:
    """An article of the task of which a model said nothing."""
    numbered = Numbered.whole(ARTICLE, figures.read(ARTICLE.text))
    answer = json.dumps({"numbering": numbered.fingerprint, "set_aside": [], "document": DOCUMENT})
    return store.save(ARTICLE, pipeline.run(ARTICLE, NEWS, PastedEngine(answer)), Provenance())


def form(app: Draw, key: Key, field: str, text: str) -> AppTest:
    """The form of a field, with a text saved in it."""
    page = app("review", article=key.sha256, task=key.task, at=f"d:{field}")
    page.button(key="act-edit").click().run()
    (box,) = page.text_area
    box.set_value(text)
    return page.button(key=f"save-{field}").click().run()


@pytest.mark.parametrize(
    ("field", "text", "shown"),
    [("headline", "Hà Nội mưa to", "Hà Nội mưa to"), ("what", "mưa to", "mưa to"), ("where", "Hà Nội", "Hà Nội"),
     ("who", "Hà Nội | nhà", "Hà Nội"), ("figures", "12 | người ở nhà", "12")],
)  # fmt: skip
def test_a_value_that_points_into_the_article_is_typed(app: Draw, store: Store, key: Key, field: str, text: str, shown: str) -> None:
    page = form(app, key, field, text)
    assert not page.exception
    assert not page.error
    (entry,) = store.log(key)
    assert (entry.field, entry.action, entry.who) == (field, "correct", "An")
    assert shown in json.dumps(store.sheet(key).reviewed.document[field], ensure_ascii=False)
    assert store.verify() == ()


def test_what_the_article_does_not_hold_is_told_and_not_kept(app: Draw, store: Store, key: Key) -> None:
    page = form(app, key, "where", "Sài Gòn")
    assert not page.exception
    assert "Sài Gòn" in page.error[0].value
    assert "is not in the article" in page.error[0].value
    assert store.log(key) == ()


def test_the_parts_of_an_entry_are_told(app: Draw, key: Key) -> None:
    page = app("review", article=key.sha256, task=key.task, at="d:figures")
    page.button(key="act-edit").click().run()
    assert "One entry a line, its parts with a | between: figure | what it counts" in [one.value.replace("\\", "") for one in page.caption]
