"""Whether a result is the article's, judged from the article's text alone: nothing of the package reads or compares here."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from num2words import num2words

Shown = Mapping[str, Any]
"""A result as JSON values; see `llm_extract.export.to_json`."""

_FIELDS = ("title", "source", "author", "organization", "province", "event")
_METRIC = ("indicator", "kind", "value", "high", "qualifier", "unit", "group", "total", "percent", "scope", "period")
_SCALES = {"chục": 10, "trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "vạn": 10_000, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")
_START = re.compile(r"(?:^|[.!?…:]\s*|[-•]\s+)[\"'“‘(]*$")
_HALF = ("rưỡi",)
_WORDED = 1_000
_LONGEST = 6
"""Words of a number below a thousand: `chín trăm tám mươi bảy` has five, with `lẻ` six."""


def facts(shown: Shown) -> dict[tuple[str, ...], frozenset[int]]:
    """What a result says, piece by piece, with the ids of the figures that each piece rests on."""
    data = shown["extraction"]
    found: dict[tuple[str, ...], frozenset[int]] = {}
    for metric in data["metrics"]:
        number, every = metric["figures"][0], frozenset(metric["figures"])
        for name in _METRIC:
            if metric[name] is not None:
                found["metric", str(number), name, str(metric[name])] = every if name in {"total", "percent"} else frozenset({number})
        found["metric", str(number), "evidence", str(metric["evidence"])] = frozenset({number})
    for name in (*_FIELDS, "event_date", "period"):
        if data[name] is not None:
            found[name, data[name]] = frozenset()
    for person in data["people"]:
        found["people", person["name"]] = frozenset()
        if person["position"]:
            found["position", person["name"], person["position"]] = frozenset()
    for name in ("tasks", "documents"):
        found |= {(name, spelled(value)): frozenset() for value in data[name]}
    if data["summary"]:
        found |= {("summary", line): frozenset() for line in _lines(data)}
    return found


def untrue(shown: Shown, declared: str | None = None) -> list[str]:
    """What of a result is not the article's.

    Args:
        shown: the result.
        declared: the title that the page declares of itself, which may be given as the title.

    Returns:
        One line for each wrong value, quote, offset, figure or name; empty where all is the article's.
    """
    text, data = shown["article"]["text"], shown["extraction"]
    wrong = [f"figure {figure['id']}: not at its place" for figure in shown["figures"] if _cut(text, figure) != figure["text"]]
    by_id = {figure["id"]: figure for figure in shown["figures"]}
    for metric in data["metrics"]:
        wrong += [f"metric {metric['value']}: {fault}" for fault in _faults(text, by_id, metric)]
    wrong += [f"{name}: {value}" for name, value in _strings(data) if value not in text and not (name == "title" and value == declared)]
    wrong += [f"{name}: {iso}" for name, iso in _dates(data) if not _is_printed(iso, f"{text} {data['published_at'] or ''}")]
    for line in _lines(data):
        wrong += [f"summary: {part} in {line!r}" for part in (*_strange_numerals(line, text), *_strange_names(line, text))]
    return wrong


def _cut(text: str, place: Mapping[str, Any]) -> str:
    return text[place["start"] : place["end"]]


def _faults(text: str, by_id: Mapping[int, Shown], metric: Shown) -> Iterator[str]:
    quote = metric["evidence"]
    if not quote["quote"] or _cut(text, quote) != quote["quote"]:
        yield "its quote is not at its place"
    first = by_id.get(metric["figures"][0])
    if first is None or not quote["start"] <= first["start"] < first["end"] <= quote["end"]:
        yield "its figure is not in its quote"
        return
    printed = [_cut(text, by_id[number]) for number in metric["figures"]]
    read = set().union(*map(numbers, printed))
    for name in ("value", "high", "total", "percent"):
        if metric[name] is not None and abs(Decimal(str(metric[name]))) not in (numbers(printed[0]) if name == "value" else read):
            yield f"{name} {metric[name]} is not printed in {printed}"
    for name in ("group", "scope"):
        if metric[name] is not None and metric[name] not in text:
            yield f"{name} {metric[name]!r} does not stand in the article"


def numbers(printed: str) -> set[Decimal]:
    """Every number that a stretch of Vietnamese text may say: each numeral and run of number words, alone, and scaled and summed."""
    low = unicodedata.normalize("NFC", printed).lower().replace("linh", "lẻ").replace("mươi tư", "mươi bốn")
    tokens = re.findall(rf"{_NUMERAL.pattern}|[^\W\d_]+", low)
    found = {reading for token in tokens if token[0].isdigit() for reading in _readings(token)}
    stretches = [tokens[at:end] for at in range(len(tokens)) for end in range(at + 1, min(at + _LONGEST, len(tokens)) + 1)]
    found |= {number for words in stretches if (number := _worded().get(" ".join(words))) is not None}
    parts = (
        (_worded().get(one), _worded().get(other))
        for one, part, other in zip(tokens, tokens[1:], tokens[2:], strict=False)
        if part == "phần"
    )
    found |= {one * 100 / other for one, other in parts if one is not None and other}
    return found | {_scaled(tokens), *(number * _SCALES[token] for number in found for token in tokens if token in _SCALES)}


def _scaled(tokens: list[str]) -> Decimal:
    """`1 tỷ 350 triệu`, `bốn nghìn hai trăm`, `một tỷ rưỡi`: the sum of what stands before each scale word and behind the last."""
    total, scale, words = Decimal(), Decimal(), list[str]()
    for token in tokens:
        if token in _SCALES and _SCALES[token] >= _WORDED:
            scale = Decimal(_SCALES[token])
            total += _plain(words) * scale
            words = []
        elif token in _HALF:
            total += scale / 2
        else:
            words.append(token)
    return total + _plain(words)


def _plain(words: list[str]) -> Decimal:
    if len(words) == 1 and words[0][0].isdigit():
        return max(_readings(words[0]))
    return _worded().get(" ".join(words), Decimal())


def _readings(numeral: str) -> set[Decimal]:
    """`6.110` is 6110; `6,5` is 6.5; `6.5`, which is no thousands' group, is 6.5 too."""
    grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", numeral)
    whole, _, part = numeral.replace(".", "").partition(",")
    made = {Decimal(f"{whole}.{part.replace(',', '') or 0}")}
    if grouped:
        made.add(Decimal(re.sub(r"[.,]", "", numeral)))
    elif numeral.count(".") == 1 and "," not in numeral:
        made.add(Decimal(numeral))
    return {Decimal(int(number)) if number == int(number) else number for number in made}


@cache
def _worded() -> dict[str, Decimal]:
    named = {num2words(number, lang="vi"): Decimal(number) for number in range(_WORDED)}
    return named | {"tư": Decimal(4), "chưa": Decimal(0)}


def _strings(data: Shown) -> Iterator[tuple[str, str]]:
    yield from ((name, data[name]) for name in _FIELDS if data[name] is not None)
    yield from ((name, value) for name in ("tasks", "documents") for value in data[name])
    for person in data["people"]:
        yield "people", person["name"]
        yield "people", person["position"] or person["name"]


def _dates(data: Shown) -> Iterator[tuple[str, str]]:
    yield from ((name, data[name]) for name in ("event_date", "period") if data[name] is not None)
    yield from (("metric's period", metric["period"]) for metric in data["metrics"] if metric["period"] is not None)


def _is_printed(iso: str, text: str) -> bool:
    """Whether year, month and day stand in a text, in whatever order; a year that is not printed follows from one printed beside it."""
    year, *rest = re.findall(r"(?<![HQ\d])\d+", iso.lstrip("-"))
    printed = {int(number) for number in re.findall(r"\d+", text)}
    return bool({int(year), int(year) - 1} & printed) and all(int(part) in printed for part in rest)


def _lines(data: Shown) -> list[str]:
    return [data["summary"]["headline"], *data["summary"]["key_points"]] if data["summary"] else []


def _strange_numerals(line: str, text: str) -> Iterator[str]:
    """Numerals of any script that the article does not print as such; superscripts and fractions are numerals too."""
    printed = set(_NUMERAL.findall(text))
    for found in re.finditer(r"[^\W_]+(?:[.,]\d+)*", line):
        word = found[0]
        if any(unicodedata.numeric(char, None) is not None for char in word) and word not in text:
            yield word
        yield from (numeral for numeral in _NUMERAL.findall(word) if numeral not in printed)


def _strange_names(line: str, text: str) -> Iterator[str]:
    low = spelled(text)
    for name in _names(line):
        if not re.search(rf"(?<!\w){re.escape(spelled(name))}(?!\w)", low):
            yield name


def _names(line: str) -> Iterator[str]:
    """Runs of capitalised words; the first word of a sentence is capitalised anyway."""
    run: list[str] = []
    end = 0
    for word in _WORD.finditer(line):
        is_name = any(letter.isupper() for letter in word[0])
        if run and not (is_name and line[end : word.start()] == " "):
            yield " ".join(run)
            run = []
        if is_name and not _START.search(line[: word.start()]):
            run.append(word[0])
        end = word.end()
    if run:
        yield " ".join(run)


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """A text with one spelling: small letters, plain digits, quotation marks and dashes, tone marks taken from `oa`, `oe`, `uy`."""
    low = re.sub(r"[“”„«»″]", '"', re.sub(r"[‘’′]", "'", re.sub(r"[–—−‑‐]", "-", text.lower())))
    low = re.sub(r"[０-９]", lambda found: str(int(found[0])), re.sub(r"\s+", " ", low))
    return re.sub(r"(?<!q)(o[àáảãạ]|[òóỏõọ]a|o[èéẻẽẹ]|[òóỏõọ]e|u[ỳýỷỹỵ]|[ùúủũụ]y)(?!\w)", _toneless, low)


def _toneless(found: re.Match[str]) -> str:
    apart = unicodedata.normalize("NFD", found[0])
    letters = "".join(char for char in apart if not unicodedata.combining(char))
    return letters + "".join(char for char in apart if unicodedata.combining(char))
