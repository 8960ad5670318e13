"""The visible text of an HTML page, block by block, in reading order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree, html

from llm_extract.errors import InputError
from llm_extract.loading.normalise import superscript

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Their line stands directly under the line before; other blocks are divided by a blank line.
_TIGHT = frozenset({"li", "tr", "dt", "dd", "option", "caption", "summary", "label"})
_BLOCKS = _TIGHT | {
    "address", "article", "aside", "blockquote", "body", "button", "center", "details", "dialog", "div", "dl", "fieldset", "figcaption",
    "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "main", "menu", "nav", "ol", "p", "pre", "search", "section",
    "select", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "ul",
}  # fmt: skip
# Not `head`: the parser leaves the whole article in the head of a page whose body does not open plainly.
_UNSEEN = frozenset({
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "embed", "canvas", "audio", "video", "map",
    "datalist", "input", "link", "meta", "title",
})  # fmt: skip
_DELETED = ("del", "s", "strike")
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])|"
    r"(?:text-indent|left|top)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hidden|d-none|hide|sr-only|visually-hidden|visuallyhidden|screen-reader-text|invisible)(?:\s|$)", re.IGNORECASE
)
_HIDING_RULE = re.compile(
    r"(?:^|[},])\s*([.#][\w-]{1,80})\s*(?:,[^{}]{0,500})?\{[^{}]{0,2000}?(?:display\s*:\s*none|"
    r"visibility\s*:\s*hidden)"
)
_AT_RULE = re.compile(r"@[^{};]{1,500}\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

_SPACE = re.compile(r"[ \t\r\n\f]+")
_AROUND_BREAK = re.compile(r" *\n *")
_BREAK_IN_CELL = re.compile(r"\s*\n\s*")
_BREAKS = re.compile(r"\n{3,}")
_CELL = "\x1f"
_LONGEST_CELL = 300
_LARGEST_STYLE = 200_000


@dataclass(slots=True)
class Block:
    """A stretch of text that a page sets apart: a paragraph, a list item, a table row.

    Attributes:
        element: the block-level element that holds it.
        text: white space collapsed, cells divided by ` | `.
        linked: how many of its characters are links.
        tight: whether it stands directly under the block before.
    """

    element: "HtmlElement"
    text: str
    linked: int
    tight: bool


def parse(page: str, subject: str) -> "HtmlElement":
    """Parses a page.

    Args:
        page: its source.
        subject: what a message calls it.

    Returns:
        The root element, without deleted text.

    Raises:
        InputError: the page is empty, or nested so deep that the parser would drop text.
    """
    # Handed over as UTF-8, so that a declaration of the encoding it once had cannot mislead; libxml2 expands no entity of a page's own.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{subject}: the page is empty; give one that holds an article.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError(f"{subject}: the page is nested too deep to be read in full; copy the article's text and paste it.")
    # Struck out before anyone reads the page: `<del>15</del><ins>16</ins>` says 16.
    etree.strip_elements(root, *_DELETED, with_tail=False)
    return root


def visible_blocks(root: "HtmlElement") -> list[Block]:
    """All visible text under an element.

    Left out: scripts, styles, comments, and what is hidden by an attribute, an inline style or a plain rule of the page's style sheet.

    Args:
        root: the page.

    Returns:
        The blocks that hold text, in reading order.
    """
    return list(_Walk(root).blocks())


class _Walk:
    def __init__(self, root: "HtmlElement") -> None:
        self._root = root
        self._hidden = _hidden_by_rules(root)
        self._rows: set[HtmlElement] = set()
        self._parts: list[str] = []
        self._linked = 0
        self._inside_link = self._inside_pre = self._inside_sup = 0

    def blocks(self) -> Iterator[Block]:
        walk = etree.iterwalk(self._root, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "start" and self._is_hidden(element):
                walk.skip_subtree()
            elif event == "start":
                yield from self._start(element)
            elif event == "end" and not self._is_hidden(element):
                yield from self._end(element)
            if event != "start":
                self._add(element.tail)

    def _start(self, element: "HtmlElement") -> Iterator[Block]:
        tag = element.tag
        if tag == "table" and _is_data(element):
            self._rows.update(element.iter("tr"))
        row = self._row(element)
        if row is not None and tag in {"td", "th"}:
            self._parts.append(_CELL)
        elif tag in _BLOCKS and (row is None or row is element):
            parent = element.getparent()
            yield from self._flush(element if parent is None else parent)
        elif tag in _BLOCKS or tag == "br":
            self._parts.append("\n")
        elif tag == "a" and self._parts and not self._parts[-1][-1:].isspace() and _follows_link(element):
            self._parts.append(" ")
        self._enter(tag, 1)
        self._add(element.text)

    def _end(self, element: "HtmlElement") -> Iterator[Block]:
        self._enter(element.tag, -1)
        row = self._row(element)
        if element.tag in _BLOCKS and (row is None or row is element):
            yield from self._flush(element)
        elif element.tag in _BLOCKS and element.tag not in {"td", "th"}:
            self._parts.append("\n")

    def _enter(self, tag: str, step: int) -> None:
        self._inside_link += step * (tag == "a")
        self._inside_pre += step * (tag in {"pre", "textarea"})
        self._inside_sup += step * (tag == "sup")

    def _row(self, element: "HtmlElement") -> "HtmlElement | None":
        """The row of a data table that an element stands in."""
        if not self._rows:
            return None
        found = element if element.tag == "tr" else next(element.iterancestors("tr", "table"), None)
        return found if found in self._rows else None

    def _add(self, text: str | None) -> None:
        if not text:
            return
        text = text if self._inside_pre else _SPACE.sub(" ", text)
        self._parts.append(superscript(text) if self._inside_sup else text)
        self._linked += len(text.strip()) if self._inside_link else 0

    def _flush(self, element: "HtmlElement") -> Iterator[Block]:
        text = _tidy("".join(self._parts))
        if text:
            yield Block(element, text, self._linked, element.tag in _TIGHT)
        self._parts.clear()
        self._linked = 0

    def _is_hidden(self, element: "HtmlElement") -> bool:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return True
        if element.tag in {"html", "body"} or not element.attrib:
            return False
        names = element.get("class", "")
        return (
            "hidden" in element.attrib
            or element.get("aria-hidden", "").lower() == "true"
            or _HIDDEN_STYLE.search(element.get("style", "")) is not None
            or _HIDDEN_CLASS.search(names) is not None
            or (bool(self._hidden) and not self._hidden.isdisjoint([*("." + name for name in names.split()), "#" + element.get("id", "")]))
        )


def _tidy(text: str) -> str:
    if _CELL in text:
        cells = [_BREAK_IN_CELL.sub("; ", cell.strip()) for cell in text.split(_CELL)[1:]]
        return " | ".join(_SPACE.sub(" ", cell) for cell in cells).strip(" |")
    return _BREAKS.sub("\n\n", _AROUND_BREAK.sub("\n", re.sub(" {2,}", " ", text))).strip()


def _follows_link(element: "HtmlElement") -> bool:
    before = element.getprevious()
    return before is not None and before.tag == "a" and not before.tail


def _is_data(table: "HtmlElement") -> bool:
    """Whether a table holds data; the others only arrange the page, and their cells are blocks."""
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    if len([row for row in rows if len(row) > 1]) < 2:  # noqa: PLR2004
        return False
    return all(len(_SPACE.sub(" ", "".join(cell.itertext()))) <= _LONGEST_CELL for row in rows for cell in row)


def _hidden_by_rules(root: "HtmlElement") -> frozenset[str]:
    """Classes and ids that the page's own style sheet hides at all widths; selectors of more than one part are left alone."""
    hidden: set[str] = set()
    for sheet in root.iter("style"):
        rules = _CSS_COMMENT.sub("", (sheet.text or "")[:_LARGEST_STYLE])
        if (sheet.get("media") or "all").lower() in {"all", "screen"}:
            hidden.update(_HIDING_RULE.findall(_AT_RULE.sub("", rules)))
    return frozenset(hidden)
