"""The annual rating by its labels: the levels of one subject divide those evaluated.

Each of those evaluated gets one level: Quy định 124-QĐ/TW and 132-QĐ/TW of the Bộ Chính trị. Two readings of the levels are in use:
`hoàn thành tốt nhiệm vụ trở lên` counts the excellent too, and so does `hoàn thành tốt …, trong đó … xuất sắc`. A finding is given
where no reading agrees.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from llm_extract.checks.view import MetricLike, View, contradiction
from llm_extract.checks.wording import UPWARDS
from llm_extract.models import Finding, Span

_LEVELS = ("excellent", "good", "completed", "failed", "strong", "exemplary")
_NESTED = ({"excellent"}, {"exemplary"}, {"excellent", "exemplary"}, set[str]())
_HUNDRED = Decimal(100)
# Rounded parts of a hundred may add up to a little more.
_ROUNDING = Decimal("0.5")
# Labels may be wrong: only sums this near the whole are meant as it.
_NEAR = Decimal("0.1")
_FEW = Decimal(2)
_CODE_PARTS = 3

Key = tuple[str, str | None, int]


def check(view: View) -> Iterator[Finding]:
    """Adds up the levels of each rating that a paragraph reports.

    Args:
        view: the extraction and its article.

    Yields:
        `parts.mismatch` where levels do not add up to those evaluated, `percent.sum` where percentages of levels exceed a
        hundred, `percent.over` where one alone does. Contradictions of the article.
    """
    numbers: dict[Key, list[MetricLike]] = defaultdict(list)
    shares: dict[Key, list[MetricLike]] = defaultdict(list)
    for metric in view.metrics:
        if metric.indicator.startswith("rating.") and metric.indicator.count(".") == _CODE_PARTS - 1:
            yield from _over(view, metric)
            if metric.kind == "actual" and metric.group is None and metric.qualifier == "exact":
                key = (metric.indicator.split(".")[1], metric.period, view.paragraph(metric.evidence.start))
                (shares if metric.unit == "%" else numbers)[key].append(metric)
    for group in numbers.values():
        yield from _numbers(view, group)
    for group in shares.values():
        yield from _shares(view, group)


def _over(view: View, metric: MetricLike) -> Iterator[Finding]:
    percent = metric.value if metric.unit == "%" else metric.percent
    figure = next(
        (view.by_id[number] for number in metric.figures if number in view.by_id and view.percent_of(view.by_id[number]) == percent), None
    )
    if percent is not None and percent > _HUNDRED and figure:
        message = f"{figure.text}: a rating cannot be given to more than all of those rated."
        message_vi = f"{figure.text}: một mức xếp loại không thể vượt quá toàn bộ số được xếp loại."
        yield contradiction("percent.over", message, message_vi, figure.span)


def _numbers(view: View, group: Sequence[MetricLike]) -> Iterator[Finding]:
    levels = _levels(group)
    whole = _whole(group, levels)
    if levels is None or whole is None:
        return
    sums = _sums(view, levels)
    complete = {"completed", "failed"} <= levels.keys() and bool({"good", "strong"} & levels.keys())
    nearest = min(sums, key=lambda total: abs(total - whole))
    wrong = min(sums) > whole or (complete and whole not in sums)
    if wrong and len(levels) > 1 and abs(nearest - whole) <= max(_FEW, whole * _NEAR):
        spans = [_span(view, metric) for metric in group]
        texts = ", ".join(span.of(view.article.text) for span in spans)
        message = f"{view.printed(whole)} rated: the levels add up to {view.printed(nearest)} ({texts})."
        message_vi = f"Số được xếp loại là {view.printed(whole)}: các mức cộng lại bằng {view.printed(nearest)} ({texts})."
        yield contradiction("parts.mismatch", message, message_vi, *spans)


def _shares(view: View, group: Sequence[MetricLike]) -> Iterator[Finding]:
    levels = _levels(group)
    if levels is None or len(levels) < _FEW:
        return
    total = min(_sums(view, levels))
    if total > _HUNDRED + _ROUNDING and all(metric.value <= _HUNDRED for metric in levels.values()):
        spans = [_span(view, metric) for metric in levels.values()]
        texts = " + ".join(span.of(view.article.text) for span in spans)
        message = f"{texts}: levels of one rating add up to {view.printed(total)} %."
        message_vi = f"{texts}: các mức của một lần xếp loại cộng lại bằng {view.printed(total)} %."
        yield contradiction("percent.sum", message, message_vi, *spans)


def _levels(group: Sequence[MetricLike]) -> dict[str, MetricLike] | None:
    """The metrics by level; None where a level, or a body, is given twice, for then several ratings are mixed."""
    found: dict[str, MetricLike] = {}
    if len({metric.scope for metric in group if metric.scope}) > 1:
        return None
    for metric in group:
        level = metric.indicator.split(".")[-1]
        if level in found:
            return None
        if level in _LEVELS:
            found[level] = metric
    return found


def _whole(group: Sequence[MetricLike], levels: Mapping[str, MetricLike] | None) -> Decimal | None:
    """How many were evaluated: as stated, or as the whole that the levels share."""
    stated = {metric.value for metric in group if metric.indicator.endswith(".evaluated")}
    shared = {metric.total for level, metric in (levels or {}).items() if level not in {"excellent", "exemplary"}}
    wholes = stated or shared
    return next(iter(wholes)) if len(wholes) == 1 else None


def _sums(view: View, levels: Mapping[str, MetricLike]) -> list[Decimal]:
    """What the levels add up to, in every reading that the wording allows."""
    apart = {high for high, low in (("excellent", "good"), ("exemplary", "strong")) if _is_apart(view, levels.get(high), levels.get(low))}
    readings = [nested for nested in _NESTED if not nested & apart]
    return [sum((metric.value for level, metric in levels.items() if level not in nested), Decimal(0)) for nested in readings]


def _is_apart(view: View, high: MetricLike | None, low: MetricLike | None) -> bool:
    """Whether the lower level cannot hold the higher: it stands behind it in one list, without `trở lên`."""
    if high is None or low is None:
        return False
    first, second = _span(view, high), _span(view, low)
    same = any(first in sentence and second in sentence for sentence in view.sentences)
    return same and first < second and not UPWARDS.match(view.low, second.end)


def _span(view: View, metric: MetricLike) -> Span:
    return view.by_id[metric.figures[0]].span
