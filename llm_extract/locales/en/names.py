"""Numerals that name and number: documents, telephone numbers, ordinals, digits inside words."""

import re

from llm_extract.locales.en import words
from llm_extract.locales.en.place import COUNTED_NEXT, PERCENT, SCALE
from llm_extract.locales.place import Place
from llm_extract.locales.reading import Reading

_GLUED_DIGITS = re.compile(r"\d+(?:[./-]\d+)*")
_GLUED_LEAD = re.compile(r"(?:^|[^\w])(?:\w*[^\W\d_])[-+]?$|_$")
# In `mid-2022` and `under-18` the number is one of its own.
_LOOSE_LEAD = re.compile(
    r"(?<!\w)(?:mid|pre|post|early|late|under|over|non|all|top|sub|the|to|of|and|in|at|from|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|"
    r"seeded|ranked|party|per|some|about|nearly|circa)-$"
)
_PHONE = re.compile(
    r"(?:\d{1,3}[ .-])?\(?\d{2,4}\)?[ .-]\d{3,4}[ .-]\d{3,4}(?!\d|[.,]\d)|0\d{2,4}[. -]\d{6,8}(?!\d|[.,]\d)|0\d{9,10}(?!\d|[.,]\d)|\d{3}-\d{4}(?![\d-]|[.,]\d)|1[89]00[ .-]\d{4,7}(?!\d|[.,]\d)"
)
_PHONE_LEAD = re.compile(
    r"(?<!\w)(?:tel|phone|telephone|fax|hotline|call|mobile|contact|dial|at|on|number)[.:]?(?: no\.?:?| number:?| us on| us at)? ?\(?\+?$|\+$|\($"
)
_INTERNATIONAL = re.compile(r"\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,5}){1,4}(?!\d|[.,]\d)")
_DOCUMENT_TAIL = re.compile(r"\d+[a-zA-Z]?(?:/\d{4})? ?[-/–] ?(?=[A-ZĐƯ]{2})[A-ZĐƯ][\wĐƯ]*(?: ?[-/–] ?(?:[A-ZĐƯ][\wĐƯ]*|\d+))*")
_DOCUMENT_NOUN = "|".join(sorted((f"{noun}s?" for noun in words.DOCUMENT_NOUNS), key=len, reverse=True))
_DOCUMENT_LEAD = re.compile(rf"(?<!\w)(?P<noun>{_DOCUMENT_NOUN})(?P<number> nos?\.?| numbers?)? ?$")
_DOCUMENT_LIST = re.compile(
    rf"(?<!\w)(?P<noun>(?:{_DOCUMENT_NOUN})(?: nos?\.?)?|nos\.?) \d[\w/-]*(?:(?:,| and|, and) \d[\w/-]*)*(?:,| and|, and) $"
)
_NUMBER_LEAD = re.compile(r"(?:(?<!\w)(?:nos?\.|nos(?= )|n°|№)|#) ?$")
_LOWER_DOCUMENTS = frozenset({"resolution", "directive", "decree", "circular"})
_DOCUMENT_FORM = re.compile(rf"\d++[a-z]?(?:/\d{{4}}(?!\d))?(?!\w|[.,/]\d|{PERCENT}|{SCALE})")
_LIST_ITEM = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)] +(?=[^\W\d])")
_BRACKET_ITEM = re.compile(r"(\d{1,2})\) ")
_ORDINAL = re.compile(r"\d{1,3}(?:,\d{3})*(?:st|nd|rd|th)(?!\w)")
_NAMED = "|".join(sorted(words.NAMED_BY_NUMBER, key=len, reverse=True))
_NAMED_LEAD = re.compile(rf"(?<!\w)(?P<noun>{_NAMED})s?(?: no\.?)?[ -]$")
_NAMED_LIST = re.compile(rf"(?<!\w)(?P<noun>{_NAMED})s? \d+[a-z]?(?:, \d+[a-z]?)*,?(?: and| or|-| to|,) ?$")
_LOWER_NAMES = frozenset(
    {"route", "highway", "grade", "level", "phase", "zone", "page", "chapter", "article", "clause", "section", "room", "flight", "category",
     "type", "round", "step", "stage", "channel", "version", "formula", "tier", "paragraph", "iphone"}
)  # fmt: skip
_NAMED_FORM = re.compile(rf"\d{{1,4}}+[a-z]?(?!\w|/\d|[.,]\d|{PERCENT}|{SCALE})")
_VERSION = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}(?!\d|[.,]\d|%)")
_VERSION_LEAD = re.compile(r"(?<!\w)(?:industry|industrial revolution|web|version|society|windows|android|ios|gpt|pm) ?-?$")
_ALWAYS = re.compile(r"24/7(?![\d/])|9/11(?= (?:attack|terror|hijack|memorial|commission))")
_ROMAN_LEAD = r"(?:congress|term|tenure|chapter|part|volume|world war|phase|annex|article|appendix|legislature|session|title|book|plenum)"
ROMAN_START = rf"(?:{_ROMAN_LEAD}) (?=[ivxlc]+(?!\w))"
_ROMAN = re.compile(rf"{_ROMAN_LEAD} (?P<numeral>[ivxlc]+)(?!\w)")


def read_in_link(place: Place) -> Reading | None:
    """Digits of a URL or an e-mail address."""
    digits = place.match(_GLUED_DIGITS)
    return digits and Reading(digits.start(), digits.end(), "document", note="link")


def read_glued(place: Place) -> Reading | None:
    """Digits inside a word: `COVID-19`, `G7`, `H5N1`; not those of `mid-2022`."""
    before = place.before[-24:]
    if not _GLUED_LEAD.search(before) or _LOOSE_LEAD.search(before):
        return None
    digits = place.match(_GLUED_DIGITS)
    return digits and Reading(digits.start(), digits.end(), "document", note="name")


def read_phone(place: Place) -> Reading | None:
    """`+84 24 3999 8888`, `0251.3999.888`, `1-800-555-0199`."""
    if place.before.endswith("+") and (found := place.match(_INTERNATIONAL)) and sum(map(str.isdigit, found[0])) >= 8:
        return Reading(found.start(), found.end(), "document", note="phone")
    found = place.match(_PHONE)
    if found is None or not (found[0].startswith(("0", "1-8", "1 8", "1800", "1900")) or _PHONE_LEAD.search(place.before)):
        return None
    return Reading(found.start(), found.end(), "document", note="phone")


def read_document(place: Place) -> Reading | None:
    """The number of a document: `05-CT/TW`, `15/2020/ND-CP`, `No. 21`, `Resolution 1325`."""
    if tail := _DOCUMENT_TAIL.match(place.text, place.at):
        return Reading(tail.start(), tail.end(), "document")
    form = place.match(_DOCUMENT_FORM)
    if form is None:
        return None
    if _NUMBER_LEAD.search(place.before) or _names_document(place, form):
        return Reading(form.start(), form.end(), "document")
    return None


def _names_document(place: Place, form: re.Match[str]) -> bool:
    lead = _DOCUMENT_LEAD.search(place.before) or _DOCUMENT_LIST.search(place.before)
    if lead is None:
        return False
    start = place.at - len(place.before) + lead.start("noun")
    if not place.text[start].isupper() and lead["noun"] not in _LOWER_DOCUMENTS:
        return False
    if lead.groupdict().get("number"):
        return True
    # `the Land Law 2013`, `Directive 5 members`.
    return not (re.fullmatch(r"(?:19|20)\d\d", form[0]) or COUNTED_NEXT.match(place.low, form.end()))


def read_ordinal(place: Place) -> Reading | None:
    """`19th`, the number of a list item, and numbers that are names: `Route 9`, `Boeing 737`."""
    if found := place.match(_ORDINAL):
        return Reading(found.start(), found.end(), "ordinal")
    if item := _list_item(place):
        return Reading(item.start(1), item.end(1), "ordinal", note="list item")
    if found := place.match(_ALWAYS):
        return Reading(found.start(), found.end(), "document", note="name")
    found = place.match(_NAMED_FORM)
    lead = (_NAMED_LEAD.search(place.before) or _NAMED_LIST.search(place.before)) if found else None
    if found is None or lead is None:
        return None
    start = place.at - len(place.before) + lead.start("noun")
    counts = lead["noun"] not in _LOWER_NAMES or COUNTED_NEXT.match(place.low, found.end())
    if not place.text[start].isupper() and counts:
        return None
    return Reading(found.start(), found.end(), "ordinal", note="name")


def _list_item(place: Place) -> re.Match[str] | None:
    before = place.before.strip(" \t")
    if not before:
        return place.match(_LIST_ITEM)
    return place.match(_BRACKET_ITEM) if before.endswith("(") else None


def read_version(place: Place) -> Reading | None:
    """`Industry 4.0`, `version 2.1`."""
    found = place.match(_VERSION) if _VERSION_LEAD.search(place.before) else None
    return found and Reading(found.start(), found.end(), "document", note="name")


def read_roman(place: Place) -> Reading | None:
    """`World War II`, `Term XIII`."""
    found = place.match(_ROMAN)
    if found is None or not place.text[found.start("numeral") : found.end()].isupper():
        return None
    return Reading(found.start("numeral"), found.end(), "ordinal")
