import json
from pathlib import Path
from typing import Any

import pytest

from llm_extract import loading
from llm_extract.errors import GoldenError, InputError
from llm_extract.evals import cases, drafting, scoring
from llm_extract.evals.gold import Gold
from tests.evals.conftest import ARTICLE, TASK, Made


def test_a_case_is_made_of_an_article_with_its_own_bytes(tmp_path: Path, root: Path, shown: dict[str, Any]) -> None:
    path = tmp_path / "Bài Đầu.txt"
    path.write_bytes(("\ufeff" + ARTICLE.replace("\n", "\r\n")).encode())
    folder = drafting.add(root, TASK, path.stem, drafting.source(path), shown)
    assert folder == root / "party_building" / "bai-dau"
    assert (folder / "article.txt").read_bytes() == path.read_bytes()
    case = cases.load(folder, TASK)
    assert case.tags == ("draft",)
    assert scoring.judge(case, TASK, shown).metrics.f1 == 1


def test_a_case_is_made_of_a_saved_result(tmp_path: Path, root: Path, shown: dict[str, Any]) -> None:
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(shown), encoding="utf-8")
    given = drafting.source(path)
    assert given.shown == shown
    case = cases.load(drafting.add(root, TASK, "saved", given, shown), TASK)
    assert case.article.text == shown["article"]["text"]


def test_contradictions_and_what_is_set_aside_go_along(shown: dict[str, Any]) -> None:
    values = drafting.draft(shown, TASK)
    assert "81,11%" in values["contradictions"][0]["evidence"]
    assert {"text": "Ngày 15/12/2023", "why": "date"} in values["not_metrics"]
    assert values["metrics"][0]["evidence"] in ARTICLE


@pytest.mark.parametrize("text", ["[]", "{", '{"article": 5}', '{"article": {"text": 5}, "extraction": {}}'], ids=range(4))
def test_what_is_no_saved_result_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.json: this is no saved result"):
        drafting.source(tmp_path / "x.json")


def test_a_saved_result_that_lacks_something_is_told(tmp_path: Path, root: Path, shown: dict[str, Any]) -> None:
    given = drafting.Source(ARTICLE.encode(), "article.txt", loading.load_text(ARTICLE), shown)
    for broken in (
        {**shown, "findings": None},
        {**shown, "extraction": {}},
        {**shown, "extraction": {**shown["extraction"], "metrics": [{}]}},
    ):
        with pytest.raises(GoldenError, match="does not fit"):
            drafting.add(root, TASK, "broken", given, broken)
    with pytest.raises(InputError, match="cannot be read"):
        drafting.source(tmp_path / "none.txt")
    assert not root.exists()


def test_a_quote_that_is_not_the_articles_makes_no_case(root: Path, shown: dict[str, Any]) -> None:
    shown["extraction"]["metrics"][0]["evidence"]["quote"] = "hiện có 46 tổ chức"
    given = drafting.Source(ARTICLE.encode(), "article.txt", loading.load_text(ARTICLE), shown)
    with pytest.raises(GoldenError, match=r"metrics\.0\.evidence: the article does not hold"):
        drafting.add(root, TASK, "wrong", given, shown)
    assert not root.exists()


def test_no_case_is_overwritten(make: Made, root: Path, shown: dict[str, Any]) -> None:
    folder = make("suoi-mo")
    before = (folder / "expected.json").read_bytes()
    given = drafting.Source(ARTICLE.encode(), "article.txt", loading.load_text(ARTICLE))
    with pytest.raises(GoldenError, match="there is one of that name"):
        drafting.add(root, TASK, "Suối Mơ", given, shown)
    assert (folder / "expected.json").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "made"), [("Đắk Nông – 2023!", "dak-nong-2023"), ("../../etc/passwd", "etc-passwd"), ("a" * 99, "a" * 60)]
)
def test_names_of_folders_are_plain(name: str, made: str) -> None:
    assert drafting.slug(name) == made


def test_a_name_of_nothing_is_told() -> None:
    with pytest.raises(GoldenError, match="give one with --name"):
        drafting.slug("…/..")


def test_updating_keeps_what_a_person_wrote_and_what_says_the_same(make: Made, shown: dict[str, Any]) -> None:
    case = cases.load(make(title="Huyện uỷ Suối Mơ tổng kết công tác xây dựng Đảng năm 2023.", event_date="2023-12-16"), TASK)
    assert isinstance(case.expected, Gold)
    shown["extraction"]["event_date"] = "2023-12-15"
    shown["extraction"]["metrics"] = [metric for metric in shown["extraction"]["metrics"] if metric["value"] != 45]
    values = drafting.updated(case, TASK, shown)
    before = json.loads((case.folder / "expected.json").read_text(encoding="utf-8"))
    assert values["event_date"] == "2023-12-15"
    assert values["title"] == before["title"]
    assert values["summary"] == before["summary"]
    assert values["tags"] == before["tags"]
    assert [metric["value"] for metric in values["metrics"]] == [2310, 41, 128, 130]
    assert values["metrics"][0] == before["metrics"][1]
    assert values["debatable"] == []
    cases.read_expected("suoi-mo", drafting.dumped(values).encode(), case.article, TASK)


def test_a_case_is_found_by_its_name_alone(make: Made, root: Path) -> None:
    make("a")
    assert drafting.chosen(root, TASK, "a").name == "a"
    for name in ("b", "../party_building/a", "."):
        with pytest.raises(GoldenError, match="there is none"):
            drafting.chosen(root, TASK, name)
