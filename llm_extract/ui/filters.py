"""What the library is asked for, kept in the address: a reload, a link, and the way back from Review bring it back."""

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
_LONGEST: Mapping[str, int] = {
    "search": 200, "task": 100, "province": 200, "indicator": 200, "kind": 20, "period": 40, "organization": 400, "state": 20, "sort": 20,
}  # fmt: skip
"""The filters, with the longest that each is taken from the address."""
_REVIEW = ("article", "task", "at")
"""What Review has in the address: the browser's Back leads here with it."""
_KEPT = "library-kept"
_CLOSED: Mapping[str, Sequence[str]] = {"kind": KINDS, "state": STATES, "sort": SORTS[1:]}
_ASKED = "library-asked"
_MOST_ORGANIZATIONS = 200


def asked() -> Asked:
    """Draws the filters; gives what they ask for."""
    known = store().choices()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(say("library.search"), key=key("search"), max_chars=_LONGEST["search"], width=240)
        _choice("province", known.provinces, width=150)
        _choice("indicator", known.indicators, width=230)
        _choice("period", known.periods, width=120)
        _choice("kind", KINDS, width=120)
        with st.popover(say("library.more"), icon=":material/tune:"):
            _choice("organization", store().organizations(limit=_MOST_ORGANIZATIONS))
            _choice("task", tasks.names())
            _choice("state", STATES)
            _choice("sort", SORTS[1:])
        if any(st.session_state[key(name)] for name in _LONGEST):
            st.button(say("library.clear"), icon=":material/filter_alt_off:", key="library-clear", on_click=_clear)
    return _asked()


def key(name: str) -> str:
    """The key of a widget of the page."""
    return f"library-{name}"


def _asked() -> Asked:
    given: dict[str, Any] = {name: st.session_state[key(name)] or None for name in _LONGEST}
    wanted = Asked(**given | {"search": (given["search"] or "").strip(), "sort": given["sort"] or SORTS[0]})
    if st.session_state.get(_ASKED, wanted) != wanted:  # other rows have other pages
        paging.restart()
        session.remember(cell=None)
    st.session_state[_ASKED] = wanted
    session.remember(**{_named(name): value for name, value in given.items()})
    return wanted


def _named(name: str) -> str:
    """What a filter is called in the address."""
    return f"of-{name}" if name in _REVIEW else name


def begin() -> None:
    """Sets the page to what the address says when it is entered; where that says nothing, to how it was left."""
    session.remember(**dict.fromkeys(_REVIEW))
    if key("search") in st.session_state:
        return
    for name in [str(name) for name in st.session_state if str(name).startswith(key("")) and name != _KEPT]:
        del st.session_state[name]
    if not _own():
        session.remember(**st.session_state.get(_KEPT, {}))
    for name, most in _LONGEST.items():
        value = st.query_params.get(_named(name), "")[:most]
        st.session_state[key(name)] = value if name not in _CLOSED or value in _CLOSED[name] else ""


def keep() -> None:
    """Notes how the page is left."""
    st.session_state[_KEPT] = _own()


def _own() -> dict[str, str]:
    return {name: value for name, value in st.query_params.items() if name not in {"lang", "as"}}


def _clear() -> None:
    for name in _LONGEST:
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
    values = {name: getattr(wanted, name) for name in _LONGEST if name != "sort"}
    return [(words(f"library.{name}"), shown(name, value)) for name, value in values.items() if value]
