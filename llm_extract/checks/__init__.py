"""Checks of an extraction against its article, one a module."""

from collections.abc import Callable, Iterator

from llm_extract.checks import (
    accounted,
    dates,
    differences,
    document,
    grounding,
    parts,
    percentages,
    pointing,
    ratings,
    ratios,
    regions,
    repeats,
    rest,
    summary,
)
from llm_extract.checks.view import View
from llm_extract.models import Article, Extraction, Finding
from llm_extract.tasks.base import Task

Check = Callable[[View], Iterator[Finding]]

# First what the engine may have got wrong, then what the article contradicts itself in.
CHECKS: tuple[Check, ...] = (
    grounding.check,
    accounted.check,
    summary.check,
    pointing.check,
    document.check,
    regions.check,
    percentages.check,
    differences.check,
    parts.check,
    rest.check,
    ratings.check,
    ratios.check,
    repeats.check,
    dates.check,
)


def run(article: Article, extraction: Extraction, task: Task) -> tuple[Finding, ...]:
    """Runs every check.

    Args:
        article: the article.
        extraction: what was extracted from it.
        task: the task it was extracted for.

    Returns:
        The findings, in the order of the checks. Two checks may see the same contradiction by different ways; it is given once.
    """
    view = View(article, extraction, task)
    findings: list[Finding] = []
    for check in CHECKS:
        findings.extend(finding for finding in check(view) if not any(_is_same(finding, other) for other in findings))
    return tuple(findings)


def _is_same(finding: Finding, other: Finding) -> bool:
    """Whether two findings of one code speak of the same place: one names every figure that the other does."""
    if finding.code != other.code or finding.message == other.message:
        return finding == other
    return bool(finding.spans) and (set(finding.spans) <= set(other.spans) or set(other.spans) <= set(finding.spans))
