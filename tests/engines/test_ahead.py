"""What a report says is to be done next."""

import pytest

from llm_extract import engines, pipeline, tasks
from llm_extract.loading import load_text
from llm_extract.tasks.party_building.schema import PartyBuilding

REPORT = """Đảng bộ huyện Mường Khê tổng kết công tác xây dựng Đảng năm 2023

Ngày 5/1, Huyện ủy Mường Khê tổ chức hội nghị. Trong năm, huyện kết nạp 128 đảng viên, đạt 102% kế hoạch.

Sinh hoạt chi bộ có nơi còn tẻ nhạt.

"""


def to_do(last: str) -> tuple[str, ...]:
    data = pipeline.run(load_text(REPORT + last), tasks.get("party_building"), engines.get("rules")).data
    assert isinstance(data, PartyBuilding)
    return data.tasks


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        (
            "Kết luận hội nghị, đồng chí Bí thư Huyện ủy yêu cầu các chi bộ nâng chất lượng sinh hoạt; rà soát đảng viên đi làm ăn xa.",
            ("các chi bộ nâng chất lượng sinh hoạt", "rà soát đảng viên đi làm ăn xa"),
        ),
        ("Sáu tháng cuối năm, Huyện ủy phấn đấu kết nạp ít nhất 70 đảng viên.", ("kết nạp ít nhất 70 đảng viên",)),
        (
            "Chỉ tiêu năm 2024:\n- Kết nạp từ 130 đảng viên trở lên.\n- Mở thêm 4 lớp bồi dưỡng.",
            ("Kết nạp từ 130 đảng viên trở lên", "Mở thêm 4 lớp bồi dưỡng"),
        ),
        ("Năm 2022, huyện kết nạp 120 đảng viên, chỉ tiêu là 118 đảng viên.", ()),
        ("Các đảng viên trẻ đã nêu tinh thần phấn đấu, rèn luyện.", ()),
        ("Sáu tháng cuối năm 2022, huyện đã kết nạp 70 đảng viên là quần chúng ưu tú.", ()),
        ("Tại giao ban báo chí, các chi bộ nêu nhiều việc khó.", ()),
        ("Năm 2022, chỉ tiêu kết nạp là 118 đảng viên.", ()),
        (
            "Tiếp tục đổi mới sinh hoạt, đáp ứng yêu cầu nhiệm vụ trong tình hình mới.",
            ("Tiếp tục đổi mới sinh hoạt, đáp ứng yêu cầu nhiệm vụ trong tình hình mới",),
        ),
        (
            "Thời gian tới, giải quyết các đề nghị của đảng viên ngay tại chi bộ.",
            ("Thời gian tới, giải quyết các đề nghị của đảng viên ngay tại chi bộ",),
        ),
        ("Tăng cường bồi dưỡng ý chí phấn đấu cho đảng viên trẻ.", ("Tăng cường bồi dưỡng ý chí phấn đấu cho đảng viên trẻ",)),
        ("Huyện mở 4 lớp bồi dưỡng đảng viên mới. Triển khai có hiệu quả việc học tập và làm theo Bác.", ()),
        ("Phần lớn tập trung vào các vi phạm: đạo đức, lối sống của đảng viên: 14 đồng chí; dân số: 12 đồng chí.", ()),
        ("Năm 2023, tập trung lãnh đạo xây dựng Đảng, kết nạp đảng viên ở vùng khó.", ()),
        ("Chiều 16/1, Huyện ủy tổ chức hội nghị tổng kết công tác năm; triển khai phương hướng, nhiệm vụ năm 2024.", ()),
        (
            "Dự hội nghị, đồng chí Bí thư Huyện ủy yêu cầu các cấp ủy tiếp tục nâng cao chất lượng sinh hoạt chi bộ.",
            ("các cấp ủy tiếp tục nâng cao chất lượng sinh hoạt chi bộ",),
        ),
        (
            "Năm 2023, huyện kết nạp 120 đảng viên. Năm 2024, phấn đấu kết nạp 130 đảng viên. Tăng cường kiểm tra, giám sát các chi bộ.",
            ("kết nạp 130 đảng viên", "Tăng cường kiểm tra, giám sát các chi bộ"),
        ),
        (
            "Nhiệm vụ những tháng cuối năm: kết nạp đủ 130 đảng viên.",
            ("Nhiệm vụ những tháng cuối năm: kết nạp đủ 130 đảng viên",),
        ),
        (
            "Qua kiểm tra 12 tổ chức đảng, đồng chí yêu cầu: đổi mới sinh hoạt chi bộ; tăng cường kiểm tra, giám sát.",
            ("đổi mới sinh hoạt chi bộ", "tăng cường kiểm tra, giám sát"),
        ),
        (
            "Phương hướng năm 2024, Đảng bộ tiếp tục thực hiện nghị quyết, giải quyết những tồn tại mà Huyện ủy đã chỉ ra.",
            ("Phương hướng năm 2024, Đảng bộ tiếp tục thực hiện nghị quyết, giải quyết những tồn tại mà Huyện ủy đã chỉ ra",),
        ),
        ("Sáng 16/7, Huyện ủy họp bàn triển khai nhiệm vụ sáu tháng cuối năm.", ()),
    ],
)
def test_what_is_asked_and_what_is_to_be_reached(last: str, wanted: tuple[str, ...]) -> None:
    assert to_do(last) == wanted
