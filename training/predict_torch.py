"""What the trained model answers in PyTorch: the most probable label of each figure, word by word, held to the labels of the task."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from llm_extract.engines.local.labels import END, Prediction, prompt
from llm_extract.tasks.base import Task
from training.examples import Encoder, Sentence, batches


@dataclass
class _Row:
    """One sentence on its way: the tokens to be read next, and what has been answered."""

    lines: list[list[int]]
    next: list[int]
    label: list[str] = field(default_factory=list)
    logprob: float = 0.0
    done: list[Prediction] = field(default_factory=list)


class TorchPredictor:
    """Asks a model in PyTorch, several sentences at once."""

    def __init__(self, model: Any, encoder: Encoder) -> None:  # noqa: ANN401  see training.base
        """Takes a model with its adapter, and the encoder of its tokenizer."""
        self.model, self.encoder = model, encoder
        self.table = model.base_model.model.get_input_embeddings().weight

    @torch.inference_mode()  # type: ignore[untyped-decorator]  # torch stands in an environment of its own
    def predict(self, sentences: Sequence[Sentence], tokens: int = 3000) -> list[list[Prediction]]:
        """The labels of the figures of each sentence."""
        encoded = [(at, self.encoder.encode(one)) for at, one in enumerate(sentences)]
        places = {id(one): at for at, one in encoded if one}
        found: list[list[Prediction]] = [[] for _ in sentences]
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
        row.done.append(Prediction(tuple(row.label), math.exp(row.logprob)))
        row.label, row.logprob = [], 0.0
        row.next = [*row.next, *row.lines.pop(0)] if row.lines else []


def load(work: Path, task: Task) -> TorchPredictor:
    """The model of a checkpoint in the work folder of `training.train`."""
    from training.base import load_base, with_adapter

    tokenizer, base = load_base()
    model = with_adapter(base)
    model.load_state_dict(torch.load(work / "checkpoint.pt", weights_only=True)["adapter"], strict=False)
    return TorchPredictor(model.eval(), Encoder(tokenizer, task))
