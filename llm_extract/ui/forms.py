"""One form a field: what a reviewer writes is read, held against the article, and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from llm_extract.corrections import Json
from llm_extract.errors import CorrectionError
from llm_extract.models import Article
from llm_extract.render.strings import strings
from llm_extract.review import deciding, fields, pointed, summaries
from llm_extract.review.corrected import new_metric
from llm_extract.review.fields import Choice
from llm_extract.review.items import Item
from llm_extract.store import Draft
from llm_extract.ui import acting, session
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, words

if TYPE_CHECKING:
    from llm_extract.ui.desk import Desk

_MOST_POINTS = 8
_NAMES = {
    "vi": {
        "indicator": "Chỉ tiêu", "kind": "Loại", "value": "Giá trị", "percent": "Tỷ lệ (%)", "total": "Tổng", "period": "Kỳ",
        "scope": "Phạm vi", "group": "Nhóm", "unit": "Đơn vị", "qualifier": "Mức", "high": "Đến (của khoảng)",
        "figure": "con số", "counts": "đếm cái gì", "name": "tên", "role": "vai trò",
    },
    "en": {
        "indicator": "Indicator", "kind": "Kind", "value": "Value", "percent": "Percent", "total": "Total", "period": "Period",
        "scope": "Scope", "group": "Group", "unit": "Unit", "qualifier": "Qualifier", "high": "Up to (of a range)",
        "figure": "figure", "counts": "what it counts", "name": "name", "role": "role",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Given:
    """What a form holds: the field, how it is edited, the text, the reason, the form's key, and what its reviewer had seen of the log."""

    field: str
    how: fields.Form
    text: str
    why: str
    key: str
    seen: int


def edit(item: Item, desk: "Desk") -> None:
    """The forms of a metric's fields, or the form of a document's field."""
    with st.container(key="form-edit"):
        if item.span is None:
            _field(item, desk, item.field, metric=False)
        else:
            for field in fields.METRIC_FIELDS:
                _field(item, desk, field, metric=True)


def _field(item: Item, desk: "Desk", field: str, *, metric: bool) -> None:
    how = fields.form(field, desk.task, metric=metric)
    value = deciding.value_of(desk.sheet.reviewed, item.span, field)
    name = name_of(field)
    if not metric and not fields.has_form(field, desk.task):
        # What nests values that point has no text form: it is accepted or extracted again.
        st.caption(plain(item.value) or say("review.nothing"))
        return
    if how == "summary":
        _summary(item, desk, value)
        return
    if how == "pointed":
        _tell_how(field, desk)
    seen = acting.form_seen(item, desk.sheet.seen)
    key = f"{item.id}-{field}-{seen}"
    with st.form(f"edit-{key}", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
            known = fields.choices(field, desk.task, session.language()) if how == "choice" else ()
            given = control(name, how, value, known, f"in-{key}")
            pressed = st.form_submit_button(say("review.save"), key=f"save-{field}")
        why = ""
        if st.session_state.get("unsupported") == key:
            st.warning(say("review.unsupported", value=given), icon=":material/help:")
            why = st.text_input(say("review.why"), key=f"why-{key}") or ""
        if pressed:
            _save(item, desk, _Given(field, how, given, why.strip(), key, seen))


def _tell_how(field: str, desk: "Desk") -> None:
    """How a list of values that point into the article is written."""
    shape = pointed.shape(field, desk.task)
    if shape and shape.is_list:
        parts = " | ".join(name_of(part) for part in shape.parts)
        st.caption(say("review.parts", parts=parts) if len(shape.parts) > 1 else say("review.entries"))


def name_of(field: str) -> str:
    """A field's name in the reader's language."""
    return _NAMES[session.language()].get(field) or strings(session.language()).name(field)


def control(name: str, how: fields.Form, value: Json, known: Sequence[Choice], key: str) -> str:
    """The control that a field is written in.

    Args:
        name: of the field, as people know it.
        how: its form.
        value: what it holds now.
        known: what a field of choices can be.
        key: of the control.

    Returns:
        What stands in it, for `fields.read`.
    """
    label = plain(name)
    if how == "choice":
        return _choice(label, known, value, key)
    text = fields.typed(value, how, session.language())
    if how in {"lines", "people", "pointed"}:
        return st.text_area(label, text, key=key) or ""
    return st.text_input(label, text, key=key) or ""


def _choice(label: str, known: Sequence[Choice], value: Json, key: str) -> str:
    meanings = {one.value: f"{one.value} — {one.meaning}" for one in known}
    at = list(meanings).index(value) if value in meanings else None
    return st.selectbox(label, list(meanings), at, format_func=meanings.__getitem__, placeholder=words("review.choose"), key=key) or ""


def _save(item: Item, desk: "Desk", given: _Given) -> None:
    try:
        value = _read(item, desk, given)
    except CorrectionError as error:
        st.error(plain(session.told(error)))
        return
    if value == deciding.value_of(desk.sheet.reviewed, item.span, given.field):
        st.info(say("review.same"))
        return
    strange = fields.unsupported(value, given.field, given.how, desk.sheet.article, desk.sheet.result)
    if strange and not given.why:
        st.session_state["unsupported"] = given.key
        st.rerun()
    draft = deciding.correct(item, desk.sheet.reviewed, session.reviewer(), (given.field, value), given.why)
    if acting.record(desk, draft, seen=given.seen):
        acting.saved(item)
    st.rerun()


def _read(item: Item, desk: "Desk", given: _Given) -> Json:
    if given.how == "pointed":
        before = deciding.value_of(desk.sheet.reviewed, item.span, given.field)
        return pointed.Reader(given.field, desk.task, desk.sheet.article, desk.sheet.result, before).read(given.text)
    return fields.read(given.text, given.field, given.how, desk.task, session.language())


def _summary(item: Item, desk: "Desk", value: Json) -> None:
    seen = acting.form_seen(item, desk.sheet.seen)
    after = summary_controls(value, desk.sheet.article, f"{item.id}-{seen}")
    if st.button(say("review.save"), type="primary", disabled=after is None or after == value, key="save-summary"):
        if acting.record(desk, deciding.correct(item, desk.sheet.reviewed, session.reviewer(), ("summary", after)), seen=seen):
            acting.saved(item)
        st.rerun()


def summary_controls(value: Json, article: Article, key: str) -> dict[str, Json] | None:
    """Headline and key points, held against the article at every key stroke.

    Returns:
        The summary as it is written; None where it has no headline, or says what the article does not.
    """
    now = value or {"headline": "", "key_points": []}
    headline = st.text_input(say("review.summary.headline"), now["headline"], key=f"head-{key}", live=True) or ""
    points = []
    for number in range(1, min(len(now["key_points"]) + 1, _MOST_POINTS) + 1):
        before = now["key_points"][number - 1] if number <= len(now["key_points"]) else ""
        points.append(st.text_input(say("review.summary.point", number=number), before, key=f"point-{number}-{key}", live=True) or "")
    outside = [what for line in (headline, *points) for what in summaries.outside(line, article)]
    if outside:
        st.error(say("review.summary.outside", what=", ".join(dict.fromkeys(outside))))
    else:
        st.success(say("review.summary.fine"))
    after = {"headline": headline.strip(), "key_points": [point.strip() for point in points if point.strip()]}
    return after if after["headline"] and not outside else None


def reject(item: Item, desk: "Desk") -> None:
    """Why a figure is no metric."""
    seen = acting.form_seen(item, desk.sheet.seen)
    key = f"{item.id}-{seen}"
    with st.container(key="form-reject"), st.form(f"reject-{key}"):
        reason = _choice(say("review.reason"), fields.choices("reason", desk.task, session.language()), None, f"reason-{key}")
        why = st.text_input(say("review.why"), key=f"why-{key}")
        if st.form_submit_button(say("review.reject"), key="save-reject"):
            draft = deciding.set_aside(item, desk.sheet.reviewed, session.reviewer(), reason or "unclear", why.strip())
            if acting.record(desk, draft, seen=seen):
                acting.on(desk)
            st.rerun()


def label(item: Item, desk: "Desk") -> None:
    """A metric made of a figure that none was made of."""
    seen = acting.form_seen(item, desk.sheet.seen)
    key = f"{item.id}-{seen}"
    with st.container(key="form-edit"), st.form(f"label-{key}"):
        code, kind = _label_controls(desk, key)
        if st.form_submit_button(say("review.label"), key="save-label"):
            if not code:
                st.info(say("review.choose"))
                return
            try:
                sheet, period = desk.sheet, desk.sheet.reviewed.document.get("period")
                metric = new_metric(sheet.article, sheet.result, item.span, code, kind, period=period) if item.span else {}
            except CorrectionError as error:
                st.error(plain(session.told(error)))
                return
            if acting.record(desk, deciding.label(item, desk.sheet.reviewed, session.reviewer(), metric), seen=seen):
                acting.saved(item)
            st.rerun()


def _label_controls(desk: "Desk", key: str) -> tuple[str, str]:
    language, names = session.language(), _NAMES[session.language()]
    code = _choice(names["indicator"], fields.choices("indicator", desk.task, language), None, f"code-{key}")
    return code, _choice(names["kind"], fields.choices("kind", desk.task, language), "actual", f"kind-{key}")


def blind(item: Item, desk: "Desk") -> None:
    """The code of a figure whose label is hidden."""
    seen = acting.form_seen(item, desk.sheet.seen)
    key = f"{item.id}-{seen}"
    with st.container(key="form-edit"), st.form(f"blind-{key}"):
        code = _choice(
            _NAMES[session.language()]["indicator"], fields.choices("indicator", desk.task, session.language()), None, f"code-{key}"
        )
        if st.form_submit_button(say("review.label"), key="save-blind") and code:
            if acting.record(desk, deciding.blind(item, desk.sheet.reviewed, session.reviewer(), code), seen=seen):
                acting.on(desk)
            st.rerun()


def renewed(draft: Draft, desk: "Desk") -> Draft:
    """A decision made again in sight of what somebody else decided since."""
    return replace(draft, before=desk.sheet.reviewed.found(draft.span, draft.field))
