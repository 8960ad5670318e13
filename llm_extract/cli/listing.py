"""What `llm-extract tasks` prints: one line each, to be read or searched."""

from collections.abc import Iterable, Iterator
from typing import Literal

from llm_extract import tasks
from llm_extract.cli.streams import say
from llm_extract.errors import UnknownTaskError
from llm_extract.render.safe import visible
from llm_extract.tasks.base import Task


def overview(lang: Literal["vi", "en"]) -> Iterator[str]:
    """The tasks there are, with what they extract; one that a package brings and that cannot be loaded is told on standard error."""
    return _aligned((name, getattr(task, lang)) for name in tasks.names() if (task := _loaded(name)))


def _loaded(name: str) -> Task | None:
    try:
        return tasks.get(name)
    except UnknownTaskError as error:
        say(f"error: {visible(str(error))}")
        return None


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
