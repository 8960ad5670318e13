"""A result as it stands after a review, and metrics that a reviewer makes of a figure nobody labelled."""

from collections.abc import Mapping
from typing import Any

from llm_extract.corrections import Json, Reviewed
from llm_extract.errors import CorrectionError
from llm_extract.locales.detect import language_of
from llm_extract.locales.sentences import sentences
from llm_extract.models import Article, Span


def corrected(result: Mapping[str, Json], reviewed: Reviewed) -> dict[str, Any]:
    """The result with the reviewer's values in the place of the engine's.

    Args:
        result: as `export.to_json` gives it.
        reviewed: the log replayed over it.

    Returns:
        The same shape; figures bear their new status, and a metric the figures it is made of.
    """
    metrics = [{name: value for name, value in metric.items() if name != "places"} for _, metric in reviewed.metrics]
    extraction = dict(reviewed.document)
    if "metrics" in result["extraction"]:
        extraction["metrics"] = metrics
    return {**result, "extraction": extraction, "figures": [_figure(one, reviewed) for one in result["figures"]]}


def _figure(figure: Mapping[str, Json], reviewed: Reviewed) -> dict[str, Json]:
    status = reviewed.statuses[Span(figure["start"], figure["end"])]
    return {**figure, "status": status["status"], "reason": status.get("reason")}


def new_metric(
    article: Article, result: Mapping[str, Json], span: Span, indicator: str, kind: str = "actual", *, period: str | None = None
) -> dict[str, Json]:
    """A metric of a figure that none was made of; its evidence is the sentence it stands in.

    Args:
        article: the article.
        result: as `export.to_json` gives it.
        span: of the figure.
        indicator: a code of the task.
        kind: `actual`, `target` or `change`.
        period: that it belongs to: the document's, as the reviewer left it.

    Raises:
        CorrectionError: there is no figure at the span, or it has no value: a date, a document's number.
    """
    figure = next((one for one in result["figures"] if (one["start"], one["end"]) == (span.start, span.end)), None)
    if figure is None:
        printed = span.of(article.text)
        raise CorrectionError(
            f"{printed!r}: no figure was read there; choose a figure that is lit",
            f"“{printed}”: ở đó không đọc được con số nào; hãy chọn một con số được tô sáng",
        )
    if figure["value"] is None:
        raise CorrectionError(
            f"{figure['text']!r}: it has no value to report; choose another figure, or set it aside",
            f"“{figure['text']}”: không có giá trị để báo cáo; hãy chọn con số khác, hoặc loại ra",
        )
    evidence = _sentence(article, span)
    return {
        "indicator": indicator, "kind": kind, "value": figure["value"], "high": figure["high"],
        "qualifier": figure["qualifier"], "unit": "%" if figure["percent"] else "đồng" if figure["money"] else None,
        "group": None, "total": figure["total"], "percent": None, "period": period, "scope": None,
        "evidence": {"quote": evidence.of(article.text), "start": evidence.start, "end": evidence.end},
        "figures": [figure["id"]], "places": [[span.start, span.end]],
    }  # fmt: skip


def _sentence(article: Article, span: Span) -> Span:
    start = article.text.rfind("\n", 0, span.start) + 1
    end = article.text.find("\n", span.end)
    line = article.text[start : end if end >= 0 else len(article.text)]
    for found in sentences(line, language_of(article.text)):
        whole = Span(found.start + start, found.end + start)
        if span in whole:
            return whole
    return span
