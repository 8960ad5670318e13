"""What becomes of right and wrong answers, over HTTP, through the whole pipeline."""

import json
from decimal import Decimal
from typing import Any

import pytest

from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.asking.rounds import Limits
from llm_extract.errors import AnswerError, LlmExtractError
from llm_extract.export import to_json
from tests.endpoint import Reply, completion
from tests.engines.asking.conftest import Asked, Case, ask

ONCE = Asking(limits=Limits(rounds=0))


def metrics(case: Case, asked: Asked) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = to_json(case.article, asked.extraction)["extraction"]["metrics"]
    return found


def test_a_right_answer_is_one_call_and_all_values_are_the_articles(case: Case) -> None:
    asked = ask(case, case.right())
    data = to_json(case.article, asked.extraction)
    assert len(asked.requests) == 1
    assert [(one["indicator"], one["value"], one["total"], one["percent"]) for one in data["extraction"]["metrics"]] == [
        ("membership.admitted", 27, None, 54),
        ("rating.collectives.good", 71, 75, 94.67),
        ("discipline.members.reprimand", 3, None, None),
        ("other", 6110, None, None),
    ]
    assert data["extraction"]["summary"] == {
        "headline": "Đảng bộ xã Tân Hội kết nạp 27 đảng viên mới",
        "key_points": ["Có 71/75 tập thể được đánh giá hoàn thành tốt nhiệm vụ."],
    }
    assert data["extraction"]["event_date"] == "2022-07-05"
    assert data["extraction"]["period"] == "2022-H1"
    # The model wrote ủy where the article has uỷ: the article's own letters come back.
    assert data["extraction"]["people"] == [{"name": "Trần Văn Bình", "position": "Bí thư Đảng uỷ xã"}]
    assert data["engine"] == "openai:scripted-1"
    assert (data["usage"]["calls"], data["usage"]["prompt_tokens"], data["usage"]["answer_tokens"]) == (1, 100, 20)
    assert asked.codes() == []


def test_the_list_form_gives_the_same(case: Case) -> None:
    answer = case.right()
    answer["figures"] = [{"figure": int(number), "code": code} for number, code in answer["figures"].items()]
    asked = ask(case, answer, asking=Asking(form="list"))
    assert metrics(case, asked) == metrics(case, ask(case, case.right()))


class TestWrongFigures:
    def test_a_dropped_figure_is_asked_for_alone(self, case: Case) -> None:
        number = str(case.id_of("27"))
        first, second = case.right(), case.right()
        del first["figures"][number]
        second = {"numbering": first["numbering"], "figures": {number: "membership.admitted"}, "kinds": [], "missed": []}
        asked = ask(case, first, second)
        assert len(metrics(case, asked)) == 4
        again = asked.requests[1].json
        assert list(again["response_format"]["json_schema"]["schema"]["properties"]["figures"]["properties"]) == [number]
        assert "document" not in again["response_format"]["json_schema"]["schema"]["properties"]
        assert f"figures.{number}: figure {number} (27): not answered" in again["messages"][-1]["content"]
        assert asked.codes() == ["answer.missing"]
        assert (asked.extraction.usage.calls, asked.extraction.usage.asked_again) == (2, 1)
        assert asked.extraction.usage.prompt_tokens == 200

    def test_what_stays_wrong_waits_for_review_and_the_rest_is_kept(self, case: Case) -> None:
        answer = case.right()
        del answer["figures"][str(case.id_of("27"))]
        asked = ask(case, answer, answer, answer)
        assert len(asked.requests) == 3
        assert [one["value"] for one in metrics(case, asked)] == [71, 3, 6110]
        status = {judged.figure: judged.status for judged in asked.extraction.judgements}
        assert status[case.id_of("27")] == "open"
        assert "answer.missing" in asked.codes()

    @pytest.mark.parametrize("code", ["rating.moon.good", "", "⟦12⟧", 5, None, ["other"], {"is": "other"}])
    def test_a_code_that_is_not_in_the_list_labels_nothing(self, case: Case, code: object) -> None:
        answer = case.right()
        answer["figures"][str(case.id_of("27"))] = code
        asked = ask(case, answer, asking=ONCE)
        assert [one["value"] for one in metrics(case, asked)] == [71, 3, 6110]
        assert "answer.code" in asked.codes()

    @pytest.mark.parametrize("number", ["99", "0", "-1", "٣", "", "1e1", "27", "9" * 5000])
    def test_a_fabricated_id_is_told_and_adds_nothing(self, case: Case, number: str) -> None:
        answer = case.right()
        answer["figures"][number] = "membership.admitted"
        asked = ask(case, answer, asking=ONCE)
        assert [one["value"] for one in metrics(case, asked)] == [27, 71, 3, 6110]
        assert asked.codes() == ["answer.unknown"]

    def test_an_id_answered_twice_is_not_believed(self, case: Case) -> None:
        number = case.id_of("27")
        text = json.dumps(case.right(), ensure_ascii=False)
        doubled = text.replace(f'"{number}": "membership.admitted"', f'"{number}": "membership.admitted", "{number}": "membership.left"')
        assert doubled != text
        asked = ask(case, Reply(body=completion(doubled)), asking=ONCE)
        assert [one["value"] for one in metrics(case, asked)] == [71, 3, 6110]
        assert "answer.doubled" in asked.codes()


class TestWrongQuotes:
    @pytest.mark.parametrize(
        "quote", ["Trần Văn Bính", "Trần Văn Bìn", "rần Văn Bình", "Bình Văn Trần", "", "‹99›", 5, None, ["Trần Văn Bình"]]
    )
    def test_a_name_that_the_article_does_not_hold_is_left_out(self, case: Case, quote: object) -> None:
        answer = case.right()
        answer["document"]["people"][0]["name"] = quote
        asked = ask(case, answer, asking=ONCE)
        data = to_json(case.article, asked.extraction)["extraction"]
        assert data["people"] == []
        assert len(data["metrics"]) == 4
        assert any(code.startswith("answer.") for code in asked.codes())

    def test_a_quote_cut_inside_a_number_is_no_quote(self, case: Case) -> None:
        answer = case.right()
        answer["document"]["tasks"] = ["110 hộ dân", "6.110 hộ", "có 6"]
        asked = ask(case, answer, asking=ONCE)
        assert to_json(case.article, asked.extraction)["extraction"]["tasks"] == ["6.110 hộ"]
        assert asked.codes().count("answer.quote") == 2

    def test_white_space_quotes_and_marks_may_differ(self, case: Case) -> None:
        answer = case.right()
        number = case.id_of("6.110")
        answer["document"]["tasks"] = [f"‹6› Toàn  xã có ⟦{number}: 6.110⟧ hộ dân."]
        asked = ask(case, answer, asking=ONCE)
        assert to_json(case.article, asked.extraction)["extraction"]["tasks"] == ["Toàn xã có 6.110 hộ dân."]


class TestWrongSummaries:
    @pytest.mark.parametrize(
        ("point", "code"),
        [
            ("Có 72 tập thể được đánh giá hoàn thành tốt nhiệm vụ.", "answer.number"),
            ("Có bảy mươi hai tập thể được đánh giá hoàn thành tốt nhiệm vụ.", "answer.number"),
            ("Có ⟦99⟧ tập thể được đánh giá hoàn thành tốt nhiệm vụ.", "answer.figure"),
            ("Có ⟦9 tập thể được đánh giá.", "answer.number"),
            ("Hội nghị có đồng chí Nguyễn Thị Lan dự.", "answer.name"),
            ("Giá vàng miếng thế giới lao dốc khiến nhà đầu tư hoảng loạn.", "answer.sentence"),
        ],
    )
    def test_a_sentence_with_something_from_outside_is_struck_out(self, case: Case, point: str, code: str) -> None:
        answer = case.right()
        answer["document"]["summary"]["key_points"].insert(0, point)
        asked = ask(case, answer, asking=ONCE)
        summary = to_json(case.article, asked.extraction)["extraction"]["summary"]
        assert summary["key_points"] == ["Có 71/75 tập thể được đánh giá hoàn thành tốt nhiệm vụ."]
        assert code in asked.codes()

    def test_it_is_asked_for_again_first(self, case: Case) -> None:
        first = case.right()
        first["document"]["summary"]["key_points"] = ["Có 72 tập thể được khen."]
        second = {
            "numbering": first["numbering"],
            "figures": {},
            "kinds": [],
            "missed": [],
            "document": {"summary": case.document()["summary"]},
        }
        asked = ask(case, first, second)
        summary = to_json(case.article, asked.extraction)["extraction"]["summary"]
        assert summary["key_points"] == ["Có 71/75 tập thể được đánh giá hoàn thành tốt nhiệm vụ."]
        properties = asked.requests[1].json["response_format"]["json_schema"]["schema"]["properties"]
        assert list(properties["document"]["properties"]) == ["summary"]
        severities = {finding.severity for finding in asked.extraction.findings if finding.code == "answer.number"}
        assert severities == {"info"}


class TestWholeAnswers:
    def test_one_to_another_numbering_is_refused(self, case: Case) -> None:
        answer = case.right() | {"numbering": "abcdefgh"}
        with pytest.raises(AnswerError, match="another numbering"):
            ask(case, answer, asking=ONCE)

    def test_the_example_of_the_prompt_is_refused(self, case: Case) -> None:
        from llm_extract import prompts, tasks

        example = prompts.load(tasks.get("party_building")).front.examples[0]
        answer = {"numbering": case.numbered.fingerprint, **example.answer}
        with pytest.raises(AnswerError, match="repeats the example"):
            ask(case, answer, asking=ONCE)

    def test_after_an_unreadable_answer_it_is_asked_once_more(self, case: Case) -> None:
        asked = ask(case, Reply(body=completion("Xin lỗi, tôi không thể.")), case.right())
        assert len(asked.requests) == 2
        assert len(metrics(case, asked)) == 4

    @pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"numbering": ', "{}", '"x"', "{" * 50_000, '{"a":' * 50_000])
    def test_no_text_brings_it_down(self, case: Case, text: str) -> None:
        replies = [Reply(body=completion(text)) for _ in range(4)]
        with pytest.raises(LlmExtractError):
            ask(case, *replies, asking=ONCE)

    def test_a_missed_figure_counts_where_its_quote_is_found(self, case: Case) -> None:
        answer = case.right()
        answer["missed"] = [
            {"quote": "hội nghị sơ kết", "code": "conference.held"},
            {"quote": "ba hội nghị", "code": "conference.held"},
            {"quote": "27", "code": "other"},
        ]
        asked = ask(case, answer, asking=ONCE)
        assert Decimal(27) in {figure.value for figure in asked.extraction.figures}
        assert [one["value"] for one in metrics(case, asked)] == [27, 71, 3, 6110]
        added = [figure for figure in asked.extraction.figures if figure.id > len(case.numbered.figures)]
        # What cannot be read as a number waits for review.
        assert [figure.text for figure in added] == ["hội nghị sơ kết"]
        assert asked.extraction.judgements[-1].status == "open"
        assert "answer.quote" in asked.codes()

    def test_an_off_genre_article_has_no_metrics(self, case: Case) -> None:
        answer = case.right()
        answer["document"]["off_genre"] = True
        asked = ask(case, answer, asking=ONCE)
        assert metrics(case, asked) == []
        assert {judged.status for judged in asked.extraction.judgements} == {"set_aside"}
