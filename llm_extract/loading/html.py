"""HTML pages: all visible text, with what is not the article marked as regions."""

import logging
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from llm_extract.errors import InputError
from llm_extract.loading import page, sniff
from llm_extract.loading.build import Extracted, build
from llm_extract.loading.encoding import decode
from llm_extract.loading.limits import Limits, named
from llm_extract.loading.visible import Block, parse, visible_blocks
from llm_extract.models import Article, Region, RegionKind, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?…:;][\"')”’\]]*$")
# A longer page is judged by its structure alone: finding its main text could take minutes.
_LONGEST_PAGE = 2_000_000
_PARAGRAPH = 80
_FEWEST_WORDS = 8


def load_html(data: bytes, uri: str, limits: Limits, *, charset: str | None = None) -> Article:
    """Reads an HTML page.

    The text holds everything that a visitor sees, in reading order. What stands outside the article, or inside it as a caption, a share
    bar and the like, is marked as a region by structure, by trafilatura's judgement, and by wording.

    Args:
        data: the page's bytes.
        uri: where they came from.
        limits: bounds on the text.
        charset: encoding that a server declared.

    Returns:
        The article; its offsets lead back to the visible text before normalisation.

    Raises:
        InputError: the page is empty, holds no article, or too much text.
        UnsupportedInputError: the encoding is not read.
    """
    declared = _CHARSET.search(data[:4096])
    source = decode(data, named(uri), charset or (declared[1].decode() if declared else None))
    root = parse(source, named(uri))
    blocks = visible_blocks(root)
    kinds = _Judge(root, blocks, _main_text(root, source)).kinds()
    if not any(kind is None and _tells(block) for block, kind in zip(blocks, kinds, strict=True)):
        raise InputError(
            f"{named(uri)}: the page holds no article, only menus, links or nothing at all; give the article's own address or its text."
        )
    text, marks = _joined(blocks, kinds)
    return build(Extracted(uri, text, sniff.HTML, tuple(marks), page.metadata(root)), limits)


def _main_text(root: "HtmlElement", source: str) -> str:
    if len(source) > _LONGEST_PAGE:
        return ""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(root, favor_recall=True, include_comments=False, include_tables=True)
    return "" if found is None or isinstance(found, dict) else found.text or ""


def _key(text: str) -> str:
    return " ".join(_WORD.findall(text))


class _Judge:
    """Decides what each block of one page is."""

    def __init__(self, root: "HtmlElement", blocks: Sequence[Block], main: str) -> None:
        self._blocks = blocks
        self._memo: dict[HtmlElement, RegionKind | None] = {}
        lines = {_key(line) for line in main.splitlines()} - {""}
        chosen = [block for block in blocks if self._is_main(block, lines)]
        chosen = [block for block in chosen if _is_paragraph(block) or not self._by_structure(block.element)]
        chosen = chosen or [block for block in blocks if _is_paragraph(block)]
        self._memo.clear()
        self._container = page.main_container([(block.element, len(block.text)) for block in chosen], root)
        self._main = set(map(id, chosen))
        self._memo |= dict.fromkeys((self._container, *self._container.iterancestors()))

    def _is_main(self, block: Block, lines: set[str]) -> bool:
        return bool(lines) and block.linked * 2 < len(block.text) and _key(block.text) in lines

    def kinds(self) -> list[RegionKind | None]:
        """The kind of each block; None for running text, and where the wording is to decide."""
        within = [self._container in (block.element, *block.element.iterancestors()) for block in self._blocks]
        first = next(
            (at for at, block in enumerate(self._blocks) if block.element.tag == "h1"), within.index(True) if True in within else 0
        )
        start = min(first, within.index(True)) if True in within else first
        links = self._link_lists()
        return [self._kind(at, inside=within[at], before=at < start, listed=at in links) for at in range(len(self._blocks))]

    def _kind(self, at: int, *, inside: bool, before: bool, listed: bool) -> RegionKind | None:
        block = self._blocks[at]
        kind = self._by_structure(block.element)
        if kind:
            return kind
        if inside or id(block) in self._main:
            return "related" if listed else None
        if before and not _is_paragraph(block) and block.element.tag not in {"h1", "h2"}:
            return "navigation"
        return "related" if block.linked * 2 > len(block.text) else None

    def _link_lists(self) -> set[int]:
        """Blocks that are links from end to end, beside another such one."""
        whole = [block.linked * 10 >= len(block.text) * 9 for block in self._blocks]
        return {at for at, is_link in enumerate(whole) if is_link and (whole[at - 1 : at] == [True] or whole[at + 1 : at + 2] == [True])}

    def _by_structure(self, element: "HtmlElement") -> RegionKind | None:
        """What the nearest element with a say declares; a caption inside a box is part of the box."""
        path: list[HtmlElement] = []
        at: HtmlElement | None = element
        while at is not None and at not in self._memo:
            path.append(at)
            at = at.getparent()
        kind = None if at is None else self._memo[at]
        for element_ in reversed(path):
            own = page.own_kind(element_)
            kind = kind if own is None or (own == "caption" and kind) else own
            self._memo[element_] = kind
        return kind


def _is_paragraph(block: Block) -> bool:
    return len(block.text) >= _PARAGRAPH and block.linked * 2 < len(block.text) and _SENTENCE.search(block.text) is not None


def _tells(block: Block) -> bool:
    return block.linked * 2 < len(block.text) and len(_WORD.findall(block.text)) >= _FEWEST_WORDS


def _joined(blocks: Sequence[Block], kinds: Sequence[RegionKind | None]) -> tuple[str, list[Region]]:
    parts: list[str] = []
    marks: list[Region] = []
    length = 0
    for separator, block, kind in zip(_separators(blocks), blocks, kinds, strict=True):
        start = length + len(separator)
        length = start + len(block.text)
        parts += separator, block.text
        if kind:
            marks.append(Region(Span(start, length), kind))
    return "".join(parts), marks


def _separators(blocks: Sequence[Block]) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        yield "" if before is None else "\n" if block.tight and before.element.tag == block.element.tag else "\n\n"
        before = block
