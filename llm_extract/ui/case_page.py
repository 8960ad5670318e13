"""One case of a run: its article with every verdict lit, the reasons beside it, and the forms that correct what the case expects."""

import glob
from collections.abc import Callable, Sequence

import streamlit as st

from llm_extract import tasks
from llm_extract.evals.cases import Case
from llm_extract.evals.planning import Order
from llm_extract.evals.records import Result
from llm_extract.review.judged import NO_RESULT, Judged, counted, judged
from llm_extract.review.lit import pieces
from llm_extract.review.runs import Opened
from llm_extract.ui import acting, gold_forms, run_page, session, watching
from llm_extract.ui.gold_forms import Correcting
from llm_extract.ui.highlighter import Drawing, Row, highlighter
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, words

_SURE = {"right": "sure", "wrong": "unsure", "extra": "unsure"}


def show(run: Opened, name: str) -> None:
    """Draws a case of a run."""
    results = sorted((one for one in run.record.results if one.case == name), key=lambda one: one.repeat)
    case = run.case(name)
    if case is None or not results:
        st.subheader(plain(name))
        _back()
        st.warning(say("eval.case.gone", case=name, golden=run.golden), icon=":material/folder_off:")
        _noted(results)
        return
    result = _chosen(results)
    shown = judged(case, tasks.get(run.record.task), result, session.language())
    chosen = _at(shown)
    _heading(case, result, shown)
    _bar(run, shown, chosen, name)
    with st.container():  # what comes and goes must not move the article below: it would be drawn anew
        acting.tell()
        if run.is_changed(case):
            _changed(run, case)
    left, right = st.columns([3, 1], gap="small")
    with left:
        _sheet(case, shown, chosen)
    with right:
        gold_forms.show(Correcting(case, tasks.get(run.record.task), chosen))


def _back() -> None:
    st.button(say("eval.back.run"), key="eval-back", shortcut="q", on_click=_to, args=(None, None))


def _to(case: str | None, at: str | None) -> None:
    gold_forms.leave()
    session.remember(case=case, at=at, **({} if at else {"repeat": None}))


def _chosen(results: Sequence[Result]) -> Result:
    """The repeat that the address names, else the first."""
    if len(results) == 1:
        return results[0]
    by_number = {str(one.repeat): one for one in results}
    named = st.query_params.get("repeat", "0")
    picked = st.segmented_control(
        say("eval.case.repeat"), list(by_number), format_func=lambda one: str(int(one) + 1), default=named if named in by_number else "0",
        required=True, key=f"repeat-{results[0].case}",
    )  # fmt: skip
    session.remember(repeat=picked)
    return by_number[picked or "0"]


def _at(shown: Sequence[Judged]) -> Judged | None:
    named = st.query_params.get("at")
    found = next((one for one in shown if one.item.id == named), None) or next(iter(shown), None)
    session.remember(at=found.item.id if found else None)
    return found


def _bar(run: Opened, shown: Sequence[Judged], chosen: Judged | None, name: str) -> None:
    at = shown.index(chosen) if chosen else 0
    order = [one.case for one in run.worst()]
    following = order[(order.index(name) + 1) % len(order)]

    def button(key: str, shortcut: str, act: Callable[..., None], *args: str | None, off: bool = False) -> None:
        st.button(say(f"eval.case.{key}"), key=f"case-{key}", shortcut=shortcut, on_click=act, args=args, disabled=off)

    with st.container(horizontal=True, gap="small"):
        _back()
        button("previous", "k", _to, name, shown[at - 1].item.id if at else None, off=not at)
        button("next", "j", _to, name, shown[at + 1].item.id if at + 1 < len(shown) else None, off=at + 1 >= len(shown))
        button("following", "n", _to, following, None, off=len(order) < 2)  # noqa: PLR2004  another than this one


def _heading(case: Case, result: Result, shown: Sequence[Judged]) -> None:
    st.subheader(plain(case.name))
    st.caption(say("eval.case.row", f1=f"{result.score:.3f}", counts=run_page.counts(counted(shown))))
    if result.scores is None:
        st.error(say("eval.case.crashed", error=result.error or "?"), icon=":material/error:")


def _changed(run: Opened, case: Case) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="case-changed"):
        st.markdown(say("eval.case.changed"))
        if st.button(say("eval.case.again"), key="case-again"):
            # A result names its engine with its host behind; a run is asked for by what stands before it.
            engine = run.record.engine.partition(" (")[0]
            watching.start(Order(run.record.task, engine, run.golden, glob.escape(case.name), repeat=run.record.repeats))


def _sheet(case: Case, shown: Sequence[Judged], chosen: Judged | None) -> None:
    items = [one.item for one in shown]
    rows = [Row(one.item, run_page.name_of(one.verdict), "", _SURE.get(one.verdict, "doubtful")) for one in shown]
    labels = {"text": words("review.text"), "values": words("review.values")}
    drawing = Drawing(pieces(case.article, NO_RESULT, items), rows, chosen.item.id if chosen else "", "", labels)
    clicked = highlighter(drawing, key="judged")
    if clicked and (chosen is None or clicked != chosen.item.id):
        _to(case.name, clicked)
        st.rerun()
    st.caption(say("eval.case.keys"))


def _noted(results: Sequence[Result]) -> None:
    """What a run noted of a case that is not there any more."""
    rows = [
        {
            words("eval.column.verdict"): run_page.name_of(item.verdict),
            words("eval.column.what"): item.name,
            words("eval.column.expected"): item.expected or "",
            words("eval.column.got"): item.got or "",
        }
        for result in results
        if result.scores
        for item in result.scores.items
        if item.verdict != "right"
    ]
    if rows:
        st.dataframe(rows, hide_index=True, width="stretch")
