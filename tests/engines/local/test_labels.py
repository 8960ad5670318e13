import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_extract.engines.local import labels
from llm_extract.engines.local.labels import END, Meaning, Prediction, Prompt, ScoredLabel, meaning, prompt, words
from llm_extract.figures import read
from llm_extract.models import Span
from llm_extract.tasks.party_building import TASK

METRICS = [Meaning(code, kind) for code in TASK.by_code for kind in labels.KINDS]
ALL = [*METRICS, *(Meaning(None, None, reason) for reason in labels.NO_METRIC)]


def places(sentence: str) -> list[Span]:
    return [figure.span for figure in labels.asked(read(sentence, "vi"))]


@pytest.mark.parametrize("one", ALL, ids=str)
def test_a_label_reads_back_as_what_was_meant(one: Meaning) -> None:
    assert meaning(words(one), TASK) == one


def test_no_two_labels_are_spelt_alike() -> None:
    spelt = [words(one) for one in ALL]
    assert len(set(spelt)) == len(spelt) == 3 * 132 + 3
    assert set(spelt) == set(labels.labels(TASK))


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("actual",),
        ("rating", "members"),
        ("actual", "discipline", "blame"),
        ("none", "members"),
        ("actual", "discipline", "members", "reprimand"),
    ],
)
def test_other_words_mean_nothing(wrong: tuple[str, ...]) -> None:
    assert meaning(wrong, TASK) is None


def test_the_trie_leads_to_every_label_and_to_nothing_else() -> None:
    follow = labels.continuations(TASK)
    reached: set[tuple[str, ...]] = set()
    open_ends: list[tuple[str, ...]] = [()]
    while open_ends:
        beginning = open_ends.pop()
        for word in follow[beginning]:
            if word == END:
                reached.add(beginning)
            else:
                open_ends.append((*beginning, word))
    assert reached == {words(one) for one in ALL}


def test_the_whole_and_a_part_of_it_differ_by_the_end() -> None:
    follow = labels.continuations(TASK)["actual", "discipline", "members"]
    assert set(follow) == {END, "blame", "warning", "removal", "expelled"}


def test_the_vocabulary_is_small_and_ends_with_the_end() -> None:
    vocabulary = labels.vocabulary(TASK)
    assert len(vocabulary) == len(set(vocabulary)) < 90
    assert vocabulary[-1] == END


def test_a_sentence_stands_once_and_every_figure_has_a_line() -> None:
    sentence = "Đã kỷ luật 12 đảng viên, trong đó khiển trách 7, cảnh cáo 5."
    asked = prompt("Công tác kiểm tra được tăng cường.", sentence, places(sentence))
    assert asked.head == f"Công tác kiểm tra được tăng cường.\n{sentence}\n"
    assert asked.lines == ("Đã kỷ luật [12] đảng viên, =>", "đó khiển trách [7], cảnh =>", "7, cảnh cáo [5]. =>")


def test_quotation_marks_are_not_shown() -> None:
    sentence = 'Có 03/75 tập thể “Hoàn thành nhiệm vụ”, 2 tập thể "yếu".'
    asked = prompt("«Kết quả xếp loại»:", sentence, places(sentence))
    assert asked.head == "Kết quả xếp loại:\nCó 03/75 tập thể Hoàn thành nhiệm vụ, 2 tập thể yếu.\n"
    assert asked.lines == ("Có [03/75] tập thể =>", "thành nhiệm vụ, [2] tập thể =>")


def test_only_the_last_words_of_the_sentence_before_are_shown() -> None:
    before = " ".join(f"từ{number}" for number in range(50))
    head = prompt(before, "Kết nạp 3 đảng viên.", [Span(8, 9)]).head
    assert head.splitlines()[0].split() == before.split()[-labels.CONTEXT_WORDS :]


def test_without_a_sentence_before_its_line_is_empty() -> None:
    assert prompt("", "Kết nạp 3 đảng viên.", [Span(8, 9)]).head == "\nKết nạp 3 đảng viên.\n"


def test_the_text_goes_up_to_the_next_label() -> None:
    asked = Prompt("a\nb\n", ("x [1] =>", "y [2] =>"))
    assert asked.text([]) == "a\nb\nx [1] =>"
    assert asked.text([("none",)]) == "a\nb\nx [1] => none\ny [2] =>"
    assert asked.text([("none",), ("actual", "other")]) == "a\nb\nx [1] => none\ny [2] => actual other\n"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.text(max_size=30), st.data())
def test_a_prompt_has_one_line_for_each_of_its_lines(sentence: str, before: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sentence)))
    end = data.draw(st.integers(start, len(sentence)))
    text = prompt(before, sentence, [Span(start, end)]).text([("none",)])
    shown = sum(1 for line in sentence.splitlines() if line.strip())
    assert text.count("\n") == 2 + max(shown, 1)
    assert text.endswith("=> none\n")


def test_lines_of_an_excerpt_stay_lines() -> None:
    text = "Công tác kiểm tra\n- Tổ chức đảng: 12"
    assert prompt("", text, [Span(33, 35)]).head == f"\n{text}\n"


def test_dates_and_percentages_tied_by_the_reader_are_not_asked_about() -> None:
    sentence = "Năm 2022, có 71/75 tập thể (94,67%) hoàn thành tốt nhiệm vụ theo Kế hoạch số 15-KH/TU."
    assert [place.of(sentence) for place in places(sentence)] == ["71/75"]


def test_predictions_come_back_from_their_json() -> None:
    made = (Prediction(("actual", "discipline", "members"), 0.71, {(0, "none"): 0.2, (3, END): 0.01}), Prediction(("none",), 1.0))
    assert labels.predictions(labels.answer(made)) == made


@pytest.mark.parametrize(
    ("other", "chance"),
    [
        (Meaning("discipline.members.warning", "actual"), 0.6),
        (Meaning("discipline.members", "actual"), 0.05),
        (Meaning("discipline.members.reprimand", "actual"), 0.1),
        (Meaning("discipline.orgs.warning", "actual"), 0.07),
        (Meaning(None, None, "none"), 0.2),
        (Meaning(None, None, "share"), 0.2),
        (Meaning("other", "target"), 0.0),
    ],
)
def test_what_a_model_gives_to_another_label_is_what_it_gives_to_the_word_that_leads_there(other: Meaning, chance: float) -> None:
    rivals = {(0, "none"): 0.2, (2, "organizations"): 0.07, (3, END): 0.05, (3, "blame"): 0.1}
    assert ScoredLabel(Meaning("discipline.members.warning", "actual"), 0.6, rivals).chance_of(other) == chance
