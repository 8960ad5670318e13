from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from llm_extract.locales.vi.fold import fold


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    text = normalize("NFC", text)
    assert len(fold(text)) == len(text)


def test_both_placements_of_a_tone_are_one() -> None:
    assert fold("Tỉnh uỷ hoà khoẻ") == fold("Tỉnh ủy hòa khỏe")


def test_a_tone_inside_a_word_stays() -> None:
    assert fold("hoàn toàn quý") == "hoàn toàn quý"


def test_quotes_and_dashes_are_one() -> None:
    assert fold("“Hoàn thành” 2020 – 2025") == fold('"hoàn thành" 2020 - 2025')
