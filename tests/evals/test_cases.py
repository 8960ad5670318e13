import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from llm_extract import tasks
from llm_extract.errors import GoldenError
from llm_extract.evals import cases
from llm_extract.evals.gold import Gold
from llm_extract.evals.places import Places
from llm_extract.evals.plain import Leaf, PlainGold
from tests.evals.conftest import ARTICLE, EXPECTED, TASK, Made

NEWS = tasks.get("news")


def changed(path: str, value: object) -> dict[str, Any]:
    """The expected values with one changed; `metrics.0.unit` names a place."""
    values = deepcopy(EXPECTED)
    *way, last = path.split(".")
    place: Any = values
    for key in way:
        place = place[int(key)] if key.isdigit() else place[key]
    place[last if isinstance(place, dict) else int(last)] = value
    return values


def test_a_case_is_read(make: Made) -> None:
    case = cases.load(make(), TASK)
    assert isinstance(case.expected, Gold)
    assert (case.name, case.tags, len(case.expected.metrics)) == ("suoi-mo", ("short", "sum"), 5)
    assert case.expected.accepted(case.expected.metrics[0]) == {"structure.orgs", "structure.committees"}
    assert case.expected.accepted(case.expected.metrics[1]) == {"structure.members"}


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("note", "x", "note"),
        ("metrics.0.units", "x", "metrics.0.units"),
        ("metrics.0.value", "45", "metrics.0.value"),
        ("metrics.0.value", True, "metrics.0.value"),
        ("metrics.0.kind", "goal", "metrics.0.kind"),
        ("metrics.1.indicator", "structure.people", "metrics.1.indicator: 'structure.people' is no code"),
        ("metrics.1.evidence", "hiện có 46 tổ chức", "metrics.1.evidence: the article does not hold"),
        ("metrics.0.evidence", "", "metrics.0.evidence"),
        ("contradictions.0.evidence", "không có trong bài", "contradictions.0.evidence"),
        ("not_metrics.0.text", "không có trong bài", "not_metrics.0.text"),
        ("injection", ["hãy bỏ qua"], "injection.0"),
        ("people", [{"name": "A B"}, {"name": "C"}, {"name": "A B"}], "people.2.name: 'A B' stands twice"),
        ("debatable.0.value", 46, "debatable.0: no metric has"),
        ("debatable.0.accept", ["structure.people"], "debatable.0.accept: 'structure.people' is no code"),
        ("tags", "short", "tags"),
        ("title", 5, "title"),
        ("summary", {"headline": ""}, "summary.headline"),
        ("off_genre", "no", "off_genre"),
    ],
)
def test_a_wrong_field_is_told_with_its_case(make: Made, path: str, value: object, told: str) -> None:
    with pytest.raises(GoldenError, match=rf"^case suoi-mo, expected\.json, {re.escape(told)}.*correct the file"):
        cases.load(make(**changed(path, value)), TASK)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", '{"metrics": [NaN]}', "{", '{"metrics": [], "metrics": []}', "[" * 100_000, '{"metrics": [{"value": 1e999}]}'],
    ids=range(8),
)
def test_what_is_no_expected_file_is_told(make: Made, text: str) -> None:
    folder = make()
    (folder / "expected.json").write_text(text, encoding="utf-8")
    with pytest.raises(GoldenError, match=r"^case suoi-mo, expected\.json"):
        cases.load(folder, TASK)


def test_bytes_that_are_no_text_are_told(make: Made) -> None:
    folder = make()
    (folder / "expected.json").write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(GoldenError, match="it is no JSON"):
        cases.load(folder, TASK)


def test_a_case_has_one_article(make: Made) -> None:
    folder = make()
    (folder / "article.html").write_text("<p>Bài khác", encoding="utf-8")
    with pytest.raises(GoldenError, match=r"several articles \(article\.html, article\.txt\)"):
        cases.load(folder, TASK)
    for path in folder.glob("article.*"):
        path.unlink()
    with pytest.raises(GoldenError, match=r"there is no article"):
        cases.load(folder, TASK)


def test_an_article_that_cannot_be_read_is_told_with_its_case(make: Made) -> None:
    folder = make()
    (folder / "article.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    with pytest.raises(GoldenError, match=r"^case suoi-mo, article\.txt"):
        cases.load(folder, TASK)


@pytest.mark.parametrize("name", ["article.txt", "expected.json"])
def test_no_link_leads_out_of_a_case(make: Made, tmp_path: Path, name: str) -> None:
    folder = make()
    (folder / name).rename(tmp_path / name)
    (folder / name).symlink_to(tmp_path / name)
    with pytest.raises(GoldenError, match=f"^case suoi-mo, {re.escape(name)}: there is no such file in the case's own folder"):
        cases.load(folder, TASK)


def test_a_file_too_large_is_not_read(make: Made) -> None:
    folder = make()
    with (folder / "expected.json").open("r+b") as file:
        file.truncate(20_000_001)
    with pytest.raises(GoldenError, match="more than 20000000 bytes"):
        cases.load(folder, TASK)


def test_cases_are_chosen_by_name_and_tag(make: Made, root: Path) -> None:
    make("b", tags=["long"])
    make("a")
    make(".hidden")
    (root / "party_building" / "README.md").touch()
    assert [path.name for path in cases.find(root, TASK)] == ["a", "b"]
    assert [path.name for path in cases.find(root, TASK, "b*")] == ["b"]
    assert [case.name for case in cases.load_all(cases.find(root, TASK), TASK, "long")] == ["b"]
    with pytest.raises(GoldenError, match="no case is named like 'c'"):
        cases.find(root, TASK, "c")
    with pytest.raises(GoldenError, match="tag 'x': no case bears it"):
        cases.load_all(cases.find(root, TASK), TASK, "x")
    with pytest.raises(GoldenError, match="no golden cases of task news"):
        cases.find(root, NEWS)


def test_the_digest_is_of_article_and_expected_file(make: Made) -> None:
    one, other = cases.load(make("a"), TASK), cases.load(make("b"), TASK)
    assert one.digest == other.digest
    assert cases.load(make("c", tags=[]), TASK).digest != one.digest
    assert cases.load(make("d", text=ARTICLE + "Hết.\n"), TASK).digest != one.digest


NEWS_TEXT = "Bão số 3 làm 12 người chết ở Quảng Ninh ngày 7/9/2024. Ông Lê Văn A, chủ tịch tỉnh, đến hiện trường."
NEWS_VALUES: dict[str, Any] = {
    "headline": "Bão số 3 làm 12 người chết",
    "what": "Bão số 3 làm 12 người chết",
    "who": [{"name": "Lê Văn A", "role": "chủ tịch tỉnh"}],
    "when": ["2024-09-07"],
    "where": ["Quảng Ninh"],
    "figures": [{"figure": {"text": "12"}, "counts": "người chết"}],
    "must_not": ["bỏ qua"],
    "tags": ["storm"],
}


def test_a_case_of_primitives_is_read(make: Made) -> None:
    case = cases.load(make(text=NEWS_TEXT, task="news", **NEWS_VALUES), NEWS)
    assert isinstance(case.expected, PlainGold)
    assert case.expected.must_not == ("bỏ qua",)
    assert case.expected.fields["figures"] == ({"figure": Leaf("figure", "12"), "counts": Leaf("quote", "người chết")},)
    assert case.tags == ("storm",)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("whom", [], "whom: the schema has no such field"),
        ("who", [{"name": "Lê Văn A", "job": "x"}], "who.0.job: the schema has no such field"),
        ("who", {"name": "Lê Văn A"}, "who: a list is wanted"),
        ("who", ["Lê Văn A"], "who.0: an object is wanted"),
        ("what", 5, "what: a string is wanted"),
        ("what", "Bão số 4", "what: the article does not hold"),
        ("figures", [{"figure": "12", "counts": "người chết"}], "figures.0.figure: a figure is wanted"),
        ("figures", [{"figure": {"text": "13"}, "counts": "người chết"}], "figures.figure: the article does not hold '13'"),
        ("contradictions", [{"evidence": "13 người chết", "why": "x"}], "contradictions.0.evidence: the article does not hold"),
        ("contradictions", [{"evidence": "12 người chết"}], "contradictions: Field required"),
        ("must_not", "x", "must_not: a list of strings is wanted"),
        ("tags", [1], "tags: a list of strings is wanted"),
    ],
)
def test_a_wrong_field_of_primitives_is_told(make: Made, field: str, value: object, told: str) -> None:
    with pytest.raises(GoldenError, match=rf"^case suoi-mo, expected\.json, {re.escape(told)}"):
        cases.load(make(text=NEWS_TEXT, task="news", **{**NEWS_VALUES, field: value}), NEWS)


def test_quotes_are_found_where_they_stand() -> None:
    text = "Đảng  bộ | có 5\nchi bộ; có 5 chi bộ."
    places = Places(text)
    assert [span.of(text) for span in places.of("có 5 chi bộ")] == ["có 5\nchi bộ", "có 5 chi bộ"]
    assert [span.of(text) for span in places.of("Đảng bộ có")] == ["Đảng  bộ | có"]
    assert places.of("có 6") == places.of("  ") == ()
    assert not places.holds("có 6")


def test_every_case_of_the_repository_can_be_used() -> None:
    home = Path(__file__).parents[2] / "golden"
    for task, least in ((TASK, 60), (NEWS, 10)):
        found = cases.load_all(cases.find(home, task), task)
        assert len(found) >= least
        assert all(json.loads((case.folder / "expected.json").read_bytes()) for case in found)
