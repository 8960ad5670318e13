"""An extraction as JSON values."""

from decimal import Decimal
from typing import Any

from llm_extract.models import Article, Confidence, Extraction, Figure, Finding, Judgement, Span


def to_json(article: Article, extraction: Extraction) -> dict[str, Any]:
    """The result as JSON values.

    Args:
        article: the article.
        extraction: its extraction.

    Returns:
        `article`, `task`, `engine`, `extraction`, `figures`, `findings`, `confidence` of each metric by the figure that gives its value,
        `usage`; offsets in code points of `article.text`, end exclusive.
    """
    return {
        "article": {
            "uri": article.uri,
            "text": article.text,
            "sha256": article.sha256,
            "chars": len(article.text),
            "media_type": article.media_type,
            "regions": [{"kind": region.kind, **_span(region.span)} for region in article.regions],
        },
        "task": extraction.task,
        "engine": extraction.engine,
        "extraction": extraction.data.model_dump(mode="json"),
        "figures": [_figure(figure, judgement) for figure, judgement in zip(extraction.figures, extraction.judgements, strict=True)],
        "findings": [_finding(finding) for finding in extraction.findings],
        "confidence": [_confidence(confidence) for confidence in extraction.confidences],
        "usage": {
            "calls": extraction.usage.calls,
            "prompt_tokens": extraction.usage.prompt_tokens,
            "answer_tokens": extraction.usage.answer_tokens,
            "seconds": round(extraction.usage.seconds, 4),
            "price": number(extraction.usage.price),
            "asked_again": extraction.usage.asked_again,
            "kept": extraction.usage.kept,
            "recorded": extraction.usage.recorded,
        },
    }


def number(value: Decimal | None) -> int | float | None:
    """A Decimal as a JSON number: whole values without a fraction."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _figure(figure: Figure, judgement: Judgement) -> dict[str, Any]:
    return {
        "id": figure.id,
        "text": figure.text,
        **_span(figure.span),
        "type": figure.type,
        "value": number(figure.value),
        "high": number(figure.high),
        "total": number(figure.total),
        "qualifier": figure.qualifier,
        "percent": figure.percent,
        "money": figure.money,
        "iso": figure.iso,
        "status": judgement.status,
        "reason": judgement.reason,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "origin": finding.origin,
        "message": finding.message,
        "message_vi": finding.message_vi,
        "spans": [_span(span) for span in finding.spans],
    }


def _confidence(confidence: Confidence) -> dict[str, Any]:
    return {
        "figure": confidence.figure,
        "score": round(confidence.score, 3),
        "why": confidence.why,
        "why_vi": confidence.why_vi,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
