"""Numerals that are dates, periods, terms of office and ages."""

import re
from decimal import Decimal

from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi import dates, numbers
from llm_extract.locales.vi.names import is_planned
from llm_extract.locales.vi.place import COUNTED_NEXT, is_amount

_AGE_LEAD = re.compile(
    r"(?<!\w)(?:huy hiệu(?: đảng)?(?: loại)?|tuổi)(?: (?:\d+ năm(?:,| và|;)? ?)*(?:loại )?)?$|(?<!\w)huy hiệu(?: đảng)? [\d, nămvà]*$"
)
_AGE_FORM = re.compile(r"(?P<low>\d{1,3})(?:(?: ?- ?| đến )\d{1,3})? ")
_AGES_LEAD = re.compile(r"(?<!\w)(?:độ tuổi|tuổi đời)(?: từ| khoảng)? $")
_AGES_FORM = re.compile(r"(?P<low>\d{2})(?: ?- ?| đến )\d{2}(?! ?%|[\d,.]\d)")
_AGE_LIST_FORM = re.compile(r"(?P<low>\d{2})(?=(?:(?:(?:[,;]| và){1,2} ?| )\d{2}){0,12}+ năm tuổi)")
_AGE_LIST_FORM_2 = re.compile(r"(?P<low>\d{2})(?!\d|[.,/]\d| ?%)")
_BADGE_AGES = frozenset({30, *range(40, 100, 5)})
_MEAN_AGE_FORM = re.compile(r"\d{2}(?:,\d+)?(?! ?%)")
_MEAN_AGE_LEAD = re.compile(r"tuổi(?: đời)?(?: bình quân| trung bình)(?: [^,.;\d]{0,24})? $")
_MEAN_AGE_LIST = re.compile(r"tuổi(?: đời)?(?: bình quân| trung bình)[^.%]{0,60} là \d{2},\d[^.%]{0,80} là $")
_NAMED_BY_DAY = re.compile(r"(?<!\w)(?:đường|quảng trường|công viên|nhà máy|xí nghiệp|trường) $")
_CAPITALS = re.compile(r"(?<!\w)[A-ZĐ]{3,} $")
"""Before a year that belongs to a name: `APEC 2017`."""
_CONTEST = re.compile(
    r"(?<!\w)(?:(?:kỳ|cuộc|hội) thi|thi(?= thpt| tốt nghiệp)|giải (?:thưởng|báo chí|bóng|vô địch)|liên hoan|lễ hội|hội chợ|hội thao|ngày hội)"
    r"(?: (?!(?:là|đạt|có|được|gồm|với|cho)(?!\w))[^\W\d]+){0,6} $"
)
"""Before a year that belongs to the name of a contest or feast: `kỳ thi THPT quốc gia 2018`."""
_NAME_ENDS = re.compile(r"\s*(?:[.,;:)\"']|$|(?:của|tại|ở|do|và|đã|sẽ|vừa|được)(?!\w))")
_SHARE_NEXT = re.compile(
    r",? ?\(?(?:đạt |bằng |chiếm )?(?:tỷ lệ )?(?P<share>\d{2,3}(?:,\d+)?) ?%| (?:lên|xuống|còn) \d+/| phiếu(?!\w)"
    r"|(?: đến \d/\d)? (?:số|tổng(?! (?:kết|duyệt|rà soát|vệ sinh))|dân(?! quân)|nhiệm kỳ|quãng|thời gian|chặng|diện tích)(?!\w)"
)
"""Behind `20/10` what makes it a result and its plan (`, đạt 200%`), a fraction (`2/3 số phiếu`)."""
_SHARES_BEFORE = re.compile(
    r"\d/\d+ (?:chỉ tiêu|đảng viên|chi bộ|người|đồng chí)(?:, [^\W\d][^,;.:\d]{0,30} \d+/\d+)*, [^\W\d][^,;.:\d]{0,30} $"
)
"""A list of results and their plans: `kết nạp 11/15 chỉ tiêu, Đồng Cốc 8/7`."""
_SPAN_NEXT = re.compile(r" (?:năm|tháng|ngày)(?!\w)(?! (?:nay|ngoái|\d))")
"""Behind `3-5` what makes it a span."""
_MONTHS = 12
_MONTHS_LEAD = re.compile(r"\d tháng $")
_MANY_LEAD = re.compile(r"(?<!\w)(?:từ|khoảng|có|với|gồm|kết nạp) $")
_PEOPLE_NEXT = re.compile(r" (?:đảng viên|người|lượt|hộ|học viên|lao động|đồng chí|hội viên|đoàn viên|quần chúng)(?!\w)")
_EACH_YEAR = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng) năm $")
_HALF_LEAD = re.compile(r"nửa (đầu|cuối) năm $")
_DURATION_FORM = re.compile(
    r"(?P<number>\d{1,3}(?:,\d)?)(?:(?: ?- ?| đến )\d{1,3})? ?(?=(?:năm|tháng|tuần|ngày|quý|nhiệm kỳ|thập kỷ|thế kỷ|đêm)(?!\w))"
)


def read_clock(place: Place) -> Reading | None:
    """`13:54:23`, `7h30`."""
    found = place.match(dates.CLOCK)
    if found and ":" in found[0] and COUNTED_NEXT.match(place.low, found.end()):
        return None
    if found and not re.match(r" (?:dạy|học|làm việc|lao động)", place.low[found.end() : found.end() + 12]):
        return Reading(found.start(), found.end(), "date", note="time")
    return None


def read_date(place: Place) -> Reading | None:
    """A day, where its form or the words before it say so."""
    for pattern in (dates.ISO_DATE, dates.FULL_DATE, dates.SPOKEN_DATE):
        if (found := place.match(pattern)) and not _is_each(place, found):
            note = None if dates.is_real_day(int(found["year"] or 2024), int(found["month"]), int(found["day"])) else "impossible"
            return Reading(found.start(), found.end(), "date", iso=dates.iso_day(found), note=note)
    if found := place.match(dates.SHORT_YEAR_DATE):
        return Reading(found.start(), found.end(), "date", iso=f"20{found['short']}-{int(found['month']):02}-{int(found['day']):02}")
    if dates.is_date_lead(place.before) and (found := place.match(dates.SLIPPED_YEAR_DATE)):
        return Reading(found.start(), found.end(), "date", iso=f"--{int(found['month']):02}-{int(found['day']):02}", note="impossible")
    if not dates.is_date_lead(place.before) or (dates.is_today_lead(place.before) and _counts(place)):
        return _day_span(place)
    return _day_span(place) or _short_date(place)


def _is_each(place: Place, found: re.Match[str]) -> bool:
    """`3 tháng 5 buổi`: so many things in so many months, no day."""
    if found.re is not dates.SPOKEN_DATE or found["year"] or int(found["day"]) > _MONTHS or dates.is_span_lead(place.before):
        return False
    return not dates.is_date_lead(place.before) and COUNTED_NEXT.match(place.low, found.end()) is not None


def _counts(place: Place) -> bool:
    """Whether a day and month would be a share: `hôm nay 10/12 chi bộ`."""
    found = place.match(dates.DAY_MONTH)
    return found is not None and COUNTED_NEXT.match(place.low, found.end()) is not None


def _day_span(place: Place) -> Reading | None:
    found = place.match(dates.DAYS_OF_MONTH)
    if found is None or ("-" in found[0].split("/")[0] and not dates.is_date_lead(place.before)):
        return None
    if COUNTED_NEXT.match(place.low, found.end()):
        return None
    return Reading(found.start(), found.end(), "date", iso=dates.iso_day(found))


def _short_date(place: Place) -> Reading | None:
    if (found := place.match(dates.DAY_MONTH)) and not _is_share(place, found):
        month, day = int(found["month"]), int(found["day"])
        return Reading(
            found.start(), found.end(), "date", iso=dates.iso_day(found), note=None if dates.is_real_day(None, month, day) else "impossible"
        )
    if dates.is_day_lead(place.before) and (found := place.match(dates.DAY_ONLY)):
        return Reading(found.start(), found.end(), "date")
    return None


def read_bare_day_month(place: Place) -> Reading | None:
    """A day and month that nothing announces: `26/7` where no ratio makes sense (the part would exceed the whole), `13-17/10`."""
    days = place.match(dates.DAYS_OF_MONTH)
    if days and int(days["day"]) < int(days["last"]) and not COUNTED_NEXT.match(place.low, days.end()):
        return Reading(days.start(), days.end(), "date", iso=dates.iso_day(days))
    found = place.match(dates.DAY_MONTH)
    if found and "/" in found[0] and _NAMED_BY_DAY.search(place.before):
        return Reading(found.start(), found.end(), "document", note="name")
    if found is None or COUNTED_NEXT.match(place.low, found.end()) or _is_share(place, found):
        return None
    if _SHARES_BEFORE.search(place.before):
        return None
    hyphen = "/" not in found[0]
    falls = int(found["day"]) > int(found["month"])  # which no range does
    if not dates.is_until_lead(place.before, hyphen=hyphen and not falls) and (hyphen or not falls):
        return None
    return Reading(found.start(), found.end(), "date", iso=dates.iso_day(found))


def _is_told(place: Place, month: re.Match[str]) -> bool:
    """Whether a number behind `tháng` is an amount, or what so many months brought: `lương tháng 5 triệu đồng`, `trong 6 tháng 12 đảng viên`."""
    counted = _MONTHS_LEAD.search(place.before) and COUNTED_NEXT.match(place.low, month.end())
    return counted is not None or is_amount(place, month.end())


def _is_share(place: Place, found: re.Match[str]) -> bool:
    """Whether `5/6` is a part of a whole: what it comes to stands behind it, or `số`, or what it became."""
    if "-" in found[0] and _SPAN_NEXT.match(place.low, found.end()):
        return True
    behind = _SHARE_NEXT.match(place.low, found.end())
    if behind is None:
        return False
    if behind["share"] is None:
        return True
    share = numbers.parse_digits(behind["share"])
    return share is not None and abs(share - 100 * Decimal(found["day"]) / Decimal(found["month"])) < 1


def read_period(place: Place) -> Reading | None:
    """`6 tháng đầu năm 2022`, `tháng 9-2018`, `quý 2`."""
    if found := place.match(dates.MONTHS_OF_YEAR) or place.match(dates.BARE_MONTHS):
        part = found.groupdict().get("part") or "đầu"
        return Reading(found.start(), found.end(), "period", iso=dates.iso_months(found["count"], part, found["year"]))
    if (found := place.match(dates.MONTH_YEAR)) and ("/" in found[0] or dates.is_month_lead(place.before) or _ends_a_span(place, found)):
        return Reading(found.start(), found.end(), "period", iso=dates.iso_month(found["month"], found["year"]))
    if dates.is_month_lead(place.before) and (found := place.match(dates.MONTH_ONLY)) and not _is_told(place, found):
        return Reading(found.start(), found.end(), "period", iso=dates.iso_month(found["month"], None))
    if dates.is_quarter_lead(place.before) and (found := place.match(dates.QUARTER)):
        return Reading(found.start(), found.end(), "period", iso=dates.iso_quarter(found))
    return None


def _ends_a_span(place: Place, month: re.Match[str]) -> bool:
    """Whether `4-2017` is a month: behind `giai đoạn 2012 đến`, and nothing is counted behind it."""
    return "-" in month[0] and dates.is_month_span_lead(place.before) and not COUNTED_NEXT.match(place.low, month.end())


def read_term(place: Place) -> Reading | None:
    """`nhiệm kỳ 2020 - 2025`."""
    found = place.match(dates.TERM)
    if found is None or int(found["last"]) <= int(found["year"]) or is_amount(place, found.end()):
        return None
    if _MANY_LEAD.search(place.before) and _PEOPLE_NEXT.match(place.low, found.end()):
        return None
    return Reading(found.start(), found.end(), "term", iso=f"{found['year']}-{found['last']}")


def read_year(place: Place) -> Reading | None:
    """`năm 2022`, `nửa đầu năm 2022`."""
    found = place.match(dates.YEAR)
    if found is None or is_planned(place) or is_amount(place, found.end()):
        return None
    if COUNTED_NEXT.match(place.low, found.end()) and (not place.before.endswith("năm ") or _EACH_YEAR.search(place.before)):
        return None
    named = _CAPITALS.search(place.text, max(0, place.at - 12), place.at)
    named = named or (_NAME_ENDS.match(place.low, found.end()) and _CONTEST.search(place.before))
    if named or dates.is_year_lead(place.before) or not place.before.strip(" |"):
        half = _HALF_LEAD.search(place.before)
        return Reading(found.start(), found.end(), "period", iso=found["year"] + ("" if half is None else f"-H{1 + (half[1] == 'cuối')}"))
    return None


def read_age(place: Place) -> Reading | None:
    """`18 tuổi`, `40 năm tuổi Đảng`."""
    if _AGES_LEAD.search(place.before) and (ages := place.match(_AGES_FORM)):
        return Reading(ages.start(), ages.end(), "age", value=Decimal(ages["low"]))
    found = place.match(_AGE_FORM)
    if found is None:
        return None
    if dates.AGE_AFTER.match(place.low, found.end()):
        return Reading(found.start(), found.end() - 1, "age", value=Decimal(found["low"]))
    if place.low.startswith("năm", found.end()) and _AGE_LEAD.search(place.before):
        return Reading(found.start(), found.end() - 1, "age", value=Decimal(found["low"]))
    return None


def read_age_list(place: Place) -> Reading | None:
    """Years of membership before the word: `45, 50, 55 năm tuổi Đảng`."""
    found = place.match(_AGE_LIST_FORM)
    badge = place.match(_AGE_LIST_FORM_2) if _AGE_LEAD.search(place.before) else None
    badge = badge if badge and ("huy hiệu" not in place.before or _is_badge_age(int(badge["low"]))) else None
    found = found or badge
    if found and COUNTED_NEXT.match(place.low, found.end()):
        return None
    return found and Reading(found.start(), found.end(), "age", value=Decimal(found["low"]))


def _is_badge_age(years: int) -> bool:
    """Whether a badge is given for so many years of membership: 30, 40, and then every five; in `Huy hiệu Đảng 12` the badges are counted."""
    return years in _BADGE_AGES


def read_mean_age(place: Place) -> Reading | None:
    """`tuổi đời bình quân 28,4`."""
    found = place.match(_MEAN_AGE_FORM)
    if found is None or not (
        _MEAN_AGE_LEAD.search(place.before) or ("," in found[0] and _MEAN_AGE_LIST.search(place.low, max(0, place.at - 160), place.at))
    ):
        return None
    return Reading(found.start(), found.end(), "age", value=numbers.parse_digits(found[0]))


def read_duration(place: Place) -> Reading | None:
    """`5 năm`, `10 ngày`."""
    found = place.match(_DURATION_FORM)
    if found is None or re.match(r"(?:ngày công|tuần lễ)", place.low[found.end() : found.end() + 9]):
        return None
    end = found.start() + len(found[0].rstrip())
    return Reading(found.start(), end, "period", note="duration")
