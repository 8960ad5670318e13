"""One evaluation run: what it reached, the gate's verdict, its cases."""

import math
from collections.abc import Mapping, Sequence

import streamlit as st

from llm_extract.errors import LlmExtractError
from llm_extract.evals import measures
from llm_extract.evals.counts import Verdict
from llm_extract.evals.measures import Grid
from llm_extract.evals.records import Result
from llm_extract.evals.report.content import amount
from llm_extract.review import verdicts
from llm_extract.review.judged import ORDER
from llm_extract.review.runs import Opened, reached
from llm_extract.store import RunRow
from llm_extract.ui import session, showing
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, store, words

_PAGE = 15


def show(run: Opened) -> None:
    """Draws it."""
    session.remember(case=None, at=None, repeat=None)
    st.subheader(say("eval.run", id=f"#{run.id}", engine=run.record.engine))
    st.caption(say("eval.about", **_about(run)))
    st.button(say("eval.back"), key="eval-back", shortcut="q", on_click=session.remember, kwargs={"run": None})
    _tiles(run)
    _gate(run)
    _measures(run)
    _compare(run)
    _cases(run.worst())


def _about(run: Opened) -> Mapping[str, str]:
    record = run.record
    return {
        "task": record.task,
        "at": showing.when(record.started),
        "cases": str(len(record.hashes.cases)),
        "repeats": str(record.repeats),
        "seconds": f"{record.seconds:.1f}",
        "code": record.code,
    }


def _tiles(run: Opened) -> None:
    values, found = run.values, reached(run.record.model_dump(mode="json"))
    shown = {
        "headline": f"{values[measures.HEADLINE]:.3f}",
        "precision": f"{values.get('metrics.precision', 0.0):.3f}",
        "recall": f"{values.get('metrics.recall', 0.0):.3f}",
        "lost": str(found.lost),
        "invented": str(found.invented),
        "crashed": str(found.crashed),
        "price": showing.price(found.price, found.calls),
    }
    with st.container(horizontal=True):
        for name, value in shown.items():
            st.metric(say(f"eval.{name}"), plain(value), border=True, width=150)


def _gate(run: Opened) -> None:
    try:
        breaches = run.breaches()
    except LlmExtractError as error:
        st.warning(plain(session.told(error)))
        return
    if not breaches:
        st.success(say("eval.gate.passed"), icon=":material/verified:")
        return
    with st.expander(say("eval.gate.failed", count=len(breaches)), icon=":material/block:", expanded=len(breaches) <= len(ORDER)):
        for breach in breaches:
            st.text(verdicts.reason(breach.message, session.language()))


def _measures(run: Opened) -> None:
    with st.expander(say("eval.measures")):
        scores = Grid.of(run.record, run.known).flat()
        named = [(verdicts.measure(one.name, session.language()), amount(run.values[one.name], one.unit)) for one in measures.of(scores)]
        rows = [{words("eval.column.measure"): name, words("column.value"): value} for name, value in named]
        st.dataframe(rows, hide_index=True, width="content")


def _compare(run: Opened) -> None:
    others = {row.id: _option(row) for row in store().runs() if row.id != run.id and row.task == run.record.task}
    if not others:
        st.caption(say("eval.compare.alone"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        earlier = st.selectbox(say("eval.compare"), list(others), format_func=others.__getitem__, key="eval-against", width=420)
        st.button(
            say("eval.compare.go"), key="eval-compare", on_click=session.remember, kwargs={"against": earlier, "shared": None}
        )  # fmt: skip


def _option(row: RunRow) -> str:
    return words("eval.compare.option", id=row.id, at=showing.when(row.started), engine=row.engine, f1=f"{row.f1:.3f}")


def _cases(results: Sequence[Result]) -> None:
    st.subheader(say("eval.cases.title"))
    search = st.text_input(say("eval.search_case"), key="eval-search", width=320).strip().casefold()
    shown = [one for one in results if search in one.case.casefold()]
    pages = math.ceil(len(shown) / _PAGE)
    number = st.pagination(pages, key="eval-cases-page") if pages > 1 else 1
    for result in shown[(number - 1) * _PAGE : number * _PAGE]:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"case-{result.case}"):
            with st.container(gap=None):
                st.markdown(f"**{plain(result.case)}**")
                st.caption(_line(result))
            st.button(
                say("eval.open"), key=f"open-{result.case}", on_click=session.remember,
                kwargs={"case": result.case, "repeat": result.repeat or None, "at": None},
            )  # fmt: skip


def _line(result: Result) -> str:
    if result.scores is None:
        return say("eval.case.crashed", error=result.error or "?")
    found = [item.verdict for item in result.scores.items]
    return say("eval.case.row", f1=f"{result.score:.3f}", counts=counts({one: found.count(one) for one in ORDER}))


def counts(found: Mapping[Verdict, int]) -> str:
    """How many there are of each verdict."""
    return ", ".join(f"{name_of(verdict).lower()} {count}" for verdict, count in found.items() if count)


def name_of(verdict: Verdict) -> str:
    """A verdict in the reader's language."""
    return words(f"judged.{verdict}")
