"""Nothing lost: every figure is part of a metric, set aside with a reason, or waits for review."""

from collections import Counter
from collections.abc import Iterator

from llm_extract.checks.view import View, engine_error
from llm_extract.models import Finding, Judgement


def check(view: View) -> Iterator[Finding]:
    """Compares figures, judgements and metrics.

    Args:
        view: the extraction and its article.

    Yields:
        `accounted.judgement`, `accounted.reason`, `accounted.metric`, `accounted.twice`: errors of the engine; and
        `accounted.open`, for information, once for all figures that wait for review.
    """
    judged = view.extraction.judgements
    if [judgement.figure for judgement in judged] != [figure.id for figure in view.extraction.figures]:
        yield engine_error(
            "accounted.judgement", f"The {len(view.extraction.figures)} figures have {len(judged)} judgements, not one each in their order."
        )
        return
    yield from _statuses(view)
    yield from _twice(view)
    waiting = [view.by_id[judgement.figure] for judgement in judged if judgement.status == "open"]
    if waiting:
        some = "figure waits" if len(waiting) == 1 else "figures wait"
        yield Finding("accounted.open", "info", "engine", f"{len(waiting)} {some} for review.", tuple(figure.span for figure in waiting))


def _statuses(view: View) -> Iterator[Finding]:
    used = {number for metric in view.metrics for number in metric.figures}
    for judgement in view.extraction.judgements:
        figure = view.by_id[judgement.figure]
        if wrong := _wrong(judgement, used=figure.id in used):
            yield engine_error(wrong[0], f"Figure {figure.id} ({figure.text}): {wrong[1]}", figure.span)


def _wrong(judgement: Judgement, *, used: bool) -> tuple[str, str] | None:
    if used and judgement.status != "metric":
        return "accounted.metric", f"a metric holds it, yet it is judged {judgement.status}."
    if judgement.status == "metric" and not used:
        return "accounted.metric", "it is judged a metric, yet no metric holds it."
    if judgement.status == "set_aside" and not (judgement.reason or "").strip():
        return "accounted.reason", "it is set aside without a reason."
    return None


def _twice(view: View) -> Iterator[Finding]:
    uses = Counter(metric.figures[0] for metric in view.metrics if metric.figures)
    for number, times in uses.items():
        if times > 1 and number in view.by_id:
            figure = view.by_id[number]
            yield engine_error("accounted.twice", f"Figure {number} ({figure.text}): {times} metrics count it as their value.", figure.span)
