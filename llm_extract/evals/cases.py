"""Golden cases: an article and what a correct extraction of it holds. Their files are not trusted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from pydantic import ValidationError

from llm_extract import loading
from llm_extract.errors import GoldenError, InputError
from llm_extract.evals import gold, plain
from llm_extract.evals.gold import Gold
from llm_extract.evals.places import Places
from llm_extract.evals.plain import PlainGold
from llm_extract.loading.limits import Limits
from llm_extract.models import Article
from llm_extract.tasks.base import Task

EXPECTED = "expected.json"
_LIMITS = Limits()


@dataclass(frozen=True)
class Case:
    """A golden case.

    Attributes:
        name: its folder's name.
        folder: where it is.
        article: the article.
        expected: what a correct extraction holds: a `Gold` for tasks with indicators, else a `PlainGold`.
        digest: SHA-256, in hex, of the article's bytes and those of the expected file.
    """

    name: str
    folder: Path
    article: Article
    expected: Gold | PlainGold = field(repr=False)
    digest: str

    @property
    def tags(self) -> tuple[str, ...]:
        """Words that cases are chosen by."""
        return self.expected.tags

    @cached_property
    def places(self) -> Places:
        """The article's text, to find quotes in."""
        return Places(self.article.text)


def find(root: Path, task: Task, pattern: str = "*") -> tuple[Path, ...]:
    """The folders of a task's cases, by name.

    Args:
        root: folder of golden cases, one folder a task.
        task: whose cases.
        pattern: shell pattern of the cases' names.

    Raises:
        GoldenError: there is no folder of this task, or no case of such a name.
    """
    home = root / task.name
    try:
        entries = sorted(home.iterdir())
    except OSError as error:
        raise GoldenError(f"{home}: no golden cases of task {task.name} ({error.strerror}); give their folder with --golden") from error
    found = tuple(path for path in entries if not path.name.startswith(".") and path.is_dir() and fnmatchcase(path.name, pattern))
    if not found:
        raise GoldenError(f"{home}: no case is named like {pattern!r}; give another --cases")
    return found


def load(folder: Path, task: Task) -> Case:
    """Reads one case.

    Raises:
        GoldenError: its article is missing, doubled or unreadable, or its expected file holds what the guide does not allow; the message
            names case and field.
    """
    raw, source = _bytes(folder, EXPECTED), _article(folder)
    data = _bytes(folder, source)
    try:
        article = loading.load_bytes(data, name=source, uri=f"{folder.name}/{source}")
    except InputError as error:
        raise GoldenError(f"case {folder.name}, {source}: {error}") from error
    expected = read_expected(folder.name, raw, article, task)
    return Case(folder.name, folder, article, expected, sha256(data + b"\0" + raw).hexdigest())


def load_all(folders: Sequence[Path], task: Task, tag: str | None = None) -> tuple[Case, ...]:
    """Reads cases; with `tag`, those that bear it.

    Raises:
        GoldenError: a case cannot be used, or none bears the tag.
    """
    cases = tuple(case for folder in folders if tag in {None, *(case := load(folder, task)).tags})
    if not cases:
        raise GoldenError(f"tag {tag!r}: no case bears it; give another --tag")
    return cases


def read_expected(name: str, raw: bytes, article: Article, task: Task) -> Gold | PlainGold:
    """Reads an expected file's bytes against its article.

    Raises:
        GoldenError: see `load`.
    """
    values = _json(name, raw)
    places = Places(article.text)
    try:
        made = gold.read(values) if task.indicators else plain.read(values, task)
    except ValidationError as error:
        first = error.errors()[0]
        _refuse(name, ".".join(map(str, first["loc"])), first["msg"])
    except plain.PlainError as error:
        _refuse(name, error.path, error.reason)
    wrong = gold.faults(made, task, places) if isinstance(made, Gold) else plain.faults(made, places)
    for path, reason in wrong:
        _refuse(name, path, reason)
    return made


def _refuse(name: str, path: str, reason: str) -> NoReturn:
    raise GoldenError(f"case {name}, {EXPECTED}, {path or 'file'}: {reason}; correct the file, see the annotation guide")


def _article(folder: Path) -> str:
    found = sorted(path.name for path in folder.glob("article.*"))
    if len(found) != 1:
        what = "there is no article.*" if not found else f"there are several articles ({', '.join(found)})"
        raise GoldenError(f"case {folder.name}: {what}; a case has one article file")
    return found[0]


def _bytes(folder: Path, name: str) -> bytes:
    """A file of the case's own: no link leads out of its folder, and its size is bounded as loading bounds it."""
    path = folder / name
    try:
        if not path.is_file() or path.resolve().parent != folder.resolve():
            raise GoldenError(f"case {folder.name}, {name}: there is no such file in the case's own folder; put it there")
        if path.stat().st_size > _LIMITS.max_bytes:
            raise GoldenError(f"case {folder.name}, {name}: it has more than {_LIMITS.max_bytes} bytes; make it shorter")
        return path.read_bytes()
    except OSError as error:
        raise GoldenError(f"case {folder.name}, {name}: it cannot be read ({error.strerror}); restore it") from error


def _json(name: str, raw: bytes) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                _refuse(name, key, "the field stands twice")
        return dict(pairs)

    def constant(text: str) -> NoReturn:
        _refuse(name, "", f"{text} is no number")

    try:
        values = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=once, parse_constant=constant)
    except (ValueError, RecursionError) as error:
        _refuse(name, "", f"it is no JSON ({error})")
    if not isinstance(values, dict):
        _refuse(name, "", "it holds no object")
    return values
