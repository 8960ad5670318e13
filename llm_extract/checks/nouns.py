"""What figures count, by the nouns of a task: enough to tell whether one figure can be a part of another."""

import re
from collections.abc import Sequence

from llm_extract.tasks.base import Noun

PEOPLE = frozenset({"members", "people", "cases", "officials", "cadre_members", "masses", "individuals", "learners", "turns", "badges"})
"""Classes of people, which groups of people (women, probationers) may overlap in."""
# Classes that may stand as parts of a whole of another class. Base organisations are committees and cells of the base;
# cells below a committee are none.
_PARTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(PEOPLE, PEOPLE),
    "orgs": frozenset({"orgs", "cells", "committees", "collectives"}),
    "collectives": frozenset({"collectives", "orgs", "cells", "committees", "individuals"}),
    "cells": frozenset({"cells", "subcells"}),
    "subcells": frozenset({"cells", "subcells"}),
    "exemplars": frozenset({"exemplars", "collectives", "individuals"}),
    "certificates": frozenset({"certificates", "collectives", "individuals"}),
    "both": frozenset({"collectives", "individuals", "units"}),
    "models": frozenset({"models", "collectives", "individuals"}),
}
_GENERAL = frozenset({"people", "cases", "turns"})


class Nouns:
    """The nouns of a task, compiled; the first that fits names the class."""

    def __init__(self, nouns: Sequence[Noun]) -> None:
        """Compiles one expression of all nouns."""
        self._names = [noun.name for noun in nouns]
        body = "|".join(f"(?P<n{index}>{noun.pattern})" for index, noun in enumerate(nouns)) or r"(?!)"
        self._any = re.compile(rf"(?<!\w)(?:{body})(?!\w)")
        # `2 huyện ủy viên` are no districts.
        self._next = re.compile(rf"\s*(?:\([^()]{{0,40}}\)\s*)?\"?(?:{body})(?!\w| (?:ủy|viên)(?!\w))")

    def after(self, low: str, at: int) -> str | None:
        """The class of the noun that follows a figure ending at `at`, a bracket between them aside."""
        return self._name(self._next.match(low, at))

    def end(self, low: str, at: int) -> int:
        """Where the noun ends that follows a figure ending at `at`, or `at` if none does or a bracket is between."""
        found = self._next.match(low, at)
        return found.end() if found and "(" not in found[0] else at

    def before(self, left: str) -> str | None:
        """The class of the noun in the folded words between the number before a figure and the figure.

        Behind a semicolon, colon or bracket the words are the figure's alone and the first noun leads: `; chi bộ cơ quan, doanh
        nghiệp 88`. Otherwise those behind the last comma are.
        """
        chunks = re.split(r"[;:()]", left)
        if len(chunks) > 1:
            return self._name(self._any.search(chunks[-1]))
        found = list(self._any.finditer(left.rsplit(",", 1)[-1]))
        return self._name(found[-1]) if found else None

    def _name(self, found: re.Match[str] | None) -> str | None:
        return self._names[int((found.lastgroup or "n0")[1:])] if found else None


def may_be_part(part: str | None, whole: str | None) -> bool:
    """Whether things of one class can be a part of things of another; unknown classes can."""
    return part is None or whole is None or part == whole or part in _PARTS.get(whole, frozenset())


def is_same(part: str | None, whole: str | None) -> bool:
    """Whether both classes are known, the same, and say what is counted."""
    return part is not None and part == whole and part not in _GENERAL
