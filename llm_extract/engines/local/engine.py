"""The `local` engines: a GGUF file, served by llama.cpp in this process and asked over loopback; as it is, or tuned to a task."""

import weakref
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

from llm_extract.engines.asking.engine import Asking, AskingEngine
from llm_extract.engines.cache import Cache
from llm_extract.engines.local.adapters import Adapter, model_for
from llm_extract.engines.local.grammar import grammar
from llm_extract.engines.local.label_chat import LabelChat
from llm_extract.engines.local.labels import ScoredLabel, vocabulary
from llm_extract.engines.local.server import Endpoint as Served
from llm_extract.engines.local.server import LocalModel, serve
from llm_extract.engines.local.tuned import TunedEngine
from llm_extract.engines.openai_compatible.chat import EndpointChat
from llm_extract.engines.openai_compatible.endpoint import Endpoint
from llm_extract.engines.recording import Recorder, recorded
from llm_extract.errors import LocalModelError
from llm_extract.models import Answer, Article, Figure, Finding, Usage
from llm_extract.tasks.base import Task

SMALL = 1_500_000_000
"""Bytes of a model file below which it is asked sentence by sentence: models of less than some two billion weights of 4 to 8 bits
lose the thread of an article."""

_MOST_TOKENS = 2_048
"""Of an answer: the longest right one of the golden cases has some 1,500; a small model repeats itself without end."""
_SILENCE = 600.0
_SLOTS = 4
"""Sentences that the tuned model reads at once, of as many articles: each keeps the beginning of its prompt."""
_CONTEXT = _SLOTS * 2_048
"""Tokens of sentences with their labels; the longest takes some 1,500."""


class TunedLocalEngine:
    """The base model with an adapter for one task, and the rules beside it; see `engines.local.tuned`.

    Its server starts with the first article and ends with the engine.
    """

    def __init__(self, adapter: Adapter, cache: Cache, *, threads: int = 0, recorder: Recorder | None = None) -> None:
        """Takes the adapter, where answers are kept, threads to compute with (0 for all cores), and what records it, if anything."""
        self.name = f"local:{adapter.name}"
        self._adapter = adapter
        self._cache = cache
        self._threads = threads
        self._recorder = recorder
        if recorder:
            recorder.begin(self.name, Asking(labels=True), adapter.digest)
        self._open = ExitStack()
        self._address: Served | None = None
        weakref.finalize(self, self._open.close)

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields; see `engines.local.tuned.TunedEngine`.

        Raises:
            LocalModelError: the model cannot be served here, or the adapter is for another task.
        """
        if task.name != self._adapter.task:
            raise LocalModelError(
                f"{self.name}: no model is tuned to task {task.name}. Use --engine rules, openai:MODEL or local:FILE.gguf."
            )
        async with self._asked(article, task) as engine:
            return await engine.answer(article, figures, task)

    async def labels(
        self, article: Article, figures: tuple[Figure, ...], task: Task, opinion: Answer
    ) -> dict[int, tuple[ScoredLabel, ...]]:
        """The model's labels beside the rules' `opinion`; see `engines.local.tuned.TunedEngine.labels`."""
        async with self._asked(article, task) as engine:
            return (await engine.labels(article, figures, task, opinion))[0]

    @asynccontextmanager
    async def _asked(self, article: Article, task: Task) -> AsyncIterator[TunedEngine]:
        async with LabelChat(lambda: self._serve(task), task, f"{self.name}@{self._adapter.digest}", self._cache) as chat:
            with recorded(self._recorder, article, task, chat) as heard:
                yield TunedEngine(self.name, heard, self._adapter.weights)

    def _serve(self, task: Task) -> Served:
        if self._address is None:
            model = LocalModel(model_for(self._adapter, vocabulary(task)), _CONTEXT, self._threads, self._adapter.path, _SLOTS)
            self._address = self._open.enter_context(serve(model))
        return self._address


class LocalEngine:
    """Asks a model file. Its server starts with the first article and ends with the engine."""

    def __init__(self, model: LocalModel, cache: Cache, asking: Asking, recorder: Recorder | None = None) -> None:
        """Takes the model file, where answers are kept, how it is asked, and what records it, if anything.

        Raises:
            LocalModelError: there is no such file.
        """
        self.name = f"local:{model.path.name}"
        self._model = model
        self._cache = cache
        self._size = model.path.stat().st_size if model.path.is_file() else 0
        self._asking = replace(asking, by_sentence=0 < self._size < SMALL)
        self._recorder = recorder
        if recorder:
            recorder.begin(self.name, self._asking)
        self._open = ExitStack()
        self._address: Endpoint | None = None
        weakref.finalize(self, self._open.close)

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields; see `engines.asking.engine.AskingEngine`.

        Raises:
            LocalModelError: the model cannot be served here.
        """
        async with EndpointChat(self._endpoint(), self._cache, shape=held_to_grammar) as chat:
            with recorded(self._recorder, article, task, chat) as heard:
                answer, usage = await AskingEngine(self.name, heard, self._asking).answer(article, figures, task)
        return (replace(answer, findings=(self._poor(), *answer.findings)) if self._asking.by_sentence else answer), usage

    def _endpoint(self) -> Endpoint:
        if self._address is None:
            served = self._open.enter_context(serve(self._model))
            # The file is named in the keys of kept answers, the port is not: it is another one each time.
            self._address = Endpoint(self._model.path.name, served.base_url, served.api_key, silence=_SILENCE, deadline=_SILENCE, tries=2)
        return self._address

    def _poor(self) -> Finding:
        size = f"{self._size / 1e6:,.0f} MB"
        return Finding(
            "engine.small",
            "warning",
            "engine",
            f"{self.name} is a small model ({size}): its labels are often wrong. Review every figure, or use a larger model.",
            f"{self.name} là mô hình nhỏ ({size}): thường gán sai. Hãy xem lại từng con số, hoặc dùng mô hình lớn hơn.",
        )


def held_to_grammar(request: Mapping[str, Any]) -> dict[str, Any]:
    """A request whose JSON schema is given as a grammar; see `engines.local.grammar` for why.

    Raises:
        LocalModelError: the schema holds something that llama.cpp cannot be trusted to keep.
    """
    schema = request["response_format"]["json_schema"]["schema"]
    rest = {name: part for name, part in request.items() if name != "response_format"}
    return rest | {"extra_body": {"grammar": grammar(schema)}, "max_tokens": _MOST_TOKENS}
