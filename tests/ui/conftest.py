"""A store, a configuration and answers of each test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from llm_extract import config
from llm_extract.store import Store
from llm_extract.ui import session


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store of the pages in this test."""
    for name, value in {"LLM_EXTRACT_STORE": "store.sqlite3", "LLM_EXTRACT_CONFIG": "config.json", "LLM_EXTRACT_CACHE": "answers"}.items():
        monkeypatch.setenv(name, str(tmp_path / value))
    monkeypatch.chdir(tmp_path)
    st.cache_resource.clear()
    with session.store() as store:
        yield store
    config.lend("", "")
    st.cache_resource.clear()
