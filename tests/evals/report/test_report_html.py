import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from llm_extract.evals.records import Item
from llm_extract.evals.report import Report, text
from llm_extract.evals.report.lit import stretches
from llm_extract.render.safe import visible_lines
from tests.evals.report.made import EVIL, TEXT, item, record, report


def page() -> html.HtmlElement:
    return html.document_fromstring(text(report(), ".html"))


def test_the_page_needs_nothing_else_and_runs_nothing() -> None:
    tree = page()
    assert (
        tree.xpath("//script | //iframe | //object | //embed | //link | //img | //form | //base | //a | //*[@href or @src or @action]")
        == []
    )
    assert [name for element in tree.iter() for name in element.attrib if name.startswith("on") or name == "style"] == []
    assert tree.xpath("string(//meta[@http-equiv]/@content)") == "default-src 'none'; style-src 'unsafe-inline'"
    (style,) = tree.xpath("//style")
    assert not re.search(r"url\(|@import|expression", style.text)
    assert "http" not in re.sub(r"http://evil\.example", "", text(report(), ".html").replace("http-equiv", ""))


def test_hostile_text_is_only_text() -> None:
    shown = text(report(), ".html")
    assert "<script" not in shown
    assert "{{ 7*7 }}" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert EVIL in page().text_content()


def test_the_article_is_lit_by_verdict_and_whole() -> None:
    (article,) = page().xpath("//section[@id='cases']/details[starts-with(summary, 'one')]/div[@class='article']")
    assert article.text_content() == visible_lines(TEXT)
    marks = [(mark.get("class"), mark.text_content()) for mark in article.iter("mark")]
    assert marks == [("right", "Kết nạp "), ("wrong", "640"), ("right", " đảng viên.")]
    assert "641" in article.xpath("string(.//mark[@class='wrong']/@title)")


def test_every_case_can_be_opened_the_worst_first() -> None:
    tree = page()
    summaries = [one.text_content() for one in tree.xpath("//section[@id='cases']/details/summary")]
    assert [one.split(" · ")[:2] for one in summaries] == [["two", "crashed"], ["one", "0.0%"]]
    assert "ValueError" in tree.xpath("string(//section[@id='cases']/details[1]/p)")


def test_gate_comparison_runs_and_charts_are_there() -> None:
    tree = page()
    assert [one.get("id") for one in tree.xpath("//section")] == ["gate", "comparison", "runs", "charts", "measures", "cases"]
    assert len(tree.xpath("//section[@id='gate']//li")) == 2
    assert "untested" in tree.xpath("string(//section[@id='comparison']/table/tbody/tr[1]/td[last()])")
    assert [one.get("class") for one in tree.xpath("//section[@id='comparison']//li[@class]")].count("broken") >= 1
    for chart in tree.xpath("//svg"):
        width = float(chart.get("width"))
        bars = chart.xpath(".//rect")
        assert bars
        assert all(0 <= float(bar.get("x")) <= float(bar.get("x")) + float(bar.get("width")) <= width for bar in bars)
        assert chart.get("aria-label")


def test_a_run_alone_has_neither_gate_nor_comparison() -> None:
    tree = html.document_fromstring(text(Report(record("right")), ".html"))
    assert [one.get("id") for one in tree.xpath("//section")] == ["charts", "measures", "cases"]
    assert not tree.xpath("//div[@class='article']")


places = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["right", "missed", "extra", "wrong", "invented"])))


@given(st.text(max_size=25), places)
def test_cutting_a_text_loses_nothing(words: str, placed: list[tuple[int, int, str]]) -> None:
    items = [Item(what="metric", name="a", verdict=verdict, reason="r", start=start, end=end) for start, end, verdict in placed]  # type: ignore[arg-type]
    pieces = list(stretches(words, items))
    assert "".join(piece.text for piece in pieces) == words
    edges = [0]
    for piece in pieces:
        edges.append(edges[-1] + len(piece.text))
    for piece, (start, end) in zip(pieces, pairwise(edges), strict=True):
        over = [(low, high) for low, high, _ in placed if low <= start and end <= high <= len(words) and low < high]
        assert (piece.verdict is not None) == bool(over)
        assert len(piece.notes) == len(over)


def test_the_worst_verdict_lights() -> None:
    pieces = list(stretches("abcdef", [item("right", 0, 4), item("invented", 2, 6), item("wrong", 0, 99)]))
    assert [(piece.text, piece.verdict) for piece in pieces] == [("ab", "right"), ("cd", "invented"), ("ef", "invented")]
