from pathlib import Path

import pytest
from lxml import etree

from llm_extract.errors import OutputError
from llm_extract.evals.compare import Options, compare
from llm_extract.evals.report import Report, table, text, write
from llm_extract.evals.report.content import amount, signed
from llm_extract.evals.sides import side_by_side
from tests.evals.report.made import EVIL, record, report
from tests.evals.simulation import World, pair


def test_markdown_says_gate_difference_and_what_flipped() -> None:
    shown = text(report(), ".md")
    assert "**Gate failed: 2 breaches.**" in shown
    assert "**broken** (one repeat) one: wrong metric membership.admitted" in shown
    assert "| metrics F1 | 100.0% | 0.0% | −100.0 |" in shown
    assert shown.endswith("\n")


def test_nothing_hostile_is_markup_in_markdown() -> None:
    shown = text(report(), ".md")
    for live in ("<script", "`x`", "[y](", " @all", "http://", "\x1b", "\u202e"):
        assert live not in shown
    rows = [line for line in shown.splitlines() if line.startswith("| ")]
    assert all(line.replace("\\|", "").count("|") == row for line, row in ((line, 8) for line in rows if "verdict" in line))


def test_a_pull_request_takes_the_markdown_of_a_large_run() -> None:
    one, other = pair(World(cases=60, repeats=1, loss=0.3), 1)
    shown = text(Report(other, (), compare(one, other, Options(draws=50))), ".md")
    assert len(shown) < 65_536
    assert " more\n" in shown
    assert "**Gate passed.**" in shown


def test_junit_names_cases_and_says_why() -> None:
    tree = etree.fromstring(text(report(), ".xml").encode())
    assert tree.get("tests") == "3"
    assert (tree.get("failures"), tree.get("errors")) == ("1", "1")
    names = [(test.get("classname"), test.get("name")) for test in tree.iter("testcase")]
    assert names == [("golden.party_building", "one"), ("golden.party_building", "two"), ("gate.party_building", "all cases together")]
    assert EVIL in tree.xpath("string(//error/@message)")
    assert "metrics.f1" not in tree.xpath("string(//testcase[@name='one'])")
    assert tree.xpath("string(//testcase[@name='all cases together']/failure)") == "floor: too low"


def test_junit_without_a_gate_fails_where_the_promise_is_broken() -> None:
    tree = etree.fromstring(text(Report(record("invented")), ".xml").encode())
    assert [failure.get("message") for failure in tree.iter("failure")] == ["1 figures invented"] * 2
    assert "invented metric" in tree.xpath("string(//failure)")
    fine = etree.fromstring(text(Report(record("wrong")), ".xml").encode())
    assert (fine.get("failures"), fine.get("errors"), fine.get("tests")) == ("0", "0", "2")


def test_junit_tells_repeats_apart() -> None:
    one, _ = pair(World(cases=2, repeats=2), 1)
    tree = etree.fromstring(text(Report(one), ".xml").encode())
    assert [test.get("name") for test in tree.iter("testcase")] == ["case-00[0]", "case-00[1]", "case-01[0]", "case-01[1]"]


def test_the_terminal_shows_no_hostile_character_and_no_markup() -> None:
    made = report()
    assert made.comparison
    shown = table.comparison(made.comparison) + table.sides(made.sides) + table.breaches(made.breaches or ())
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "gate failed: 2 breaches" in shown
    assert "what flipped: broken weighs" in shown
    colours = table.breaches((), table.Terminal(80, colour=True))
    assert "\x1b[32mgate passed" in colours


def test_identical_runs_are_said_to_be_in_one_line() -> None:
    one = record("right")
    assert table.comparison(compare(one, one, Options(draws=50))).startswith("Every result is the same.")
    assert "| verdict |" not in text(Report(one, comparison=compare(one, one, Options(draws=50))), ".md")


def test_sides_show_quality_price_and_speed() -> None:
    (before, after) = side_by_side({"a": record("right"), "b": record("wrong", crashed=True)})
    assert (before.f1, before.precision, before.recall, before.found) == (1.0, 1.0, 1.0, 1.0)
    assert (before.price, before.tokens, before.seconds) == (0.01, 100, 0.5)
    assert (after.f1, after.crashed, after.tokens) == (0.0, 1, 50)
    assert "$0.0100" in table.sides((before, after))


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (0.9312, "share", "93.1%"),
        (None, "dollars", "–"),
        (0.01234, "dollars", "$0.0123"),
        (1.5, "seconds", "1.500 s"),
        (1234.0, "count", "1,234"),
    ],
)
def test_amounts_are_written_with_their_unit(value: float | None, unit: str, shown: str) -> None:
    assert amount(value, unit) == shown  # type: ignore[arg-type]


def test_differences_bear_their_sign() -> None:
    assert (signed(-0.031, "share"), signed(0.5, "seconds"), signed(-3, "count")) == ("−3.1", "+0.500 s", "−3")


def test_a_report_is_written_in_the_form_of_its_name(tmp_path: Path) -> None:
    for suffix in (".md", ".html", ".xml"):
        write(tmp_path / f"report{suffix}", report())
        assert (tmp_path / f"report{suffix}").read_text(encoding="utf-8") == text(report(), suffix)
    with pytest.raises(OutputError, match=r"end the name with \.md, \.html or \.xml"):
        write(tmp_path / "report.pdf", report())
