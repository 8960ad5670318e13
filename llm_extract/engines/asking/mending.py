"""Two resolutions of one document, the second asked for again: what was right in the first is not lost to the second."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel

from llm_extract.pointing import Resolution
from llm_extract.tasks.primitives import Pointed, Text


def mended(first: Resolution, second: Resolution, fields: Iterable[str]) -> Resolution:
    """The second resolution with what was right in the first.

    Args:
        first: of the answers so far.
        second: of the same answers, with some fields from a new one in their place.
        fields: names of these fields.

    Returns:
        The second's problems; of the data, in each of the fields, what either has right.
    """
    used = first.used | second.used
    if first.data is None or second.data is None:
        return Resolution(second.data or first.data, used, second.problems)
    values = {name: _both(getattr(first.data, name), getattr(second.data, name)) for name in fields if hasattr(first.data, name)}
    return Resolution(second.data.model_copy(update=values), used, second.problems)


def _both(first: Any, second: Any) -> Any:  # noqa: ANN401  values of any schema
    if first is None or second is None:
        return second if first is None else first
    if isinstance(first, list | tuple):
        return _lists(first, second)
    if isinstance(first, BaseModel) and not isinstance(first, Pointed | Text):
        return first.model_copy(update={name: _both(value, getattr(second, name)) for name, value in first})
    return first


def _lists(first: Sequence[Any], second: Sequence[Any]) -> list[Any]:
    """Items of both; of texts, which say the same in other words, the longer list, the second where they are equal."""
    if any(isinstance(item, Text) for item in (*first, *second)):
        return list(first if len(first) > len(second) else second)
    return [*(item for item in first if not any(_says(other, item) for other in second)), *second]


def _says(one: Any, other: Any) -> bool:  # noqa: ANN401  as above
    """Whether one item says all that another does."""
    if isinstance(one, BaseModel) and isinstance(other, BaseModel) and not isinstance(one, Pointed):
        return all(value is None or value == getattr(one, name, None) for name, value in other)
    return bool(one == other)
