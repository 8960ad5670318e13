"""What llama.cpp answers with an adapter: the most probable label of each figure, held to the labels of the task."""

import json
import math
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from llm_extract.engines.local.labels import END, continuations, prompt, vocabulary
from llm_extract.tasks.party_building import TASK
from training.examples import Sentence

_BIAS = 100.0
_LONGEST = 5
"""Tokens of the longest label, its end included. With the end as a stop word llama.cpp would not tell how probable the end was."""
_TOLD = 40
_UNTOLD = -30.0
"""Logarithm of the probability of a word that is not among the first `_TOLD` of the vocabulary."""


@dataclass(frozen=True)
class Predicted:
    """A label's words and their probability among the labels of the task."""

    words: tuple[str, ...]
    probability: float


class LlamaPredictor:
    """Asks llama.cpp over its HTTP interface: `/completion`, mostly one request a figure, the beginning of the prompt kept.

    A bias keeps the answer to the words of the labels. Their order is read off the alternatives that llama.cpp tells for each token: where the
    token it chose cannot follow, the best that can is set in its place, and the rest asked for again.
    """

    def __init__(self, url: str, key: str) -> None:
        """Takes the address without a path, and the key."""
        self.url, self.key = url, key
        self._follow = continuations(TASK)
        self._word = {self._id(word): word for word in vocabulary(TASK)}
        self._bias = [[token, _BIAS] for token in self._word]

    def _id(self, word: str) -> int:
        """The token of a word of the labels.

        Raises:
            ValueError: it is not one token.
        """
        tokens = self._post("/tokenize", {"content": word if word == END else f" {word}", "add_special": False})["tokens"]
        if len(tokens) != 1:
            raise ValueError(f"label word {word!r}: {len(tokens)} tokens. Choose a word that is one.")
        return int(tokens[0])

    def predict(self, sentences: Sequence[Sentence]) -> list[list[Predicted]]:
        """The labels of the figures of each sentence."""
        return [list(self._sentence(sentence)) for sentence in sentences]

    def _sentence(self, sentence: Sentence) -> Iterator[Predicted]:
        asked = prompt(sentence.before, sentence.text, sentence.places)
        labels: list[tuple[str, ...]] = []
        for _ in asked.lines:
            one = self._label(asked.text(labels))
            labels.append(one.words)
            yield one

    def _label(self, text: str) -> Predicted:
        said: list[str] = []
        logprob = 0.0
        while True:
            for token in self._tokens(text + "".join(f" {word}" for word in said)):
                word, chance = self._best(said, token)
                logprob += chance
                if word == END:
                    return Predicted(tuple(said), math.exp(logprob))
                said.append(word)
                if self._word.get(token["id"]) != word:
                    break

    def _best(self, said: Sequence[str], token: dict[str, Any]) -> tuple[str, float]:
        """The most probable word that may follow, and the logarithm of its probability among those that may."""
        follow = self._follow[tuple(said)]
        known = {self._word.get(one["id"]): float(one["logprob"]) for one in token["top_logprobs"]}
        known[self._word.get(token["id"])] = float(token["logprob"])
        chances = {word: known.get(word, _UNTOLD) for word in follow}
        best = max(chances, key=lambda word: chances[word])
        return best, chances[best] - math.log(sum(math.exp(chance) for chance in chances.values()))

    def _tokens(self, text: str) -> list[dict[str, Any]]:
        body = {"prompt": text, "n_predict": _LONGEST, "temperature": 0.0, "n_probs": _TOLD, "cache_prompt": True, "logit_bias": self._bias}
        found: list[dict[str, Any]] = self._post("/completion", body)["completion_probabilities"]
        return found

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"}
        request = urllib.request.Request(f"{self.url}{path}", json.dumps(body).encode(), headers)  # noqa: S310  loopback
        with urllib.request.urlopen(request, timeout=300) as reply:  # noqa: S310  as above
            found: dict[str, Any] = json.load(reply)
        return found
