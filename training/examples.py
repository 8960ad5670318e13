"""Examples as token sequences: which positions write a label, and what may be written there."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from llm_extract.engines.local.labels import Meaning, continuations, prompt, words
from llm_extract.models import Span
from llm_extract.tasks.base import Task


@dataclass(frozen=True)
class Sentence:
    """A sentence with the places and meanings of the figures asked about."""

    before: str
    text: str
    places: tuple[Span, ...]
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class Encoded:
    """Token ids of a whole prompt with its labels; `positions` are those before a label's tokens."""

    ids: tuple[int, ...]
    positions: tuple[int, ...]


def read_corpus(path: Path) -> Iterator[Sentence]:
    """The examples of a file of `training.generator`."""
    from training.generator.corpus import Labelled

    with path.open(encoding="utf-8") as lines:
        for line in lines:
            example = json.loads(line)
            figures = [figure for figure in (Labelled(**one) for one in example["figures"]) if figure.asked]
            yield Sentence(
                example["context"],
                example["sentence"],
                tuple(Span(figure.start, figure.end) for figure in figures),
                tuple(figure.meaning for figure in figures),
            )


class Encoder:
    """Turns sentences into token sequences."""

    def __init__(self, tokenizer: Any, task: Task) -> None:  # noqa: ANN401  transformers gives its tokenizers no common type
        """Takes the tokenizer of the base model, and the task whose labels are learnt.

        Raises:
            ValueError: a word of the labels is not one token of it.
        """
        self._tokenizer = tokenizer
        self.bos = int(tokenizer.bos_token_id)
        self.continuations = continuations(task)
        self.token = {word: self._one(word) for follow in self.continuations.values() for word in follow}
        self.vocabulary = sorted(set(self.token.values()))

    def _one(self, word: str) -> int:
        ids = self.ids(word if word == "\n" else f" {word}")
        if len(ids) != 1:
            raise ValueError(f"label word {word!r}: {len(ids)} tokens. Choose a word that is one.")
        return int(ids[0])

    def ids(self, text: str) -> list[int]:
        """The tokens of a text, without the one that begins every prompt."""
        return list(self._tokenizer.encode(text, add_special_tokens=False))

    def encode(self, sentence: Sentence, most: int = 700) -> Encoded | None:
        """The tokens of a sentence with its labels; None where it is longer than `most`."""
        asked = prompt(sentence.before, sentence.text, sentence.places)
        ids = [self.bos, *self.ids(asked.head)]
        positions: list[int] = []
        for line, meant in zip(asked.lines, sentence.meanings, strict=True):
            ids += self.ids(line)
            label = [self.token[word] for word in (*words(meant), "\n")]
            positions += range(len(ids) - 1, len(ids) - 1 + len(label))
            ids += label
        return Encoded(tuple(ids), tuple(positions)) if len(ids) <= most else None


def batches(examples: Iterable[Encoded], tokens: int) -> Iterator[list[Encoded]]:
    """Batches of at most so many tokens, padding included; of like length where the examples are sorted."""
    batch: list[Encoded] = []
    longest = 0
    for example in examples:
        longest = max(longest, len(example.ids))
        if batch and longest * (len(batch) + 1) > tokens:
            yield batch
            batch, longest = [], len(example.ids)
        batch.append(example)
    if batch:
        yield batch
