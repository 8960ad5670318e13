"""The page Review: the queue, or the article that the address names."""

import streamlit as st

from llm_extract.store import Key
from llm_extract.ui import desk, queue
from llm_extract.ui.session import store


def page() -> None:
    """Draws the page."""
    sha256, task = st.query_params.get("article"), st.query_params.get("task", "party_building")
    if sha256:
        desk.show(store().sheet(Key(sha256, task)))
    else:
        queue.show()
