"""Numerals that are dates, periods, terms of office and ages."""

import re
from decimal import Decimal

from llm_extract.locales.en import dates
from llm_extract.locales.en.place import COUNTED_NEXT, DONG, FOREIGN, MEASURE_NEXT, PERCENT_MARK, SCALE
from llm_extract.locales.en.words import MONTHS
from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading
from llm_extract.locales.vi.dates import is_real_day

_MOST_MONTHS = 12
_AGE_LEAD = re.compile(
    r"(?<!\w)(?:aged?|ages)(?: \d{1,2}(?:, \d{1,2}){0,8},? and| \d{1,2}(?:, \d{1,2}){0,8},| of| between| from| about| around| over| under| at least| is| was)? ?$"
)
_AGE_GROUP = re.compile(
    r"(?<!\w)(?:children|kids|adults|people|persons|those|women|men|youths?|boys|girls|workers) (?:under|over|above|below|younger than|older than) $"
)
_MEAN_AGE = re.compile(
    r"(?<!\w)(?:average|mean|median) age(?: of [a-z ]{1,30})?(?: (?:is|was|being|of|at|stands at|stood at))? ?(?:about |around )?$"
)
_AGE = re.compile(r"(?P<low>\d{1,3}(?:\.\d)?)(?:(?: ?- ?| to |(?P<and> and ))(?P<high>\d{1,3}))?(?!\d|[.,]\d|%|/|-\d)")
_OLD = re.compile(
    r"(?:[- ](?:years?|yrs?|months?)[- ]olds?| years? of age| years? of (?:continuous )?party membership|-year party (?:membership|badge))(?!\w)"
)
_AGE_LIST = re.compile(
    r"(?P<low>\d{2})(?=(?:-?(?:,|,? and) \d{2}){0,12}+[- ]years?(?: of|')? (?:party (?:membership|badges?)|membership badges?))"
)
_APPOSITION = re.compile(r"(?P<low>\d{2})(?=, (?:[a-z])|,? (?:said|told|was arrested)(?!\w))")
_NAME_BEFORE = re.compile(r"[^\W\d_][\w.'-]* (?:[^\W\d_][\w.'-]* )?[^\W\d_][\w.'-]*, $")
_NAME_LENGTH = 30
_YEAR_NOUN = re.compile(r"(?<!\w)(?:the|in|its|his|her|their|our|each|'s|of|for|since|by|from|during|until|through) $|'s $")
_YEAR_LEAD = re.compile(
    r"(?<!\w)(?:in|since|by|from|of|during|for|until|till|through|to|before|after|than|early|late|mid|year|©|copyright|and|the|with)[ -]$|[(/,:;-] ?$|^$"
)
_QUALIFIED = re.compile(
    r"(?<!in )(?<!by )(?<!since )(?<!\w)(?:about|around|nearly|almost|roughly|some|approximately|over|more than|fewer than|less than|at least|up to|total of)\s$"
)
_AMOUNT_NEXT = re.compile(rf"{SCALE}|{DONG}|{FOREIGN}")
_ON_DAY = re.compile(r"(?<!\w)(?:on|dated) $")
_ON = re.compile(r"(?<!\w)(?:on|until|by|from|since|before|after|dated|of) $")


def _is_capital(place: Place, found: re.Match[str]) -> bool:
    """Whether the month's name begins with a capital: `may 5` and `march 5` are words."""
    return place.text[found.start("month")].isupper()


def read_named_date(place: Place) -> Reading | None:
    """`July 26, 2022`, `26 July 2022`, `July 26-28`, `26th of July`; of several days the first is given."""
    found = place.match(dates.MONTH_DAY) or place.match(dates.DAY_MONTH)
    if found is None or not _is_capital(place, found):
        return None
    month, day = MONTHS[found["month"]], int(found["day"])
    return _day(found, found["year"], month, day)


def _day(found: re.Match[str], year: str | None, month: int, day: int) -> Reading:
    note = None if is_real_day(int(year or 2024), month, day) else "impossible"
    return Reading(found.start(), found.end(), "date", iso=dates.iso_day(year, month, day), note=note)


def read_numeric_date(place: Place) -> Reading | None:
    """`2022-07-26`, `07/26/2022`; `05/06/2022` is a date, but may be of May or of June, so it has no ISO form."""
    if found := place.match(dates.ISO_DATE):
        return _day(found, found["year"], int(found["month"]), int(found["day"]))
    found = place.match(dates.NUMERIC_DATE) or place.match(dates.SHORT_YEAR_DATE)
    if found:
        first, second, year = int(found["first"]), int(found["second"]), found["year"].rjust(4, "#").replace("##", "20")
        if not (first and second):
            return None
        if min(first, second) > _MOST_MONTHS:
            return Reading(found.start(), found.end(), "date", note="impossible")
        if first != second and max(first, second) <= _MOST_MONTHS:
            return Reading(found.start(), found.end(), "date")
        month, day = sorted((first, second))
        return _day(found, year, month, day)
    if not _ON.search(place.before):
        return None
    if found := place.match(dates.DAY_SLASH_MONTH):
        return _day(found, None, int(found["month"]), int(found["day"]))
    found = place.match(dates.SLASHED) if _ON_DAY.search(place.before) else None
    return Reading(found.start(), found.end(), "date") if found and not COUNTED_NEXT.match(place.low, found.end()) else None


def read_clock(place: Place) -> Reading | None:
    """`10:30 a.m.`, `7pm`, `13:54:23`."""
    found = place.match(dates.CLOCK)
    return found and Reading(found.start(), found.end(), "date", note="time")


def read_month(place: Place) -> Reading | None:
    """`July 2022`."""
    found = place.match(dates.MONTH_YEAR)
    if found is None or not _is_capital(place, found):
        return None
    return Reading(found.start(), found.end(), "period", iso=dates.iso_month(found["year"], MONTHS[found["month"]]))


def read_numeric_period(place: Place) -> Reading | None:
    """`07/2022`, `3Q 2022`, `9M 2022`, `nine months of 2022`."""
    if found := place.match(dates.NUMERIC_MONTH):
        return Reading(found.start(), found.end(), "period", iso=dates.iso_month(found["year"], int(found["month"])))
    if found := place.match(dates.CODE_BEHIND):
        return _coded(found)
    found = place.match(dates.MONTHS_CODE) or place.match(dates.BARE_MONTHS)
    key = dates.part_key("first", found["count"]) if found else None
    return Reading(found.start(), found.end(), "period", iso=f"{found['year']}-{key}") if found and key else None


def read_code(place: Place) -> Reading | None:
    """`Q3 2022`, `H1`, `FY2023`."""
    if found := place.match(dates.FISCAL):
        year = found["year"].rjust(4, "#").replace("##", "20")
        if found["last"]:
            return Reading(found.start(), found.end(), "term", iso=f"{year}-{year[:2]}{found['last'][-2:]}")
        return Reading(found.start(), found.end(), "period", iso=year)
    found = place.match(dates.CODE)
    return _coded(found) if found and place.text[place.at].isupper() else None


def _coded(found: re.Match[str]) -> Reading | None:
    unit, number = found["unit"].upper(), int(found["number"])
    if unit == "H" and number > 2:
        return None
    return Reading(found.start(), found.end(), "period", iso=f"{found['year'] or '-'}-{unit}{number}")


def read_part(place: Place) -> Reading | None:
    """`first half of 2022`, `third quarter`, `first six months of the year`; the half of a match is none."""
    found = place.match(dates.PART)
    key = dates.part_key(found["rank"], found["unit"]) if found else None
    if found is None or key is None:
        return None
    if found["bare"] is not None and not found["next"] and not _stands_alone(found):
        return None
    year = found["year"] or found["next"] or "-"
    return Reading(found.start(), found.end(), "period", iso=None if found["other"] else f"{year}-{key}")


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether a part of a year is meant though no year follows: `the third quarter`, `first-half profit`."""
    return (found["unit"] == "quarter" and found["rank"] != "last") or (found["rank"] == "first" and found[0] != "first half")


def read_term(place: Place) -> Reading | None:
    """`2020-2025`, `2020–25`, `2022/23`; `2020-07` is a month."""
    found = place.match(dates.TERM)
    if found:
        year, last = int(found["year"]), found["last"]
        full = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        if (
            full > year
            and not (" and " in found[0] and not place.before.endswith("between "))
            and not COUNTED_NEXT.match(place.low, found.end())
        ):
            return Reading(found.start(), found.end(), "term", iso=f"{year}-{full}")
    found = place.match(dates.ISO_MONTH)
    return found and Reading(found.start(), found.end(), "period", iso=dates.iso_month(found["year"], int(found["month"])))


def read_year(place: Place) -> Reading | None:
    """`2022`, `1990s`: four digits without a comma, where nothing counted follows and no word like `about` stands before."""
    if found := place.match(dates.DECADE):
        return Reading(found.start(), found.end(), "period")
    if found := place.match(dates.TWENTIES):
        age = re.search(r"(?<!\w)(?:his|her|their|in)(?: early| mid| late)?[ -]$", place.before)
        return Reading(found.start(), found.end(), "age" if age else "period", value=Decimal(found[0][:2]) if age else None)
    found = place.match(dates.YEAR)
    if found is None or _is_counted(place, found.end()) or re.match(r"\w", place.low[found.end() : found.end() + 1]):
        return None
    lead = bool(_YEAR_LEAD.search(place.before))
    if _QUALIFIED.search(place.before) or (found[0] < "1900" and not lead):
        return None
    return Reading(found.start(), found.end(), "period", iso=found["year"])


def _is_counted(place: Place, end: int) -> bool:
    if COUNTED_NEXT.match(place.low, end):
        return not _YEAR_NOUN.search(place.before)
    return bool(PERCENT_MARK.match(place.low, end) or MEASURE_NEXT.match(place.low, end) or _AMOUNT_NEXT.match(place.low, end))


def read_age(place: Place) -> Reading | None:
    """`aged 35`, `35-year-old`, `18 to 25 years old`, `Mr A, 35, said`, `40 years of Party membership`."""
    if found := place.match(_AGE_LIST):
        return Reading(found.start(), found.end(), "age", value=Decimal(found["low"]))
    if (found := place.match(_APPOSITION)) and _follows_name(place):
        return Reading(found.start(), found.end(), "age", value=Decimal(found["low"]))
    found = place.match(_AGE)
    if found is None:
        return None
    leads = any(lead.search(place.before) for lead in (_AGE_LEAD, _MEAN_AGE, _AGE_GROUP))
    if not (_OLD.match(place.low, found.end()) or (leads and not COUNTED_NEXT.match(place.low, found.end()))):
        return None
    if found["and"] and not place.before.endswith("between "):
        return Reading(found.start(), found.end("low"), "age", value=Decimal(found["low"]))
    high = Decimal(found["high"]) if found["high"] else None
    return Reading(found.start(), found.end(), "age", value=Decimal(found["low"]), high=high)


def _follows_name(place: Place) -> bool:
    """Whether two capitalised words and a comma stand before: `Tran Dinh Lien, 48, said`."""
    found = _NAME_BEFORE.search(place.text[max(0, place.at - _NAME_LENGTH) : place.at])
    return found is not None and all(word[0].isupper() for word in found[0].split()[-2:])
