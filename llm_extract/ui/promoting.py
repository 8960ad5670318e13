"""The form that makes a golden case of the article on the desk."""

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from llm_extract.errors import LlmExtractError
from llm_extract.models import Article
from llm_extract.review import promotion
from llm_extract.review.corrected import corrected
from llm_extract.review.promotion import Promotion
from llm_extract.ui import acting, session
from llm_extract.ui.safe import plain
from llm_extract.ui.session import say

if TYPE_CHECKING:
    from llm_extract.ui.desk import Desk


def show(desk: "Desk") -> None:
    """Asks for folder and name, shows what would change, and writes."""
    with st.container(key="form-golden"):
        name = st.text_input(say("review.golden.name"), Path(desk.sheet.article.uri).stem[:60], key=f"golden-{desk.sheet.key.sha256}")
        root = st.text_input(say("review.golden.folder"), "golden", key="golden-folder")
        shown, decided = corrected(desk.sheet.result, desk.sheet.reviewed), desk.sheet.reviewed.decided_fields
        try:
            _offer(promotion.prepare(Path(root), desk.task, name, shown, desk.sheet.article, decided=decided), desk)
        except LlmExtractError as error:
            st.error(plain(session.told(error)))
        st.button(say("review.cancel"), key="golden-cancel", on_click=acting.leave)


def _offer(prepared: Promotion, desk: "Desk") -> None:
    st.text(str(prepared.folder))
    if prepared.diff == "":
        st.info(say("review.golden.same"))
        return
    if prepared.diff:
        st.caption(say("review.golden.exists"))
        st.code(prepared.diff, language="diff", height=320)
    label = say("review.golden.write" if prepared.diff is None else "review.golden.replace")
    # The press writes what is drawn here: drawing the page anew would prepare another change.
    st.button(label, type="primary", key="golden-write", on_click=_write, args=(prepared, desk.sheet.article))


def _write(prepared: Promotion, article: Article) -> None:
    try:
        path = promotion.write(prepared, article)
    except LlmExtractError as error:
        acting.complain(session.told(error))
        return
    acting.leave()
    st.session_state["told"] = ("done", say("review.golden.written", path=path))
