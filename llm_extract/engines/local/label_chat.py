"""llama.cpp's own HTTP interface, asked for the most probable label of each figure of a sentence, held to the labels of the task.

The labels follow one another on one prompt, so that its beginning is computed once. Every word of a label is one token, asked for where
more than one may follow; a bias keeps it to the words of the labels. To tell probabilities before sampling, llama.cpp sorts its whole
vocabulary for each token, so those behind its `top_k` are asked for. A grammar costs two to three times as much.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Any, Self

import httpx2

from llm_extract.engines.asking.rounds import Completion
from llm_extract.engines.cache import Cache, key_of
from llm_extract.engines.local.labels import END, Prediction, Prompt, answer, continuations, vocabulary
from llm_extract.engines.local.server import Endpoint
from llm_extract.errors import LocalModelError
from llm_extract.models import Usage
from llm_extract.tasks.base import Task

_BIAS = 100.0
_LEAST_RIVAL = 0.005
"""Probability from which on another word is told."""
_UNTOLD = 1e-9
"""Probability of a word that llama.cpp does not tell."""
_SILENCE = 600.0


class LabelChat:
    """A tuned model that answers one sentence at a time; see `engines.asking.rounds.Chat`. To be used as an asynchronous context."""

    def __init__(self, serve: Callable[[], Endpoint], task: Task, model: str, cache: Cache) -> None:
        """Takes what starts a server when it is needed, whose labels to choose from, and the name by which answers are kept, and where."""
        self._serve, self._model, self._cache = serve, model, cache
        self._follow = continuations(task)
        self._vocabulary = vocabulary(task)
        self._words: dict[int, str] = {}
        self._client: httpx2.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._client:
            await self._client.aclose()

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        """The labels of one sentence's figures, as JSON that `labels.parse` reads.

        Raises:
            LocalModelError: llama.cpp does not answer, or a label of the task is written in words that the model has no token for.
        """
        request = {"messages": [dict(one) for one in messages], "schema": dict(schema), **sampling}
        key = key_of(self._model, request)
        if kept := self._cache.get(key):
            return Completion(str(kept["text"]), Usage(kept=1))
        start = perf_counter()
        counted = _Counted()
        labelled = [one async for one in self._labelled(Prompt.of(messages), counted)]
        text = answer(labelled)
        self._cache.put(key, {"model": self._model, **request}, {"text": text})
        return Completion(text, Usage(len(labelled), counted.prompt, counted.answer, perf_counter() - start))

    async def _labelled(self, prompt: Prompt, counted: "_Counted") -> AsyncIterator[Prediction]:
        if not self._words:
            self._words = {await self._token(word): word for word in self._vocabulary}
        labels: list[tuple[str, ...]] = []
        for _ in prompt.lines:
            one = await self._label(prompt.text(labels), counted)
            labels.append(one.words)
            yield one

    async def _label(self, text: str, counted: "_Counted") -> Prediction:
        said: tuple[str, ...] = ()
        probability = 1.0
        rivals: dict[tuple[int, str], float] = {}
        while True:
            follow = self._follow[said]
            chances = (
                {follow[0]: 1.0} if len(follow) == 1 else await self._chances(text + "".join(f" {word}" for word in said), follow, counted)
            )
            word = max(chances, key=lambda one: chances[one])
            others = {(len(said), other): probability * chance for other, chance in chances.items() if other != word}
            rivals |= {place: chance for place, chance in others.items() if chance >= _LEAST_RIVAL}
            probability *= chances[word]
            if word == END:
                return Prediction(said, probability, rivals)
            said = (*said, word)

    async def _chances(self, text: str, follow: Sequence[str], counted: "_Counted") -> dict[str, float]:
        """How probable each word that may follow is, among those."""
        told = {self._words.get(one["id"]): float(one["prob"]) for one in await self._told(text, counted)}
        known = {word: max(told.get(word, 0.0), _UNTOLD) for word in follow}
        return {word: chance / sum(known.values()) for word, chance in known.items()}

    async def _told(self, text: str, counted: "_Counted") -> list[dict[str, Any]]:
        count = len(self._words)
        body = {"prompt": text, "n_predict": 1, "temperature": 1.0, "top_k": count, "n_probs": count, "post_sampling_probs": True}
        body |= {"samplers": ["top_k", "temperature"], "cache_prompt": True, "logit_bias": [[token, _BIAS] for token in self._words]}
        told = await self._post("/completion", body)
        counted.prompt += told["timings"]["prompt_n"]
        counted.answer += told["timings"]["predicted_n"]
        found: list[dict[str, Any]] = told["completion_probabilities"][0]["top_probs"]
        return found

    async def _token(self, word: str) -> int:
        content = word if word == END else f" {word}"
        tokens = (await self._post("/tokenize", {"content": content, "add_special": False}))["tokens"]
        if len(tokens) != 1:
            raise LocalModelError(
                f"label word {word!r}: {len(tokens)} tokens of this model. Name the part of the code by a word that is one."
            )
        return int(tokens[0])

    async def _post(self, path: str, body: Mapping[str, Any]) -> Any:  # noqa: ANN401  any JSON value
        if self._client is None:
            endpoint = self._serve()
            headers = {"Authorization": f"Bearer {endpoint.api_key}"}
            timeout = httpx2.Timeout(_SILENCE, pool=None)
            self._client = httpx2.AsyncClient(
                base_url=endpoint.base_url.removesuffix("/v1"), headers=headers, timeout=timeout, trust_env=False
            )
        try:
            response = await self._client.post(path, json=body)
            response.raise_for_status()
            return response.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise LocalModelError(f"{self._model}: llama.cpp does not answer ({error}). Run it again, or use another engine.") from error


@dataclass(slots=True)
class _Counted:
    """Tokens that llama.cpp read and wrote."""

    prompt: int = 0
    answer: int = 0
