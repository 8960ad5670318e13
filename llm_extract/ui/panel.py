"""The value that is being looked at: what is known of it, what happened to it, and the forms that change it."""

from typing import TYPE_CHECKING

import streamlit as st

from llm_extract.corrections import Correction, Json
from llm_extract.render.strings import strings
from llm_extract.review.items import Item, shown_value
from llm_extract.review.reasons import shown_reason
from llm_extract.ui import acting, forms, promoting, session
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, words

if TYPE_CHECKING:
    from llm_extract.ui.desk import Desk


def show(desk: "Desk") -> None:
    """Draws the panel beside the article."""
    item = desk.chosen
    if acting.mode() == "golden":
        promoting.show(desk)
    elif item is None:
        st.info(say("extract.no_metrics"))
    else:
        _stale(desk)
        with st.container(gap="xsmall"):
            _facts(item, desk)
        if item.id in desk.hidden:
            forms.blind(item, desk)
        elif acting.mode() == "reject":
            forms.reject(item, desk)
        elif item.state in {"open", "set_aside"}:
            forms.label(item, desk)
        elif acting.mode() == "edit":
            forms.edit(item, desk)
        _history(item, desk)


def _facts(item: Item, desk: "Desk") -> None:
    st.markdown(f"**{plain(item.value) or say('review.nothing')}**")
    if item.id in desk.hidden:
        st.caption(say("review.hidden"))
        return
    metric = desk.sheet.reviewed.statuses[item.span].get("metric") if item.span else None
    st.markdown(plain(item.meaning) + (f" · `{metric['indicator']}`" if metric and metric["indicator"] in desk.task.by_code else ""))
    if item.about:
        st.caption(plain(item.about))
    if item.score is not None:
        st.caption(f"{item.score:.0%} · {plain(item.why)}")
    for message in item.findings:
        st.warning(plain(message), icon=":material/warning:")
    if item.conflict:
        found = said(item.conflict.found)
        st.warning(say("review.conflict", found=found), icon=":material/sync_problem:")


def said(value: Json) -> str:
    """A value of the log in one line."""
    names = strings(session.language())
    if isinstance(value, dict) and "status" in value:
        if metric := value.get("metric"):
            return words("value.metric", code=metric["indicator"])
        reason = shown_reason(str(value.get("reason") or ""), session.language())
        return words("value.set_aside", reason=reason) if value["status"] == "set_aside" else words("value.open")
    return shown_value(value, names) or words("value.none")


def _stale(desk: "Desk") -> None:
    stale = st.session_state.get("stale")
    if not isinstance(stale, acting.Stale) or stale.key != desk.sheet.key:
        return
    last, mine = stale.entries[-1], said(stale.draft.after)
    at = last.at.astimezone().strftime("%H:%M:%S")
    with st.container(border=True, key="stale"):
        st.warning(say("review.stale", who=last.who, at=at, after=said(last.after), mine=mine), icon=":material/group:")
        with st.container(horizontal=True):
            st.button(say("review.stale.mine"), key="stale-mine", on_click=_insist, args=(desk, stale))
            st.button(say("review.stale.theirs"), key="stale-theirs", on_click=acting.leave)


def _insist(desk: "Desk", stale: acting.Stale) -> None:
    acting.record(desk, forms.renewed(stale.draft, desk))


def _history(item: Item, desk: "Desk") -> None:
    entries = [one for one in desk.sheet.log if one.span == item.span and (item.span is not None or one.field == item.field)]
    if entries:
        with st.expander(f"{say('review.history')} ({len(entries)})"):
            for entry in reversed(entries):
                st.text(_entry(entry))


def _entry(entry: Correction) -> str:
    at = entry.at.astimezone().strftime("%d/%m %H:%M:%S")
    told = words(
        "review.entry", at=at, who=entry.who, action=words(f"action.{entry.action}"), before=said(entry.before), after=said(entry.after)
    )
    return f"{told} ({entry.why})" if entry.why else told
