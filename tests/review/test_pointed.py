"""Values that point into the article, typed by a reviewer: what is kept stands in the article, at its own place."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from llm_extract import figures, loading, pipeline, tasks
from llm_extract.engines.replay import PastedEngine
from llm_extract.errors import CorrectionError
from llm_extract.export import to_json
from llm_extract.numbering import Numbered
from llm_extract.review import pointed
from llm_extract.review.pointed import Reader
from tests import news_oracle

NEWS = tasks.get("news")
ARTICLE = loading.load_text(
    "Hải Phòng mưa lớn\n\nNgày 12/7/2024, Hải Phòng mưa 120 mm, 3 người bị thương. "
    "Ông Lê Văn Tám, chủ tịch phường, nói 3 trường đã đóng cửa.\n"
    "Đến tháng 8/2024, Hải Phòng còn 15 điểm ngập.\n"
)


def extracted(document: Mapping[str, Any] | None = None) -> dict[str, Any]:
    numbered = Numbered.whole(ARTICLE, figures.read(ARTICLE.text))
    empty: dict[str, Any] = {"headline": None, "key_points": [], "what": None, "who": [], "when": [], "where": [], "figures": []}
    answer = {"numbering": numbered.fingerprint, "set_aside": [], "document": {**empty, **(document or {})}}
    return to_json(ARTICLE, pipeline.run(ARTICLE, NEWS, PastedEngine(json.dumps(answer))))


RESULT = extracted()


def read(name: str, text: str, before: Any = None) -> Any:  # noqa: ANN401  JSON values
    return Reader(name, NEWS, ARTICLE, RESULT, before).read(text)


def leaves(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401  as above
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            yield from [one] if "text" in one else leaves(list(one.values()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("what", "3 người bị thương"),
        ("where", "Hải Phòng"),
        ("who", "Lê Văn Tám | chủ tịch phường\nHải Phòng"),
        ("when", "12/7/2024"),
        ("figures", "120 | mm\n15 | điểm ngập"),
    ],
)
def test_what_is_typed_stands_in_the_article(name: str, text: str) -> None:
    value = read(name, text)
    assert pointed.typed(value) == text
    assert list(leaves(value))
    assert all(ARTICLE.text[one["start"] : one["end"]] == one["text"] for one in leaves(value))
    assert read(name, pointed.typed(value), value) == value


def test_a_figure_bears_the_value_that_was_read() -> None:
    (one,) = read("figures", "120 | mm")
    assert (one["figure"]["value"], one["figure"]["type"], one["counts"]["text"]) == (120, "count", "mm")
    assert one["figure"]["id"] in {figure["id"] for figure in RESULT["figures"]}


def test_of_two_figures_that_look_alike_the_one_beside_its_words_is_meant_and_none_twice() -> None:
    injured, schools = (one["start"] for one in RESULT["figures"] if one["text"] == "3")
    first, second = read("figures", "3 | trường đã đóng cửa\n3 | người bị thương")
    assert (first["figure"]["start"], second["figure"]["start"]) == (schools, injured)


def test_a_day_is_written_as_printed_or_as_its_date() -> None:
    for text in ("12/7/2024", "2024-07-12"):
        (one,) = read("when", text)
        assert (one["text"], one["iso"]) == ("12/7/2024", "2024-07-12")


def test_what_is_left_as_it_was_keeps_its_place() -> None:
    last = ARTICLE.text.rindex("Hải Phòng")
    before = [{"text": "Hải Phòng", "start": last, "end": last + 9}]
    assert read("where", "Hải Phòng\nphường", before)[0] == before[0]


def test_an_empty_box_is_no_value() -> None:
    assert read("what", " \n") is None
    assert read("where", "") == []


def test_a_sentence_of_ones_own_holds_what_the_article_says() -> None:
    value = read("headline", "Hải Phòng mưa 120 mm.")
    assert value["text"] == "Hải Phòng mưa 120 mm."
    assert [one["text"] for one in RESULT["figures"] if one["id"] in value["figures"]] == ["120"]
    with pytest.raises(CorrectionError, match="999"):
        read("headline", "Hải Phòng mưa 999 mm.")


@pytest.mark.parametrize(
    ("name", "text", "told", "told_vi"),
    [
        ("what", "trời nắng đẹp", "not in the article", "không có trong bài"),
        ("where", "Hải Phò", "cuts through a word", "không có trong bài"),
        ("figures", "999 | mm", "no such figure", "không phải con số như vậy"),
        ("figures", "120", "line 1: counts is missing", "dòng 1: thiếu"),
        ("figures", "120 | tấn", "not in the article", "không có trong bài"),
        ("when", "120", "no such figure", "không phải con số như vậy"),
        ("who", "| chủ tịch phường", "line 1: name is missing", "dòng 1: thiếu"),
        ("summary", "x", "cannot be typed", "không gõ được"),
    ],
)
def test_what_the_article_does_not_hold_is_refused(name: str, text: str, told: str, told_vi: str) -> None:
    with pytest.raises(CorrectionError, match=told) as raised:
        read(name, text)
    assert told_vi in raised.value.message_vi


def test_a_field_that_holds_no_such_values_or_holds_them_deeper_is_not_typed() -> None:
    party = tasks.get("party_building")
    assert not any(pointed.shape(name, party) for name in (*party.schema.model_fields, "none"))


@pytest.mark.parametrize("folder", news_oracle.cases(), ids=lambda one: one.name)
def test_what_a_case_holds_is_typed_and_read_back(folder: Path) -> None:
    article = loading.load(str(next(folder.glob("article.*"))))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    numbered = Numbered.whole(article, figures.read(article.text))
    answer = json.dumps(news_oracle.answer_of(numbered, expected))
    result = to_json(article, pipeline.run(article, NEWS, PastedEngine(answer)))
    for name, value in result["extraction"].items():
        if pointed.shape(name, NEWS):
            assert Reader(name, NEWS, article, result, value).read(pointed.typed(value)) == value, name
            again = Reader(name, NEWS, article, result).read(pointed.typed(value))  # with no help from what was there
            assert [one["text"] for one in leaves(again)] == [one["text"] for one in leaves(value)], name
