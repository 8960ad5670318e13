"""Several articles, one after the other: what fails stops none of the others."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from llm_extract import loading
from llm_extract.engines.base import Engine
from llm_extract.errors import ConfigError
from llm_extract.models import Article, Extraction
from llm_extract.pipeline import extract
from llm_extract.tasks.base import Task


@dataclass(frozen=True, slots=True)
class Done:
    """An article and what was extracted from it."""

    source: str
    article: Article
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Failed:
    """A source without a result.

    Attributes:
        source: as it was given.
        error: what went wrong: an `LlmExtractError`, or whatever a bug raised.
        read: whether it could be read, and failed only then.
    """

    source: str
    error: Exception
    read: bool


def require_fit(task: Task, engine: Engine) -> None:
    """Raises an error, before anything is asked, where an engine cannot answer a task at all.

    Raises:
        ConfigError: the rules have no cues for the task.
        SchemaError: the task's schema is not one that a model can be asked for.
    """
    if engine.name == "rules":
        if not task.indicators:
            raise ConfigError(f"task {task.name!r}: the rules engine has no cues for it; name a model with --engine, or use --answer.")
        return
    from llm_extract.engines.asking.question import require_askable

    require_askable(task)


def run(sources: Sequence[str], task: Task, engine: Engine, *, load: Callable[[str], Article] = loading.load) -> Iterator[Done | Failed]:
    """Loads and extracts one source after the other.

    Args:
        sources: paths, URLs, or `-` for standard input.
        task: what to extract.
        engine: who answers; it meets one event loop only, so that it can keep its connections.
        load: gives the article of a source.

    Yields:
        What became of each source, in their order.
    """
    # Loading stays outside the loop: while a loop runs, Ctrl-C waits for the next await, and reading a terminal has none.
    with asyncio.Runner() as loop:
        for source in sources:
            yield _one(source, task, engine, load, loop)


def _one(source: str, task: Task, engine: Engine, load: Callable[[str], Article], loop: asyncio.Runner) -> Done | Failed:
    read = False
    try:
        article = load(source)
        read = True
        return Done(source, article, loop.run(extract(article, task, engine)))
    except Exception as error:  # noqa: BLE001  a bug that one article meets must not cost the others
        return Failed(source, error, read)
