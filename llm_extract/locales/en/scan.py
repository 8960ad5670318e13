"""Finds every numeral of an English text and reads what it is."""

import re
from collections.abc import Iterator

from llm_extract.locales import scanning
from llm_extract.locales.en import dates, numbers
from llm_extract.locales.en.amounts import (
    read_amount,
    read_duration,
    read_fraction,
    read_percent,
    read_point,
    read_range,
    read_ratio,
    read_rest,
)
from llm_extract.locales.en.names import (
    ROMAN_START,
    read_document,
    read_glued,
    read_in_link,
    read_ordinal,
    read_phone,
    read_roman,
    read_version,
)
from llm_extract.locales.en.place import DONG_LEAD, FOREIGN_LEAD
from llm_extract.locales.en.qualifiers import qualify
from llm_extract.locales.en.spoken import NONE_START, PART_START, read_months_word, read_none, read_written
from llm_extract.locales.en.times import (
    read_age,
    read_clock,
    read_code,
    read_month,
    read_named_date,
    read_numeric_date,
    read_numeric_period,
    read_part,
    read_term,
    read_year,
)
from llm_extract.locales.place import Place, Reader
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi.fold import fold

_START = re.compile(
    rf"(?P<digit>\d|[½¼¾])|(?P<money>(?:{DONG_LEAD}|{FOREIGN_LEAD})(?=\d))|(?P<point>(?<![\w.,)])\.(?=\d))|(?P<month>(?<!\w){dates.MONTH_START})"
    rf"|(?P<part>(?<!\w)(?:first|second|third|fourth|final|last|latter)(?=[ -](?:half|quarter|three|six|nine|[369])(?!\w)))"
    rf"|(?P<code>(?<!\w)(?:[qh](?=[1-4](?:\W|$))|fy(?= ?'?\d\d)))|(?P<roman>(?<!\w){ROMAN_START})|(?P<none>(?<!\w){NONE_START})"
    rf"|(?P<word>(?<!\w)(?:{PART_START}|{numbers.FIRST}))"
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w+|(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org|gov|edu|uk|io|info|eu)(?:/\S*)?(?!\w)"
)
_SPACED = re.compile("(?<=[0-9])[\u00a0\u202f\u2009](?=[0-9]{3}(?![0-9]))")


def scan(text: str) -> Iterator[Reading]:
    """Reads every numeral of a text; see `scanning.scan`."""
    return scanning.scan(text, _folded(text), _LANGUAGE)


def _folded(text: str) -> str:
    """Folds a text but keeps the spaces that hold groups of digits together."""
    low = fold(text)
    spaces = [found.start() for found in _SPACED.finditer(text)]
    if not spaces:
        return low
    chars = list(low)
    for at in spaces:
        chars[at] = "\u202f"
    return "".join(chars)


def _linked(place: Place, start: re.Match[str]) -> Reading | None:
    return read_in_link(place) if start.lastgroup == "digit" else None


def _read(place: Place, start: re.Match[str]) -> Reading | None:
    for reader in _READERS[start.lastgroup or "digit"]:
        found = reader(place)
        if found is not None and not _cuts(place.low, found):
            return qualify(found, place.low)
    return None


def _cuts(low: str, reading: Reading) -> bool:
    """Whether a reading ends inside a number, so that the rest would be read as another figure."""
    if not low[reading.end - 1].isdecimal():
        return False
    if low[reading.end : reading.end + 1].isdecimal():
        return True
    return reading.value is not None and bool(re.match(r"[.,]\d", low[reading.end : reading.end + 2]))


_READERS: dict[str, tuple[Reader, ...]] = {
    "digit": (
        read_glued, read_named_date, read_numeric_date, read_clock, read_document, read_numeric_period, read_term, read_phone, read_ordinal, read_age, read_version,
        read_ratio, read_duration, read_range, read_percent, read_fraction, read_year, read_amount, read_rest,
    ),
    "money": (read_range, read_amount),
    "point": (read_point,),
    "month": (read_named_date, read_month),
    "part": (read_part,),
    "code": (read_code,),
    "roman": (read_roman,),
    "none": (read_none,),
    "word": (read_months_word, read_written),
}  # fmt: skip
_LANGUAGE = scanning.Language(_START, _LINK, _read, _linked)
