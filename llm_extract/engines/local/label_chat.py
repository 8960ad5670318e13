"""llama.cpp's own HTTP interface, asked for the most probable label of each figure of a sentence, held to the labels of the task.

The labels follow one another on one prompt, so that its beginning is computed once. A bias keeps every token to the words of the labels;
their order is read off the alternatives that llama.cpp tells for each token. A grammar does the same at two to three times the cost.
"""

import json
import math
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Any, Self

import httpx2

from llm_extract.engines.asking.rounds import Said
from llm_extract.engines.cache import Cache, key_of
from llm_extract.engines.local.labels import END, Prediction, Prompt, continuations, vocabulary
from llm_extract.engines.local.server import Endpoint
from llm_extract.errors import LocalModelError
from llm_extract.models import Usage
from llm_extract.tasks.base import Task

_BIAS = 100.0
_LONGEST = 5
"""Tokens of the longest label, its end included. With the end as a stop word llama.cpp would not tell how probable the end was."""
_TOLD = 40
_UNTOLD = -30.0
"""Logarithm of the probability of a word that is not among the first `_TOLD` of the vocabulary."""
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

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Said:
        """The labels of one sentence's figures, as JSON that `labels.read` reads.

        Raises:
            LocalModelError: llama.cpp does not answer, or a label of the task is written in words that the model has no token for.
        """
        request = {"messages": [dict(one) for one in messages], "schema": dict(schema), **sampling}
        key = key_of(self._model, request)
        if kept := self._cache.get(key):
            return Said(str(kept["text"]), Usage(kept=1))
        start = perf_counter()
        counted = _Counted()
        labelled = [one async for one in self._labelled(Prompt.of(messages), counted)]
        text = json.dumps([[" ".join(one.words), round(one.probability, 4)] for one in labelled], separators=(",", ":"))
        self._cache.put(key, {"model": self._model, **request}, {"text": text})
        return Said(text, Usage(len(labelled), counted.prompt, counted.answer, perf_counter() - start))

    async def _labelled(self, prompt: Prompt, counted: "_Counted") -> AsyncIterator[Prediction]:
        if not self._words:
            self._words = {await self._token(word): word for word in self._vocabulary}
        labels: list[tuple[str, ...]] = []
        for _ in prompt.lines:
            one = await self._label(prompt.text(labels), counted)
            labels.append(one.words)
            yield one

    async def _label(self, text: str, counted: "_Counted") -> Prediction:
        said: list[str] = []
        logprob = 0.0
        while True:
            for token in await self._tokens(text + "".join(f" {word}" for word in said), counted):
                word, chance = self._best(said, token)
                logprob += chance
                if word == END:
                    return Prediction(tuple(said), math.exp(logprob))
                said.append(word)
                if self._words.get(token["id"]) != word:
                    break  # what the model wrote cannot follow: the best that can is set in its place, and the rest asked for again

    def _best(self, said: Sequence[str], token: Mapping[str, Any]) -> tuple[str, float]:
        """The most probable word that may follow, and the logarithm of its probability among those that may."""
        known = {self._words.get(one["id"]): float(one["logprob"]) for one in token["top_logprobs"]}
        known[self._words.get(token["id"])] = float(token["logprob"])
        chances = {word: known.get(word, _UNTOLD) for word in self._follow[tuple(said)]}
        best = max(chances, key=lambda word: chances[word])
        return best, chances[best] - math.log(sum(math.exp(chance) for chance in chances.values()))

    async def _tokens(self, text: str, counted: "_Counted") -> list[dict[str, Any]]:
        body = {"prompt": text, "n_predict": _LONGEST, "temperature": 0.0, "n_probs": _TOLD, "cache_prompt": True}
        answer = await self._post("/completion", body | {"logit_bias": [[token, _BIAS] for token in self._words]})
        counted.prompt += answer["timings"]["prompt_n"]
        counted.answer += answer["timings"]["predicted_n"]
        found: list[dict[str, Any]] = answer["completion_probabilities"]
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
            answer = await self._client.post(path, json=body)
            answer.raise_for_status()
            return answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            raise LocalModelError(f"{self._model}: llama.cpp does not answer ({error}). Run it again, or use another engine.") from error


@dataclass(slots=True)
class _Counted:
    """Tokens that llama.cpp read and wrote."""

    prompt: int = 0
    answer: int = 0
