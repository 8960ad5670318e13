"""Runs that are not finished: they are begun; how far each is, and what may be done with it. The page stays usable meanwhile."""

from collections.abc import Callable

import streamlit as st

from llm_extract.errors import LlmExtractError
from llm_extract.evals.planning import Order
from llm_extract.review.jobs import Job, Jobs
from llm_extract.ui import acting, session, showing
from llm_extract.ui.session import say, store

_WATCHED, _QUIET = 1.0, 10.0  # seconds between two looks: while something runs, and while nothing does


def show(jobs: Jobs) -> None:
    """Draws them, again and again; when one ends, the whole page."""
    with st.container():
        acting.tell()
    known = _states(jobs)
    is_running = any(state == "running" for _, state in known)

    @st.fragment(run_every=_WATCHED if is_running else _QUIET)
    def watch() -> None:
        found = jobs.all()
        if [(job.id, job.state) for job in found] != known:
            st.rerun()
        if found:
            st.subheader(say("eval.under_way"))
        for job in found:
            _job(job, jobs)

    watch()


def start(order: Order) -> None:
    """Begins a run, and goes to where it is watched."""
    try:
        with st.spinner(say("eval.loading")):
            Jobs.of(store()).start(order, session.reviewer())
    except LlmExtractError as error:
        st.error(say("app.failed", error=session.told(error)), icon=":material/error:")
        return
    session.remember(run=None, case=None, at=None)
    st.rerun()


def _states(jobs: Jobs) -> list[tuple[str, str]]:
    return [(job.id, job.state) for job in jobs.all()]


def _job(job: Job, jobs: Jobs) -> None:
    with st.container(border=True, key=f"job-{job.id}"):
        cases = f"{job.cases} {job.tag or ''}".strip()
        told = say("eval.job", engine=job.engine, task=job.task, cases=cases, at=showing.when(job.started), who=job.who)
        state = say(f"eval.state.{job.state}")
        st.markdown(f"{told} · **{state}**")
        st.progress(min(1.0, job.done / max(1, job.whole)), say("eval.progress", done=job.done, all=job.whole, crashed=job.crashed))
        if job.error:
            st.text(job.error)
        with st.container(horizontal=True):
            if job.state == "running":
                _button("stop", job, jobs.stop)
            else:
                _button("resume", job, jobs.resume)
                _button("discard", job, jobs.discard)


def _button(name: str, job: Job, act: Callable[[str], None]) -> None:
    st.button(say(f"eval.{name}"), key=f"{name}-{job.id}", on_click=_done, args=(act, job.id))


def _done(act: Callable[[str], None], job: str) -> None:
    try:
        act(job)
    except LlmExtractError as error:
        acting.complain(session.told(error))
