"""Of which part, and of which body, a figure of a report is."""

import pytest

from llm_extract import engines, pipeline, tasks
from llm_extract.loading import load_text
from llm_extract.tasks.party_building.schema import Metric, PartyBuilding

TITLE = "Đảng bộ huyện Mường Khê tổng kết công tác xây dựng Đảng năm 2023\n\nNgày 5/1, Huyện ủy Mường Khê tổ chức hội nghị.\n\n"


def metrics(body: str) -> tuple[Metric, ...]:
    data = pipeline.run(load_text(TITLE + body), tasks.get("party_building"), engines.get("rules")).data
    assert isinstance(data, PartyBuilding)
    return data.metrics


@pytest.mark.parametrize(
    ("body", "groups"),
    [
        ("Huyện ủy ban hành 58 văn bản, gồm 2 chỉ thị, 11 kế hoạch và 45 văn bản khác.", [None, "chỉ thị", "kế hoạch", "khác"]),
        (
            "Trung tâm mở 63 lớp bồi dưỡng, trong đó lớp bồi dưỡng nhận thức về Đảng 21 lớp, lớp đảng viên mới 15 lớp.",
            [None, "bồi dưỡng nhận thức về Đảng", "đảng viên mới"],
        ),
        (
            "Huyện luân chuyển 146 cán bộ, chia ra: tỉnh về huyện 31, huyện về xã 78, xã lên huyện 37.",
            [None, "tỉnh về huyện", "huyện về xã", "xã lên huyện"],
        ),
        (
            "Huyện luân chuyển 8 cán bộ, gồm 5 đồng chí từ tỉnh về huyện, 3 đồng chí từ huyện về tỉnh.",
            [None, "từ tỉnh về huyện", "từ huyện về tỉnh"],
        ),
        (
            "Toàn huyện đăng ký 1.486 mô hình, gồm kinh tế 572, văn hóa - xã hội 498, quốc phòng - an ninh 216.",
            [None, "kinh tế", "văn hóa - xã hội", "quốc phòng - an ninh"],
        ),
        ("Huyện kết nạp 60 đảng viên, có 21 đảng viên là người dân tộc ít người.", [None, "dân tộc ít người"]),
        ("Có 21 đảng viên được tặng Huy hiệu 40, 30 năm tuổi Đảng.", ["40, 30 năm tuổi Đảng"]),
        (
            "Có 3 đảng viên nhận huy hiệu 55 tuổi Đảng, 8 đảng viên nhận huy hiệu 50, 45 và 30 năm tuổi Đảng.",
            ["55 tuổi Đảng", "50, 45 và 30 năm tuổi Đảng"],
        ),
        ("Huyện ủy trao tặng, truy tặng 132 Huy hiệu Đảng, trong đó truy tặng 4.", [None, "truy tặng"]),
        ("Toàn huyện kết nạp 60 đảng viên, trong đó năm 2022 là 20 đảng viên.", [None, None]),
        (
            "Bầu 1.869 cấp ủy viên, trong đó, khối xã 1.685 đồng chí, khối cơ quan 184 đồng chí.",
            [None, "khối xã", "khối cơ quan"],
        ),
        (
            "Huyện kết nạp 60 đảng viên; mở 12 lớp, trong đó lớp đảng viên mới 5 lớp; xây dựng 7 mô hình, gồm kinh tế 4, văn hóa 3.",
            [None, None, "đảng viên mới", None, "kinh tế", "văn hóa"],
        ),
        ("Đại hội bầu 50 cấp ủy viên, trong đó tái cử 41.", [None, "tái cử"]),
        (
            "Tổng số 73 tổ chức đảng được giám sát, trong đó cấp ủy cơ sở tiến hành giám sát 67 tổ chức.",
            [None, "cấp ủy cơ sở"],
        ),
        ("Huyện kết nạp 67 đảng viên, gồm 35 đảng viên trong độ tuổi Đoàn.", [None, "trong độ tuổi Đoàn"]),
        (
            "Vi phạm những điều đảng viên không được làm có 15, phẩm chất đạo đức, lối sống có 14.",
            ["những điều đảng viên không được làm", "phẩm chất đạo đức, lối sống"],
        ),
        ("Có 8.255 lượt cán bộ, đảng viên, đoàn viên, hội viên học nghị quyết.", [None]),
        ("Chuyển đảng chính thức cho 32 đảng viên dự bị.", [None]),
        ("Đảng bộ hiện có 50 đảng viên dự bị.", ["dự bị"]),
        ("Xét theo nội dung, có 4 trường hợp vi phạm chính sách dân số.", ["vi phạm chính sách dân số"]),
        ("Trao 37 Huy hiệu Đảng: loại 30 năm 22 đồng chí, 40 năm: 11, 4 đồng chí 50 năm.", [None, "30 năm", "40 năm", "50 năm"]),
        (
            "Huyện kết nạp 60 đảng viên, có 12 đồng chí là người M'Nông, 9 người Bru - Vân Kiều.",
            [None, "người M'Nông", "người Bru - Vân Kiều"],
        ),
        ("Trao Huy hiệu 70 năm cho 5 đảng viên, huy hiệu 65 năm cho 4 đảng viên.", ["70 năm", "65 năm"]),
        ("Huyện kết nạp 60 đảng viên, 41 đồng chí có trình độ đại học trở lên.", [None, "trình độ đại học trở lên"]),
        ("Từ nay đến cuối năm, huyện phấn đấu kết nạp 60 đảng viên nữa.", [None]),
        ("Huyện kết nạp 60 đảng viên, có 12 người dân tộc Lào.", [None, "dân tộc Lào"]),
        ("Toàn huyện kết nạp 60 đảng viên, trong đó quý IV kết nạp 20 đảng viên.", [None, None]),
        ("Huyện kết nạp 60 đảng viên, gồm 20 đảng viên năm 2022.", [None, None]),
        ("Huyện kết nạp 60 đảng viên (trong đó có 9 nữ), cơ sở bãi ngang kết nạp 4 đảng viên.", [None, "nữ", None]),
        (
            "Huyện kết nạp 60 đảng viên, trong đó nam 40, nữ 20; dân tộc Tày 33, dân tộc Nùng 27.",
            [None, "nam", "nữ", "dân tộc Tày", "dân tộc Nùng"],
        ),
        ("Toàn huyện kết nạp 60 đảng viên, xã Nậm Lúc kết nạp 70 đảng viên.", [None, None]),
    ],
)
def test_words_that_tell_a_part_from_its_whole_are_its_group(body: str, groups: list[str | None]) -> None:
    assert [one.group for one in metrics(body)] == groups


def test_the_list_of_parts_goes_on_with_their_code() -> None:
    codes = [one.indicator for one in metrics("Huyện đăng ký 1.486 mô hình, gồm kinh tế 572, văn hóa 498; 60 mô hình được công nhận.")]
    assert codes == [*["models.registered"] * 3, "models.realized"]


@pytest.mark.parametrize(
    ("body", "scopes"),
    [
        ("UBKT Đảng ủy giải quyết 2 đơn tố cáo; Đảng bộ có 4 đảng viên bị kỷ luật.", ["UBKT Đảng ủy", None]),
        ("Chi bộ thôn Đông nay có 21 đảng viên; Đảng bộ huyện có 2.310 đảng viên.", ["Chi bộ thôn Đông", None]),
        ("UBKT Huyện ủy trực tiếp kiểm tra 4 tổ chức đảng; cấp ủy, UBKT các cấp kiểm tra 90 tổ chức đảng.", ["UBKT Huyện ủy", None]),
        ("Kết nạp đảng viên: Bố Trạch 412, Minh Hóa 118.", ["Bố Trạch", "Minh Hóa"]),
        ("Các đảng bộ Tân Dân, Dữu Lâu và Nông Trang có 75 đảng viên được kết nạp.", [None]),
        (
            "Huyện kết nạp 352 đảng viên; trong đó Trường Cao đẳng Y tế 14 đồng chí, Bệnh viện Đa khoa 36 đồng chí.",
            [None, "Trường Cao đẳng Y tế", "Bệnh viện Đa khoa"],
        ),
        ("Chi bộ thôn Đông nay có 21 đảng viên, toàn huyện có 2.310 đảng viên.", ["Chi bộ thôn Đông", None]),
        ("Đảng bộ xã Nậm Lúc kết nạp 5 đảng viên, Huyện ủy mở 3 lớp bồi dưỡng.", ["Đảng bộ xã Nậm Lúc", None]),
        ("Đảng bộ xã Nậm Lúc kết nạp 5 đảng viên, trung tâm chính trị mở 3 lớp bồi dưỡng.", ["Đảng bộ xã Nậm Lúc", None]),
        ("Đảng ủy xã Nậm Lúc tự mở 3 lớp bồi dưỡng.", ["Đảng ủy xã Nậm Lúc"]),
        ("Chi bộ thôn Bến do đồng chí Bí thư Huyện ủy phụ trách kết nạp 4 đảng viên.", ["Chi bộ thôn Bến"]),
        ("Đảng bộ thị trấn Mường Khê có 120 đảng viên.", ["Đảng bộ thị trấn Mường Khê"]),
        ("Chi bộ thôn Mường có 12 đảng viên.", ["Chi bộ thôn Mường"]),
        ("UBKT Huyện ủy Mường Khê kiểm tra 4 tổ chức đảng.", ["UBKT Huyện ủy Mường Khê"]),
        ("Hội nghị Đảng bộ huyện đã khen thưởng 12 đảng viên.", [None]),
        ("Huyện Mường Khê kết nạp 12 đảng viên.", [None]),
        ("Cấp ủy, Ban Thường vụ Huyện ủy, Ủy ban Kiểm tra Huyện ủy đã kiểm tra 33 tổ chức đảng và 26 đảng viên.", [None, None]),
        (
            "Kỷ luật 19 đảng viên, trong đó: Ban Thường vụ Đảng ủy thi hành kỷ luật 2 trường hợp, UBKT Đảng ủy kỷ luật 3 trường hợp.",
            [None, "Ban Thường vụ Đảng ủy", "UBKT Đảng ủy"],
        ),
        (
            "Đảng bộ xã Nậm Lúc có 14 chi bộ, cấp ủy luôn quan tâm tạo nguồn, kết nạp 12 đảng viên.",
            ["Đảng bộ xã Nậm Lúc", "Đảng bộ xã Nậm Lúc"],
        ),
        ("Xã Nậm Lúc có 14 chi bộ, toàn xã có 312 đảng viên.", ["Xã Nậm Lúc", "Xã Nậm Lúc"]),
        ("Công ty Than Nậm Lúc có 14 chi bộ; Công ty kết nạp 12 đảng viên.", ["Công ty Than Nậm Lúc", "Công ty Than Nậm Lúc"]),
        ("Đảng bộ xã Nậm Lúc do đồng chí Lò Văn Tâm làm Bí thư kết nạp 12 đảng viên.", ["Đảng bộ xã Nậm Lúc"]),
        ("Chi bộ Công an xã Nậm Lúc trực thuộc Đảng ủy xã kết nạp 2 đảng viên.", ["Chi bộ Công an xã Nậm Lúc"]),
        ("Hội đồng nhân dân xã Nậm Lúc tổ chức 4 kỳ họp.", ["Hội đồng nhân dân xã Nậm Lúc"]),
        (
            "Đảng bộ thị trấn Suối Mơ có nhiều huy hiệu nhất với 41 người, tiếp đến là Đảng bộ xã Nậm Lúc 19 người.",
            ["Đảng bộ thị trấn Suối Mơ", "Đảng bộ xã Nậm Lúc"],
        ),
        ("Uỷ ban Kiểm tra Huyện uỷ tập trung kiểm tra 2 đảng viên.", ["Uỷ ban Kiểm tra Huyện uỷ"]),
        ("Huyện ủy Mường Khê vừa kết nạp 12 đảng viên.", [None]),
        ("Kiểm tra 35 tổ chức đảng, trong đó Ban Thường vụ Huyện ủy trực tiếp kiểm tra 14 tổ chức đảng.", [None, "Ban Thường vụ Huyện ủy"]),
        ("Kết nạp 352 đảng viên, trong đó Huyện ủy Mường Khê 36 đồng chí.", [None, None]),
        ("Đảng bộ huyện Mường Khê hiện có 2.310 đảng viên.", [None]),
        ("Huyện ủy Mường Khê kết nạp 41 đảng viên.", [None]),
    ],
)
def test_a_body_other_than_the_documents_own_is_the_scope(body: str, scopes: list[str | None]) -> None:
    found = metrics(body)
    assert [one.scope for one in found] == scopes
    assert not any(one.group for one in found)
