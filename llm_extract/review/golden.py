"""Corrections of what a golden case expects: each gives the whole file anew, read as every case is before it may be written."""

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llm_extract.batch import files
from llm_extract.corrections import Json
from llm_extract.errors import GoldenError
from llm_extract.evals import cases
from llm_extract.evals.cases import EXPECTED, Case
from llm_extract.evals.drafting import dumped
from llm_extract.review.judged import Judged
from llm_extract.tasks.base import Task

Values = Mapping[str, Json]
_KEY = ("indicator", "value", "evidence")
"""What a `debatable` entry names its metric by."""


@dataclass(frozen=True, slots=True)
class Change:
    """A case's expected file about to be written.

    Attributes:
        folder: of the case.
        before: the file's bytes now.
        after: its text from then on.
        diff: the changes in unified form, both sides laid out as the file will be; empty where nothing differs.
        is_laid_out_anew: whether lines change too that say the same.
    """

    folder: Path
    before: bytes
    after: str
    diff: str
    is_laid_out_anew: bool


def values(case: Case) -> dict[str, Any]:
    """What the case's expected file holds now.

    Raises:
        GoldenError: it cannot be read any more.
    """
    return _loaded(case, _bytes(case.folder))


def prepare(case: Case, task: Task, after: Values) -> Change:
    """What writing other values would do.

    Args:
        case: the case.
        task: its task.
        after: all values of the file from then on.

    Raises:
        GoldenError: the case could not be used with them; the message says which field and why.
    """
    raw, text = _bytes(case.folder), dumped(after)
    cases.read_expected(case.name, text.encode(), case.article, task)
    before = dumped(_loaded(case, raw))
    diff = "".join(difflib.unified_diff(before.splitlines(keepends=True), text.splitlines(keepends=True), n=2))
    return Change(case.folder, raw, text, diff, before.encode() != raw)


def write(change: Change) -> None:
    """Writes it.

    Raises:
        GoldenError: somebody changed the file since the change was prepared.
        OutputError: it cannot be written.
    """
    if _bytes(change.folder) != change.before:
        raise GoldenError(f"case {change.folder.name}: somebody changed it meanwhile; look at it again, then correct it")
    files.write(change.folder / EXPECTED, change.after)


def with_field(now: Values, field: str, value: Json) -> dict[str, Json]:
    """Another value of a document's field; None, or nothing, takes it away."""
    kept = {name: one for name, one in now.items() if name != field or value is not None}
    return kept if value is None else {**kept, field: value}


def with_metric_fields(now: Values, at: int, changed: Mapping[str, Json]) -> dict[str, Json]:
    """Other values of fields of an expected metric, None for none; other codes that were right for it stay right."""
    old = now["metrics"][at]
    new = {name: value for name, value in {**old, **changed}.items() if value is not None}
    debatable = [_renamed(one, old, new) for one in now.get("debatable", ())]
    metrics = [new if number == at else one for number, one in enumerate(now["metrics"])]
    return {**now, "metrics": metrics, **({"debatable": debatable} if "debatable" in now else {})}


def without_metric(now: Values, at: int) -> dict[str, Json]:
    """One expected metric less."""
    old = now["metrics"][at]
    metrics = [one for number, one in enumerate(now["metrics"]) if number != at]
    doubled = any(_key(one) == _key(old) for one in metrics)
    debatable = [one for one in now.get("debatable", ()) if doubled or _key(one) != _key(old)]
    return {**now, "metrics": metrics, **({"debatable": debatable} if "debatable" in now else {})}


def with_metric(now: Values, metric: Mapping[str, Json]) -> dict[str, Json]:
    """One expected metric more, behind the others."""
    return {**now, "metrics": [*now["metrics"], dict(metric)]}


def accepting(now: Values, at: int, code: str, why: str) -> dict[str, Json]:
    """Another code is right too for an expected metric."""
    metric = now["metrics"][at]
    entry = {**{name: metric[name] for name in _KEY}, "accept": [code], "why": why}
    return {**now, "debatable": [*now.get("debatable", ()), entry]}


def metric_of(shown: Judged, case: Case) -> dict[str, Json]:
    """An expected metric made of one that a result gave and the case does not expect: code, kind, value and its quote."""
    from llm_extract.evals.scoring_metrics import read_told

    fields = read_told(shown.of.got or "")
    quote = shown.item.evidence[-1].of(case.article.text) if shown.item.evidence else ""
    made: dict[str, Json] = {name: _typed(name, value) for name, value in fields.items()}
    return {**made, "evidence": quote}


def _typed(name: str, value: str) -> Json:
    if name not in {"value", "high", "total", "percent"}:
        return value
    try:
        number = float(value)
    except ValueError:
        return value  # reading the case says what is wrong with it
    return int(number) if number.is_integer() else number


def _renamed(entry: Mapping[str, Json], old: Mapping[str, Json], new: Mapping[str, Json]) -> dict[str, Json]:
    return {**entry, **{name: new.get(name) for name in _KEY}} if _key(entry) == _key(old) else dict(entry)


def _key(entry: Mapping[str, Json]) -> tuple[Json, ...]:
    return tuple(entry.get(name) for name in _KEY)


def _bytes(folder: Path) -> bytes:
    try:
        return (folder / EXPECTED).read_bytes()
    except OSError as error:
        raise GoldenError(f"case {folder.name}: {EXPECTED} cannot be read ({error.strerror}); restore it") from error


def _loaded(case: Case, raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw.decode("utf-8-sig"))
    except ValueError as error:
        raise GoldenError(f"case {case.name}: {EXPECTED} is no JSON any more; restore it") from error
    if not isinstance(found, dict):
        raise GoldenError(f"case {case.name}: {EXPECTED} holds no object any more; restore it")
    return found
