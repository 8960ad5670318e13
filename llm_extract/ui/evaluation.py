"""The page Evaluation: runs over the golden cases are begun, watched and listed; one of them, two, or a case is opened."""

import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import streamlit as st

from llm_extract import config, tasks
from llm_extract.errors import LlmExtractError, StoreError
from llm_extract.evals import cases
from llm_extract.evals.planning import Order
from llm_extract.evals.records import Record
from llm_extract.review.jobs import Jobs
from llm_extract.review.runs import Opened, Reached, reached
from llm_extract.store import RunRow
from llm_extract.ui import case_page, compare_page, run_page, session, showing, watching
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, store

_PAGE = 10
_MOST_REPEATS = 20
_MOST_DIGITS = 18  # of a run's number: SQLite counts to 2**63 - 1


def page() -> None:
    """Draws the page: what the address names, else the list of runs."""
    address = st.query_params
    run, against, case = _opened(address.get("run")), _opened(address.get("against")), address.get("case")
    if run and case:
        case_page.show(run, case)
    elif run and against:
        compare_page.show(run, against)
    elif run:
        run_page.show(run)
    else:
        session.remember(against=None, case=None, at=None)
        st.title(say("eval.title"))
        _start()
        watching.show(Jobs.of(store()))
        _finished()


def _opened(number: str | None) -> Opened | None:
    if not number or not number.isascii() or not number.isdigit():
        return None
    if len(number) > _MOST_DIGITS:
        raise StoreError(f"run {number[:_MOST_DIGITS]}…: the store holds no such run; see those that it holds.")
    row = next((row for row in store().runs() if row.id == int(number)), None)
    if row is None:
        store().run(int(number))  # says so
        return None
    return Opened(row.id, _record(store().where, row), golden())


@lru_cache(maxsize=8)
def _record(where: str, row: RunRow) -> Record:
    """A record, which no one changes."""
    del where
    return Opened.of(store(), row.id, golden()).record


@lru_cache(maxsize=256)
def _reached(where: str, row: RunRow) -> Reached:
    del where
    return reached(store().run(row.id))


def golden() -> Path:
    """The folder of golden cases that the address names."""
    return Path(st.query_params.get("golden") or "golden")


def _start() -> None:
    with st.expander(say("eval.begin"), expanded=not store().runs()):
        left, right = st.columns(2)
        named = {name: f"{name}: {getattr(tasks.get(name), session.language())}" for name in tasks.names()}
        task = left.selectbox(say("extract.task"), list(named), format_func=named.__getitem__, key="eval-task")
        known = ["auto", "rules", "local", *([f"openai:{model}"] if (model := config.load().model) else [])]
        engine = right.selectbox(
            say("extract.engine"), known, accept_new_options=True, key="eval-engine", help="openai:MODEL, local:FILE.gguf, replay:FOLDER"
        )
        pattern = left.text_input(say("eval.cases"), "*", key="eval-cases")
        tag = right.text_input(say("eval.tag"), key="eval-tag")
        folder = left.text_input(say("eval.golden"), str(golden()), key="eval-golden")
        repeat = right.number_input(say("eval.repeat"), 1, _MOST_REPEATS, 1, key="eval-repeat")
        session.remember(golden=folder if folder != "golden" else None)
        order = Order(task or "", engine or "auto", Path(folder), pattern or "*", tag.strip() or None, int(repeat))
        if st.button(say("eval.start"), type="primary", disabled=not _count(order), key="eval-start"):
            watching.start(order)


def _count(order: Order) -> int:
    """How many cases there are; says so, or why there are none."""
    try:
        found = len(cases.find(order.golden, tasks.get(order.task), order.cases))
    except LlmExtractError as error:
        st.info(plain(session.told(error)), icon=":material/folder_off:")
        return 0
    st.caption(say("eval.found", count=found))
    return found


def _finished() -> None:
    rows = store().runs()
    st.subheader(say("eval.finished"))
    if not rows:
        st.info(say("eval.none"))
        return
    pages = math.ceil(len(rows) / _PAGE)
    number = st.pagination(pages, key="eval-page") if pages > 1 else 1
    for row in rows[(number - 1) * _PAGE : number * _PAGE]:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"run-{row.id}"):
            with st.container(gap=None):
                st.markdown(f"**{plain(f'#{row.id} {row.engine}')}** · {plain(row.task)}")
                st.caption(say("eval.row", **_told(row)))
            st.button(say("eval.open"), key=f"open-{row.id}", on_click=session.remember, kwargs={"run": row.id})


def _told(row: RunRow) -> Mapping[str, str]:
    found = _reached(store().where, row)
    return {
        "at": showing.when(row.started),
        "cases": str(row.cases),
        "f1": f"{row.f1:.3f}",
        "lost": str(found.lost),
        "invented": str(found.invented),
        "crashed": str(found.crashed),
        "price": showing.price(found.price, found.calls),
        "seconds": f"{found.seconds:.1f}",
    }
