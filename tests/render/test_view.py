from dataclasses import replace

from llm_extract.confidence import DISAGREEMENT
from llm_extract.models import Article, Confidence, Extraction, Finding
from llm_extract.render.strings import Language, strings
from llm_extract.render.view import Row, View, build
from llm_extract.tasks.base import Task


def rows(view: View) -> list[Row]:
    return [row for family in view.families for row in family.rows]


def test_values_are_those_the_article_prints(views: dict[Language, View]) -> None:
    shown = [(row.value, row.total, row.percent) for row in rows(views["vi"])]
    assert shown == [
        ("41", "45", "91,11%"),
        ("5", "", ""),
        ("≥ 90%", "", ""),
        ("128", "", ""),
        ("60", "", ""),
        ("−12", "", ""),
        ("≈ 1,5 tỷ đồng", "", ""),
    ]


def test_families_follow_the_article_and_targets_come_last(views: dict[Language, View]) -> None:
    assert [family.name for family in views["vi"].families] == ["Đánh giá, xếp loại", "Phát triển đảng viên", "An sinh xã hội"]
    assert [row.kind for row in views["vi"].families[0].rows] == ["", "", "mục tiêu"]


def test_only_labels_change_with_the_language(views: dict[Language, View]) -> None:
    vi, en = views["vi"], views["en"]
    assert (vi.headline, vi.key_points, vi.tasks) == (en.headline, en.key_points, en.tasks)
    assert [row.evidence for row in rows(vi)] == [row.evidence for row in rows(en)]
    assert rows(vi)[0].meaning == "tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ"
    assert rows(en)[0].meaning == "base Party organisations: rated good"
    assert rows(en)[3].period == "2023"


def test_every_figure_of_a_metric_is_lit(views: dict[Language, View]) -> None:
    assert [piece for piece, on in rows(views["vi"])[0].evidence if on] == ["41/45", "91,11%"]
    assert "".join(piece for piece, _ in rows(views["vi"])[0].evidence) == "có 41/45 tổ chức cơ sở đảng (91,11%) hoàn thành tốt nhiệm vụ"


def test_group_and_open_figures_are_shown(views: dict[Language, View]) -> None:
    assert rows(views["vi"])[4].about == "nữ"
    assert [[piece for piece, on in place if on] for place in views["vi"].open] == [["7"]]


def test_counts_cover_every_figure(views: dict[Language, View], extraction: Extraction) -> None:
    total = len(extraction.figures)
    assert views["en"].counts == f"{total} figures: 8 in metrics, {total - 9} set aside, 1 open · answered by pointing"
    assert views["vi"].counts == f"{total} con số: 8 trong số liệu, {total - 9} không phải số liệu, 1 chưa rõ · trả lời: pointing"


def test_findings_say_how_bad_and_where(views: dict[Language, View]) -> None:
    (note,) = views["vi"].notes
    assert note.label == "Cảnh báo (trong bài), tỷ lệ phần trăm không khớp"
    assert [piece for piece, on in note.places[0] if on] == ["41/45"]


def test_findings_speak_the_chosen_language(views: dict[Language, View]) -> None:
    assert views["vi"].notes[0].message == "41/45 là 91,11 %."
    assert views["en"].notes[0].message == "41/45 is 91,11 %."
    assert views["en"].notes[0].label == "Warning (in the article)"


def test_a_finding_shows_neighbouring_places_together(article: Article, extraction: Extraction, task: Task) -> None:
    figures = [figure.span for figure in extraction.figures if figure.text in {"41/45", "91,11%", "128", "7"}]
    told = replace(extraction, findings=(Finding("x.y", "info", "article", "?", "?", tuple(reversed(figures))),))
    places = build(article, told, task, "vi").notes[0].places
    assert [[piece for piece, on in place if on] for place in places] == [["41/45", "91,11%"], ["128"], ["7"]]


def test_open_figures_are_not_told_twice(article: Article, extraction: Extraction, task: Task) -> None:
    told = replace(extraction, findings=(Finding("accounted.open", "info", "engine", "1 figure waits for review.", "1 con số chưa rõ."),))
    assert build(article, told, task, "vi").notes == ()


def doubted(extraction: Extraction, *texts: str) -> Extraction:
    told = [(one, 0.4 if one.text in texts else 0.95) for one in extraction.figures]
    return replace(extraction, confidences=tuple(Confidence(one.id, score, "It is so.", "Là thế.") for one, score in told))


def test_only_unsure_metrics_are_marked_and_the_notes_say_why(article: Article, extraction: Extraction, task: Task) -> None:
    vi, en = (build(article, doubted(extraction, "128"), task, language) for language in ("vi", "en"))
    assert [row.value for row in rows(vi) if row.unsure] == ["128"]
    assert [note.severity for note in vi.notes] == ["warning", "info"]
    assert (vi.notes[1].label, vi.notes[1].message) == ("(?) Chưa chắc, 40%", "Là thế.")
    assert (en.notes[1].label, en.notes[1].message) == ("(?) Unsure, 40%", "It is so.")
    assert [[piece for piece, on in place if on] for place in vi.notes[1].places] == [["128"]]


def test_a_disagreement_is_told_once(article: Article, extraction: Extraction, task: Task) -> None:
    (span,) = (figure.span for figure in extraction.figures if figure.text == "128")
    told = replace(extraction, findings=(Finding(DISAGREEMENT, "info", "engine", "They do not agree.", "Không cùng ý.", (span,)),))
    view = build(article, doubted(told, "128", "5"), task, "vi")
    assert [row.value for row in rows(view) if row.unsure] == ["5", "128"]
    assert [note.label for note in view.notes] == ["Thông tin (khi trích xuất), mô hình và luật không cùng ý", "(?) Chưa chắc, 40%"]
    assert [[piece for piece, on in note.places[0] if on] for note in view.notes] == [["128"], ["5"]]


def test_an_article_of_another_genre_says_so(article: Article, extraction: Extraction, task: Task) -> None:
    empty = replace(extraction, data=task.schema(off_genre=True))
    view = build(article, empty, task, "en")
    assert view.notice.startswith("This article is of another genre")
    assert view.headline == "suoi-mo.txt"
    assert view.families == ()


def test_no_text_of_an_article_can_steer_a_terminal(extraction: Extraction, article: Article, task: Task) -> None:
    data = extraction.data.model_copy(update={"organization": "Đảng bộ\x1b[2J", "title": "\u202eđảo"})
    view = build(replace(article, uri="\x1b]0;x\x07.txt"), replace(extraction, data=data, engine="e\x1b"), task, "vi")
    assert not set(repr(view)) & {"\x1b", "\x07", "\u202e"}
    assert dict(view.fields)["Tổ chức"] == (r"Đảng bộ\x1b[2J",)
    assert view.counts.endswith(r"e\x1b")


def test_periods_read_as_people_write_them() -> None:
    codes = ("2022", "2022-H1", "2022-Q1", "2022-9M", "2022-07", "2022-07-26", "2020-2025", "2018-10-09T07:15:00+07:00", "xyz")
    assert [strings("vi").when(code) for code in codes] == [
        "2022", "6 tháng đầu 2022", "quý 1/2022", "9 tháng 2022", "tháng 07/2022", "26/07/2022", "2020-2025", "09/10/2018", "xyz",
    ]  # fmt: skip
    assert [strings("en").when(code) for code in codes[:4]] == ["2022", "1st half 2022", "Q1 2022", "9 months 2022"]


def test_both_languages_name_the_same_things() -> None:
    vi, en = strings("vi"), strings("en")
    assert list(vi.fields) == list(en.fields)
    assert list(vi.families) == list(en.families)


def test_every_family_of_the_task_has_a_name(task: Task) -> None:
    families = {indicator.code.partition(".")[0] for indicator in task.indicators}
    assert families <= set(strings("vi").families)
