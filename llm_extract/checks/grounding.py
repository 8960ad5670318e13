"""Nothing invented: every value, quote and figure of the extraction stands in the article."""

from collections.abc import Iterator
from decimal import Decimal

from llm_extract.checks.view import MetricLike, View, engine_error
from llm_extract.models import Figure, Finding, Span


def check(view: View) -> Iterator[Finding]:
    """Compares metrics and figures with the text.

    Args:
        view: the extraction and its article.

    Yields:
        `grounding.text`, `grounding.quote`, `grounding.figure`, `grounding.value`, `grounding.unit`: errors of the engine.
    """
    for figure in view.extraction.figures:
        if figure.span.of(view.article.text) != figure.text:
            yield engine_error(
                "grounding.text", f"Figure {figure.id}: the article does not hold {figure.text!r} at its place.", figure.span
            )
    for metric in view.metrics:
        yield from _quote(view, metric)
        known = [view.by_id[number] for number in metric.figures if number in view.by_id]
        if not known or len(known) < len(metric.figures):
            yield engine_error(
                "grounding.figure", f"{_name(metric)}: it names no figure of the article, or one that does not exist.", _place(metric)
            )
        else:
            yield from _values(metric, known[0], known[1:])


def _quote(view: View, metric: MetricLike) -> Iterator[Finding]:
    place = _place(metric)
    if not 0 <= place.start < place.end <= len(view.article.text) or place.of(view.article.text) != metric.evidence.quote:
        yield engine_error(
            "grounding.quote", f"{_name(metric)}: the quote {metric.evidence.quote!r} is not the article's text at its place.", place
        )
        return
    first = view.by_id.get(metric.figures[0]) if metric.figures else None
    if first and first.span not in place:
        yield engine_error("grounding.quote", f"{_name(metric)}: its figure {first.text} lies outside the quote.", first.span)


def _values(metric: MetricLike, first: Figure, others: list[Figure]) -> Iterator[Finding]:
    for field, given, allowed in _claims(metric, first, others):
        if given not in allowed:
            yield engine_error(
                "grounding.value", f"{_name(metric)}: its {field} {given} is not what the article prints, {first.text}.", first.span
            )
    if (metric.unit == "%") != first.percent:
        yield engine_error("grounding.unit", f"{_name(metric)}: the unit {metric.unit or 'none'} does not fit {first.text}.", first.span)


def _claims(metric: MetricLike, first: Figure, others: list[Figure]) -> Iterator[tuple[str, object, set[object]]]:
    apart: set[object] = {figure.value for figure in others}
    yield "value", metric.value, _signed(first.value, metric.kind)
    yield "high", metric.high, {first.high}
    yield "qualifier", metric.qualifier, {first.qualifier}
    yield "total", metric.total, {first.total} | (apart if metric.total is not None else set())
    yield "percent", metric.percent, apart if metric.percent is not None else {None}


def _signed(value: Decimal | None, kind: str) -> set[object]:
    """The values a figure may stand for: a stated decrease is negative, nothing else is."""
    return {value} | ({-value} if value is not None and kind == "change" else set())


def _place(metric: MetricLike) -> Span:
    return Span(metric.evidence.start, metric.evidence.end)


def _name(metric: MetricLike) -> str:
    return f"{metric.indicator} {metric.value}"
