"""Buttons that hand out metrics as files."""

from collections.abc import Callable
from contextlib import closing
from io import BytesIO

import streamlit as st

from llm_extract.export.formats import FORMATS, Format
from llm_extract.export.metrics import Notes
from llm_extract.review import library
from llm_extract.store import Asked
from llm_extract.ui import session
from llm_extract.ui.session import say, store


def draw(asked: Asked, notes: Notes, name: str, *, key: str) -> None:
    """Draws a button for each format; inside a horizontal container they stand side by side.

    Args:
        asked: which metrics.
        notes: what the files say of themselves.
        name: of the files, without ending.
        key: what the buttons' keys begin with.
    """
    for one in FORMATS.values():
        st.download_button(
            say(f"download.{one.name}"), made(one, asked, notes), f"{name}.{one.name}", one.mime, on_click="ignore",
            icon=":material/download:", key=f"{key}-{one.name}",
        )  # fmt: skip


def made(one: Format, asked: Asked, notes: Notes) -> Callable[[], bytes]:
    """What makes a file once it is asked for, in a thread of its own, which knows nothing of this session."""
    kept, language = store(), session.language()

    def make() -> bytes:
        file = BytesIO()
        with closing(kept.each_metric(asked)) as found:
            one.write(library.plain_rows(found, language), file, notes)
        return file.getvalue()

    return make
