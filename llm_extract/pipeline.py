"""Article to extraction: read the figures, ask the engine and the second opinion, assemble, check. It neither loads nor saves."""

import asyncio
from dataclasses import replace
from time import perf_counter

from llm_extract import checks, confidence, figures
from llm_extract.assemble import assemble
from llm_extract.engines import cache
from llm_extract.engines.base import Engine
from llm_extract.models import Answer, Article, Extraction, Figure
from llm_extract.tasks.base import Task


async def extract(article: Article, task: Task, engine: Engine, second: Engine | None = None) -> Extraction:
    """Extracts one article.

    Args:
        article: as a loader gives it.
        task: what to extract.
        engine: who answers.
        second: who labels too, so that its agreement tells how sure a metric is; None for `rules`, which cost no call. The engine `rules`
            and tasks without indicators have no second opinion.

    Returns:
        The extraction, with the findings of every check and a confidence for each metric.

    Raises:
        AnswerError: the engine's answer does not fit the article.
    """
    start = perf_counter()
    read = figures.read(article.text)
    with cache.about(article):
        answer, usage = await engine.answer(article, read, task)
    known = (*read, *answer.added)
    data, judgements = assemble(article, known, task, answer)
    cost = replace(usage, seconds=max(usage.seconds, perf_counter() - start))  # a recording took longer when it was made
    draft = Extraction(task.name, engine.name, data, known, judgements, usage=cost)
    checked = replace(draft, findings=(*answer.findings, *checks.run(article, draft, task)))
    if not task.indicators:
        return checked
    opinion = await _second_opinion(article, read, task, engine, second)
    told = confidence.disagreements(checked, answer, opinion, task) if opinion else ()
    return replace(checked, findings=(*checked.findings, *told), confidences=confidence.assess(checked, answer, opinion))


async def _second_opinion(article: Article, read: tuple[Figure, ...], task: Task, engine: Engine, second: Engine | None) -> Answer | None:
    from llm_extract.engines.rules.engine import RulesEngine

    if engine.name == RulesEngine.name:
        return None
    with cache.about(article):
        answer, _ = await (second or RulesEngine()).answer(article, read, task)
    return answer


def run(article: Article, task: Task, engine: Engine, second: Engine | None = None) -> Extraction:
    """`extract`, for callers without an event loop."""
    return asyncio.run(extract(article, task, engine, second))
