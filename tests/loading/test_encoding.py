import unicodedata

import pytest

from llm_extract.errors import UnsupportedInputError
from llm_extract.loading import load_bytes, load_text
from llm_extract.loading.encoding import decode

TEXT = "Đảng bộ huyện Phú Hòa có 45 tổ chức cơ sở đảng, kết nạp được 2.270 đảng viên, đạt 94,67%.\n"


def cp1258(text: str) -> bytes:
    """Windows-1258 has the letters ă â ê ô ơ ư whole, and the tones as marks behind them."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            base, marks = "", ""
            for part in unicodedata.normalize("NFD", char):
                if part in "\u0300\u0301\u0303\u0309\u0323":
                    marks += part
                else:
                    base += part
            out += unicodedata.normalize("NFC", base).encode("cp1258") + marks.encode("cp1258")
    return out


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_encodings_give_the_same_text(name: str) -> None:
    assert load_bytes(TEXT.encode(name)).text == TEXT


def test_utf_16_with_a_mark_of_either_order() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "x") == TEXT
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le"), "x") == TEXT


def test_windows_1258_is_composed() -> None:
    data = cp1258(TEXT * 3)
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert load_bytes(data).text == TEXT * 3


@pytest.mark.parametrize(
    ("data", "say"),
    [
        ("Hội nghị tổng kết".encode()[:-1] + b"\xff" + TEXT.encode() * 5, "damaged UTF-8"),
        ("Привет, это статья о работе партии в районе".encode("cp1251"), "UTF-8"),
        ("Café à la crème, garçon où est-il".encode("latin-1"), "UTF-8"),
        ("党委会议总结".encode("gb18030") * 4, "UTF-8"),
        (b"\xff\xfe\x00", "does not fit"),
        (bytes(range(256)) * 20, "binary"),
        (b"text with \x00\x01\x02\x03 inside" * 9, "binary"),
    ],
)
def test_other_bytes_are_refused_with_what_to_do(data: bytes, say: str) -> None:
    with pytest.raises(UnsupportedInputError, match=say) as caught:
        load_bytes(data, uri="bài.txt")
    assert str(caught.value).startswith("bài.txt: ")


TCVN3 = "§¶ng bé huyÖn Phó Hßa cã 45 tæ chøc c¬ së ®¶ng, kÕt n¹p ®­îc 2.270 ®¶ng viªn, ®¹t 94,67%."
VNI = "Ñaûng boä huyeän Phuù Hoøa coù 45 toå chöùc cô sôû ñaûng, keát naïp ñöôïc 2.270 ñaûng vieân, ñaït 94,67%."
MOJIBAKE = TEXT.encode().decode("latin-1")


@pytest.mark.parametrize(
    ("data", "say"),
    [
        (TCVN3.encode(), "TCVN3"),
        (TCVN3.encode("latin-1"), "TCVN3"),
        (VNI.encode(), "VNI"),
        (VNI.encode("latin-1"), "VNI"),
        (MOJIBAKE.encode(), "wrong encoding"),
        (TEXT.encode("utf-8").decode("cp1252", "ignore").encode(), "wrong encoding"),
    ],
)
def test_vietnamese_of_before_unicode_is_refused_by_name(data: bytes, say: str) -> None:
    with pytest.raises(UnsupportedInputError, match=say):
        load_bytes(data)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "El señor Muñoz y la niña comieron en el café de España con el año nuevo, mañana y piñata.",
        "Nghị quyết § 12 của Đảng ủy xã: µ và ¶ là ký hiệu, 25°C ± 2, © 2024.",
        "Toàn huyện hòa thuận, khoẻ mạnh; uỷ ban, thuỷ lợi, hoạ sĩ, loà xoà, quý, tuý luý.",
    ],
)
def test_unicode_text_is_not_taken_for_an_old_font(text: str) -> None:
    assert load_text(text).text == text


@pytest.mark.parametrize("name", ["undefined", "idna", "hex", "a\0b"])
def test_a_declared_encoding_that_reads_nothing_is_passed_over(name: str) -> None:
    with pytest.raises(UnsupportedInputError, match="UTF-8"):
        decode("Café à la crème, garçon où est-il".encode("latin-1"), "x", name)
    assert decode(cp1258(TEXT * 3), "x", name)
