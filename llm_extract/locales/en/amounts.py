"""Numerals that are amounts: ratios, ranges, percentages, money, counts."""

import re
from decimal import Decimal

from llm_extract.locales.en import numbers
from llm_extract.locales.en.place import (
    CHANGE_LEAD,
    COUNTED_NEXT,
    DONG,
    DONG_LEAD,
    FOREIGN,
    FOREIGN_LEAD,
    GROUPED,
    MEASURE_NEXT,
    NUMBER,
    PEOPLE_NEXT,
    PERCENT,
    PERCENT_MARK,
    SCALE,
    SCORE_LEAD,
    TIME_UNIT,
)
from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading
from llm_extract.models import FigureType

_LEAD = rf"(?:(?P<dong>{DONG_LEAD})|(?P<foreign>{FOREIGN_LEAD}))"
_ANY_LEAD = f"(?:{DONG_LEAD}|{FOREIGN_LEAD})"
_TAIL = rf"(?:(?P<dongs>{DONG})|(?P<foreigns>{FOREIGN}))"
_END = r"(?![\d/]|[.,]\d|-\d)"
_SLASH = re.compile(rf"(?P<part>{NUMBER})(?P<partscale>{SCALE})? ?/ ?(?P<whole>{NUMBER})(?P<wholescale>{SCALE})?(?![\d/\w])")
_OWNER = r"(?:(?:[^\W\d_]+ ){0,3}[^\W\d_]+'s )?"
_THE = r"(?:(?:an? |the |its |their |our |all |some |every |these |those |(?:overall |combined )?total (?:of )?)*)"
_OF = re.compile(
    rf"(?P<part>{GROUPED})(?P<partscale>{SCALE})?(?P<out>(?: (?!made|run|ran|came|come|moved|pulled|get|got|carried|taken)[a-z]+){{0,2}} out)? of {_OWNER}{_THE}"
    rf"(?P<whole>{GROUPED})(?P<wholescale>{SCALE})?(?!\w|[./]\d|,\d|{PERCENT})"
)
_IN = re.compile(r"(?P<part>\d{1,2}) in (?:every )?(?P<whole>\d{1,2}|100|1,?000)(?!\w|[.,]\d)")
_RANGE = re.compile(
    rf"{_LEAD}?(?P<low>{GROUPED})(?P<lowpct>{PERCENT})?(?P<lowscale>{SCALE})?(?:{_TAIL.replace('dongs', 'lowdongs').replace('foreigns', 'lowforeigns')})?"
    rf"(?P<link> ?- ?| to (?:about |around |nearly |almost |more than |over )?| and | or ){_ANY_LEAD}?(?P<high>{GROUPED})(?P<pct>{PERCENT})?(?P<scale>{SCALE})?{_TAIL}?{_END}"
)
_PERCENT = re.compile(rf"(?P<number>{GROUPED}){PERCENT}")
_AMOUNT = re.compile(rf"{_LEAD}?(?P<number>{GROUPED})(?P<scale>{SCALE})?{_TAIL}?")
_POINT = re.compile(r"\.(?P<number>\d++)(?![.,]\d)")
_VULGAR = re.compile(rf"(?P<whole>\d{{1,6}} ?)?(?P<fraction>[½¼¾])(?P<scale>{SCALE})?(?P<pct>{PERCENT})?")
_REST = re.compile(NUMBER)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANGE_WORD = re.compile(
    r"(?<!\w)(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|aged|anywhere|somewhere|estimated|estimates?|spann?\w*)(?!\w)[^.;:()]{0,30}from (?:about |around )?$"
)
_FROM = re.compile(r"(?<!\w)from (?:about |around |nearly |almost |just |over |under )?$")
_BETWEEN = re.compile(r"(?<!\w)between (?:about |around )?$")
_LETTER = re.compile(r"[^\W\d_]")
_GENERATION = re.compile(r"[GD](?!\w)")
_NAME_DONG = re.compile(r"[ -]Dong [A-Z]")


def read_ratio(place: Place) -> Reading | None:
    """`71/75`, `71 of 75`, `71 members out of 75`, `662 of a total of 686`, `1 in 5 people`."""
    if found := place.match(_SLASH):
        return _ratio(place, found)
    if found := place.match(_OF):
        year = _YEAR.fullmatch(found["whole"]) and not COUNTED_NEXT.match(place.low, found.end())
        reading = None if year or (found["out"] and _YEAR.fullmatch(found["part"])) else _ratio(place, found)
        return reading if reading and (found["out"] or _is_part(reading)) else None
    found = place.match(_IN)
    reading = _ratio(place, found) if found and counts_share(place, found.end(), found["part"]) else None
    return reading if reading and _is_part(reading) else None


def counts_share(place: Place, end: int, part: str) -> bool:
    """Whether `1 in 5` or `nine in ten` is a share of what follows."""
    pattern = COUNTED_NEXT if part in {"1", "one"} else PEOPLE_NEXT
    return bool(pattern.match(place.low, end))


def _is_part(reading: Reading) -> bool:
    return reading.value is not None and reading.total is not None and reading.value <= reading.total


def _ratio(place: Place, found: re.Match[str]) -> Reading | None:
    scaled = "partscale" in found.re.groupindex
    part, whole = (
        _scaled(place, found, name, f"{name}scale") if scaled else numbers.parse_digits(found[name]) for name in ("part", "whole")
    )
    if part is None or whole is None:
        return None
    return Reading(found.start(), found.end(), "ratio", value=part, total=whole)


def _scaled(place: Place, found: re.Match[str], number: str, scale: str, *, money: bool = False) -> Decimal | None:
    """The value of a number with its scale; None where digits or the scale are none: a lone `m` is metres."""
    value = numbers.parse_digits(found[number])
    if value is None or not found[scale]:
        return value
    if not _is_scale(place, found, scale, money=money):
        return None
    return value * numbers.scale_of(found[scale])


def _is_scale(place: Place, found: re.Match[str], name: str, *, money: bool) -> bool:
    """Whether a scale counts: `5m`, `5b`, `5t` only of money or people, or in capitals as CLDR's short forms are."""
    letter = found[name]
    if letter not in {"m", "b", "t"} or money:
        return True
    return place.text[found.start(name)].isupper() or bool(PEOPLE_NEXT.match(place.low, found.end(name)))


def read_range(place: Place) -> Reading | None:
    """`15-20%`, `15 to 20 per cent`, `between 180 and 200`, `$10-15 million`; not a rise `from 15% to 20%`, not a score `3-2`."""
    found = place.match(_RANGE)
    if found is None or not _is_range(place, found):
        return None
    dong = bool(found["dong"] or found["dongs"] or found["lowdongs"])
    money = dong or bool(found["foreign"] or found["foreigns"] or found["lowforeigns"])
    high = _scaled(place, found, "high", "scale", money=money)
    low = _low(place, found, high, money=money)
    if low is None or high is None or low >= high:
        return None
    percent = bool(found["pct"])
    kind: FigureType = "money" if money and not percent else "range"
    note = "currency" if money and not dong else None
    if not money and not percent and MEASURE_NEXT.match(place.low, found.end()):
        note = "measure"
    return Reading(found.start(), found.end(), kind, value=low, high=high, percent=percent, qualifier="range", money=dong, note=note)


def _low(place: Place, found: re.Match[str], high: Decimal | None, *, money: bool) -> Decimal | None:
    """The lower end; it shares the scale of the upper one where it has none of its own and is small: `10-15 million`."""
    low = _scaled(place, found, "low", "lowscale", money=money)
    bare = numbers.parse_digits(found["high"])
    if low is None or high is None or bare is None or found["lowscale"] or low >= bare:
        return low
    return low * (high / bare if bare else 1)


def _is_range(place: Place, found: re.Match[str]) -> bool:
    link, before = found["link"].strip(), place.before
    if bool(found["lowpct"]) and not found["pct"]:
        return False
    if re.fullmatch(r"0\d+", found["high"]) or _ends_in_year(place, found):
        return False
    if link == "and":
        return bool(_BETWEEN.search(before))
    if SCORE_LEAD.search(before) and not found["pct"]:
        return False
    if link in {"-", "or"}:
        return True
    if _FROM.search(before):
        return bool(_RANGE_WORD.search(before))
    return not CHANGE_LEAD.search(before)


def _ends_in_year(place: Place, found: re.Match[str]) -> bool:
    """Whether the upper end is a year: `in 2022 or 2023`, `from May 15 to 2022`."""
    plain = found.end() == found.end("high") and not COUNTED_NEXT.match(place.low, found.end())
    return plain and bool(_YEAR.fullmatch(found["high"])) and not MEASURE_NEXT.match(place.low, found.end())


def read_percent(place: Place) -> Reading | None:
    """`94.67%`, `94.67 per cent`, `2 percentage points`."""
    found = place.match(_PERCENT)
    value = numbers.parse_digits(found["number"]) if found else None
    if found is None or value is None:
        return None
    return Reading(found.start(), found.end(), "percent", value=value, percent=True)


def read_fraction(place: Place) -> Reading | None:
    """`½`, `2½ million`, `4½%`."""
    found = place.match(_VULGAR)
    if found is None:
        return None
    value = numbers.FRACTIONS[found["fraction"]] + Decimal(found["whole"] or 0)
    scale = numbers.scale_of(found["scale"])
    if found["pct"]:
        return Reading(found.start(), found.end(), "percent", value=value * scale, percent=True)
    return Reading(found.start(), found.end(), "count", value=value * scale)


def read_amount(place: Place) -> Reading | None:
    """A count or an amount of money: `6,110`, `3.5 million`, `$1.5bn`, `1.5 trillion dong`."""
    found = place.match(_AMOUNT)
    if found is None:
        return None
    dong, foreign, end = _money(place, found)
    money = dong or foreign
    if found["scale"] and not _is_scale(place, found, "scale", money=money):
        end, value = found.start("scale"), numbers.parse_digits(found["number"])
        dong = foreign = money = False
    else:
        value = _scaled(place, found, "number", "scale", money=money)
    if value is None:
        return None
    kind: FigureType = "money" if money else "count"
    note = "currency" if foreign else None
    if not money and MEASURE_NEXT.match(place.low, end):
        note = "measure"
    if not money and not found["scale"] and (_GENERATION.match(place.text, end) or (note is None and _LETTER.match(place.low, end))):
        return Reading(found.start(), end, "document", note="name")
    return Reading(found.start(), end, kind, value=value, money=dong, note=note)


def _money(place: Place, found: re.Match[str]) -> tuple[bool, bool, int]:
    """Whether an amount is of đồng, whether of another currency, and where it ends: in `5 Dong Thap farmers` it is neither."""
    if found["dongs"] and _NAME_DONG.match(place.text, found.start("dongs")):
        return False, False, found.start("dongs")
    dong = bool(found["dong"] or found["dongs"])
    return dong, not dong and bool(found["foreign"] or found["foreigns"]), found.end()


def read_point(place: Place) -> Reading | None:
    """`.5 per cent`: a decimal without its nought."""
    found = place.match(_POINT)
    if found is None or len(found["number"]) > 15:
        return None
    value = Decimal(f"0.{found['number']}")
    if mark := PERCENT_MARK.match(place.low, found.end()):
        return Reading(found.start(), mark.end(), "percent", value=value, percent=True)
    return Reading(found.start(), found.end(), "count", value=value)


_DURATION = re.compile(rf"(?P<number>\d{{1,3}}(?:,\d{{3}}|\.\d{{1,2}})?)(?:(?: ?- ?| to | or )\d{{1,3}}(?:\.\d)?)?[ -](?={TIME_UNIT})")


def read_duration(place: Place) -> Reading | None:
    """`5 years`, `3-day`, `two to three weeks` of digits."""
    found = place.match(_DURATION)
    return found and Reading(found.start(), found.end() - 1, "period", note="duration")


def read_rest(place: Place) -> Reading:
    """Digits that make no number as they stand, e.g. `1.23.4`: kept as they are, without a value."""
    digits = _REST.match(place.low, place.at)
    return Reading(place.at, digits.end() if digits else place.at + 1, "document", note="unreadable")
