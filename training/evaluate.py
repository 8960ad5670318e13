"""How often a model's labels are right on labelled articles: in llama.cpp with the exported adapter, or in PyTorch with a checkpoint.

python -m training.evaluate --adapter party_building.gguf --golden golden
python -m training.evaluate --checkpoint build/adapter --beside articles gold
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from llm_extract import tasks
from llm_extract.engines.local.adapters import base_model
from llm_extract.engines.local.labels import Prediction, meaning
from llm_extract.engines.local.server import LocalModel, serve
from llm_extract.tasks.base import Task
from training.examples import Sentence
from training.gold import Asked, Expected, Labelled, beside, golden
from training.predict import LlamaPredictor
from training.weigh import calibration_error, is_right

_BOUNDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


@dataclass(frozen=True)
class Judged:
    """One figure: where it stands, what was expected, what was answered, and whether that is right."""

    place: str
    expected: Expected
    said: str
    probability: float
    right: bool


def judged(asked: Asked, predicted: Sequence[Prediction], task: Task) -> Iterator[Judged]:
    """The figures of one sentence; a code counts with its kind, accepted alternatives are right, all that is no metric is one."""
    for expected, place, one in zip(asked.expected, asked.sentence.places, predicted, strict=True):
        found = meaning(one.words, task)
        right = is_right(found, expected)
        text = asked.sentence.text
        shown = f"{text[max(0, place.start - 50) : place.start]}[{place.of(text)}]{text[place.end : place.end + 40]}"
        yield Judged(f"{asked.article}: {shown}", expected, " ".join(one.words), one.probability, right)


def report(name: str, figures: Sequence[Judged], *, errors: bool) -> Iterator[str]:
    """Lines of text: right labels, non-metrics set aside, families, and how right figures of like probability are."""
    metrics = [one for one in figures if one.expected.meaning.indicator]
    others = [one for one in figures if not one.expected.meaning.indicator]
    yield f"{name}: right labels {_share(metrics)}, non-metrics set aside {_share(others)}"
    families: dict[str, list[Judged]] = defaultdict(list)
    for one in metrics:
        families[(one.expected.meaning.indicator or "").split(".")[0]].append(one)
    yield "  " + ", ".join(f"{family} {_share(found)}" for family, found in sorted(families.items()))
    for low, high in pairwise(_BOUNDS):
        here = [one for one in figures if low <= one.probability < high]
        if here:
            mean = sum(one.probability for one in here) / len(here)
            yield f"  probability {low:.2f} to {high:.2f}: {len(here)} figures, mean {mean:.3f}, right {_share(here)}"
    yield f"  expected calibration error {calibration_error([(one.probability, one.right) for one in figures]):.3f}"
    if errors:
        for one in sorted((one for one in figures if not one.right), key=lambda one: -one.probability):
            expected = one.expected.meaning
            yield f"    {one.probability:.2f} {one.place} | {expected.kind or expected.reason} {expected.indicator or ''} | said {one.said}"


def _share(figures: Sequence[Judged]) -> str:
    right = sum(one.right for one in figures)
    return f"{right}/{len(figures)} = {right / len(figures):.3f}" if figures else "0/0"


class Predictor(Protocol):
    """What answers."""

    def predict(self, sentences: Sequence[Sentence]) -> list[list[Prediction]]:
        """The labels of the figures of each sentence."""


def evaluate(predictor: Predictor, articles: Iterable[Labelled], name: str, task: Task, *, errors: bool) -> None:
    """Asks about all articles and prints the report."""
    asked = [one for article in articles for one in article.asked]
    answers = predictor.predict([one.sentence for one in asked])
    figures = [one for question, answer in zip(asked, answers, strict=True) for one in judged(question, answer, task)]
    for line in report(name, figures, errors=errors):
        print(line, flush=True)
    wrong = Counter(one.said for one in figures if not one.right)
    print(f"  most frequent wrong answers: {wrong.most_common(8)}")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--adapter", type=Path, help="GGUF adapter, asked in llama.cpp")
    who.add_argument("--checkpoint", type=Path, help="work folder of training.train, asked in PyTorch")
    parser.add_argument("--task", default="party_building", help="name, or path of a Python file")
    parser.add_argument("--golden", type=Path, help="folder of golden cases, one folder a task")
    parser.add_argument("--beside", type=Path, nargs=2, action="append", default=[], help="folder of articles, folder of their labels")
    parser.add_argument("--threads", type=int, default=0, help="of llama.cpp, 0 for all cores; beside other work 1 is fastest")
    parser.add_argument("--errors", action="store_true")
    wanted = parser.parse_args()
    task = tasks.get(wanted.task)
    sets = [(str(wanted.golden), [*golden(wanted.golden, task)])] if wanted.golden else []
    sets += [(str(articles), [*beside(articles, gold)]) for articles, gold in wanted.beside]
    if not sets:
        parser.error("no labelled articles; give them with --golden or --beside")
    with _predictor(wanted, task) as predictor:
        for name, articles in sets:
            evaluate(predictor, articles, name, task, errors=wanted.errors)


@contextmanager
def _predictor(wanted: argparse.Namespace, task: Task) -> Iterator[Predictor]:
    if wanted.checkpoint:
        from training.predict_torch import load

        yield load(wanted.checkpoint, task)
        return
    with serve(LocalModel(base_model(), threads=wanted.threads, adapter=wanted.adapter)) as endpoint:
        yield LlamaPredictor(lambda: endpoint, task)


if __name__ == "__main__":
    main()
