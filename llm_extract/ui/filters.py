"""What the library is asked for, kept in the address: a reload, a link and the browser's Back bring it back."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import streamlit as st

from llm_extract import tasks
from llm_extract.render.strings import strings
from llm_extract.review import library
from llm_extract.store import Asked
from llm_extract.store.values import Sort, State
from llm_extract.ui import paging, session
from llm_extract.ui.session import say, store, words

KINDS = ("actual", "target", "change")
STATES: tuple[str, ...] = get_args(State)
SORTS: tuple[Sort, ...] = ("newest", "least_sure", "title")
_CLOSED: Mapping[str, Sequence[str]] = {"kind": KINDS, "state": STATES, "sort": SORTS[1:]}
_WRITTEN, _ASKED = "library-written", "library-asked"
_MOST_ORGANIZATIONS = 200


def asked() -> Asked:
    """Draws the filters; gives what they ask for."""
    _take()
    known = store().choices()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(say("library.search"), key=key("search"), max_chars=library.ADDRESS["search"], width=250)
        _choice("province", known.provinces, width=170)
        _choice("indicator", known.indicators, width=280)
        _choice("period", known.periods, width=140)
        _choice("kind", KINDS, width=120)
        with st.popover(say("library.more"), icon=":material/tune:"):
            _choice("organization", store().organizations(limit=_MOST_ORGANIZATIONS))
            _choice("task", tasks.names())
            _choice("state", STATES)
            _choice("sort", SORTS[1:])
        if any(st.session_state[key(name)] for name in library.ADDRESS):
            st.button(say("library.clear"), icon=":material/filter_alt_off:", key="library-clear", on_click=_clear)
    return _asked()


def key(name: str) -> str:
    """The key of a widget of the page."""
    return f"library-{name}"


def _asked() -> Asked:
    given: dict[str, Any] = {name: st.session_state[key(name)] or None for name in library.ADDRESS}
    wanted = Asked(**given | {"search": (given["search"] or "").strip(), "sort": given["sort"] or SORTS[0]})
    if st.session_state.get(_ASKED, wanted) != wanted:  # other rows have other pages
        paging.restart()
        session.remember(cell=None)
    st.session_state[_ASKED] = wanted
    session.remember(**given)
    st.session_state[_WRITTEN] = given
    return wanted


def _take() -> None:
    """Sets the filters to what the address says, where another than this page wrote it; where it says nothing, to what they were."""
    given = {name: st.query_params.get(name, "")[:most] or None for name, most in library.ADDRESS.items()}
    written: Mapping[str, str | None] = st.session_state.get(_WRITTEN, {})
    is_new = key("search") not in st.session_state
    if is_new and not any(given.values()):
        given = {name: written.get(name) for name in library.ADDRESS}
    if is_new or given != written:
        for name, value in given.items():
            st.session_state[key(name)] = (value if name not in _CLOSED or value in _CLOSED[name] else None) or ""


def _clear() -> None:
    for name in library.ADDRESS:
        st.session_state[key(name)] = ""


def _choice(name: str, options: Sequence[str], **more: Any) -> None:  # noqa: ANN401  as Streamlit's own
    chosen = st.session_state[key(name)]
    extra = [chosen] if chosen and chosen not in options else []
    st.selectbox(say(f"library.{name}"), ["", *options, *extra], format_func=lambda value: shown(name, value), key=key(name), **more)


def shown(name: str, value: str) -> str:
    """A filter's value as people read it."""
    if not value:
        return words("library.sort.newest" if name == "sort" else "library.any")
    if name in _CLOSED:
        return words(f"library.{name}.{value}")
    if name == "period":
        return strings(session.language()).when(value)
    return indicator(value) if name == "indicator" else value


def indicator(code: str) -> str:
    """A code with its meaning, whichever task it is of."""
    told = library.meaning_of_any(code, session.language())
    return told if told == code else f"{told} ({code})"


def told(wanted: Asked) -> list[tuple[str, str]]:
    """The filters that are set, by name, in words."""
    values = {name: getattr(wanted, name) for name in library.ADDRESS if name != "sort"}
    return [(words(f"library.{name}"), shown(name, value)) for name, value in values.items() if value]
