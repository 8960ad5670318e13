"""Checks of an extraction against its article, one a module."""

from llm_extract.models import Article, Extraction, Finding
from llm_extract.tasks.base import Task


def run(article: Article, extraction: Extraction, task: Task) -> tuple[Finding, ...]:
    """Runs every check.

    Args:
        article: the article.
        extraction: what was extracted from it.
        task: the task it was extracted for.

    Returns:
        The findings, in the order of the checks.
    """
    del article, extraction, task
    return ()
