"""What a schema is made of, so that a model points at the article instead of copying it.

A schema is a pydantic model whose leaves are these types, `bool`, `Literal` or `Enum`. A model answers a `Figure`, `Date`, `Period`
or `Document` with the number of a figure, a `Quote` with a verbatim stretch or with numbers of sentences, and a `Text` with words in
which `⟦12⟧` stands for figure 12. What comes back holds the article's own text. Offsets are code points of `Article.text`, end exclusive.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from llm_extract.models import FigureType, Qualifier

Number = Annotated[
    Decimal,
    PlainSerializer(
        lambda value: int(value) if value == value.to_integral_value() else float(value), return_type=int | float, when_used="json"
    ),
]
"""A Decimal that JSON shows as a number: whole values without a fraction."""


class Pointed(BaseModel):
    """Something that stands in the article, from `start` to `end`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start: int
    end: int


class PointedFigure(Pointed):
    """A figure of the article, pointed at by its number."""

    id: int = Field(description="The figure's number.")


class Figure(PointedFigure):
    """A figure with its value in units of one, as the reader read it."""

    type: FigureType
    value: Number | None = None
    high: Number | None = Field(default=None, description="The upper end of a range.")
    total: Number | None = Field(default=None, description="The denominator of a ratio.")
    percent: bool = False
    qualifier: Qualifier = "exact"


class Date(PointedFigure):
    """A day; `iso` as `models.Figure.iso`, with the year that the article implies where it prints none."""

    iso: str | None = None


class Period(PointedFigure):
    """A year, a part of one, or a term; `iso` as `models.Figure.iso`."""

    iso: str | None = None


class Document(PointedFigure):
    """A document cited by its number; `text` holds the words that lead to the number too."""


class Quote(Pointed):
    """A verbatim stretch of the article."""


class Text(BaseModel):
    """Words of the model's own, whose figures and names are the article's.

    Attributes:
        text: with every figure as the article prints it.
        marked: the same with `⟦12⟧` where figure 12 stands; not shown in results.
        figures: numbers of the figures used, in their order.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    marked: str = Field(default="", exclude=True)
    figures: tuple[int, ...] = ()


def parts_of(content: object) -> Iterator[Pointed | Text]:
    """Every primitive of a filled schema, in the order of its fields."""
    if isinstance(content, Pointed | Text):
        yield content
    elif isinstance(content, BaseModel):
        for _, value in content:
            yield from parts_of(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from parts_of(value)


def pointed(content: object) -> set[int]:
    """Ids of the figures that a filled schema points at."""
    return ids_of(tuple(parts_of(content)))


def ids_of(parts: Sequence[Pointed | Text]) -> set[int]:
    """Ids of the figures that primitives are, or use."""
    return {part.id for part in parts if isinstance(part, PointedFigure)}.union(*(part.figures for part in parts if isinstance(part, Text)))
