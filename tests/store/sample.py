"""Articles and extractions made by hand, so that what the store should say of them is known without an engine."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from llm_extract.corrections import Action, Json
from llm_extract.models import Article, Confidence, Extraction, Figure, Finding, Judgement, Metadata, Region, Span, Usage
from llm_extract.store import Draft
from llm_extract.tasks.party_building.schema import Evidence, Metric, PartyBuilding

CODES = ("membership.admitted", "rating.orgs.good", "rating.members.good", "structure.members")
PROVINCES = ("Hà Giang", "Bình Định", "Đắk Lắk", "An Giang", "Cà Mau")


@dataclass(frozen=True)
class Made:
    """What an extraction says.

    Attributes:
        number: which article; 0, 1, 2 … are of different texts.
        metrics: figures with a code; two more stand open and set aside behind them.
        codes: indicators by the place of the figure, where they are not the usual.
        missing: places of figures that this reading of the text does not have.
        score: confidence of the first metric; each further one is surer by a hundredth.
        errors: places of figures that an error is found at.
    """

    number: int = 0
    metrics: int = 3
    engine: str = "rules"
    codes: Mapping[int, str] | None = None
    missing: frozenset[int] = frozenset()
    score: float = 0.5
    errors: tuple[int, ...] = ()


def sample(made: Made = Made()) -> tuple[Article, Extraction]:
    """An article, and an extraction of it."""
    text, spans = _text(made)
    figures = tuple(Figure(place + 1, span, span.of(text), "count", _value(made, place)) for place, span in enumerate(spans))
    figures = tuple(figure for figure in figures if figure.id - 1 not in made.missing)
    labelled = [figure for figure in figures if figure.id <= made.metrics]
    article = Article(
        f"bài/{made.number}.html",
        text,
        "text/html",
        (Region(Span(0, 4), "navigation"),),
        Metadata(f"Tiêu đề số {made.number}", "Báo", "T. H.", "2023-01-02"),
    )
    data = PartyBuilding(
        title=f"Đảng bộ huyện số {made.number}",
        organization=f"Huyện ủy {made.number % 7}",
        province=PROVINCES[made.number % len(PROVINCES)],
        period="2023",
        published_at="2023-01-02",
        metrics=tuple(_metric(made, figure, text) for figure in labelled),
    )
    extraction = Extraction(
        "party_building",
        made.engine,
        data,
        figures,
        tuple(_judgement(figure, made) for figure in figures),
        tuple(Finding("percent.mismatch", "error", "engine", "Wrong.", "Sai.", (spans[place],)) for place in made.errors),
        Usage(1, 2, 3, 0.5, Decimal("0.01")),
        tuple(Confidence(figure.id, min(made.score + figure.id / 100 - 0.01, 0.99), "Because.", "Vì thế.") for figure in labelled),
    )
    return article, extraction


def _text(made: Made) -> tuple[str, list[Span]]:
    text, spans = f"Menu\nĐảng bộ huyện số {made.number % 10} họp “tổng kết” năm.\n", []
    for place in range(made.metrics + 2):
        text += f"Ở nơi thứ {'i' * (place + 1)} có "
        value = str(_value(made, place))
        spans.append(Span(len(text), len(text) + len(value)))
        text += f"{value} đảng viên.\n"
    return text, spans


def _value(made: Made, place: int) -> Decimal:
    return Decimal(made.number * 100 + place + 1)


def _metric(made: Made, figure: Figure, text: str) -> Metric:
    start = text.rindex("\n", 0, figure.span.start) + 1
    evidence = Evidence(quote=text[start : figure.span.end], start=start, end=figure.span.end)
    code = (made.codes or {}).get(figure.id - 1, CODES[(figure.id - 1) % len(CODES)])
    assert figure.value is not None
    return Metric(
        indicator=code,
        value=figure.value,
        unit="đảng viên",
        period="2023",
        percent=Decimal("94.67") if figure.id == 1 else None,
        evidence=evidence,
        figures=(figure.id,),
    )


def _judgement(figure: Figure, made: Made) -> Judgement:
    if figure.id <= made.metrics:
        return Judgement(figure.id, "metric")
    return Judgement(figure.id, "open") if figure.id == made.metrics + 1 else Judgement(figure.id, "set_aside", "name")


def spans_of(made: Made = Made()) -> list[Span]:
    """Of the article's figures, in order."""
    return _text(made)[1]


def corrected(span: Span | None, field: str, before: Json, after: Json, who: str = "an", **more: Any) -> Draft:  # noqa: ANN401
    """A draft that changes a value."""
    return Draft(span, field, "correct", before, after, who, **more)


def said(action: Action, who: str = "an") -> Draft:
    """A draft that finishes the review or opens it again."""
    return Draft(None, "review", action, None, None, who)


def other_engine(made: Made, **changes: Any) -> Made:  # noqa: ANN401
    """The same article read by a model."""
    return replace(made, engine="openai:tiny", **changes)
