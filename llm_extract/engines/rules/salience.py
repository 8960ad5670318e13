"""Which metrics a summary tells first: how probably a summary by hand holds the figure of each. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import exp, log

from llm_extract.models import Figure, Label
from llm_extract.tasks.base import Task

WEIGHTS: Mapping[str, float] = {
    "always": -1.2,
    "first": 0.9,
    "later": -0.5,
    "listed": 0.4,
    "ratio": 0.9,
    "share": 1.0,
    "percent": -0.3,
    "detail": -0.6,
    "group": -0.7,
    "scope": -0.4,
    "change": -0.7,
    "words": -1.7,
}
"""Of the features, in log-odds: a logistic regression on the summaries of golden cases, by `python -m training.salience`. Those of the
codes are the task's (`Task.salience`)."""


def salience(labels: Sequence[Label], figures: Mapping[int, Figure], task: Task) -> dict[int, float]:
    """How probably a summary holds each metric, between 0 and 1, by the id of its figure."""
    found = {}
    for label, present in features(labels, figures):
        odds = sum(WEIGHTS[name] * value for name, value in present.items()) + of_code(label.indicator, task.salience)
        found[label.figure] = 1 / (1 + exp(-odds))
    return found


def features(labels: Sequence[Label], figures: Mapping[int, Figure]) -> Iterator[tuple[Label, dict[str, float]]]:
    """What speaks for and against each metric, by the names of `WEIGHTS`.

    1 where it is the first of its code and kind, a ratio, has a percentage printed beside it, is a percentage itself, is a detail (a code of
    three parts), of a subgroup or a part of the body, a change, printed in words; the logarithms of how many metrics stand up to it, itself
    among them, and of how many bear its code.
    """
    told = set[tuple[str, str]]()
    bearing = Counter(label.indicator for label in labels)
    for place, label in enumerate(sorted(labels, key=lambda one: figures[one.figure].span.start), 1):
        figure, meant = figures[label.figure], (label.indicator, label.kind)
        held = {
            "first": meant not in told,
            "ratio": figure.total is not None,
            "share": label.percent is not None,
            "percent": figure.percent,
            "detail": label.indicator.count(".") > 1,
            "group": bool(label.group),
            "scope": bool(label.scope),
            "change": label.kind == "change",
            "words": not figure.text[:1].isdecimal(),
        }
        told.add(meant)
        counted = {"always": 1.0, "later": log(place), "listed": log(bearing[label.indicator])}
        yield label, {name: 1.0 for name, holds in held.items() if holds} | counted


def of_code(code: str, weights: Mapping[str, float]) -> float:
    """The weight of the longest beginning of a code that has one."""
    return max(((len(start), weight) for start, weight in weights.items() if code.startswith(start)), default=(0, 0.0))[1]
