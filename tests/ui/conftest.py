"""The app on a store of the test's own, page by page."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

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
