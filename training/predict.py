"""What a model answers: the most probable label of each figure, word by word, held to the labels of the task.

Two ways of asking, with one answer: the trained model in PyTorch, and llama.cpp with the exported adapter.
"""

import json
import math
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch

from llm_extract.engines.local.labels import END, prompt
from training.examples import Encoder, Sentence, batches

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


@dataclass
class _Row:
    """One sentence on its way: the tokens to be read next, and what has been answered."""

    lines: list[list[int]]
    next: list[int]
    label: list[str] = field(default_factory=list)
    logprob: float = 0.0
    done: list[Predicted] = field(default_factory=list)


class TorchPredictor:
    """Asks a model in PyTorch, several sentences at once."""

    def __init__(self, model: Any, encoder: Encoder) -> None:  # noqa: ANN401  see training.base
        """Takes a model with its adapter, and the encoder of its tokenizer."""
        self.model, self.encoder = model, encoder
        self.table = model.base_model.model.get_input_embeddings().weight

    @torch.inference_mode()  # type: ignore[untyped-decorator]  # torch stands in an environment of its own
    def predict(self, sentences: Sequence[Sentence], tokens: int = 3000) -> list[list[Predicted]]:
        """The labels of the figures of each sentence."""
        encoded = [(at, self.encoder.encode(one)) for at, one in enumerate(sentences)]
        places = {id(one): at for at, one in encoded if one}
        found: list[list[Predicted]] = [[] for _ in sentences]
        known = sorted((one for _, one in encoded if one), key=lambda one: len(one.ids))
        for batch in batches(known, tokens):
            numbers = [places[id(one)] for one in batch]
            for number, row in zip(numbers, self._answer([sentences[number] for number in numbers]), strict=True):
                found[number] = row.done
        return found

    def _answer(self, sentences: Sequence[Sentence]) -> list[_Row]:
        from transformers import DynamicCache

        rows = [self._row(sentence) for sentence in sentences]
        cache, mask = DynamicCache(), torch.zeros((len(rows), 0), dtype=torch.long)
        while any(row.next for row in rows):
            length = max(len(row.next) for row in rows)
            ids = torch.tensor([[0] * (length - len(row.next)) + row.next for row in rows])
            here = torch.tensor([[0] * (length - len(row.next)) + [1] * len(row.next) for row in rows])
            mask = torch.cat([mask, here], dim=1)
            at = (mask.cumsum(1) - 1).clamp(min=0)[:, -length:]
            states = self.model.base_model.model.model(
                input_ids=ids, attention_mask=mask, position_ids=at, past_key_values=cache, use_cache=True
            )
            for row, state in zip(rows, states.last_hidden_state[:, -1], strict=True):
                if row.next:
                    self._choose(row, state)
        return rows

    def _row(self, sentence: Sentence) -> _Row:
        asked = prompt(sentence.before, sentence.text, sentence.places)
        lines = [self.encoder.ids(line) for line in asked.lines]
        return _Row(lines[1:], [self.encoder.bos, *self.encoder.ids(asked.head), *lines[0]])

    def _choose(self, row: _Row, state: torch.Tensor) -> None:
        follow = self.encoder.continuations[tuple(row.label)]
        chances = torch.log_softmax(self.table[[self.encoder.token[word] for word in follow]] @ state, 0)
        best = int(chances.argmax())
        row.logprob += float(chances[best])
        row.next = [self.encoder.token[follow[best]]]
        if follow[best] != END:
            row.label.append(follow[best])
            return
        row.done.append(Predicted(tuple(row.label), math.exp(row.logprob)))
        row.label, row.logprob = [], 0.0
        row.next = [*row.next, *row.lines.pop(0)] if row.lines else []


class LlamaPredictor:
    """Asks llama.cpp over its HTTP interface: `/completion`, mostly one request a figure, the beginning of the prompt kept.

    A bias keeps the answer to the words of the labels. Their order is read off the alternatives that llama.cpp tells for each token: where the
    token it chose cannot follow, the best that can is set in its place, and the rest asked for again.
    """

    def __init__(self, url: str, key: str, encoder: Encoder) -> None:
        """Takes the address without a path, the key, and the encoder of the base model's tokenizer."""
        self.url, self.key, self.encoder = url, key, encoder
        self._bias = [[token, _BIAS] for token in encoder.vocabulary]
        self._word = {token: word for word, token in encoder.token.items()}

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
        follow = self.encoder.continuations[tuple(said)]
        known = {self._word.get(one["id"]): float(one["logprob"]) for one in token["top_logprobs"]}
        chances = {word: known.get(word, _UNTOLD) for word in follow}
        best = max(chances, key=lambda word: chances[word])
        return best, chances[best] - math.log(sum(math.exp(chance) for chance in chances.values()))

    def _tokens(self, text: str) -> list[dict[str, Any]]:
        body = {"prompt": text, "n_predict": _LONGEST, "temperature": 0.0, "n_probs": _TOLD, "cache_prompt": True, "logit_bias": self._bias}
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"}
        request = urllib.request.Request(f"{self.url}/completion", json.dumps(body).encode(), headers)  # noqa: S310  loopback
        with urllib.request.urlopen(request, timeout=300) as reply:  # noqa: S310  as above
            found: list[dict[str, Any]] = json.load(reply)["completion_probabilities"]
        return found
