from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from llm_extract.locales.vi.numbers import parse_digits, parse_words


@given(st.integers(0, 10**12))
@example(105)
@example(21)
@example(10**12)
@example(1_000_015)
def test_words_read_back(number: int) -> None:
    assert parse_words(num2words(number, lang="vi")) == number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai mươi mốt", "21"),
        ("một trăm linh năm", "105"),
        ("một trăm lẻ năm", "105"),
        ("hai triệu rưỡi", "2500000"),
        ("ba trăm rưỡi", "350"),
        ("ba phẩy năm", "3.5"),
        ("ba phẩy hai mươi lăm", "3.25"),
        ("ba chục", "30"),
        ("mười lăm", "15"),
        ("một vạn hai nghìn", "12000"),
    ],
)
def test_words_as_spoken(words: str, value: str) -> None:
    assert parse_words(words) == Decimal(value)


@pytest.mark.parametrize("words", ["hai ba", "mươi", "trăm", "linh năm", "rưỡi"])
def test_words_that_make_no_number(words: str) -> None:
    assert parse_words(words) is None


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("6.110", "6110"), ("1.234.567", "1234567"), ("94,67", "94.67"), ("1.234,5", "1234.5"), ("94.67", "94.67"), ("05", "5"),
        ("1,234,567", "1234567"), ("5 117", "5117"), ("9 204 563", "9204563"), ("0.123", "0.123"),
    ],
)  # fmt: skip
def test_digits(digits: str, value: str) -> None:
    assert parse_digits(digits) == Decimal(value)


def test_a_comma_groups_only_whole_things() -> None:
    assert parse_digits("6,110", whole=True) == 6110
    assert parse_digits("6,110") == Decimal("6.110")


@pytest.mark.parametrize("digits", ["1.23.4", "", "1..2", "12.34.56"])
def test_digits_that_make_no_number(digits: str) -> None:
    assert parse_digits(digits) is None
