"""The tasks there are."""

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from llm_extract.errors import UnknownTaskError
from llm_extract.tasks.base import Task, require_sound

GROUP = "llm_extract.tasks"
"""Entry points of this group are tasks: `my_task = my_package.my_module:TASK`."""

_MODULES = {"party_building": "llm_extract.tasks.party_building", "news": "llm_extract.tasks.news"}


def names() -> tuple[str, ...]:
    """The names of all tasks: the package's own, then those of entry points."""
    return (*_MODULES, *sorted(set(_installed()) - set(_MODULES)))


def get(name: str) -> Task:
    """A task by its name, or a user's own by the path of its Python file.

    Args:
        name: a name, or a path that ends in `.py`; the file is run, see `tasks.own.load`.

    Raises:
        UnknownTaskError: no task has that name, or the file holds none.
    """
    if name.endswith(".py"):
        from llm_extract.tasks.own import load

        return load(Path(name))
    if name in _MODULES:
        task = import_module(_MODULES[name]).TASK
    elif name in (installed := _installed()):
        task = _loaded(installed[name])
    else:
        raise UnknownTaskError(f"task {name!r} does not exist; choose one of: {', '.join(names())}; or give the path of a Python file")
    if not isinstance(task, Task):
        raise UnknownTaskError(f"task {name!r}: its module holds no Task named TASK; define one")
    return task if name in _MODULES else require_sound(task)


def _installed() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def _loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except (Exception, SystemExit) as error:
        told = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise UnknownTaskError(f"task {point.name!r}: {point.value} cannot be loaded ({told}); update or remove its package") from error
