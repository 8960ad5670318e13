"""A reviewed article over the golden case that is there: no correction is dropped, no figure is two things, nothing is replaced unseen."""

import json
from pathlib import Path
from typing import Any

import pytest

from llm_extract.corrections import STATUS, replay
from llm_extract.errors import GoldenError, LlmExtractError
from llm_extract.models import Article, Span
from llm_extract.review import promotion
from llm_extract.review.corrected import corrected, new_metric
from llm_extract.review.promotion import Promotion

from .sample import TASK, entry, extracted, first_metric

NAME = "case"


def prepared(root: Path, shown: dict[str, Any], article: Article) -> Promotion:
    return promotion.prepare(root, TASK, NAME, shown, article)


def with_tasks(folder: Path) -> list[str]:
    """Gives the case tasks that no engine found, as its author may."""
    path = folder / "expected.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**values, "tasks": ["kết nạp thêm đảng viên"]}, ensure_ascii=False), encoding="utf-8")
    return ["kết nạp thêm đảng viên"]


def unreviewed(root: Path) -> tuple[Article, dict[str, Any], Path]:
    """The sample's article, its result, and the case made of it before anybody corrected it."""
    article, result = extracted()
    return article, result, promotion.write(prepared(root, corrected(result, replay(result, ())), article), article)


@pytest.mark.parametrize(
    ("field", "after"), [("period", "1999"), ("scope", "cả tỉnh"), ("percent", 12.5), ("unit", "chi bộ"), ("total", 991), ("group", "nữ")]
)
def test_a_corrected_part_of_a_metric_reaches_the_case(tmp_path: Path, field: str, after: str | float) -> None:
    article, result, folder = unreviewed(tmp_path)
    span, metric = first_metric(result)
    shown = corrected(result, replay(result, (entry(1, span, field, "correct", metric[field], after),)))
    again = prepared(tmp_path, shown, article)
    assert again.diff
    promotion.write(again, article)
    made = json.loads((folder / "expected.json").read_text(encoding="utf-8"))["metrics"]
    assert after in [one.get(field) for one in made]
    assert prepared(tmp_path, shown, article).diff == ""


@pytest.mark.parametrize("after", ["Đảng bộ huyện Suối Mơ", None])
def test_a_corrected_field_of_the_document_reaches_the_case(tmp_path: Path, after: str | None) -> None:
    article, result, _ = unreviewed(tmp_path)
    shown = corrected(result, replay(result, ()))
    shown["extraction"] = {**shown["extraction"], "title": after}
    assert json.loads(prepared(tmp_path, shown, article).expected).get("title") == after


def test_what_a_reviewer_emptied_is_emptied_in_the_case(tmp_path: Path) -> None:
    article, result, folder = unreviewed(tmp_path)
    mine, old = with_tasks(folder), result["extraction"]["tasks"]
    log = (entry(1, None, "tasks", "correct", old, mine), entry(2, None, "tasks", "correct", mine, []))
    reviewed = replay(result, log)
    made = promotion.prepare(tmp_path, TASK, NAME, corrected(result, reviewed), article, decided=reviewed.decided_fields)
    assert made.diff
    assert json.loads(made.expected)["tasks"] == []


def test_what_nobody_decided_stays_as_the_cases_author_wrote_it(tmp_path: Path) -> None:
    article, result, folder = unreviewed(tmp_path)
    mine = with_tasks(folder)
    result = {**result, "extraction": {**result["extraction"], "tasks": []}}
    undone = (entry(1, None, "tasks", "correct", [], ["x"]), entry(2, None, "tasks", "undo", ["x"], [], undoes=1))
    for log in ((), undone):
        reviewed = replay(result, log)
        made = promotion.prepare(tmp_path, TASK, NAME, corrected(result, reviewed), article, decided=reviewed.decided_fields)
        assert json.loads(made.expected)["tasks"] == mine


def test_another_spelling_of_a_field_is_a_correction_too(tmp_path: Path) -> None:
    article, result, _ = unreviewed(tmp_path)
    shown = corrected(result, replay(result, ()))
    after = str(shown["extraction"]["title"]).upper()
    shown["extraction"] = {**shown["extraction"], "title": after}
    assert json.loads(prepared(tmp_path, shown, article).expected)["title"] == after


def test_an_authors_own_wording_of_the_evidence_stays_where_the_rest_agrees(tmp_path: Path) -> None:
    article, result, folder = unreviewed(tmp_path)
    path = folder / "expected.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    span, metric = first_metric(result)
    at = next(n for n, one in enumerate(values["metrics"]) if one["evidence"] == metric["evidence"]["quote"])
    values["metrics"][at]["evidence"] = own = article.text[span.start : span.end + 8]
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    assert prepared(tmp_path, corrected(result, replay(result, ())), article).diff == ""
    moved = corrected(result, replay(result, (entry(1, span, "period", "correct", metric["period"], "1999"),)))
    assert own not in [one["evidence"] for one in json.loads(prepared(tmp_path, moved, article).expected)["metrics"]]


def aside(result: dict[str, Any], span: Span, metric: dict[str, Any], reason: str) -> dict[str, Any]:
    log = (entry(1, span, STATUS, "correct", {"status": "metric", "metric": metric}, {"status": "set_aside", "reason": reason}),)
    return corrected(result, replay(result, log))


def stretches(made: Promotion, figure: str) -> list[dict[str, str]]:
    return [one for one in json.loads(made.expected)["not_metrics"] if one["text"].endswith(figure)]


def test_a_figure_is_a_metric_or_set_aside_and_never_both(tmp_path: Path) -> None:
    article, result = extracted()
    span, metric = first_metric(result)
    without = aside(result, span, metric, "repeated")
    promotion.write(prepared(tmp_path, without, article), article)
    undone = prepared(tmp_path, corrected(result, replay(result, ())), article)
    word = article.text[max(0, span.start - 60) : span.start].split()[-1]
    assert stretches(prepared(tmp_path, without, article), f"{word} {span.of(article.text)}")
    assert not stretches(undone, f"{word} {span.of(article.text)}")
    assert len(json.loads(undone.expected)["metrics"]) == len(result["extraction"]["metrics"])
    promotion.write(undone, article)
    assert prepared(tmp_path, corrected(result, replay(result, ())), article).diff == ""


def test_a_metric_set_aside_since_is_accounted_for(tmp_path: Path) -> None:
    article, result, _ = unreviewed(tmp_path)
    span, metric = first_metric(result)
    again = prepared(tmp_path, aside(result, span, metric, "repeated"), article)
    assert "repeated" in [one["why"] for one in stretches(again, span.of(article.text))]


def test_a_metric_made_of_a_figure_set_aside_takes_its_place(tmp_path: Path) -> None:
    article, result, _ = unreviewed(tmp_path)
    text, words = article.text, json.loads(prepared(tmp_path, corrected(result, replay(result, ())), article).expected)["not_metrics"]
    spans = [Span(one["start"], one["end"]) for one in result["figures"] if one["status"] == "set_aside" and one["value"] is not None]
    span = next(one for one in spans if [text.count(w["text"]) for w in words if text[: one.end].endswith(w["text"])] == [1])
    now = {"status": "metric", "metric": new_metric(article, result, span, "other")}
    before = next(one for one in result["figures"] if one["start"] == span.start)
    log = (entry(1, span, STATUS, "correct", {"status": "set_aside", "reason": before["reason"]}, now),)
    left = json.loads(prepared(tmp_path, corrected(result, replay(result, log)), article).expected)["not_metrics"]
    assert len(left) == len(words) - 1


def test_a_folder_that_another_article_took_meanwhile_is_left_alone(tmp_path: Path) -> None:
    article, result = extracted()
    mine = prepared(tmp_path, corrected(result, replay(result, ())), article)
    other, its = extracted("gia-lai-2025")
    folder = promotion.write(prepared(tmp_path, corrected(its, replay(its, ())), other), other)
    with pytest.raises(GoldenError, match="meanwhile"):
        promotion.write(mine, article)
    assert (folder / "article.txt").read_text(encoding="utf-8") == other.text


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    article, result, folder = unreviewed(tmp_path)
    span, metric = first_metric(result)
    mine = prepared(tmp_path, corrected(result, replay(result, (entry(1, span, "period", "correct", metric["period"], "1999"),))), article)
    path = folder / "expected.json"
    path.write_bytes(theirs := path.read_bytes() + b"\n")
    with pytest.raises(GoldenError, match="meanwhile"):
        promotion.write(mine, article)
    assert path.read_bytes() == theirs
    path.unlink()
    with pytest.raises(LlmExtractError):
        promotion.write(mine, article)


@pytest.mark.parametrize("root", ["x" * 300, "~nobody-of-this-name/golden"], ids=["long", "home"])
def test_a_folder_that_cannot_be_is_told(root: str) -> None:
    article, result = extracted()
    with pytest.raises(LlmExtractError, match="folder"):
        prepared(Path(root), corrected(result, replay(result, ())), article)


def test_the_home_folder_is_known_by_its_sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    article, result = extracted()
    assert prepared(Path("~/golden"), corrected(result, replay(result, ())), article).folder.is_relative_to(tmp_path)
