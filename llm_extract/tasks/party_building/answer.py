"""What a model is asked of a Party-building article beside its figures, and how that fills an answer."""

from pydantic import BaseModel, ConfigDict, Field

from llm_extract.models import Answer, PersonPointer, Pointer, Span, SummaryText
from llm_extract.tasks.primitives import Date, Document, Period, Pointed, Quote, Text


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PersonAnswer(_Part):
    """Someone the article names."""

    name: Quote
    position: Quote | None = None


class SummaryAnswer(_Part):
    """In Vietnamese; a headline and three to five key points, at most 120 words in all."""

    headline: Text | None = None
    key_points: tuple[Text, ...] = ()


class PartyBuildingAnswer(_Part):
    """The document's fields; null where the article does not say."""

    off_genre: bool = Field(description="True where the article reports no Party-building work.")
    title: Quote | None = None
    source: Quote | None = Field(default=None, description="The outlet.")
    author: Quote | None = None
    published_at: Date | None = None
    organization: Quote | None = Field(
        default=None, description="The Party body whose figures these are, not one that convenes or compiles."
    )
    province: Quote | None = None
    event: Quote | None = Field(default=None, description="What was held, e.g. hội nghị tổng kết.")
    event_date: Date | None = None
    period: Period | None = Field(default=None, description="What the report covers.")
    people: tuple[PersonAnswer, ...] = Field(default=(), description="Each person once.")
    documents: tuple[Document, ...] = Field(default=(), description="Resolutions, directives, conclusions cited by number.")
    summary: SummaryAnswer | None = None
    tasks: tuple[Quote, ...] = Field(default=(), description="What is to be done next.")


_TEXTS = ("title", "source", "author", "organization", "province", "event")
_DATES = ("published_at", "event_date", "period")


def to_answer(document: BaseModel) -> Answer:
    """The document's part of an answer; labels and figures set aside are still empty.

    Args:
        document: a resolved `PartyBuildingAnswer`.
    """
    if not isinstance(document, PartyBuildingAnswer):
        raise TypeError(f"{type(document).__name__}: this is no PartyBuildingAnswer; resolve the answer by the task's own schema")
    fields: list[tuple[str, Pointer]] = [(name, _span(quote)) for name in _TEXTS if (quote := getattr(document, name))]
    return Answer(
        fields=tuple(fields),
        dates=tuple((name, pointed.id) for name in _DATES if (pointed := getattr(document, name))),
        people=tuple(PersonPointer(_span(person.name), _span(person.position) if person.position else None) for person in document.people),
        documents=tuple(_span(cited) for cited in document.documents),
        off_genre=document.off_genre,
        summary=_summary(document.summary) if document.summary else None,
        tasks=tuple(_span(quote) for quote in document.tasks),
    )


def _summary(summary: SummaryAnswer) -> SummaryText | None:
    """A summary whose headline was struck out is headed by its first key point."""
    lines = [line.marked for line in (summary.headline, *summary.key_points) if line]
    return SummaryText(lines[0], tuple(lines[1:])) if lines else None


def _span(pointed: Pointed) -> Span:
    return Span(pointed.start, pointed.end)
