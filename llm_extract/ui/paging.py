"""Lists page by page: only the rows of one page ever leave the store; which page it is stays in the address."""

import math
from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from llm_extract.store import Page
from llm_extract.ui import session

T = TypeVar("T")
_LONGEST = 7  # digits of a page's number
_BEGUN = "library-begun"


def key(name: str) -> str:
    """Where the number of a list's page is kept."""
    return f"library-page-{name}"


def number(name: str) -> int:
    """Which page of a list is asked for, from 1."""
    if key(name) not in st.session_state:
        named = st.query_params.get(name, "")
        st.session_state[key(name)] = max(int(named), 1) if named.isascii() and named.isdigit() and len(named) <= _LONGEST else 1
    return int(st.session_state[key(name)])


def fetch(name: str, size: int, ask: Callable[[int, int], Page[T]]) -> Page[T]:
    """The page of a list that is asked for, the last where there is none of that number.

    Args:
        name: of the list.
        size: rows of a page.
        ask: gives rows by how many stand before them and how many there may be.
    """
    found = ask((number(name) - 1) * size, size)
    if not found.rows and found.total:
        st.session_state[key(name)] = math.ceil(found.total / size)
        found = ask((number(name) - 1) * size, size)
    return found


def draw(name: str, size: int, total: int) -> None:
    """Draws the numbers of the pages, where there are several."""
    pages = max(math.ceil(total / size), 1)
    st.session_state[key(name)] = at = min(number(name), pages)
    if pages > 1:
        # A widget keeps its own number: it is another one where the list is set to another page.
        widget = f"library-pages-{name}-{pages}-{st.session_state.get(_BEGUN, 0)}"
        st.pagination(pages, default=at, key=widget, on_change=_turn, args=(name, widget))
    session.remember(**{name: None if at == 1 else at})


def _turn(name: str, widget: str) -> None:
    st.session_state[key(name)] = st.session_state[widget]


def restart(*names: str) -> None:
    """Lists begin at their first page again, all where none is named: their rows are others."""
    for name in [str(name) for name in st.session_state if str(name).startswith(key(""))]:
        if not names or name in map(key, names):
            st.session_state[name] = 1
    st.session_state[_BEGUN] = st.session_state.get(_BEGUN, 0) + 1
