import re
from decimal import Decimal
from unicodedata import normalize

from babel.numbers import format_compact_decimal, format_decimal, format_percent
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from llm_extract import figures
from llm_extract.loading import load_text
from llm_extract.locales.en.numbers import parse_digits, parse_words
from llm_extract.locales.en.scan import scan

PIECES = (
    "0", "1", "5", "12", "19", "2022", "6,110", "94.67", ".", ",", "/", "-", "–", "%", "(", ")", "$", "£", "VND", "bn", "m", "k",
    "million", "per cent", "of", "out", "to", "and", "between", "from", "July", "May", "Q3", "FY", "aged", "No.", "one", "two",
    "half", "a", "dozen", "hundred", "first", "six", "months", "nine", "point", "no", "members", "½", "１２", "-", ":", "th",
    "year-old", "pm", "a.m.", "COVID-", "+84", "https://a.b", "@", "\n",
)  # fmt: skip
PHRASES = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\u00a0"])), max_size=14).map(
    lambda parts: "".join(a + b for a, b in parts)
)
TEXTS = st.one_of(st.text(max_size=200), st.text(alphabet="0123456789.,/-–% ()\n:;$abmkQth½１", max_size=60), PHRASES).map(
    lambda text: normalize("NFC", text)
)


@given(TEXTS)
def test_readings_slice_the_text_in_order(text: str) -> None:
    end = 0
    for reading in scan(text):
        assert end <= reading.start < reading.end <= len(text)
        end = reading.end
    for figure in figures.read(text, "en"):
        assert figure.span.of(text) == figure.text != ""


@given(TEXTS)
@example("1.23.4 and 10:75 and 26/07/2022/5")
def test_every_digit_is_in_a_reading(text: str) -> None:
    covered = {at for reading in scan(text) for at in range(reading.start, reading.end)}
    assert {at for at, char in enumerate(text) if char.isdecimal()} <= covered


@given(TEXTS)
def test_no_reading_begins_or_ends_inside_a_number(text: str) -> None:
    for reading in scan(text):
        piece = text[reading.start : reading.end]
        assert not (piece[0].isdecimal() and text[reading.start - 1 : reading.start].isdecimal() and reading.start)
        assert not (piece[-1].isdecimal() and text[reading.end : reading.end + 1].isdecimal())
        if reading.value is not None and piece[-1].isdecimal():
            assert not re.match(r"[.,][0-9]", text[reading.end : reading.end + 2])


@given(st.integers(0, 10**12))
@example(1002)
@example(1_000_015)
@example(200_500)
@example(10**12)
def test_words_read_back(number: int) -> None:
    words = num2words(number, lang="en")
    assert parse_words(words) == number
    if " " in words or "-" in words:
        assert [reading.value for reading in scan(f"a total of {words} members were there")] == [number]


@given(st.decimals(0, 10**9, places=2))
def test_decimals_of_the_locale_read_back(value: Decimal) -> None:
    shown = format_decimal(value, locale="en", decimal_quantization=False)
    assert parse_digits(shown) == value
    assert [reading.value for reading in scan(f"it reached {shown} points")] == [value]


@given(st.integers(0, 10_000))
def test_percentages_of_the_locale_read_back(hundredths: int) -> None:
    shown = format_percent(Decimal(hundredths) / 10_000, format="#,##0.00%", locale="en")
    assert [(reading.value, reading.percent) for reading in scan(f"it reached {shown}")] == [(Decimal(hundredths) / 100, True)]


@given(st.integers(1, 999), st.sampled_from([10**3, 10**6, 10**9, 10**12]), st.sampled_from(["short", "long"]))
def test_compact_forms_of_the_locale_read_back(head: int, scale: int, width: str) -> None:
    shown = format_compact_decimal(head * scale, format_type="short" if width == "short" else "long", locale="en")
    assert [reading.value for reading in scan(f"it has {shown} users")] == [head * scale]


@given(
    st.lists(
        st.sampled_from(
            ["It admitted 1,234 members", "(94.67 per cent)", "on July 26, 2022", "Nguyễn Thị Hoà, 41, said", "71 of 75", "½ of them", "\n"]
        ),
        max_size=8,
    )
)
def test_reading_is_the_same_after_nfd_and_crlf(parts: list[str]) -> None:
    text = "The province has these members\n" + "\n".join(parts)
    plain = load_text(text)
    other = load_text(normalize("NFD", text).replace("\n", "\r\n"))
    assert other.text == plain.text
    assert figures.read(other.text) == figures.read(plain.text) == figures.read(plain.text, "en")
