"""Nothing lost: every figure is part of a metric, set aside with a reason, or waits for review."""

from collections import Counter
from collections.abc import Iterator

from llm_extract.checks.view import View, engine_error
from llm_extract.models import FigureStatus, Finding, Judgement
from llm_extract.tasks.primitives import ids_of

_STATUSES: dict[FigureStatus, str] = {"set_aside": "không phải số liệu", "open": "chưa rõ"}


def check(view: View) -> Iterator[Finding]:
    """Compares figures, judgements and metrics.

    Args:
        view: the extraction and its article.

    Yields:
        `accounted.judgement`, `accounted.reason`, `accounted.metric`, `accounted.twice`: errors of the engine; and
        `accounted.open`, for information, once for all figures that wait for review.
    """
    judged, figures = view.extraction.judgements, view.extraction.figures
    if [judgement.figure for judgement in judged] != [figure.id for figure in figures]:
        yield engine_error(
            "accounted.judgement",
            f"The {len(figures)} figures have {len(judged)} judgements, not one each in their order.",
            f"{len(figures)} con số có {len(judged)} kết luận, không phải mỗi con số một kết luận theo thứ tự.",
        )
        return
    yield from _statuses(view)
    yield from _twice(view)
    waiting = [view.by_id[judgement.figure] for judgement in judged if judgement.status == "open"]
    if waiting:
        some = "figure waits" if len(waiting) == 1 else "figures wait"
        message, message_vi = f"{len(waiting)} {some} for review.", f"{len(waiting)} con số chưa rõ, cần xem lại."
        yield Finding("accounted.open", "info", "engine", message, message_vi, tuple(figure.span for figure in waiting))


def _statuses(view: View) -> Iterator[Finding]:
    used = {number for metric in view.metrics for number in metric.figures} | ids_of(view.parts)
    for judgement in view.extraction.judgements:
        figure = view.by_id[judgement.figure]
        if wrong := _wrong(judgement, used=figure.id in used):
            code, message, message_vi = wrong
            number = f"{figure.id} ({figure.text})"
            yield engine_error(code, f"Figure {number}: {message}", f"Con số {number} {message_vi}", figure.span)


def _wrong(judgement: Judgement, *, used: bool) -> tuple[str, str, str] | None:
    """Code, English and Vietnamese message of what is wrong with a judgement, if anything is."""
    status = judgement.status
    if used and status != "metric":
        message_vi = f"nằm trong một số liệu nhưng được xét là {_STATUSES[status]}."
        return "accounted.metric", f"a metric holds it, yet it is judged {status}.", message_vi
    if status == "metric" and not used:
        message_vi = "được xét là số liệu nhưng không nằm trong số liệu nào."
        return "accounted.metric", "it is judged a metric, yet no metric holds it.", message_vi
    if status == "set_aside" and not (judgement.reason or "").strip():
        return "accounted.reason", "it is set aside without a reason.", "bị bỏ mà không có lý do."
    return None


def _twice(view: View) -> Iterator[Finding]:
    uses = Counter(metric.figures[0] for metric in view.metrics if metric.figures)
    for number, times in uses.items():
        if times > 1 and number in view.by_id:
            figure = view.by_id[number]
            message = f"Figure {number} ({figure.text}): {times} metrics count it as their value."
            message_vi = f"Con số {number} ({figure.text}) là giá trị của {times} số liệu."
            yield engine_error("accounted.twice", message, message_vi, figure.span)
