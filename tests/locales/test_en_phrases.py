from decimal import Decimal

import pytest

from llm_extract import figures
from llm_extract.models import Figure


def several(text: str) -> tuple[Figure, ...]:
    return figures.read(text, "en")


def one(text: str) -> Figure:
    found = several(text)
    assert len(found) == 1, [figure.text for figure in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "shown", "kind", "value"),
    [
        ("it has 6,110 members", "6,110", "count", "6110"),
        ("it has 6110 members", "6110", "count", "6110"),
        ("it has 2022 members", "2022", "count", "2022"),
        ("about 2000 shops", "2000", "count", "2000"),
        ("grew 1.5 times", "1.5", "count", "1.5"),
        ("grew to 0.123", "0.123", "count", "0.123"),
        ("3.5 million people", "3.5 million", "count", "3500000"),
        ("11 thousand billion dong", "11 thousand billion dong", "money", "11000000000000"),
        ("2 hundred thousand people", "2 hundred thousand", "count", "200000"),
        ("12k followers", "12k", "count", "12000"),
        ("5m people", "5m", "count", "5000000"),
        ("5M views", "5M", "count", "5000000"),
        ("ran 20m to the door", "20", "count", "20"),
        ("10 000 trees", "10 000", "count", "10000"),
        ("5\u00a0117 trees", "5\u00a0117", "count", "5117"),
        ("12,34,567 voters", "12,34,567", "count", "1234567"),
        ("１２ houses", "１２", "count", "12"),
        ("½ of them", "½", "count", "0.5"),
        ("2½ million doses", "2½ million", "count", "2500000"),
        ("a three-member team", "three", "count", "3"),
        ("Two members left", "Two", "count", "2"),
        ("twenty-one members", "twenty-one", "count", "21"),
        ("two hundred and five people", "two hundred and five", "count", "205"),
        ("one thousand, two hundred and five", "one thousand, two hundred and five", "count", "1205"),
        ("half a million jobs", "half a million", "count", "500000"),
        ("two and a half million", "two and a half million", "count", "2500000"),
        ("three point five million", "three point five million", "count", "3500000"),
        ("a dozen schools", "a dozen", "count", "12"),
        ("two dozen schools", "two dozen", "count", "24"),
        ("a hundred homes", "a hundred", "count", "100"),
        ("at least one member", "one", "count", "1"),
        ("no members were disciplined", "no", "count", "0"),
        ("there were no casualties", "no", "count", "0"),
        ("94.67% of groups", "94.67%", "percent", "94.67"),
        ("94,67% of groups", "94,67%", "percent", "94.67"),
        ("94.67 per cent", "94.67 per cent", "percent", "94.67"),
        ("12 percent", "12 percent", "percent", "12"),
        ("ninety per cent", "ninety per cent", "percent", "90"),
        ("up 1.06 percentage points", "1.06 percentage points", "percent", "1.06"),
        ("grew .5 per cent", ".5 per cent", "percent", "0.5"),
        ("three-quarters of them", "three-quarters", "percent", "75"),
        ("half of the voters", "half", "percent", "50"),
    ],
)
def test_one_amount(text: str, shown: str, kind: str, value: str) -> None:
    figure = one(text)
    assert (figure.text, figure.type, figure.value) == (shown, kind, Decimal(value))


@pytest.mark.parametrize(
    ("text", "shown", "value", "dong"),
    [
        ("costs $1.5bn", "$1.5bn", "1500000000", False),
        ("costs $1.5 billion", "$1.5 billion", "1500000000", False),
        ("costs US$20m", "US$20m", "20000000", False),
        ("costs €300,000", "€300,000", "300000", False),
        ("costs £4.2 million", "£4.2 million", "4200000", False),
        ("costs USD 4,284", "USD 4,284", "4284", False),
        ("costs 5bn dollars", "5bn dollars", "5000000000", False),
        ("costs 300 euros", "300 euros", "300", False),
        ("VND 1.5 trillion", "VND 1.5 trillion", "1500000000000", True),
        ("worth 1.5bn dong", "1.5bn dong", "1500000000", True),
        ("worth 20,000 VND", "20,000 VND", "20000", True),
        ("worth two million dong", "two million dong", "2000000", True),
    ],
)
def test_money(text: str, shown: str, value: str, dong: bool) -> None:  # noqa: FBT001
    figure = one(text)
    assert (figure.text, figure.type, figure.value) == (shown, "money", Decimal(value))
    assert (figure.money, figure.note) == (dong, None if dong else "currency")


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("71/75 groups", 71, 75),
        ("6,027/6,110 members", 6027, 6110),
        ("71 of 75 groups", 71, 75),
        ("71 of its 75 groups", 71, 75),
        ("71 of Hanoi's 75 groups", 71, 75),
        ("71 of the northern province's 75 groups", 71, 75),
        ("71 out of 75", 71, 75),
        ("71 members out of 75", 71, 75),
        ("662 of a total of 686 files", 662, 686),
        ("1.2 million of 3 million voters", 1_200_000, 3_000_000),
        ("three of the five", 3, 5),
        ("one in five people", 1, 5),
        ("two-thirds of voters", 2, 3),
        ("a third of voters", 1, 3),
    ],
)
def test_ratios(text: str, part: int, whole: int) -> None:
    figure = one(text)
    assert figure.type == "ratio"
    assert [figure.value, figure.total] == [part, whole]


@pytest.mark.parametrize(
    ("text", "low", "high", "percent"),
    [
        ("15-20% of groups", 15, 20, True),
        ("15–20 per cent", 15, 20, True),
        ("15 to 20 per cent", 15, 20, True),
        ("ranging from 15% to 20%", 15, 20, True),
        ("between 180 and 200 members", 180, 200, False),
        ("10-15 million people", 10_000_000, 15_000_000, False),
        ("800,000 to 1.2 million", 800_000, 1_200_000, False),
        ("5 or 6 people", 5, 6, False),
        ("two or three people", 2, 3, False),
        ("ten to fifteen members", 10, 15, False),
    ],
)
def test_ranges(text: str, low: int, high: int, percent: bool) -> None:  # noqa: FBT001
    figure = one(text)
    assert figure.type == figure.qualifier == "range"
    assert [figure.value, figure.high] == [low, high]
    assert figure.percent is percent


@pytest.mark.parametrize(
    ("text", "low", "high", "dong"),
    [
        ("$10-15 million", 10, 15, False),
        ("$10m to $15m", 10, 15, False),
        ("VND10-15 million", 10, 15, True),
        ("10-15 million dong", 10, 15, True),
    ],
)
def test_ranges_of_money(text: str, low: int, high: int, dong: bool) -> None:  # noqa: FBT001
    figure = one(text)
    assert (figure.type, figure.qualifier, figure.money) == ("money", "range", dong)
    assert [figure.value, figure.high] == [low * 10**6, high * 10**6]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("it rose from 15% to 20%", [15, 20]),
        ("an increase from 180 to 200 members", [180, 200]),
        ("from 180 to 200 members", [180, 200]),
        ("it rose 5 to 20", [5, 20]),
        ("they won 3-2", [3, 2]),
        ("they lost 1-3", [1, 3]),
        ("a vote of 48 to 52", [48, 52]),
        ("12 of the 13th", [12, None]),
        ("5 of 2022", [5, None]),
        ("in 2022 or 2023", [None, None]),
        ("52 men and 23 women", [52, 23]),
        ("In March 15 members joined", [15]),
        ("he may 5 times", [5]),
        ("one of the 75 groups", [75]),
        ("sons aged 7, 9 and 12", [7, 9, 12]),
        ("2019,2020", [None]),
        ("1.23.4", [None]),
    ],
)
def test_figures_that_stand_apart(text: str, values: list[int | None]) -> None:
    assert [figure.value for figure in several(text)] == values


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        *[
            (f"{words} 140 members", "approximately")
            for words in ("about", "around", "nearly", "almost", "roughly", "some", "an estimated")
        ],
        ("200-odd members", "approximately"),
        *[(f"{words} 140 members", "more_than") for words in ("more than", "over", "above", "in excess of", ">")],
        *[(f"{words} 140 members", "at_least") for words in ("at least", "no fewer than", "a minimum of", "at least another")],
        *[(f"90{words}", "at_least") for words in ("+ members", " or more", "% or higher", "% of members and above")],
        *[
            (f"{words} 140 members", "at_most")
            for words in ("at most", "up to", "no more than", "under", "fewer than", "less than", "as many as")
        ],
        ("140 or fewer", "at_most"),
        ("more than $3bn", "more_than"),
        ("nearly a dozen", "approximately"),
        ("12 more than last time", "exact"),
        ("has 140 members", "exact"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert several(text)[0].qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "shown", "kind", "iso"),
    [
        ("on July 26, 2022, it met", "July 26, 2022", "date", "2022-07-26"),
        ("on 26 July 2022 it met", "26 July 2022", "date", "2022-07-26"),
        ("on 26 July, it met", "26 July", "date", "--07-26"),
        ("the 26th of July", "26th of July", "date", "--07-26"),
        ("Jan. 5", "Jan. 5", "date", "--01-05"),
        ("5-Jul-2022", "5-Jul-2022", "date", "2022-07-05"),
        ("July 26-28, 2022", "July 26-28, 2022", "date", "2022-07-26"),
        ("2022-07-26", "2022-07-26", "date", "2022-07-26"),
        ("07/26/2022", "07/26/2022", "date", "2022-07-26"),
        ("26/07/2022", "26/07/2022", "date", "2022-07-26"),
        ("05/06/2022", "05/06/2022", "date", None),
        ("on 26/7 it met", "26/7", "date", "--07-26"),
        ("July 2022", "July 2022", "period", "2022-07"),
        ("07/2022", "07/2022", "period", "2022-07"),
        ("in 2022", "2022", "period", "2022"),
        ("the 2022 targets", "2022", "period", "2022"),
        ("mid-2022", "2022", "period", "2022"),
        ("the first half of 2022", "first half of 2022", "period", "2022-H1"),
        ("the second half of the year", "second half of the year", "period", "--H2"),
        ("Q3 2022", "Q3 2022", "period", "2022-Q3"),
        ("3Q 2022", "3Q 2022", "period", "2022-Q3"),
        ("the third quarter of 2022", "third quarter of 2022", "period", "2022-Q3"),
        ("in the third quarter", "third quarter", "period", "--Q3"),
        ("the first six months of 2022", "first six months of 2022", "period", "2022-H1"),
        ("the first 9 months of this year", "first 9 months of this year", "period", "--9M"),
        ("nine months of 2022", "nine months of 2022", "period", "2022-9M"),
        ("the first half of last year", "first half of last year", "period", None),
        ("FY2023", "FY2023", "period", "2023"),
        ("the 1990s", "1990s", "period", None),
        ("2020-2025", "2020-2025", "term", "2020-2025"),
        ("2020–25", "2020–25", "term", "2020-2025"),
        ("from 2015 to 2020", "2015 to 2020", "term", "2015-2020"),
        ("between 2015 and 2020", "2015 and 2020", "term", "2015-2020"),
        ("FY2022/23", "FY2022/23", "term", "2022-2023"),
    ],
)
def test_dates_and_periods(text: str, shown: str, kind: str, iso: str | None) -> None:
    figure = one(text)
    assert (figure.text, figure.type, figure.iso) == (shown, kind, iso)


def test_days_that_the_calendar_lacks_are_noted() -> None:
    assert one("February 30, 2022").note == "impossible"
    assert one("31/13/2022").note == "impossible"


@pytest.mark.parametrize(
    ("text", "shown", "kind", "note"),
    [
        ("the 13th National Congress", "13th", "ordinal", None),
        ("1. Build", "1", "ordinal", "list item"),
        ("(2) build", "2", "ordinal", "list item"),
        ("Route 9", "9", "ordinal", "name"),
        ("along Highway 14 events", "14", "ordinal", "name"),
        ("a Boeing 737", "737", "ordinal", "name"),
        ("World War II", "II", "ordinal", None),
        ("COVID-19", "19", "document", "name"),
        ("the G7", "7", "document", "name"),
        ("5G networks", "5", "document", "name"),
        ("24/7", "24/7", "document", "name"),
        ("Industry 4.0", "4.0", "document", "name"),
        ("Resolution No. 21", "21", "document", None),
        ("Directive 05-CT/TW", "05-CT/TW", "document", None),
        ("Decree 15/2020/ND-CP", "15/2020/ND-CP", "document", None),
        ("Resolution 1325", "1325", "document", None),
        ("call +84 24 3999 8888", "84 24 3999 8888", "document", "phone"),
        ("call 0251.3999.888", "0251.3999.888", "document", "phone"),
        ("see https://en.example/2022", "2022", "document", "link"),
        ("write to a1@b.com", "1", "document", "link"),
        ("aged 35", "35", "age", None),
        ("a 35-year-old man", "35", "age", None),
        ("Nguyen Van An, 35, secretary", "35", "age", None),
        ("18 to 25 years old", "18 to 25", "age", None),
        ("an average age of 28.4", "28.4", "age", None),
        ("40-year Party membership badge", "40", "age", None),
        ("in her 20s", "20s", "age", None),
        ("children under 5", "5", "age", None),
        ("at 10:30 a.m.", "10:30 a.m.", "date", "time"),
        ("9am-5pm", "9am-5pm", "date", "time"),
        ("at 13:54:23", "13:54:23", "date", "time"),
        ("for 5 years", "5", "period", "duration"),
        ("a 3-day visit", "3", "period", "duration"),
        ("two years later", "two", "period", "duration"),
        ("three to five weeks", "three to five", "period", "duration"),
        ("35 km", "35", "count", "measure"),
        ("35°C", "35", "count", "measure"),
        ("12-hour shifts", "12", "count", "measure"),
    ],
)
def test_what_is_no_plain_amount(text: str, shown: str, kind: str, note: str | None) -> None:
    figure = one(text)
    assert (figure.text, figure.type, figure.note) == (shown, kind, note)


@pytest.mark.parametrize(
    "text",
    [
        "no one knows", "one of them", "one day", "this one", "Big Four firms", "two-way trade", "a five-star hotel", "no longer",
        "they have no plans",
        "no doubt", "twenty-first century", "the two hundredth anniversary",
        "hundreds of people", "in the first half", "he may come", "World War Two",
    ],
)  # fmt: skip
def test_words_that_are_no_figures(text: str) -> None:
    assert [figure.text for figure in several(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "71 of 75 groups (94.67%)",
        "71/75 groups (94.67 per cent)",
        "71 groups, or 94.67%",
        "71 groups, accounting for 94.67 percent",
        "71 (about 95%)",
    ],
)
def test_a_percentage_is_tied_to_the_figure_before(text: str) -> None:
    before, percent = several(text)
    assert percent.tied_to == before.id


@pytest.mark.parametrize(
    "text", ["914 groups (up 11.8%)", "914 groups; 94.67% of members", "914 groups, up 11.8%", "914 groups grew 11.8%"]
)
def test_a_change_is_tied_to_nothing(text: str) -> None:
    assert several(text)[1].tied_to is None


def test_the_language_is_told_from_the_text() -> None:
    assert figures.read("The group has 6.110 members")[0].value == Decimal("6.110")
    assert figures.read("Đảng bộ có 6.110 đảng viên")[0].value == 6110
    assert figures.read("6.110")[0].value == 6110
