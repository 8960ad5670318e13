"""The pages without a browser, each test with a store of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

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


APP = str(Path(__file__).parents[2] / "app.py")
Open = Callable[..., AppTest]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.fixture
def open_page(where: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens a page with what its address says; `store` names another store than the test's own."""

    def open_(page: str, /, store: Path = where, **address: str) -> AppTest:
        monkeypatch.setenv("LLM_EXTRACT_STORE", str(store))
        st.cache_resource.clear()
        app = AppTest.from_file(APP, default_timeout=60)
        for name, value in {"as": "An", "lang": "vi", **address}.items():
            app.query_params[name] = value
        app._page_hash = calc_hash(page)  # noqa: SLF001  pages that are functions have no file to switch to
        return app.run()

    yield open_
    st.cache_resource.clear()
