"""The tuned engine, with a model that says whatever it is told to: what is chosen, and that nothing else than choosing is left to it."""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_extract import figures, pipeline, tasks
from llm_extract.engines.asking.rounds import Completion
from llm_extract.engines.local import labels
from llm_extract.engines.local.decoding import questions
from llm_extract.engines.local.excerpts import CHARACTERS
from llm_extract.engines.local.labels import Meaning, Prompt, ScoredLabel, words
from llm_extract.engines.local.tuned import TunedEngine
from llm_extract.engines.local.weighing import FEATURES, Opinions, Weights, best, opinions
from llm_extract.engines.progress import Progress, reporting
from llm_extract.engines.rules import engine as rules
from llm_extract.engines.rules.tables import is_row
from llm_extract.errors import AnswerError
from llm_extract.export import to_json
from llm_extract.loading import load_text
from llm_extract.models import Extraction, Span, Usage
from tests.truth import untrue

TASK = tasks.get("party_building")
ALL = [" ".join(label) for label in labels.labels(TASK)]
TEXT = (
    "Đảng bộ huyện Krông Năng sơ kết công tác\n"
    "Ngày 12/7/2021, Huyện ủy tổ chức hội nghị sơ kết. Trong 6 tháng đầu năm 2021, Đảng bộ huyện kết nạp 61 đảng viên mới (40,6%). "
    "Kỷ luật 5 đảng viên, trong đó cảnh cáo 2.\n"
    "Lượt truy cập: 1.234.567"
)


def weights(model: float, rules: float) -> Weights:
    """Weights by which a disagreement is decided alike for all figures; the higher wins."""
    return Weights(*((always, *(0.0,) * (len(FEATURES) - 1)) for always in (2.0, model, rules)))


MODEL_WINS, RULES_WIN = weights(1, -1), weights(-1, 1)


@dataclass
class Scripted:
    """A chat that answers each line of a prompt with what `say` makes of it, and keeps the prompts."""

    say: Callable[[str], str]
    prompts: list[Prompt] = field(default_factory=list)

    async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
        del schema, sampling
        self.prompts.append(Prompt.of(messages))
        return Completion(json.dumps([[self.say(line), 0.9, {}] for line in self.prompts[-1].lines]), Usage(calls=1))


COUNTED = ("chi bộ", "đảng viên", "tổ chức cơ sở đảng", "cán bộ", "tập thể", "cấp ủy", "đoàn viên")


def extract(text: str, say: Callable[[str], str], weigh: Weights = MODEL_WINS) -> tuple[Extraction, Scripted]:
    chat = Scripted(say)
    return pipeline.run(load_text(text), TASK, TunedEngine("tuned", chat, weigh)), chat


def codes(extraction: Extraction) -> dict[str, str]:
    shown = to_json(load_text(TEXT), extraction)
    by_id = {figure["id"]: figure["text"] for figure in shown["figures"]}
    return {by_id[metric["figures"][0]]: metric["indicator"] for metric in shown["extraction"]["metrics"]}


def test_what_the_model_says_stands_where_it_is_the_more_often_right() -> None:
    def say(line: str) -> str:
        return "actual discipline members expelled" if "[2]" in line else "actual membership admitted"

    assert codes(extract(TEXT, say)[0])["2"] == "discipline.members.expulsion"
    assert codes(extract(TEXT, say, RULES_WIN)[0])["2"] == "discipline.members.warning"


def test_a_disagreement_is_told_and_its_share_is_the_confidence() -> None:
    extraction, _ = extract(TEXT, lambda line: "actual welfare houses" if "[61]" in line else "none")
    told = [one.message for one in extraction.findings if one.code == "confidence.disagreement"]
    assert any("61" in one and "welfare.houses" in one and "membership.admitted" in one for one in told)
    (confidence,) = extraction.confidences
    assert confidence.score == pytest.approx(0.731, abs=0.01)  # the logistic function of 1
    assert "welfare.houses / membership.admitted" in confidence.why


def test_a_figure_set_aside_by_the_model_has_a_reason_and_its_percentage_goes_with_it() -> None:
    extraction, _ = extract(TEXT, lambda _: "none")
    assert not codes(extraction)
    reasons = {figure.text: judged.reason for figure, judged in zip(extraction.figures, extraction.judgements, strict=True)}
    assert all(judged.status == "set_aside" for judged in extraction.judgements)
    assert reasons["61"]
    assert reasons["40,6%"] == tasks.base.REASONS["part"][1]


def test_page_furniture_dates_and_percentages_tied_to_a_figure_are_not_asked_about() -> None:
    _, chat = extract(TEXT, lambda _: "none")
    lines = " ".join(line for one in chat.prompts for line in one.lines)
    assert [text in lines for text in ("[61]", "[5]", "[2]")] == [True] * 3
    assert not any(f"[{text}" in lines for text in ("1.234.567", "12/7", "40,6"))


def test_rows_of_tables_are_left_to_the_rules() -> None:
    table = "Đơn vị\tKết nạp đảng viên\nHuyện Mai Châu\t31\nThị xã Nghĩa Lộ\t42\nHuyện Văn Chấn\t56\n"
    extraction, chat = extract(f"{TEXT}\n{table}Riêng khối trường học kết nạp 17 đảng viên.", lambda _: "none", weights(2, 1))
    lines = " ".join(line for one in chat.prompts for line in one.lines)
    assert [f"[{number}]" in lines for number in (17, 31, 42, 56)] == [True, False, False, False]
    metrics = json.loads(extraction.data.model_dump_json())["metrics"]
    assert [(one["indicator"], one["value"]) for one in metrics] == [("membership.admitted", number) for number in (31, 42, 56)]


def test_a_row_has_two_cells_at_least() -> None:
    lines = ["Quang cảnh hội nghị |", "Kết nạp 31 đảng viên", "| Huyện A | 31 |", "Huyện A\t31"]
    assert [line for line in lines if is_row(line, Span(0, len(line)))] == lines[2:]


def test_an_article_of_another_genre_is_not_asked_about() -> None:
    text = "Giá cà phê tăng mạnh\nSáng 12/3, giá cà phê tại Lâm Đồng ở mức 97.500 đồng/kg, tăng 1.200 đồng/kg so với hôm qua."
    extraction, chat = extract(text, lambda _: "actual welfare funds")
    assert not chat.prompts
    assert not extraction.data.metrics  # type: ignore[attr-defined]  # the schema of the task
    assert all(judged.status == "set_aside" for judged in extraction.judgements)


@pytest.mark.parametrize(
    "answer", ["", "{}", "[1]", '[["none"]]', '[["none", 0.9]]', '[["none", "often", {}]]', '[["none", 0.9, {"x": 1}]]', "null"]
)
def test_an_answer_of_another_form_is_refused(answer: str) -> None:
    class Broken(Scripted):
        async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
            del messages, schema, sampling
            return Completion(answer)

    if answer == "{}":
        assert labels.parse(answer, TASK) == ()
        return
    with pytest.raises(AnswerError):
        pipeline.run(load_text(TEXT), TASK, TunedEngine("tuned", Broken(lambda _: ""), MODEL_WINS))


@given(st.data())
def test_whatever_the_model_says_nothing_is_invented_and_no_figure_lost(data: st.DataObject) -> None:
    said = st.one_of(st.sampled_from(ALL), st.sampled_from(["actual", "none none", "target rating", "kết nạp 77", ""]))
    extraction, _ = extract(TEXT, lambda _: data.draw(said))
    shown = to_json(load_text(TEXT), extraction)
    assert untrue(shown, None) == []
    assert [judged.figure for judged in extraction.judgements] == [figure.id for figure in extraction.figures]
    metrics = {number for metric in shown["extraction"]["metrics"] for number in metric["figures"]}
    assert {judged.figure for judged in extraction.judgements if judged.status == "metric"} == metrics
    assert all(judged.reason for judged in extraction.judgements if judged.status == "set_aside")


@given(st.lists(st.integers(0, 9_999), min_size=1, max_size=90), st.sampled_from([", ", " đảng viên, ", "; ", " " * 60]))
def test_every_figure_of_a_sentence_without_end_is_asked_about_once_and_stands_in_what_is_shown(numbers: list[int], between: str) -> None:
    article = load_text("Kết nạp " + between.join(f"{number} người" for number in numbers))
    read = figures.read(article.text)
    asked = list(questions(article, read))
    assert [figure.id for one in asked for figure in one.figures] == [figure.id for figure in labels.asked(read)]
    for one in asked:
        assert one.span.end - one.span.start <= 2_400
        assert [place.of(one.span.of(article.text)) for place in one.places()] == [figure.text for figure in one.figures]


@pytest.mark.parametrize(
    ("lead", "before"),
    [
        ("Năm 2024, Đảng bộ thị xã đặt ra một số chỉ tiêu chủ yếu:", "Năm 2024, Đảng bộ thị xã đặt ra một số chỉ tiêu chủ yếu:"),
        ("Hội nghị biểu quyết các chỉ tiêu năm tới, theo đó, toàn tỉnh có", "Hội nghị biểu quyết các chỉ tiêu năm tới, theo đó,"),
    ],
)
def test_a_long_list_in_one_sentence_is_asked_about_by_clauses_behind_the_words_that_lead_it_in(lead: str, before: str) -> None:
    clauses = [
        f"{number}% trở lên {counted} giữ vững và nâng cao chất lượng hoạt động theo kế hoạch" for number, counted in enumerate(COUNTED, 90)
    ]
    article = load_text(f"Hội nghị diễn ra sáng nay.\n{lead} {'; '.join(clauses)}.")
    asked = list(questions(article, figures.read(article.text)))
    assert len(asked) > 1
    assert [one.before for one in asked] == ["Hội nghị diễn ra sáng nay.", *[before] * (len(asked) - 1)]
    assert all(one.span.end - one.span.start <= CHARACTERS for one in asked)
    shown = [place.of(one.span.of(article.text)) for one in asked for place in one.places()]
    assert shown == [f"{number}%" for number, _ in enumerate(COUNTED, 90)]
    assert all(one.span.of(article.text).startswith(one.figures[0].text) for one in asked[1:])


MEANINGS = st.sampled_from([Meaning("membership.admitted", "actual"), Meaning("other", "target"), Meaning(None, None, "none")])


@given(
    st.none() | MEANINGS,
    st.floats(0, 1.4),
    MEANINGS,
    st.floats(0, 1),
    st.floats(0, 1),
    st.lists(st.lists(st.floats(-9, 9), min_size=len(FEATURES), max_size=len(FEATURES)), min_size=3, max_size=3),
)
def test_one_of_both_is_chosen_with_a_probability(
    rules: Meaning | None, cues: float, model: Meaning, chance: float, rival: float, rows: list[list[float]]
) -> None:
    meant, probability = best(Opinions(rules, cues, model, chance, rival), Weights(*map(tuple, rows)))
    assert meant in {rules, model}
    assert 0 <= probability <= 1


def test_what_the_rules_know_to_repeat_another_figure_is_no_metric() -> None:
    text = TEXT.replace("sơ kết công tác\n", "kết nạp 61 đảng viên\n")
    extraction, chat = extract(text, lambda _: " ".join(words(Meaning("membership.admitted", "actual"))))
    assert any("[61]" in line for line in chat.prompts[0].lines)
    assert [judged.status for figure, judged in zip(extraction.figures, extraction.judgements, strict=True) if figure.text == "61"] == [
        "set_aside",
        "metric",
    ]


def test_a_figure_is_told_where_what_repeats_it_is_no_metric() -> None:
    text = TEXT.replace("sơ kết công tác\n", "kết nạp 61 đảng viên\n")
    extraction, _ = extract(text, lambda line: "none" if "huyện kết nạp" in line else "actual membership admitted")
    told = [judged.status for figure, judged in zip(extraction.figures, extraction.judgements, strict=True) if figure.text == "61"]
    assert told == ["metric", "set_aside"]


def test_what_the_model_alone_says_can_be_asked_for() -> None:
    chat = Scripted(lambda _: "none")
    article = load_text(TEXT)
    read = figures.read(article.text)
    labels, usage = asyncio.run(TunedEngine("tuned", chat, MODEL_WINS).labels(article, read, TASK, rules.answer(article, read, TASK)))
    assert {label.meaning for said in labels.values() for label in said} == {Meaning(None, None, "none")}
    assert usage.calls == len(chat.prompts)


def asked(chat: Scripted) -> list[str]:
    """The figures that were asked about, in order."""
    return [line.split("[")[1].split("]")[0] for one in chat.prompts for line in one.lines]


def test_the_model_reads_the_labels_that_were_chosen_of_the_figures_before() -> None:
    by_rules = extract(TEXT, lambda _: "actual welfare houses", RULES_WIN)[1].prompts[2].head
    assert "=> actual membership admitted\n" in by_rules
    assert "=> actual discipline members\n" in by_rules
    own = extract(TEXT, lambda _: "actual welfare houses", MODEL_WINS)[1].prompts[2].head
    assert own.count("=> actual welfare houses\n") == 2


def right(line: str) -> str:
    """The labels of the rules for the figures of `TEXT`."""
    told = {"[61]": "membership admitted", "[5]": "discipline members", "[2]": "discipline members warning"}
    return f"actual {next(label for mark, label in told.items() if mark in line)}"


def test_a_metric_that_the_rules_take_for_something_else_is_asked_about_again_with_its_own_clause_alone() -> None:
    chat = extract(TEXT, lambda line: "actual welfare houses" if "[2]" in line else right(line))[1]
    assert asked(chat) == ["61", "5", "2", "2"]
    assert chat.prompts[3].head.splitlines()[1:] == [
        "Kỷ luật 5 đảng viên, trong đó cảnh cáo 2.",
        "Kỷ luật [5] đảng viên, => actual discipline members",
    ]


@pytest.mark.parametrize("say", [right, lambda _: "none"])
def test_what_both_give_and_what_is_no_metric_is_not_asked_about_again(say: Callable[[str], str]) -> None:
    assert asked(extract(TEXT, say)[1]) == ["61", "5", "2"]


@pytest.mark.parametrize("answer", ["[]", '[["no label of the task", 0.9, {}]]'])
def test_where_the_model_gives_no_label_the_rules_label_stands_before_the_next_figure(answer: str) -> None:
    class Mute(Scripted):
        async def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any], sampling: Mapping[str, Any]) -> Completion:
            await super().ask(messages, schema, sampling)
            return Completion(answer)

    chat = Mute(lambda _: "none")
    extraction = pipeline.run(load_text(TEXT), TASK, TunedEngine("tuned", chat, RULES_WIN))
    assert asked(chat) == ["61", "5", "2"]
    assert "membership admitted" in chat.prompts[2].head
    assert codes(extraction) == {"61": "membership.admitted", "5": "discipline.members", "2": "discipline.members.warning"}


def test_of_two_answers_the_likelier_stands_and_the_mean_of_both_is_its_probability() -> None:
    first = ScoredLabel(Meaning("other", "actual"), 0.6, {(1, "discipline"): 0.3})
    second = ScoredLabel(Meaning("discipline.members", "actual"), 0.8, {(1, "other"): 0.1})
    said = opinions((Meaning("other", "actual"), 0.5), [first, second])
    assert said.model == Meaning("discipline.members", "actual")
    assert said.probability == pytest.approx(0.55)
    assert said.rival == pytest.approx(0.35)


def test_a_figure_whose_likeliest_label_is_improbable_stays_open() -> None:
    extraction, _ = extract(TEXT, lambda _: " ".join(words(Meaning("welfare.houses", "actual"))), weights(-1, -1))
    status = {figure.text: judged.status for figure, judged in zip(extraction.figures, extraction.judgements, strict=True)}
    assert (status["61"], status["5"]) == ("open", "open")


def test_whoever_waits_is_told_how_many_figures_are_read() -> None:
    text = f"{TEXT}\n" + "\n".join(f"Xã thứ {number} kết nạp {number} đảng viên, khai trừ 1." for number in range(20))
    seen: list[Progress] = []
    with reporting(seen.append):
        extract(text, lambda _: "none")
    article = load_text(text)
    whole = sum(len(one.figures) for one in questions(article, figures.read(article.text)))
    assert [one.done for one in seen] == list(range(whole + 1))
    assert {(one.whole, one.unit) for one in seen} == {(whole, "figures")}
