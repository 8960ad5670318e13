"""A golden case made of a reviewed article."""

import difflib
import json
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llm_extract.batch import files
from llm_extract.errors import GoldenError, OutputError
from llm_extract.evals import cases, drafting
from llm_extract.evals.cases import EXPECTED, Case
from llm_extract.evals.gold import Gold, GoldMetric
from llm_extract.evals.scoring_metrics import MetricScoring
from llm_extract.models import Article, Span
from llm_extract.tasks.base import Task

REVIEWED = "reviewed"
"""The tag of a case whose expected file came from a review."""

_AUTHORS = ("contradictions", "injection", "tags")
"""Fields that no review has."""
_SHARED = ("summary", "tasks")
"""Fields that stay where a review has none of its own: an engine may give no such values, and that says nothing of the article."""
_EMPTY: tuple[object, ...] = (None, False, [])


@dataclass(frozen=True, slots=True)
class Promotion:
    """A case about to be written.

    Attributes:
        folder: of the case.
        expected: the text of its expected file.
        diff: the changes to the file that is there, in unified form; empty where nothing differs; None where there is no such case.
        before: the bytes of the file that is there; None where there is no such case.
    """

    folder: Path
    expected: str
    diff: str | None
    before: bytes | None


def prepare(root: Path, task: Task, name: str, shown: dict[str, Any], article: Article, *, decided: Collection[str] = ()) -> Promotion:
    """What writing a case would do.

    Args:
        root: folder of golden cases; `~` is the user's own.
        task: whose case it is.
        name: of the case; letters, digits and hyphens are kept of it.
        shown: the corrected result.
        article: its article.
        decided: the fields of the document that a reviewer decided on: one that is empty then is meant to be.

    Raises:
        GoldenError: no name can be made of `name`, no folder can have the name of `root`, the case there has another article, or the
            result does not fit the guide.
    """
    folder, is_there = _place(root, task, drafting.slug(name))
    if not is_there:
        expected = drafting.dumped({**drafting.draft(shown, task), "tags": [REVIEWED]})
        cases.read_expected(folder.name, expected.encode(), article, task)
        return Promotion(folder, expected, None, None)
    raw = _bytes(folder)
    case = cases.load(folder, task)
    drafting.require_same_article(case, article)
    before = raw.decode("utf-8-sig")
    own = frozenset(name for name in _SHARED if name in decided or shown["extraction"].get(name))
    expected = drafting.dumped(_brought_up(case, task, shown, json.loads(before), own))
    cases.read_expected(folder.name, expected.encode(), article, task)
    same = json.loads(before) == json.loads(expected)
    diff = "" if same else "".join(difflib.unified_diff(before.splitlines(keepends=True), expected.splitlines(keepends=True), n=2))
    return Promotion(folder, expected, diff, raw)


def write(promotion: Promotion, article: Article) -> Path:
    """Writes a case; the article's text as it was read.

    Returns:
        The case's folder.

    Raises:
        GoldenError: since the case was prepared somebody made one of that name, or changed or removed its file.
        OutputError: the folder cannot be written.
    """
    folder = promotion.folder
    if promotion.before is None:
        _make(promotion, article)
    elif _bytes(folder) == promotion.before:
        files.write(folder / EXPECTED, promotion.expected)
    else:
        raise GoldenError(f"case {folder.name}: somebody changed it meanwhile; look at the changes again, then replace it")
    return folder


def _place(root: Path, task: Task, name: str) -> tuple[Path, bool]:
    """The case's folder, and whether it is there."""
    try:
        folder = root.expanduser() / task.name / name
        folder.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return folder, False
    except (OSError, ValueError, RuntimeError) as error:  # too long, not permitted, no such user's home
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise GoldenError(f"{root}: this cannot be a folder of golden cases ({why}); give another folder") from error
    return folder, True


def _make(promotion: Promotion, article: Article) -> None:
    folder = promotion.folder
    files.folder(folder.parent)
    try:
        folder.mkdir()
    except FileExistsError:
        raise GoldenError(f"case {folder.name}: somebody made one of that name meanwhile; look at it, or choose another name") from None
    except OSError as error:
        raise OutputError(f"{folder}: this folder cannot be made ({error.strerror}); give another one") from error
    try:
        files.write(folder / "article.txt", article.text)
        files.write(folder / EXPECTED, promotion.expected)
    except OutputError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _bytes(folder: Path) -> bytes:
    try:
        return (folder / EXPECTED).read_bytes()
    except OSError as error:
        raise GoldenError(f"case {folder.name}: {EXPECTED} cannot be read ({error.strerror}); restore it") from error


def _brought_up(case: Case, task: Task, shown: dict[str, Any], before: dict[str, Any], own: Collection[str]) -> dict[str, Any]:
    """The values of a case's file after a review; `own` names those of `_SHARED` that the review says itself."""
    if not isinstance(case.expected, Gold):
        return {**drafting.updated(case, task, shown), **{field: shown["extraction"][field] for field in own}}
    after = drafting.draft(shown, task)
    drafted = after["not_metrics"]
    scoring = MetricScoring(case.expected, tuple(shown["extraction"]["metrics"]), case.places)
    agreed = dict(_agreed(scoring, after["metrics"]))
    after["metrics"] = [before["metrics"][agreed[j]] if j in agreed else metric for j, metric in enumerate(after["metrics"])]
    paired = {i for i, _ in scoring.pairs}
    gone = [span for i, metric in enumerate(case.expected.metrics) if i not in paired for span in scoring.where(metric)]
    after["not_metrics"] = _not_metrics(case, before.get("not_metrics", []), drafted, (shown["figures"], gone))
    known = [(one["indicator"], one["value"], one["evidence"]) for one in after["metrics"]]
    after["debatable"] = [one for one in before.get("debatable", []) if (one["indicator"], one["value"], one["evidence"]) in known]
    after |= {name: before[name] for name in (*_AUTHORS, *_SHARED) if name in before and name not in own}
    after = {name: value for name, value in before.items() if value in _EMPTY} | after
    return {name: after[name] for name in (*before, *after) if name in after and (name in before or after[name] not in _EMPTY)}


def _agreed(scoring: MetricScoring, metrics: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int]]:
    """Positions of the review's metrics and of the file's that say the same at the same place in all but the wording of the evidence."""
    names = {name: field.default for name, field in GoldMetric.model_fields.items() if name != "evidence"}
    for i, j in scoring.pairs:
        old, quote = scoring.gold.metrics[i], scoring.predicted[j]["evidence"]
        is_there = any(span.overlaps(Span(quote["start"], quote["end"])) for span in scoring.where(old))
        if is_there and all(getattr(old, name) == metrics[j].get(name, default) for name, default in names.items()):
            yield j, i


def _not_metrics(
    case: Case,
    before: list[dict[str, str]],
    drafted: list[dict[str, str]],
    told: tuple[Sequence[Mapping[str, Any]], Sequence[Span]],
) -> list[dict[str, str]]:
    """The stretches without metrics: the file's own, less those whose figure is a metric now, and what the review set aside since.

    Args:
        case: the case.
        before: the file's own.
        drafted: those of the review.
        told: the figures of the review, and where the file's metrics stood that the review does not know any more.
    """
    figures, gone = told
    metrics = [Span(one["start"], one["end"]) for one in figures if one["status"] == "metric"]

    def is_free(place: Span) -> bool:
        return not any(span in place for span in metrics)

    kept = [one for one in before if any(map(is_free, case.places.of(one["text"])))]
    # A stretch of several figures that goes because of one leaves the others without an account.
    gone = [*gone, *(span for one in before if one not in kept for span in case.places.of(one["text"]))]
    covered = [span for one in kept for span in case.places.of(one["text"])]
    for one in drafted:
        new = [span for span in case.places.of(one["text"]) if any(span.overlaps(other) for other in gone)]
        if any(is_free(span) and not any(span in other for other in covered) for span in new):
            kept.append(one)
    return kept
