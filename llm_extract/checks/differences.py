"""The difference that is printed against the two numbers before it: of `96 | 121 | +35` and of `từ 812 xuống còn 691, giảm 131`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from llm_extract.checks.view import View, contradiction
from llm_extract.models import Figure, Finding, Span

_BORDER = re.compile(r" *[|\t] *")
_SIGNED = re.compile(r" *[|\t] *(?P<sign>[+−–-]) *")
_AFTER = re.compile(r" *(?:[|\t] *)?$")
_IN_ROW = 3
_FROM = re.compile(r"(?<!\w)từ (?:con số |mức )?$")
_TO = re.compile(r"[^.;]{0,80}?(?<!\w)(?:lên|xuống|còn|thành)(?: (?:còn|là|tới|đến))? $")
_BY = re.compile(r"(?: [^\W\d]+(?: [^\W\d]+){0,4})?,? (?:tức |đã )?(?P<way>giảm|tăng)(?: được| thêm| đi)? $")
_COUNTED_NEXT = re.compile(r" (?P<counted>[^\W\d]+(?: [^\W\d]+)?)|(?=[.,;:)]|$)")


def check(view: View) -> Iterator[Finding]:
    """Recomputes differences.

    Args:
        view: the extraction and its article.

    Yields:
        `difference.mismatch`, contradictions of the article: where a row holds two whole numbers and then one with a sign, each in a
        cell, and no other number; and where running text leads from one to the other and tells by how much, all of one thing.
    """
    for span in view.sentences:
        yield from _in_words(view, span)
        figures = [figure for figure in view.within(span.start, span.end) if figure.type == "count" and figure.value is not None]
        if len(figures) != _IN_ROW or not _AFTER.match(view.low, figures[-1].span.end, span.end):
            continue
        before, now, difference = figures
        signed = _SIGNED.fullmatch(view.between(now, difference))
        if signed and _BORDER.fullmatch(view.between(before, now)):
            yield from _verdict(view, before, now, difference, 1 if signed["sign"] == "+" else -1)


def _in_words(view: View, span: Span) -> Iterator[Finding]:
    """`từ 812 tổ chức xuống còn 691, giảm 131 tổ chức`."""
    counts = [figure for figure in view.within(span.start, span.end) if _is_exact(figure)]
    for before, now, difference in zip(counts, counts[1:], counts[2:], strict=False):
        led = _TO.fullmatch(view.between(before, now)) and _FROM.search(view.low, span.start, before.span.start)
        told = _BY.fullmatch(view.between(now, difference)) if led else None
        counted = _COUNTED_NEXT.match(view.low, difference.span.end, span.end)
        if told and counted and (counted["counted"] is None or counted["counted"] in view.low[span.start : difference.span.start]):
            yield from _verdict(view, before, now, difference, 1 if told["way"] == "tăng" else -1)


def _is_exact(figure: Figure) -> bool:
    return figure.type == "count" and figure.value is not None and figure.qualifier == "exact" and figure.total is None


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
