"""F1 as the annotation guide defines it: metrics matched one to one on indicator, kind, value and percent-or-not."""

from typing import Any

Metric = dict[str, Any]


def matched(expected: list[Metric], predicted: list[Metric], debatable: list[Metric]) -> int:
    """How many predicted metrics are right."""
    return sum(right(expected, predicted, debatable))


def right(expected: list[Metric], predicted: list[Metric], debatable: list[Metric]) -> list[bool]:
    """Which predicted metrics are right.

    Every pair that agrees on kind, value and percent-or-not is interchangeable but for the code, so exact codes are paired first and
    accepted ones after; that reaches the best total.
    """
    left = [(metric, {metric["indicator"]}, _accepted(metric, debatable)) for metric in expected]
    found = [False] * len(predicted)
    for exactly in (True, False):
        for number, metric in enumerate(predicted):
            if found[number]:
                continue
            pairs = ((at, exact if exactly else codes) for at, (other, exact, codes) in enumerate(left) if _same(metric, other))
            at = next((at for at, codes in pairs if metric["indicator"] in codes), None)
            if at is not None:
                left.pop(at)
                found[number] = True
    return found


def f1(right: int, expected: int, predicted: int) -> float:
    """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
    return 2 * right / (expected + predicted) if expected + predicted else 1.0


def _accepted(metric: Metric, debatable: list[Metric]) -> set[str]:
    return {
        code
        for entry in debatable
        if all(entry[key] == metric[key] for key in ("indicator", "value", "evidence"))
        for code in entry["accept"]
    }


def _same(one: Metric, other: Metric) -> bool:
    near = abs(float(one["value"]) - float(other["value"])) <= 1e-6 * max(1.0, abs(float(other["value"])))
    return near and one["kind"] == other["kind"] and (one["unit"] == "%") == (other.get("unit") == "%")
