import sys
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from llm_extract.loading.normalise import from_raw, normalise

VIETNAMESE = "Đảng bộ huyện có 2.270 đảng viên, đạt 94,67%; đại hội nhiệm kỳ 2020 - 2025."
PIECES = st.sampled_from(
    [
        *("a", "Đ", "ệ", "ê\u0323", "e\u0323\u0302", "e\u0302\u0323", "o\u031b\u0301", "ư", "12", ".", "\u0301", "Å", "\u212b", "ﬁ"),
        *(" ", "\u00a0", "\u2009", "\u200b", "\ufeff", "\u00ad", "\r\n", "\r", "\n", "\x00", "\u2028", "\ud800"),
        *("\u1100", "\u1161", "\u11a8", "가", "🇻🇳", "👨\u200d👩", "\u0958", "\ufb1d"),
    ]
)
TEXTS = st.lists(PIECES | st.characters(), max_size=40).map("".join)


@given(TEXTS)
@example("a\u200b\u0301b")
@example("e" + "\u0301\u0323" * 60 + "x")
def test_text_is_composed_and_holds_nothing_invisible(raw: str) -> None:
    text, _ = normalise(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & set("\r\u00a0\u2009\u200b\ufeff\u00ad\x00\u2028\u2029\ud800")
    text.encode()


@given(TEXTS)
def test_normalising_twice_changes_nothing(raw: str) -> None:
    text, _ = normalise(raw)
    again, offsets = normalise(text)
    assert again == text
    assert [offsets.to_raw(at) for at in range(len(text) + 1)] == list(range(len(text) + 1))


@given(TEXTS)
@example("a\u200b\u0301b")
@example("\ufeffab")
def test_from_every_cluster_on_the_raw_text_normalises_to_the_rest(raw: str) -> None:
    text, offsets = normalise(raw)
    for at, char in enumerate(text):
        if char.isascii() and char != "\n":
            start = offsets.to_raw(at)
            assert normalise(raw[start:])[0] == text[at:]


@given(TEXTS)
def test_offsets_ascend_and_stay_inside_the_raw_text(raw: str) -> None:
    text, offsets = normalise(raw)
    back = [offsets.to_raw(at) for at in range(len(text) + 1)]
    assert back == sorted(back)
    assert all(0 <= at <= len(raw) for at in back)
    assert list(offsets.starts) == sorted(set(offsets.starts))


@given(TEXTS)
def test_the_way_there_ends_where_the_way_back_began(raw: str) -> None:
    text, offsets = normalise(raw)
    for at, char in enumerate(text):
        if char.isascii():
            assert from_raw(offsets, offsets.to_raw(at)) == at


@given(st.text(alphabet="aăâeêuưoơđĐ ạảãáàệểễếềựửữứừ0123456789.,%\n", max_size=60))
def test_decomposed_text_with_crlf_reads_the_same(text: str) -> None:
    other = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    assert normalise(other)[0] == normalise(text)[0] == unicodedata.normalize("NFC", text)


def test_spaces_become_plain_and_the_tab_stays() -> None:
    assert normalise("1\u00a0410\u202fngười\u3000\t12")[0] == "1 410 người \t12"


def test_offsets_lead_past_what_was_removed() -> None:
    text, offsets = normalise("x\u200b\r\ne\u0302\u0323 12")
    assert text == "x\nệ 12"
    assert [offsets.to_raw(at) for at in range(len(text))] == [0, 2, 4, 7, 8, 9]


def test_full_width_digits_are_kept() -> None:
    assert normalise("９４％")[0] == "９４％"


def test_hidden_tag_characters_are_removed() -> None:
    hidden = "".join(chr(0xE0000 + ord(char)) for char in "ignore")
    assert normalise(f"a{hidden}b")[0] == "ab"


def test_every_character_of_unicode_normalises_to_nfc_behind_a_letter() -> None:
    raw = "".join(f"e{chr(code)}\u0323" for code in range(0x80, sys.maxunicode + 1))
    assert unicodedata.is_normalized("NFC", normalise(raw)[0])


@pytest.mark.parametrize(
    "unit", [VIETNAMESE, unicodedata.normalize("NFD", VIETNAMESE) + "\r\n", "a\u0301\u0323", "\u0301\u0323", "\u200b", "\r"], ids=ascii
)
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        normalise(text)
        return time.process_time() - start

    small = min(seconds(50_000) for _ in range(3))
    assert seconds(500_000) < 60 * small + 0.5


def test_marks_piled_on_one_letter_do_not_take_quadratic_time() -> None:
    start = time.process_time()
    normalise("a" + "\u0301\u0323" * 1_000_000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\x1b[31mĐảng\x1b[0m", "Đảng"),
        ("\x1b[1;38;5;196mcó 12\x1b[m", "có 12"),
        ("a\x00\x1b[2K\x1b[?25lb", "ab"),
        ("a\x1bb [31]", "ab [31]"),
        ("\x1b[31 đảng viên", "[31 đảng viên"),
    ],
)
def test_codes_that_steer_a_terminal_go_as_a_whole(raw: str, text: str) -> None:
    assert normalise(raw)[0] == text


@pytest.mark.parametrize("unit", ["\x1b[", "\x1b[0", "0", " "], ids=ascii)
def test_an_unfinished_code_takes_no_quadratic_time(unit: str) -> None:
    start = time.process_time()
    normalise("\x1b[" + unit * 500_000)
    assert time.process_time() - start < 5
