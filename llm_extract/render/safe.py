"""Untrusted text made fit to show: what a terminal would obey, or a reader could not see, is spelled out."""

import re

_SPACES = re.compile("[ \t\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Python calls controls, format characters, surrogates and unassigned ones unprintable; these letters and marks show nothing either.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")


def visible(text: str) -> str:
    r"""Text for one line: white space becomes single spaces, what cannot be seen its escape, e.g. `\x1b`."""
    return visible_lines(_SPACES.sub(" ", text))


def visible_lines(text: str) -> str:
    """The same for text of several lines, such as a traceback: line feeds and tabs stay."""
    spelled = _BLANK.sub(lambda found: _escaped(found[0]), text)
    return "".join(char if char.isprintable() or char in "\n\t" else _escaped(char) for char in spelled)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()
