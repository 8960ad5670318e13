"""Answer and figures to a typed extraction: every value, quote and offset comes from the article."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from llm_extract.errors import AnswerError, SchemaError
from llm_extract.models import Answer, Article, Figure, Inferred, Judgement, Label, Span, SummaryText
from llm_extract.own_words import MARK
from llm_extract.periods import complete, last_year_of, year_of
from llm_extract.tasks.base import Task
from llm_extract.tasks.primitives import pointed

_LATE_REVIEW = 3
_COURSE = re.compile(r"(?:khai|bế) giảng")
"""A course that is opened or closed reviews nothing."""


def assemble(article: Article, figures: tuple[Figure, ...], task: Task, answer: Answer) -> tuple[BaseModel, tuple[Judgement, ...]]:
    """Fills the task's schema from an answer.

    Args:
        article: the article the answer speaks of.
        figures: its figures, as `figures.read` gives them.
        task: whose schema to fill.
        answer: labels and places.

    Returns:
        The filled schema, and one judgement for each figure, in the same order.

    Raises:
        AnswerError: the answer names a figure, a code or a place that does not exist.
        SchemaError: the task's schema does not take what articles give.
    """
    if answer.content is not None:
        return answer.content, judge(figures, answer)
    by_id = {figure.id: figure for figure in figures}
    fields: dict[str, Any] = {name: _text(article, pointer) for name, pointer in answer.fields}
    fields["published_at"] = article.metadata.published_at or fields.get("published_at")
    year = year_of(fields["published_at"]) or year_of(fields.get("period"))
    fields |= {name: complete(_figure(by_id, number).iso, event_year(_figure(by_id, number).iso, fields)) for name, number in answer.dates}
    if any(name == "province" and isinstance(pointer, Inferred) for name, pointer in answer.fields):
        fields["province_inferred"] = True

    def period_of(label: Label) -> str | None:
        return _period(by_id, label, fields.get("period"), year)

    fields |= {
        "people": [
            {"name": person.name.of(article.text), "position": person.position and person.position.of(article.text)}
            for person in answer.people
        ],
        "documents": [span.of(article.text) for span in answer.documents],
        "off_genre": answer.off_genre,
        "summary": answer.summary and _summary(answer.summary, by_id),
        "tasks": [span.of(article.text) for span in answer.tasks],
        "metrics": [_metric(article, by_id, task, label) | {"period": period_of(label)} for label in answer.labels],
    }
    return _validated(task, fields), judge(figures, answer)


def _validated(task: Task, fields: Mapping[str, Any]) -> BaseModel:
    try:
        return task.schema.model_validate({name: value for name, value in fields.items() if name in task.schema.model_fields})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise SchemaError(
            f"task {task.name}: field {place} of its schema cannot be filled ({first['msg']}); give it a default, "
            "or the type that it has in party_building"
        ) from error


def judge(figures: tuple[Figure, ...], answer: Answer) -> tuple[Judgement, ...]:
    """What became of each figure under an answer, in the order of the figures."""
    used = {number for label in answer.labels for number in label.figures} | pointed(answer.content)
    reasons = dict(answer.set_aside)
    return tuple(
        Judgement(figure.id, "metric")
        if figure.id in used
        else (Judgement(figure.id, "set_aside", reasons[figure.id]) if figure.id in reasons else Judgement(figure.id, "open"))
        for figure in figures
    )


def _metric(article: Article, by_id: Mapping[int, Figure], task: Task, label: Label) -> dict[str, Any]:
    if label.indicator not in task.by_code:
        raise AnswerError(f"figure {label.figure}: {label.indicator!r} is no code of task {task.name}; use one of its codes")
    figure = _figure(by_id, label.figure)
    if figure.value is None:
        raise AnswerError(f"figure {label.figure}: {figure.text!r} has no value; label another figure")
    total = _figure(by_id, label.total).value if label.total else figure.total
    return {
        "indicator": label.indicator,
        "kind": label.kind,
        "value": figure.value * label.sign,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "unit": _unit(article, figure, label),
        "group": label.group and label.group.of(article.text),
        "total": total,
        "percent": _figure(by_id, label.percent).value if label.percent else None,
        "scope": label.scope and label.scope.of(article.text),
        "evidence": _evidence(article, label.evidence),
        "figures": list(label.figures),
    }


def _unit(article: Article, figure: Figure, label: Label) -> str | None:
    if figure.percent:
        return "%"
    if figure.money:
        return "đồng"
    return label.unit.of(article.text) if label.unit else None


def _period(by_id: Mapping[int, Figure], label: Label, document_period: str | None, year: str | None) -> str | None:
    if label.period is None:
        return None
    if label.period == "document":
        return document_period
    return complete(_figure(by_id, label.period).iso, year)


def _evidence(article: Article, span: Span) -> dict[str, Any]:
    if not 0 <= span.start < span.end <= len(article.text):
        raise AnswerError(
            f"evidence at {span.start}:{span.end} lies outside the article of {len(article.text)} characters; give a place inside it"
        )
    return {"quote": span.of(article.text), "start": span.start, "end": span.end}


def _summary(summary: SummaryText, by_id: Mapping[int, Figure]) -> dict[str, Any]:
    return {"headline": _filled(summary.headline, by_id), "key_points": [_filled(point, by_id) for point in summary.key_points]}


def _filled(text: str, by_id: Mapping[int, Figure]) -> str:
    return MARK.sub(lambda found: _figure(by_id, int(found[1])).text, text)


def _figure(by_id: Mapping[int, Figure], number: int) -> Figure:
    if number not in by_id:
        raise AnswerError(f"figure {number} does not exist: the article has {len(by_id)}; point at one of them")
    return by_id[number]


def event_year(iso: str | None, fields: Mapping[str, Any]) -> str | None:
    """The year of a day that the article gives without one: the publication's, else the one that the period reviewed implies.

    A review of a whole year is held at its end or in the first months of the next (annotation guide, `event_date`).
    """
    published, period = year_of(fields.get("published_at")), fields.get("period")
    reviewed = last_year_of(period)
    if published or reviewed is None or iso is None:
        return published
    month = int(iso[2:4]) if re.match(r"--\d\d", iso) else 12
    is_year_end = (
        re.fullmatch(r"\d{4}", period or "") and month <= _LATE_REVIEW and not _COURSE.search(str(fields.get("event") or "").lower())
    )
    return str(int(reviewed) + 1) if is_year_end else reviewed


def _text(article: Article, pointer: Span | Inferred) -> str:
    return pointer.value if isinstance(pointer, Inferred) else pointer.of(article.text)
