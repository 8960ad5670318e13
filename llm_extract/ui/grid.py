"""A table of text whose cells can be opened by mouse and keyboard: rows are real rows, and what opens is a link or a button."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Literal
from urllib.parse import urlencode

import streamlit as st

from llm_extract.ui import session

_HERE = files("llm_extract.ui")
_COMPONENT = st.components.v2.component(
    "llm_extract_grid",
    html='<div class="around" tabindex="0" role="region"><table></table></div>',
    css=(_HERE / "grid.css").read_text(encoding="utf-8"),
    js=(_HERE / "grid.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell shows.

    Attributes:
        text: its text.
        sub: a second, quieter line.
        id: told when it is clicked; empty where nothing opens.
        href: where it leads in a tab of its own; empty where it leads nowhere.
        hint: shown while the pointer rests on it, and read out.
    """

    text: str
    sub: str = ""
    id: str = ""
    href: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """What is drawn.

    Attributes:
        label: says what the table is, for screen readers.
        head: names of the columns.
        rows: one entry a column; the first names the row.
        numbers: which columns are set to the right.
        narrow: what a narrow window makes of it: a card for each row, or a table that is moved sideways.
    """

    label: str
    head: Sequence[str]
    rows: Sequence[Sequence[Entry]]
    numbers: Sequence[int] = ()
    narrow: Literal["cards", "scroll"] = "cards"


def grid(drawn: Grid, *, key: str) -> str | None:
    """Draws it.

    Args:
        drawn: what to draw; all of it is shown as text.
        key: of the component.

    Returns:
        The id of the entry that was just clicked; None where none was.
    """
    rows = [[{name: part for name, part in asdict(entry).items() if part} for entry in row] for row in drawn.rows]
    data = {"label": drawn.label, "head": list(drawn.head), "rows": rows, "numbers": list(drawn.numbers), "narrow": drawn.narrow}
    chosen = _COMPONENT(key=key, data=data, on_chosen_change=lambda: None).chosen
    return chosen if isinstance(chosen, str) else None


def address(page: str, **values: str) -> str:
    """The address of a page, from beside it, in the language and under the name of this session."""
    return f"{page}?{urlencode({**values, 'lang': session.language(), 'as': session.reviewer()})}"
