"""A number is read back as it is shown, and nothing else than the language's own way of writing one is a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm_extract.errors import CorrectionError
from llm_extract.export import number
from llm_extract.render.strings import Language
from llm_extract.review.numbers import read_number, shown_number

DECIMALS = st.decimals(Decimal("-1e12"), Decimal("1e12"), allow_nan=False, places=3)


@pytest.mark.parametrize("language", ["vi", "en"])
@given(value=DECIMALS)
def test_every_number_survives_being_shown_and_read(language: Language, value: Decimal) -> None:
    assert read_number(shown_number(value, language), language) == number(value)
    assert read_number(f"{shown_number(value, language)}%", language) == number(value)


@pytest.mark.parametrize(
    ("typed", "language", "value"),
    [
        ("15,847", "vi", 15.847),
        ("15.847", "vi", 15847),
        ("15,847", "en", 15847),
        ("15.847", "en", 15.847),
        ("15,847 %", "vi", 15.847),
        ("1.234.567,125", "vi", 1234567.125),
        ("1,234,567.125", "en", 1234567.125),
        ("6110", "vi", 6110),
        ("+ 5", "vi", 5),
        ("- 5", "vi", -5),
        ("1,5 triệu", "vi", 1_500_000),
        ("1.5 million", "en", 1_500_000),
    ],
)
def test_separators_are_those_of_the_language(typed: str, language: Language, value: float) -> None:
    assert read_number(typed, language) == value


@pytest.mark.parametrize(
    "typed",
    [
        "+-5",
        "--5",
        "1_000",
        "٣",
        "٣ triệu",
        "1e3",
        "94.67",
        "1.23.456",
        "12.34",
        "1,2,3",
        "1.2345",
        "0.123",
        "5,",
        ",5",
        "%",
        "-",
        "5%%",
        "1 000",
    ],
)
def test_what_the_language_does_not_write_is_refused(typed: str) -> None:
    with pytest.raises(CorrectionError):
        read_number(typed, "vi")
