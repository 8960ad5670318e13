"""One article on the desk: its text and values, what may be done with them, and the value that is being looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from llm_extract import tasks
from llm_extract.errors import LlmExtractError
from llm_extract.review import agreement
from llm_extract.review.items import Item, items
from llm_extract.review.lit import pieces
from llm_extract.store import Sheet
from llm_extract.tasks.base import Task
from llm_extract.ui import acting, panel, session
from llm_extract.ui.highlighter import Drawing, Row, highlighter
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, store, words

BLIND = "blind_share"
"""Name of the setting: the share of figures whose label is hidden from reviewers, 0 to 1."""
_PRESENCE = 10  # seconds between two looks at who else is here


@dataclass(frozen=True)
class Desk:
    """What lies on the desk at one run of the page."""

    sheet: Sheet
    task: Task
    items: tuple[Item, ...]
    hidden: frozenset[str]
    chosen: Item | None

    @property
    def waiting(self) -> tuple[Item, ...]:
        """The values that wait for a decision."""
        return tuple(item for item in self.items if item.is_waiting)

    @cached_property
    def certain(self) -> tuple[Item, ...]:
        """The values that may be accepted in one go; a hidden label is not accepted unseen."""
        return tuple(item for item in self.items if item.is_certain and item.id not in self.hidden)


def show(sheet: Sheet) -> None:
    """Draws an article under review."""
    task = tasks.get(sheet.key.task)
    shown = items(sheet.result, sheet.reviewed, task, session.language())
    hidden = _hidden(sheet, shown)
    chosen = _chosen(shown)
    desk = Desk(sheet, task, shown, hidden, chosen)
    _heading(desk)
    _others(desk)
    _orphans(desk)
    _bar(desk)
    acting.tell()
    left, right = st.columns([3, 1], gap="small")
    with left:
        _sheet(desk)
    with right, st.container(key="panel"):
        panel.show(desk)


def _hidden(sheet: Sheet, shown: tuple[Item, ...]) -> frozenset[str]:
    """The figures whose label the reviewer does not see; where the log tells of one, it has been seen, even if that was taken back."""
    share = float(store().setting(BLIND, 0.0))
    told = {entry.span for entry in sheet.log}
    waiting = [item for item in shown if item.span and item.span not in told and item.state == "metric" and item.verdict is None]
    return frozenset(item.id for item in waiting if item.span and agreement.is_blind(sheet.key.sha256, item.span, share))


def _chosen(shown: tuple[Item, ...]) -> Item | None:
    """The value that the address names, else the first that waits, else the first."""
    named = st.query_params.get("at")
    found = next((item for item in shown if item.id == named), None)
    found = found or next((item for item in shown if item.is_waiting), None) or next(iter(shown), None)
    if found:
        session.remember(at=found.id)
    return found


def _heading(desk: Desk) -> None:
    document = desk.sheet.reviewed.document
    st.subheader(plain(document.get("title") or desk.sheet.article.uri))
    waiting = len(desk.waiting)
    told = (
        say("review.finished")
        if desk.sheet.reviewed.finished
        else say("review.waiting", count=waiting)
        if waiting
        else say("review.complete")
    )
    about = " · ".join(plain(str(one)) for name in ("organization", "province", "period") if (one := document.get(name)))
    st.caption(f"{about} · {told}" if about else told)


def _orphans(desk: Desk) -> None:
    if orphans := desk.sheet.reviewed.orphans:
        text = desk.sheet.article.text
        what = "; ".join(dict.fromkeys(entry.span.of(text) for entry in orphans if entry.span))
        st.warning(say("review.orphans", count=len(orphans), what=what), icon=":material/sync_problem:")


def _others(desk: Desk) -> None:
    @st.fragment(run_every=_PRESENCE)
    def others() -> None:
        try:
            names = store().meet(desk.sheet.key, session.reviewer())
        except LlmExtractError as error:  # the fragment is drawn on its own, outside of the page
            st.warning(say("app.failed", error=session.told(error)))
            return
        if names:
            st.info(say("review.others", names=", ".join(names)), icon=":material/group:")

    others()


def _bar(desk: Desk) -> None:
    item, hidden = desk.chosen, desk.chosen is not None and desk.chosen.id in desk.hidden
    is_figure = item is not None and item.span is not None

    def button(name: str, shortcut: str, act: Callable[..., None], *, off: bool = False, **values: object) -> None:
        st.button(say(f"review.{name}", **values), shortcut=shortcut, key=f"act-{name}", on_click=act, args=(desk,), disabled=off)

    with st.container(horizontal=True, gap="small"):
        button("back", "q", acting.back)
        button("previous", "k", acting.previous)
        button("next", "j", acting.following)
        button("accept", "a", acting.accept, off=item is None or hidden or item.state == "open")
        button("reject", "x", acting.reject, off=not is_figure or hidden)
        button("edit", "e", acting.edit, off=item is None or hidden)
        button("undo", "u", acting.undo)
        button("certain", "s", acting.accept_certain, off=not desk.certain, count=len(desk.certain))
        if desk.sheet.reviewed.finished:
            button("reopen", "d", acting.reopen)
        else:
            button("finish", "d", acting.finish, off=bool(desk.waiting))
        button("golden", "g", acting.golden)


def _sheet(desk: Desk) -> None:
    rows = [_row(item, desk) for item in desk.items]
    shown = pieces(desk.sheet.article, desk.sheet.result, desk.items)
    labels = {"text": words("review.text"), "values": words("review.values")}
    drawing = Drawing(shown, rows, desk.chosen.id if desk.chosen else "", acting.focus(), labels)
    clicked = highlighter(drawing, key="sheet")
    if clicked and (desk.chosen is None or clicked != desk.chosen.id):
        acting.choose(clicked)
        st.rerun()
    st.caption(say("review.keys"))


def _row(item: Item, desk: Desk) -> Row:
    group = "doubtful" if item.is_doubtful else item.state
    verdict = words(f"review.verdict.{item.verdict}") if item.verdict in {"accept", "correct"} else ""
    if item.score is not None and not verdict:
        verdict = f"{item.score:.0%}"
    sure = (
        ""
        if item.state in {"set_aside", "field"}
        else "doubtful"
        if item.is_doubtful and item.grave
        else "unsure"
        if item.is_doubtful
        else "sure"
    )
    if item.id in desk.hidden:
        item = Item(item.id, item.span, item.field, item.state, item.value, words("review.hidden"), evidence=item.evidence)
    return Row(item, words(f"review.group.{group}"), verdict, sure)
