"""What the buttons and keys of the desk do: each decision is in the store before the page is drawn again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from llm_extract.corrections import Correction
from llm_extract.errors import LlmExtractError, StaleEditError
from llm_extract.review import deciding
from llm_extract.review.items import Item
from llm_extract.store import Draft, Key
from llm_extract.ui import session
from llm_extract.ui.session import say, store

if TYPE_CHECKING:
    from llm_extract.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that was not written, because somebody decided on the same value in between."""

    key: Key
    draft: Draft
    entries: tuple[Correction, ...]


def record(desk: "Desk", draft: Draft, *, seen: int | None = None) -> bool:
    """Writes a decision; says whether it is written. Where somebody was faster, the reviewer is asked.

    Args:
        desk: as the reviewer saw it.
        draft: the decision.
        seen: newest entry of the log that the reviewer saw, where it is another than the desk's: a form is older than the page around it.
    """
    try:
        store().record(desk.sheet.key, draft, seen=desk.sheet.seen if seen is None else seen)
    except StaleEditError as error:
        if not _is_repeated(draft, error.entries):
            st.session_state["stale"] = Stale(desk.sheet.key, draft, error.entries)
            return False
    except LlmExtractError as error:
        complain(session.told(error))
        return False
    leave()
    return True


def _is_repeated(draft: Draft, entries: Sequence[Correction]) -> bool:
    """Whether a key was pressed again before the page was drawn anew: the same reviewer, the same decision."""
    last = entries[-1]
    return (last.who, last.field, last.action, last.after) == (draft.who, draft.field, draft.action, draft.after)


def complain(message: str) -> None:
    """Tells on the next drawing of the page that something was not done."""
    st.session_state["told"] = ("error", message)


def tell() -> None:
    """Draws what the last action had to say, once."""
    kind, message = st.session_state.pop("told", ("", ""))
    if message:
        (st.error if kind == "error" else st.success)(say("app.failed", error=message) if kind == "error" else message)


def saved(item: Item) -> None:
    """Tells that a value was written; the reviewer stays with it."""
    st.session_state["told"] = ("done", say("review.saved", what=item.meaning))


def choose(item_id: str | None) -> None:
    """Turns to another value."""
    session.remember(at=item_id)
    leave()


def leave() -> None:
    """Closes whatever form is open."""
    for name in ("mode", "stale", "unsupported", "form"):
        st.session_state.pop(name, None)


def form_seen(item: Item, seen: int) -> int:
    """The newest entry of the log when the forms of a value were first drawn; they stay the same until they are written or left."""
    kept, when = st.session_state.get("form") or ("", 0)
    if kept == item.id:
        return int(when)
    st.session_state["form"] = (item.id, seen)
    return seen


def mode() -> str:
    """Which form is open: `edit`, `reject`, `golden`; empty for none."""
    return str(st.session_state.get("mode") or "")


def focus() -> str:
    """The container whose first control takes the keyboard; see `highlighter.Drawing`."""
    return f"form-{mode()}|{st.session_state.get('opened', 0)}" if mode() else ""


def _open(name: str) -> None:
    leave()
    st.session_state["mode"] = name
    st.session_state["opened"] = st.session_state.get("opened", 0) + 1


def _turn(desk: "Desk", order: Sequence[Item], *, wanted: Callable[[Item], bool] = lambda _: True) -> None:
    """Turns to the next value in an order, from the chosen one on and around."""
    at = next((number for number, item in enumerate(order) if desk.chosen and item.id == desk.chosen.id), -1)
    found = next((item for item in (*order[at + 1 :], *order[: max(at, 0)]) if wanted(item)), None)
    if found:
        choose(found.id)


def back(_: "Desk") -> None:
    """To the queue."""
    leave()
    session.remember(article=None, task=None, at=None)


def following(desk: "Desk") -> None:
    """To the next value."""
    _turn(desk, desk.items)


def previous(desk: "Desk") -> None:
    """To the value before."""
    _turn(desk, desk.items[::-1])


def accept(desk: "Desk") -> None:
    """The chosen value is right; on to the next that waits."""
    if desk.chosen and record(desk, deciding.accept(desk.chosen, desk.sheet.reviewed, session.reviewer())):
        on(desk)


def on(desk: "Desk", decided: Sequence[Item] = ()) -> None:
    """To the next value that waits and was not just decided, if there is one."""
    done = {item.id for item in decided}
    _turn(desk, desk.items, wanted=lambda item: item.is_waiting and item.id not in done)


def reject(_: "Desk") -> None:
    """Asks for the reason."""
    _open("reject")


def edit(_: "Desk") -> None:
    """Opens the forms of the chosen value."""
    _open("edit")


def golden(_: "Desk") -> None:
    """Asks for the name of the case."""
    _open("golden")


def undo(desk: "Desk") -> None:
    """Takes back this reviewer's last decision on this article, and turns to its value."""
    try:
        taken = store().undo(desk.sheet.key, session.reviewer())
    except StaleEditError as error:
        complain(_someone(error.entries))
        return
    except LlmExtractError as error:
        complain(session.told(error))
        return
    if taken is None:
        complain(say("review.no_undo"))
        return
    undone = next((entry for entry in desk.sheet.log if entry.id == taken.undoes), None)
    leave()
    if undone is not None:
        choose(_item_of(undone) or (desk.chosen.id if desk.chosen else None))


def _someone(entries: Sequence[Correction]) -> str:
    last = entries[-1]
    return f"{last.who}: {last.field}"


def _item_of(entry: Correction) -> str | None:
    from llm_extract.review.items import figure_id

    if entry.span is not None:
        return figure_id(entry.span)
    return None if entry.action in {"finish", "reopen"} else f"d:{entry.field}"


def accept_certain(desk: "Desk") -> None:
    """All certain values are right, all or none."""
    drafts = [deciding.accept(item, desk.sheet.reviewed, session.reviewer()) for item in desk.certain]
    try:
        store().record_all(desk.sheet.key, drafts, seen=desk.sheet.seen)
    except LlmExtractError as error:
        complain(session.told(error))
        return
    leave()
    on(desk, desk.certain)


def finish(desk: "Desk") -> None:
    """The article is done; on to the queue."""
    if record(desk, deciding.finish(session.reviewer(), done=True)):
        back(desk)


def reopen(desk: "Desk") -> None:
    """The article is reviewed again."""
    record(desk, deciding.finish(session.reviewer(), done=False))
