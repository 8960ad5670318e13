import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from .sample import Doc, codes, findings, texts


def test_the_finding_names_the_whole_and_its_parts() -> None:
    text = (
        "Đảng bộ huyện hiện có 54 tổ chức cơ sở đảng, trong đó, có 41 chi bộ cơ sở, 18 Đảng bộ, 230 chi bộ trực thuộc, với 3.872 đảng viên."
    )
    (finding,) = findings(text)
    assert (finding.code, finding.severity, finding.origin) == ("parts.mismatch", "warning", "article")
    assert texts(text, finding) == ["54", "41", "18"]
    assert finding.message == "54 tổ chức cơ sở đảng: its parts 41 + 18 add up to 59."
    assert finding.message_vi == "54 tổ chức cơ sở đảng: các phần 41 + 18 cộng lại bằng 59."


@pytest.mark.parametrize(
    "text",
    [
        "Toàn huyện có 40 tổ chức cơ sở đảng, gồm 12 đảng bộ và 29 chi bộ cơ sở.",
        "Toàn huyện có 40 tổ chức cơ sở đảng (12 đảng bộ cơ sở, 27 chi bộ cơ sở), 210 chi bộ trực thuộc.",
        "Đảng bộ huyện có 40 tổ chức cơ sở đảng. Trong đó, có 15 đảng bộ, 28 chi bộ cơ sở.",
        "Đảng bộ huyện có 40 tổ chức cơ sở đảng. Cụ thể: 11 đảng bộ, 28 chi bộ cơ sở.",
        "Có 3.400 đảng viên thuộc 40 tổ chức cơ sở đảng, trong đó có 15 đảng bộ, 28 chi bộ cơ sở.",
        "Thi hành kỷ luật 12 đảng viên, trong đó khiển trách 8, cảnh cáo 3, cách chức 1, khai trừ 1.",
        "Thi hành kỷ luật 12 đảng viên, trong đó khiển trách 8 đồng chí, cảnh cáo 6 đồng chí.",
        "Thi hành kỷ luật 14 đảng viên. Trong đó: khiển trách 11 đảng viên, cảnh cáo 4 đảng viên.",
        "Kỷ luật 52 đảng viên (khiển trách 40, cảnh cáo 9, cách chức 2, khai trừ 2).",
        "Qua đó, kỷ luật 9 tổ chức đảng cùng 287 đảng viên, với các hình thức: khiển trách 171, cảnh cáo 79, cách chức 8, khai trừ 31.",
        "Khen thưởng 42 tập thể, cá nhân, gồm 12 tập thể và 31 cá nhân.",
        "Tiếp nhận 45 đơn thư, gồm tố cáo 12 đơn, khiếu nại 8 đơn, phản ánh 26 đơn.",
        "Huyện mở 15 lớp bồi dưỡng cho 1.030 học viên, gồm 5 lớp nhận thức về Đảng, 4 lớp đảng viên mới, 7 lớp chuyên đề.",
        "Trao Huy hiệu Đảng cho 58 đảng viên, gồm 3 Huy hiệu 70 năm, 15 Huy hiệu 60 năm, 20 Huy hiệu 50 năm, 21 Huy hiệu 40 năm.",
        "Đợt này có 418 đảng viên nhận Huy hiệu, trong đó trao tặng 400, truy tặng 17 đồng chí.",
        "Toàn đảng bộ có 512 chi bộ, gồm 300 chi bộ thôn, 112 chi bộ cơ quan, 60 chi bộ trường học, 42 chi bộ doanh nghiệp.",
        "Thành lập mới 9 tổ chức đảng, chia ra 3 đảng bộ và 7 chi bộ.",
        # no word announces the parts, but they exclude each other
        "Thi hành kỷ luật 148 đảng viên; hình thức khiển trách 101, cảnh cáo 33, cách chức 3, khai trừ 12.",
        "Có 318 cán bộ được nhận xét; xuất sắc 58 cán bộ, tốt 253 cán bộ, hoàn thành 8 cán bộ, không hoàn thành 1 cán bộ.",
        "Có 7 tổ chức đảng bị kỷ luật (khiển trách: 5; cảnh cáo: 4).",
        "Đến nay 487/512 chi bộ đã đại hội. Chia theo loại hình: chi bộ xã, thị trấn 268; chi bộ cơ quan 141; chi bộ doanh nghiệp 88.",
        "Có 72 cấp ủy viên bị kỷ luật, gồm 2 huyện ủy viên, 31 đảng ủy viên và 38 chi ủy viên.",
        "Giám sát 33 đảng viên; kỷ luật 8 đảng viên, tăng 3 trường hợp, trong đó 7 bị khiển trách, 2 bị cảnh cáo, 1 bị khai trừ.",
        "Bổ nhiệm, điều động 58 cán bộ, gồm: bổ nhiệm 21, điều động 16, luân chuyển 19.",
    ],
)
def test_parts_that_do_not_add_up(text: str) -> None:
    assert codes(text) == ["parts.mismatch"]


@pytest.mark.parametrize(
    "text",
    [
        "Có 62 tổ chức được đánh giá: 12 tổ chức xuất sắc, 57 tổ chức hoàn thành tốt trở lên, 5 tổ chức hoàn thành.",
        # complete and right, whichever number is the whole and wherever the list ends
        "Toàn huyện có 40 tổ chức cơ sở đảng, trong đó có 12 đảng bộ, 28 chi bộ; 210 chi bộ trực thuộc; 3.400 đảng viên.",
        "Toàn huyện có 40 tổ chức cơ sở đảng với 210 chi bộ trực thuộc, gồm 12 đảng bộ và 28 chi bộ cơ sở.",
        "Đảng bộ có 712 tổ chức cơ sở đảng, giảm 21 so với đầu năm, chia ra 298 đảng bộ cơ sở và 414 chi bộ cơ sở.",
        "Kỷ luật 52 đảng viên (tăng 4 đảng viên so với cùng kỳ), gồm khiển trách 40, cảnh cáo 9, cách chức 1, khai trừ 2.",
        "Có 214/612 tổ chức cơ sở đảng đã đại hội (34,97%), gồm 61 đảng bộ và 153 chi bộ cơ sở; có 6 đảng bộ bầu trực tiếp bí thư.",
        "Đến quý I có 787 tổ chức cơ sở đảng. Cụ thể: 518 chi bộ cơ sở (tăng 3) và 269 đảng bộ cơ sở (tăng 8).",
        "Kiểm tra 74 đảng viên; kỷ luật 8 đảng viên, tăng 3 trường hợp, trong đó 5 bị khiển trách, 2 bị cảnh cáo, 1 bị khai trừ.",
        # parts that overlap, or are not said to be all
        "Toàn tỉnh kết nạp 1.200 đảng viên, trong đó nữ 640, dân tộc thiểu số 300, đoàn viên 900, tôn giáo 120.",
        "Toàn tỉnh kết nạp 1.200 đảng viên, gồm 640 nữ, 300 người dân tộc thiểu số, 900 đoàn viên.",
        "Thi hành kỷ luật 12 đảng viên, trong đó khiển trách 8, cảnh cáo 3.",
        "Thi hành kỷ luật 12 đảng viên, trong đó có 5 cấp ủy viên, bằng hình thức khiển trách 8, cảnh cáo 3, khai trừ 1.",
        "Chi bộ có 25 đảng viên (13 nữ, 5 dự bị).",
        "Toàn huyện có 3.161 đảng viên; xuất sắc 400, tốt 2.500, hoàn thành 200, không hoàn thành 5.",
        # other things
        "Có 12 tập thể và 30 cá nhân được khen thưởng, trong đó 5 tập thể và 10 cá nhân được tỉnh khen.",
        "Năm 2022 có 45 chi bộ, năm 2023 có 47 chi bộ hoàn thành tốt nhiệm vụ, trong đó có 20 chi bộ hoàn thành xuất sắc.",
        "Huyện mở 15 lớp, gồm 5 lớp nhận thức về Đảng với 320 học viên, 4 lớp đảng viên mới với 210 học viên và 6 lớp chuyên đề.",
        "Có 3 xã thành lập đoàn kiểm tra, mỗi đoàn gồm 5 đồng chí, 2 lái xe.",
        "Kỷ luật 4 tổ chức, 36 đảng viên, gồm khiển trách 3 tổ chức, 25 đảng viên; cảnh cáo 1 tổ chức, 8 đảng viên; khai trừ 3 đảng viên.",
        "Có 10 tập thể, 15 cá nhân được khen, gồm 5 tập thể, 7 cá nhân học tập Bác; 5 tập thể, 8 cá nhân xây dựng Đảng.",
        "Ban hành 45 văn bản, gồm 3 nghị quyết, 12 kế hoạch, 20 công văn và nhiều văn bản khác.",
        "Toàn tỉnh có 18 đảng bộ với 612 tổ chức cơ sở đảng, trong đó có 250 đảng bộ cơ sở, 362 chi bộ cơ sở và 2.900 chi bộ trực thuộc.",
        # what is said to be part of it is a change
        "Huyện luân chuyển 20 cán bộ, trong đó, bố trí chức vụ cao hơn 9 đồng chí.",
    ],
)
def test_consistent_and_open_lists_give_nothing(text: str) -> None:
    assert codes(text) == []


@given(st.integers(3, 400), st.integers(3, 400), st.integers(-40, 40))
def test_bodies_are_compared_exactly(committees: int, cells: int, off: int) -> None:
    text = f"Đảng bộ tỉnh có {committees + cells + off} tổ chức cơ sở đảng, gồm {committees} đảng bộ và {cells} chi bộ cơ sở."
    assume(committees + cells + off > 0)
    assert codes(text) == (["parts.mismatch"] if off else [])


def test_one_part_larger_than_the_whole() -> None:
    text = "Chi bộ có 25 đảng viên, trong đó có 31 đảng viên nữ."
    (finding,) = findings(text)
    assert (finding.code, texts(text, finding)) == ("parts.larger", ["25", "31"])


def test_a_division_over_two_sentences_that_ends_with_the_rest() -> None:
    text = (
        "Đợt này có 318 đảng viên nhận Huy hiệu: 301 đồng chí được trao tặng, 17 đồng chí được truy tặng.\n"
        "Danh sách trao tặng chia theo mốc như sau: 9 đồng chí 70 năm, 16 đồng chí 65 năm, 44 đồng chí 60 năm. "
        "Đông hơn cả là mốc 50 năm (97 người); còn lại mốc 45 năm 61 người, mốc 40 năm {} người."
    )
    assert codes(text.format(74)) == []
    (finding,) = findings(text.format(79))
    assert finding.code == "parts.mismatch"
    assert texts(text.format(79), finding) == ["301", "9", "16", "44", "97", "61", "79"]


def test_two_numbers_divided_at_once() -> None:
    text = (
        "Các trung tâm mở 684 lớp với 71.325 học viên. Chia theo đối tượng: nhận thức về Đảng 118 lớp, 7.842 học viên; "
        "đảng viên mới 87 lớp, 5.316 học viên; cấp ủy viên 94 lớp, 10.045 học viên; số còn lại 385 lớp, {} học viên."
    )
    assert codes(text.format("48.122")) == []
    (finding,) = findings(text.format("48.222"))
    assert texts(text.format("48.222"), finding) == ["71.325", "7.842", "5.316", "10.045", "48.222"]


def test_page_furniture_is_not_added_up() -> None:
    text = "Hội nghị bế mạc.\nBình chọn: 40 tổ chức cơ sở đảng, gồm 12 đảng bộ và 29 chi bộ cơ sở."
    assert codes(text) == ["parts.mismatch"]
    assert codes(text, doc=Doc(furniture=((text.split("\n")[1], "poll"),))) == []
