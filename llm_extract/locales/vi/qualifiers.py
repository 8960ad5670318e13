"""Words beside a figure that limit it: `gần`, `trên`, `từ … trở lên`, `không quá`."""

import re

from llm_extract.locales.reading import Reading
from llm_extract.locales.scanning import qualified
from llm_extract.models import Qualifier

_BEFORE: tuple[tuple[Qualifier, str], ...] = (
    ("at_least", r"không dưới|không ít hơn|không thấp hơn|ít nhất(?: là| phải)?|tối thiểu(?: là| đạt)?|thấp nhất(?: là)?"),
    (
        "at_most",
        r"không quá|không vượt quá|không(?: nhiều| cao)? hơn|tối đa(?: là| không quá)?|nhiều nhất(?: là)?|chưa đến|chưa tới|chưa đầy|dưới|cao nhất(?: là)?",
    ),
    ("approximately", r"gần|khoảng|xấp xỉ|ước khoảng|ước chừng|chừng|độ chừng|ngót|non|tầm|suýt soát"),
    ("more_than", r"trên|hơn|vượt trên|quá"),
    ("at_least", r"(?<!đến )từ"),
)
LEADING = re.compile(rf"(?<!\w)({'|'.join(words for _, words in _BEFORE)})\s+$")
"""The words that limit the figure behind them."""
_PATTERNS = tuple((qualifier, re.compile(rf"(?<!\w)(?:{words})\s+$")) for qualifier, words in _BEFORE)
_UPWARDS = re.compile(r"(?: ?%)?(?: (?!hoàn thành|nhiệm vụ|và|trong)\w+){0,4}? trở lên(?!\w)")
_DOWNWARDS = re.compile(r"(?: ?%)?(?: (?!và|trong)\w+){0,3}? trở xuống(?!\w)")
_ONWARDS = re.compile(r"(?: ?%)?(?: \w+){0,8}? (?:lên|xuống|còn|thành|tăng lên|giảm còn|đến|tới) (?:\w+ ){0,1}\d")
_ABOVE = re.compile(r"\+(?!\d)")
_COUNT_AND_MORE = re.compile(r"(?<!\w)(?<!không )(?:cao|lớn|nhiều|thấp|ít|nhanh|chậm|sớm|muộn|tốt|lâu|nhỏ) hơn\s+$")


def qualify(reading: Reading, low: str) -> Reading:
    """Adds the qualifier that the words beside a reading give it; see `scanning.qualified`."""
    return qualified(reading, low, _qualifier)


def _qualifier(low: str, start: int, end: int) -> Qualifier:
    if _UPWARDS.match(low, end) or _ABOVE.match(low, end):
        return "at_least"
    if _DOWNWARDS.match(low, end):
        return "at_most"
    before = low[max(0, start - 24) : start]
    if not LEADING.search(before) or _COUNT_AND_MORE.search(before):
        return "exact"
    for qualifier, pattern in _PATTERNS:
        if found := pattern.search(before):
            if found[0].strip() == "từ" and _ONWARDS.match(low, end):
                return "exact"
            return qualifier
    return "exact"
