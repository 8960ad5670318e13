"""A result after a review, and the golden case made of it."""

import json
from pathlib import Path

import pytest

from llm_extract.corrections import STATUS, replay
from llm_extract.errors import CorrectionError, GoldenError
from llm_extract.evals import cases
from llm_extract.models import Span
from llm_extract.review import promotion
from llm_extract.review.corrected import corrected, new_metric

from .sample import TASK, entry, extracted, first_metric


def test_without_a_decision_nothing_changes() -> None:
    _, result = extracted()
    after = corrected(result, replay(result, ()))
    by_figure = sorted(result["extraction"]["metrics"], key=lambda metric: metric["figures"][0])
    assert after["extraction"] == {**result["extraction"], "metrics": by_figure}
    assert after["figures"] == result["figures"]


def test_a_metric_set_aside_is_gone_and_its_parts_are_open() -> None:
    _, result = extracted()
    metric = next(one for one in result["extraction"]["metrics"] if len(one["figures"]) > 1)
    by_id = {one["id"]: one for one in result["figures"]}
    figure = by_id[metric["figures"][0]]
    span = Span(figure["start"], figure["end"])
    log = (entry(1, span, STATUS, "correct", {"status": "metric", "metric": metric}, {"status": "set_aside", "reason": "time"}),)
    after = corrected(result, replay(result, log))
    assert metric not in after["extraction"]["metrics"]
    now = {one["id"]: one for one in after["figures"]}
    assert (now[figure["id"]]["status"], now[figure["id"]]["reason"]) == ("set_aside", "time")
    assert now[metric["figures"][1]]["status"] == "open"


def test_a_metric_is_made_of_a_figure_that_was_set_aside() -> None:
    article, result = extracted()
    figure = next(one for one in result["figures"] if one["status"] == "set_aside" and one["value"] is not None)
    span = Span(figure["start"], figure["end"])
    metric = new_metric(article, result, span, "other")
    assert metric["value"] == figure["value"]
    assert figure["text"] in metric["evidence"]["quote"]
    assert article.text[metric["evidence"]["start"] : metric["evidence"]["end"]] == metric["evidence"]["quote"]
    log = (entry(1, span, STATUS, "correct", {"status": "set_aside", "reason": figure["reason"]}, {"status": "metric", "metric": metric}),)
    after = corrected(result, replay(result, log))
    TASK.schema.model_validate(after["extraction"])
    assert metric in after["extraction"]["metrics"]


def test_a_date_makes_no_metric() -> None:
    article, result = extracted()
    date = next(one for one in result["figures"] if one["value"] is None)
    with pytest.raises(CorrectionError, match="no value"):
        new_metric(article, result, Span(date["start"], date["end"]), "other")
    with pytest.raises(CorrectionError, match="no figure"):
        new_metric(article, result, Span(0, 1), "other")


def test_a_reviewed_article_becomes_a_case_that_loads(tmp_path: Path) -> None:
    article, result = extracted()
    span, metric = first_metric(result)
    after = corrected(result, replay(result, (entry(1, span, "value", "correct", metric["value"], metric["value"]),)))
    prepared = promotion.prepare(tmp_path, TASK, "Đắk Glei, năm 2020", after, article)
    assert prepared.diff is None
    folder = promotion.write(prepared, article)
    assert folder.name == "dak-glei-nam-2020"
    case = cases.load(folder, TASK)
    assert case.article.text == article.text
    assert case.tags == (promotion.REVIEWED,)
    assert len(json.loads(prepared.expected)["metrics"]) == len(result["extraction"]["metrics"])


def test_a_case_that_exists_is_shown_as_a_diff_and_only_then_replaced(tmp_path: Path) -> None:
    article, result = extracted()
    span, metric = first_metric(result)
    promotion.write(promotion.prepare(tmp_path, TASK, "case", corrected(result, replay(result, ())), article), article)
    assert promotion.prepare(tmp_path, TASK, "case", corrected(result, replay(result, ())), article).diff == ""
    after = corrected(result, replay(result, (entry(1, span, "indicator", "correct", metric["indicator"], "other"),)))
    prepared = promotion.prepare(tmp_path, TASK, "case", after, article)
    assert prepared.diff is not None
    assert f'-   "indicator": "{metric["indicator"]}"' in prepared.diff
    assert '+   "indicator": "other"' in prepared.diff
    promotion.write(prepared, article)
    assert promotion.prepare(tmp_path, TASK, "case", after, article).diff == ""


def test_a_case_of_another_article_is_not_replaced(tmp_path: Path) -> None:
    article, result = extracted()
    promotion.write(promotion.prepare(tmp_path, TASK, "case", corrected(result, replay(result, ())), article), article)
    other, its = extracted("gia-lai-2025")
    with pytest.raises(GoldenError, match="another article"):
        promotion.prepare(tmp_path, TASK, "case", corrected(its, replay(its, ())), other)
