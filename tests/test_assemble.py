from dataclasses import replace
from decimal import Decimal

import pytest
from pydantic import BaseModel, ConfigDict

from llm_extract import figures, tasks
from llm_extract.assemble import assemble
from llm_extract.errors import AnswerError, SchemaError
from llm_extract.loading import load_text
from llm_extract.models import Answer, Inferred, Label, Span, SummaryText
from llm_extract.tasks.party_building.schema import Metric, PartyBuilding

ARTICLE = load_text("Năm 2022, có 79/85 tổ chức cơ sở đảng (92,94%) hoàn thành tốt nhiệm vụ, giảm 3 tổ chức.")
FIGURES = figures.read(ARTICLE.text)
YEAR, RATIO, PERCENT, CHANGE = FIGURES
TASK = tasks.get("party_building")
WHOLE = Span(0, len(ARTICLE.text))


def filled(answer: Answer) -> PartyBuilding:
    data, _ = assemble(ARTICLE, FIGURES, TASK, answer)
    assert isinstance(data, PartyBuilding)
    return data


def test_values_come_from_the_reader() -> None:
    answer = Answer(labels=(Label(RATIO.id, "rating.orgs.good", WHOLE, percent=PERCENT.id, period=YEAR.id),))
    (metric,) = filled(answer).metrics
    assert metric.value == 79
    assert metric.total == 85
    assert metric.percent == Decimal("92.94")
    assert metric.period == "2022"
    assert metric.figures == (RATIO.id, PERCENT.id)
    assert metric.evidence.quote == ARTICLE.text


class Few(BaseModel):
    model_config = ConfigDict(extra="forbid")
    metrics: tuple[Metric, ...] = ()


class Dated(Few):
    held: str


def test_a_schema_is_given_the_fields_that_it_has() -> None:
    answer = Answer(labels=(Label(RATIO.id, "rating.orgs.good", WHOLE),), fields=(("organization", Span(0, 3)),))
    data, _ = assemble(ARTICLE, FIGURES, replace(TASK, schema=Few), answer)
    assert isinstance(data, Few)
    assert [metric.value for metric in data.metrics] == [79]


def test_a_schema_that_articles_do_not_fill_is_told_of() -> None:
    with pytest.raises(SchemaError, match=r"task party_building: field held of its schema.*give it a default"):
        assemble(ARTICLE, FIGURES, replace(TASK, schema=Dated), Answer())


def test_a_decrease_is_negative() -> None:
    (metric,) = filled(Answer(labels=(Label(CHANGE.id, "structure.orgs", WHOLE, kind="change", sign=-1),))).metrics
    assert metric.value == -3


def test_every_figure_is_judged_once() -> None:
    answer = Answer(labels=(Label(RATIO.id, "rating.orgs.good", WHOLE, percent=PERCENT.id),), set_aside=((YEAR.id, "period"),))
    _, judgements = assemble(ARTICLE, FIGURES, TASK, answer)
    assert [(judgement.status, judgement.reason) for judgement in judgements] == [
        ("set_aside", "period"), ("metric", None), ("metric", None), ("open", None),
    ]  # fmt: skip


def test_summary_places_are_filled_with_the_articles_own_figures() -> None:
    summary = filled(Answer(summary=SummaryText(f"Có ⟦{RATIO.id}⟧ tổ chức"))).summary
    assert summary is not None
    assert summary.headline == "Có 79/85 tổ chức"


@pytest.mark.parametrize(
    ("label", "message"),
    [
        (Label(99, "rating.orgs.good", WHOLE), "figure 99 does not exist"),
        (Label(RATIO.id, "rating.orgs.best", WHOLE), "rating.orgs.best"),
        (Label(YEAR.id, "rating.orgs.good", WHOLE), "has no value"),
        (Label(RATIO.id, "rating.orgs.good", Span(0, 9999)), "outside the article"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(label: Label, message: str) -> None:
    with pytest.raises(AnswerError, match=message):
        assemble(ARTICLE, FIGURES, TASK, Answer(labels=(label,)))


@pytest.mark.parametrize(
    ("day", "fields", "date"),
    [
        ("14/02", {"period": "2022"}, "2023-02-14"),
        ("28/12", {"period": "2022"}, "2022-12-28"),
        ("11/7", {"period": "2024-H1"}, "2024-07-11"),
        ("29/5", {"period": "2015-2020"}, "2020-05-29"),
        ("14/02", {"period": "2022", "published_at": "2022-03-01"}, "2022-02-14"),
        ("14/02", {"period": "2022", "event": "lễ bế giảng"}, "2022-02-14"),
    ],
)
def test_a_day_without_a_year_takes_the_one_that_the_article_implies(day: str, fields: dict[str, str], date: str) -> None:
    article = load_text(f"Chiều ngày {day}, Đảng ủy tổ chức hội nghị.")
    told = tuple((name, Inferred(value, "test")) for name, value in fields.items())
    data, _ = assemble(article, figures.read(article.text), TASK, Answer(fields=told, dates=(("event_date", 1),)))
    assert isinstance(data, PartyBuilding)
    assert data.event_date == date
