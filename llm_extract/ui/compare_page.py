"""Two evaluation runs side by side: what is better or worse by more than chance, and what flipped."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from llm_extract.errors import CompareError
from llm_extract.evals.compare import Change, Comparison, Verdict
from llm_extract.evals.flips import Flip
from llm_extract.evals.report.content import amount, difference, interval, probability
from llm_extract.review import verdicts as wording
from llm_extract.review.runs import Opened
from llm_extract.ui import run_page, session
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, store, words


def show(run: Opened, earlier: Opened) -> None:
    """Draws the comparison."""
    st.subheader(say("eval.compare.title", id=f"#{run.id}", earlier=f"#{earlier.id}"))
    st.caption(plain(f"#{earlier.id} {earlier.record.engine} → #{run.id} {run.record.engine}"))
    st.button(say("eval.back.run"), key="eval-back", shortcut="q", on_click=session.remember, kwargs={"against": None, "shared": None})
    try:
        with st.spinner(say("eval.compare.working")):
            made = _compared(store().where, _Pair(run, earlier), shared=st.query_params.get("shared") == "1")
    except CompareError as error:
        st.warning(plain(session.told(error)), icon=":material/difference:")
        st.button(say("eval.compare.shared"), key="eval-shared", on_click=session.remember, kwargs={"shared": 1})
        return
    _lead(made)
    _tables(made)
    _open(made)


class _Pair:
    """Two runs, told apart by their numbers: bootstrapping a comparison takes seconds, and neither record ever changes."""

    def __init__(self, run: Opened, earlier: Opened) -> None:
        self.run, self.earlier = run, earlier
        self._key = run.id, run.record.started, earlier.id, earlier.record.started, run.golden

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Pair) and self._key == other._key


@lru_cache(maxsize=16)
def _compared(where: str, pair: _Pair, *, shared: bool) -> Comparison:
    del where
    return pair.run.compared(pair.earlier, shared=shared)


def _lead(made: Comparison) -> None:
    if made.identical:
        st.info(say("eval.same"))
    else:
        first, second = (amount(value, "share") for value in made.headline.values)
        verdict = verdict_of(made.verdict)
        told = say("eval.lead", first=first, second=second, difference=difference(made.headline), verdict=verdict)
        {"better": st.success, "worse": st.error}.get(made.verdict, st.info)(told)
    verdicts, kinds = Counter(change.verdict for change in made.measures), Counter(flip.kind for flip in made.flips)
    found = {"better": verdicts["better"], "worse": verdicts["worse"], **{name: kinds[name] for name in ("fixed", "broken", "flaky")}}
    st.caption(say("eval.counts", **found))
    for note in made.notes:
        st.caption(plain(wording.reason(note, session.language())))


def verdict_of(verdict: Verdict) -> str:
    """What a comparison says of a measure."""
    key = verdict.replace(" ", "_")
    return words(f"eval.verdict.{key}")


def _tables(made: Comparison) -> None:
    by_measure, by_case, flips = st.tabs([say("eval.by_measure"), say("eval.by_case"), f"{say('eval.flips')} ({len(made.flips)})"])
    language = session.language()
    with by_measure:
        rows = [_row(change, wording.measure(change.name, language), "measure", made.names) for change in made.measures]
        st.dataframe(rows, hide_index=True, width="stretch")
    with by_case:
        changed: Sequence[Change] = sorted(made.by_case, key=lambda change: (-abs(change.difference), change.name))
        st.dataframe([_row(change, change.name, "case", made.names) for change in changed], hide_index=True, width="stretch")
    with flips:
        if made.flips:
            st.dataframe([_flip(flip) for flip in made.flips], hide_index=True, width="stretch")
        else:
            st.info(say("eval.no_flips"))


def _row(change: Change, name: str, column: str, names: tuple[str, str]) -> dict[str, str]:
    first, second = (amount(value, change.unit) for value in change.values)
    return {
        words(f"eval.column.{column}"): name,
        names[0]: first,
        names[1]: second,
        words("eval.column.difference"): difference(change),
        words("eval.column.verdict"): verdict_of(change.verdict),
        words("eval.column.interval"): interval(change),
        words("eval.column.p"): probability(change),
    }


def _flip(flip: Flip) -> dict[str, str]:
    return {
        words("eval.column.kind"): words(f"eval.kind.{flip.kind}"),
        words("eval.column.case"): flip.case,
        words("eval.column.what"): f"{run_page.name_of(flip.verdict)}: {flip.item.name}",
        words("eval.column.expected"): flip.item.expected or "",
        words("eval.column.got"): flip.item.got or "",
        words("eval.column.reason"): wording.reason(flip.item.reason, session.language()),
    }


def _open(made: Comparison) -> None:
    flipped = list(dict.fromkeys(flip.case for flip in made.flips))
    names = [*flipped, *(name for name in made.cases if name not in set(flipped))]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(say("eval.which_case"), names, key="eval-flipped", width=420)
        st.button(say("eval.open"), key="eval-open-flipped", on_click=session.remember, kwargs={"case": name, "at": None})
