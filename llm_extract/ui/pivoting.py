"""Metrics as a table of two sides; behind each cell, its figures."""

import json
from collections.abc import Mapping
from dataclasses import astuple

import streamlit as st

from llm_extract.render.strings import strings
from llm_extract.review import library
from llm_extract.store import Asked, Cell, Layout, Line, Pivot
from llm_extract.ui import listing, paging, session
from llm_extract.ui.grid import Entry, Grid, grid
from llm_extract.ui.session import say, store, words

_ROWS, _COLUMNS, _BEHIND = 20, 6, 10
_LAYOUTS: Mapping[str, Layout] = {
    "indicator_period": Layout("indicator", "period"),
    "indicator_province": Layout("indicator", "province"),
    "province_period": Layout("province", "period"),
    "body_period": Layout("body", "period"),
}
_CHOSEN = "library-layout"
_LONGEST = 2000  # characters of a cell's address


def show(asked: Asked) -> None:
    """Draws the table, and the figures of the cell that was clicked."""
    layout = _layout()
    st.caption(say("library.pivot.rule"))
    first = (paging.number("columns") - 1) * _COLUMNS
    layout = Layout(layout.rows, layout.columns, first, _COLUMNS)
    pivot = _fetched(asked, layout)
    place = _table(pivot, layout)
    with st.container(horizontal=True, vertical_alignment="center"):
        paging.draw("rows", _ROWS, pivot.total_lines)
        if pivot.total_columns > _COLUMNS:
            st.caption(say("library.pivot.columns"))
        paging.draw("columns", _COLUMNS, pivot.total_columns)
    place = place or _named()
    if place:
        _behind(asked, layout, place)


def _layout() -> Layout:
    if _CHOSEN not in st.session_state:
        named = st.query_params.get("layout")
        st.session_state[_CHOSEN] = named if named in _LAYOUTS else next(iter(_LAYOUTS))
    chosen = st.segmented_control(
        say("library.layout"), list(_LAYOUTS), format_func=lambda one: words(f"library.layout.{one}"), key=_CHOSEN, required=True,
        label_visibility="collapsed", on_change=_begin,
    ) or next(iter(_LAYOUTS))  # fmt: skip
    session.remember(layout=None if chosen == next(iter(_LAYOUTS)) else chosen)
    return _LAYOUTS[chosen]


def _begin() -> None:
    """Another table has other pages and other cells."""
    paging.restart()
    _close()


def _close() -> None:
    session.remember(cell=None)


def _fetched(asked: Asked, layout: Layout) -> Pivot:
    pivot = store().pivot_page(asked, layout, offset=(paging.number("rows") - 1) * _ROWS, limit=_ROWS)
    if pivot.lines:
        return pivot
    # The address names a page that there is not: the table begins anew.
    paging.restart()
    return store().pivot_page(asked, Layout(layout.rows, layout.columns, 0, _COLUMNS), limit=_ROWS)


def _table(pivot: Pivot, layout: Layout) -> tuple[Line, str] | None:
    """Draws it; gives the place that was clicked where several figures stand, and opens the evidence of a lone one."""
    head = [
        words(f"library.column.{layout.rows}"),
        *(_head(at, layout) for at in pivot.columns),
    ]
    rows = []
    for number, line in enumerate(pivot.lines):
        told, detail = library.line_label(line, session.language())
        cells = [_cell(pivot.cells.get((line, at)), f"{number}/{place}") for place, at in enumerate(pivot.columns)]
        rows.append([Entry(told or words("library.no_province"), detail), *cells])
    numbers = tuple(range(1, len(head)))
    chosen = grid(Grid(words("library.view.pivot"), head, rows, numbers, "scroll"), key="library-pivot")
    if not chosen:
        return None
    row, column = (int(part) for part in chosen.split("/"))
    place = pivot.lines[row], pivot.columns[column]
    cell = pivot.cells[place]
    if cell.figures == 1:
        session.open_review(**library.evidence(cell.metric))
    paging.restart("behind")
    session.remember(cell=json.dumps([*astuple(place[0]), place[1]], ensure_ascii=False))
    return place


def _head(at: str, layout: Layout) -> str:
    if layout.columns == "period":
        return strings(session.language()).when(at) if at else words("library.no_period")
    return at or words("library.no_province")


def _cell(cell: Cell | None, id_: str) -> Entry:
    if cell is None:
        return Entry("")
    if cell.figures == 1:
        lone = listing.leading(cell.metric)
        return Entry(lone.text, lone.sub, id_, lone.href, lone.hint)
    key = "library.pivot.bodies" if cell.bodies > 1 else "library.pivot.behind"
    return Entry(library.value(cell.metric, session.language()), words(key, figures=cell.figures, bodies=cell.bodies), id_)


def _named() -> tuple[Line, str] | None:
    """The cell that the address names."""
    named = st.query_params.get("cell", "")
    try:
        parts = json.loads(named) if 0 < len(named) <= _LONGEST else None
    except (ValueError, RecursionError):  # nested deeper than the parser goes
        return None
    if not isinstance(parts, list) or len(parts) != len(Line.__slots__) + 1 or not all(isinstance(part, str) for part in parts):
        return None
    return Line(*parts[:-1]), parts[-1]


def _behind(asked: Asked, layout: Layout, place: tuple[Line, str]) -> None:
    found = paging.fetch("behind", _BEHIND, lambda offset, limit: store().cell(asked, layout, place, offset=offset, limit=limit))
    if not found.total:
        session.remember(cell=None)
        return
    line, at = place
    told = ", ".join(part for part in library.line_label(line, session.language()) if part)
    with st.container(border=True, key="library-behind"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{say('library.pivot.cell', line=told, column=_head(at, layout), count=found.total)}**")
            st.button(
                say("library.pivot.close"), icon=":material/close:", key="library-close", on_click=lambda: session.remember(cell=None)
            )
        listing.metrics(found.rows, key="library-cell-figures")
        paging.draw("behind", _BEHIND, found.total)
