"""What an engine is."""

from typing import Protocol

from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Task

SCRIPTED = "scripted"
"""The name of what gives answers that no model gave, such as those made from expected files: they test the plumbing, and no quality."""


class Engine(Protocol):
    """Something that answers a task for an article: a model behind an endpoint, a local model, or rules."""

    @property
    def name(self) -> str:
        """What answered, as it is shown in every result."""

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields.

        Args:
            article: the article.
            figures: its figures, numbered.
            task: what to extract.

        Returns:
            The answer, and what it cost.
        """
