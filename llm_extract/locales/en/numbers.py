"""English numerals: digits with separators, and number words."""

import re
from decimal import Decimal
from math import prod

_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_VALUES = {"zero": 0, "a": 1, **_ONES, **_TEENS, **_TENS}
_WORD_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES = {
    **_WORD_SCALES, "hundred": 100, "dozen": 12, "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "b": 10**9, "bn": 10**9,
    "bln": 10**9, "t": 10**12, "tn": 10**12, "trn": 10**12, "tln": 10**12,
}  # fmt: skip
FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
# As for Vietnamese: a value in trillions, times a hundred, stays within the 28 digits of a Decimal.
_MOST_DIGITS = 15


def _any(words: dict[str, int]) -> str:
    return rf"(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)"


_SCALE = _any(_WORD_SCALES)
_BELOW_HUNDRED = rf"(?:{_any(_TENS)}(?:[- ]{_any(_ONES)})?|{_any(_TEENS)}|{_any(_ONES)})"
_HUNDREDS = rf"(?:(?:a|{_any(_TEENS)}|{_any(_ONES)})[- ]hundred(?!\w)(?:(?: and |[- ]){_BELOW_HUNDRED})?)"
_GROUP = rf"(?:{_HUNDREDS}|{_BELOW_HUNDRED})"
# num2words and newspapers alike: a comma only before hundreds or a smaller scale, `and` before what is smaller.
_WHOLE = rf"(?:(?:a|{_GROUP})[- ]{_SCALE}(?:,?(?: and)? {_GROUP}[- ]{_SCALE}){{0,4}}(?:,? {_HUNDREDS}| and {_GROUP}| {_BELOW_HUNDRED})?|{_GROUP})"
_POINT = rf"(?:{_GROUP}|zero) point(?: (?:{_any(_ONES)}|zero(?!\w))){{1,12}}(?:[- ]{_SCALE})?"
_HALF = rf"(?:(?:a|{_GROUP})[- ]{_SCALE} and a half(?!\w)|{_BELOW_HUNDRED}[- ]and[- ]a[- ]half(?!\w)(?:[- ]{_SCALE})?|half a (?:hundred|dozen|{_SCALE})(?!\w))"
_DOZEN = rf"(?:a|{_BELOW_HUNDRED}) dozen(?!\w)"

WRITTEN = re.compile(rf"(?<!\w)(?:{_HALF}|{_POINT}|{_DOZEN}|{_WHOLE}|zero(?!\w))")
"""The longest run of number words from a place that can be one number."""
FIRST = rf"(?:{_any({**_ONES, **_TEENS, **_TENS})}|zero(?!\w)|a(?= (?:hundred|dozen|{_SCALE})(?!\w))|half(?= an? ))"
"""What a number in words begins with."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPACED = re.compile(r"\d{1,3}(?:[ \u202f]\d{3})+")


def scale_of(text: str | None) -> int:
    """What the scales behind a number make of it: 10¹² for `thousand billion`, 1 where there are none."""
    return prod(SCALES[word] for word in re.split("[ -]", text or "") if word)


def parse_digits(text: str) -> Decimal | None:
    """Reads digits with English separators.

    Commas group thousands and a point starts decimals: `6,110`, `1,234.5`, `94.67`. Other use is understood where it is plain:
    `94,67` (no group of three), `1.234.567` (two groups), `12,34,567` (South Asia), `10 000`.

    Args:
        text: digits, points, commas and spaces between groups.

    Returns:
        The value, or None where the separators make no number (`1.23.4`) or there are more than 15 digits.
    """
    text = re.sub("[ \u202f]", "", text) if _SPACED.fullmatch(text) else text
    if not _DIGITS.fullmatch(text) or sum(map(str.isdecimal, text)) > _MOST_DIGITS:
        return None
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?", text):
        return Decimal(text.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", text):
        return Decimal(text.replace(".", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text.replace(",", ".")) if re.fullmatch(r"\d+(?:\.\d+|,\d\d?)?|0,\d+", text) else None


def parse_words(text: str) -> Decimal | None:
    """Reads a number written in words.

    Args:
        text: folded words, e.g. `two hundred and five`, `one thousand, two hundred`, `half a million`, `three point five million`.

    Returns:
        The value, or None where the words make no number (`two million billion`, `hundred`).
    """
    if not WRITTEN.fullmatch(text):
        return None
    words = re.split(r"[\s,-]+", text)
    if words[0] == "half":
        return Decimal(SCALES[words[2]]) / 2
    if "half" in words:
        return _and_a_half(words)
    if "point" in words:
        return _decimal(words)
    if words[-1] == "dozen":
        return Decimal(12 * sum(_VALUES[word] for word in words[:-1]))
    return _whole([word for word in words if word != "and"])


def _and_a_half(words: list[str]) -> Decimal | None:
    """`two and a half million`, `a million and a half`."""
    head, tail = words[: words.index("and")], words[words.index("half") + 1 :]
    unit = SCALES[head[-1]] if head[-1] in _WORD_SCALES else 1
    value = _whole(head)
    return None if value is None else (value + Decimal(unit) / 2) * (SCALES[tail[0]] if tail else 1)


def _decimal(words: list[str]) -> Decimal | None:
    at = words.index("point")
    scale = _WORD_SCALES.get(words[-1], 1)
    digits = words[at + 1 :] if scale == 1 else words[at + 1 : -1]
    head = _whole(words[:at])
    return None if head is None else Decimal(f"{head}.{''.join(str(_VALUES[word]) for word in digits)}") * scale


def _whole(words: list[str]) -> Decimal | None:
    """Adds up words whose scales fall from left to right."""
    total, group, last = 0, 0, 10**15
    for word in words:
        if word == "hundred":
            group *= 100
        elif word in _WORD_SCALES:
            if _WORD_SCALES[word] >= last or not group:
                return None
            last = _WORD_SCALES[word]
            total, group = total + group * last, 0
        elif word in _VALUES:
            group += _VALUES[word]
        else:
            return None
    return Decimal(total + group)
