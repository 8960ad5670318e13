"""The page Library: all articles and metrics, as lists, as a table of two sides, as charts, and to carry away."""

from dataclasses import replace
from datetime import UTC, datetime

import streamlit as st

from llm_extract.export import Notes
from llm_extract.review.numbers import shown_number
from llm_extract.store import Asked
from llm_extract.ui import charts, downloads, filters, listing, paging, pivoting, session
from llm_extract.ui.filters import key
from llm_extract.ui.session import say, store, words

_PAGE = 20
_VIEWS = ("metrics", "articles", "pivot", "charts")


def page() -> None:
    """Draws the page."""
    st.title(say("library.title"))
    if not store().queue(Asked(state="all"), limit=1).total:
        st.info(say("library.none"))
        return
    filters.begin()
    asked = filters.asked()
    view = _view()
    filters.keep()
    {"metrics": _metrics, "articles": _articles, "pivot": _pivot, "charts": _charts}[view](asked)
    filters.keep()


def _view() -> str:
    if key("view") not in st.session_state:
        named = st.query_params.get("view")
        st.session_state[key("view")] = named if named in _VIEWS else _VIEWS[0]
    view = st.segmented_control(
        say("library.view"), _VIEWS, format_func=lambda one: words(f"library.view.{one}"), key=key("view"), required=True,
        label_visibility="collapsed",
    ) or _VIEWS[0]  # fmt: skip
    session.remember(view=None if view == _VIEWS[0] else view)
    return view


def _metrics(asked: Asked) -> None:
    found = paging.fetch("page", _PAGE, lambda offset, limit: store().metrics(asked, offset=offset, limit=limit))
    if not found.total:
        st.info(say("library.empty"))
        return
    st.caption(say("library.count.metrics", count=_number(found.total)))
    listing.metrics(found.rows, key="library-metrics")
    paging.draw("page", _PAGE, found.total)
    _downloads(asked, found.total)


def _pivot(asked: Asked) -> None:
    if count := _counted(asked):
        pivoting.show(asked)
        _downloads(asked, count)


def _charts(asked: Asked) -> None:
    if count := _counted(asked):
        charts.show(asked)
        _downloads(asked, count)


def _counted(asked: Asked) -> int:
    count = store().metrics(asked, limit=1).total
    if not count:
        st.info(say("library.empty"))
    return count


def _articles(asked: Asked) -> None:
    everything = replace(asked, state=asked.state or "all")
    found = paging.fetch("articles", _PAGE, lambda offset, limit: store().queue(everything, offset=offset, limit=limit))
    if not found.total:
        st.info(say("library.empty"))
        return
    st.caption(say("library.count.articles", count=_number(found.total)))
    listing.articles(found.rows, key="library-articles")
    paging.draw("articles", _PAGE, found.total)


def _number(count: int) -> str:
    return shown_number(count, session.language())


def _downloads(asked: Asked, count: int) -> None:
    st.caption(say("library.downloads", count=_number(count)))
    with st.container(horizontal=True, gap="small"):
        downloads.draw(asked, _notes(asked), words("library.file"), key="library-download")


def _notes(asked: Asked) -> Notes:
    set_ = filters.told(asked) or [(words("library.note.filters"), words("library.note.no_filter"))]
    made = f"{datetime.now(UTC):%Y-%m-%d %H:%M}"
    sums = (words("library.note.sum"), words("library.note.sum.text"))
    return Notes(session.language(), [(words("library.note.made"), made), *set_, sums])
