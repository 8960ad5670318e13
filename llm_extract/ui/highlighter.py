"""The article with every figure lit, beside its values: one component, in which a click on either shows the other."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

import streamlit as st

from llm_extract.review.items import Item
from llm_extract.review.lit import Piece

_HERE = files("llm_extract.ui")
_COMPONENT = st.components.v2.component(
    "llm_extract_highlighter",
    html='<div class="sheet">\n<div class="text" role="region" tabindex="0"></div>\n<div class="list" role="region"></div>\n</div>',
    css=(_HERE / "highlighter.css").read_text(encoding="utf-8"),
    js=(_HERE / "highlighter.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One value in the list: its item, its heading, and a word on what was decided of it."""

    item: Item
    group: str
    verdict: str
    sure: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn.

    Attributes:
        pieces: the article.
        rows: the values, those of a group together.
        chosen: id of the item that is lit.
        focus: key of the container whose first control takes the keyboard, and behind a bar what makes this opening of it another one.
        labels: names of the two halves, for screen readers: `text`, `values`.
        height: of both halves, in CSS.
    """

    pieces: Sequence[Piece]
    rows: Sequence[Row]
    chosen: str
    focus: str
    labels: Mapping[str, str]
    height: str = "68vh"


def highlighter(drawing: Drawing, *, key: str) -> str | None:
    """Draws it.

    Args:
        drawing: what to draw.
        key: of the component.

    Returns:
        The id of the item that was just clicked, in the text or in the list; None where none was.
    """
    result = _COMPONENT(key=key, data=_data(drawing), on_chosen_change=lambda: None)
    chosen = result.chosen
    return chosen if isinstance(chosen, str) else None


def _data(drawing: Drawing) -> dict[str, Any]:
    pieces = [[one.start, one.text, one.item, one.status, one.is_found, one.is_furniture] for one in drawing.pieces]
    groups: list[tuple[str, list[dict[str, str]]]] = []
    for row in drawing.rows:
        if not groups or groups[-1][0] != row.group:
            groups.append((row.group, []))
        item = row.item
        shown = {"id": item.id, "value": item.value or "—", "meaning": item.meaning, "about": item.about}
        groups[-1][1].append(shown | {"verdict": row.verdict, "sure": row.sure})
    return {
        "pieces": pieces,
        "version": sha256(json.dumps(pieces).encode("utf-8", "surrogatepass")).hexdigest(),
        "groups": groups,
        "places": {row.item.id: [[span.start, span.end] for span in row.item.evidence] for row in drawing.rows},
        "chosen": drawing.chosen,
        "focus": drawing.focus,
        "labels": dict(drawing.labels),
        "height": drawing.height,
    }
