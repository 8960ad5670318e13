"""Metrics of a result against those expected: matched one to one, as the annotation guide's last line says."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from llm_extract.evals import spelling
from llm_extract.evals.gold import Gold, GoldMetric
from llm_extract.evals.matching import matched
from llm_extract.evals.places import Places
from llm_extract.evals.records import Counts, Item
from llm_extract.models import Span

Metric = Mapping[str, Any]
Same = Callable[[Any, Any], bool]

_BETWEEN = " · "
_HEAD = ("indicator", "kind", "value")
_RIGHT, _EXACT, _PLACED, _PART = 1_000.0, 100.0, 10.0, 1.0
"""How pairs are ranked: more right ones first, then the exact code, then the same place, then each part that agrees (fewer than 10)."""


def _optional(same: Callable[[str, str], bool]) -> Same:
    return lambda one, other: (not one and not other) or bool(one and other and same(str(one), str(other)))


PARTS: Mapping[str, Same] = {
    "scope": _optional(spelling.same_body),
    "period": _optional(spelling.same_date),
    "unit": _optional(spelling.same_words),
    "qualifier": lambda one, other: (one or "exact") == (other or "exact"),
    "group": _optional(spelling.same_words),
    "total": spelling.same_number,
    "percent": spelling.same_number,
    "high": spelling.same_number,
}


@dataclass(frozen=True)
class MetricScoring:
    """Metrics, matched.

    Attributes:
        gold: what is expected.
        predicted: the result's metrics, as JSON values.
        places: the article's text.
    """

    gold: Gold
    predicted: tuple[Metric, ...]
    places: Places

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Positions of expected and predicted metrics that agree on code, kind, value and percent-or-not."""
        return matched(range(len(self.gold.metrics)), range(len(self.predicted)), self._fit)

    @cached_property
    def mistaken(self) -> list[tuple[int, int]]:
        """Positions of those left over that speak of the same figure: of the same value, or at the same place under the same code."""
        rows, columns = self._left()
        pairs = matched(rows, columns, self._resemble)
        return [(rows[i], columns[j]) for i, j in pairs]

    @cached_property
    def found(self) -> int:
        """How many expected values a predicted metric bears, whatever its code, kind and sign."""
        return len(matched(self.gold.metrics, self.predicted, lambda one, other: float(_same_value(one, other))))

    @property
    def counts(self) -> Counts:
        """All metrics."""
        return Counts(right=len(self.pairs), expected=len(self.gold.metrics), predicted=len(self.predicted))

    def by(self, name: str) -> dict[str, Counts]:
        """Counts by indicator or kind; a metric that is right under an accepted code counts for the expected one."""
        right, expected = Counter[str](), Counter(getattr(metric, name) for metric in self.gold.metrics)
        of = {j: i for i, j in self.pairs}
        predicted = Counter(
            getattr(self.gold.metrics[of[j]], name) if j in of else str(metric[name]) for j, metric in enumerate(self.predicted)
        )
        right.update(getattr(self.gold.metrics[i], name) for i, _ in self.pairs)
        names = sorted(expected | predicted)
        return {one: Counts(right=right[one], expected=expected[one], predicted=predicted[one]) for one in names}

    @property
    def parts(self) -> dict[str, Counts]:
        """Counts of each part over right metrics."""
        return {f"metric.{name}": self._part(name) for name in PARTS}

    @property
    def quotes(self) -> Counts:
        """Quotes of right metrics: right where they overlap what the case's author quotes."""
        right = sum(self._overlap(self.gold.metrics[i], self.predicted[j]) for i, j in self.pairs)
        return Counts(right=right, expected=len(self.pairs), predicted=len(self.pairs))

    def items(self) -> Iterator[Item]:
        """Every metric with its verdict, the expected ones first, in their order."""
        right, mistaken = dict(self.pairs), dict(self.mistaken)
        for i, metric in enumerate(self.gold.metrics):
            if i in right:
                yield self._item("right", metric, self.predicted[right[i]])
            elif i in mistaken:
                yield self._item("wrong", metric, self.predicted[mistaken[i]])
            else:
                yield self._item("missed", metric, None)
        taken = {*right.values(), *mistaken.values()}
        yield from (self._item("extra", None, metric) for j, metric in enumerate(self.predicted) if j not in taken)

    def where(self, metric: GoldMetric) -> tuple[Span, ...]:
        """Every place of an expected metric's evidence."""
        return self._where[metric.evidence]

    @cached_property
    def _where(self) -> dict[str, tuple[Span, ...]]:
        return {metric.evidence: self.places.of(metric.evidence) for metric in self.gold.metrics}

    @cached_property
    def _accepted(self) -> tuple[frozenset[str], ...]:
        return tuple(map(self.gold.accepted, self.gold.metrics))

    def _fit(self, i: int, j: int) -> float:
        one, other = self.gold.metrics[i], self.predicted[j]
        signed = spelling.same_number(_number(other.get("value")), one.value)
        if not (signed and one.kind == other["kind"] and _is_percent(one) == _is_percent(other)):
            return 0.0
        if other["indicator"] not in self._accepted[i]:
            return 0.0
        agreeing = sum(same(getattr(one, name), other.get(name)) for name, same in PARTS.items())
        exact = bool(other["indicator"] == one.indicator)
        return _RIGHT + _EXACT * exact + _PLACED * self._overlap(one, other) + _PART * agreeing

    def _resemble(self, i: int, j: int) -> float:
        one, other = self.gold.metrics[i], self.predicted[j]
        value, code, place = _same_value(one, other), other["indicator"] in self._accepted[i], self._overlap(one, other)
        return 4.0 * value + 2.0 * code + place if (value and place) or (code and place) else 0.0

    def _left(self) -> tuple[list[int], list[int]]:
        rows, columns = {i for i, _ in self.pairs}, {j for _, j in self.pairs}
        return (
            [i for i in range(len(self.gold.metrics)) if i not in rows],
            [j for j in range(len(self.predicted)) if j not in columns],
        )

    def _part(self, name: str) -> Counts:
        same, right, expected, predicted = PARTS[name], 0, 0, 0
        for i, j in self.pairs:
            one, other = getattr(self.gold.metrics[i], name), self.predicted[j].get(name)
            expected += one is not None
            predicted += other is not None
            right += one is not None and same(one, other)
        return Counts(right=right, expected=expected, predicted=predicted)

    def _overlap(self, one: GoldMetric, other: Metric) -> bool:
        quote = other["evidence"]
        place = Span(quote["start"], quote["end"])
        return any(span.overlaps(place) for span in self.where(one))

    def _item(self, verdict: Any, one: GoldMetric | None, other: Metric | None) -> Item:  # noqa: ANN401  a Verdict, as literals go
        place = next(iter(self.where(one)), None) if one else None
        quote = other["evidence"] if other else None
        start, end = (quote["start"], quote["end"]) if quote else (place.start, place.end) if place else (None, None)
        return Item(
            what="metric",
            name=one.indicator if one else str(other and other["indicator"]),
            verdict=verdict,
            expected=told(one.model_dump()) if one else None,
            got=told(other) if other else None,
            reason=self._reason(verdict, one, other),
            start=start,
            end=end,
        )

    def _reason(self, verdict: str, one: GoldMetric | None, other: Metric | None) -> str:
        if one is None or other is None:
            return "no metric bears this figure" if one else "no expected metric is left that it could be"
        if verdict == "right":
            return self._right(one, other)
        wrong = [name for name, fits in self._agreeing(one, other) if not fits]
        return f"the same figure, with another {' and '.join(wrong)}" if wrong else "the metric it fits is taken by another"

    def _right(self, one: GoldMetric, other: Metric) -> str:
        code = "code" if other["indicator"] == one.indicator else "a code that is right too"
        others = [name for name, same in PARTS.items() if not same(getattr(one, name), other.get(name))]
        return f"{code}, kind and value agree" + (f"; another {', '.join(others)}" if others else "")

    def _agreeing(self, one: GoldMetric, other: Metric) -> Iterator[tuple[str, bool]]:
        yield "indicator", other["indicator"] in self.gold.accepted(one)
        yield "kind", other["kind"] == one.kind
        yield "value", spelling.same_number(_number(other.get("value")), one.value)
        yield "unit", _is_percent(one) == _is_percent(other)


def _is_percent(metric: GoldMetric | Metric) -> bool:
    unit = metric.unit if isinstance(metric, GoldMetric) else metric.get("unit")
    return (unit or "").strip() == "%"


def _same_value(one: GoldMetric, other: Metric) -> bool:
    value = _number(other.get("value"))
    return value is not None and spelling.same_number(abs(value), abs(one.value)) and _is_percent(one) == _is_percent(other)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def told(metric: Metric) -> str:
    """A metric on one line, as items of records have it."""
    shown = [metric["indicator"], metric["kind"], str(metric["value"])]
    shown += [f"{name} {metric[name]}" for name in (*PARTS,) if metric.get(name) not in {None, "exact"}]
    return _BETWEEN.join(shown)


def read_told(line: str) -> dict[str, str]:
    """The fields of a metric that `told` wrote, as text; empty where the line is none of its."""
    head = line.split(_BETWEEN, 3)
    if len(head) < len(_HEAD):
        return {}
    found, name = dict(zip(_HEAD, head, strict=False)), ""
    for piece in head[3].split(_BETWEEN) if len(head) > len(_HEAD) else ():
        label, _, value = piece.partition(" ")
        if label in PARTS and value and label not in found:
            found[label], name = value, label
        elif name:  # a value that holds what stands between two
            found[name] += _BETWEEN + piece
    return found
