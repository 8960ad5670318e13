"""Numerals in words, and what is said to be none."""

import re
from decimal import Decimal

from llm_extract.locales.en import dates, numbers, words
from llm_extract.locales.en.amounts import counts_share
from llm_extract.locales.en.place import (
    CHANGE_LEAD,
    COUNTED_NEXT,
    DONG,
    FOREIGN,
    MEASURE_NEXT,
    NUMBER,
    ONE_NEXT,
    PERCENT_MARK,
    SCORE_LEAD,
    TIME_UNIT,
)
from llm_extract.locales.en.qualifiers import qualify
from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_PART = "|".join(_PARTS)
PART_START = rf"(?:an?(?= (?:{_PART}) of )|half(?= of ))"
_FRACTION = re.compile(
    rf"(?:(?P<above>an?|one|two|three|four|five|six|seven|eight|nine)(?P<link>[- ])(?P<below>{_PART})s?|half)(?!\w)"
    r"(?P<of> of(?! (?:(?:19|20)\d\d|last|this|next|an? (?:second|minute|hour|day|week|month|year|century|mile|kilomet|met))))?"
)
_ORDINAL_NEXT = re.compile(r"[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|hundredth|thousandth|millionth)(?!\w)|[a-z]")
_RELATIVE_HALF = re.compile(r"(?<!\w)(?:first|second|latter|other|last|early|late|better|each|this|that|the|a|by|in|and a|other) $")
_THE = r"(?:(?:an? |the |its |their |our |all |some |every |these |those |total (?:of )?)*)"
_OF = re.compile(rf"(?P<out>(?: [a-z]+){{0,1}} out)? of {_THE}")
_IN = re.compile(r" in (?:every )?")
_LINK = re.compile(r" to | or |-to-|-or-")
_DIGITS = re.compile(rf"{NUMBER}(?!\w|[./]\d|%)")
_DONG, _FOREIGN = re.compile(DONG), re.compile(FOREIGN)
_SPAN_UNIT = re.compile(rf"[ -](?:or more )?{TIME_UNIT}")
_OLD = re.compile(r"[- ](?:years?|months?)[- ]olds?(?!\w)| years of age(?!\w)")
# `two-way`, `seven-seater`, `one or two`: a single word in such a phrase counts nothing that can be checked.
_PHRASE = re.compile(
    r"-(?!(?:years?|months?|weeks?|days?|decades?|nights?|member|person|seat|storey|story|point|party|man|woman|nation|country|strong|time|fold|room|bed|lane|kilometre|kilometer|metre|meter|hectare|tonne|ton|mile|goal|vote|hour|minute|unit|party)(?!\w))[a-z]| or (?:two|more|three)(?!\w)"
)
_BEFORE = re.compile(r"(?<!\w)(?:one or|number|no|catch|page|chapter|at|by|until|past|after)\s$|-$")
_NONE_OF = "|".join(sorted(words.NONE_OF, key=len, reverse=True))
NONE_START = r"(?:no|none)(?= )"
_NONE_NOUN = rf"(?:[a-z]+ ){{0,2}}?(?:{_NONE_OF})(?!\w)"
_NONE_VERB = r"(?:was|were|has|have|had|reported|recorded|found|detected|disciplined|violated|died|left)(?!\w)"
_NONE = re.compile(
    rf"no(?= {_NONE_NOUN}(?P<said>(?: [a-z]+){{0,3}}? {_NONE_VERB})?)|(?P<none>none)(?= of (?:the|its|their|these|those) (?:\d|(?:{numbers.FIRST})))"
)
_NONE_LEAD = re.compile(
    r"(?<!\w)(?:there (?:was|were|have been|had been|has been|are)|record(?:ed|s)?|report(?:ed|s)?|found|with|had|have|has|caus(?:ed|ing)|saw|detected|disciplined|expelled|admitted) $"
)


def read_none(place: Place) -> Reading | None:
    """`no members were disciplined`, `there were no deaths`, `none of the 75`: the value 0."""
    found = place.match(_NONE)
    if found is None or not (found["said"] or found["none"] or _NONE_LEAD.search(place.before)):
        return None
    return Reading(found.start(), found.end(), "count", value=Decimal(0))


def read_months_word(place: Place) -> Reading | None:
    """`nine months of 2022`."""
    found = place.match(dates.BARE_MONTHS)
    key = dates.part_key("first", found["count"]) if found else None
    return Reading(found.start(), found.end(), "period", iso=f"{found['year']}-{key}") if found and key else None


def read_written(place: Place) -> Reading | None:
    """A number in words; `one` counts only before what is counted, and names such as `Big Four` stay out."""
    if share := _share(place):
        return qualify(share, place.low)
    found = place.match(numbers.WRITTEN)
    value = numbers.parse_words(found[0]) if found else None
    if found is None or value is None or _is_ordinal(place, found.end()):
        return None
    reading = _together(place, found.end(), value) or _single(place, found.end(), value)
    return reading and qualify(reading, place.low)


def _share(place: Place) -> Reading | None:
    """`three-quarters` is 75 per cent; a share that no decimal gives exactly, such as `a third of`, keeps its two numbers."""
    found = place.match(_FRACTION)
    if found is None or not (found["of"] or found["link"] == "-") or _RELATIVE_HALF.search(place.before):
        return None
    end = found.start("of") if found["of"] else found.end()
    above = Decimal({"a": 1, "an": 1, None: 1}.get(found["above"]) or numbers.parse_words(found["above"]) or 1)
    below = Decimal(_PARTS[found["below"] or "half"])
    share = above * 100 / below
    if share == round(share, 4):
        return Reading(found.start(), end, "percent", value=share, percent=True)
    return Reading(found.start(), end, "ratio", value=above, total=below, note="fraction")


def _is_ordinal(place: Place, end: int) -> bool:
    """Whether the words go on as an ordinal: `twenty-first`, `two hundredth`."""
    return bool(_ORDINAL_NEXT.match(place.low, end))


def _together(place: Place, end: int, value: Decimal) -> Reading | None:
    """A number in words with another: `three out of five`, `nine in ten people`, `two to three`."""
    if (link := _OF.match(place.low, end)) and (other := _number(place, link.end())):
        after, total = other
        if (value <= total and value != 1) or link["out"]:
            return Reading(place.at, after, "ratio", value=value, total=total)
    if (
        (link := _IN.match(place.low, end))
        and (other := _number(place, link.end()))
        and counts_share(place, other[0], place.low[place.at : end])
    ):
        return Reading(place.at, other[0], "ratio", value=value, total=other[1]) if value < other[1] else None
    if (link := _LINK.match(place.low, end)) and (other := _number(place, link.end())):
        return _range(place, value, other)
    return None


def _range(place: Place, low: Decimal, other: tuple[int, Decimal]) -> Reading | None:
    end, high = other
    if low >= high or CHANGE_LEAD.search(place.before) or SCORE_LEAD.search(place.before):
        return None
    if _SPAN_UNIT.match(place.low, end):
        return Reading(place.at, end, "period", note="duration")
    mark = PERCENT_MARK.match(place.low, end)
    return Reading(place.at, mark.end() if mark else end, "range", value=low, high=high, percent=bool(mark), qualifier="range")


def _number(place: Place, at: int) -> tuple[int, Decimal] | None:
    """A number in words or digits at an offset: its end and value."""
    found = numbers.WRITTEN.match(place.low, at)
    value = numbers.parse_words(found[0]) if found else None
    if found is None:
        found = _DIGITS.match(place.low, at)
        value = numbers.parse_digits(found[0]) if found else None
    return (found.end(), value) if found and value is not None else None


def _single(place: Place, end: int, value: Decimal) -> Reading | None:
    if mark := PERCENT_MARK.match(place.low, end):
        return Reading(place.at, mark.end(), "percent", value=value, percent=True)
    if not re.search("[ -]", place.low[place.at : end]) and not _is_counting(place, end):
        return None
    if _OLD.match(place.low, end):
        return Reading(place.at, end, "age", value=value)
    if _SPAN_UNIT.match(place.low, end):
        return Reading(place.at, end, "period", note="duration")
    if dong := _DONG.match(place.low, end):
        return Reading(place.at, dong.end(), "money", value=value, money=True)
    if foreign := _FOREIGN.match(place.low, end):
        return Reading(place.at, foreign.end(), "money", value=value, note="currency")
    return Reading(place.at, end, "count", value=value, note="measure" if MEASURE_NEXT.match(place.low, end) else None)


def _is_counting(place: Place, end: int) -> bool:
    """Whether a single word is a number here and no pronoun, name or part of a phrase."""
    word = place.low[place.at : end]
    if word == "one":
        return bool(ONE_NEXT.match(place.low, end))
    if word == "zero":
        return bool(COUNTED_NEXT.match(place.low, end))
    if place.text[place.at].isupper() and place.before.strip()[-1:] not in {"", ".", ":", '"', "!", "?", "-"}:
        return False
    counted = bool(COUNTED_NEXT.match(place.low, end))
    return counted or not (_PHRASE.match(place.low, end) or _BEFORE.search(place.before) or place.text[end + 1 : end + 2].isupper())
