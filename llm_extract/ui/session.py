"""What every page shares: the store, who reviews, in which language; the last two stay in the address, so that a reload keeps them."""

import getpass
import os
from importlib.util import find_spec
from threading import Thread
from typing import Any

import streamlit as st

from llm_extract import engines, loading, pipeline, tasks
from llm_extract.engines.base import Engine
from llm_extract.errors import LlmExtractError
from llm_extract.render.strings import Language
from llm_extract.store import Store
from llm_extract.tasks.base import Task
from llm_extract.ui import complaints, strings
from llm_extract.ui.safe import plain

LONGEST_NAME = 80
LANGUAGE_KEYS = frozenset({"pick-language", "settings-language"})
"""Of the controls that change the language."""


@st.cache_resource(show_spinner=False)
def _opened(where: str | None) -> Store:
    return Store.open(where)


def store() -> Store:
    """The store of this server: `$LLM_EXTRACT_STORE`, else the user's own.

    Raises:
        StoreError: it cannot be opened.
    """
    return _opened(os.environ.get("LLM_EXTRACT_STORE"))


@st.cache_resource(show_spinner=False)
def warm() -> Thread:
    """Reads a sentence once for each server, so that the first reviewer does not wait for what is made at first use."""
    thread = Thread(target=_read_a_sentence, daemon=True)
    thread.start()
    return thread


def _read_a_sentence() -> None:
    article = loading.load_text("Năm 2020, Đảng bộ huyện kết nạp 12 đảng viên.")
    pipeline.run(article, tasks.get("party_building"), engines.get("rules"))


@st.cache_resource(show_spinner=False, max_entries=1)
def _loaded(name: str, _engine: Engine) -> Engine:
    """The first engine of a name: a model in memory is kept for all who ask it, until another takes its place."""
    del name
    return _engine


def engine(name: str, task: Task) -> Engine:
    """An engine by its name, for a task; see `engines.get`. A local model is loaded once for each server.

    Raises:
        LlmExtractError: there is no such engine, or it is not configured.
    """
    found = engines.get(name, engines.Choice(task=task.name))
    return _loaded(found.name, found) if found.name.startswith("local:") else found


def begin() -> None:
    """Takes language and name from the address where the session is new, and keeps them in it."""
    state, address = st.session_state, st.query_params
    if "language" not in state:
        given = address.get("lang") or (st.context.locale or "")[:2]
        state.language = "en" if given == "en" else "vi"
    if is_named_by_login():
        state.reviewer = _login()
    elif "reviewer" not in state:
        state.reviewer = address.get("as", "")[:LONGEST_NAME] or _user()
    keep()


def keep() -> None:
    """Puts language and name into the address."""
    st.query_params["lang"], st.query_params["as"] = language(), reviewer()


def _user() -> str:
    """The owner of this process: the server listens on loopback alone."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without an entry in the user database
        return "?"


def _login() -> str:
    """Who logged in: the name with what the provider knows the account by, for two people may bear one name."""
    name, account = st.user.get("name"), str(st.user.get("email") or st.user.get("sub"))[:LONGEST_NAME]
    room = LONGEST_NAME - len(f" ({account})")
    return f"{str(name)[:room]} ({account})" if name and room > 0 else account


def is_named_by_login() -> bool:
    """Whether the name comes from a login, and nobody may write another one."""
    return bool(st.user.get("is_logged_in"))


def needs_login() -> bool:
    """Whether the server is configured to know its users (`[auth]` in Streamlit's secrets), and this one has not logged in."""
    return st.user.get("is_logged_in") is False


def can_log_in() -> bool:
    """Whether what a login is made with is installed: the extra `login`."""
    return find_spec("authlib") is not None


def language() -> Language:
    """The language of this session."""
    chosen: Language = "en" if st.session_state.get("language") == "en" else "vi"
    return chosen


def pick_language(key: str) -> None:
    """The control that changes it."""
    st.segmented_control(
        say("app.language"), ["vi", "en"], format_func={"vi": "Tiếng Việt", "en": "English"}.__getitem__, default=language(), required=True,
        key=key, on_change=_speak, args=(key,),
    )  # fmt: skip


def _speak(key: str) -> None:
    """Takes over what was chosen, for this control and its like: what a widget holds is gone once a page does not draw it."""
    st.session_state.language = st.session_state[key]
    for other in LANGUAGE_KEYS - {key}:
        st.session_state.pop(other, None)
    keep()


def reviewer() -> str:
    """The name of whoever sits before this session."""
    return str(st.session_state.get("reviewer") or "?")


def say(key: str, **values: object) -> str:
    """A text of the catalogue for where Markdown is read: labels, messages, captions; what stands in its places shows as itself."""
    return strings.words(key, language(), **{name: plain(str(value)) for name, value in values.items()})


def words(key: str, **values: object) -> str:
    """The same for where no Markdown is read: tables, text boxes, the component."""
    return strings.words(key, language(), **values)


def told(error: LlmExtractError) -> str:
    """What an error says, in the language of this session."""
    return complaints.told(error, language())


def remember(**values: Any) -> None:  # noqa: ANN401  as Streamlit's own
    """Puts values into the address, so that a reload finds them; None takes one out."""
    for name, value in values.items():
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = str(value)


def open_review(**place: str) -> None:
    """Goes to the page Review: to the `article` of a `task`, and there to the value whose id `at` gives, if any."""
    st.switch_page(st.session_state["pages"]["review"], query_params=place)
