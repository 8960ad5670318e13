"""Words beside a figure that limit it: `nearly`, `more than`, `or more`, `up to`."""

import re

from llm_extract.locales.reading import Reading
from llm_extract.locales.scanning import qualified
from llm_extract.models import Qualifier

_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_least", r"at least|no (?:fewer|less|lower) than|not (?:fewer|less|lower) than|an? minimum(?: of)?|minimum(?: of)?|at a minimum|≥"),
    (
        "at_most",
        r"at most|up to|(?:no|not) (?:more|higher|greater) than|not exceed(?:ing)?|not over|under|below|(?:fewer|less) than|an? maximum(?: of)?|maximum(?: of)?|as (?:many|much) as|≤|<",
    ),
    (
        "approximately",
        r"about|around|nearly|almost|roughly|some|approximately|approx\.?|circa|close to|(?:an )?estimated|virtually|~|≈|in the region of",
    ),
    ("more_than", r"more than|greater than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|surpass(?:es|ed|ing)?|>"),
)
_FURTHER = r"(?:(?:another|an additional|a further) )?"
LEADING = re.compile(rf"(?:(?<!\w)|(?<=[≥≤<~≈>]))(?:{'|'.join(words for _, words in _BEFORE)})\s*{_FURTHER}$")
"""The words that limit the figure behind them."""
_PATTERNS = tuple((qualifier, re.compile(rf"(?<!\w)(?:{words})\s*{_FURTHER}$")) for qualifier, words in _BEFORE)
_UPWARDS = re.compile(
    r"\+(?!\d)|-plus(?!\w)|(?: [a-z]+){0,2}?,? (?:or|and) (?:more|above|over|higher|better|upwards?|older)(?!\w)(?! than)"
)
_DOWNWARDS = re.compile(r"(?: [a-z]+){0,2}?,? (?:or|and) (?:less|fewer|below|under|lower|younger)(?!\w)(?! than)")
_OR_SO = re.compile(r"-odd(?!\w)|(?: [a-z]+)? or so(?!\w)")
_REACH = 32


def qualify(reading: Reading, low: str) -> Reading:
    """Adds the qualifier that the words beside a reading give it; see `scanning.qualified`."""
    return qualified(reading, low, _qualifier)


def _qualifier(low: str, start: int, end: int) -> Qualifier:
    if _UPWARDS.match(low, end):
        return "at_least"
    if _DOWNWARDS.match(low, end):
        return "at_most"
    if _OR_SO.match(low, end):
        return "approximately"
    before = low[max(0, start - _REACH) : start]
    return next((qualifier for qualifier, pattern in _PATTERNS if pattern.search(before)), "exact")
