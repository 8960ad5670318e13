import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from llm_extract.render import markdown
from llm_extract.render.strings import Language
from llm_extract.render.view import View

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = (
    "# tiêu đề", "## a ##", "- mục", "+ mục", "* mục", "1. một", "12) hai", "> trích", "    mã", "```", "~~~", "---", "***", "===",
    "| a | b |", "một\nhai", "[^1]", "\\", "\\|", "a\\", "$x^2$ $$y$$", "`mã` **đậm** __đậm__ *nghiêng* _nghiêng_ ~~gạch~~",
    "<script>alert(1)</script>", "<!-- ẩn -->", "&lt;b&gt; &amp; &#35;", "[x](javascript:alert(1))", "![x](http://a.example/b.png)", "[a]: http://b.example",
    "https://evil.example/a_b_c", "www.evil.example", "<https://evil.example>", "a@b.example",
)  # fmt: skip


def text_of(html: str) -> str:
    plain = re.sub(r"<[^>]+>", "", html)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, char)
    return plain


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_shows_as_text(text: str) -> None:
    shown = text.replace("\n", " ").strip()
    assert READER.render(f"# {markdown.escape(text)}") == f"<h1>{READER.renderInline(markdown.escape(shown))}</h1>\n"
    for html in (READER.render(f"- {markdown.escape(shown)}"), READER.render(f"| a |\n| --- |\n| {markdown.escape(shown)} |")):
        assert shown in text_of(html)
        assert set(re.findall(r"<(\w+)", html)) <= {"ul", "li", "table", "thead", "tbody", "tr", "th", "td"}


@given(st.text(alphabet=" ab1.)-+*_#>|<&`~[]()!\\:/@$=w\"'{}", max_size=30))
def test_no_text_becomes_markup(text: str) -> None:
    shown = " ".join(text.split())
    html = READER.render(f"- x\n- {markdown.escape(shown)}") if shown else "<ul><li></li></ul>"
    assert set(re.findall(r"<(\w+)", html)) == {"ul", "li"}
    assert shown in text_of(html)


@pytest.mark.parametrize("text", ["2.310 đảng viên", "94,67%", "07:15, 09/10/2018", "Bí thư - Chủ tịch", "(63/63)", "Kết quả: 5"])
def test_ordinary_text_stays_legible(text: str) -> None:
    assert markdown.escape(text) == text


@pytest.mark.parametrize("bare", ["https://evil.example", "HTTP://evil.example", "www.evil.example", "ai@evil.example"])
def test_nothing_bare_can_become_a_link(bare: str) -> None:
    assert bare not in markdown.escape(bare)


def test_the_page_is_what_the_view_says(views: dict[Language, View]) -> None:
    page = markdown.page(views["vi"], "vi")
    assert page.startswith("# Suối Mơ: 41/45 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ\n\n- Kết nạp đảng viên mới.\n\n## Văn bản\n")
    assert (
        "| tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ | 41 | 45 | 91,11% | 2023 | "
        "có <b>41/45</b> tổ chức cơ sở đảng (<b>91,11%</b>) hoàn thành tốt nhiệm vụ |\n"
    ) in page
    assert page.endswith(f"---\n\n{views['vi'].counts} · suoi-mo.txt\n")
    html = READER.render(page)
    assert html.count("<table>") == 3
    assert html.count("<tr>") == 3 + 7


@pytest.mark.parametrize(("language", "shown", "other"), [("vi", "là 91,11 %", "is 91,11 %"), ("en", "is 91,11 %", "là 91,11 %")])
def test_findings_are_in_the_language_of_the_page(views: dict[Language, View], language: Language, shown: str, other: str) -> None:
    page = markdown.page(views[language], language)
    assert f":** 41/45 {shown}.<br>“" in page
    assert other not in page


def test_a_pipe_in_a_quote_adds_no_cell(views: dict[Language, View]) -> None:
    row = replace(views["vi"].families[0].rows[0], evidence=(("a | b ", False), ("41", True), (" | `c`", False)))
    view = replace(views["vi"], families=(replace(views["vi"].families[0], rows=(row,)),))
    assert READER.render(markdown.page(view, "vi")).count("<td") == 6


def test_columns_that_hold_nothing_are_left_out(views: dict[Language, View]) -> None:
    row = replace(views["en"].families[0].rows[0], total="", percent="", period="", about="")
    page = markdown.page(replace(views["en"], families=(replace(views["en"].families[0], rows=(row,)),)), "en")
    assert "| Indicator | Value | Evidence |\n| --- | ---: | --- |\n" in page


def test_an_unsure_metric_has_a_mark_behind_its_meaning(views: dict[Language, View]) -> None:
    family = views["vi"].families[0]
    first, *others = family.rows
    page = markdown.page(replace(views["vi"], families=(replace(family, rows=(replace(first, unsure=True), *others)),)), "vi")
    assert [line.split(" | ")[0] for line in page.splitlines() if "(?)" in line] == [f"| {first.meaning} (?)"]
