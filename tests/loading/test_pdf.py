import io
import zlib

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from llm_extract.errors import InputError, UnsupportedInputError
from llm_extract.loading import Limits, load_bytes
from llm_extract.models import Article

from .helpers import marked, running

PARAGRAPH = [
    "Đảng bộ huyện có 45 tổ chức cơ sở đảng với 3.210 đảng viên; sáu tháng đầu năm",
    "kết nạp 124 đảng viên, đạt 62% kế hoạch; tỷ lệ hoàn thành xuất sắc từ 15-",
    "20%, thực hiện Chỉ thị số 05-CT/",
    "TW của Bộ Chính trị.",
]
JOINED = (
    "Đảng bộ huyện có 45 tổ chức cơ sở đảng với 3.210 đảng viên; sáu tháng đầu năm kết nạp 124 đảng viên, đạt 62% kế hoạch; "
    "tỷ lệ hoàn thành xuất sắc từ 15-20%, thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị."
)


def vietnamese_pdf(*pages: list[str]) -> bytes:
    """A PDF with a font whose codes are those of Unicode, as its map to Unicode says; needs no font file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(b"%d 0 R" % (6 + 2 * at) for at in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 500"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        stream(b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange"),
    ]
    for at, lines in enumerate(pages):
        shown = b"".join(
            b"1 0 0 1 50 %d Tm <%s> Tj\n" % (800 - 14 * row, line.encode("utf-16-be").hex().encode()) for row, line in enumerate(lines)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 850] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>" % (7 + 2 * at)
        )
        objects.append(stream(b"BT /F 11 Tf\n" + shown + b"ET"))
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def stream(body: bytes) -> bytes:
    packed = zlib.compress(body)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def reportlab_pdf(lines: list[str], encryption: StandardEncryption | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=encryption)
    canvas.setTitle("Microsoft Word - bao cao.docx")
    canvas.setAuthor("Thu An")
    for row, line in enumerate(lines):
        canvas.drawString(50, 800 - 14 * row, line)
    canvas.save()
    return out.getvalue()


def load(data: bytes, max_chars: int = 100_000) -> Article:
    return load_bytes(data, name="bao-cao.pdf", limits=Limits(max_chars=max_chars))


def test_lines_are_joined_to_paragraphs_and_numbers_stay_whole() -> None:
    assert load(vietnamese_pdf(["Tổng kết công tác Đảng", *PARAGRAPH, "- Kết nạp: 124 đảng viên", "- Xóa tên: 3"])).text == (
        f"Tổng kết công tác Đảng\n{JOINED}\n- Kết nạp: 124 đảng viên\n- Xóa tên: 3"
    )


def test_page_headers_footers_and_numbers_are_marked_and_do_not_split_a_paragraph() -> None:
    pages = [
        ["HUYỆN ỦY TÂN THẠNH", *body, f"Trang {at}/3"]
        for at, body in enumerate([PARAGRAPH[:2], PARAGRAPH[2:], ["Hội nghị bế mạc cùng ngày."]], 1)
    ]
    article = load(vietnamese_pdf(*pages))
    assert running(article).split() == f"{JOINED} Hội nghị bế mạc cùng ngày.".split()
    assert {kind for kind, _ in marked(article)} == {"navigation"}
    furniture = " ".join(text for _, text in marked(article))
    assert [furniture.count(word) for word in ("HUYỆN ỦY TÂN THẠNH", "Trang 1/3", "Trang 2/3", "Trang 3/3")] == [3, 1, 1, 1]


def test_a_column_of_figures_is_no_page_number() -> None:
    article = load(
        vietnamese_pdf(
            ["Số đảng viên kết nạp của các xã trong huyện năm nay", "124"], ["Số đảng viên dự bị được công nhận chính thức", "98"]
        )
    )
    assert article.regions == ()


def test_metadata_that_a_program_filled_in_is_none() -> None:
    metadata = load(reportlab_pdf(["The district committee admitted 124 party members in the first half"])).metadata
    assert (metadata.title, metadata.author) == (None, "Thu An")


def test_an_encrypted_file_is_refused_and_one_open_to_all_is_read() -> None:
    lines = ["The district committee admitted 124 party members in the first half"]
    with pytest.raises(InputError, match=r"bao-cao\.pdf: the PDF is encrypted"):
        load(reportlab_pdf(lines, StandardEncryption("secret", strength=128)))
    assert "124" in load(reportlab_pdf(lines, StandardEncryption("", "owner", strength=128))).text


def test_a_scan_asks_for_text_recognition() -> None:
    with pytest.raises(InputError, match="OCR"):
        load(reportlab_pdf([]))


@pytest.mark.parametrize("cut", [20, 300, 900])
def test_a_damaged_file_says_so(cut: int) -> None:
    data = vietnamese_pdf(PARAGRAPH)
    with pytest.raises(InputError, match=r"damaged|OCR"):
        load(data[:cut])
    with pytest.raises(InputError, match=r"damaged|OCR"):
        load(data[:cut] + bytes(2000))


def test_too_much_text_is_refused() -> None:
    with pytest.raises(InputError, match="more than 100 characters"):
        load(vietnamese_pdf(PARAGRAPH), max_chars=100)


def test_old_font_text_is_refused() -> None:
    with pytest.raises(UnsupportedInputError, match="TCVN3"):
        load(vietnamese_pdf(["§¶ng bé huyÖn Phó Hßa cã 45 tæ chøc c¬ së ®¶ng, kÕt n¹p ®îc 2.270 ®¶ng viªn."]))
