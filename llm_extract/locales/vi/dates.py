"""Vietnamese dates, times, periods and terms of office.

`dateparser` is no help here: in this genre it takes `năm 2022` for a day and finds 36 dates in an article of two.
"""

import re
from calendar import monthrange

_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ANY_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_END = r"(?![\d/]|[.,]\d|%|-\d)"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_QUARTER = r"(?P<quarter>i{1,3}|iv|[1-4])"

CLOCK = re.compile(r"\d{1,2}(?: ?:| ?(?:h|g|giờ) ?)[0-5]\d(?: ?(?::|phút) ?[0-5]\d)?(?!\w)|\d{1,2} ?(?:giờ|h)(?!\w)")
ISO_DATE = re.compile(rf"{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
FULL_DATE = re.compile(rf"{_DAY} ?(?P<sep>[/.-]) ?{_MONTH} ?(?P=sep) ?{_ANY_YEAR}(?!\d)")
SLIPPED_YEAR_DATE = re.compile(rf"{_DAY}(?P<sep>[/.-]){_MONTH}(?P=sep)20\d{{3}}(?!\d|[.,]\d)")
"""A day with one digit too many in its year."""
SHORT_YEAR_DATE = re.compile(rf"{_DAY}(?P<sep>[/.-]){_MONTH}(?P=sep)(?P<short>\d\d)(?![\d/]|[.,]\d)")
SPOKEN_DATE = re.compile(rf"{_DAY} tháng {_MONTH}(?:(?:,? năm |[/-]){_YEAR}{_END})?(?!\d)")
DAY_MONTH = re.compile(rf"{_DAY} ?[/.-] ?{_MONTH}{_END}")
DAYS_OF_MONTH = re.compile(rf"{_DAY} ?(?:-|đến|và) ?(?P<last>0?[1-9]|[12]\d|3[01]) ?/ ?{_MONTH}(?: ?/ ?{_YEAR})?{_END}")
DAY_ONLY = re.compile(rf"{_DAY}{_END}")
MONTH_YEAR = re.compile(rf"{_MONTH} ?(?:[/.-]|,? năm) ?{_YEAR}(?![\d/]|[.,]\d|%)")
MONTH_ONLY = re.compile(rf"{_MONTH}{_END}")
QUARTER = re.compile(rf"{_QUARTER}(?:(?: ?[/-] ?|,? năm ){_YEAR})?{_END}(?!\w)")
QUARTER_WORD = re.compile(rf"(?<!\w)quý {_QUARTER}(?:(?: ?[/-] ?|,? năm ){_YEAR})?(?!\w)")
TERM = re.compile(rf"{_YEAR} ?(?:-|đến(?: (?:hết|cuối))?(?: năm)?) ?(?P<last>20\d\d|19\d\d)(?!\d|[.,]\d)")
YEAR = re.compile(rf"{_YEAR}(?![\d%]|[.,]\d)")
MONTHS_OF_YEAR = re.compile(
    r"(?P<count>\d{1,2}|ba|sáu|chín) tháng (?P<part>đầu|cuối)(?: của)?(?: (?:năm(?: (?:(?P<year>(?:19|20)\d\d)(?!\d)|nay))?|nhiệm kỳ))?"
)
BARE_MONTHS = re.compile(r"(?P<count>[2-9]|1[01]|sáu|chín) tháng(?:,? năm|/)? ?(?P<year>(?:19|20)\d\d)(?!\d|[.,/]\d)")
SPAN_UNIT = re.compile(r"(?:hơn |rưỡi )?(?:năm|tháng|tuần|ngày|quý|nhiệm kỳ|thập kỷ|thế kỷ|đêm)(?!\w)")
AGE_AFTER = re.compile(r"(?:năm )?(?:tuổi đảng|tuổi đời|tuổi|năm tuổi đảng)(?!\w)")

_DAY_WORD = "ngày|sáng|chiều|tối|trưa|đêm|hôm"
_DATE_LEAD = re.compile(
    rf"(?:(?<!\w)(?:(?:{_DAY_WORD})(?: (?:nay|qua|mai))?|dịp|lễ|đợt|mồng|mùng|từ ngày|đến ngày|hết ngày|trước ngày|sau ngày|quốc khánh|"
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),?|ngày thành lập đảng|kỷ niệm))\s*[(:]?\s*$"
)
_EACH_LEAD = re.compile(r"(?<!\w)(?:mỗi|một|hằng|hàng) (?:ngày|đợt|tháng|quý) $")
# `tính đến 30-6`, `đến 31/12`: a day that no word names, where `từ 5/6 lên 6/6` are shares.
_UNTIL_LEAD = re.compile(r"(?<!\w)(?:tính (?:đến|từ)|kể từ|đến hết|đến|hết|trước|vào|từ) $")
_SINCE_LEAD = re.compile(r"(?<!\w)(?:tính (?:đến|từ)|kể từ|đến hết) $")
_SPAN_LEAD = re.compile(r"(?<!\w)(?:từ|đến|hết|trước|sau|vào) $")
_TODAY_LEAD = re.compile(rf"(?<!\w)(?:{_DAY_WORD}) (?:nay|qua|mai)\s*$")
_DATE_LIST = re.compile(
    rf"(?:\d ?[/-] ?\d{{1,2}}(?:[/-]\d{{4}})?|ngày \d{{1,2}}(?:, \d{{1,2}})*|(?<!\w)(?:{_DAY_WORD}|dịp|lễ|đợt) \d{{1,2}}\.\d{{1,2}}) ?(?:,|và|-|đến|;|hoặc) ?(?:ngày )?$"
)
_MONTH_LEAD = re.compile(r"(?<!\w)tháng\s*$")
_MONTH_SPAN_LEAD = re.compile(r"(?<!\w)(?:giai đoạn|từ|hết|cuối|đầu)(?: (?:năm )?(?:tháng )?[\d/-]+)? (?:đến )?$")
_MONTH_LIST = re.compile(r"(?<!\w)tháng \d{1,2}(?:, \d{1,2})* ?(?:,|và|-|đến) ?(?:tháng )?$")
_DAY_LEAD = re.compile(r"(?<!\w)(?:ngày|mồng|mùng)\s*$")
_QUARTER_LEAD = re.compile(r"(?<!\w)quý\s*$")
_YEAR_LEAD = re.compile(
    r"(?:(?<!\w)(?:năm|sn|sinh|tầm nhìn|định hướng|tháng tám|tết(?: [^\W\d]+){0,3}|từ|đến|giai đoạn|nhiệm kỳ|niên khóa|năm học|khóa|và|so|so với|cùng kỳ|nhiệm vụ|chỉ tiêu|kế hoạch|kết quả|xếp loại|trước|sau|hết|cuối|đầu|giữa|©|copyright)|[,(/:;-])\s*$"
)


def is_date_lead(before: str) -> bool:
    """Whether the folded text that ends before a numeral announces a day: `ngày `, `sáng `, `dịp `, `26/7 và `."""
    return not _EACH_LEAD.search(before) and bool(_DATE_LEAD.search(before) or _DATE_LIST.search(before))


def is_span_lead(before: str) -> bool:
    """Whether the text that ends before a day tells a span: `từ `, `đến `."""
    return bool(_SPAN_LEAD.search(before))


def is_until_lead(before: str, *, hyphen: bool) -> bool:
    """Whether the text that ends before a day and month lets them be a date: `tính đến `; with a stroke also `đến `, `từ `."""
    return bool((_SINCE_LEAD if hyphen else _UNTIL_LEAD).search(before))


def is_today_lead(before: str) -> bool:
    """Whether the day that is announced is named by itself, so that a numeral behind it may count: `hôm nay `."""
    return bool(_TODAY_LEAD.search(before))


def is_month_lead(before: str) -> bool:
    """Whether the text that ends before a numeral announces a month."""
    return not _EACH_LEAD.search(before) and bool(_MONTH_LEAD.search(before) or _MONTH_LIST.search(before))


def is_month_span_lead(before: str) -> bool:
    """Whether the text that ends before a numeral tells a span of time: `giai đoạn 2012 đến `, `từ `."""
    return bool(_MONTH_SPAN_LEAD.search(before))


def is_day_lead(before: str) -> bool:
    """Whether the text that ends before a numeral announces a day of the month."""
    return bool(_DAY_LEAD.search(before)) and not _EACH_LEAD.search(before)


def is_quarter_lead(before: str) -> bool:
    """Whether the text that ends before a numeral announces a quarter."""
    return bool(_QUARTER_LEAD.search(before)) and not _EACH_LEAD.search(before)


def is_year_lead(before: str) -> bool:
    """Whether the text that ends before a numeral lets four digits be a year."""
    return bool(_YEAR_LEAD.search(before))


def is_real_day(year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has that day; without a year, 29 February exists."""
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2024, month)[1]


def iso_day(match: re.Match[str]) -> str:
    """ISO form of a match with groups `day`, `month` and perhaps `year`; `--MM-DD` without a year."""
    groups = match.groupdict()
    head = groups.get("year") or "-"
    return f"{head}-{int(groups['month']):02}-{int(groups['day']):02}"


def iso_month(month: str, year: str | None) -> str:
    """`2022-07`, or `--07` without a year."""
    return f"{year or '-'}-{int(month):02}"


def iso_quarter(match: re.Match[str]) -> str:
    """`2013-Q1`, or `--Q1` without a year."""
    quarter = match["quarter"]
    return f"{match['year'] or '-'}-Q{ROMAN.get(quarter) or int(quarter)}"


_MONTHS_OF_YEAR = 12


def iso_months(count: str, part: str, year: str | None) -> str | None:
    """`2022-H1` for six months, `2022-Q1` for three, `2022-9M` for any other number from the beginning of a year; None for other parts."""
    number = {"ba": 3, "sáu": 6, "chín": 9}.get(count) or (int(count) if count.isdecimal() else 0)
    key = {(6, "đầu"): "H1", (6, "cuối"): "H2", (3, "đầu"): "Q1", (3, "cuối"): "Q4"}.get((number, part))
    if key is None and part == "đầu" and 1 < number < _MONTHS_OF_YEAR:
        key = f"{number}M"
    return None if key is None else f"{year or '-'}-{key}"
