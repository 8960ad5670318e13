"""Answers without a model: recorded ones, and one that was carried by hand through a chat window."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from openai.types.chat import ChatCompletion

from llm_extract.engines.asking.engine import Asking, AskingEngine
from llm_extract.engines.asking.rounds import Completion, Limits
from llm_extract.engines.cache import FolderCache, NoCache, question_of
from llm_extract.engines.openai_compatible.chat import Answering, strict
from llm_extract.engines.openai_compatible.modes import LADDER, Ability
from llm_extract.errors import AnswerError, CacheError
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import Task


class Recorded:
    """Answers from a folder of kept answers, whichever endpoint gave them; it never asks."""

    def __init__(self, folder: Path) -> None:
        """Reads the folder.

        Raises:
            CacheError: it holds no answers.
        """
        self._folder = folder
        self._known = {question_of(request): response for request, response in FolderCache(folder).records()}
        if not self._known:
            raise CacheError(f"{folder}: no recorded answers are there; run with an endpoint first, or name another folder")

    async def create(self, **request: Any) -> ChatCompletion:  # noqa: ANN401  the arguments of openai's own method
        """The recorded answer.

        Raises:
            CacheError: this question was never asked.
        """
        found = self._known.get(question_of(request))
        if found is None:
            raise CacheError(f"{self._folder}: no answer to this article with this prompt and schema is recorded; ask an endpoint first")
        return ChatCompletion.model_validate(found)


class RecordedChat:
    """A model whose answers were recorded, in whatever way it was asked."""

    def __init__(self, recorded: Recorded) -> None:
        """Takes the recorded answers."""
        self._recorded = recorded

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        """The recorded answer; see `engines.asking.rounds.Chat`."""
        answering = Answering("recorded", "recorded", NoCache(), self._recorded.create, strict)
        missing: CacheError | None = None
        for mode, sampled in product(LADDER, (True, False)):
            try:
                said = await answering.ask(messages, schema, sampling, Ability(mode, sampled))
            except CacheError as error:
                missing = missing or error
            else:
                return replace(said, usage=replace(said.usage, recorded=said.usage.calls))
        raise missing or CacheError("no way of asking is known")


@dataclass(frozen=True)
class ReplayEngine:
    """Recorded answers, for tests and evaluation without a network.

    Attributes:
        name: `replay`.
        recorded: the answers.
        asking: how they were asked for.
    """

    recorded: Recorded
    asking: Asking
    name: str = "replay"

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields; see `engines.asking.engine.AskingEngine`."""
        return await AskingEngine(self.name, RecordedChat(self.recorded), self.asking).answer(article, figures, task)


class _OneAnswer:
    def __init__(self, text: str) -> None:
        self._text = text

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        del messages, schema, sampling
        return Completion(self._text)


@dataclass(frozen=True)
class PastedEngine:
    """An answer that someone carried from a chat window: it goes through the same checks, and nobody is asked again.

    Attributes:
        text: the answer, as copied.
        name: `chat`.
    """

    text: str
    name: str = "chat"

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields.

        Raises:
            AnswerError: the text holds no answer, or one to another numbering of the article.
        """
        asking = Asking(limits=Limits(rounds=0), context=sys.maxsize)  # the prompt that was pasted held the whole article
        if not self.text.strip():
            raise AnswerError("the answer is empty; paste the whole answer of the chat window")
        return await AskingEngine(self.name, _OneAnswer(self.text), asking).answer(article, figures, task)
