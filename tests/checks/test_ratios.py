import pytest

from .sample import Tag, codes, findings


@pytest.mark.parametrize("text", ["Có 91/85 tổ chức cơ sở đảng được đánh giá, xếp loại.", "Có 53/52 chi bộ đã đại hội."])
def test_a_part_larger_than_its_whole(text: str) -> None:
    assert codes(text) == []  # set aside as no figure of interest
    figure = text.split()[1]
    (finding,) = findings(text, Tag(figure, "rating.orgs.evaluated"))
    assert (finding.code, finding.origin) == ("ratio.over", "article")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Huyện kết nạp 150/120 đảng viên.", "membership.admitted"),
        ("Toàn ngành kết nạp 2.318/2.000 quần chúng, đạt 115,9%.", "membership.admitted"),
        ("Mở 15/12 lớp bồi dưỡng, vượt chỉ tiêu.", "training.classes"),
        ("Có 85/85 tổ chức được đánh giá.", "rating.orgs.evaluated"),
    ],
)
def test_a_plan_may_be_exceeded(text: str, code: str) -> None:
    figure = next(word for word in text.split() if "/" in word)
    assert codes(text, Tag(figure, code)) == []
