import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from llm_extract.errors import InputError, UnsupportedInputError
from llm_extract.loading import Limits, load_bytes
from llm_extract.models import Article

from .helpers import marked, running

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TEXT = "Đảng bộ huyện kết nạp 124 đảng viên mới, đạt 62% kế hoạch năm."


def saved(fill: Callable[[WordDocument], object]) -> bytes:
    document = Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_parts(data: bytes, parts: dict[str, str], relations: str = "") -> bytes:
    """A package with parts added, and relations to them from the document."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "word/_rels/document.xml.rels":
                body = body.replace(b"</Relationships>", f"{relations}</Relationships>".encode())
            if name not in parts:
                new.writestr(name, body)
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def load(data: bytes, max_unpacked: int = 10_000_000) -> Article:
    return load_bytes(data, name="bao-cao.docx", limits=Limits(max_unpacked=max_unpacked))


def numerals(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*", text)


def notes(kind: str, text: str) -> tuple[dict[str, str], str]:
    part = (
        f'<w:{kind}s {NS}><w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:t>555</w:t></w:r></w:p></w:{kind}><w:{kind} '
        f'w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
    )
    relation = (
        f'<Relationship Id="rIdX{kind}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s" Target="{kind}s.xml"/>'
    )
    return {f"word/{kind}s.xml": part}, relation


def test_no_figure_of_paragraphs_tables_lists_boxes_notes_and_edges_is_lost() -> None:
    box = (
        f'<w:p {NS}><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>'
        "<w:t>Hộp chữ 3,4%</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>Hộp chữ 3,4%</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>sau hộp 8</w:t></w:r></w:p>"
    )

    def fill(document: WordDocument) -> None:
        document.add_heading("Báo cáo 6 tháng", 1)
        document.add_paragraph(TEXT)
        document.add_paragraph("Xã An Hòa: 15", style="List Bullet")
        document.add_paragraph("Xã Tân Lập: 12", style="List Number")
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Đơn vị", "Đảng viên"
        table.cell(1, 0).text, table.cell(1, 1).text = "An Hòa", "1.205"
        inner = table.cell(1, 1).add_table(rows=1, cols=1)
        inner.cell(0, 0).text = "nữ 44"
        document.element.body.insert(3, parse_xml(box))
        document.sections[0].header.paragraphs[0].text = "Đảng bộ 7"
        document.sections[0].footer.paragraphs[0].text = "Trang 9"
        document.core_properties.title, document.core_properties.author = "Báo cáo", "Thu An"

    feet, relation = notes("footnote", "Gồm 11 chi bộ.")
    ends, further = notes("endnote", "Nguồn: 21 xã.")
    article = load(with_parts(saved(fill), feet | ends, relation + further))
    assert sorted(numerals(article.text)) == sorted(["6", "124", "62", "15", "12", "1.205", "44", "3,4", "8", "7", "9", "11", "21"])
    assert marked(article) == [("navigation", "Đảng bộ 7\nTrang 9")]
    assert "Đơn vị | Đảng viên\nAn Hòa | 1.205; nữ 44" in running(article)
    assert (article.metadata.title, article.metadata.author) == ("Báo cáo", "Thu An")


def test_signs_breaks_and_raised_digits() -> None:
    run = (
        f'<w:p {NS}><w:r><w:t xml:space="preserve">15</w:t><w:noBreakHyphen/><w:t>20%</w:t><w:tab/><w:t>2.270</w:t></w:r>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:br/><w:t>dòng hai</w:t></w:r>'
        "</w:p>"
    )
    article = load(saved(lambda document: document.element.body.insert(0, parse_xml(run))))
    assert article.text == "15-20%\t2.270¹\ndòng hai"


def test_deleted_hidden_and_field_text_is_left_out_and_inserted_text_is_kept() -> None:
    run = (
        f'<w:p {NS}><w:r><w:t>còn lại </w:t></w:r><w:del w:id="1"><w:r><w:delText>111</w:delText></w:r></w:del><w:ins '
        'w:id="2"><w:r><w:t>222 </w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>333</w:t></w:r><w:r><w:instrText>'
        "PAGE 444</w:instrText></w:r><w:hyperlink><w:r><w:t>đây</w:t></w:r></w:hyperlink></w:p>"
    )
    article = load(saved(lambda document: document.element.body.insert(0, parse_xml(run))))
    assert article.text == "còn lại 222 đây"


def test_names_that_programs_fill_in_are_no_metadata() -> None:
    metadata = load(saved(lambda document: document.add_paragraph(TEXT))).metadata
    assert (metadata.title, metadata.author, metadata.published_at) == (None, None, None)


def test_entities_are_not_expanded() -> None:
    document = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM '
        f'"file:///etc/passwd">]><w:document {NS}><w:body><w:p><w:r><w:t>Văn bản &b;&x; ở đây</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    article = load(with_parts(saved(lambda document: document.add_paragraph(TEXT)), {"word/document.xml": document}))
    assert "aaaa" not in article.text
    assert "root:" not in article.text


def test_billion_laughs_in_an_attribute_end_in_a_message() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    document = f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document {NS} w:x="&a11;"><w:body/></w:document>'
    with pytest.raises(InputError, match="damaged"):
        load(with_parts(saved(lambda document: document.add_paragraph(TEXT)), {"word/document.xml": document}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = with_parts(saved(lambda document: document.add_paragraph(TEXT)), {"word/media/image1.bmp": "0" * 5_000_000})
    assert len(data) < 100_000
    with pytest.raises(InputError, match=r"unpacks to 5 MB|unpacks to [56] MB"):
        load(data, max_unpacked=1_000_000)


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_a_file_cut_short_is_damaged(cut: float) -> None:
    data = saved(lambda document: document.add_paragraph(TEXT))
    with pytest.raises(InputError, match=r"bao-cao\.docx: .*(damaged|zip archive)"):
        load(data[: int(len(data) * cut)])


def test_a_package_without_its_document_is_damaged() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(InputError, match="damaged"):
        load(out.getvalue())


def test_an_empty_document_has_no_text() -> None:
    with pytest.raises(InputError, match="no text"):
        load(saved(lambda _: None))


def test_old_font_text_is_refused() -> None:
    with pytest.raises(UnsupportedInputError, match="TCVN3"):
        load(saved(lambda document: document.add_paragraph("§¶ng bé huyÖn Phó Hßa cã 45 tæ chøc c¬ së ®¶ng, kÕt n¹p ®îc 2.270 ®¶ng viªn.")))


def replaced(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A package with one part changed; without `old`, the part is replaced as a whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in package.namelist():
            body = package.read(part)
            changed.writestr(part, body if part != name else body.replace(old, new) if old else new)
    return out.getvalue()


@pytest.mark.parametrize(
    "name", ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "docProps/core.xml"]
)
def test_a_part_with_the_wrong_root_is_damage(name: str) -> None:
    with pytest.raises(InputError, match=r"bao-cao.docx: the DOCX file is damaged or incomplete \(.*\); open it"):
        load(replaced(saved(lambda document: document.add_paragraph(TEXT)), name, b"", b"<x/>"))


@pytest.mark.parametrize("target", [b"word/document.xml", b"word/styles.xml"])
def test_properties_that_are_another_part_are_damage(target: bytes) -> None:
    data = saved(lambda document: document.add_paragraph(TEXT))
    with pytest.raises(InputError, match="damaged"):
        load(replaced(data, "_rels/.rels", b"docProps/core.xml", target))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packed_data_that_does_not_unpack_is_damage(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(lambda document: document.add_paragraph(TEXT)))) as old, zipfile.ZipFile(out, "w", method) as new:
        for part in old.namelist():
            new.writestr(part, old.read(part))
        start = new.getinfo("word/document.xml").header_offset + 30 + len("word/document.xml")
    for at in range(start + 12, start + 72, 4):  # behind the header that LZMA has
        data = bytearray(out.getvalue())
        data[at] ^= 0xFF
        with pytest.raises(InputError, match="damaged"):
            load(bytes(data))
