"""How much of an answer has come, for whoever waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an answer is: so many characters, or so many of an article's figures; `whole` is None where nobody knows."""

    done: int
    whole: int | None = None
    unit: Literal["characters", "figures"] = "characters"


OnProgress = Callable[[Progress], None]

_on_progress: ContextVar[OnProgress | None] = ContextVar("on_progress", default=None)


@contextmanager
def reporting(on_progress: OnProgress | None) -> Iterator[None]:
    """Calls within this context are streamed, and told of as they come; with None they are not.

    Args:
        on_progress: called with what has come so far, characters or figures; a further try begins at its first character again.
    """
    token = _on_progress.set(on_progress)
    try:
        yield
    finally:
        _on_progress.reset(token)


def wanted() -> OnProgress | None:
    """Who wants to know, in this context."""
    return _on_progress.get()
