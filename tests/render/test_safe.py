import unicodedata

import pytest

from llm_extract.render.safe import visible, visible_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mđỏ\x1b[0m", r"\x1b[31mđỏ\x1b[0m"),
        ("a\u202etxt.exe", r"a\u202etxt.exe"),
        ("a\u2066b\u200b\ufeff", r"a\u2066b\u200b\ufeff"),
        ("tên\udcff", r"tên\udcff"),
        ("x\x9b31m\x07\r", r"x\x9b31m\x07\r"),
        ("\U000e0041", r"\U000e0041"),
        ("một\u00a0hai\u202fba", "một hai ba"),
        ("một\nhai\tba   bốn", "một hai ba bốn"),
        ("Uỷ ban, Đảng uỷ", "Uỷ ban, Đảng uỷ"),
        (unicodedata.normalize("NFD", "Đảng ủy"), unicodedata.normalize("NFD", "Đảng ủy")),
    ],
)
def test_what_cannot_be_seen_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_control_or_format_character_is_left() -> None:
    every = "".join(map(chr, range(0x110000)))
    assert {unicodedata.category(char) for char in visible(every)}.isdisjoint({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def test_lines_stay_lines() -> None:
    assert visible_lines("một\n\thai\x1b") == "một\n\thai\\x1b"
