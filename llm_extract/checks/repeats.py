"""The same thing given twice with different numbers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from llm_extract.checks.nouns import is_same
from llm_extract.checks.view import Count, MetricLike, View, contradiction
from llm_extract.checks.wording import JUDGED, OTHER_TIME
from llm_extract.models import Figure, Finding, Span

# Two numbers this near are meant as one; farther ones need the same digits, or all digits but one.
_NEAR = Decimal("0.05")
_STOCK_NEAR = Decimal("0.02")
_DIGITS = 3
_LARGE = Decimal(100)
_COMMON_WORDS = 2


def check(view: View) -> Iterator[Finding]:
    """Compares headline and body, the wholes of one rating, and what is said to be in being.

    Args:
        view: the extraction and its article.

    Yields:
        `repeat.headline`, `repeat.total`, `repeat.stock`: contradictions of the article. A headline with `gần` or `hơn` is rounded.
    """
    yield from _headline(view)
    yield from _totals(view)
    yield from _stocks(view)


def _headline(view: View) -> Iterator[Finding]:
    title = _title(view)
    if title is None:
        return
    body = [figure for figure in view.running if figure.span.start >= title.end and _is_number(figure)]
    held = {(value, figure.percent) for figure in body for value in (figure.value, figure.high, figure.total)}
    for figure in view.running:
        if figure.span not in title or not _is_number(figure) or figure.qualifier != "exact" or figure.value is None:
            continue
        if (figure.value, figure.percent) not in held and (twin := _twin(view, figure, body)):
            message = f"{figure.text} in the headline: the article says {twin.text}."
            message_vi = f"Tiêu đề nêu {figure.text}, nội dung bài nêu {twin.text}."
            yield contradiction("repeat.headline", message, message_vi, figure.span, twin.span)


def _title(view: View) -> Span | None:
    title = getattr(view.extraction.data, "title", None)
    start = view.article.text.find(title) if title else -1
    return Span(start, start + len(title)) if title and start >= 0 else None


def _is_number(figure: Figure) -> bool:
    return figure.type in {"count", "ratio", "percent"} and figure.note is None and not figure.money


def _twin(view: View, figure: Figure, body: Sequence[Figure]) -> Figure | None:
    """The number of the body that says the same of the same things, but for its value."""
    words, noun = _words(view, figure), view.nouns.after(view.low, figure.span.end)
    for other in body:
        if other.percent != figure.percent or other.qualifier != "exact":
            continue
        if view.language == "en" and _is_rounded(figure, other):
            continue
        same = figure.percent or is_same(view.nouns.after(view.low, other.span.end), noun)
        values = [
            value
            for value in (other.value, other.total)
            if value is not None and figure.value is not None and is_near(figure.value, value, _NEAR)
        ]
        if same and values and len(words & _words(view, other)) >= _COMMON_WORDS:
            return other
    return None


def _is_rounded(figure: Figure, other: Figure) -> bool:
    """Whether a headline gives another figure with fewer decimals, as English headlines do without a word: `94%` of 93.5%."""
    if figure.value is None or other.value is None:
        return False
    return other.value.quantize(figure.value, rounding=ROUND_HALF_UP) == figure.value


def _words(view: View, figure: Figure) -> set[str]:
    """The words of the sentence that a figure stands in."""
    sentence = next((span for span in view.sentences if figure.span in span), figure.span)
    return set(re.findall(r"[^\W\d_]{2,}", sentence.of(view.low)))


def is_near(first: Decimal, second: Decimal, ratio: Decimal) -> bool:
    """Whether two different numbers may be one of which a digit was mistyped, two were swapped, or which was rounded silently."""
    if first == second:
        return False
    one, two = str(abs(first)), str(abs(second))
    typed = len(one) == len(two) >= _DIGITS and (Counter(one) == Counter(two) or sum(a != b for a, b in zip(one, two, strict=True)) == 1)
    return typed or abs(first - second) <= max(abs(first), abs(second)) * ratio


def _totals(view: View) -> Iterator[Finding]:
    """`79/85 … hoàn thành tốt; 05/86 … hoàn thành`: one rating, two wholes."""
    paragraphs: dict[int, list[Count]] = defaultdict(list)
    for sentence, counts in zip(view.sentences, view.counts, strict=True):
        paragraphs[view.paragraph(sentence.start)].extend(counts)
    for together in paragraphs.values():
        numbers = {count.value for count in together}
        ratios = [count for count in together if count.figure.total not in {None, *numbers} and JUDGED.search(count.left + count.right)]
        for first, second in pairwise(ratios):
            if _differ(first, second) and not OTHER_TIME.search(view.between(first.figure, second.figure)):
                message = f"{first.text} and {second.text}: parts of one whole, but the wholes differ."
                message_vi = f"{first.text} và {second.text} là các phần của cùng một tổng, nhưng tổng nêu khác nhau."
                yield contradiction("repeat.total", message, message_vi, first.span, second.span)


def _differ(first: Count, second: Count) -> bool:
    one, two = first.figure.total, second.figure.total
    return one is not None and two is not None and is_same(first.noun, second.noun) and is_near(one, two, _NEAR)


def _stocks(view: View) -> Iterator[Finding]:
    """Numbers in being (`structure.`): one body has one number at one time."""
    known: dict[tuple[object, ...], list[MetricLike]] = defaultdict(list)
    for metric in view.metrics:
        stock = view.task.is_stock(metric.indicator) and metric.kind == "actual" and metric.qualifier == "exact"
        if stock and metric.group is None and metric.value >= _LARGE:
            known[(metric.indicator, metric.period, metric.scope)].append(metric)
    for group in known.values():
        for first, second in pairwise(group):
            if is_near(first.value, second.value, _STOCK_NEAR):
                one, two = view.by_id[first.figures[0]], view.by_id[second.figures[0]]
                message = f"{one.text} and {two.text}: the article gives both for the same ({first.indicator})."
                message_vi = f"Bài nêu cả {one.text} và {two.text} cho cùng một số liệu ({view.meaning(first.indicator)})."
                yield contradiction("repeat.stock", message, message_vi, one.span, two.span)
