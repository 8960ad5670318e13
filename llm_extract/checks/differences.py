"""The difference that a row of a table prints against the two numbers before it: `96 | 121 | +35` is +25."""

import re
from collections.abc import Iterator
from decimal import Decimal

from llm_extract.checks.view import View, contradiction
from llm_extract.models import Figure, Finding

_BORDER = re.compile(r" *[|\t] *")
_SIGNED = re.compile(r" *[|\t] *(?P<sign>[+−–-]) *")
_AFTER = re.compile(r" *(?:[|\t] *)?$")
_IN_ROW = 3


def check(view: View) -> Iterator[Finding]:
    """Recomputes differences.

    Args:
        view: the extraction and its article.

    Yields:
        `difference.mismatch`, contradictions of the article, where a row holds two whole numbers and then one with a sign, each in a
        cell, and no other number.
    """
    for span in view.sentences:
        figures = [figure for figure in view.within(span.start, span.end) if figure.type == "count" and figure.value is not None]
        if len(figures) != _IN_ROW or not _AFTER.match(view.low, figures[-1].span.end, span.end):
            continue
        before, now, difference = figures
        signed = _SIGNED.fullmatch(view.between(now, difference))
        if signed and _BORDER.fullmatch(view.between(before, now)):
            yield from _verdict(view, before, now, difference, 1 if signed["sign"] == "+" else -1)


def _verdict(view: View, before: Figure, now: Figure, difference: Figure, sign: int) -> Iterator[Finding]:
    true, printed = (now.value or Decimal(0)) - (before.value or Decimal(0)), sign * (difference.value or Decimal(0))
    if true == printed:
        return
    shown, told = (f"{'+' if value > 0 else '-' if value else ''}{view.printed(abs(value))}" for value in (true, printed))
    yield contradiction(
        "difference.mismatch",
        f"From {before.text} to {now.text} is {shown}, not {told}.",
        f"Từ {before.text} đến {now.text} là {shown}, không phải {told}.",
        before.span,
        now.span,
        difference.span,
    )
