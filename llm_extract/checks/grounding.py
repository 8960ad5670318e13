"""Nothing invented: every value, quote and figure of the extraction stands in the article."""

from collections.abc import Iterator
from decimal import Decimal

from llm_extract.checks.view import MetricLike, View, engine_error
from llm_extract.models import Figure, Finding, Span

_FIELDS = {"value": "giá trị", "high": "cận trên", "qualifier": "giới hạn", "total": "tổng", "percent": "tỷ lệ"}
_QUALIFIERS = {
    "exact": "chính xác",
    "approximately": "khoảng",
    "more_than": "hơn",
    "at_least": "ít nhất",
    "at_most": "nhiều nhất",
    "range": "từ … đến …",
}


def check(view: View) -> Iterator[Finding]:
    """Compares metrics and figures with the text.

    Args:
        view: the extraction and its article.

    Yields:
        `grounding.text`, `grounding.quote`, `grounding.figure`, `grounding.value`, `grounding.unit`: errors of the engine.
    """
    for figure in view.extraction.figures:
        if figure.span.of(view.article.text) != figure.text:
            message = f"Figure {figure.id}: the article does not hold {figure.text!r} at its place."
            message_vi = f"Con số {figure.id}: bài không có “{figure.text}” ở chỗ đã ghi."
            yield engine_error("grounding.text", message, message_vi, figure.span)
    for metric in view.metrics:
        yield from _quote(view, metric)
        known = [view.by_id[number] for number in metric.figures if number in view.by_id]
        if not known or len(known) < len(metric.figures):
            message = "it names no figure of the article, or one that does not exist."
            yield _error(view, "grounding.figure", metric, (message, "không trỏ đúng con số nào của bài."), _place(metric))
        else:
            yield from _values(view, metric, known[0], known[1:])


def _quote(view: View, metric: MetricLike) -> Iterator[Finding]:
    place = _place(metric)
    if not 0 <= place.start < place.end <= len(view.article.text) or place.of(view.article.text) != metric.evidence.quote:
        quote = metric.evidence.quote
        told = f"the quote {quote!r} is not the article's text at its place.", f"trích dẫn “{quote}” không khớp bài ở chỗ đã ghi."
        yield _error(view, "grounding.quote", metric, told, place)
        return
    first = view.by_id.get(metric.figures[0]) if metric.figures else None
    if first and first.span not in place:
        told = f"its figure {first.text} lies outside the quote.", f"con số {first.text} nằm ngoài trích dẫn."
        yield _error(view, "grounding.quote", metric, told, first.span)


def _values(view: View, metric: MetricLike, first: Figure, others: list[Figure]) -> Iterator[Finding]:
    for field, given, allowed in _claims(metric, first, others):
        if given not in allowed:
            shown, shown_vi = _shown(view, given)
            message = f"its {field} {shown} is not what the article prints, {first.text}."
            yield _error(
                view, "grounding.value", metric, (message, f"{_FIELDS[field]} {shown_vi} không khớp bài, {first.text}."), first.span
            )
    if (metric.unit == "%") != first.percent:
        shown, shown_vi = _shown(view, metric.unit)
        told = f"the unit {shown} does not fit {first.text}.", f"đơn vị {shown_vi} không khớp {first.text}."
        yield _error(view, "grounding.unit", metric, told, first.span)


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


def _shown(view: View, given: object) -> tuple[str, str]:
    """What a metric claims, in English and in Vietnamese."""
    if given is None:
        return "none", "để trống"
    if isinstance(given, Decimal):
        return view.printed(given), view.printed(given)
    return str(given), _QUALIFIERS.get(str(given), str(given))


def _error(view: View, code: str, metric: MetricLike, told: tuple[str, str], span: Span) -> Finding:
    """An error of one metric, told in English and in Vietnamese."""
    message, message_vi = (f"{name}: {what}" for name, what in zip(view.named(metric), told, strict=True))
    return engine_error(code, message, message_vi, span)
