"""Labelled articles as sentences whose figures carry the expected labels."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from llm_extract import loading
from llm_extract.engines.local.labels import Meaning, asked
from llm_extract.engines.local.tuned import questions
from llm_extract.evals.gold import Gold, GoldMetric
from llm_extract.evals.places import Places
from llm_extract.figures import read
from llm_extract.models import Article, Figure, Span
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
    """An article, its figures, and what is expected of those that a model is asked about, by id; `lost` are metrics of other figures."""

    name: str
    article: Article
    figures: tuple[Figure, ...]
    expected: Mapping[int, Expected]
    lost: int

    @property
    def asked(self) -> Iterator[Asked]:
        """Its sentences that hold figures to ask about."""
        for question in questions(self.article, self.figures):
            expected = tuple(self.expected[figure.id] for figure in question.figures)
            places = tuple(question.places())
            sentence = Sentence(question.before, question.span.of(self.article.text), places, tuple(one.meaning for one in expected))
            yield Asked(self.name, sentence, expected)


def golden(folder: Path, tag: str | None = None) -> Iterator[tuple[str, Labelled]]:
    """The golden cases of a folder, by name; with `tag`, those that bear it."""
    for case in sorted(folder.iterdir()):
        if tag is None or tag in json.loads((case / "expected.json").read_text(encoding="utf-8")).get("tags", ()):
            yield case.name, labelled(case.name, next(case.glob("article.*")), case / "expected.json")


def beside(articles: Path, gold: Path) -> Iterator[tuple[str, Labelled]]:
    """Articles in one folder, their labels in another, by name."""
    for path in sorted(articles.iterdir()):
        yield path.stem, labelled(path.stem, path, gold / f"{path.stem}.json")


def labelled(name: str, article: Path, expected: Path) -> Labelled:
    """One article and its expected file."""
    loaded = loading.load(str(article))
    values = json.loads(expected.read_text(encoding="utf-8"))
    gold = Gold.model_validate_json(json.dumps({key: value for key, value in values.items() if key in _FIELDS}))
    figures = read(loaded.text)
    found, lost = _meanings(loaded, figures, gold)
    none = Expected(Meaning(None, None, "none"))
    return Labelled(name, loaded, figures, {figure.id: found.get(figure.id, none) for figure in asked(figures)}, lost)


def _meanings(article: Article, figures: tuple[Figure, ...], gold: Gold) -> tuple[dict[int, Expected], int]:
    places, found, lost = Places(article.text), dict[int, Expected](), 0
    open_figures = {figure.id: figure for figure in asked(figures)}
    for metric in gold.metrics:
        spans = places.of(metric.evidence)
        number = next(
            (figure.id for span in spans for figure in open_figures.values() if figure.id not in found and _says(figure, metric, span)),
            None,
        )
        if number is None:
            lost += 1
            continue
        found[number] = Expected(Meaning(metric.indicator, metric.kind), gold.accepted(metric))
        for side in _beside(metric, open_figures, found, number):
            found[side[0]] = side[1]
    return found, lost


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
