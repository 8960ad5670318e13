from .sample import Tag, codes, findings, texts

LEVELS = ("excellent", "good", "completed", "failed")


def tags(subject: str, *values: str) -> list[Tag]:
    return [Tag(value, f"rating.{subject}.{level}") for value, level in zip(values, LEVELS, strict=False)]


def test_levels_apart_add_up_to_those_evaluated() -> None:
    text = "Đánh giá {} chi bộ: hoàn thành xuất sắc 20, hoàn thành tốt 150, hoàn thành nhiệm vụ 12, không hoàn thành nhiệm vụ 3."
    whole = "rating.cells.evaluated"
    assert codes(text.format(185), Tag("185", whole), *tags("cells", "20", "150", "12", "3")) == []
    assert "parts.mismatch" in codes(text.format(186), Tag("186", whole), *tags("cells", "20", "150", "12", "3"))


def test_a_level_that_holds_the_one_above_is_no_contradiction() -> None:
    text = (
        "Có 85/85 tổ chức được xếp loại. Có 79/85 tổ chức hoàn thành tốt nhiệm vụ, trong đó 16/79 tổ chức hoàn thành xuất sắc; "
        "05/85 tổ chức hoàn thành nhiệm vụ; 01/85 tổ chức không hoàn thành nhiệm vụ."
    )
    labels = (Tag("85/85", "rating.orgs.evaluated"), *tags("orgs", "16/79", "79/85", "05/85", "01/85"))
    assert codes(text, *labels) == []
    upwards = (
        "Có 62 tổ chức được đánh giá: 12 tổ chức hoàn thành xuất sắc, 57 tổ chức hoàn thành tốt nhiệm vụ trở lên, 5 tổ chức hoàn thành."
    )
    assert codes(upwards, Tag("62", "rating.orgs.evaluated"), *tags("orgs", "12", "57", "5")) == []


def test_levels_over_a_shared_whole() -> None:
    text = "Có 59/62 tổ chức hoàn thành tốt nhiệm vụ, 5/62 tổ chức hoàn thành nhiệm vụ, 1/62 tổ chức không hoàn thành nhiệm vụ."
    labels = [Tag("59/62", "rating.orgs.good"), Tag("5/62", "rating.orgs.completed"), Tag("1/62", "rating.orgs.failed")]
    (finding,) = findings(text, *labels)
    assert (finding.code, finding.origin) == ("parts.mismatch", "article")
    assert texts(text, finding) == ["59/62", "5/62", "1/62"]


def test_levels_that_are_not_all_given_may_be_fewer() -> None:
    text = "Có 4.345 đảng viên được đánh giá, trong đó 524 đảng viên hoàn thành xuất sắc nhiệm vụ, 3.576 đảng viên hoàn thành tốt nhiệm vụ."
    assert codes(text, Tag("4.345", "rating.members.evaluated"), *tags("members", "524", "3.576")) == []


def test_labels_that_are_far_off_accuse_no_article() -> None:
    text = "Có 40 chi bộ được đánh giá: xuất sắc 20, tốt 350, trung bình 12, yếu 3."
    assert codes(text, Tag("40", "rating.cells.evaluated"), *tags("cells", "20", "350", "12", "3")) == []


def test_percentages_of_one_rating_are_no_more_than_a_hundred() -> None:
    text = "Đảng viên xếp loại: xuất sắc {}, tốt 78,2%, hoàn thành 4,2%, không hoàn thành 0,3%."
    assert codes(text.format("17,3%"), *tags("members", "17,3%", "78,2%", "4,2%", "0,3%")) == []
    assert codes(text.format("20,5%"), *tags("members", "20,5%", "78,2%", "4,2%", "0,3%")) == ["percent.sum"]


def test_percentages_may_hold_the_level_above() -> None:
    text = "Hoàn thành tốt nhiệm vụ trở lên 96,5%, trong đó xuất sắc 18,2%; hoàn thành nhiệm vụ 3,2%; không hoàn thành 0,3%."
    assert codes(text, *tags("members", "18,2%", "96,5%", "3,2%", "0,3%")) == []


def test_targets_are_bounds_and_need_not_add_up() -> None:
    text = "Phấn đấu 95% đảng viên hoàn thành tốt nhiệm vụ, 20% hoàn thành xuất sắc nhiệm vụ."
    labels = [Tag("95%", "rating.members.good", kind="target"), Tag("20%", "rating.members.excellent", kind="target")]
    assert codes(text, *labels) == []


def test_nobody_rates_more_than_all() -> None:
    assert codes("Có 104% đảng viên hoàn thành tốt nhiệm vụ.", Tag("104%", "rating.members.good")) == ["percent.over"]
    assert codes("Kết nạp đảng viên đạt 104% kế hoạch.", Tag("104%", "membership.growth")) == []
