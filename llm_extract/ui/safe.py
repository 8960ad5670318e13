"""Untrusted text in Streamlit's widgets: their labels and messages are Markdown, and what an article says must show as itself."""

import re

from llm_extract.render.safe import visible

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """One line of text whose every sign shows as itself where Markdown is read.

    CommonMark (0.31, 2.4): any ASCII punctuation may be escaped with a backslash; that covers Streamlit's own `:name:`, `:red[…]`, `$…$`.
    """
    return _PUNCTUATION.sub(r"\\\1", visible(text))
