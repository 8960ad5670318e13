"""The difference that a row of a table prints against the two numbers before it: `96 | 121 | +35` is +25."""

import re
from collections.abc import Iterator
from itertools import pairwise

from llm_extract.checks.view import View, contradiction
from llm_extract.models import Figure, Finding

_BORDER = re.compile(r"\s*[|\t]\s*")
_SIGNED = re.compile(r"\s*[|\t]\s*(?P<sign>[+−–-])\s*")
_IN_ROW = 3
_AFTER = re.compile(r"\s*(?:[|\t]\s*)?$")


def check(view: View) -> Iterator[Finding]:
    """Recomputes differences.

    Args:
        view: the extraction and its article.

    Yields:
        `difference.mismatch`, contradictions of the article, where a row holds two whole numbers and then one with a sign, each in a cell.
    """
    for span in view.sentences:
        figures = [figure for figure in view.within(span.start, span.end) if figure.type == "count" and figure.value is not None]
        last = figures[-_IN_ROW:]
        if len(last) == _IN_ROW and _AFTER.match(view.low, last[-1].span.end, span.end) and _are_cells(view, last):
            yield from _verdict(view, *last)


def _are_cells(view: View, figures: list[Figure]) -> bool:
    first, _ = (view.between(left, right) for left, right in pairwise(figures))
    return bool(_BORDER.fullmatch(first)) and _sign(view, figures[1], figures[2]) is not None


def _sign(view: View, before: Figure, figure: Figure) -> int | None:
    found = _SIGNED.fullmatch(view.between(before, figure))
    return None if found is None else 1 if found["sign"] == "+" else -1


def _verdict(view: View, before: Figure, now: Figure, difference: Figure) -> Iterator[Finding]:
    sign = _sign(view, now, difference) or 1
    if before.value is None or now.value is None or difference.value is None or now.value - before.value == sign * difference.value:
        return
    true = now.value - before.value
    shown, printed = (f"{'+' if value > 0 else '-'}{view.printed(abs(value))}" for value in (true, sign * difference.value))
    yield contradiction(
        "difference.mismatch",
        f"From {before.text} to {now.text} is {shown}, not {printed}.",
        f"Từ {before.text} đến {now.text} là {shown}, không phải {printed}.",
        before.span,
        now.span,
        difference.span,
    )
