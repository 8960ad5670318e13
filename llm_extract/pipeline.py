"""Article to extraction: read the figures, ask the engine, assemble, check. It neither loads nor saves."""

import asyncio
from dataclasses import replace
from time import perf_counter

from llm_extract import checks, figures
from llm_extract.assemble import assemble
from llm_extract.engines.base import Engine
from llm_extract.models import Article, Extraction
from llm_extract.tasks.base import Task


async def extract(article: Article, task: Task, engine: Engine) -> Extraction:
    """Extracts one article.

    Args:
        article: as a loader gives it.
        task: what to extract.
        engine: who answers.

    Returns:
        The extraction, with the findings of every check.

    Raises:
        AnswerError: the engine's answer does not fit the article.
    """
    start = perf_counter()
    read = figures.read(article.text)
    answer, usage = await engine.answer(article, read, task)
    known = (*read, *answer.added)
    data, judgements = assemble(article, known, task, answer)
    draft = Extraction(task.name, engine.name, data, known, judgements, usage=replace(usage, seconds=perf_counter() - start))
    return replace(draft, findings=(*answer.findings, *checks.run(article, draft, task)))


def run(article: Article, task: Task, engine: Engine) -> Extraction:
    """`extract`, for callers without an event loop."""
    return asyncio.run(extract(article, task, engine))
