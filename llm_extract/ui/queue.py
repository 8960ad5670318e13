"""The queue: articles that wait for review, the least sure first."""

import math
from typing import Literal, cast

import streamlit as st

from llm_extract import tasks
from llm_extract.render.strings import strings
from llm_extract.review import agreement
from llm_extract.store import Asked, ReviewRow
from llm_extract.ui import session
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, store, words

_PAGE = 20
_STATES = ("any", "waiting", "begun", "done", "all")


def show() -> None:
    """Draws filters, one page of the queue, and how far blind labels agree."""
    session.remember(article=None, task=None, at=None)
    st.title(say("queue.title"))
    asked = _asked()
    total = store().queue(asked, limit=1).total
    if not total:
        st.info(say("queue.empty" if store().queue(Asked(state="all"), limit=1).total else "queue.none"))
        return
    st.caption(say("queue.count", count=total))
    pages = math.ceil(total / _PAGE)
    number = st.pagination(pages, key="queue-page") if pages > 1 else 1
    for row in store().queue(asked, offset=(number - 1) * _PAGE, limit=_PAGE).rows:
        _row(row)
    _agreement()


def _asked() -> Asked:
    known, every = store().choices(), words("queue.any")
    states = {state: words(f"queue.state.{state}") for state in _STATES}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(say("queue.search"), key="queue-search", width=220)
        state = st.selectbox(say("queue.state"), list(states), format_func=states.__getitem__, key="queue-state", width=150)
        task = st.selectbox(say("extract.task"), [every, *tasks.names()], key="queue-task", width=170)
        province = st.selectbox(say("queue.province"), [every, *known.provinces], key="queue-province", width=170)
        engine = st.selectbox(say("extract.engine"), [every, *known.engines], key="queue-engine", width=150)
        finding = st.selectbox(say("queue.finding"), [every, *known.findings], key="queue-finding", width=190)

    def chosen(value: str | None) -> str | None:
        return None if value in {every, None} else value

    wanted = None if state == "any" else cast("Literal['waiting', 'begun', 'done', 'all']", state)
    return Asked(chosen(task), chosen(province), wanted, chosen(engine), chosen(finding), search.strip())


def _row(row: ReviewRow) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"row-{row.key.sha256[:16]}-{row.key.task}"):
        with st.container(gap=None):
            st.markdown(f"**{plain(row.title or row.uri)}**")
            st.caption(" · ".join(_about(row)))
        st.button(say("queue.open"), key=f"open-{row.key.sha256}-{row.key.task}", on_click=_open, args=(row,))


def _open(row: ReviewRow) -> None:
    session.remember(article=row.key.sha256, task=row.key.task, at=None)


def _about(row: ReviewRow) -> list[str]:
    parts = [plain(one) for one in (row.organization, row.province, row.period and strings(session.language()).when(row.period)) if one]
    parts.append(say("queue.row", metrics=row.metrics, open=row.open_count, errors=row.error_count))
    if row.metrics:
        parts.append(say("queue.sure", score=f"{row.score:.0%}"))
    if row.conflicts:
        parts.append(say("queue.conflicts", count=row.conflicts))
    return [*parts, say(f"queue.state.{row.state}"), plain(row.engine)]


def _agreement() -> None:
    pairs = [(model, given) for _, model, given in store().blind_labels()]
    value = agreement.kappa(pairs)
    if value is not None:
        st.caption(say("review.agreement", kappa=f"{value:.2f}", count=len(pairs)))
