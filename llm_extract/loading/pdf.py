"""PDF files: the text of all pages, lines joined into paragraphs, page headers, footers and numbers marked."""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError

from llm_extract.errors import InputError
from llm_extract.loading import sniff
from llm_extract.loading.build import Extracted, build
from llm_extract.loading.limits import Limits, named
from llm_extract.loading.properties import declared_metadata
from llm_extract.models import Article, Metadata, Region, Span

_SPACES = re.compile(r"[ \u00a0]+")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–— ]*(?:(?:trang|page) ?)?(\d{1,4})(?: ?/ ?\d{1,4})?[-–— ]*", re.IGNORECASE)
_BULLET = re.compile(r"[-+*•–—▪◦○●■□❖➢✓✔] |\(?(?:\d{1,2}|[a-zđ]|[IVX]{1,4})[.)] ")
# "15-" and "20%", "05-CT/" and "TW": one word on two lines.
_CUT_WORD = re.compile(r"\w[-/]$")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”')]?$")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_EDGE_LINES = 2
_FEWEST_PAGES = 3
_FEWEST_WORDS = 8


@dataclass
class _Text:
    """Paragraphs under construction; page furniture waits until the paragraph that runs over the page's end is closed."""

    width: int
    parts: list[tuple[str, bool]] = field(default_factory=list)
    open: str = ""
    last: str = ""
    waiting: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        if self.open and _goes_on(self.last, line, self.width):
            self.open += line if _CUT_WORD.search(self.open) else f" {line}"
        else:
            self.close()
            self.open = line
        self.last = line

    def close(self) -> None:
        if self.open:
            self.parts.append((self.open, False))
        self.parts.extend((line, True) for line in self.waiting)
        self.waiting.clear()
        self.open = ""


def load_pdf(data: bytes, uri: str, limits: Limits) -> Article:
    """Reads a PDF file.

    Args:
        data: the file's bytes.
        uri: where they came from.
        limits: bounds on the text.

    Returns:
        The article; repeated page headers and footers and page numbers are `navigation`. Its offsets lead back to the joined text.

    Raises:
        InputError: the file is damaged, needs a password, holds only pictures, or too much text.
        UnsupportedInputError: its text is Vietnamese in an encoding of before Unicode.
    """
    pages, metadata = _read(data, uri, limits)
    if len(_WORDS.findall("\n".join("\n".join(page) for page in pages))) < _FEWEST_WORDS:
        raise InputError(f"{named(uri)}: the PDF holds pictures of pages, no text; run text recognition (OCR) on it first.")
    text, marks = _joined(pages)
    return build(Extracted(uri, text, sniff.PDF, tuple(marks), metadata), limits)


def _read(data: bytes, uri: str, limits: Limits) -> tuple[list[list[str]], Metadata]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _contents(PdfReader(BytesIO(data)), uri, limits)
    except InputError:
        raise
    except (FileNotDecryptedError, DependencyError) as error:
        raise _locked(uri) from error
    except Exception as error:  # pypdf's errors module says that broken files may cause any exception
        raise InputError(f"{named(uri)}: the PDF is damaged ({error}); open it in a viewer and print it to a new PDF.") from error


def _contents(reader: PdfReader, uri: str, limits: Limits) -> tuple[list[list[str]], Metadata]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked(uri)
    about = reader.metadata
    return list(_pages(reader, uri, limits)), declared_metadata(about.title, about.author) if about else Metadata()


def _locked(uri: str) -> InputError:
    return InputError(f"{named(uri)}: the PDF is encrypted; open it with its password and save it without one.")


def _pages(reader: PdfReader, uri: str, limits: Limits) -> Iterator[list[str]]:
    length = 0
    for page in reader.pages:
        text = page.extract_text()
        length += len(text)
        if length > limits.max_chars:
            raise InputError(f"{named(uri)}: the PDF has more than {limits.max_chars:,} characters; give one article at a time.")
        yield [line for line in (_SPACES.sub(" ", raw).strip() for raw in text.splitlines()) if line]


def _joined(pages: Sequence[Sequence[str]]) -> tuple[str, list[Region]]:
    furniture = _furniture(pages)
    lengths = sorted(len(line) for page in pages for line in page)
    text = _Text(width=lengths[len(lengths) * 9 // 10])
    for number, page in enumerate(pages):
        for at, line in enumerate(page):
            if (number, at) in furniture:
                text.waiting.append(line)
            else:
                text.add(line)
    text.close()
    return _laid_out(text.parts)


def _laid_out(parts: Iterable[tuple[str, bool]]) -> tuple[str, list[Region]]:
    marks: list[Region] = []
    start = 0
    lines: list[str] = []
    for line, is_furniture in parts:
        lines.append(line)
        if is_furniture:
            marks.append(Region(Span(start, start + len(line)), "navigation"))
        start += len(line) + 1
    return "\n".join(lines), marks


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line break is only the width's: the next line goes on with the sentence, or the line is full."""
    if _CUT_WORD.search(line):
        return True
    if _BULLET.match(following):
        return False
    if following[0].islower() and not _SENTENCE_END.search(line):
        return True
    full = len(line) * 10 >= width * (9 if _SENTENCE_END.search(line) else 8)
    return full and width >= 40  # noqa: PLR2004  a narrower text is a table or a poem


def _furniture(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Places (page, line) of page numbers, and of what stands at the edge of most pages, whatever number it holds."""
    edges = [(number, at) for number, page in enumerate(pages) for at in _edge(page)]
    shapes = Counter({(at >= _EDGE_LINES, _shape(pages[number][at])): 0 for number, at in edges})
    shapes.update((at >= _EDGE_LINES, _shape(pages[number][at])) for number, at in edges)
    least = max(_FEWEST_PAGES, len(pages) * 6 // 10)
    repeated = {(number, at) for number, at in edges if shapes[at >= _EDGE_LINES, _shape(pages[number][at])] >= least}
    return repeated | _page_numbers(pages, edges)


def _edge(page: Sequence[str]) -> list[int]:
    return [at for at in range(len(page)) if at < _EDGE_LINES or at >= len(page) - _EDGE_LINES]


def _shape(line: str) -> str:
    return _DIGITS.sub("0", line)


def _page_numbers(pages: Sequence[Sequence[str]], edges: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Lines that are only a number which grows with the page."""
    found = [(number, at, int(match[1]) - number) for number, at in edges if (match := _PAGE_NUMBER.fullmatch(pages[number][at]))]
    steps = Counter(step for _, _, step in found)
    return {(number, at) for number, at, step in found if steps[step] > 1}
