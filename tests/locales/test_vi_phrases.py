"""Vietnamese phrases in which a figure is easily taken for a name, a date or an amount of something else, or the other way round."""

import pytest

from llm_extract import figures


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("hỗ trợ mức 50 triệu đồng/nhà", ["50 triệu đồng"]),
        ("Tỉnh đã cấp 20 tỷ đồng cho các xã", ["20 tỷ đồng"]),
        ("vay ở mức 15 - 20 triệu đồng", ["15 - 20 triệu đồng"]),
        ("dự án 15 tỷ đồng", ["15 tỷ đồng"]),
        ("mở rộng đường 5m", ["5"]),
        ("trồng vùng 20 ha", ["20"]),
        ("xét cấp 12 thẻ đảng viên", ["12"]),
        ("nâng cấp 5 phòng học", ["5"]),
        ("bệnh viện 12 giường", ["12"]),
        ("trình độ cao cấp 12, trung cấp 45, sơ cấp 10", ["12", "45", "10"]),
        ("bộ đội 12, công an 5", ["12", "5"]),
        ("Công đoàn 45 đồng chí", ["45"]),
        ("trưởng thôn 12, bí thư 10", ["12", "10"]),
        ("ban hành 12 nghị quyết, 15 kế hoạch, 8 thông báo, 24 công văn", ["12", "15", "8", "24"]),
        ("theo báo cáo, 12 cơ sở đảng", ["12"]),
        ("quân số 120 đồng chí", ["120"]),
        ("trong đó số 45 đảng viên dự bị", ["45"]),
        ("dự đại hội 250 đại biểu", ["250"]),
        ("đào tạo 2 khóa 150 học viên", ["2", "150"]),
        ("đoàn 45 đại biểu", ["45"]),
        ("bị kỉ luật 5, trong đó khiển trách 3", ["5", "3"]),
        ("Thôn 5: 25 đảng viên", ["25"]),
        ("ấp 2:30 đảng viên", ["30"]),
        ("lương tháng 5 triệu đồng", ["5 triệu đồng"]),
        ("mỗi tháng 5 đảng viên", ["5"]),
        ("mỗi ngày 25 hồ sơ", ["25"]),
        ("trong 6 tháng 12 đảng viên", ["12"]),
        ("kinh phí: 2015 triệu đồng", ["2015 triệu đồng"]),
        ("chỉ tiêu 2000 ha", ["2000"]),
        ("và 1950 em học sinh", ["1950"]),
        ("mỗi năm 2000 lao động", ["2000"]),
        ("có từ 1900-2000 đảng viên", ["1900-2000"]),
        ("đã kết nạp 20/10, đạt 200%", ["20/10", "200%"]),
        ("tăng từ 5/6 lên 6/6 chi bộ", ["5/6", "6/6"]),
        ("trao tặng Huy hiệu Đảng 12", ["12"]),
        ("Xã Tân An 15 125 8 98,5%", ["15", "125", "8", "98,5%"]),
        ("có 12 345 đảng viên", ["12 345"]),
        ("kết nạp45 đảng viên, đạt97,5%", ["45", "97,5%"]),
        ("huyện Tân Phú-125 đảng viên", ["125"]),
        ("bình quân 4.0 đảng viên", ["4.0"]),
    ],
)
def test_what_counts(text: str, amounts: list[str]) -> None:
    assert [figure.text for figure in figures.read(text, "vi") if figure.counts] == amounts


@pytest.mark.parametrize(
    "text",
    [
        "Chi bộ 3, Đảng bộ phường 5",
        "cấp 3 trở lên",
        "khóa 18 đảng bộ",
        "đại hội lần thứ 12 đảng bộ huyện",
        "chương trình 5 năm",
        "theo quy định, 30 ngày",
        "đợt 3 năm 2022",
        "lúc 7:30",
        "Tính đến 1/6, toàn Đảng bộ",
        "tính đến 30-6, toàn tỉnh",
        "đến 31-12",
        "ngày 3 tháng 2",
        "nhiệm kỳ 2020-2025 đảng bộ",
        "NQ 04 và QĐ 37",
        "các thôn 1, 2, 3 và 5",
        "theo Điều 5, 6, 7",
        "(SN 1985)",
        "11 tháng 2022",
        "gọi (0203) 3835115",
        "Nếu không có đảng viên gương mẫu thì khó",
        "công nghiệp 4.0",
        "COVID-19",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert [figure.text for figure in figures.read(text, "vi") if figure.counts] == []


@pytest.mark.parametrize(
    ("text", "value", "high", "money"),
    [
        ("doanh thu 350trđ", "350000000", None, True),
        ("thu 1,2 tỷđ", "1200000000", None, True),
        ("hỗ trợ 10 - 15tr/hộ", "10000000", "15000000", True),
        ("ủng hộ 500.000 đồng bằng tiền mặt", "500000", None, True),
        ("1,2 triệu dân", "1200000", None, False),
        ("45 đồng  chí nữ", "45", None, False),
        ("12 đ.chí", "12", None, False),
        ("45 đ/v", "45", None, False),
        ("chỉ đạt 98, 5% kế hoạch", "98.5", None, False),
        ("5.0 triệu đồng", "5000000", None, True),
    ],
)
def test_the_value(text: str, value: str, high: str | None, *, money: bool) -> None:
    (figure,) = figures.read(text, "vi")
    assert figure.value is not None
    assert (f"{figure.value.normalize():f}", figure.high and f"{figure.high.normalize():f}", figure.money) == (value, high, money)
