"""The frame around the pages: navigation, language, the reviewer's name."""

from collections.abc import Callable

import streamlit as st

from llm_extract.errors import LlmExtractError
from llm_extract.ui import evaluation, extract, library, review, session, settings
from llm_extract.ui.session import say, words

_PAGES: tuple[tuple[str, Callable[[], None]], ...] = (
    ("extract", extract.page),
    ("review", review.page),
    ("library", library.page),
    ("evaluation", evaluation.page),
    ("settings", settings.page),
)
"""Without icons: the browser would fetch the chosen page's as the tab's from the network."""


_STYLE = """<style>
.stMainBlockContainer { padding: 3.5rem 1.5rem 1rem; }
.stMainBlockContainer h1 { font-size: 1.8rem; }
@media (min-width: 641px) { .st-key-panel { max-height: 72vh; overflow-y: auto; } }
</style>"""
"""Streamlit leaves a hand's width above each page, and a long form would push the article out of sight."""


def run() -> None:
    """Draws the app once, as Streamlit asks for at every change."""
    st.set_page_config(page_title="llm-extract", layout="wide", initial_sidebar_state="collapsed")
    st.html(_STYLE)
    session.begin()
    if session.needs_login():
        _log_in()
        st.stop()
    session.warm()
    pages = {name: st.Page(guarded(draw), title=say(f"page.{name}"), url_path=name, default=name == "extract") for name, draw in _PAGES}
    st.session_state["pages"] = pages
    chosen = st.navigation(list(pages.values()), position="top")
    _sidebar()
    chosen.run()


def _log_in() -> None:
    """What is shown of a server that knows its users to one who has not logged in."""
    st.title("llm-extract")
    st.text(words("app.login.why"))
    if session.can_log_in():
        st.button(say("app.login"), on_click=st.login, type="primary")
    else:
        st.error(say("app.login.missing"), icon=":material/error:")


def guarded(draw: Callable[[], None]) -> Callable[[], None]:
    """A page whose known errors are told in a sentence; others are Streamlit's to tell, without their internals."""

    def page() -> None:
        try:
            draw()
        except LlmExtractError as error:
            st.error(say("app.failed", error=session.told(error)), icon=":material/error:")

    page.__name__ = draw.__module__.rpartition(".")[2]
    return page


def _sidebar() -> None:
    with st.sidebar:
        session.pick_language("pick-language")
        st.text_input(
            say("app.reviewer"), session.reviewer(), disabled=session.is_named_by_login(), max_chars=session.LONGEST_NAME,
            key="pick-reviewer", on_change=_pick,
        )  # fmt: skip
        if session.is_named_by_login():
            st.button(say("app.logout"), on_click=st.logout)
        st.caption(say("app.store", where=session.store().where))


def _pick() -> None:
    """Takes over the name: what a widget holds is gone once a page does not draw it."""
    if chosen := str(st.session_state["pick-reviewer"] or "").strip():
        st.session_state.reviewer = chosen
    session.keep()
