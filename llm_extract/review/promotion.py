"""A golden case made of a reviewed article."""

import difflib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llm_extract.batch import files
from llm_extract.evals import cases, drafting
from llm_extract.evals.cases import EXPECTED
from llm_extract.models import Article
from llm_extract.tasks.base import Task

REVIEWED = "reviewed"
"""The tag of a case whose expected file came from a review."""


@dataclass(frozen=True, slots=True)
class Promotion:
    """A case about to be written.

    Attributes:
        folder: of the case.
        expected: the text of its expected file.
        diff: the changes to the file that is there, in unified form; empty where nothing differs; None where there is no such case.
    """

    folder: Path
    expected: str
    diff: str | None


def prepare(root: Path, task: Task, name: str, shown: dict[str, Any], article: Article) -> Promotion:
    """What writing a case would do.

    Args:
        root: folder of golden cases.
        task: whose case it is.
        name: of the case; letters, digits and hyphens are kept of it.
        shown: the corrected result.
        article: its article.

    Raises:
        GoldenError: no name can be made of `name`, the case there has another article, or the result does not fit the guide.
    """
    folder = root / task.name / drafting.slug(name)
    if not folder.exists():
        expected = drafting.dumped({**drafting.draft(shown, task), "tags": [REVIEWED]})
        cases.read_expected(folder.name, expected.encode(), article, task)
        return Promotion(folder, expected, None)
    case = cases.load(folder, task)
    drafting.require_same_article(case, article)
    before = (folder / EXPECTED).read_text(encoding="utf-8-sig")
    kept = drafting.updated(case, task, shown)
    written = {**kept, **{field: shown["extraction"][field] for field in ("summary", "tasks") if shown["extraction"].get(field)}}
    expected = drafting.dumped(written)
    cases.read_expected(folder.name, expected.encode(), article, task)
    same = json.loads(before) == json.loads(expected)
    diff = "" if same else "".join(difflib.unified_diff(before.splitlines(keepends=True), expected.splitlines(keepends=True), n=2))
    return Promotion(folder, expected, diff)


def write(promotion: Promotion, article: Article) -> Path:
    """Writes a case; the article's text as it was read.

    Returns:
        The case's folder.

    Raises:
        OutputError: the folder cannot be written.
    """
    if promotion.diff is None:
        files.folder(promotion.folder)
        files.write(promotion.folder / "article.txt", article.text)
    files.write(promotion.folder / EXPECTED, promotion.expected)
    return promotion.folder
