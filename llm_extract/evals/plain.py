"""Expected files of tasks made of primitives: the schema's fields with plain values.

A `Quote` or `Text` is a string, a `Figure` is `{"text": "6,110"}` as printed, a `Date` or `Period` an ISO string, a `Document` its text.
A field that the file leaves out is not judged.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from llm_extract.evals.gold import Contradiction
from llm_extract.evals.places import Places
from llm_extract.tasks.base import Task
from llm_extract.tasks.primitives import Date, Document, Figure, Period, Quote, Text

LeafKind = Literal["text", "quote", "figure", "date", "document", "plain"]
_KINDS: Mapping[type, LeafKind] = {
    Text: "text", Quote: "quote", Figure: "figure", Date: "date", Period: "date", Document: "document",
}  # fmt: skip


class PlainError(Exception):
    """A value does not fit the schema.

    Attributes:
        path: where it stands.
        reason: what is wrong.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value; `start` and `end` where it stands in the article, in code points, for values of results that point."""

    kind: LeafKind
    value: str
    start: int | None = None
    end: int | None = None


Node = Union[Leaf, tuple["Node", ...], dict[str, "Node"], None]  # noqa: UP007  a string inside cannot be joined by `|`
LeafReader = Callable[[LeafKind, object, str], Leaf]


@dataclass(frozen=True)
class PlainGold:
    """An expected file of a task made of primitives.

    Attributes:
        fields: what is expected, by the schema's fields.
        must_not: strings that no value may contain.
        contradictions: what the checks must find; None where the case does not say, and findings are not judged.
        tags: words that cases are chosen by.
    """

    fields: Mapping[str, Node]
    must_not: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] | None = None


def read(values: Mapping[str, Any], task: Task) -> PlainGold:
    """An expected file's values.

    Raises:
        PlainError: a field is unknown, or its value does not fit the schema.
    """
    beside = {name: _strings(name, values.get(name, [])) for name in ("must_not", "tags")}
    given = {name: value for name, value in values.items() if name not in {*beside, "contradictions"}}
    told = _contradictions(values["contradictions"]) if "contradictions" in values else None
    return PlainGold(tree(task.schema, given, _expected), **beside, contradictions=told)


def of_result(task: Task, data: Mapping[str, Any]) -> Mapping[str, Node]:
    """The fields of a result, as JSON values, in the form of expected ones.

    Raises:
        PlainError: the result is not of the task's schema.
    """
    return tree(task.schema, data, _resulted)


def tree(schema: type[BaseModel], values: Mapping[str, Any], leaf: LeafReader, path: str = "") -> dict[str, Node]:
    """Values of an object, read by its schema.

    Raises:
        PlainError: see `read`.
    """
    found: dict[str, Node] = {}
    for name, value in values.items():
        here = f"{path}.{name}" if path else name
        if name not in schema.model_fields:
            raise PlainError(here, "the schema has no such field")
        found[name] = _node(schema.model_fields[name].annotation, value, leaf, here)
    return found


def leaves(node: Node, name: str) -> Iterator[tuple[str, Leaf]]:
    """Every leaf under a node, with its name: the fields that lead to it, without the places in lists."""
    if isinstance(node, Leaf):
        yield name, node
    elif isinstance(node, tuple):
        for one in node:
            yield from leaves(one, name)
    elif isinstance(node, dict):
        for key, one in node.items():
            yield from leaves(one, f"{name}.{key}" if name else key)


def faults(expected: PlainGold, places: Places) -> Iterator[tuple[str, str]]:
    """What of an expected file the article does not hold: figures, quotes and documents.

    Yields:
        A field's name and what is wrong with it.
    """
    for name, leaf in leaves(dict(expected.fields), ""):
        if leaf.kind in {"quote", "figure", "document"} and not places.holds(leaf.value):
            yield name, f"the article does not hold {leaf.value[:80]!r}"
    for number, entry in enumerate(expected.contradictions or ()):
        if not places.holds(entry.evidence):
            yield f"contradictions.{number}.evidence", f"the article does not hold {entry.evidence[:80]!r}"


def _node(annotation: object, value: object, leaf: LeafReader, path: str) -> Node:
    if get_origin(annotation) is Annotated:
        return _node(get_args(annotation)[0], value, leaf, path)
    if get_origin(annotation) in {Union, UnionType}:
        inner = [one for one in get_args(annotation) if one is not type(None)]
        return None if value is None else _node(inner[0], value, leaf, path)
    if get_origin(annotation) in {tuple, list}:
        if not isinstance(value, list | tuple):
            raise PlainError(path, "a list is wanted")
        return tuple(_node(get_args(annotation)[0], one, leaf, f"{path}.{number}") for number, one in enumerate(value))
    if isinstance(annotation, type) and annotation in _KINDS:
        return leaf(_KINDS[annotation], value, path)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not isinstance(value, dict):
            raise PlainError(path, "an object is wanted")
        return tree(annotation, value, leaf, path)
    return _of_few(annotation, value, path)


def _of_few(annotation: object, value: object, path: str) -> Leaf:
    """A `bool`, `Literal` or `Enum`."""
    allowed: tuple[object, ...] = (True, False) if annotation is bool else get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        allowed = tuple(one.value for one in annotation)
    if not any(type(one) is type(value) and one == value for one in allowed):
        raise PlainError(path, f"one of {', '.join(map(repr, allowed))} is wanted")
    return Leaf("plain", str(value))


def _expected(kind: LeafKind, value: object, path: str) -> Leaf:
    if kind == "figure":
        if not (isinstance(value, dict) and set(value) == {"text"} and isinstance(value["text"], str) and value["text"]):
            raise PlainError(path, 'a figure is wanted, as {"text": "6,110"}')
        return Leaf(kind, value["text"])
    if not isinstance(value, str) or not value.strip():
        raise PlainError(path, "a string is wanted")
    return Leaf(kind, value)


def _resulted(kind: LeafKind, value: object, path: str) -> Leaf:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise PlainError(path, f"a {kind} is wanted")
    said = value.get("iso") or value["text"] if kind == "date" else value["text"]
    return Leaf(kind, said, value.get("start"), value.get("end"))


def _contradictions(value: object) -> tuple[Contradiction, ...]:
    if not isinstance(value, list):
        raise PlainError("contradictions", "a list is wanted")
    try:
        return tuple(map(Contradiction.model_validate, value))
    except ValidationError as error:
        raise PlainError("contradictions", error.errors()[0]["msg"]) from error


def _strings(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise PlainError(name, "a list of strings is wanted")
    return tuple(value)
