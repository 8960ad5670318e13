"""A user's own task: a schema in a Python file, beside its prompt."""

import importlib.util
import re
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

from pydantic import BaseModel

from llm_extract.errors import UnknownTaskError
from llm_extract.tasks.base import Task, require_sound


def load(path: Path) -> Task:
    """The task of a file such as `my_task.py`, whose prompt is `my_task.md` beside it.

    The file holds a `Task` named `TASK`, or one pydantic model that no other model of the file is made of. It is run: use only a file
    that you trust.

    Raises:
        UnknownTaskError: there is no such file, it cannot be run, or it holds no task.
    """
    if not path.is_file():
        what = "this is a folder" if path.is_dir() else "there is no such file"
        raise UnknownTaskError(f"{path}: {what}; give the path of a Python file that holds a schema")
    module = _run(path)
    task = getattr(module, "TASK", None) or _of_schema(_schema(module, path), path)
    if not isinstance(task, Task):
        raise UnknownTaskError(f"{path}: its TASK is no Task; make it one, or give it another name")
    return require_sound(task if task.prompt else _beside(task, path))


def _run(path: Path) -> ModuleType:
    # A name of its own, by which pydantic finds the module's types, and which hides no installed module.
    name = "llm_extract_own_" + re.sub(r"\W", "_", path.stem)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise UnknownTaskError(f"{path}: this is no Python file; give one that ends in .py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        with redirect_stdout(sys.stderr):  # what the file prints is no part of a result
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        first = str(error).strip().partition("\n")[0]
        raise UnknownTaskError(f"{path}: it cannot be run ({type(error).__name__}: {first}); correct it") from error
    return module


def _schema(module: ModuleType, path: Path) -> type[BaseModel]:
    named = dict.fromkeys(one for one in vars(module).values() if isinstance(one, type))
    models = [one for one in named if issubclass(one, BaseModel) and one.__module__ == module.__name__]
    for model in models:
        model.model_rebuild(raise_errors=False)  # names that were not yet defined where it uses them
    inner = {other for model in models for other in models if model is not other and other in _made_of(model)}
    roots = [model for model in models if model not in inner and not any(model in other.__bases__ for other in models)]
    if len(roots) != 1:
        found = ", ".join(model.__name__ for model in roots) or (_around(models) if models else "none")
        told = "one schema is needed, a pydantic model that no other is made of"
        raise UnknownTaskError(f"{path}: {told}; found: {found}; keep one, or define a Task named TASK")
    return roots[0]


def _around(models: Sequence[type[BaseModel]]) -> str:
    return f"none, since {', '.join(model.__name__ for model in models)} are made of each other"


def _made_of(model: type[BaseModel]) -> set[object]:
    """The types that the fields of a model name, at any depth of their annotations; of a generic model's parameters, the model itself too."""
    found: set[object] = set()
    left: list[Any] = [info.annotation for info in model.model_fields.values()]
    while left:
        one = left.pop()
        generic = getattr(one, "__pydantic_generic_metadata__", None) or {}
        left += [*get_args(one), *(generic.get("args") or ()), *([generic["origin"]] if generic.get("origin") else [])]
        left += [getattr(one, "__value__", None) or getattr(one, "__supertype__", None)]
        found |= {one} if isinstance(one, type) else set()
        left = [other for other in left if other is not None and other not in found]
    return found


def _of_schema(schema: type[BaseModel], path: Path) -> Task:
    line = (schema.__doc__ or "").strip().partition("\n")[0] or schema.__name__
    return Task(name=path.stem, vi=line, en=line, schema=schema, indicators=())


def _beside(task: Task, path: Path) -> Task:
    return replace(task, prompt=str(path.with_suffix(".md")))
