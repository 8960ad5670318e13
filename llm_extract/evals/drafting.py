"""Golden cases made of results: an expected file as an engine would write it, for a person to correct."""

import json
import re
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llm_extract import loading
from llm_extract.batch import files
from llm_extract.errors import GoldenError, InputError
from llm_extract.evals import cases, plain
from llm_extract.evals.cases import EXPECTED, Case
from llm_extract.evals.doctor import DRAFT
from llm_extract.evals.gold import Gold
from llm_extract.evals.plain import Leaf, Node, PlainError
from llm_extract.evals.scoring_fields import SINGLE
from llm_extract.evals.scoring_metrics import MetricScoring
from llm_extract.evals.truth import Shown
from llm_extract.models import Article
from llm_extract.tasks.base import Task

_AUTHORS = ("contradictions", "debatable", "not_metrics", "injection", "tags", "must_not", "summary", "tasks")
"""Keys that a person writes; a new result changes none of them."""

_BOUND = 300  # code points of a contradiction's evidence
_NAME = 60


@dataclass(frozen=True)
class Source:
    """What a case is made of: the article's bytes under their file name, the article, and a result of it where there is one."""

    data: bytes
    file: str
    article: Article
    shown: Shown | None = None


def source(path: Path) -> Source:
    """An article's file, or a result that `llm-extract run --output` saved.

    Raises:
        InputError: it can be read as neither.
    """
    limits = loading.Limits()
    try:
        if path.stat().st_size > limits.max_bytes:
            raise InputError(f"{path}: it has more than {limits.max_bytes:,} bytes; give a shorter one.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: it cannot be read ({error.strerror}); give an article, or a result saved with run --output.") from error
    if path.suffix.lower() == ".json":
        return _saved(path, data)
    return Source(data, f"article{path.suffix.lower() or '.txt'}", loading.load_bytes(data, name=path.name, uri=str(path)))


def add(root: Path, task: Task, name: str, given: Source, shown: Shown) -> Path:
    """Makes a case; its expected file is a draft, and bears the tag `draft`.

    Args:
        root: folder of golden cases.
        task: whose case it is.
        name: of its folder; letters, digits and hyphens are kept of it.
        given: the article.
        shown: its result, see `export.to_json`.

    Returns:
        The case's folder.

    Raises:
        GoldenError: there is a case of that name, or the result does not fit the article.
        OutputError: the folder cannot be written.
    """
    stem = slug(name)
    folder = root / task.name / stem
    if folder.exists():
        raise GoldenError(f"case {stem}: there is one of that name; give another --name, or use llm-extract golden update")
    expected = {**draft(shown, task), "tags": [DRAFT]}
    raw = dumped(expected)
    cases.read_expected(stem, raw.encode(), given.article, task)
    files.folder(folder)
    try:
        (folder / given.file).write_bytes(given.data)
        files.write(folder / EXPECTED, raw)
        cases.load(folder, task)
    except Exception:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def draft(shown: Shown, task: Task) -> dict[str, Any]:
    """The values of an expected file that a result would be wholly right by.

    Raises:
        GoldenError: the result is not of the task's schema.
    """
    try:
        return _guide(shown) if task.indicators else _values(shown, task)
    except (PlainError, KeyError, TypeError, AttributeError) as error:
        raise GoldenError(f"task {task.name}: the result does not fit its schema ({error}); extract the article again") from error


def updated(case: Case, task: Task, shown: Shown) -> dict[str, Any]:
    """A case's values brought up to date with a result: what a person wrote beside them stays, as do values that say the same."""
    before: dict[str, Any] = json.loads((case.folder / EXPECTED).read_text(encoding="utf-8-sig"))
    after = draft(shown, task)
    if isinstance(case.expected, Gold):
        scoring = MetricScoring(case.expected, tuple(shown["extraction"]["metrics"]), case.places)
        for i, j in scoring.pairs:
            after["metrics"][j] = before["metrics"][i]
        same = {
            name: before[name] for name, (fits, _) in SINGLE.items() if name in before and name in after and fits(before[name], after[name])
        }
        after |= same
        known = [(one["indicator"], one["value"], one["evidence"]) for one in after["metrics"]]
        before["debatable"] = [one for one in before.get("debatable", []) if (one["indicator"], one["value"], one["evidence"]) in known]
    kept = {name: before[name] for name in _AUTHORS if name in before}
    after |= kept
    return {name: after[name] for name in (*before, *after) if name in after and (name in before or after[name] not in ([], None))}


def require_same_article(case: Case, article: Article) -> None:
    """Raises an error where a case is of another article.

    Raises:
        GoldenError: it is.
    """
    if case.article.text != article.text:
        raise GoldenError(f"case {case.name}: it is of another article; choose another name")


def dumped(expected: Mapping[str, Any]) -> str:
    """An expected file's text."""
    return json.dumps(expected, ensure_ascii=False, indent=1) + "\n"


def slug(name: str) -> str:
    """A folder's name: small letters without marks, digits and hyphens.

    Raises:
        GoldenError: nothing of the name is left.
    """
    plain_letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    made = re.sub(r"[^a-z0-9]+", "-", "".join(one for one in plain_letters if not unicodedata.combining(one))).strip("-")[:_NAME]
    if not made:
        raise GoldenError(f"{name!r}: no name for a case can be made of it; give one with --name")
    return made


def _saved(path: Path, data: bytes) -> Source:
    try:
        shown = json.loads(data)
        text, found = shown["article"]["text"], shown["extraction"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: this is no saved result; give one that llm-extract run --output wrote, or an article.") from error
    if not isinstance(text, str) or not isinstance(found, dict):
        raise InputError(f"{path}: this is no saved result; give one that llm-extract run --output wrote, or an article.")
    return Source(text.encode("utf-8", "replace"), "article.txt", loading.load_text(text, str(path)), shown)


def _values(shown: Shown, task: Task) -> dict[str, Any]:
    fields = plain.of_result(task, shown["extraction"])
    return {name: _plain(node) for name, node in fields.items() if node not in (None, ())}


def _guide(shown: Shown) -> dict[str, Any]:
    data = shown["extraction"]
    kept = {name: value for name, value in data.items() if value not in (None, False, [], ()) and name != "metrics"}
    return {
        **kept,
        **{name: data[name] for name in ("people", "documents", "tasks")},
        "metrics": [_metric(metric) for metric in data["metrics"]],
        "contradictions": _contradictions(shown),
        "debatable": [],
        "not_metrics": _not_metrics(shown),
    }


def _metric(metric: Mapping[str, Any]) -> dict[str, Any]:
    names = ("indicator", "kind", "value", "high", "qualifier", "unit", "group", "total", "percent", "period", "scope")
    return {name: metric[name] for name in names if metric[name] is not None} | {"evidence": metric["evidence"]["quote"]}


def _contradictions(shown: Shown) -> list[dict[str, str]]:
    text, found = shown["article"]["text"], []
    for finding in shown["findings"]:
        if finding["origin"] == "article" and finding["severity"] != "info" and finding["spans"]:
            start, end = min(span["start"] for span in finding["spans"]), max(span["end"] for span in finding["spans"])
            first = finding["spans"][0]
            evidence = text[start:end] if end - start <= _BOUND else text[first["start"] : first["end"]]
            found.append({"evidence": evidence, "why": finding["message_vi"]})
    return found


def _not_metrics(shown: Shown) -> list[dict[str, str]]:
    """The figures set aside, each with the word before it, so that its place is found."""
    text, aside = shown["article"]["text"], [one for one in shown["figures"] if one["status"] == "set_aside"]
    found = {f"{_word_before(text, one['start'])}{one['text']}": one["reason"] for one in aside}
    return [{"text": words, "why": reason} for words, reason in found.items()]


def _word_before(text: str, at: int) -> str:
    found = re.search(r"[^\W\d_]+ ?\Z", text[max(0, at - _NAME) : at])
    return found[0] if found else ""


def _plain(node: Node) -> object:
    if isinstance(node, Leaf):
        return {"text": node.value} if node.kind == "figure" else _literal(node)
    if isinstance(node, tuple):
        return [_plain(one) for one in node]
    return {name: _plain(one) for name, one in node.items() if one not in (None, ())} if node else None


def _literal(leaf: Leaf) -> object:
    return leaf.value == "True" if leaf.kind == "plain" and leaf.value in {"True", "False"} else leaf.value


def chosen(root: Path, task: Task, name: str) -> Path:
    """The folder of the case of a name.

    Raises:
        GoldenError: there is none.
    """
    found: Sequence[Path] = [folder for folder in cases.find(root, task) if folder.name == name]
    if not found:
        raise GoldenError(f"case {name}: there is none in {root / task.name}; see llm-extract golden check")
    return found[0]
