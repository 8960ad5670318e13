"""No check accuses an English article of what only Vietnamese wording would mean; the article's language is the summary's."""

from dataclasses import replace
from pathlib import Path

import pytest

from llm_extract import engines, pipeline, tasks
from llm_extract.checks.view import View
from llm_extract.models import Article
from llm_extract.tasks.party_building import TASK

from .sample import Doc, Tag, codes, extraction, findings, found

ARTICLES = sorted((Path(__file__).parents[1] / "locales" / "data").glob("en-*.txt"))
PARTY = next(path for path in ARTICLES if path.stem == "en-party").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_english_articles_are_not_accused(path: Path) -> None:
    article = Article("-", path.read_text(encoding="utf-8"))
    result = pipeline.run(article, tasks.get("party_building"), engines.get("rules"))
    assert [finding for finding in result.findings if finding.code != "accounted.open"] == []


@pytest.mark.parametrize(
    "text",
    [
        "The congress was attended by 100 delegates: 55 from Hanoi, 40 from Hue and others of the region.",
        "The factory employs 300 people: 120 women, 100 men and 60 trainees, among others.",
        "The group expelled 12 members (up 20 per cent), warned 30 (an increase of 12%) and admitted 45 (8 per cent more).",
        "Of 400 homes, 100 (25 per cent) were rebuilt, 125 (31.25 per cent) were painted and 75 (15% of all in the city) were sold.",
        "Revenue was 52 million (104% of the plan of 50 million) and 81/75 targets were met this year.",
        "On 07/26/2022 and on 13/12/2022 the members met for the 2020-2025 term.",
        "The rate was 9.5 per cent for 187,452 of 240,118 votes (78.07 per cent) in the election.",
    ],
)
def test_wording_that_contradicts_nothing(text: str) -> None:
    assert codes(text) == []


def test_a_wrong_percentage_is_still_found() -> None:
    text = "By the end of June, 71 of 75 groups (97.64 per cent) had completed their tasks."
    assert [finding.code for finding in findings(text)] == ["percent.mismatch"]


def test_a_day_that_is_none_is_still_found() -> None:
    assert codes("The members met on February 30, 2022 in the hall.") == ["date.impossible"]


def test_a_headline_may_round() -> None:
    body = "\nIn the first half of 2022, 93.5% of the cells were rated good by the Committee."
    title = "Cells of the Committee: 94% rated good"
    assert codes(title + body, doc=Doc(title=title)) == []
    wrong = "Cells of the Committee: 95% rated good"
    assert codes(wrong + body, doc=Doc(title=wrong)) == ["repeat.headline"]


def summary(*lines: str) -> list[str]:
    article, result = extraction(PARTY, doc=Doc(summary=("Lang Giang Party Committee",)))
    given = getattr(result.data, "summary").model_copy(update={"headline": lines[0], "key_points": lines[1:]})  # noqa: B009
    return [finding.code for finding in found(article, replace(result, data=result.data.model_copy(update={"summary": given})))]


@pytest.mark.parametrize(
    "line",
    [
        "71 of 75 groups (94.67%)",
        "6,110 members",
        "VND 1.5 billion",
        "July 26, 2022",
        "Twenty-one members",
        "under 0.5 per cent",
        "6,027/6,110",
    ],
)
def test_summary_lines_are_read_in_the_article_s_language(line: str) -> None:
    assert summary(line) == []


@pytest.mark.parametrize(
    "line", ["72 of 75 groups", "6.110 members", "6,111 members", "VND 1.5 trillion", "July 27, 2022", "Thirty members", "94.6%"]
)
def test_summary_lines_with_other_numbers(line: str) -> None:
    assert "summary.number" in summary(line)


def test_a_label_changes_nothing() -> None:
    article, result = extraction(PARTY, Tag("6,110", "structure.members"))
    assert View(article, result, TASK).language == "en"
    assert [finding.code for finding in found(article, result)] == []


def test_findings_print_numbers_as_the_article_does() -> None:
    (finding,) = findings("By the end of June, 1,204 of 2,500 groups (50.5 per cent) had completed their tasks.")
    assert finding.message == "1,204 of 2,500 is 48.2%, not 50.5 per cent."
    assert finding.message_vi == "1,204 of 2,500 là 48.2 %, không phải 50.5 per cent."
