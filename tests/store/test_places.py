"""The numbers of rows of a table: equal where its texts are, and only there."""

from typing import Any

import pytest

from llm_extract.store import places

LINE: dict[str, Any] = {"task": "t", "indicator": "structure.cells", "kind": "actual", "group": None, "unit": "chi bộ"}
BODY: dict[str, Any] = {"province": "Kon Tum", "organization": None, "scope": None}


def test_a_text_that_is_not_there_is_an_empty_one() -> None:
    assert places.line_of(LINE) == places.line_of({**LINE, "group": ""})
    assert places.body_of(BODY) == places.body_of({**BODY, "scope": ""})


@pytest.mark.parametrize("name", ["task", "indicator", "kind", "group"])
def test_each_text_tells_rows_apart(name: str) -> None:
    assert places.line_of(LINE) != places.line_of({**LINE, name: "x"})


def test_a_unit_tells_rows_apart_where_it_says_what_is_counted() -> None:
    assert places.line_of(LINE) == places.line_of({**LINE, "unit": "tổ"})
    assert places.line_of(LINE) != places.line_of({**LINE, "unit": "%"})
    other = {**LINE, "indicator": "other"}
    assert places.line_of(other) != places.line_of({**other, "unit": "tổ"})


def test_where_a_text_ends_counts() -> None:
    assert places.body_of({**BODY, "province": "a", "organization": "bc"}) != places.body_of(
        {**BODY, "province": "ab", "organization": "c"}
    )
    assert places.body_of({**BODY, "province": "a", "organization": ""}) != places.body_of({**BODY, "province": "", "organization": "a"})


def test_a_number_is_of_the_text_as_it_is_kept() -> None:
    assert places.body_of({**BODY, "scope": "a\0\ud800"}) == places.body_of({**BODY, "scope": "a\\ud800"})


def test_a_number_fits_its_column() -> None:
    assert all(-(2**63) <= places.body_of({**BODY, "scope": str(number)}) < 2**63 for number in range(100))
