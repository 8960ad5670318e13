"""What of a result the article does not hold, judged from the article alone: neither the engine's word nor the checks' is taken for it."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from llm_extract import figures
from llm_extract.checks.names import unknown_names
from llm_extract.evals.spelling import folded, numerals
from llm_extract.models import Article, Figure

Shown = Mapping[str, Any]
"""A result as JSON values; see `llm_extract.export.to_json`."""

_COPIED = ("title", "source", "author", "province")
_DERIVED = ("organization", "event")  # the guide: a body reporting for the whole province gives the provincial Đảng bộ
_PRINTED = ("unit", "group", "scope")
_UNPRINTED = frozenset({"%", "đồng"})
_NEIGHBOURS = 8  # figures looked at behind the end of a place; a longer run of them holds no place
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Invented:
    """Something that a result says and the article does not: the path of the value, the value, and why it cannot be the article's."""

    path: str
    said: str
    reason: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Truth:
    """An article, to hold results against."""

    article: Article

    @cached_property
    def _low(self) -> str:
        return folded(self.article.text)

    @cached_property
    def _numerals(self) -> set[str]:
        return numerals(self.article.text)

    @cached_property
    def _read(self) -> tuple[Figure, ...]:
        return figures.read(self.article.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span.start for one in self._read]

    def invented(self, shown: Shown) -> tuple[Invented, ...]:
        """All that is the result's alone, for the schema of the annotation guide."""
        data = shown["extraction"]
        return (
            *self.misplaced_figures(shown),
            *(one for number, metric in enumerate(data["metrics"]) for one in self._metric(number, metric, shown)),
            *self._document(data),
            *(one for line in lines(data) for one in self.outside_figures(line)),
        )

    def misplaced_figures(self, shown: Shown) -> Iterator[Invented]:
        """Figures that do not stand at their places."""
        for one in shown["figures"]:
            if self._cut(one) != one["text"]:
                yield Invented(
                    f"figures.{one['id']}", one["text"], "the article prints something else at its place", one["start"], one["end"]
                )

    def outside_figures(self, line: str) -> Iterator[Invented]:
        """Numerals of a summary that the article does not print."""
        for numeral in sorted(numerals(line) - self._numerals):
            yield Invented("summary", numeral, "the article does not print this numeral")

    def outside_names(self, line: str) -> tuple[str, ...]:
        """Names of a summary that the article does not hold."""
        return tuple(unknown_names(unicodedata.normalize("NFC", line), self._low))

    def holds(self, words: str) -> bool:
        """Whether the article holds words, but for case, blanks and the place of tone marks."""
        return folded(words) in self._low

    def _metric(self, number: int, metric: Shown, shown: Shown) -> Iterator[Invented]:
        quote, path = metric["evidence"], f"metrics.{number}"
        where = (quote["start"], quote["end"])
        if not quote["quote"] or self._cut(quote) != quote["quote"]:
            yield Invented(f"{path}.evidence", quote["quote"], "the quote is not what stands at its place", *where)
            return
        by_id = {one["id"]: one for one in shown["figures"]}
        used = [by_id[one] for one in metric["figures"] if one in by_id]
        if len(used) < len(metric["figures"]) or not used or not where[0] <= used[0]["start"] < used[0]["end"] <= where[1]:
            yield Invented(path, str(metric["value"]), "its figure does not stand in its quote", *where)
            return
        for name in ("value", "high", "total", "percent"):
            said = metric[name]
            if said is not None and not self._says(used[:1] if name == "value" else used, abs(Decimal(str(said)))):
                yield Invented(f"{path}.{name}", str(said), "none of its figures has this value", *where)
        for name in _PRINTED:
            if metric[name] is not None and metric[name] not in _UNPRINTED and not self.holds(metric[name]):
                yield Invented(f"{path}.{name}", metric[name], "the article does not hold these words", *where)

    def _says(self, places: Sequence[Shown], value: Decimal) -> bool:
        """Whether one of the stretches may say a number: as the reader reads it in its place, in plain digits, or alone."""
        readings = (self._in_place, self._in_digits, self._alone)
        return any(value in reading(place) for reading in readings for place in places)

    def _in_place(self, place: Shown) -> set[Decimal]:
        at = bisect_right(self._starts, place["end"] - 1)
        return _numbers(one for one in self._read[max(0, at - _NEIGHBOURS) : at] if place["start"] < one.span.end)

    def _in_digits(self, place: Shown) -> set[Decimal]:
        return {Decimal(re.sub(r"[.,]", "", numeral)) for numeral in _NUMERAL.findall(folded(self._cut(place)))}

    def _alone(self, place: Shown) -> set[Decimal]:
        return _numbers(figures.read(self._cut(place)))

    def _document(self, data: Shown) -> Iterator[Invented]:
        declared = self.article.metadata
        known = {folded(one) for one in (declared.title, declared.source, declared.author) if one}
        for path, said in _strings(data):
            if not self.holds(said) and folded(said) not in known:
                yield Invented(path, said, "the article does not hold these words")
        for path, said in ((name, data[name]) for name in _DERIVED if data[name] is not None):
            if not self.holds(said) and (self.outside_names(said) or numerals(said) - self._numerals):
                yield Invented(path, said, "it holds a name or a numeral that the article does not")
        printed = {one.iso for one in self._read if one.iso} | {declared.published_at and declared.published_at[:10]}
        date = data["event_date"]
        if date is not None and not any(one and (date == one or (one.startswith("--") and date.endswith(one[1:]))) for one in printed):
            yield Invented("event_date", date, "the article prints no such day")

    def _cut(self, place: Shown) -> str:
        return self.article.text[place["start"] : place["end"]]


def _numbers(read: Iterable[Figure]) -> set[Decimal]:
    return {value for one in read for value in (one.value, one.high, one.total) if value is not None}


def lines(data: Shown) -> list[str]:
    """Headline and key points of a result's summary."""
    return [data["summary"]["headline"], *data["summary"]["key_points"]] if data["summary"] else []


def _strings(data: Shown) -> Iterator[tuple[str, str]]:
    inferred = {"province"} if data["province_inferred"] else set()
    yield from ((name, data[name]) for name in _COPIED if data[name] is not None and name not in inferred)
    for number, person in enumerate(data["people"]):
        yield f"people.{number}.name", person["name"]
        if person["position"]:
            yield f"people.{number}.position", person["position"]
    yield from ((f"{name}.{number}", value) for name in ("documents", "tasks") for number, value in enumerate(data[name]))
