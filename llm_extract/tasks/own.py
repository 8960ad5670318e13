"""A user's own task: a schema in a Python file, beside its prompt."""

import importlib.util
import re
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from pydantic import BaseModel

from llm_extract.errors import UnknownTaskError
from llm_extract.tasks.base import Task


def load(path: Path) -> Task:
    """The task of a file such as `my_task.py`, whose prompt is `my_task.md` beside it.

    The file holds a `Task` named `TASK`, or one pydantic model that no other model of the file is made of. It is run: use only a file
    that you trust.

    Raises:
        UnknownTaskError: there is no such file, it cannot be run, or it holds no task.
    """
    if not path.is_file():
        raise UnknownTaskError(f"{path}: there is no such file; give the path of a Python file that holds a schema")
    module = _run(path)
    given = getattr(module, "TASK", None)
    task = given if isinstance(given, Task) else _of_schema(_schema(module, path), path)
    return task if task.prompt else _beside(task, path)


def _run(path: Path) -> ModuleType:
    # A name of its own, by which pydantic finds the module's types, and which hides no installed module.
    name = "llm_extract_own_" + re.sub(r"\W", "_", path.stem)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise UnknownTaskError(f"{path}: this is no Python file; give one that ends in .py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise UnknownTaskError(f"{path}: it cannot be run ({type(error).__name__}: {error}); correct it") from error
    return module


def _schema(module: ModuleType, path: Path) -> type[BaseModel]:
    models = [
        one for one in vars(module).values() if isinstance(one, type) and issubclass(one, BaseModel) and one.__module__ == module.__name__
    ]
    inner = {other for model in models for other in models if model is not other and _holds(model, other)}
    roots = [model for model in models if model not in inner and not any(model in other.__bases__ for other in models)]
    if len(roots) != 1:
        found = ", ".join(model.__name__ for model in roots) or "none"
        raise UnknownTaskError(f"{path}: one schema is needed, a pydantic model that no other is made of; found: {found}")
    return roots[0]


def _holds(model: type[BaseModel], other: type[BaseModel]) -> bool:
    return any(re.search(rf"\b{other.__name__}\b", str(info.annotation)) for info in model.model_fields.values())


def _of_schema(schema: type[BaseModel], path: Path) -> Task:
    line = (schema.__doc__ or schema.__name__).strip().partition("\n")[0]
    return Task(name=path.stem, vi=line, en=line, schema=schema, indicators=())


def _beside(task: Task, path: Path) -> Task:
    return replace(task, prompt=str(path.with_suffix(".md")))
