"""Schemas that point: a model's answer turned back into the schema."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from llm_extract.answer_schemas import plain
from llm_extract.errors import SchemaError
from llm_extract.locales.vi.citations import cited
from llm_extract.models import Figure as ReadFigure
from llm_extract.models import Span
from llm_extract.numbering import Numbered
from llm_extract.own_words import MARK, own_sentences, wrong
from llm_extract.periods import complete
from llm_extract.quoting import locate
from llm_extract.tasks.primitives import Date, Document, Figure, Period, Quote, Text, pointed

_TYPES: Mapping[type, frozenset[str]] = {
    Date: frozenset({"date"}),
    Period: frozenset({"date", "period", "term"}),
    Document: frozenset({"document"}),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an answer that is not the article's.

    Attributes:
        field: the first name of the path: the part of the answer to ask for again.
        path: where it stands, e.g. `people[2].name`.
        code: of the finding it becomes where it stays, e.g. `answer.quote`.
        reason: what is wrong, in English, as told to the model.
        reason_vi: the same in Vietnamese.
    """

    field: str
    path: str
    code: str
    reason: str
    reason_vi: str


@dataclass(slots=True)
class Resolution:
    """An answer resolved: the data without what was wrong, the figures it uses, and the problems.

    `data` is None where a part without which the schema cannot be filled was wrong.
    """

    data: BaseModel | None = None
    used: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class _Struck(Exception):  # noqa: N818  it steers, it is no error
    """A value that cannot be kept; the nearest list or optional field that holds it goes on without it."""


def resolve(schema: type[BaseModel], answer: Mapping[str, Any], numbered: Numbered, *, year: str | None = None) -> Resolution:
    """Fills a schema from an answer; what is wrong is left out and told.

    Args:
        schema: of primitives.
        answer: of the form of `answer_model(schema)`, as parsed from JSON.
        numbered: the article as the model saw it.
        year: completes dates printed without one.

    Returns:
        The data with the article's own text and offsets, and the problems.
    """
    resolution = Resolution()
    worker = _Resolver(numbered, year, resolution)
    try:
        resolution.data = worker.model(schema, answer, "")
    except _Struck:
        resolution.data = None
    if resolution.data is not None:
        _require_showable(resolution.data)
        resolution.used = pointed(resolution.data)
    return resolution


def _require_showable(data: BaseModel) -> None:
    """Computed fields and serializers are the task's own code; whatever they raise is told as the task's."""
    try:
        data.model_dump(mode="json")
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        raise SchemaError(f"{type(data).__name__}: it cannot be written as JSON ({told}); correct its computed fields") from error


@dataclass(slots=True)
class _Resolver:
    numbered: Numbered
    year: str | None
    into: Resolution

    def model(self, schema: type[BaseModel], answer: object, path: str) -> BaseModel:
        if not isinstance(answer, Mapping):
            raise self._struck(path, "answer.form", "this is no object", "không phải một đối tượng")
        values: dict[str, Any] = {}
        for name, info in schema.model_fields.items():
            at = f"{path}.{name}" if path else name
            try:
                if name in answer:
                    values[name] = self._value(info.annotation, answer[name], at)
                elif info.is_required():
                    self._require_none(info.annotation, at)
                    values[name] = None
            except _Struck:
                if info.is_required():
                    raise
        return self._filled(schema, values, path)

    def _require_none(self, annotation: Any, path: str) -> None:  # noqa: ANN401  values of any schema
        if NoneType not in get_args(plain(annotation)):
            raise self._struck(path, "answer.missing", "this is not answered", "chưa được trả lời")

    def _filled(self, schema: type[BaseModel], values: dict[str, Any], path: str) -> BaseModel:
        """The schema with its values, without those optional ones that its own validators refuse."""
        while True:
            try:
                return schema.model_validate(values, by_name=True, by_alias=False)
            except ValidationError as error:
                wrong = error.errors(include_url=False, include_input=False)[0]
            except Exception as error:
                told = f"{type(error).__name__}: {error}"
                raise SchemaError(f"{schema.__name__}: its own validators fail ({told}); correct them, or raise ValueError") from error
            name = str(wrong["loc"][0]) if wrong["loc"] else ""
            at = f"{path}.{name}".strip(".")
            told = wrong["msg"]
            struck = self._struck(at, "answer.schema", f"the schema does not take this: {told}", f"không hợp với lược đồ: {told}")
            if name not in values or schema.model_fields[name].is_required():
                raise struck
            del values[name]

    def _value(self, annotation: Any, answer: Any, path: str) -> Any:  # noqa: ANN401  values of any schema
        annotation = plain(annotation)
        origin, args = get_origin(annotation), get_args(annotation)
        if origin in {Union, UnionType}:
            return self._optional(args, answer, path)
        if origin in {list, tuple, Sequence}:
            return (tuple if origin is tuple else list)(self._items(args[0], answer, path))
        if origin is Literal or annotation is bool:
            return self._choice(args or (True, False), answer, path)
        if issubclass(annotation, Enum):
            return annotation(self._choice([member.value for member in annotation], answer, path))
        if annotation in _READERS:
            return _READERS[annotation](self, answer, path)
        return self.model(annotation, answer, path)

    def _optional(self, args: tuple[Any, ...], answer: Any, path: str) -> Any:  # noqa: ANN401  as above
        if NoneType in args and (answer is None or answer == ""):
            return None
        kinds = [arg for arg in args if arg is not NoneType]
        try:
            return self._first([kind for kind in kinds if _takes(kind, answer)] or kinds[:1], answer, path)
        except _Struck:
            if NoneType in args:
                return None
            raise

    def _first(self, kinds: Sequence[Any], answer: Any, path: str) -> Any:  # noqa: ANN401  as above
        """The answer as the first of several types that takes it; where none does, the last one's problem is told."""
        for kind in kinds[:-1]:
            problems = list(self.into.problems)
            try:
                return self._value(kind, answer, path)
            except _Struck:
                self.into.problems = problems
        return self._value(kinds[-1], answer, path)

    def _items(self, kind: Any, answer: Any, path: str) -> Iterator[Any]:  # noqa: ANN401  as above
        if not isinstance(answer, Sequence) or isinstance(answer, str):
            raise self._struck(path, "answer.form", "this is no list", "không phải một danh sách")
        for number, item in enumerate(answer):
            try:
                yield self._value(kind, item, f"{path}[{number}]")
            except _Struck:
                continue

    def _choice(self, allowed: Sequence[Any], answer: Any, path: str) -> Any:  # noqa: ANN401  as above
        if not any(answer == value and type(answer) is type(value) for value in allowed):
            shown = ", ".join(map(str, allowed))
            raise self._struck(path, "answer.choice", f"{answer!r} is none of: {shown}", f"{answer!r} không thuộc: {shown}")
        return answer

    def figure(self, answer: object, path: str) -> Figure:
        read = self._pointed(answer, path, None)
        return Figure(
            **_place(read),
            type=read.type,
            value=read.value,
            high=read.high,
            total=read.total,
            percent=read.percent,
            qualifier=read.qualifier,
        )

    def date(self, answer: object, path: str) -> Date:
        read = self._pointed(answer, path, _TYPES[Date])
        return Date(**_place(read), iso=complete(read.iso, self.year))

    def period(self, answer: object, path: str) -> Period:
        read = self._pointed(answer, path, _TYPES[Period])
        return Period(**_place(read), iso=complete(read.iso, self.year))

    def document(self, answer: object, path: str) -> Document:
        read = self._pointed(answer, path, _TYPES[Document])
        span = cited(self.numbered.article.text, read.span) or read.span
        return Document(id=read.id, text=span.of(self.numbered.article.text), start=span.start, end=span.end)

    def _pointed(self, answer: object, path: str, types: frozenset[str] | None) -> ReadFigure:
        read = self.numbered.by_id.get(answer) if isinstance(answer, int) and not isinstance(answer, bool) else None
        if read is None:
            told = f"{answer!r} is no figure of the article", f"{answer!r} không phải con số nào của bài"
            raise self._struck(path, "answer.figure", *told)
        if types and read.type not in types:
            wanted = " or ".join(sorted(types))
            told = f"figure {read.id} ({read.text}) is no {wanted}", f"con số {read.id} ({read.text}) không đúng loại {wanted}"
            raise self._struck(path, "answer.figure", *told)
        self.into.used.add(read.id)
        return read

    def quote(self, answer: object, path: str) -> Quote:
        span = self._stretch(answer if isinstance(answer, str) else "")
        if isinstance(span, str):
            told = f"{answer!r}: {span}; quote the article letter by letter", f"“{answer}” không phải nguyên văn của bài"
            raise self._struck(path, "answer.quote", *told)
        return Quote(text=span.of(self.numbered.article.text), start=span.start, end=span.end)

    def _stretch(self, answer: str) -> Span | str:
        if not _SENTENCES.fullmatch(answer):
            return locate(self.numbered, answer)
        spans = [self.numbered.sentences.get(int(number)) for number in re.findall(r"\d+", answer)]
        known = [span for span in spans if span]
        if len(known) < len(spans):
            return "there is no such sentence"
        return Span(min(span.start for span in known), max(span.end for span in known))

    def text(self, answer: object, path: str) -> Text:
        if not isinstance(answer, str) or not answer.strip():
            raise self._struck(path, "answer.missing", "this is not answered", "chưa được trả lời")
        kept = [sentence for sentence in own_sentences(answer) if self._is_sound(sentence, path)]
        if not kept:
            raise _Struck
        marked = " ".join(kept)
        used = tuple(int(found[1]) for found in MARK.finditer(marked))
        self.into.used.update(used)
        return Text(text=MARK.sub(lambda found: self.numbered.by_id[int(found[1])].text, marked), marked=marked, figures=used)

    def _is_sound(self, sentence: str, path: str) -> bool:
        found = next(wrong(self.numbered, sentence), None)
        if found:
            self._tell(path, *found)
        return found is None

    def _struck(self, path: str, code: str, reason: str, reason_vi: str) -> _Struck:
        self._tell(path, code, reason, reason_vi)
        return _Struck()

    def _tell(self, path: str, code: str, reason: str, reason_vi: str) -> None:
        self.into.problems.append(Problem(re.split(r"[.\[]", path)[0], path, code, reason, reason_vi))


def _takes(kind: Any, answer: object) -> bool:  # noqa: ANN401  annotations are of any type
    """Whether an answer is of the JSON type, and an object of the names, that a type is asked for as."""
    kind = plain(kind)
    if get_origin(kind) in {Union, UnionType}:
        return any(_takes(one, answer) for one in get_args(kind) if one is not NoneType)
    if get_origin(kind) in {list, tuple, Sequence}:
        return isinstance(answer, list)
    if get_origin(kind) is Literal or kind is bool:
        return answer in (get_args(kind) or (True, False))
    if issubclass(kind, Enum):
        return answer in [member.value for member in kind]
    if kind in {Quote, Text}:
        return isinstance(answer, str)
    return isinstance(answer, int) if kind in _READERS else isinstance(answer, Mapping) and set(answer) <= set(kind.model_fields)


_READERS: Mapping[type, Callable[[_Resolver, object, str], BaseModel]] = {
    Figure: _Resolver.figure,
    Date: _Resolver.date,
    Period: _Resolver.period,
    Document: _Resolver.document,
    Quote: _Resolver.quote,
    Text: _Resolver.text,
}
_SENTENCES = re.compile(r"\s*(?:‹\d+›[\s,]*)+")


def _place(read: ReadFigure) -> dict[str, Any]:
    return {"id": read.id, "text": read.text, "start": read.span.start, "end": read.span.end}
