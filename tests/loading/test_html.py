import re
import unicodedata

import pytest

from llm_extract.errors import InputError
from llm_extract.loading import Limits, load_bytes
from llm_extract.models import Article

from .helpers import marked, running

P1 = "<p>Sáu tháng đầu năm, Đảng bộ huyện kết nạp <b>124</b> đảng viên mới, đạt 62% kế hoạch; công nhận chính thức 98 đảng viên dự bị.</p>"
P2 = "<p>Cấp ủy các cấp đã kiểm tra 45 tổ chức đảng và 67 đảng viên; giám sát 31 tổ chức đảng, thi hành kỷ luật 14 đảng viên.</p>"
TABLE = (
    "<table><tr><th>Đơn vị</th><th>Đảng viên</th></tr><tr><td>Xã An Hòa</td><td>1.205</td></tr><tr><td>Xã Tân "
    "Lập</td><td>986</td></tr></table>"
)


def load(page: str, max_chars: int = 100_000) -> Article:
    return load_bytes(page.encode(), media_type="text/html", limits=Limits(max_chars=max_chars))


def numerals(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", text))


def test_inline_elements_join_without_spaces_and_entities_are_read() -> None:
    article = load(
        f"<article>{P1}<p>Kết nạp <strong>2.270&nbsp;đảng viên</strong>, đạt <i>2</i>,98&#37;; A&amp;B; 12<wbr>.345; "
        "25&deg;C.</p></article>"
    )
    assert "Kết nạp 2.270 đảng viên, đạt 2,98%; A&B; 12.345; 25°C." in article.text


def test_blocks_are_apart_and_breaks_are_lines() -> None:
    article = load(f"<article>{P1}<p>một<br>hai</p><ul><li>ba</li><li>bốn</li></ul><div>năm<div>sáu</div>bảy</div></article>")
    assert article.text.endswith("một\nhai\n\nba\nbốn\n\nnăm\n\nsáu\n\nbảy")


def test_cells_are_divided_and_rows_are_lines() -> None:
    article = load(f"<article>{P1}{TABLE}</article>")
    assert "Đơn vị | Đảng viên\nXã An Hòa | 1.205\nXã Tân Lập | 986" in article.text


def test_paragraphs_in_a_cell_do_not_run_together() -> None:
    table = "<table><tr><td>a</td><td><p>12</p><p>150</p></td></tr><tr><td>b</td><td>1<br>2</td></tr></table>"
    assert "a | 12; 150\nb | 1; 2" in load(f"<article>{P1}{table}</article>").text


def test_a_layout_table_is_no_data_table() -> None:
    article = load(f"<table><tr><td><a href=1>Văn bản</a></td><td>{P1}{P2}{TABLE}</td></tr></table>")
    assert " | " not in article.text.split("Đơn vị")[0]
    assert "Xã An Hòa | 1.205" in running(article)


def test_reference_marks_do_not_grow_figures() -> None:
    article = load(f"<article>{P1}<p>Có 2.270<sup><a href='#1'>1</a></sup> đảng viên, 45 km<sup>2</sup>.</p></article>")
    assert "Có 2.270¹ đảng viên, 45 km²." in article.text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = 777;</script>",
        "<style>.a{width:777px}</style>",
        "<!-- 777 -->",
        "<p style='display: none'>777</p>",
        "<p style='visibility:hidden'>777</p>",
        "<span style='font-size:0px'>777</span>",
        "<div hidden><p>777</p></div>",
        "<p aria-hidden='true'>777</p>",
        "<p class='sr-only'>777</p>",
        "<p class='ghost'>777</p>",
        "<template><p>777</p></template>",
        "<noscript>777</noscript>",
        "<input value='777'><img alt='777'>",
    ],
)
def test_what_nobody_sees_is_left_out_and_what_follows_it_is_not(hidden: str) -> None:
    article = load(
        f"<style>.ghost {{ display: none }} @media print {{ .seen {{ display: none }} }}</style><article>{P1}<p "
        f"class='seen'>trước {hidden} sau</p></article>"
    )
    assert "777" not in article.text
    assert re.search(r"trước\s+sau", article.text)


def test_no_figure_of_tables_lists_notes_boxes_or_furniture_is_lost() -> None:
    page = f"""
      <nav><a href=1>Trang chủ</a> <span>33&deg;C</span></nav><main><h1>Kết quả 6 tháng</h1>{P1}
      <ul><li>Xã An Hòa: 15 đảng viên<ul><li>ấp 3: 7 đảng viên</li></ul></li></ul><ol><li>Xã Tân Lập: 12</li></ol>
      <dl><dt>Huy hiệu 50 năm</dt><dd>21 đảng viên</dd></dl>{TABLE}
      <table><caption>Bảng 2</caption><thead><tr><th>Loại</th><th>Tỷ lệ</th></tr></thead>
      <tbody><tr><td>Tốt</td><td>94,67%</td></tr></tbody></table>
      <aside class="box">Tỷ lệ kết nạp: 3,4%</aside><blockquote>Phấn đấu 140 đảng viên</blockquote><pre>cột 88   99</pre>
      <details><summary>Chi tiết 5</summary>còn 6</details><figure><figcaption>Trao 386 huy hiệu</figcaption></figure>
      <section class="footnotes"><p>(1) Gồm 11 chi bộ.</p></section>{P2}</main><footer>Giấy phép 249</footer>"""
    seen = re.sub(r"<[^>]*>", " ", page).replace("&deg;", "°")
    article = load(page)
    assert numerals(article.text) == numerals(seen)
    left = {"33", "3,4", "386", "249"}
    assert sorted(set(numerals(seen)) - set(numerals(running(article)))) == sorted(left)


def test_parts_of_a_page_are_marked_with_their_kind() -> None:
    article = load(f"""<html><body class="has-sidebar nav-fixed">
      <div id="header"><ul class="menu"><li><a href=1>Trang chủ</a></li></ul></div>
      <div class="main-content sidebar-right"><h1>Tiêu đề bài</h1><div class="date">Thứ Hai, 10/7/2023</div>
      <div class="social-share"><a>Facebook</a><a>Zalo</a></div>
      <div class="content">{P1}<figure><img><figcaption>Trao 12 giấy khen</figcaption></figure>{P2}</div><p class="author">Thu An</p>
      <div class="tin-lien-quan"><a href=2>Kết nạp 11 đảng viên</a></div><div class="binh-luan"><p>Lê A: 3.000 mới đủ.</p></div></div>
      <div class="thong-ke">Hôm nay: 512</div><div class="tham-do">Ý kiến?</div><div class="weather">27°C</div>
      <div class="quang-cao">Mua 1 tặng 1</div><div class="footer">Giấy phép số 1/GP</div></body></html>""")
    kinds = ["navigation", "share", "caption", "related", "comment", "counter", "poll", "weather", "advert", "legal"]
    assert [kind for kind, _ in marked(article)] == kinds
    assert running(article).split("\n\n")[:3] == ["", "Tiêu đề bài", "Thứ Hai, 10/7/2023"]
    assert "Thu An" in running(article)


def test_a_class_on_the_container_of_the_article_does_not_mark_it() -> None:
    article = load(
        f"<div class='comment-open sidebar-right'><div class='entry'>{P1}{P2}</div></div><div id='comments'><p>Lê A: tôi thấy 55</p></div>"
    )
    assert marked(article) == [("comment", "Lê A: tôi thấy 55")]


def test_a_whole_page_inside_a_form_is_read() -> None:
    assert "124" in running(load(f"<form id='aspnetForm'><div class='menu'><a>Trang chủ</a></div><div id='ctl00'>{P1}{P2}</div></form>"))


def test_links_beside_each_other_inside_an_article_are_related() -> None:
    article = load(
        f"<article>{P1}<ul><li><a href=1>Kết nạp 11 đảng viên</a></li><li><a href=2>Trao 12 giấy khen</a></li></ul>{P2}</article>"
    )
    assert marked(article) == [("related", "Kết nạp 11 đảng viên\nTrao 12 giấy khen")]


def test_metadata_as_the_page_declares_it() -> None:
    head = """<title>Tiêu đề - Báo X</title><meta property="og:site_name" content="Báo X"><meta name="author" content="Thu An">
      <meta property="article:published_time" content="2018-10-09T07:15:00+07:00">"""
    found = load(f"<html><head>{head}</head><body><h1>Tiêu đề</h1>{P1}</body></html>").metadata
    assert (found.title, found.source, found.author, found.published_at) == ("Tiêu đề", "Báo X", "Thu An", "2018-10-09T07:15:00+07:00")


@pytest.mark.parametrize(
    "script",
    [
        (
            '{"@type": "NewsArticle", "headline": "H", "datePublished": "2023-07-10T08:00+07:00", "author": [{"name": "Thu '
            'An"}], "publisher": {"name": "Báo X"}}'
        ),
        (
            '{"@graph": [{"@type": "WebSite"}, {"@type": ["Article"], "datePublished": "2023-07-10T08:00+07:00", "author": '
            '"Thu An", "publisher": "Báo X"}]}'
        ),
    ],
)
def test_metadata_of_json_ld(script: str) -> None:
    found = load(f'<html><head><script type="application/ld+json">{script}</script></head><body>{P1}</body></html>').metadata
    assert (found.source, found.author, found.published_at) == ("Báo X", "Thu An", "2023-07-10T08:00+07:00")


@pytest.mark.parametrize(
    "script", ["{", "[1, null]", '"x"', '{"@graph": 3}', "[" * 100_000, '{"@type": "Article", "author": {"name": {}}}']
)
def test_broken_json_ld_is_no_metadata(script: str) -> None:
    assert load(f'<script type="application/ld+json">{script}</script>{P1}').metadata.author is None


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<p> </p>",
        (
            "<nav><a>Trang chủ</a><a>Chính trị</a></nav><ul><li><a>Huyện ủy tổ chức hội nghị tổng kết với mười hai chi bộ "
            "được khen thưởng</a></li></ul>"
        ),
        "<script>document.write('Bài viết chỉ hiện khi có JavaScript, với 12 đảng viên')</script>",
        "<div class='menu'>Trang chủ Chính trị Kinh tế Văn hóa Xã hội Thể thao Pháp luật Quốc tế</div>",
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(InputError, match="no article"):
        load(page)


def test_an_article_that_is_only_a_table_is_read() -> None:
    assert "986" in running(load(f"<h1>Kết quả kết nạp đảng viên của các xã trong huyện năm 2023</h1>{TABLE}"))


def test_encoding_is_the_declared_one_unless_the_bytes_say_otherwise() -> None:
    page = f"<html><head><meta charset='windows-1252'></head><body>{P1}</body></html>"
    assert "Sáu tháng" in load_bytes(page.encode(), name="a.html").text
    assert "Sáu tháng" in load_bytes(page.encode("utf-16"), name="a.html").text
    french = (
        "<meta charset='iso-8859-1'><p>Le comité a été élu à la majorité des voix, où 45 délégués étaient présents à "
        "l'assemblée générale.</p>"
    )
    assert "été élu" in load_bytes(french.encode("latin-1"), name="a.html").text


def test_entities_of_its_own_expand_to_nothing() -> None:
    bomb = "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    article = load(f"{bomb}<article>{P1}<p>&b;&x;</p></article>")
    assert "root:" not in article.text
    assert "aaaa" not in article.text


def test_a_page_nested_too_deep_is_refused_and_not_cut_short() -> None:
    with pytest.raises(InputError, match="nested too deep"):
        load("<div>" * 5_000 + P1 + "</div>" * 5_000)


def test_text_of_a_deep_page_is_kept() -> None:
    assert "124" in load("<div>" * 400 + P1 + "</div>" * 400).text


def test_a_page_that_holds_too_much_text_is_refused() -> None:
    with pytest.raises(InputError, match="more than 1,000"):
        load(P1 * 20, max_chars=1_000)


def test_offsets_of_marks_hold_after_normalisation() -> None:
    nav, caption = "<nav>Trang&nbsp;chu\u0309 | Ki\u0301nh te\u0302\u0301\u200b</nav>", "<figcaption>A\u0309nh 12</figcaption>"
    article = load(f"{nav}<article>{unicodedata.normalize('NFD', P1)}{caption}</article>")
    assert marked(article) == [("navigation", "Trang chủ | Kính tế"), ("caption", "Ảnh 12")]


def test_deleted_text_is_left_out_and_inserted_text_is_kept() -> None:
    article = load(
        f"<article>{P1}<p>Toàn huyện có <del>15</del><ins>16</ins> chi bộ, <s>7</s> 8 đảng bộ, <strike>2<b>3</b></strike>24 "
        f"xã.</p>{P2}</article>"
    )
    assert "Toàn huyện có 16 chi bộ, 8 đảng bộ, 24 xã." in running(article)
