from dataclasses import replace
from decimal import Decimal

import pytest

from llm_extract.models import Extraction

from .sample import Tag, extraction, found

TEXT = "Toàn huyện có 60/80 chi bộ đã đại hội (75%), từ 15-20% chi bộ bầu trực tiếp; giảm 3 chi bộ so với năm trước."
TAGS = (
    Tag("60/80", "congress.cells", percent="75%"),
    Tag("15-20%", "congress.cells"),
    Tag("3", "congress.cells", kind="change", sign=-1),
)


def changed(result: Extraction, number: int = 0, **values: object) -> Extraction:
    """The extraction with other values in one of its metrics, as a careless engine might give."""
    metrics = list(getattr(result.data, "metrics"))  # noqa: B009  the schema's field, not the base model's
    metrics[number] = metrics[number].model_copy(update=values)
    return replace(result, data=result.data.model_copy(update={"metrics": tuple(metrics)}))


def errors(result: Extraction) -> list[str]:
    article, _ = extraction(TEXT, *TAGS)
    every = [finding for finding in found(article, result) if finding.origin == "engine"]
    assert all(finding.severity == "error" for finding in every)
    return [finding.code for finding in every]


def test_what_the_assembler_makes_is_grounded() -> None:
    assert errors(extraction(TEXT, *TAGS)[1]) == []


@pytest.mark.parametrize(
    ("number", "values", "code"),
    [
        (0, {"value": Decimal(61)}, "grounding.value"),
        (0, {"value": Decimal(-60)}, "grounding.value"),
        (0, {"total": Decimal(81)}, "grounding.value"),
        (0, {"total": None}, "grounding.value"),
        (0, {"percent": Decimal("75.1")}, "grounding.value"),
        (0, {"qualifier": "approximately"}, "grounding.value"),
        (0, {"unit": "%"}, "grounding.unit"),
        (0, {"figures": (999,)}, "grounding.figure"),
        (1, {"high": Decimal(25)}, "grounding.value"),
        (1, {"high": None}, "grounding.value"),
        (2, {"value": Decimal(-4)}, "grounding.value"),
    ],
)
def test_what_the_article_does_not_print(number: int, values: dict[str, object], code: str) -> None:
    assert code in errors(changed(extraction(TEXT, *TAGS)[1], number, **values))


def test_a_change_may_go_either_way() -> None:
    assert errors(changed(extraction(TEXT, *TAGS)[1], 2, value=Decimal(3))) == []


@pytest.mark.parametrize(
    "update",
    [{"quote": "Toàn huyện có 61/80 chi bộ"}, {"start": 3}, {"end": 10_000}, {"start": -5}, {"quote": "Toàn huyện", "end": 10}],
)
def test_a_quote_that_is_not_there_or_does_not_hold_its_figure(update: dict[str, object]) -> None:
    _, result = extraction(TEXT, *TAGS)
    evidence = getattr(result.data, "metrics")[0].evidence.model_copy(update=update)  # noqa: B009
    assert errors(changed(result, evidence=evidence)) == ["grounding.quote"]


def test_a_figure_whose_text_is_not_at_its_place() -> None:
    _, result = extraction(TEXT, *TAGS)
    first, *others = result.figures
    assert "grounding.text" in errors(replace(result, figures=(replace(first, text="61/80"), *others)))
