"""One result, to read, copy and carry away."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from llm_extract import tasks
from llm_extract.export.metrics import Notes
from llm_extract.models import Span
from llm_extract.render.strings import strings
from llm_extract.review.corrected import corrected
from llm_extract.review.items import Item, items
from llm_extract.store import Asked, Sheet
from llm_extract.ui import downloads, session
from llm_extract.ui.grid import Entry, Grid, address, grid
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, words

_NOWHERE = Span(0, 0)


def show(sheet: Sheet) -> None:
    """Draws a result: summary, metrics in groups, findings, and what to do next."""
    task = tasks.get(sheet.key.task)
    shown = items(sheet.result, sheet.reviewed, task, session.language())
    with st.container(border=True, key=f"result-{sheet.key.sha256[:12]}"):
        _summary(sheet)
        _metrics(shown, sheet)
        _notes(sheet.result["findings"])
        _next(sheet)


def _summary(sheet: Sheet) -> None:
    document = sheet.reviewed.document
    summary = document.get("summary") or {}
    st.subheader(plain(summary.get("headline") or document.get("title") or sheet.article.uri))
    about = [one for name in ("organization", "province", "period") if (one := document.get(name))]
    if about:
        st.caption(plain(" · ".join(map(str, about))))
    if text := summary_text(document):
        st.caption(say("extract.summary"))
        st.code(text, language=None, wrap_lines=True)


def summary_text(document: Mapping[str, Any]) -> str:
    """A document's summary as people paste it: the headline, then a line for each key point; empty where there is none."""
    summary = document.get("summary")
    if not isinstance(summary, Mapping) or "headline" not in summary:
        return "\n".join(one["text"] for one in document.values() if isinstance(one, Mapping) and "figures" in one)
    return "\n".join((summary["headline"], *(f"- {point}" for point in summary["key_points"])))


def _metrics(shown: Sequence[Item], sheet: Sheet) -> None:
    metrics = sorted((item for item in shown if item.state == "metric" and item.span), key=lambda item: item.span or _NOWHERE)
    if not metrics:
        st.info(say("extract.no_metrics"))
    by_place = dict(sheet.reviewed.metrics)
    names = strings(session.language())
    families: dict[str, list[Item]] = {}
    for item in metrics:
        if item.span in by_place:
            families.setdefault(names.family(by_place[item.span]["indicator"]), []).append(item)
    head = [words(f"column.{name}") for name in ("meaning", "value", "about", "sure", "evidence")]
    for number, (family, own) in enumerate(families.items()):
        st.markdown(f"**{plain(family)}**")
        rows = [_row(item, sheet) for item in own]
        chosen = grid(Grid(family, head, rows, numbers=(1, 3)), key=f"metrics-{sheet.key.sha256[:12]}-{number}")
        if chosen:
            session.open_review(article=sheet.key.sha256, task=sheet.key.task, at=chosen)
    if waiting := sum(item.state == "open" for item in shown):
        st.warning(say("extract.open", count=waiting))


def _row(item: Item, sheet: Sheet) -> list[Entry]:
    leads = address("review", article=sheet.key.sha256, task=sheet.key.task, at=item.id)
    return [
        Entry(item.meaning),
        Entry(item.value, id=item.id, href=leads, hint=words("extract.evidence")),
        Entry(item.about),
        Entry("" if item.score is None else f"{item.score:.0%}"),
        Entry(" ".join(item.evidence[0].of(sheet.article.text).split()) if item.evidence else ""),
    ]


def _notes(findings: Sequence[Mapping[str, Any]]) -> None:
    told = [one for one in findings if one["severity"] != "info"]
    if told:
        with st.expander(f"{say('extract.notes')} ({len(told)})"):
            for one in told:
                st.text(one["message_vi" if session.language() == "vi" else "message"])


def _next(sheet: Sheet) -> None:
    with st.container(horizontal=True):
        if st.button(say("extract.review"), icon=":material/fact_check:", key=f"review-{sheet.key.sha256}"):
            session.open_review(article=sheet.key.sha256, task=sheet.key.task)
        name = sheet.key.sha256[:12]
        shown = json.dumps(corrected(sheet.result, sheet.reviewed), ensure_ascii=False, indent=2)
        st.download_button(say("download.json"), shown, f"{name}.json", "application/json", on_click="ignore", key=f"json-{name}")
        if sheet.reviewed.metrics:
            title = str(sheet.reviewed.document.get("title") or sheet.article.uri)
            notes = Notes(session.language(), [(words("column.article"), title)])
            downloads.draw(Asked(task=sheet.key.task, sha256=sheet.key.sha256), notes, name, key=f"take-{name}")
