"""What a reviewer types is read as the article's figures are, and held against the article."""

import pytest

from llm_extract import tasks
from llm_extract.errors import CorrectionError
from llm_extract.render.strings import Language
from llm_extract.review import fields
from llm_extract.review.items import HIDDEN
from llm_extract.review.numbers import read_number, shown_number

from .sample import TASK, extracted


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("6.110", 6110),
        ("94,67", 94.67),
        ("94,67%", 94.67),
        ("1,5 tỷ", 1_500_000_000),
        ("-3", -3),
        ("−12", -12),
        ("0", 0),
        ("2025", 2025),
        ("", None),
    ],
)
def test_a_number_is_read_as_the_article_writes_it(typed: str, value: float | None) -> None:
    assert read_number(typed, "vi") == value


@pytest.mark.parametrize("typed", ["abc", "3 người", "71/75", "180 - 200", "1e400", "nan", "12 và 13"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(CorrectionError):
        read_number(typed, "vi")


@pytest.mark.parametrize("value", [6110, 94.67, 1_500_000_000, -3, 0.5, 0])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_shown_number_is_read_back(value: float, language: Language) -> None:
    assert read_number(shown_number(value, language), language) == value


@pytest.mark.parametrize("period", ["2022", "2022-H1", "2022-Q4", "2022-9M", "2022-07", "2022-07-26", "2020-2025"])
def test_periods_of_the_guide_are_taken(period: str) -> None:
    assert fields.read(period, "period", "period", TASK, "vi") == period


@pytest.mark.parametrize("period", ["năm 2022", "2022-H3", "2022-13", "22", "2022-07-32", "quý I"])
def test_other_periods_are_refused(period: str) -> None:
    with pytest.raises(CorrectionError, match="period"):
        fields.read(period, "period", "period", TASK, "vi")


def test_codes_are_the_tasks_own() -> None:
    assert fields.read("discipline.members", "indicator", "choice", TASK, "vi") == "discipline.members"
    with pytest.raises(CorrectionError):
        fields.read("discipline.nobody", "indicator", "choice", TASK, "vi")


def test_a_metric_keeps_a_value() -> None:
    with pytest.raises(CorrectionError, match="set the figure aside"):
        fields.read(" ", "value", "number", TASK, "vi")


def test_people_are_one_a_line() -> None:
    typed = "Nguyễn Văn A, Bí thư\n\nTrần B"
    value = fields.read(typed, "people", "people", TASK, "vi")
    assert value == [{"name": "Nguyễn Văn A", "position": "Bí thư"}, {"name": "Trần B", "position": None}]
    assert fields.typed(value, "people", "vi") == "Nguyễn Văn A, Bí thư\nTrần B"


def test_what_the_article_does_not_print_needs_a_reason() -> None:
    article, result = extracted()
    printed = result["figures"][0]["value"] or next(one["value"] for one in result["figures"] if one["value"] is not None)
    assert fields.unsupported(printed, "value", "number", article, result) is None
    assert fields.unsupported(987_654_321, "value", "number", article, result) == "987654321"
    assert fields.unsupported("Chi bộ không có trong bài này", "scope", "text", article, result)
    assert fields.unsupported(article.text.split()[0], "scope", "text", article, result) is None


@pytest.mark.parametrize(
    "person",
    [
        {"name": "TS, BS Nguyễn Văn A", "position": "Bí thư"},
        {"name": "TS, BS Nguyễn Văn A", "position": None},
        {"name": "Nguyễn Văn A", "position": "Ủy viên, Bí thư"},
        {"name": "Nguyễn Văn A", "position": "Bí thư | Chủ tịch"},
        {"name": "Nguyễn Văn A", "position": None},
    ],
)
def test_a_person_unchanged_in_the_form_stays_the_same(person: dict[str, str | None]) -> None:
    assert fields.read(fields.typed([person], "people", "vi"), "people", "people", TASK, "vi") == [person]


def test_words_and_what_points_into_the_article_are_typed() -> None:
    assert all(fields.has_form(name, TASK) for name in TASK.schema.model_fields if name not in HIDDEN | {"metrics"})
    news = tasks.get("news")
    assert {fields.form(name, news, metric=False) for name in news.schema.model_fields} == {"pointed"}
    assert all(fields.has_form(name, news) for name in news.schema.model_fields)
    assert not fields.has_form("none", news)
