import re
from collections.abc import Sequence

import pytest

from llm_extract import engines, figures, pipeline
from llm_extract.engines.rules import engine as rules
from llm_extract.engines.rules.salience import of_code, salience
from llm_extract.engines.rules.summary import MAX_WORDS
from llm_extract.loading import load_text
from llm_extract.models import Extraction
from llm_extract.tasks.party_building import TASK
from llm_extract.tasks.party_building.schema import PartyBuilding

TITLE = "Huyện ủy Suối Mơ tổng kết công tác xây dựng Đảng năm 2023\n\n"


def extraction(text: str) -> Extraction:
    return pipeline.run(load_text(TITLE + text), TASK, engines.get("rules"))


def points(text: str) -> Sequence[str]:
    data = extraction(text).data
    assert isinstance(data, PartyBuilding)
    assert data.summary
    return data.summary.key_points


def test_sentences_of_the_article_are_told_in_its_order() -> None:
    told = points("Trong năm, huyện kết nạp 128 đảng viên. Đảng bộ huyện hiện có 45 tổ chức cơ sở đảng với 2.310 đảng viên.")
    assert told == (
        "Trong năm, huyện kết nạp 128 đảng viên.",
        "Đảng bộ huyện hiện có 45 tổ chức cơ sở đảng với 2.310 đảng viên.",
    )


@pytest.mark.parametrize(
    "start",
    [
        "Trong 45 chi bộ này, huyện",
        "Năm đó, huyện",
        "Song song với đó, huyện",
        "Cũng trong năm ấy, huyện",
        "Ở chiều ngược lại, huyện",
        "Chia ra thì huyện",
    ],
)
def test_a_sentence_that_points_back_is_not_told_by_itself(start: str) -> None:
    told = points(f"{start} kết nạp 128 đảng viên là nữ công nhân may. Đảng bộ hiện có 2.310 đảng viên.")
    assert not any(point.startswith(start) for point in told)
    assert "Đảng bộ hiện có 2.310 đảng viên." in told


def test_a_figure_that_stands_twice_is_told_once() -> None:
    text = "Trong năm, toàn huyện có 19 đảng viên bị kỷ luật. Số đảng viên bị kỷ luật trong cả năm vừa qua là 19 đồng chí."
    assert sum("19" in point for point in points(text)) == 1


def test_a_worded_point_tells_figures_of_one_year() -> None:
    now = "Năm 2023, có 9 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ, 1 không hoàn thành nhiệm vụ"
    told = points(f"{now}\n\nNăm 2022, huyện có 2 tổ chức cơ sở đảng không hoàn thành nhiệm vụ")
    assert "Xếp loại tổ chức cơ sở đảng: 9 hoàn thành tốt nhiệm vụ, 1 không hoàn thành nhiệm vụ." in told


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        (
            "Năm 2023, có 9 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ\n\nNăm 2024, có 1 tổ chức cơ sở đảng không hoàn thành nhiệm vụ",
            ("9", "1"),
        ),
        (
            "Nhiệm kỳ 2020-2025, có 9 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ\n\nNăm 2022, có 1 tổ chức cơ sở đảng không hoàn thành",
            ("9", "1"),
        ),
        (
            "Nhiệm kỳ 2015-2020, có 9 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ\n\nNăm 2015, có 1 tổ chức cơ sở đảng không hoàn thành",
            ("9", "1"),
        ),
    ],
)
def test_a_worded_point_mixes_no_years(text: str, apart: tuple[str, str]) -> None:
    for point in points(text):
        numbers = set(re.findall(r"(?<![\d-])\d+(?![\d-])", point))
        assert not (point.startswith("Xếp loại") and numbers.issuperset(apart)), point
    assert any(point.startswith("Xếp loại") for point in points(text))


def test_congresses_are_told_beside_the_term_that_ends_with_them() -> None:
    text = (
        "Đại hội Đảng bộ huyện Suối Mơ\n\nNgày 9/5/2020. Nhiệm kỳ 2015 - 2020, huyện kết nạp 640 đảng viên; "
        "nay 45/45 chi bộ đã tổ chức xong đại hội, bầu cấp ủy nhiệm kỳ 2020 - 2025, mà trong đó các chi bộ:"
    )
    found = pipeline.run(load_text(text), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.period == "2015-2020"
    assert found.summary
    assert any("45/45 chi bộ đã đại hội" in point for point in found.summary.key_points)


@pytest.mark.parametrize(
    ("behind", "told"),
    [("đạt 95,1%", "(95,1%)"), ("đạt 120% kế hoạch", "chi bộ đã đại hội.")],
)
def test_the_percentage_of_a_ratio_is_told_and_no_other(behind: str, told: str) -> None:
    found = points(f"Đến nay có 487/512 chi bộ, {behind}, đã tổ chức xong đại hội, mà trong đó các chi bộ:")
    assert [point for point in found if "487/512 chi bộ đã đại hội" in point and told in point]


def test_a_headline_is_no_point_again() -> None:
    text = "Kết nạp 141 đảng viên\n\nĐảng bộ Khối doanh nghiệp có thêm 141 đảng viên mới được kết nạp, mà trong đó:\n\nCấp ủy tạo nguồn."
    found = pipeline.run(load_text(text), TASK, engines.get("rules")).data
    assert isinstance(found, PartyBuilding)
    assert found.summary
    assert found.summary.headline == "Kết nạp 141 đảng viên"
    assert not any(point.startswith("Kết nạp 141") for point in found.summary.key_points)


def test_a_worded_point_says_a_verb_once() -> None:
    told = points("Cấp ủy kiểm tra 12 tổ chức đảng và 45 đảng viên, giám sát 9 tổ chức đảng và 30 đảng viên, mà trong đó các chi bộ:")
    assert "Kiểm tra 12 tổ chức đảng, 45 đảng viên, giám sát 9 tổ chức đảng, 30 đảng viên." in told


def test_a_worded_point_tells_levels_of_the_total_beside_them() -> None:
    told = points("Kỷ luật 23 đảng viên, trong đó khiển trách 20\n\nCấp ủy cơ sở kỷ luật 9 đảng viên, trong đó khiển trách 7, cảnh cáo 2")
    assert not any("23" in point and "cảnh cáo" in point for point in told)
    assert any("23" in point and "20" in point for point in told)


def test_a_worded_point_of_an_earlier_year_names_it() -> None:
    told = points("Năm 2022, huyện có 9 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ, 1 không hoàn thành nhiệm vụ; đây là kết quả đáng mừng:")
    assert told == ("Xếp loại tổ chức cơ sở đảng: 9 hoàn thành tốt nhiệm vụ, 1 không hoàn thành nhiệm vụ (2022).",)


def test_no_more_than_five_points_and_120_words() -> None:
    filler = ", được các cấp ủy ghi nhận là kết quả của việc chăm lo từ cơ sở suốt nhiều tháng liền trong năm vừa qua"
    verbs = ("kết nạp {} đảng viên", "kỷ luật {} đảng viên", "trao {} Huy hiệu Đảng", "kiểm tra {} chi bộ", "giám sát {} chi bộ")
    told = points(" ".join(f"Toàn huyện đã {verb.format(100 + at)}{filler if at % 2 else ''}." for at, verb in enumerate(verbs * 3)))
    assert 3 <= len(told) <= 5
    assert sum(len(point.split()) for point in (TITLE, *told)) <= MAX_WORDS


def test_a_short_article_without_metrics_is_told_by_its_sentences() -> None:
    told = points(
        "Sáng nay, Huyện ủy mở hội nghị tổng kết công tác xây dựng Đảng. Các chi bộ, đảng bộ nêu nhiều cách làm hay về công tác đảng viên."
    )
    assert told == (
        "Sáng nay, Huyện ủy mở hội nghị tổng kết công tác xây dựng Đảng.",
        "Các chi bộ, đảng bộ nêu nhiều cách làm hay về công tác đảng viên.",
    )


def test_an_article_of_one_long_sentence_is_told_by_it() -> None:
    last = "được các cấp ủy ghi nhận là kết quả của việc chăm lo từ cơ sở suốt nhiều tháng liền của từng chi bộ ở các thôn bản vùng xa"
    text = f"Trong năm, Đảng bộ đã trao Huy hiệu Đảng cho 301 đảng viên có từ 30 năm tuổi Đảng trở lên, {last}."
    assert points(text) == (text,)


def chances(text: str) -> dict[str, float]:
    article = load_text(TITLE + text)
    read = figures.read(article.text)
    by_id = {figure.id: figure for figure in read}
    return {by_id[number].text: chance for number, chance in salience(rules.answer(article, read, TASK).labels, by_id, TASK).items()}


@pytest.mark.parametrize(
    ("text", "more", "less"),
    [
        ("Huyện kết nạp 128 đảng viên. Riêng xã Mây kết nạp 7 đảng viên.", "128", "7"),
        ("Huyện kết nạp 128 đảng viên, trong đó có 31 nữ.", "128", "31"),
        ("Huyện kỷ luật 19 đảng viên, trong đó khiển trách 12.", "19", "12"),
        ("Đảng bộ hiện có 45 tổ chức cơ sở đảng. Huyện ủy ban hành 31 văn bản hướng dẫn.", "45", "31"),
        ("Có 41/45 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ, 38 chi bộ hoàn thành tốt nhiệm vụ.", "41/45", "38"),
        ("Huyện kết nạp 128 đảng viên, tăng 12 đảng viên so với năm 2022.", "128", "12"),
    ],
)
def test_what_a_summary_tells_before_what(text: str, more: str, less: str) -> None:
    found = chances(text)
    assert 0 < found[less] < found[more] < 1


def test_the_longest_beginning_of_a_code_weighs() -> None:
    weights = {"rating": 0.5, "rating.orgs": 1.5}
    assert [of_code(code, weights) for code in ("rating.orgs.good", "rating.cells.good", "other")] == [1.5, 0.5, 0.0]


def test_every_weight_of_the_task_is_of_a_code() -> None:
    assert all(any(code.startswith(start) for code in TASK.by_code) for start in TASK.salience)


def test_what_the_task_words_holds_no_name_that_an_article_may_lack() -> None:
    worded = [sentence.frame.format(", ".join(sentence.phrases.values())) for sentence in TASK.sentences]
    capitals = {word for words in worded for word in re.findall(r"(?<=\s)[A-ZĐ]\w*", words)}
    assert capitals <= {"Đảng"}
