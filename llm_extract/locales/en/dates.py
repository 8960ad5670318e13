"""English dates, times, periods and terms of office."""

import re

from llm_extract.locales.en.place import COUNTED
from llm_extract.locales.en.words import MONTHS

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?(?!\w)"
MONTH_START = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})(?=\.?(?: ?,? ?| of |-|/)'?\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_LAST = r"(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%\w]|[.,]\d)"
_END = r"(?![\d/%\w]|[.,:]\d|-\d)"
_SPAN = r" ?(?:-|to|and|&) ?"

MONTH_DAY = re.compile(rf"{_MONTH} {_DAY}(?!\d)(?:{_SPAN}{_LAST}(?!{COUNTED}){_END})?(?:(?:,|, of)? {_YEAR}|(?!{COUNTED}){_END})")
DAY_MONTH = re.compile(rf"{_DAY}(?:{_SPAN}{_LAST})?(?: (?:of )?|-){_MONTH}(?:(?:,|, of|-| of)? ?{_YEAR})?(?!\w)")
MONTH_YEAR = re.compile(rf"{_MONTH}(?:,? |, of | of |-|/){_YEAR}")
ISO_DATE = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>[12]\d|3[01]|0?[1-9])(?![\d/])")
NUMERIC_DATE = re.compile(r"(?P<first>\d{1,2})(?P<sep>[/.-])(?P<second>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d/])")
SHORT_YEAR_DATE = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d\d)(?![\d/]|[.,]\d)")
NUMERIC_MONTH = re.compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)(?![\d/]|[.,]\d)")
ISO_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d/-]|[.,]\d|\w)")
DAY_SLASH_MONTH = re.compile(r"(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\d/%]|[.,]\d)")
SLASHED = re.compile(r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\d/%]|[.,]\d)")
CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?(?::[0-5]\d)?(?: ?(?:[ap]\.m\.|[ap]m)?(?: ?- ?| to )(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?)? ?(?:[ap]\.m\.|[ap]m(?!\w)|o'?clock(?!\w))|(?:[01]?\d|2[0-4])(?::[0-5]\d){1,2}(?![\w:])|"
    r"(?:[01]\d|2[0-4])[0-5]\d(?= (?:gmt|utc|hrs|hours local|local time)(?!\w))"
)
TERM = re.compile(r"(?P<year>(?:1[89]|20)\d\d)(?: ?[-/] ?| to | and | through | until )(?P<last>(?:1[89]|20)\d\d|\d\d)(?![\d/%\w]|[.,-]\d)")
FISCAL = re.compile(r"fy ?'?(?P<year>\d{4}|\d\d)(?:[/-](?P<last>\d{4}|\d\d))?(?!\w|[.,]\d)")
CODE = re.compile(r"(?P<unit>[qh])(?P<number>[1-4])(?:(?: of |/|-|, | )?(?P<year>(?:19|20)\d\d)(?!\d|[.,]\d|%))?(?!\w)")
CODE_BEHIND = re.compile(r"(?P<number>[1-4])(?P<unit>[qh])(?: ?|/)(?P<year>(?:19|20)\d\d)(?!\w|[.,]\d)")
MONTHS_CODE = re.compile(r"(?P<count>[69])m(?: ?|/)(?P<year>(?:19|20)\d\d)(?!\w|[.,]\d)")
_OF_YEAR = (
    r"(?:'s)?(?:,? (?:of|in) (?:(?:the )?(?:fiscal |financial |calendar )?(?:year )?(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d)|(?P<this>(?:the|this) (?:current )?(?:fiscal |financial )?year)|"
    r"(?P<other>(?:last|next|the (?:previous|following|same)) year)))"
)
_COUNT = r"(?P<count>three|six|nine|[369])"
PART = re.compile(
    rf"(?P<rank>first|second|third|fourth|final|last|latter)[ -](?P<unit>half|quarter|{_COUNT}[- ]months?)(?:{_OF_YEAR}|(?P<bare>(?: (?P<next>(?:19|20)\d\d)(?!\d|[.,]\d|%))?(?!\w)))"
)
BARE_MONTHS = re.compile(rf"{_COUNT} months of (?:the year )?(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d)")
YEAR = re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d)")
DECADE = re.compile(r"(?P<year>(?:1[5-9]|20)\d0)s(?!\w)")
TWENTIES = re.compile(r"[1-9]0s(?!\w)")

_KEYS = {
    ("first", "half"): "H1", ("second", "half"): "H2", ("latter", "half"): "H2", ("last", "half"): "H2", ("final", "half"): "H2",
    ("first", "quarter"): "Q1", ("second", "quarter"): "Q2", ("third", "quarter"): "Q3", ("fourth", "quarter"): "Q4",
    ("final", "quarter"): "Q4", ("last", "quarter"): "Q4", ("first", "3"): "Q1", ("last", "3"): "Q4", ("final", "3"): "Q4",
    ("first", "6"): "H1", ("last", "6"): "H2", ("final", "6"): "H2", ("second", "6"): "H2", ("first", "9"): "9M",
}  # fmt: skip
_COUNTS = {"three": "3", "six": "6", "nine": "9"}


def iso_day(year: str | None, month: int, day: int) -> str:
    """`2022-07-26`, or `--07-26` without a year."""
    return f"{year or '-'}-{month:02}-{day:02}"


def iso_month(year: str | None, month: int) -> str:
    """`2022-07`, or `--07` without a year."""
    return f"{year or '-'}-{month:02}"


def part_key(rank: str, unit: str) -> str | None:
    """`H1` of `first` and `half`, `9M` of `first` and `nine months`; None for a part that has no name of its own."""
    count = re.split("[ -]", unit)[0]
    return _KEYS.get((rank, _COUNTS.get(count, count)))
