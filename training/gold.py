"""Labelled articles as sentences whose figures carry the expected labels."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from llm_extract import loading
from llm_extract.engines.local.decoding import questions
from llm_extract.engines.local.labels import Meaning, asked
from llm_extract.evals import cases
from llm_extract.evals.gold import Gold, GoldMetric
from llm_extract.evals.places import Places
from llm_extract.figures import read
from llm_extract.models import Article, Figure, Span
from llm_extract.tasks.base import Task
from training.examples import Sentence

_FIELDS = frozenset(Gold.model_fields)


@dataclass(frozen=True)
class Expected:
    """What a figure is, and the codes that are right too."""

    meaning: Meaning
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Asked:
    """A sentence of an article with what is expected of its figures."""

    article: str
    sentence: Sentence
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class Labelled:
    """An article, its figures, and what is expected of those that a model is asked about, by id."""

    name: str
    article: Article
    figures: tuple[Figure, ...]
    expected: Mapping[int, Expected]

    @property
    def asked(self) -> Iterator[Asked]:
        """Its sentences that hold figures to ask about."""
        for question in questions(self.article, self.figures):
            expected = tuple(self.expected[figure.id] for figure in question.figures)
            places = tuple(question.places())
            sentence = Sentence(question.before, question.span.of(self.article.text), places, tuple(one.meaning for one in expected))
            yield Asked(self.name, sentence, expected)


def golden(root: Path, task: Task, tag: str | None = None) -> Iterator[Labelled]:
    """The golden cases of a task, by name; with `tag`, those that bear it.

    Raises:
        GoldenError: there are none, or one cannot be used.
    """
    for case in cases.load_all(cases.find(root, task), task, tag):
        if isinstance(case.expected, Gold):
            yield _labelled(case.name, case.article, case.expected)


def beside(articles: Path, gold: Path) -> Iterator[Labelled]:
    """Articles in one folder, their labels in another, by name."""
    for path in sorted(articles.iterdir()):
        values = json.loads((gold / f"{path.stem}.json").read_text(encoding="utf-8"))
        expected = Gold.model_validate_json(json.dumps({key: value for key, value in values.items() if key in _FIELDS}))
        yield _labelled(path.stem, loading.load(str(path)), expected)


def _labelled(name: str, article: Article, gold: Gold) -> Labelled:
    figures = read(article.text)
    found = _meanings(article, figures, gold)
    none = Expected(Meaning(None, None, "none"))
    return Labelled(name, article, figures, {figure.id: found.get(figure.id, none) for figure in asked(figures)})


def _meanings(article: Article, figures: tuple[Figure, ...], gold: Gold) -> dict[int, Expected]:
    places, found = Places(article.text), dict[int, Expected]()
    open_figures = {figure.id: figure for figure in asked(figures)}
    for metric in gold.metrics:
        spans = places.of(metric.evidence)
        number = next(
            (figure.id for span in spans for figure in open_figures.values() if figure.id not in found and _says(figure, metric, span)),
            None,
        )
        if number is None:
            continue
        found[number] = Expected(Meaning(metric.indicator, metric.kind), gold.accepted(metric))
        for side in _beside(metric, open_figures, found, number):
            found[side[0]] = side[1]
    return found


def _says(figure: Figure, metric: GoldMetric, span: Span) -> bool:
    value = abs(Decimal(str(metric.value)))
    return figure.span in span and figure.value is not None and abs(figure.value) == value and figure.percent == (metric.unit == "%")


def _beside(metric: GoldMetric, figures: dict[int, Figure], found: dict[int, Expected], number: int) -> Iterator[tuple[int, Expected]]:
    """The percentage and the whole that stand beside a metric as figures of their own."""
    for other, figure in figures.items():
        near = abs(other - number) <= 3 and other not in found
        if near and metric.percent is not None and figure.percent and figure.value == Decimal(str(metric.percent)):
            yield other, Expected(Meaning(None, None, "share"))
            return
        if (
            near
            and metric.total is not None
            and not figure.percent
            and figure.value == Decimal(str(metric.total))
            and figures[number].total is None
        ):
            yield other, Expected(Meaning(None, None, "whole"))
