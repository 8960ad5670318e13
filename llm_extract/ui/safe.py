"""Untrusted text in Streamlit's widgets: their labels and messages are Markdown, and what an article says must show as itself."""

import re

from llm_extract.render.safe import visible

_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_JOINER = "\u2060"  # has no width
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """One line of text whose every sign shows as itself where Markdown is read.

    CommonMark (0.31, 2.4): any ASCII punctuation may be escaped with a backslash; that covers Streamlit's own `:name:`, `:red[…]`, `$…$`.
    A bare address would become a link all the same (GitHub's extension, 6.9), so a word joiner stands in it.
    """
    return _PUNCTUATION.sub(r"\\\1", _LINK.sub(_JOINER, visible(text)))
