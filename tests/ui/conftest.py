"""The pages without a browser, each test with a store of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from llm_extract import config, engines, loading, pipeline, tasks
from llm_extract.models import Article
from llm_extract.store import Key, Provenance, Store
from llm_extract.ui import session

ROOT = Path(__file__).parents[2]
TASK = tasks.get("party_building")
PATIENCE = 60  # seconds: CI shares its machine


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the pages use."""
    monkeypatch.setenv("LLM_EXTRACT_STORE", str(tmp_path / "store.sqlite3"))
    monkeypatch.setenv("LLM_EXTRACT_CONFIG", str(tmp_path / "config.json"))
    monkeypatch.setenv("LLM_EXTRACT_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    st.cache_resource.clear()
    with session.store() as opened:
        yield opened
    config.lend("", "")
    st.cache_resource.clear()


@pytest.fixture
def app(store: Store) -> Callable[..., AppTest]:  # noqa: ARG001  the pages need it
    """Draws one page with what the address says; the frame around the pages can only be walked through in a browser."""

    def draw(page: str = "extract", **address: str) -> AppTest:
        made = AppTest.from_function(_script, default_timeout=PATIENCE, kwargs={"page": page})
        for name, value in ({"lang": "en", "as": "An"} | address).items():
            made.query_params[name] = value
        return made.run()

    return draw


def _script(page: str) -> None:
    from importlib import import_module

    from llm_extract.ui import session, shell

    session.begin()
    shell.guarded(import_module(f"llm_extract.ui.{page}").page)()


def keep(store: Store, article: Article) -> Key:
    return store.save(article, pipeline.run(article, TASK, engines.get("rules")), Provenance())


def golden(case: str) -> Article:
    return loading.load(str(next((ROOT / "golden" / "party_building" / case).glob("article.*"))))
