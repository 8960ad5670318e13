"""Charts of metrics: every bar is one figure of one article, and a click on it opens the article at the figure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from llm_extract.review import library
from llm_extract.review.library import LEVELS, Mark, Measure
from llm_extract.store import Asked, Body, Layout, Line
from llm_extract.ui import filters, listing, session
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say, store, words

_CHARTS = ("ratings", "time", "body")
_MEASURES: tuple[Measure, ...] = ("number", "percent")
_ADMITTED = "membership.admitted"
_BODIES, _CHOICES, _PERIODS, _LINES, _SMALL = 8, 100, 60, 200, 6
"""How many bodies, choices of a body, periods, rows of a table and small charts there may be: more cannot be told apart."""
_FEW = 5  # choices that stand beside each other
_PICK = "pick"
_PLACE = ("article", "task", "at")
_COLORS = ("#0b7a75", "#2a9d8f", "#3d6fb4", "#7fa6d9", "#e3a72f", "#d1495b")
"""Of the levels of a rating, from the best to the worst; told apart on white and on black."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart: its key, its name, and its figures."""

    key: str
    title: str
    marks: Sequence[Mark]


def show(asked: Asked) -> None:
    """Draws the chart that is chosen, and its figures as a list."""
    chosen = _pick("chart", say("library.chart"), _CHARTS, lambda one: words(f"library.chart.{one}"))
    asked = replace(asked, kind=asked.kind or "actual")
    drawn = list({"ratings": _ratings, "time": _over_time, "body": _one_body}[chosen](asked))
    if not drawn:
        st.info(say("library.chart.few" if chosen == "body" else "library.chart.nothing"))
        return
    st.caption(say("library.chart.rule", count=_BODIES))
    make = {"ratings": by_level, "time": by_body, "body": by_period}[chosen]
    columns = st.columns(2) if len(drawn) > 1 else [st.container()]
    for number, one in enumerate(drawn):
        with columns[number % len(columns)]:
            _draw(one, make)
    _figures([mark for one in drawn for mark in one.marks])


def _pick(name: str, label: str, options: Sequence[str], shown: Callable[[str], str]) -> str:
    """A choice that stays in the address; the first where it says nothing.

    Args:
        name: in the address.
        label: of the widget.
        options: what can be chosen.
        shown: an option as people read it.
    """
    key = filters.key(name)
    if st.session_state.get(key) not in options:
        named = st.query_params.get(name)
        st.session_state[key] = named if named in options else options[0]
    few = len(options) <= _FEW
    draw: Any = st.segmented_control if few else st.selectbox
    read: Callable[[str], str] = (lambda one: plain(shown(one))) if few else shown  # buttons are read as Markdown, a list is not
    more = {"required": True} if few else {"width": 360}
    chosen = str(draw(label, options, format_func=read, key=key, **more))
    session.remember(**{name: None if chosen == options[0] else chosen})
    return chosen


def _ratings(asked: Asked) -> Iterator[Drawing]:
    layout = Layout(family=library.RATING, is_whole=True, most_columns=_PERIODS)
    found = library.by_subject(store().pivot_page(asked, layout, limit=_LINES))
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        subject = _pick("chart-of", say("library.chart.of"), list(found), _subject)
        if not (periods := library.periods(found[subject])):
            return
        period = _pick("chart-period", say("library.chart.period"), periods, lambda one: filters.shown("period", one))
        measure = _measure()
    wanted, layout = replace(asked, period=period), replace(layout, family=f"{library.RATING}{subject}.")
    bodies = store().bodies(wanted, layout, limit=_BODIES)
    pivot = store().pivot_page(wanted, replace(layout, rows="body", bodies=bodies), limit=_LINES)
    marks = [mark for mark in library.marks(pivot, measure, session.language()) if library.level(mark.metric.indicator) in LEVELS]
    if marks:
        yield Drawing("ratings", f"{_subject(subject)}, {filters.shown('period', period)}", marks)


def _subject(subject: str) -> str:
    """Whom ratings are of: the words that the meanings of their codes begin with."""
    told = [library.meaning_of_any(f"{library.RATING}{subject}.{level}", session.language()) for level in LEVELS]
    return library.common_words([one for one in told if not one.startswith(library.RATING)]) or subject


def _over_time(asked: Asked) -> Iterator[Drawing]:
    codes = [code for code in store().choices().indicators if code != library.OTHER]  # its figures count different things
    if not codes:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = next(code for code in (asked.indicator, _ADMITTED, codes[0]) if code in codes)
        code = _pick("chart-indicator", say("library.chart.indicator"), [first, *(one for one in codes if one != first)], filters.indicator)
        wanted = replace(asked, indicator=code)
        measure = _measure()
        layout = Layout("body", is_whole=True, most_columns=_PERIODS)
        bodies = store().bodies(wanted, layout, limit=_BODIES)
        marks = _of_one_length(library.of_one_unit(_of_bodies(wanted, layout, bodies, measure)))
    if marks:
        yield Drawing("time", library.meaning_of_any(code, session.language()), marks)


def _one_body(asked: Asked) -> Iterator[Drawing]:
    layout = Layout("indicator", is_whole=True, most_columns=_PERIODS)
    bodies = [body for body in store().bodies(asked, layout, limit=_CHOICES) if body.periods > 1 and body.organization + body.scope]
    if not bodies:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by_name = {library.body_label(body): body for body in bodies}
        chosen = _pick("chart-whose", say("library.chart.whose"), list(by_name), str)
        measure = _measure()
        marks = _of_one_length(_of_bodies(asked, layout, (by_name[chosen],), measure))
    by_line: dict[Line, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append(mark)
    several = [own for own in by_line.values() if len(own) > 1]
    for number, own in enumerate(sorted(several, key=len, reverse=True)[:_SMALL]):
        yield Drawing(f"body-{number}", " · ".join(part for part in library.line_label(own[0].line, session.language()) if part), own)


def _measure() -> Measure:
    chosen = _pick("chart-measure", say("library.chart.measure"), _MEASURES, lambda one: words(f"library.chart.measure.{one}"))
    return "percent" if chosen == "percent" else "number"


def _of_bodies(asked: Asked, layout: Layout, bodies: Sequence[Body], measure: Measure) -> tuple[Mark, ...]:
    if not bodies:
        return ()
    pivot = store().pivot_page(asked, replace(layout, bodies=tuple(bodies)), limit=_LINES)
    return library.marks(pivot, measure, session.language())


def _of_one_length(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    lengths = library.lengths(marks)
    if not lengths:
        return ()
    named: str = lengths[0]
    if len(lengths) > 1:
        named = _pick("chart-length", say("library.chart.length"), lengths, lambda one: words(f"library.chart.length.{one}"))
    return library.of_length(marks, next(one for one in lengths if one == named))


def _draw(drawing: Drawing, make: Callable[[pd.DataFrame], alt.Chart]) -> None:
    picked = alt.selection_point(name=_PICK, fields=list(_PLACE), on="click")
    title = alt.TitleParams(drawing.title, anchor="start")
    chart = make(table(drawing.marks)).add_params(picked).properties(title=title)
    told = words("library.chart.alt", title=drawing.title, count=len(drawing.marks))
    event: Any = st.altair_chart(chart, on_select="rerun", selection_mode=_PICK, key=f"library-drawn-{drawing.key}", alt=told)
    if mark := clicked(event.selection.get(_PICK), drawing.marks):
        session.open_review(**library.evidence(mark.metric))


def clicked(picked: Sequence[dict[str, str]] | None, marks: Sequence[Mark]) -> Mark | None:
    """The figure whose bar was clicked, by what the browser says of it; None where it is none of those drawn."""
    return next((mark for mark in marks for one in picked or () if one == library.evidence(mark.metric)), None)


def table(marks: Sequence[Mark]) -> pd.DataFrame:
    """Figures as a chart takes them: one a row, with where its evidence is."""
    language = session.language()
    return pd.DataFrame([
        {
            "body": mark.body, "what": mark.what, "period": mark.period, "height": float(mark.height), "order": mark.order,
            "level": library.level(mark.metric.indicator), "value": library.value(mark.metric, language),
            "beside": library.beside(mark.metric, language), "title": mark.metric.title, **library.evidence(mark.metric),
        }
        for mark in marks
    ])  # fmt: skip


def by_level(figures: pd.DataFrame) -> alt.Chart:
    """Ratings: a group of bars a body, a colour a level."""
    named = dict(zip(figures["level"], figures["what"], strict=True))
    levels = [name for name in LEVELS if name in named]
    scale = alt.Scale(domain=[named[name] for name in levels], range=[_COLORS[LEVELS.index(name)] for name in levels])
    return (
        _chart(figures)
        .encode(
            y=alt.Y("body:N", title=None, axis=alt.Axis(labelLimit=300), sort=list(dict.fromkeys(figures["body"]))),
            yOffset=alt.YOffset("what:N", sort=scale.domain),
            x=alt.X("height:Q", title=None, axis=_ticks()),
            color=alt.Color("what:N", title=None, scale=scale, sort=scale.domain, legend=_legend(columns=2)),
        )
        .properties(height=alt.Step(14))
    )


def by_body(figures: pd.DataFrame) -> alt.Chart:
    """One indicator over time: a group of bars a period, a colour a body."""
    return (
        _chart(figures)
        .encode(
            x=_periods(figures),
            xOffset=alt.XOffset("body:N"),
            y=alt.Y("height:Q", title=None, axis=_ticks()),
            color=alt.Color("body:N", title=None, legend=_legend(columns=2)),
        )
        .properties(height=400)
    )


def by_period(figures: pd.DataFrame) -> alt.Chart:
    """One indicator of one body: a bar a period."""
    return _chart(figures).encode(x=_periods(figures), y=alt.Y("height:Q", title=None, axis=_ticks())).properties(height=200)


def _chart(figures: pd.DataFrame) -> alt.Chart:
    told = {
        "body": "library.column.body", "what": "library.column.indicator", "period": "library.column.period",
        "value": "library.column.value",
        "beside": "library.chart.beside", "title": "library.column.article",
    }  # fmt: skip
    tooltip = [alt.Tooltip(f"{name}:N", title=words(label)) for name, label in told.items()]
    chart: alt.Chart = alt.Chart(figures).mark_bar(cursor="pointer", minBandSize=3).encode(tooltip=tooltip)
    return chart


def _periods(figures: pd.DataFrame) -> alt.X:
    ordered = figures.sort_values("order")["period"]
    return alt.X("period:N", title=None, sort=list(dict.fromkeys(ordered)), axis=alt.Axis(labelAngle=0, labelLimit=110))


def _ticks() -> alt.Axis:
    return alt.Axis(tickCount=6, format="~s" if session.language() == "en" else "~f")


def _legend(columns: int) -> alt.Legend:
    return alt.Legend(orient="bottom", columns=columns, labelLimit=420)


def _figures(marks: Sequence[Mark]) -> None:
    """The same figures as rows: a chart cannot be read by keyboard."""
    with st.expander(say("library.chart.figures", count=len(marks))):
        listing.metrics([mark.metric for mark in marks], key="library-chart-figures")
