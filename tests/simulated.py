"""A model of known quality: the right answers of the golden cases, with mistakes of a known kind and number."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from llm_extract import figures, pipeline, tasks
from llm_extract.engines.asking.engine import Asking, AskingEngine
from llm_extract.engines.asking.probabilities import Token
from llm_extract.engines.asking.rounds import Completion, Limits
from llm_extract.engines.rules.engine import answer as rules_answer
from llm_extract.models import Answer, Article, Confidence, Figure, Usage
from llm_extract.numbering import Numbered
from llm_extract.tasks.base import Task
from tests import oracle
from tests.golden.scoring import right

TASK = tasks.get("party_building")


@dataclass(frozen=True)
class Quality:
    """How good a model is.

    Attributes:
        wrong: chance that a metric's figure gets a wrong code, and that a target or change is taken for an actual value.
        lost: chance that it is set aside instead.
        invented: chance that a figure which is no metric gets a code.
        copied: where the rules are wrong about a figure, the share of the model's mistakes that are the same as theirs: what is hard for
            the one is hard for the other.
        spread: how far the chances of single figures lie from `wrong`: they are drawn from a beta distribution of this concentration.
        boast: power that a chance of being right is raised to before it is told as a probability; below 1 the model boasts.
        seed: of all that is drawn by lot.
    """

    wrong: float = 0.15
    lost: float = 0.05
    invented: float = 0.05
    copied: float = 0.5
    spread: float = 3.0
    boast: float = 1.0
    seed: int = 20_220_726


@dataclass
class _Words:
    """A chat that has one answer, token by token."""

    tokens: Sequence[Token]
    told: bool

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        del messages, schema, sampling
        return Completion(b"".join(token.data for token in self.tokens).decode(), tokens=tuple(self.tokens) if self.told else ())


@cache
def loaded(case: Path) -> tuple[Article, Numbered, dict[str, Any]]:
    """A case's article, numbered article and expectation."""
    article = oracle.article_of(case)
    return article, oracle.numbered_of(article), oracle.expected_of(case)


@cache
def opinion(case: Path) -> Answer:
    """What the rules say of a case."""
    article, _, _ = loaded(case)
    return rules_answer(article, figures.read(article.text), TASK)


@dataclass(frozen=True)
class Rules:
    """The rules, with what they have said of a case."""

    case: Path
    name: str = "rules"

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        del article, figures, task
        return opinion(self.case), Usage()


@dataclass(frozen=True)
class Judged:
    """A metric: how sure it is, and whether the case's author says the same."""

    confidence: Confidence
    right: bool


LATER = frozenset({"first-sight", "second-sight"})
"""Tags of the cases that came after the rules were built."""


@cache
def judged(quality: Quality | None = None, *, told: bool = False, tags: frozenset[str] = frozenset()) -> tuple[Judged, ...]:
    """Every metric of the golden cases, of those that bear one of some tags where tags are given; of `rules` where no quality is."""
    return tuple(one for case in tagged(tags) for one in _judged(case, quality, told=told))


def tagged(tags: frozenset[str]) -> list[Path]:
    """The golden cases that bear one of some tags; all where none are given."""
    return [case for case in oracle.cases() if not tags or tags & set(loaded(case)[2].get("tags", ()))]


@dataclass(frozen=True)
class Band:
    """Metrics whose confidence lies in a stretch: how many, their mean confidence, the share that is right."""

    low: float
    high: float
    size: int
    said: float
    right: float


def bands(metrics: Sequence[Judged], edges: Sequence[float] = (0.0, 0.3, 0.5, 0.7, 0.9, 0.97, 1.0)) -> list[Band]:
    """Metrics by their confidence; bands without metrics are left out."""
    found = []
    for low, high in pairwise(edges):
        own = [one for one in metrics if low <= one.confidence.score < high]
        if own:
            said, flags = sum(one.confidence.score for one in own), sum(one.right for one in own)
            found.append(Band(low, high, len(own), said / len(own), flags / len(own)))
    return found


def _judged(case: Path, quality: Quality | None, *, told: bool) -> list[Judged]:
    article, _, expected = loaded(case)
    engine = engine_for(case, quality, told=told) if quality else Rules(case)
    extraction = pipeline.run(article, TASK, engine, Rules(case))
    metrics = extraction.data.model_dump(mode="json")["metrics"]
    flags = right(expected["metrics"], metrics, expected.get("debatable", []))
    return [Judged(confidence, flag) for confidence, flag in zip(extraction.confidences, flags, strict=True)]


def engine_for(case: Path, quality: Quality, *, told: bool) -> AskingEngine:
    """The model, for one case.

    Args:
        case: the folder of the case.
        quality: how good the model is.
        told: whether it tells the probabilities of its tokens.
    """
    _, numbered, expected = loaded(case)
    lot = Random(f"{quality.seed} {case.name}")  # noqa: S311  a lot, no secret
    rules = {label.figure: label.indicator for label in opinion(case).labels}
    answer, chances = _spoilt(oracle.answer_of(numbered, expected), rules, quality, lot)
    return AskingEngine("simulated", _Words(_tokens(answer, chances, quality.boast), told=told), _ASKING)


_ASKING = Asking(limits=Limits(rounds=0), context=10_000_000)


def _spoilt(answer: dict[str, Any], rules: Mapping[int, str], quality: Quality, lot: Random) -> tuple[dict[str, Any], dict[str, float]]:
    """An answer with mistakes, and the chance that each figure's code had of being right."""
    codes = dict(answer["figures"])
    chances: dict[str, float] = {}
    own = [code for code in codes.values() if code in TASK.by_code]
    for number, code in answer["figures"].items():
        chances[number] = chance = lot.betavariate((1 - quality.wrong) * quality.spread, quality.wrong * quality.spread)
        if code in TASK.by_code and lot.random() < quality.lost:
            codes[number] = "part"
        elif code in TASK.by_code and lot.random() > chance:
            codes[number] = _mistaken(code, rules.get(int(number), code), quality, lot)
        elif code not in TASK.by_code and own and lot.random() < quality.invented:
            codes[number] = lot.choice(own)
    kinds = [kind for kind in answer["kinds"] if lot.random() >= quality.wrong]
    return answer | {"figures": codes, "kinds": kinds}, chances


def _mistaken(code: str, rules: str, quality: Quality, lot: Random) -> str:
    if rules != code and lot.random() < quality.copied:
        return rules
    family = code.partition(".")[0]
    siblings = [one for one in TASK.by_code if one.partition(".")[0] == family and one != code]
    return lot.choice(siblings or [one for one in TASK.by_code if one != code])


def _tokens(answer: dict[str, Any], chances: Mapping[str, float], boast: float) -> list[Token]:
    """The answer as tokens: each code is one, of the probability that the model tells for it."""
    head, tail = ({name: answer[name]} for name in ("numbering", "document"))
    tokens = [Token(json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "figures": {', 0.0)]
    for at, (number, code) in enumerate(answer["figures"].items()):
        tokens += [
            Token(f'{", " if at else ""}"{number}": "'.encode(), 0.0),
            Token(code.encode(), math.log(max(chances[number], 1e-9)) * boast),
            Token(b'"', 0.0),
        ]
    rest = json.dumps({"kinds": answer["kinds"], "missed": []} | tail, ensure_ascii=False)
    return [*tokens, Token(b"}, " + rest[1:].encode(), 0.0)]
