"""When two values say the same: names and words may be spelled in several ways, numbers and dates may not."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from llm_extract.locales.vi.fold import fold

_NEAR = 1e-6  # relative; the scorer that the annotation guide is published with
_HALF = 0.5
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_OUTER = re.compile(
    r"^(?:đồng chí|đ/c|ông|bà|theo|của|tại|các|bài, ảnh:?|tin, ảnh:?|bài và ảnh:?|báo|trang (?:thông )?tin (?:điện tử )?)\s+(?=\S)"
    r"|\s+(?:điện tử|online)$"
)
_KIND_WORDS = (
    "đảng bộ ủy ban thường vụ chấp hành kiểm tra tỉnh huyện thành phố thị xã quận phường trấn khối tp chi thôn bản ấp trường thpt thcs "
    "công ty ubkt"
)
_KINDS = frozenset(_KIND_WORDS.split())
_APART = re.compile(r"[^\w/%.-]+")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")


def folded(text: str) -> str:
    """A text with one spelling and single blanks: small letters, one form of quotes, dashes and tone marks (`uỷ` is `ủy`)."""
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())


def same_number(one: float | None, other: float | None) -> bool:
    """Whether two numbers are equal but for rounding; None is equal to None only."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _NEAR * max(1.0, abs(other))


def name(text: str) -> str:
    """A name without what stands around it: punctuation, `đồng chí`, `Báo … điện tử`."""
    bare, before = _EDGE.sub("", folded(text)), ""
    while bare != before:
        before, bare = bare, _EDGE.sub("", _OUTER.sub("", bare))
    return bare


def same_name(one: str, other: str) -> bool:
    """Whether two names are one but for case, spelling, quotation marks and outer words."""
    return name(one) == name(other)


def same_words(one: str, other: str) -> bool:
    """Whether two stretches are one, or one holds the other in whole words: they say one thing at more or less length."""
    short, long = sorted((_APART.sub(" ", name(one)), _APART.sub(" ", name(other))), key=len)
    return f" {short} " in f" {long} " if short else not long


def same_body(one: str, other: str) -> bool:
    """Whether two names of bodies are one but for words left out, none of a name: `huyện Bảo Lâm` is `Bảo Lâm`, not `Bảo` or `huyện`."""
    short, long = sorted(([word for word in _APART.split(text) if word] for text in (one, other)), key=len)
    if _inspects(short) != _inspects(long) or (any(map(_is_name, long)) and not any(map(_is_name, short))):
        return False
    for at in range(len(long) - len(short) + 1):
        found = long[at : at + len(short)]
        if short and [folded(word) for word in found] == [folded(word) for word in short]:
            edges = ((long[at - 1 : at], found[0]), (long[at + len(short) :][:1], found[-1]))
            return not any(beside and _is_name(beside[0]) and _is_name(edge) for beside, edge in edges)
    return same_name(one, other)


def _is_name(word: str) -> bool:
    """Whether a word of a body is one of its name, rather than of its kind."""
    return word[0].isupper() and folded(word).strip(".") not in _KINDS


def _inspects(body: Sequence[str]) -> bool:
    return any(folded(word) in {"ubkt", "kiểm"} for word in body)


def same_date(one: str, other: str) -> bool:
    """Whether two ISO 8601 dates, periods or terms are one; times may leave out seconds of 0, and the zone if only one gives it."""
    if one.strip() == other.strip():
        return True
    try:
        first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    except ValueError:
        return False
    if ("T" in one) != ("T" in other):
        return False
    if first.tzinfo is None or second.tzinfo is None:
        return first.replace(tzinfo=None) == second.replace(tzinfo=None)
    return first == second


def same_document(one: str, other: str) -> bool:
    """Whether two citations are of one document: by its number where the number bears letters, else by all its words."""
    first, second = _number_of(one), _number_of(other)
    return first == second if first and second else same_name(one, other)


def alike(one: str, other: str) -> float:
    """How much two texts of free words have in common: F1 of their words, 0 to 1."""
    first, second = words(one), words(other)
    left, common = list(second), 0
    for word in first:
        if word in left:
            left.remove(word)
            common += 1
    return 2 * common / (len(first) + len(second)) if first or second else 1.0


def says_as_much(one: str, other: str) -> bool:
    """Whether two free texts have at least half of their words in common, and every numeral."""
    return alike(one, other) >= _HALF and set(_NUMERAL.findall(one)) == set(_NUMERAL.findall(other))


def words(text: str) -> list[str]:
    """The words and numerals of a text, folded."""
    return re.findall(r"\w+(?:[.,/]\d+)*", folded(text))


def numerals(text: str) -> set[str]:
    """The numerals of a text, as printed but for the script of their digits."""
    return set(_NUMERAL.findall(folded(text)))


def rouge_l(candidate: str, reference: str) -> float:
    """ROUGE-L: F1 of the longest common subsequence of words, 0 to 1.

    Source: C.-Y. Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004), with equal weight of precision and recall.
    """
    ours, theirs = words(candidate), words(reference)
    row = [0] * (len(theirs) + 1)
    for word in ours:
        diagonal = 0
        for at, other in enumerate(theirs, 1):
            diagonal, row[at] = row[at], diagonal + 1 if word == other else max(row[at], row[at - 1])
    return 2 * row[-1] / (len(ours) + len(theirs)) if ours or theirs else 1.0


def _number_of(citation: str) -> str:
    """`05-CT/TW` of `Chỉ thị số 05-CT/TW`; empty where its number is a bare one."""
    found = [part for part in folded(citation).split() if re.search(r"\d", part) and re.search(r"[^\W\d]", part)]
    return found[-1].strip(".,;:()\"'") if found else ""
