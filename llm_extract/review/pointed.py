"""Values that point into the article, as a reviewer types them: what is typed has to stand there, and its place is found anew.

A list is one entry a line; an entry of several parts has them in the schema's order with a bar between, as `figure | what it counts`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from llm_extract import figures
from llm_extract.answer_schemas import plain
from llm_extract.corrections import Json
from llm_extract.errors import CorrectionError
from llm_extract.models import Article, Figure, Span
from llm_extract.numbering import Numbered
from llm_extract.periods import complete, year_of
from llm_extract.quoting import locate
from llm_extract.render.strings import strings
from llm_extract.review import summaries
from llm_extract.tasks import primitives
from llm_extract.tasks.base import Task

_BAR = "|"
_DATED: Mapping[type, frozenset[str]] = {
    primitives.Date: frozenset({"date"}),
    primitives.Period: frozenset({"date", "period", "term"}),
}
_LEAVES = (primitives.Figure, primitives.Document, *_DATED, primitives.Quote, primitives.Text)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a field is typed.

    Attributes:
        parts: the kinds of an entry's parts by their names; one without name where an entry is a lone value.
        needed: names of the parts that an entry must have.
        is_list: whether there may be several entries.
    """

    parts: Mapping[str, type]
    needed: frozenset[str]
    is_list: bool


def shape(name: str, task: Task) -> Shape | None:
    """How a field of a task is typed; None where the field holds something else than values that point, or holds them deeper."""
    told = task.schema.model_fields.get(name)
    kind, is_list = _item(told.annotation) if told else (None, False)
    if kind in _LEAVES:
        return Shape({"": kind}, frozenset({""}) if is_list else frozenset(), is_list)
    if not is_list or not isinstance(kind, type) or not issubclass(kind, BaseModel):
        return None
    parts = {part: _without_none(info.annotation) for part, info in kind.model_fields.items()}
    if not parts or not set(parts.values()) <= set(_LEAVES):
        return None
    return Shape(parts, frozenset(part for part, info in kind.model_fields.items() if info.is_required()), is_list)


def _item(annotation: object) -> tuple[Any, bool]:
    kind = _without_none(annotation)
    if get_origin(kind) in {tuple, list, Sequence}:
        return _without_none(get_args(kind)[0]), True
    return kind, False


def _without_none(annotation: object) -> Any:  # noqa: ANN401  annotations are of any type
    kinds = [one for one in get_args(plain(annotation)) if one is not NoneType]
    is_optional = NoneType in get_args(plain(annotation)) and len(kinds) == 1
    return plain(kinds[0]) if is_optional else plain(annotation)


def typed(value: Json) -> str:
    """A field's value as it stands in its text box."""
    entries = value if isinstance(value, list) else [value] if value else []
    return "\n".join(_entry(one) for one in entries)


def _entry(entry: Mapping[str, Json]) -> str:
    if "text" in entry:
        return _on_one_line(entry["text"])
    return f" {_BAR} ".join(_on_one_line(part["text"]) if part else "" for part in entry.values()).rstrip(f" {_BAR}")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class Reader:
    """Reads what is typed into one field.

    Attributes:
        name: the field's name.
        task: whose field it is.
        article: the article.
        result: as `export.to_json` gives it.
        before: what the field holds: what is typed as it was keeps its place.
    """

    name: str
    task: Task
    article: Article
    result: Mapping[str, Json]
    before: Json = None
    _used: set[int] = field(default_factory=set)

    def read(self, text: str) -> Json:
        """The field's value.

        Raises:
            CorrectionError: the article does not hold what is typed, or a part is missing.
        """
        how = shape(self.name, self.task)
        if how is None:
            raise self._wrong(
                "this field cannot be typed; accept it, or extract the article again",
                "mục này không gõ được; hãy chấp nhận, hoặc trích xuất lại bài",
            )
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        known = self._known()
        if not how.is_list:
            lines = [" ".join(lines)] if lines else []
        entries = [self._read(line, number, how, known) for number, line in enumerate(lines, 1)]
        value = entries if how.is_list else next(iter(entries), None)
        self._require(value)
        return value

    def _require(self, value: Json) -> None:
        told: Any = self.task.schema.model_fields[self.name].annotation
        try:
            TypeAdapter(told).validate_json(json.dumps(value))
        except ValidationError as error:
            raise self._wrong(
                f"the task does not take this ({error.errors()[0]['msg']}); write another value",
                "tác vụ không nhận giá trị này; hãy viết giá trị khác",
            ) from error

    def _wrong(self, reason: str, reason_vi: str) -> CorrectionError:
        return CorrectionError(f"{self.name}: {reason}", f"{strings('vi').name(self.name)}: {reason_vi}")

    def _known(self) -> dict[str, list[Json]]:
        """The values that the field holds, by their texts, in order."""
        known = dict[str, list[Json]]()
        for leaf in _leaves(self.before):
            known.setdefault(_on_one_line(leaf["text"]), []).append(leaf)
        return known

    def _read(self, line: str, number: int, how: Shape, known: dict[str, list[Json]]) -> Json:
        said = [_on_one_line(part) for part in line.split(_BAR, len(how.parts) - 1)] if len(how.parts) > 1 else [_on_one_line(line)]
        given = {part: words for part, words in zip_longest(how.parts, said, fillvalue="") if words}
        if missing := how.needed - given.keys():
            wanted = f" {_BAR} ".join(how.parts)
            absent = ", ".join(sorted(missing))
            raise self._wrong(f"line {number}: {absent} is missing; write {wanted}", f"dòng {number}: thiếu {absent}; hãy viết {wanted}")
        near = [self.article.text.find(words) for words in given.values() if len(given) > 1]
        read = {part: self._leaf(how.parts[part], words, known, max(near, default=-1)) for part, words in given.items()}
        return read[""] if "" in how.parts else {part: read.get(part) for part in how.parts}

    def _leaf(self, kind: type, words: str, known: dict[str, list[Json]], near: int) -> Json:
        if same := known.get(words):
            leaf = same.pop(0)
            self._used.add(leaf.get("id", 0))
            return leaf
        if kind is primitives.Text:
            return self._text(words)
        return self._quote(words) if kind is primitives.Quote else self._figure(kind, words, near)

    def _quote(self, words: str) -> Json:
        span = locate(Numbered.whole(self.article, self._figures), words)
        if isinstance(span, str):
            raise self._wrong(
                f"{words!r} is not in the article ({span}); copy the words from it",
                f"“{words}” không có trong bài; hãy chép đúng lời của bài",
            )
        return _dump(primitives.Quote(text=span.of(self.article.text), start=span.start, end=span.end))

    def _text(self, words: str) -> Json:
        if outside := summaries.outside(words, self.article):
            strange = ", ".join(outside)
            raise self._wrong(
                f"the article does not hold {strange}; write what it says", f"bài không có {strange}; hãy viết đúng điều bài nói"
            )
        ids = {one.text: one.id for one in reversed(self._figures)}
        used = tuple(ids[one.text] for one in figures.read(words) if one.text in ids)
        return _dump(primitives.Text(text=words, figures=used))

    def _figure(self, kind: type, words: str, near: int) -> Json:
        found = [one for one in self._figures if self._is_meant(one, kind, words)]
        if not found:
            raise self._wrong(
                f"{words!r} is no such figure of the article; write one as the article prints it",
                f"“{words}” không phải con số như vậy của bài; hãy viết như bài in",
            )
        one = min(found, key=lambda figure: (figure.id in self._used, abs(figure.span.start - near) if near >= 0 else 0))
        self._used.add(one.id)
        place: dict[str, Any] = {"id": one.id, "text": one.text, "start": one.span.start, "end": one.span.end}
        if kind in _DATED:
            return _dump(kind(**place, iso=complete(one.iso, self._year)))
        if kind is primitives.Figure:
            read = {name: getattr(one, name) for name in ("type", "value", "high", "total", "percent", "qualifier")}
            return _dump(primitives.Figure(**place | read))
        return _dump(kind(**place))

    def _is_meant(self, one: Figure, kind: type, words: str) -> bool:
        is_of_kind = one.type in _DATED.get(kind, {one.type}) and (kind is not primitives.Document or one.type == "document")
        return is_of_kind and (words == one.text or (kind in _DATED and words == complete(one.iso, self._year)))

    @cached_property
    def _figures(self) -> tuple[Figure, ...]:
        """The figures of the extraction: another reading of the article may number them otherwise."""
        return tuple(_figure_of(one) for one in self.result["figures"])

    @property
    def _year(self) -> str | None:
        return year_of(self.article.metadata.published_at)


def _figure_of(shown: Mapping[str, Json]) -> Figure:
    value, high, total = (None if shown[name] is None else Decimal(str(shown[name])) for name in ("value", "high", "total"))
    span = Span(shown["start"], shown["end"])
    read = Figure(shown["id"], span, shown["text"], shown["type"], value, percent=shown["percent"])
    return replace(read, high=high, total=total, qualifier=shown["qualifier"], iso=shown["iso"])


def _leaves(value: Json) -> Iterator[dict[str, Json]]:
    if isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, dict):
        if "text" in value:
            yield value
        else:
            yield from _leaves(list(value.values()))


def _dump(value: BaseModel) -> Json:
    return value.model_dump(mode="json")
