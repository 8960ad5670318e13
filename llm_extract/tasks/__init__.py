"""The tasks there are."""

from importlib import import_module

from llm_extract.errors import UnknownTaskError
from llm_extract.tasks.base import Task

_MODULES = {"party_building": "llm_extract.tasks.party_building"}


def names() -> tuple[str, ...]:
    """The names of all tasks."""
    return tuple(_MODULES)


def get(name: str) -> Task:
    """A task by its name.

    Raises:
        UnknownTaskError: no task has that name.
    """
    if name not in _MODULES:
        raise UnknownTaskError(f"task {name!r} does not exist; choose one of: {', '.join(_MODULES)}")
    task = import_module(_MODULES[name]).TASK
    if not isinstance(task, Task):
        raise UnknownTaskError(f"task {name!r}: its module holds no Task named TASK; define one")
    return task
