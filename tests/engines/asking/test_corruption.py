"""Corrupted answers, over HTTP, through the whole pipeline: nothing false is kept, nothing right is lost, all is named."""

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from llm_extract.engines.asking.engine import Asking
from llm_extract.engines.asking.question import Form
from llm_extract.engines.asking.rounds import Limits
from llm_extract.export import to_json
from llm_extract.figures import read
from llm_extract.loading import load_text
from llm_extract.numbering import Numbered
from llm_extract.own_words import wrong
from tests.corruptions import CORRUPTIONS, LABELS, Sample, whole_example
from tests.engines.asking.conftest import Case, ask
from tests.judging import Trial, bench
from tests.oracle import GOLDEN
from tests.truth import Shown, untrue

ONCE = Asking(limits=Limits(rounds=0))
# An article of numerals of all kinds, a page with furniture, and a short article.
NAMES = ("nghe-an-2020-kiem-tra", "dong-nai-2018", "dak-glei-2020")


@pytest.fixture(scope="module")
def trials() -> Iterator[list[Trial]]:
    with bench() as one:
        yield [Trial(one, Sample.of(GOLDEN / name)) for name in NAMES]


@pytest.mark.parametrize(("form", "rounds"), [("map", 0), ("list", 2)])
@pytest.mark.parametrize("name", CORRUPTIONS)
def test_a_corrupted_answer_harms_nothing_but_itself(trials: list[Trial], name: str, form: Form, rounds: int) -> None:
    for trial in trials[rounds:]:
        tally = trial.judge(name, CORRUPTIONS[name], form, rounds)
        assert tally.items
        assert (tally.false, tally.lost) == ([], [])
        assert tally.named == (0 if name == LABELS else tally.items), tally.unnamed


def test_the_right_answer_is_true_and_nothing_is_told_of_it(trials: list[Trial]) -> None:
    for trial in trials:
        shown, messages = trial.right
        assert untrue(shown, trial.sample.article.metadata.title) == []
        assert messages == []
        assert len(shown["extraction"]["tasks"]) == len(trial.sample.quotes)


def test_the_example_of_the_prompt_is_no_answer(trials: list[Trial]) -> None:
    assert all(trial.refuses(whole_example(trial.sample)) for trial in trials)


def _with(path: tuple[Any, ...], value: object, shown: Shown) -> Shown:
    changed = deepcopy(shown)
    at: Any = changed["extraction"]
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return changed


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("metrics", 0, "value"), 641),
        (("metrics", 0, "percent"), 31),
        (("metrics", 0, "evidence", "quote"), "đã kết nạp gần 641 đảng viên mới"),
        (("metrics", 0, "evidence", "start"), 5),
        (("metrics", 0, "figures"), [99]),
        (("event_date",), "2020-07-31"),
        (("metrics", 0, "period"), "2031"),
        (("title",), "Vùng thấp Đăk Glei"),
        (("tasks",), ["kết nạp 641 đảng viên"]),
        (("people",), [{"name": "Nguyễn Thị Lan", "position": None}]),
        (("summary",), {"headline": "Kết nạp 641 đảng viên", "key_points": []}),
        (("summary",), {"headline": "Kết nạp ⑨ đảng viên", "key_points": []}),
        (("summary",), {"headline": "Đồng chí Lan dự", "key_points": []}),
    ],
)
def test_what_is_not_the_articles_is_seen(trials: list[Trial], path: tuple[Any, ...], value: object) -> None:
    shown, _ = next(trial for trial in trials if trial.sample.name == "dak-glei-2020").right
    assert untrue(_with(path, value, shown))


class TestAskedAgain:
    def test_a_poorer_second_answer_takes_nothing_away(self, case: Case) -> None:
        first, second = case.right(), case.right()
        first["document"]["tasks"] = ["Kỷ luật khiển trách 3 đảng viên", "Kỷ luật khiển trách 8 đảng viên"]
        first["document"]["people"].append({"name": "Trần Văn Bính", "position": None})
        second["document"] |= {"tasks": ["Toàn xã có 6.110 hộ dân"], "people": [], "title": None, "organization": None}
        data = to_json(case.article, ask(case, first, second).extraction)["extraction"]
        assert data["tasks"] == ["Kỷ luật khiển trách 3 đảng viên", "Toàn xã có 6.110 hộ dân"]
        assert data["people"] == [{"name": "Trần Văn Bình", "position": "Bí thư Đảng uỷ xã"}]
        assert data["title"] == "Đảng bộ xã Tân Hội sơ kết sáu tháng đầu năm"
        assert data["organization"] == "Đảng bộ xã Tân Hội"

    def test_a_person_whose_position_is_mended_stands_once(self, case: Case) -> None:
        first = case.right()
        first["document"]["people"][0]["position"] = "Giám đốc"
        data = to_json(case.article, ask(case, first, case.right()).extraction)["extraction"]
        assert data["people"] == [{"name": "Trần Văn Bình", "position": "Bí thư Đảng uỷ xã"}]


class TestKinds:
    @pytest.mark.parametrize(("figure", "kind"), [(99, "target"), ("x", "target"), (1, "rumour"), (1, None)])
    def test_one_that_cannot_be_is_told(self, case: Case, figure: object, kind: object) -> None:
        answer = case.right() | {"kinds": [{"figure": figure, "kind": kind}]}
        asked = ask(case, answer, asking=ONCE)
        assert asked.codes() == ["answer.unknown"]

    def test_that_of_a_figure_whose_code_is_mended_stands(self, case: Case) -> None:
        number = case.id_of("27")
        first, second = case.right(), case.right()
        first["figures"][str(number)] = "moon"
        first["kinds"] = [{"figure": number, "kind": "target"}]
        asked = ask(case, first, second)
        metric = next(one for one in to_json(case.article, asked.extraction)["extraction"]["metrics"] if one["figures"][0] == number)
        assert (metric["indicator"], metric["kind"]) == ("membership.admitted", "target")


class TestSummary:
    @pytest.mark.parametrize("numeral", ["⁹⁸⁷", "⑨", "¾", "九百", "Ⅻ", "９８７", "x2"])
    def test_numerals_of_any_kind_are_struck_out(self, case: Case, numeral: str) -> None:
        answer = case.right()
        answer["document"]["summary"]["key_points"] = [f"Có {numeral} tập thể được đánh giá hoàn thành tốt nhiệm vụ."]
        asked = ask(case, answer, asking=ONCE)
        assert numeral not in json.dumps(to_json(case.article, asked.extraction)["extraction"]["summary"], ensure_ascii=False)
        assert asked.codes() == ["answer.number"]

    @pytest.mark.parametrize("name", ["Zürich", "Quỳnh", "LXXII"])
    def test_names_of_one_word_are_struck_out(self, case: Case, name: str) -> None:
        answer = case.right()
        answer["document"]["summary"]["key_points"].append(f"Hội nghị đánh giá tập thể ở {name}.")
        asked = ask(case, answer, asking=ONCE)
        assert len(to_json(case.article, asked.extraction)["extraction"]["summary"]["key_points"]) == 1
        assert asked.codes() == ["answer.name"]

    def test_key_points_outlive_a_headline_that_is_not_given_when_asked_again(self, case: Case) -> None:
        first, second, third = case.right(), case.right(), case.right()
        first["document"]["summary"]["headline"] = "Có 987 đảng viên mới"
        first["document"]["tasks"] = ["có 987 đảng viên mới"]
        second["document"] = {"summary": {"headline": "", "key_points": []}, "tasks": ["có 988 đảng viên mới"]}
        third["document"] = {"tasks": []}
        asked = ask(case, first, second, third)
        assert len(asked.requests) == 3
        summary = to_json(case.article, asked.extraction)["extraction"]["summary"]
        assert summary == {"headline": "Có 71/75 tập thể được đánh giá hoàn thành tốt nhiệm vụ.", "key_points": []}

    @pytest.mark.parametrize(("place", "codes"), [("⟦1⟧A⟦2⟧", []), ("⟦1⟧B⟦2⟧", ["answer.name"]), ("⟦1⟧Quỳnh", ["answer.name"])])
    def test_letters_between_figures_are_the_article_s(self, place: str, codes: list[str]) -> None:
        article = load_text("Em Nguyễn Hải Đăng, học sinh lớp 12A1, được kết nạp Đảng trong năm nay.")
        numbered = Numbered.whole(article, read(article.text))
        told = [code for code, *_ in wrong(numbered, f"Em Nguyễn Hải Đăng, học sinh lớp {place}, được kết nạp Đảng.")]
        assert told == codes

    def test_key_points_outlive_a_wrong_headline(self, case: Case) -> None:
        answer = case.right()
        answer["document"]["summary"]["headline"] = "Có 987 đảng viên mới"
        asked = ask(case, answer, asking=ONCE)
        summary = to_json(case.article, asked.extraction)["extraction"]["summary"]
        assert summary == {"headline": "Có 71/75 tập thể được đánh giá hoàn thành tốt nhiệm vụ.", "key_points": []}
