"""The forms that correct what a golden case expects: the same as those of a review; what changes is shown before it is written."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from llm_extract.corrections import Json
from llm_extract.errors import LlmExtractError
from llm_extract.evals.cases import Case
from llm_extract.evals.gold import Gold
from llm_extract.evals.scoring_metrics import read_told
from llm_extract.review import fields, golden
from llm_extract.review.golden import Change
from llm_extract.review.judged import Judged
from llm_extract.tasks.base import Task
from llm_extract.ui import forms, run_page, session
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, words

_CHANGE = "gold-change"
_FIELDS: Mapping[str, fields.Form] = {**fields.METRIC_FIELDS, "evidence": "text"}


@dataclass(frozen=True)
class Correcting:
    """A case that is corrected.

    Attributes:
        case: as it is now.
        task: its task.
        chosen: the verdict that is looked at; None where there is none.
    """

    case: Case
    task: Task
    chosen: Judged | None

    @property
    def key(self) -> str:
        """What the controls of this verdict, on this state of the case, are told apart by."""
        return f"{self.case.name}-{self.chosen.item.id if self.chosen else ''}-{self.case.digest[:12]}"


def leave() -> None:
    """Drops a change that is not written."""
    st.session_state.pop(_CHANGE, None)


def show(correcting: Correcting) -> None:
    """Draws what is known of the verdict, and the forms or the change that waits to be written."""
    if correcting.chosen is None:
        return
    _facts(correcting.chosen)
    change = st.session_state.get(_CHANGE)
    if isinstance(change, Change) and change.folder == correcting.case.folder:
        _change(change)
        return
    st.markdown(f"**{say('gold.title')}**")
    try:
        _forms(correcting, correcting.chosen, golden.values(correcting.case))
    except LlmExtractError as error:
        st.error(plain(session.told(error)))


def _facts(chosen: Judged) -> None:
    st.markdown(f"**{plain(chosen.item.value or chosen.item.meaning)}**")
    st.caption(f"{run_page.name_of(chosen.verdict)} · {plain(chosen.item.meaning)}")
    if chosen.item.about:
        st.caption(plain(chosen.item.about))


def _change(change: Change) -> None:
    st.caption(say("gold.diff", path=change.folder / "expected.json"))
    if change.diff:
        st.code(change.diff, language="diff", height=320, wrap_lines=True)
    else:
        st.info(say("gold.same"))
    if change.is_laid_out_anew:
        st.caption(say("gold.laid_out"))
    with st.container(horizontal=True):
        st.button(say("gold.write"), type="primary", key="gold-write", disabled=not change.diff, on_click=_write, args=(change,))
        st.button(say("review.cancel"), key="gold-cancel", on_click=leave)


def _write(change: Change) -> None:
    leave()
    try:
        golden.write(change)
    except LlmExtractError as error:
        st.session_state["told"] = ("error", session.told(error))
        return
    st.session_state["told"] = ("done", say("gold.written", path=change.folder / "expected.json"))


def _propose(correcting: Correcting, make: Callable[[], Mapping[str, Json]]) -> None:
    """Prepares a change; the next drawing shows it, or says why the case could not be used with it."""
    try:
        st.session_state[_CHANGE] = golden.prepare(correcting.case, correcting.task, make())
    except LlmExtractError as error:
        st.session_state["told"] = ("error", session.told(error))


def _forms(correcting: Correcting, chosen: Judged, now: dict[str, Any]) -> None:
    if chosen.metric is not None and chosen.metric < len(now.get("metrics", ())):
        _metric(correcting, chosen, now, chosen.metric)
    elif chosen.of.what == "metric" and chosen.verdict == "extra":
        _button("add", correcting, lambda: golden.with_metric(now, golden.metric_of(chosen, correcting.case)))
    elif chosen.of.what == "finding":
        _json("contradictions", correcting, now)
    elif chosen.of.what == "summary" and isinstance(correcting.case.expected, Gold):
        _document("summary", correcting, now)
    elif chosen.of.what == "field":
        _document(chosen.of.name.partition(".")[0], correcting, now)
    else:
        st.caption(say("gold.nothing"))


def _button(name: str, correcting: Correcting, make: Callable[[], Mapping[str, Json]]) -> None:
    st.button(say(f"gold.{name}"), key=f"gold-{name}-{correcting.key}", on_click=_propose, args=(correcting, make))


def _metric(correcting: Correcting, chosen: Judged, now: dict[str, Any], at: int) -> None:
    metric = now["metrics"][at]
    code = read_told(chosen.of.got or "").get("indicator", "")
    if chosen.verdict == "wrong" and code in correcting.task.by_code and code != metric["indicator"]:
        with st.expander(say("gold.accept", code=code)):
            why = st.text_input(say("gold.why"), key=f"gold-why-{correcting.key}")
            _button("show", correcting, lambda: golden.accepting(now, at, code, why))
    with st.form(f"gold-metric-{correcting.key}", border=False):
        given = {field: _control(field, how, _now(metric, field), correcting) for field, how in _FIELDS.items()}
        if st.form_submit_button(say("gold.show"), type="primary", key="gold-show-metric"):
            try:
                new = {field: _read(field, how, given[field], correcting) for field, how in _FIELDS.items()}
            except LlmExtractError as error:
                st.error(plain(session.told(error)))
                return
            changed = {field: value for field, value in new.items() if value != _now(metric, field)}
            _propose(correcting, lambda: golden.with_metric_fields(now, at, changed))
            st.rerun()
    _button("remove", correcting, lambda: golden.without_metric(now, at))


def _document(field: str, correcting: Correcting, now: dict[str, Any]) -> None:
    how, value = fields.form(field, correcting.task, metric=False), now.get(field)
    if how == "summary":
        after = forms.summary_controls(value, correcting.case.article, correcting.key)
        if after and after != value:
            _button("show", correcting, lambda: golden.with_field(now, field, after))
    elif isinstance(correcting.case.expected, Gold) and not isinstance(value, bool):
        _field(field, how, now, correcting)
    else:
        _json(field, correcting, now)


def _now(metric: Mapping[str, Json], field: str) -> Json:
    return metric.get(field, "exact" if field == "qualifier" else None)


def _control(field: str, how: fields.Form, value: Json, correcting: Correcting) -> str:
    known = fields.choices(field, correcting.task, session.language()) if how == "choice" else ()
    name = words("gold.evidence") if field == "evidence" else forms.name_of(field)
    return forms.control(name, how, value, known, f"gold-in-{field}-{correcting.key}")


def _read(field: str, how: fields.Form, given: str, correcting: Correcting) -> Json:
    return fields.read(given, field, how, correcting.task, session.language())


def _field(field: str, how: fields.Form, now: dict[str, Any], correcting: Correcting) -> None:
    """The form of a field of the document; its button shows the change."""
    with st.form(f"gold-{field}-{correcting.key}", border=False):
        given = _control(field, how, now.get(field), correcting)
        if st.form_submit_button(say("gold.show"), type="primary", key=f"gold-show-{field}"):
            try:
                new = _read(field, how, given, correcting)
            except LlmExtractError as error:
                st.error(plain(session.told(error)))
                return
            _propose(correcting, lambda: golden.with_field(now, field, new))
            st.rerun()


def _json(field: str, correcting: Correcting, now: dict[str, Any]) -> None:
    """The value of a field that has no form of its own, as it stands in the file."""
    with st.form(f"gold-json-{field}-{correcting.key}", border=False):
        text = json.dumps(now.get(field), ensure_ascii=False, indent=1)
        given = st.text_area(f"{plain(field)}: {say('gold.json')}", text, height=320, key=f"gold-json-in-{field}-{correcting.key}")
        if st.form_submit_button(say("gold.show"), key="gold-show-json"):
            try:
                new = json.loads(given or "null")
            except ValueError as error:
                st.error(say("gold.not_json", error=error))
                return
            _propose(correcting, lambda: golden.with_field(now, field, new))
            st.rerun()
