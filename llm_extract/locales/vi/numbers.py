"""Vietnamese numerals: digits with separators, and number words."""

import re
from decimal import Decimal
from math import prod

UNITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_TENS = {"mười": 10, "mươi": 10, "chục": 10}
_LINKS = frozenset({"linh", "lẻ"})
SCALES = {
    "chục": 10, "trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000,
    "k": 1_000, "tr": 1_000_000,
}  # fmt: skip
# Babel's short forms for Vietnamese (CLDR `vi`, decimalFormats short): 1,2 N = nghìn, 1,2 Tr = triệu, 1,2 T = tỷ.
SHORT_SCALES = {"N": 1_000, "Tr": 1_000_000, "T": 1_000_000_000}
_LARGE = ("tỷ", "tỉ", "triệu", "vạn", "nghìn", "ngàn")

_BILLION = "(?! (?:lệ|trọng|suất|số))"  # in `tỷ lệ`, `tỷ trọng` the word counts nothing
WORD = "|".join(
    f"{word}{_BILLION}" if word in {"tỷ", "tỉ"} else word
    for word in sorted({*UNITS, *_TENS, *_LINKS, *_LARGE, "trăm", "rưỡi", "phẩy"}, key=len, reverse=True)
)
# The longest number below a thousand billion has 24 words; longer runs are no number, and reading them all would take too long.
_MORE_WORDS = 31
RUN = re.compile(rf"(?<!\w)(?:{WORD})(?: (?:{WORD})){{0,{_MORE_WORDS}}}(?!\w)")
FRACTION = re.compile(rf"(?<!\w)((?:{WORD})(?: (?:{WORD})){{0,{_MORE_WORDS}}}) phần ((?:{WORD})(?: (?:{WORD})){{0,{_MORE_WORDS}}})(?!\w)")
# A digit more, and a value in billions, times a hundred, would be rounded: a Decimal keeps 28 digits.
_MOST_DIGITS = 15

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def parse_digits(text: str, *, whole: bool = False) -> Decimal | None:
    """Reads digits with Vietnamese separators.

    Dots group thousands and a comma starts decimals: `6.110`, `1.234,5`, `94,67`. Foreign use is understood where it is plain:
    `94.67` (no group of three), `1,234,567` (two groups), and with `whole` also `6,110` (counts of people have no decimals).

    Args:
        text: digits, dots, commas and spaces between groups.
        whole: whether the value counts whole things.

    Returns:
        The value, or None where the separators make no number (`1.23.4`) or there are more than 15 digits.
    """
    text = text.replace(" ", ".") if re.fullmatch(r"\d{1,3}(?: \d{3})+", text) else text
    if not _DIGITS.fullmatch(text) or sum(map(str.isdecimal, text)) > _MOST_DIGITS:
        return None
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3}){2,}(?:\.\d+)?", text):
        return Decimal(text.replace(",", ""))
    if whole and re.fullmatch(r"[1-9]\d{0,2},\d{3}", text):
        return Decimal(text.replace(",", ""))
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return Decimal(text.replace(",", "."))
    return None


def scale_of(text: str | None) -> int:
    """What the scales behind a number make of it: 10¹² for `nghìn tỷ`, 1 where there are none."""
    return prod(SCALES[word] for word in (text or "").split())


def parse_words(text: str) -> Decimal | None:
    """Reads a number written in words.

    Args:
        text: folded words divided by single spaces, e.g. `một trăm linh năm`, `hai triệu rưỡi`, `ba phẩy năm`.

    Returns:
        The value, or None where the words make no number (`hai ba`, `mươi`).
    """
    words = text.split()
    if "phẩy" in words:
        return _decimal(words)
    return _scaled(words, _LARGE)


def _decimal(words: list[str]) -> Decimal | None:
    at = words.index("phẩy")
    head, tail = _scaled(words[:at], _LARGE), words[at + 1 :]
    if head is None or not tail:
        return None
    if all(word in UNITS for word in tail):
        return Decimal(f"{head}.{''.join(str(UNITS[word]) for word in tail)}")
    rest = _below_thousand(tail)
    return None if rest is None else Decimal(f"{head}.{rest}")


def _scaled(words: list[str], scales: tuple[str, ...]) -> Decimal | None:
    """Reads words by the largest scale they hold: what stands before it counts it, what stands after adds to it."""
    for rank, scale in enumerate(scales):
        if scale not in words:
            continue
        at = len(words) - 1 - words[::-1].index(scale)
        return _around(words, at, scales[rank:])
    return _below_thousand(words)


def _around(words: list[str], at: int, scales: tuple[str, ...]) -> Decimal | None:
    scale = SCALES[words[at]]
    head = _scaled(words[:at], scales)
    tail = words[at + 1 :]
    if head is None:
        return None
    if tail == ["rưỡi"]:
        return head * scale + Decimal(scale) / 2
    rest = Decimal(0)
    if tail:
        tail = tail[1:] if tail[0] in _LINKS else tail
        below = _scaled(tail, scales[1:])
        if below is None or below >= scale:
            return None
        rest = below
    return head * scale + rest


def _below_thousand(words: list[str]) -> Decimal | None:
    if "trăm" not in words:
        return _below_hundred(words)
    at = words.index("trăm")
    head, tail = words[:at], words[at + 1 :]
    if len(head) != 1 or head[0] not in UNITS:
        return None
    hundreds = Decimal(UNITS[head[0]] * 100)
    if tail == ["rưỡi"]:
        return hundreds + 50
    if tail and tail[0] in _LINKS:
        tail = tail[1:]
        if len(tail) != 1:
            return None
    rest = _below_hundred(tail) if tail else Decimal(0)
    return None if rest is None else hundreds + rest


def _below_hundred(words: list[str]) -> Decimal | None:
    if len(words) == 1:
        number = UNITS.get(words[0], _TENS.get(words[0]) if words[0] == "mười" else None)
        return None if number is None else Decimal(number)
    if len(words) == 2 and words[0] == "mười" and words[1] in UNITS:
        return Decimal(10 + UNITS[words[1]])
    if len(words) in {2, 3} and words[0] in UNITS and words[1] in {"mươi", "chục"}:
        tens = Decimal(UNITS[words[0]] * 10)
        if len(words) == 2:
            return tens
        return tens + UNITS[words[2]] if words[2] in UNITS else None
    return None
