"""The frame around the pages: navigation, language, the reviewer's name."""

from collections.abc import Callable

import streamlit as st

from llm_extract.errors import LlmExtractError
from llm_extract.ui import extract, library, review, session
from llm_extract.ui.session import say

_PAGES: tuple[tuple[str, Callable[[], None], str], ...] = (
    ("extract", extract.page, ":material/article:"),
    ("review", review.page, ":material/fact_check:"),
    ("library", library.page, ":material/library_books:"),
)


_STYLE = "<style>.stMainBlockContainer { padding: 3.5rem 1.5rem 1rem; } .stMainBlockContainer h1 { font-size: 1.8rem; }</style>"
"""Streamlit leaves a hand's width above each page; a reviewer needs it for the article."""


def run() -> None:
    """Draws the app once, as Streamlit asks for at every change."""
    st.set_page_config(page_title="llm-extract", layout="wide", initial_sidebar_state="collapsed")
    st.html(_STYLE)
    session.begin()
    pages = {
        name: st.Page(_guarded(draw), title=say(f"page.{name}"), icon=icon, url_path=name, default=name == "extract")
        for name, draw, icon in _PAGES
    }
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="top")
    _sidebar()
    chosen.run()


def _guarded(draw: Callable[[], None]) -> Callable[[], None]:
    """A page whose known errors are told in a sentence; others are Streamlit's to tell, without their internals."""

    def page() -> None:
        try:
            draw()
        except LlmExtractError as error:
            st.error(say("app.failed", error=error), icon=":material/error:")

    page.__name__ = draw.__module__.rpartition(".")[2]
    return page


def _sidebar() -> None:
    with st.sidebar:
        st.segmented_control(
            say("app.language"), ["vi", "en"], format_func={"vi": "Tiếng Việt", "en": "English"}.__getitem__, default=session.language(),
            required=True, key="pick-language", on_change=_pick, args=("language",),
        )  # fmt: skip
        st.text_input(
            say("app.reviewer"), session.reviewer(), disabled=session.is_named_by_login(), max_chars=session.LONGEST_NAME,
            key="pick-reviewer", on_change=_pick, args=("reviewer",),
        )  # fmt: skip
        st.caption(say("app.store", where=session.store().where))


def _pick(name: str) -> None:
    """Takes over what was chosen: what a widget holds is gone once a page does not draw it."""
    if chosen := str(st.session_state[f"pick-{name}"] or "").strip():
        st.session_state[name] = chosen
    session.keep()
