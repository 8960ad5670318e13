"""What a person is shown of a schema of primitives: its texts, its fields, and its figures with what stands beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel

from llm_extract.tasks.primitives import Figure, Pointed, Text, parts_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of a list of things, and what the schema says of it."""

    figure: Figure
    about: str


@dataclass(frozen=True, slots=True)
class Content:
    """A filled schema, sorted.

    Attributes:
        headline: its first text, or empty.
        points: its other texts.
        fields: every other field with its values, by name.
        entries: lists of things that hold a figure, by the field's name.
    """

    headline: str
    points: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    entries: tuple[tuple[str, tuple[Entry, ...]], ...]


def sort(data: BaseModel) -> Content:
    """Sorts a filled schema for showing."""
    values = {name: list(_many(value)) for name, value in data}
    texts = [value.text for parts in values.values() for value in parts if isinstance(value, Text)]
    entries = {name: [entry for value in parts if (entry := _entry(value))] for name, parts in values.items()}
    fields = {
        name: tuple(shown for value in parts if (shown := _shown(value)))
        for name, parts in values.items()
        if not entries[name] and not any(isinstance(value, Text) for value in parts)
    }
    return Content(
        headline=texts[0] if texts else "",
        points=tuple(texts[1:]),
        fields=tuple((name, shown) for name, shown in fields.items() if shown),
        entries=tuple((name, tuple(found)) for name, found in entries.items() if found),
    )


def _many(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else (value,)


def _entry(value: object) -> Entry | None:
    if isinstance(value, Figure):
        return Entry(value, "")
    if not isinstance(value, BaseModel) or isinstance(value, Pointed | Text):
        return None
    figure = next((part for part in parts_of(value) if isinstance(part, Figure)), None)
    return Entry(figure, " · ".join(_parts(value, beside=figure))) if figure else None


def _parts(value: BaseModel, beside: object = None) -> Iterator[str]:
    """What is shown of the fields of a thing, one after the other; of a statement that is true, its name."""
    for name, part in value:
        for one in _many(part):
            if one is True:
                yield name.replace("_", " ")
            elif one is not beside and one is not False and (shown := _shown(one, beside)):
                yield shown


def _shown(value: object, beside: object = None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, Pointed | Text):
        return value.text
    if isinstance(value, BaseModel):
        return " · ".join(_parts(value, beside))
    if isinstance(value, list | tuple):
        return " · ".join(shown for one in value if one is not beside and (shown := _shown(one, beside)))
    return str(getattr(value, "value", value))
