"""What the oracle of the corruption tests takes for printed is checked by itself."""

from decimal import Decimal

import pytest

from tests.truth import numbers


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("6.110", "6110"), ("94,67%", "94.67"), ("hai mươi phần trăm", "20"), ("chín mươi lăm phần trăm", "95"), ("ba phần tư", "75"),
        ("một tỷ rưỡi", "1500000000"), ("gần 1,5 tỷ đồng", "1500000000"), ("hai mươi mốt", "21"), ("không có", "0"),
    ],
)  # fmt: skip
def test_a_printed_number_is_found(printed: str, value: str) -> None:
    assert Decimal(value) in numbers(printed)


@pytest.mark.parametrize(("printed", "value"), [("6.110", "6111"), ("hai mươi phần trăm", "25"), ("gần 1,5 tỷ đồng", "15")])
def test_a_number_that_is_not_printed_is_not_found(printed: str, value: str) -> None:
    assert Decimal(value) not in numbers(printed)
