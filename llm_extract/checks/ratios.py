"""A part that is larger than its whole: `91/85 tổ chức`."""

from collections.abc import Iterator
from decimal import Decimal

from llm_extract.checks.view import Count, View, contradiction
from llm_extract.checks.wording import OTHER_BASE
from llm_extract.models import Finding

_HUNDRED = Decimal(100)
_REACH = 60
# Of these the second number may be a plan, which may be exceeded.
_PLANNED = ("membership.", "training.", "personnel.", "models.", "welfare.", "award.")


def check(view: View) -> Iterator[Finding]:
    """Compares the two numbers of each ratio that counts something.

    Args:
        view: the extraction and its article.

    Yields:
        `ratio.over`, contradictions of the article; not where the words, a label or a percentage above a hundred show that the
        second number is a plan.
    """
    codes = {number: metric.indicator for metric in view.metrics for number in metric.figures[:1]}
    aside = {judgement.figure for judgement in view.extraction.judgements if judgement.status == "set_aside"}
    for counts in view.counts:
        for count in counts:
            total, code = count.figure.total, codes.get(count.figure.id, "")
            if total is None or count.value <= total or count.figure.id in aside:
                continue
            if not _is_planned(view, count, code) and (count.noun or code):
                message, message_vi = f"{count.text}: the part is larger than the whole.", f"{count.text}: phần lớn hơn tổng."
                yield contradiction("ratio.over", message, message_vi, count.span)


def _is_planned(view: View, count: Count, code: str) -> bool:
    near = view.low[max(0, count.span.start - _REACH) : count.span.end + _REACH]
    beside = [view.percent_of(figure) for figure in view.within(count.span.end, count.span.end + _REACH)]
    over = any(percent is not None and percent > _HUNDRED for percent in beside)
    return over or code.startswith(_PLANNED) or "kết nạp" in near or bool(OTHER_BASE.search(near))
