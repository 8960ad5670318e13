"""Weighs an adapter's opinions and the rules' by labelled articles, and writes the adapter's card.

    python -m training.weigh --adapter party_building.gguf --version 5 --golden golden --tag second-sight

The weights are fitted on all articles; what they are worth is told by articles that were held out, each with weights fitted on the others.
With `--judge` nothing is fitted or written: the articles, which no weight knows, are judged by the weights of the adapter's card.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

import numpy as np

from llm_extract import tasks
from llm_extract.engines.cache import FolderCache
from llm_extract.engines.local.adapters import BASE_SHA256, Adapter
from llm_extract.engines.local.engine import TunedLocalEngine
from llm_extract.engines.local.labels import Meaning
from llm_extract.engines.local.vocabulary import Language
from llm_extract.engines.local.weighing import FEATURES, Opinions, Weights, best, opinions, repeats, rules_say
from llm_extract.engines.rules import engine as rules
from llm_extract.tasks.base import Task
from training.gold import Expected, Labelled, beside, golden
from training.regression import fitted

_RIDGE = 2.0
"""Pulls the weights towards their start; of 0.5, 1, 2 and 5 all but the last do alike on held-out articles, and the larger is the safer."""
_START = {"odds": 0.5}
_FOLDS = 8
_SURE = 0.95


@dataclass(frozen=True)
class Weighed:
    """A figure with both opinions and what is expected."""

    article: str
    opinions: Opinions
    expected: Expected

    @property
    def model(self) -> bool:
        """Whether the model is right."""
        return is_right(self.opinions.model, self.expected)

    @property
    def rules(self) -> bool:
        """Whether the rules are right."""
        return is_right(self.opinions.rules, self.expected)


def is_right(said: Meaning | None, expected: Expected) -> bool:
    """Whether a label is right: a code with its kind, accepted alternatives are right, all that is no metric is one."""
    if said is None:
        return False
    if expected.meaning.indicator is None or said.indicator is None:
        return said.indicator == expected.meaning.indicator
    return said.kind == expected.meaning.kind and said.indicator in {expected.meaning.indicator, *expected.accepted}


async def collected(articles: Sequence[Labelled], task: Task, engine: TunedLocalEngine) -> list[Weighed]:
    """Both opinions on every figure that a model is asked about."""
    found: list[Weighed] = []
    for article in articles:
        opinion = rules.answer(article.article, article.figures, task)
        if opinion.off_genre:
            print(f"{article.name}: of another genre, by the rules; not asked about", file=sys.stderr)
            continue
        told = rules_say(opinion)
        said = await engine.labels(article.article, article.figures, task, opinion)
        counted = said.keys() - repeats(opinion)
        pairs = ((opinions(told.get(number), said[number]), article.expected[number]) for number in sorted(counted))
        found += [Weighed(article.name, both, expected) for both, expected in pairs]
    return found


def weights_for(figures: Sequence[Weighed]) -> Weights:
    """The weights that labelled figures speak for."""
    agreeing = [one for one in figures if one.opinions.agree]
    others = [one for one in figures if not one.opinions.agree]
    known = [one for one in others if one.opinions.rules is not None]
    return Weights(
        _regression([(one.opinions.features, one.model) for one in agreeing]),
        _regression([(one.opinions.features, one.model) for one in others]),
        _regression([(one.opinions.features, one.rules) for one in known]),
    )


def _regression(examples: Sequence[tuple[tuple[float, ...], bool]]) -> tuple[float, ...]:
    start = np.array([_START.get(name, 0.0) for name in FEATURES])
    if not examples:
        return tuple(start)
    inputs, right = np.array([features for features, _ in examples]), np.array([float(one) for _, one in examples])
    return tuple(round(float(one), 4) for one in fitted(inputs, right, start, _RIDGE))


def held_out(figures: Sequence[Weighed]) -> Iterator[tuple[Weighed, tuple[Meaning, float]]]:
    """Each figure with what the weights of the other articles choose."""
    for apart, weights in _folds(figures):
        yield from ((one, best(one.opinions, weights)) for one in figures if one.article in apart)


def _folds(figures: Sequence[Weighed]) -> Iterator[tuple[set[str], Weights]]:
    """Names of articles, and the weights that all others speak for; together every article once."""
    names = sorted({one.article for one in figures})
    for fold in range(_FOLDS):
        apart = set(names[fold::_FOLDS])
        yield apart, weights_for([one for one in figures if one.article not in apart])


def report(chosen: Sequence[tuple[Weighed, tuple[Meaning, float]]]) -> Iterator[str]:
    """Lines of text: who is right how often, and whether the probabilities are; of figures with what weights chose that did not know them."""
    for name, kept in (("metrics", True), ("no metrics", False)):
        own = [pair for pair in chosen if (pair[0].expected.meaning.indicator is not None) == kept]
        shares = (
            sum(one.rules for one, _ in own),
            sum(one.model for one, _ in own),
            sum(is_right(best[0], one.expected) for one, best in own),
        )
        either = sum(one.rules or one.model for one, _ in own)
        yield f"{name}: {len(own)}; right: rules {shares[0]}, model {shares[1]}, both weighed {shares[2]}, one of them {either}"
    told = [(chance, is_right(meant, one.expected)) for one, (meant, chance) in chosen if meant.indicator]
    yield f"metrics told: {len(told)}; expected calibration error {calibration_error(told):.3f}"
    yield from _reliability(told)


def calibration_error(told: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Mean distance of probability and share of right labels over bins of equal width, weighted by their size."""
    distance = 0.0
    for at in range(bins):
        here = [(chance, right) for chance, right in told if min(int(chance * bins), bins - 1) == at]
        distance += abs(sum(chance for chance, _ in here) - sum(right for _, right in here))
    return distance / max(len(told), 1)


def _reliability(told: Sequence[tuple[float, bool]]) -> Iterator[str]:
    for low in range(10):
        here = [(chance, right) for chance, right in told if min(int(chance * 10), 9) == low]
        if here:
            mean = sum(chance for chance, _ in here) / len(here)
            yield f"  {low / 10:.1f} to {low / 10 + 0.1:.1f}: {len(here)} figures, mean {mean:.3f}, right {sum(right for _, right in here) / len(here):.3f}"
    ordered = sorted(told, reverse=True)
    right = np.cumsum([one for _, one in ordered])
    enough = [count for count in range(1, len(ordered) + 1) if right[count - 1] >= _SURE * count]
    if enough:
        yield f"  {max(enough)} of {len(ordered)} = {max(enough) / len(ordered):.2f} need no review where {_SURE:.0%} of them are to be right"


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adapter", type=Path, required=True)
    doing = parser.add_mutually_exclusive_group(required=True)
    doing.add_argument("--version", help="of the card that is written")
    doing.add_argument("--judge", action="store_true", help="by the card that is there")
    parser.add_argument("--task", default="party_building", help="name, or path of a Python file")
    parser.add_argument(
        "--language", choices=get_args(Language), help="of all its articles; the engine then keeps the tokens of that language alone"
    )
    parser.add_argument("--golden", type=Path, help="folder of golden cases, one folder a task")
    parser.add_argument("--tag", help="golden cases that bear it alone")
    parser.add_argument("--beside", type=Path, nargs=2, action="append", default=[], help="folder of articles, folder of their labels")
    parser.add_argument("--answers", type=Path, default=Path("build/adapter/answers"))
    parser.add_argument("--threads", type=int, default=0)
    wanted = parser.parse_args()
    task = tasks.get(wanted.task)
    articles = [
        *(golden(wanted.golden, task, wanted.tag) if wanted.golden else ()),
        *(one for folders in wanted.beside for one in beside(*folders)),
    ]
    start = Weights(*[tuple(_START.get(name, 0.0) for name in FEATURES)] * 3)
    adapter = Adapter.read(wanted.adapter) if wanted.judge else Adapter(wanted.adapter, task.name, wanted.version, start, wanted.language)

    def asked_by(weights: Weights, chosen: Sequence[Labelled]) -> list[Weighed]:
        engine = TunedLocalEngine(replace(adapter, weights=weights), FolderCache(wanted.answers), threads=wanted.threads)
        return asyncio.run(collected(chosen, task, engine))

    figures = asked_by(adapter.weights, articles)
    asked = len({one.article for one in figures})
    if asked * 2 < len(articles):
        parser.error(
            f"{asked} of {len(articles)} articles are of the genre of task {task.name}; widen its genre, or label more articles of it"
        )
    if wanted.judge:
        print("\n".join(report([(one, best(one.opinions, adapter.weights)) for one in figures])))
        return
    # What the model is asked depends on what is chosen of the figures before: by weights, which are known only now.
    folds = list(_folds(figures))
    figures = [one for apart, weights in folds for one in asked_by(weights, [article for article in articles if article.name in apart])]
    print("\n".join(report(list(held_out(figures)))))
    card = {"format": 1, "task": task.name, "version": wanted.version, "base_sha256": BASE_SHA256, "language": wanted.language}
    card |= {"weights": asdict(weights_for(figures))}
    wanted.adapter.with_suffix(".json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
