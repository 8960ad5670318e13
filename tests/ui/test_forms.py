"""What can be typed follows the task's schema: a value that points into the article has no text box."""

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from llm_extract import figures, loading, pipeline, tasks
from llm_extract.engines.replay import PastedEngine
from llm_extract.numbering import Numbered
from llm_extract.store import Provenance, Store

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


@pytest.mark.parametrize("field", DOCUMENT)
def test_an_empty_field_of_another_task_has_no_text_box(app: Callable[..., AppTest], store: Store, field: str) -> None:
    article = loading.load_text("Hà Nội hôm nay mưa to, nhiều người ở nhà.")
    numbered = Numbered.whole(article, figures.read(article.text))
    answer = json.dumps({"numbering": numbered.fingerprint, "set_aside": [], "document": DOCUMENT})
    key = store.save(article, pipeline.run(article, NEWS, PastedEngine(answer)), Provenance())
    page = app("review", article=key.sha256, task=key.task, at=f"d:{field}")
    page.button(key="act-edit").click().run()
    assert not page.exception
    assert not page.text_input
    assert not page.text_area
