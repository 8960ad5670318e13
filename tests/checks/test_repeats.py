import pytest

from .sample import Doc, Tag, codes, findings, texts

BODY = "\n\nTheo báo cáo, Đảng bộ tỉnh có 6.110 đảng viên được đánh giá, xếp loại trong năm."


def headline(title: str) -> list[str]:
    return codes(title + BODY, doc=Doc(title=title))


@pytest.mark.parametrize("number", ["6.100", "6.011", "6.101"])
def test_a_headline_that_differs_from_the_body(number: str) -> None:
    title = f"Đảng bộ tỉnh có {number} đảng viên được đánh giá"
    (finding,) = findings(title + BODY, doc=Doc(title=title))
    assert (finding.code, finding.origin) == ("repeat.headline", "article")
    assert texts(title + BODY, finding) == [number, "6.110"]


@pytest.mark.parametrize(
    "title",
    [
        "Đảng bộ tỉnh có hơn 6.100 đảng viên được đánh giá",
        "Đảng bộ tỉnh có gần 6.200 đảng viên được đánh giá",
        "Đảng bộ tỉnh có 6.110 đảng viên được đánh giá",
        "Đảng bộ tỉnh có 6.100 học viên được xếp loại",
        "Đảng bộ tỉnh có 2.500 đảng viên được đánh giá",
    ],
)
def test_rounded_right_and_other_headlines(title: str) -> None:
    assert headline(title) == []


def test_a_percentage_in_the_headline() -> None:
    body = "\n\nCó 79/85 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ (92,94%)."
    for number, expected in (("92,94%", []), ("92,49%", ["repeat.headline"])):
        title = f"{number} tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ"
        assert codes(title + body, doc=Doc(title=title)) == expected


def test_two_wholes_of_one_rating() -> None:
    text = "Có 79/85 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ; 05/86 tổ chức cơ sở đảng hoàn thành nhiệm vụ."
    (finding,) = findings(text)
    assert (finding.code, texts(text, finding)) == ("repeat.total", ["79/85", "05/86"])


@pytest.mark.parametrize(
    "text",
    [
        "Có 71/75 tập thể hoàn thành tốt nhiệm vụ; trong đó, 14/71 tập thể hoàn thành xuất sắc; 03/75 tập thể hoàn thành nhiệm vụ.",
        "Năm 2022 có 79/85 tổ chức đảng hoàn thành tốt nhiệm vụ, năm 2023 có 80/86 tổ chức đảng hoàn thành tốt nhiệm vụ.",
        "Có 79/85 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ; 80/86 tập thể lãnh đạo hoàn thành tốt nhiệm vụ.",
        "Xã An Hòa có 48/50 chi bộ đại hội, xã Tân Lập có 50/51 chi bộ đại hội.",
    ],
)
def test_wholes_of_other_things_or_times(text: str) -> None:
    assert codes(text) == []


def test_a_number_in_being_that_is_given_twice() -> None:
    text = "Đảng bộ có 4.288 đảng viên.\nĐến nay, Đảng bộ có 4.{} đảng viên đang sinh hoạt."
    for other, expected in (("288", []), ("298", ["repeat.stock"])):
        labels = (Tag("4.288", "structure.members"), Tag(f"4.{other}", "structure.members"))
        assert codes(text.format(other), *labels) == expected
    assert codes(text.format("298"), Tag("4.288", "structure.members"), Tag("4.298", "membership.admitted")) == []
