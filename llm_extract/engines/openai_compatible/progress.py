"""How much of an answer has come, for whoever waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

OnProgress = Callable[[int], None]

_on_progress: ContextVar[OnProgress | None] = ContextVar("on_progress", default=None)


@contextmanager
def reporting(on_progress: OnProgress | None) -> Iterator[None]:
    """Calls within this context are streamed; with None they are not.

    Args:
        on_progress: called with the number of the answer's characters so far; a further try begins at its first character again.
    """
    token = _on_progress.set(on_progress)
    try:
        yield
    finally:
        _on_progress.reset(token)


def wanted() -> OnProgress | None:
    """Who wants to know, in this context."""
    return _on_progress.get()
