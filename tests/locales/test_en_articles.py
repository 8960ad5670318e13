"""Every figure of English articles as people read them."""

from pathlib import Path

import pytest

from llm_extract import figures
from llm_extract.models import Figure

DATA = Path(__file__).parent / "data"
EXPECTED = {
    "en-economy": [
        ("14.2%", "percent 14.2"),
        ("14.2 per cent", "percent 14.2"),
        ("$190.1 billion", "money 190100000000 currency"),
        ("first half of 2024", "period 2024-H1"),
        ("June 29", "date --06-29"),
        ("$152.5bn", "money 152500000000 currency"),
        ("$178.4bn", "money 178400000000 currency"),
        ("US$11.6bn", "money 11600000000 currency"),
        ("6.93 percent", "percent 6.93"),
        ("second quarter", "period --Q2"),
        ("1.06 percentage points", "percent 1.06"),
        ("Q1 2024", "period 2024-Q1"),
        ("43.7%", "percent 43.7"),
        ("37.2%", "percent 37.2"),
        ("11.1%", "percent 11.1"),
        ("1,538", "count 1538"),
        ("€8.7 billion", "money 8700000000 currency"),
        ("$10.8bn", "money 10800000000 approximately currency"),
        ("54.1%", "percent 54.1"),
        ("2024", "period 2024"),
        ("119,600", "count 119600 approximately"),
        ("7%", "percent 7"),
        ("110,300", "count 110300"),
        ("25,450", "count 25450"),
        ("4.5%", "percent 4.5"),
        ("6.0-6.5 per cent", "range 6 to 6.5 %"),
        ("FY2024", "period 2024"),
        ("Half a million", "count 500000"),
        ("2021-2025", "term 2021-2025"),
    ],
    "en-names": [
        ("41", "age 41"),
        ("23 May 2021", "date 2021-05-23"),
        ("187,452 of 240,118", "ratio 187452 of 240118"),
        ("78.07 per cent", "percent 78.07 tied"),
        ("two", "count 2"),
        ("151,200", "count 151200"),
        ("149,870", "count 149870"),
        ("17", "count 17"),
        ("99.4 per cent", "percent 99.4"),
        ("5 a.m.", "date time"),
        ("7 p.m.", "date time"),
        ("19", "document name"),
        ("19", "age 19"),
        ("5", "ordinal name"),
        ("12", "count 12 measure"),
        ("75", "count 75"),
        ("52", "count 52"),
        ("23", "count 23"),
        ("14", "ordinal name"),
    ],
    "en-party": [
        ("first half of 2022", "period 2022-H1"),
        ("July 26, 2022", "date 2022-07-26"),
        ("first six months of the year", "period --H1"),
        ("2022", "period 2022"),
        ("52", "age 52"),
        ("63", "count 63"),
        ("6,110", "count 6110"),
        ("71 of 75", "ratio 71 of 75"),
        ("94.67%", "percent 94.67 tied"),
        ("6,027/6,110", "ratio 6027 of 6110"),
        ("98.64%", "percent 98.64 tied"),
        ("140", "count 140 at_least"),
        ("12", "count 12"),
        ("2021", "period 2021"),
        ("no", "count 0"),
        ("Twenty-one", "count 21"),
        ("40", "age 40"),
        ("18", "count 18"),
        ("205", "count 205"),
        ("05-CT/TW", "document"),
        ("21-NQ/TW", "document"),
        ("13th", "ordinal"),
        ("three", "count 3"),
        ("VND 1.5 billion", "money 1500000000 approximately dong"),
        ("35", "count 35"),
        ("second half of 2022", "period 2022-H2"),
        ("180 and 200", "range 180 to 200"),
        ("0.5 per cent", "percent 0.5 at_most"),
    ],
    "en-safety": [
        ("412", "count 412"),
        ("356", "count 356"),
        ("15 percent", "percent 15 approximately"),
        ("10/01/2024", "date"),
        ("One in four", "ratio 1 of 4"),
        ("two-thirds", "ratio 2 of 3 fraction"),
        ("6 p.m.", "date time"),
        ("30", "count 30 at_most"),
        ("14B", "ordinal name"),
        ("March 3", "date --03-03"),
        ("48", "age 48"),
        ("2,300", "count 2300"),
        ("18,450", "count 18450"),
        ("2010s", "period"),
        ("VND9-12 million", "money 9000000 to 12000000 dong"),
        ("90%", "percent 90 at_least"),
        ("2025", "period 2025"),
        ("1.2 trillion dong", "money 1200000000000 dong"),
        ("five", "count 5"),
        ("35", "count 35 measure"),
        ("2024 and 2027", "term 2024-2027"),
        ("a dozen", "count 12"),
        ("three to four", "period duration"),
        ("1800 6288", "document phone"),
        ("2024", "document link"),
    ],
}


def told(figure: Figure) -> str:
    """A figure's type with all that was read of it."""
    ends = ((figure.value, ""), (figure.high, "to "), (figure.total, "of "))
    numbers = [f"{word}{value.normalize():f}" for value, word in ends if value is not None]
    limit = figure.qualifier if figure.qualifier not in {"exact", "range"} else None
    marks = ["%" if figure.percent and figure.type != "percent" else None, limit, "dong" if figure.money else None, figure.iso, figure.note]
    return " ".join([figure.type, *numbers, *(mark for mark in marks if mark), *(["tied"] if figure.tied_to else [])])


@pytest.mark.parametrize("name", EXPECTED)
def test_every_figure_is_read(name: str) -> None:
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    assert [(figure.text, told(figure)) for figure in figures.read(text)] == EXPECTED[name]
