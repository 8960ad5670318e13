import io
import unicodedata
from dataclasses import replace

import pytest
from rich.cells import cell_len

from llm_extract.render import table
from llm_extract.render.strings import Language
from llm_extract.render.view import View

EIGHTY = """\
Suối Mơ: 41/45 tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ
• Kết nạp đảng viên mới.

VĂN BẢN
Tiêu đề     Huyện ủy Suối Mơ tổng kết năm 2023
Tổ chức     Đảng bộ huyện Suối Mơ
Kỳ báo cáo  2023
Nhân sự     Lò Thị Mây, Bí thư Huyện ủy

SỐ LIỆU
Đánh giá, xếp loại                                 Giá trị  Tổng   Tỷ lệ  Kỳ
tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ              41    45  91,11%  2023
  có ⟦41/45⟧ tổ chức cơ sở đảng (⟦91,11%⟧) hoàn thành tốt nhiệm vụ
tổ chức cơ sở đảng hoàn thành nhiệm vụ                   5                2023
  ⟦5⟧ tổ chức hoàn thành nhiệm vụ
tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ ·         ≥ 90%                2024
mục tiêu
  từ ⟦90%⟧ trở lên tổ chức cơ sở đảng
"""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def color(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def plain(view: View, width: int, language: Language = "vi") -> str:
    return table.text(view, language, io.StringIO(), width)


def test_reads_from_summary_to_counts(views: dict[Language, View]) -> None:
    text = plain(views["vi"], 80)
    wanted, shown = EIGHTY.splitlines(), text.splitlines()
    assert [line.split() for line in shown[: len(wanted)]] == [line.split() for line in wanted]
    assert shown[-1] == views["vi"].counts
    order = [text.index(part) for part in ("VĂN BẢN", "SỐ LIỆU", "NHIỆM VỤ SẮP TỚI", "CON SỐ CHƯA RÕ", "LƯU Ý")]
    assert order == sorted(order)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(views: dict[Language, View], width: int) -> None:
    assert max(cell_len(line) for line in plain(views["vi"], width).splitlines()) <= width


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_figure_gets_lost_at_any_width(views: dict[Language, View], width: int) -> None:
    words = set(plain(views["en"], width, "en").replace("⟦", "").replace("⟧", "").split())
    for row in (row for family in views["en"].families for row in family.rows):
        assert {row.value.split()[-1], *row.total.split(), *row.percent.split()} <= words


def test_figures_are_lit_by_colour_on_a_terminal(views: dict[Language, View], color: None) -> None:
    del color
    text = table.text(views["vi"], "vi", Terminal(), 80)
    assert "\x1b[1;33m41/45\x1b[0m" in text
    assert "⟦" not in text


def test_figures_are_lit_by_brackets_without_colour(views: dict[Language, View], color: None, monkeypatch: pytest.MonkeyPatch) -> None:
    del color
    monkeypatch.setenv("NO_COLOR", "1")
    text = table.text(views["vi"], "vi", Terminal(), 80)
    assert "⟦41/45⟧" in text
    assert "\x1b[1;33m" not in text


def test_what_is_piped_holds_no_escapes(views: dict[Language, View]) -> None:
    assert "\x1b" not in plain(views["vi"], 80)


def test_markup_of_an_article_is_text(views: dict[Language, View]) -> None:
    view = replace(views["vi"], headline="[bold red]Đỏ[/] [link=https://a.example]b[/link] :smile:")
    assert plain(view, 120).splitlines()[0] == view.headline


def test_decomposed_letters_are_not_torn_apart(views: dict[Language, View]) -> None:
    word = unicodedata.normalize("NFD", "thưởng")
    lines = plain(replace(views["vi"], headline=" ".join([word] * 30)), 60).splitlines()
    assert set(" ".join(lines[:4]).split("•")[0].split()) == {word}
    assert max(map(cell_len, lines)) <= 60


def test_a_long_quote_is_cut_between_words_around_its_figure(views: dict[Language, View]) -> None:
    words = "tổ chức cơ sở đảng thuộc huyện " * 20
    row = replace(views["vi"].families[0].rows[0], evidence=((words, False), ("41", True), (f" {words}", False)))
    family = replace(views["vi"].families[0], rows=(row,))
    lines = plain(replace(views["vi"], families=(family,)), 60).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  … "))
    quote = " ".join(lines[start : start + 4]).split("NHIỆM")[0].split()
    assert "⟦41⟧" in quote
    assert set(quote) - {"⟦41⟧", "…"} <= set(words.split())


def test_many_open_figures_are_cut_short_and_counted(views: dict[Language, View]) -> None:
    text = plain(replace(views["en"], open=((("7", True),),) * 30), 80, "en")
    assert text.count("• ⟦7⟧") == 20
    assert "… and 10 more; see all with --format json" in text


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("vi", "! Cảnh báo (trong bài), tỷ lệ phần trăm không khớp: 41/45 là 91,11 %."),
        ("en", "! Warning (in the article): 41/45 is 91,11 %."),
    ],
)
def test_findings_are_in_the_language_of_the_page(views: dict[Language, View], language: Language, shown: str) -> None:
    assert shown in plain(views[language], 120, language).splitlines()


def test_an_unsure_metric_has_a_mark_behind_its_meaning(views: dict[Language, View]) -> None:
    first, *others = views["vi"].families[0].rows
    marked = replace(views["vi"], families=(replace(views["vi"].families[0], rows=(replace(first, unsure=True), *others)),))
    assert "(?)" not in plain(views["vi"], 80)
    lines = [line.split("  ")[0] for line in plain(marked, 100).splitlines() if "(?)" in line]
    assert lines == [f"{first.meaning} (?)"]
    assert plain(marked, 40).count("(?)") == 1


def test_an_empty_extraction_is_still_a_page(views: dict[Language, View]) -> None:
    view = replace(views["en"], key_points=(), fields=(), families=(), tasks=(), open=(), notes=())
    assert plain(view, 80, "en").splitlines()[1:] == ["", "METRICS", "No metrics.", "", "FINDINGS", "No findings.", "", view.counts]


def test_a_rule_divides_articles() -> None:
    assert table.rule("bài\x1b một.txt", io.StringIO(), 30).startswith(r"bài\x1b một.txt ───")
