"""DOCX files: paragraphs, tables, lists, notes, text boxes, headers and footers."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from lzma import LZMAError
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from lxml import etree

from llm_extract.errors import InputError
from llm_extract.loading import sniff
from llm_extract.loading.build import Extracted, build
from llm_extract.loading.limits import Limits, named
from llm_extract.loading.normalise import superscript
from llm_extract.loading.properties import declared_metadata
from llm_extract.models import Article, Region, Span

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TBL, _TR, _TC, _TXBX, _R = (_W + tag for tag in ("p", "tbl", "tr", "tc", "txbxContent", "r"))
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_VERTICAL = f"{_W}rPr/{_W}vertAlign"
_VANISH = f"{_W}rPr/{_W}vanish"
_VAL, _TYPE = f"{_W}val", f"{_W}type"
# What the editor took out, field codes, and properties that hold no text.
_SKIPPED = frozenset(
    _W + tag for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "rt")
)
_SIGNS = {_W + "tab": "\t", _W + "ptab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_LONGEST_CELL = 300
# What the libraries raise on packages that are cut, or hold other data than their names promise; a part of another kind lacks attributes.
_DAMAGE = (
    BadZipFile, OpcError, etree.XMLSyntaxError, zlib.error, LZMAError, struct.error, OSError, EOFError, AttributeError, KeyError, TypeError,
    ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
_NOTES = ("/footnotes", "/endnotes")
_EDGES = ("/header", "/footer")


def load_docx(data: bytes, uri: str, limits: Limits) -> Article:
    """Reads a DOCX file.

    The text holds the body in order, each text box after the paragraph it is fixed to, then foot- and endnotes, then headers and footers,
    which are marked as `navigation`. Deleted and hidden text is left out.

    Args:
        data: the file's bytes.
        uri: where they came from.
        limits: bounds on the unpacked size and on the text.

    Returns:
        The article; its offsets lead back to the text as extracted.

    Raises:
        InputError: the file is damaged, unpacks to too much, or holds no words.
        UnsupportedInputError: its text is Vietnamese in an encoding of before Unicode.
    """
    _check_size(data, uri, limits)
    try:
        document = Document(BytesIO(data))
        running = [*_texts(document.element.body), *_attached(document, _NOTES)]
        edges = list(dict.fromkeys(_attached(document, _EDGES)))
        properties = document.core_properties
        metadata = declared_metadata(properties.title, properties.author)
    except _DAMAGE as error:
        raise _damaged(uri, error) from error
    body, edge = "\n\n".join(running), "\n".join(edges)
    start = len(body) + 2
    marks = (Region(Span(start, start + len(edge)), "navigation"),) if edge else ()
    return build(Extracted(uri, f"{body}\n\n{edge}" if edge else body, sniff.DOCX, marks, metadata), limits)


def _check_size(data: bytes, uri: str, limits: Limits) -> None:
    """Adds up what the parts declare; zipfile never unpacks a part beyond that."""
    try:
        with ZipFile(BytesIO(data)) as package:
            size = sum(part.file_size for part in package.infolist())
    except _DAMAGE as error:
        raise _damaged(uri, error) from error
    if size > limits.max_unpacked:
        raise InputError(
            f"{named(uri)}: it unpacks to {size / 1e6:,.0f} MB, more than {limits.max_unpacked / 1e6:g} MB; save it without pictures."
        )


def _damaged(uri: str, error: Exception) -> InputError:
    odd = isinstance(error, (AttributeError, TypeError, RecursionError))
    what = "one of its parts is not what it should be" if odd else error
    return InputError(f"{named(uri)}: the DOCX file is damaged or incomplete ({what}); open it in Word or LibreOffice and save it again.")


def _attached(document: "WordDocument", kinds: tuple[str, ...]) -> Iterator[str]:
    """The texts of the parts that the document refers to by relations of some kinds."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(kinds) and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            groups = [note for note in root if note.get(_TYPE) is None] if relation.reltype.endswith(_NOTES) else [root]
            for group in groups:
                yield from _texts(group)


def _texts(container: "Iterable[_Element]") -> Iterator[str]:
    """The paragraphs and tables under an element, in order; the rows of a table stand in one text."""
    for element in container:
        if element.tag == _P:
            yield from _paragraph(element)
        elif element.tag == _TBL:
            yield from _table(element)
        elif element.tag == _ALTERNATIVES:
            yield from _texts(element[:1])
        elif element.tag not in _SKIPPED and isinstance(element.tag, str):
            yield from _texts(element)


def _paragraph(paragraph: "_Element") -> Iterator[str]:
    boxes: list[_Element] = []
    text = _tail_trimmed("".join(_inline(paragraph, boxes)))
    if text:
        yield text
    for box in boxes:
        yield from _texts(box)


def _inline(element: "_Element", boxes: "list[_Element]", *, raised: bool = False) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in {_W + "t", _MATH_TEXT}:
            yield superscript(child.text or "") if raised else child.text or ""
        elif tag == _TXBX:
            boxes.append(child)
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == _ALTERNATIVES:
            yield from _inline(child[:1], boxes, raised=raised)
        elif tag == _R:
            yield from () if _is_hidden(child) else _inline(child, boxes, raised=_is_raised(child))
        elif tag not in _SKIPPED and isinstance(tag, str):
            yield from _inline(child, boxes, raised=raised)


def _is_hidden(run: "_Element") -> bool:
    mark = run.find(_VANISH)
    return mark is not None and mark.get(_VAL) not in {"0", "false", "off"}


def _is_raised(run: "_Element") -> bool:
    mark = run.find(_VERTICAL)
    return mark is not None and mark.get(_VAL) == "superscript"


def _table(table: "_Element") -> Iterator[str]:
    rows = [[list(_texts(cell)) for cell in row.iter(_TC) if _owner(cell) is row] for row in table.iter(_TR) if _table_of(row) is table]
    cells = [cell for row in rows for cell in row]
    if max(map(len, rows), default=0) < 2 or any(sum(map(len, cell)) > _LONGEST_CELL for cell in cells):  # noqa: PLR2004
        for cell in cells:
            yield from cell
        return
    text = "\n".join(" | ".join("; ".join(cell).replace("\n", "; ") for cell in row).strip(" |") for row in rows)
    if text.strip():
        yield text


def _owner(cell: "_Element") -> "_Element | None":
    return next(cell.iterancestors(_TR), None)


def _table_of(row: "_Element") -> "_Element | None":
    return next(row.iterancestors(_TBL), None)


def _tail_trimmed(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")).strip()
