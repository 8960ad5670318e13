from decimal import Decimal
from unicodedata import normalize

import pytest
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from llm_extract import figures
from llm_extract.loading import load_text
from llm_extract.models import Figure


def one(text: str) -> Figure:
    found = figures.read(text)
    assert len(found) == 1, [figure.text for figure in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "shown", "kind", "value"),
    [
        ("có 6.110 đảng viên", "6.110", "count", "6110"),
        ("còn 05 tập thể", "05", "count", "5"),
        ("được 15tr từ quỹ", "15tr", "money", "15000000"),
        ("góp 100k mỗi người", "100k", "money", "100000"),
        ("có 100k đảng viên", "100k", "count", "100000"),
        ("lãi 10%/năm", "10%", "percent", "10"),
        ("gần 1,5 tỷ đồng", "1,5 tỷ đồng", "money", "1500000000"),
        ("ủng hộ 3 triệu 200 nghìn đồng", "3 triệu 200 nghìn đồng", "money", "3200000"),
        ("doanh thu hơn 11 nghìn tỷ đồng", "11 nghìn tỷ đồng", "money", "11000000000000"),
        ("doanh thu 11 ngàn tỉ", "11 ngàn tỉ", "money", "11000000000000"),
        ("tín dụng 12,5 triệu tỷ đồng", "12,5 triệu tỷ đồng", "money", "12500000000000000"),
        ("huy động 2 nghìn 500 tỷ đồng", "2 nghìn 500 tỷ đồng", "money", "2500000000000"),
        ("góp 2 trăm triệu đồng", "2 trăm triệu đồng", "money", "200000000"),
        ("có 3 chục nghìn hội viên", "3 chục nghìn", "count", "30000"),
        ("thêm 5 nghìn tỷ lệ", "5 nghìn", "count", "5000"),
        ("giúp 3 trăm hộ", "3 trăm", "count", "300"),
        ("thưởng 2 tỷ 350 triệu 500 nghìn đồng", "2 tỷ 350 triệu 500 nghìn đồng", "money", "2350500000"),
        ("trao 500.000 đồng", "500.000 đồng", "money", "500000"),
        ("có 80 đồng chí", "80", "count", "80"),
        ("Kết quả như sau\n80 đảng viên", "80", "count", "80"),
        ("nữ 871 đ/c", "871", "count", "871"),
        ("giá 5.000 đ/kg", "5.000 đ", "money", "5000"),
        ("bị kỷ luật 9; nhắc nhở", "9", "count", "9"),
        ("số tiêu biểu 10, khá", "10", "count", "10"),
        ("bị cảnh cáo (2) và khai trừ", "2", "count", "2"),
        ("đã cung cấp 12 thông tin", "12", "count", "12"),
        ("trên cơ bản 14 lớp", "14", "count", "14"),
        ("kế hoạch 120, thực hiện xong", "120", "count", "120"),
        ("kế hoạch 2000, thực hiện xong", "2000", "count", "2000"),
        ("kết nạp vượt kế hoạch 16.", "16", "count", "16"),
        ("trong tổng số 60 đảng viên", "60", "count", "60"),
        ("dân tộc thiểu số 45, đoàn viên", "45", "count", "45"),
        ("hơn 78 ngàn đảng viên", "78 ngàn", "count", "78000"),
        ("có hai mươi mốt đảng viên", "hai mươi mốt", "count", "21"),
        ("kết nạp năm đảng viên", "năm", "count", "5"),
        ("xây １２ căn nhà", "１２", "count", "12"),
        ("còn ½ số hộ", "½", "count", "0.5"),
        ("đạt 94.67%", "94.67%", "percent", "94.67"),
        ("đạt chín mươi phần trăm", "chín mươi phần trăm", "percent", "90"),
        ("được ba phần tư số hộ", "ba phần tư", "percent", "75"),
        ("không có đảng viên nào vi phạm", "không có", "count", "0"),
        ("chưa có tổ chức đảng nào bị kỷ luật", "chưa có", "count", "0"),
        ("không để chi bộ nào yếu kém", "không để", "count", "0"),
        ("Ban Thường vụ kết luận 05 đảng viên vi phạm", "05", "count", "5"),
        ("có 7 trong 8 làng đạt danh hiệu", "7 trong 8", "ratio", "7"),
        ("không tổ chức cơ sở đảng nào bị xếp yếu kém", "không", "count", "0"),
        ("huyện ko có TCCSĐ yếu kém", "ko có", "count", "0"),
        ("không còn khối thi đua chưa hoàn thành nhiệm vụ", "không còn", "count", "0"),
        ("trong đó, một đồng chí nhận Huy hiệu Đảng", "một", "count", "1"),
        ("cảnh cáo đối với hai Phó Chủ tịch UBND quận", "hai", "count", "2"),
        ("cảnh cáo ba lãnh đạo phường", "ba", "count", "3"),
        ("huyện mở một lớp bồi dưỡng cho đảng viên mới", "một", "count", "1"),
        ("Một đơn vị bị xếp ở mức không hoàn thành nhiệm vụ", "Một", "count", "1"),
        ("có 6,110 đảng viên", "6,110", "count", "6110"),
        ("đến hết năm tỷ lệ này đạt 90%", "90%", "percent", "90"),
        ("nhóm 5 tỷ trọng lớn nhất", "5", "count", "5"),
        ("tăng 0,32 điểm phần trăm so với cùng kỳ", "0,32 điểm phần trăm", "percent", "0.32"),
        ("giảm 2 điểm % trong quý", "2 điểm %", "percent", "2"),
    ],
)
def test_one_figure(text: str, shown: str, kind: str, value: str) -> None:
    figure = one(text)
    assert (figure.text, figure.type, figure.value) == (shown, kind, Decimal(value))


@pytest.mark.parametrize("text", ["Ngày đăng: 28/01/2019 | Lượt xem: 1.312", "Đã xem: 2317", "18:22 (GMT+7)  Số lần đọc : 96"])
def test_a_counter_of_a_page_counts_nothing_told(text: str) -> None:
    last = figures.read(text)[-1]
    assert (last.type, last.note) == ("document", "counter")


def test_a_class_before_a_year_is_no_month() -> None:
    assert [figure.iso for figure in figures.read("lớp đảng viên mới khóa 2, năm 2021")][-1] == "2021"
    assert figures.read("trong tháng 2, năm 2021")[0].iso == "2021-02"


@pytest.mark.parametrize(("text", "iso"), [("5 tháng đầu năm 2014", "2014-5M"), ("11 tháng đầu năm 2023", "2023-11M")])
def test_any_number_of_months(text: str, iso: str) -> None:
    assert figures.read(text)[0].iso == iso


@pytest.mark.parametrize(
    "text",
    [
        "Không phải con số nào cũng vui",
        "Một đảng viên trẻ kể lại",
        "không để tổ chức đảng ở bản xa chỉ họp cho có",
        "nơi không có trường học, yếu điện",
    ],
)
def test_what_is_not_said_to_be_none(text: str) -> None:
    assert figures.read(text) == ()


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("có 71/75 tập thể", 71, 75),
        ("có 6.027/6.110 đảng viên", 6027, 6110),
        ("còn 05/85 tổ chức", 5, 85),
        ("được 662 trong tổng số 686 hồ sơ", 662, 686),
        ("được một phần ba số hộ", 1, 3),
        ("“Hoàn thành nhiệm vụ” 01/85 tổ chức", 1, 85),
    ],
)
def test_ratios(text: str, part: int, whole: int) -> None:
    figure = one(text)
    assert figure.type == "ratio"
    assert figure.value == part
    assert figure.total == whole


@pytest.mark.parametrize(
    ("text", "low", "high", "percent"),
    [
        ("từ 15-20% tổ chức", 15, 20, True),
        ("từ 15% đến 20% tổ chức", 15, 20, True),
        ("khoảng 180 - 200 đảng viên", 180, 200, False),
        ("từ 2.000 đến 2.500 hội viên", 2000, 2500, False),
    ],
)
def test_ranges(text: str, low: int, high: int, percent: bool) -> None:  # noqa: FBT001
    figure = one(text)
    assert figure.type == figure.qualifier == "range"
    assert figure.value == low
    assert figure.high == high
    assert figure.percent is percent


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("từ 90% trở lên", "at_least"),
        ("90% trở lên tổ chức", "at_least"),
        ("ít nhất 140 đảng viên", "at_least"),
        ("không dưới 3%", "at_least"),
        ("không ít hơn 1.050 tổ chức", "at_least"),
        ("không nhiều hơn 20 cuộc", "at_most"),
        ("trên 95% đảng viên", "more_than"),
        ("hơn 7.900 học viên", "more_than"),
        ("gần 640 đảng viên", "approximately"),
        ("khoảng 5 tỷ đồng", "approximately"),
        ("xấp xỉ 300 hộ", "approximately"),
        ("dưới 0,5%", "at_most"),
        ("không quá 0,5%", "at_most"),
        ("tối đa 15%", "at_most"),
        ("90% đảng viên hoàn thành tốt nhiệm vụ trở lên", "exact"),
        ("tăng từ 75 đơn vị lên 80", "exact"),
        ("nhiều hơn 11 tổ chức", "exact"),
        ("63 tổ chức", "exact"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert figures.read(text)[0].qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "kind", "iso"),
    [
        ("ngày 26/7, hội nghị", "date", "--07-26"),
        ("Sáng 11-7, Đảng ủy", "date", "--07-11"),
        ("ngày 30/6/2022", "date", "2022-06-30"),
        ("ngày 12 tháng 4 năm 2021", "date", "2021-04-12"),
        ("năm 2022", "period", "2022"),
        ("trong 6 tháng đầu năm 2024", "period", "2024-H1"),
        ("trong 9 tháng đầu năm 2023", "period", "2023-9M"),
        ("sáu tháng cuối năm 2022", "period", "2022-H2"),
        ("hết quý I/2013", "period", "2013-Q1"),
        ("tháng 9-2018", "period", "2018-09"),
        ("nhiệm kỳ 2020 - 2025", "term", "2020-2025"),
        ("đến cuối tháng 8", "period", "--08"),
    ],
)
def test_dates_and_periods(text: str, kind: str, iso: str) -> None:
    figure = one(text)
    assert (figure.type, figure.iso) == (kind, iso)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chỉ thị số 05-CT/TW", "document"),
        ("Kết luận số 01- KL/TW", "document"),
        ("Nghị quyết 21-NQ/TW", "document"),
        ("Đề án 03,", "document"),
        ("theo Quyết định 05 cán bộ được hưởng", "document"),
        ("Sơ kết Kết luận 01 tập thể, cá nhân được khen", "document"),
        ("Quán triệt Kết luận 01 cấp ủy các cấp đã họp", "document"),
        ("căn cứ quyết định 09 xã được công nhận", "document"),
        ("Sáng ngày 27/3/20201, hội nghị khai mạc", "date"),
        ("thực hiện Nghị quyết (NQ) 28 về doanh nghiệp", "document"),
        ("trong 6 tháng 2017", "period"),
        ("giảm mạnh so 2011.", "period"),
        ("so cùng kỳ 2018 tăng mạnh", "period"),
        ("Nhiệm vụ 2021 rất nặng", "period"),
        ("Kế hoạch 120 của Tỉnh ủy", "document"),
        ("theo kế hoạch 120, đạt yêu cầu", "document"),
        ("1/ Đảng bộ xã", "ordinal"),
        ("2- Đảng viên mới", "ordinal"),
        ("cần tập trung: (1) kết nạp nhiều hơn", "ordinal"),
        ("kiến thức cho đối tượng 3 với", "ordinal"),
        ("Đại hội lần thứ XII", "ordinal"),
        ("hội nghị lần thứ 19", "ordinal"),
        ("đại hội lần thứ 12 đảng bộ huyện", "ordinal"),
        ("khóa XIII", "ordinal"),
        ("gió cấp 3", "ordinal"),
        ("Ban Chỉ đạo 35 Đảng ủy", "ordinal"),
        ("40 năm tuổi Đảng", "age"),
        ("đủ 18 tuổi", "age"),
        ("tuổi đời bình quân 28,4", "age"),
        ("lúc 13:54:23", "date"),
        ("dịch COVID-19", "document"),
        ("bí thư chi bộ 5A xã Vĩnh Lộc A", "document"),
        ("sinh hoạt tại Đảng bộ P. 15", "ordinal"),
        ("không nằm trong top 5", "ordinal"),
        ("Tuần lễ cấp cao APEC 2017", "period"),
        ("họp 13-17/10 tại Hội trường", "date"),
        ("hội nghị khai mạc sáng nay 25-6, Bí thư", "date"),
        ("Ngày mai (1/11), đại hội khai mạc", "date"),
        ("làm việc từ đầu nhiệm kỳ đến hết 4-2017 thì nghỉ", "period"),
        ("gian lận ở kỳ thi THPT quốc gia 2018.", "period"),
        ("tiệc cưới ở khách sạn 5 sao", "ordinal"),
        ("đồng chí Phó Vụ trưởng Vụ 9 phát biểu", "ordinal"),
        ("tuyên truyền vụ 9 tới bà con", "count"),
        ("chậm tiến độ ở dự án Khánh Bình 3, gây lãng phí", "ordinal"),
        ("các thôn báo về: thôn Tân Hạ 3, còn lại chưa có", "count"),
        ("lực lượng trực 24/24", "ordinal"),
        ("trực cứu hộ 24/24 giờ", "ordinal"),
        ("có 24/24 chi bộ dự", "ratio"),
        ("thực hiện “5 xây” trong toàn Đảng bộ", "ordinal"),
        ("giải ngân 2000 triệu đồng", "money"),
        ("tuyển sinh 2000 em", "count"),
        ("thi công 2000 mét đường", "count"),
        ("đến hôm nay 10/12 chi bộ đã họp", "ratio"),
        ("có khi 2-3 tháng mới họp", "period"),
        ("nút giao ở đường 2/9", "document"),
        ("xem https://vi.example/2022", "document"),
        ("gọi 0251.3999.888", "document"),
        ("qua 5 năm", "period"),
    ],
)
def test_what_is_no_amount(text: str, kind: str) -> None:
    figure = one(text)
    assert figure.type == kind


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Bản Nà Phát 2, 14 đảng viên đỡ đầu hộ nghèo", ["14"]),
        ("Khu phố Bình Minh 2 có 5 hộ nghèo", ["5"]),
        ("Tỉnh là 1 trong 10 tỉnh dẫn đầu", ["1", "10"]),
        ("mô hình “Phụ nữ 2 tốt”; “Nông dân 3 tốt” và “kết nạp 5 đảng viên”", ["5"]),
        ("Năm 2023, đợt 1 nhà trường kết nạp 3 quần chúng, mỗi đợt 5 đảng viên", ["3", "5"]),
        ("Kết nạp 3 trong 12 ngày đầu tháng", ["3"]),
        ("Kết nạp: thôn Tân Hạ 4, thôn Tân Thượng 3 đảng viên", ["4", "3"]),
        ("Kết nạp: thôn Tân Hạ 4 đảng viên, thôn Tân Thượng 3", ["4", "3"]),
    ],
)
def test_hamlets_with_a_number_and_a_result(text: str, counts: list[str]) -> None:
    assert [figure.text for figure in figures.read(text) if figure.counts] == counts


@pytest.mark.parametrize(
    "text",
    [
        "Năm nay, các cấp ủy",
        "Ông Ba Đình",
        "Năm nay là năm Đảng bộ huyện tổ chức đại hội",
        "Năm Căn: đảng bộ huyện họp",
        "thứ hai",
        "một số tổ chức",
        "một trong những",
        "số bản chưa có tổ chức đảng",
    ],
)
def test_words_that_are_no_figures(text: str) -> None:
    assert [figure.text for figure in figures.read(text) if figure.value is not None] == []


def test_a_percentage_is_tied_to_its_figure() -> None:
    ratio, percent = figures.read("có 71/75 tập thể (94,67%) xếp loại")
    assert percent.tied_to == ratio.id


def test_a_change_in_brackets_is_not_the_share() -> None:
    assert figures.read("914 tổ chức (tăng 11,8% so với năm 2020)")[1].tied_to is None


def test_document_numbers_do_not_swallow_what_follows() -> None:
    found = figures.read("Thực hiện Chỉ thị số 05-CT/TW, 98,7% đảng viên đăng ký")
    assert [figure.text for figure in found] == ["05-CT/TW", "98,7%"]


def test_a_day_that_the_calendar_lacks_is_noted() -> None:
    assert one("ngày 31/02/2023").note == "impossible"


# --- properties

NOISE = st.text(alphabet=st.sampled_from("0123456789.,/-–% ()\n:;abđươnăhịk½１"), max_size=60)


@given(st.one_of(st.text(max_size=200), NOISE))
def test_spans_slice_to_their_text_in_order(text: str) -> None:
    text = normalize("NFC", text)
    end = 0
    for number, figure in enumerate(figures.read(text), 1):
        assert figure.id == number
        assert figure.span.of(text) == figure.text != ""
        assert figure.span.start >= end
        end = figure.span.end


@given(NOISE)
def test_every_ascii_digit_is_in_a_figure(text: str) -> None:
    text = normalize("NFC", text)
    covered = {at for figure in figures.read(text) for at in range(figure.span.start, figure.span.end)}
    assert {at for at, char in enumerate(text) if char.isascii() and char.isdigit()} <= covered


@given(NOISE)
def test_no_figure_begins_or_ends_inside_digits(text: str) -> None:
    for figure in figures.read(normalize("NFC", text)):
        if figure.value is None:
            continue
        before, after = text[: figure.span.start], text[figure.span.end :]
        assert not (figure.text[0].isdigit() and before[-1:].isdigit())
        assert not (figure.text[-1].isdigit() and after[:1].isdigit())


@given(st.integers(0, 10**12))
def test_written_numbers_are_read_in_text(number: int) -> None:
    words = num2words(number, lang="vi")
    found = figures.read(f"tổng cộng {words} đảng viên")
    if " " in words:
        assert [figure.value for figure in found] == [number]


@given(st.decimals(0, 10**9, places=2))
def test_decimals_of_the_locale_read_back(value: Decimal) -> None:
    assert one(f"đạt {format_decimal(value, locale='vi', decimal_quantization=False)} người").value == value


@given(st.integers(0, 10_000))
def test_percentages_of_the_locale_read_back(hundredths: int) -> None:
    shown = format_percent(Decimal(hundredths) / 10_000, format="#,##0.00%", locale="vi")
    figure = one(f"đạt {shown}")
    assert (figure.value, figure.percent) == (Decimal(hundredths) / 100, True)


@given(st.integers(1, 999), st.sampled_from([10**3, 10**6, 10**9]), st.sampled_from(["short", "long"]))
def test_compact_forms_of_the_locale_read_back(head: int, scale: int, width: str) -> None:
    shown = format_compact_decimal(head * scale, format_type="short" if width == "short" else "long", locale="vi")
    assert one(f"có {shown} người").value == head * scale


@given(
    st.lists(
        st.sampled_from(["Kết nạp 1.234 đảng viên", "đạt 94,67%", "ngày 5/9/2023", "uỷ ban 71/75", "hai mươi mốt người", "\n"]), max_size=8
    )
)
def test_reading_is_the_same_after_nfd_and_crlf(parts: list[str]) -> None:
    text = "Đảng bộ tỉnh có\n" + "\n".join(parts)
    plain = load_text(text)
    other = load_text(normalize("NFD", text).replace("\n", "\r\n"))
    assert other.text == plain.text
    assert figures.read(other.text) == figures.read(plain.text)


@pytest.mark.parametrize(
    ("text", "note"), [("góp 1.500 công lao động", "measure"), ("thu hút gần 1.350 công nhân", None), ("trồng 35ha", "measure")]
)
def test_a_days_work_is_a_measure_and_a_worker_is_none(text: str, note: str | None) -> None:
    assert one(text).note == note


def test_mean_ages_of_several_groups_are_ages() -> None:
    read = figures.read("Độ tuổi bình quân của cấp ủy là 49,8; của ủy viên ban thường vụ là 51,4 và của bí thư là 52,4.")
    assert [figure.type for figure in read] == ["age"] * 3


def test_what_a_rate_is_told_by_counts_nothing() -> None:
    rate, base = figures.read("Bình quân có 36 đảng viên/1.000 dân")
    assert rate.type == "count"
    assert rate.value == 36
    assert (base.text, base.type) == ("1.000", "ordinal")
