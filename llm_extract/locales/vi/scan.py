"""Finds every numeral of a Vietnamese text and reads what it is."""

import re
from collections.abc import Iterator

from llm_extract.locales import scanning
from llm_extract.locales.place import Place, Reader
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import numbers
from llm_extract.locales.vi.amounts import FRACTIONS, read_amount, read_fraction, read_percent, read_range, read_ratio, read_rest
from llm_extract.locales.vi.fold import fold
from llm_extract.locales.vi.names import read_counter, read_document, read_glued, read_in_link, read_phone
from llm_extract.locales.vi.ordinals import read_ordinal, read_version
from llm_extract.locales.vi.qualifiers import qualify
from llm_extract.locales.vi.spoken import read_months_word, read_none, read_quarter_word, read_roman, read_written
from llm_extract.locales.vi.times import (
    read_age,
    read_age_list,
    read_bare_day_month,
    read_clock,
    read_date,
    read_duration,
    read_mean_age,
    read_period,
    read_term,
    read_year,
)

_START = re.compile(
    rf"\d|½|¼|¾|(?<!\w)(?:{numbers.WORD})(?!\w)|(?<!\w)quý (?=i)|(?<!\w)(?:khóa|lần thứ|thứ|đại hội) (?=[ivx])|(?<!\w)(?:không|ko|chưa)(?= )"
)
_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w+|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)(?:/\S*)?(?!\w)"
)


def scan(text: str) -> Iterator[Reading]:
    """Reads every numeral of a text; see `scanning.scan`."""
    return scanning.scan(text, fold(text), _LANGUAGE)


def _read(place: Place, _: re.Match[str]) -> Reading | None:
    char = place.low[place.at]
    if not (char.isascii() and char.isdigit()) and char not in FRACTIONS:
        return next((found for reader in _WORD_READERS if (found := reader(place))), None)
    for reader in _DIGIT_READERS:
        found = reader(place)
        if found is not None and not _cuts_digits(place.low, found.end):
            return qualify(found, place.low)
    return None


def _cuts_digits(low: str, end: int) -> bool:
    """Whether a reading ends inside a run of digits, so that the rest would be read as another figure."""
    return low[end - 1].isdecimal() and low[end : end + 1].isdecimal()


_DIGIT_READERS: tuple[Reader, ...] = (
    read_glued, read_date, read_clock, read_document, read_period, read_term, read_phone, read_counter, read_ordinal, read_age, read_age_list, read_mean_age, read_bare_day_month, read_ratio, read_duration, read_range, read_percent,
    read_fraction, read_year, read_version, read_amount, read_rest,
)  # fmt: skip
_WORD_READERS: tuple[Reader, ...] = (read_none, read_quarter_word, read_roman, read_months_word, read_written)
_LANGUAGE = scanning.Language(_START, _LINK, _read, lambda place, _: read_in_link(place))
