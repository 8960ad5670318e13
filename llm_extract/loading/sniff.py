"""What a file is, by its first bytes and its name; formats that are not read are refused by name."""

import re
from pathlib import PurePath

from llm_extract.errors import UnsupportedInputError

TEXT, MARKDOWN, HTML, PDF = "text/plain", "text/markdown", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_SUFFIXES = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".shtml": HTML,
    ".aspx": HTML, ".php": HTML,
}  # fmt: skip
_TYPES = {"application/xhtml+xml": HTML, "text/x-markdown": MARKDOWN}

_AS_TEXT = "save it as .docx, .pdf or plain text"
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file (.doc, .xls)", "open it in Word or LibreOffice and save it as .docx"),
    (b"{\\rtf", "a rich text file (RTF)", "open it in Word or LibreOffice and save it as .docx"),
    (b"\x89PNG", "a picture (PNG)", "run text recognition (OCR) on it first"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "run text recognition (OCR) on it first"),
    (b"GIF8", "a picture (GIF)", "run text recognition (OCR) on it first"),
    (b"BM", "a picture (BMP)", "run text recognition (OCR) on it first"),
    (b"II*\x00", "a picture (TIFF)", "run text recognition (OCR) on it first"),
    (b"MM\x00*", "a picture (TIFF)", "run text recognition (OCR) on it first"),
    (b"RIFF", "a picture, sound or film (RIFF)", "give the article's text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and give the file inside"),
    (b"BZh", "a bzip2 archive", "unpack it and give the file inside"),
    (b"\xfd7zXZ", "an xz archive", "unpack it and give the file inside"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it and give the file inside"),
    (b"Rar!", "a RAR archive", "unpack it and give the file inside"),
    (b"\x7fELF", "a program", "give the article's text"),
    (b"MZ", "a program", "give the article's text"),
    (b"SQLite format 3", "a database (SQLite)", "give the article's text"),
    (b"%!PS", "a PostScript file", "save it as .pdf"),
)  # fmt: skip
_PACKAGES = (
    (b"xl/workbook", "an Excel workbook (.xlsx)", _AS_TEXT),
    (b"ppt/presentation", "a PowerPoint presentation (.pptx)", _AS_TEXT),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file (.odt)", "open it in LibreOffice or Word and save it as .docx"),
    (b"application/epub+zip", "an e-book (EPUB)", _AS_TEXT),
)
_WORD_PART = re.compile(rb"word/(?:document\w*|styles|settings)\.xml")
_TAG = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*)*<(?:!doctype html|html|head|body|article|div|p|h1|meta|"
    rb"title|main|section)\b",
    re.IGNORECASE,
)
_MHTML = re.compile(rb"(?:From: <?Saved by|MIME-Version: )", re.IGNORECASE)


def media_type(data: bytes, subject: str, name: str = "", declared: str | None = None) -> str:
    """Tells which loader reads some bytes: by their signature, then by the declared type, the name, and the look of the text.

    Args:
        data: the bytes.
        subject: what a message calls them.
        name: file name or path of a URL, for its suffix.
        declared: media type that an upload or server declares, without parameters.

    Returns:
        One of the media types above.

    Raises:
        UnsupportedInputError: the format is known, and not read.
    """
    signed = _signed(data, subject)
    if signed:
        return signed
    suffix = _SUFFIXES.get(PurePath(name).suffix.lower())
    declared = _TYPES.get(declared or "", declared)
    if declared == HTML or (suffix == HTML and declared in {None, "application/octet-stream"}):
        return HTML
    if suffix in {TEXT, MARKDOWN}:
        return suffix
    if declared in {PDF, DOCX} or PurePath(name).suffix.lower() in {".pdf", ".docx"}:
        raise UnsupportedInputError(f"{subject}: named as PDF or DOCX, but it is not one; open it in its program and save it again.")
    return HTML if declared is None and _TAG.match(data.removeprefix(b"\xef\xbb\xbf")[:2000]) else TEXT


def _signed(data: bytes, subject: str) -> str | None:
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packaged(data, subject)
    for magic, what, remedy in _REFUSED:
        if data.startswith(magic) and not (len(magic) < 4 and _is_text(data)):  # noqa: PLR2004  "BM" and "MZ" also begin words
            raise UnsupportedInputError(f"{subject}: this is {what}; {remedy}.")
    if _MHTML.match(data):
        raise UnsupportedInputError(f"{subject}: this is a web archive (.mht); save the page as .html.")
    return None


def _packaged(data: bytes, subject: str) -> str:
    # The names of a package's parts stand in clear at both ends.
    names = data[:65_536] + data[-262_144:]
    if _WORD_PART.search(names):
        return DOCX
    for mark, what, remedy in _PACKAGES:
        if mark in names:
            raise UnsupportedInputError(f"{subject}: this is {what}; {remedy}.")
    raise UnsupportedInputError(f"{subject}: this is a zip archive; unpack it and give the file inside.")


def _is_text(data: bytes) -> bool:
    try:
        data[:512].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > 500 and b"\x00" not in data[:512]  # noqa: PLR2004  a character cut by the slice
    return b"\x00" not in data[:512]
