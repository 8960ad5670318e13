"""What `llm-extract tasks` prints: one line each, to be read or searched."""

from collections.abc import Iterable, Iterator
from typing import Literal

from llm_extract import tasks


def overview(lang: Literal["vi", "en"]) -> Iterator[str]:
    """The tasks there are, with what they extract."""
    return _aligned((name, getattr(tasks.get(name), lang)) for name in tasks.names())


def indicators(name: str, lang: Literal["vi", "en"]) -> Iterator[str]:
    """The indicators of a task, with their meaning.

    Raises:
        UnknownTaskError: no task has that name.
    """
    return _aligned((indicator.code, getattr(indicator, lang)) for indicator in tasks.get(name).indicators)


def _aligned(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    listed = list(rows)
    width = max((len(code) for code, _ in listed), default=0)
    return (f"{code:<{width}}  {meaning}" for code, meaning in listed)
