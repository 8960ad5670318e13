"""Marks what is not the running text of an article: page furniture, captions, orders to a machine.

Pure functions of the text. They err towards running text: a mark hides figures from the reader, so a paragraph that reports is never
marked, save by the box of readers' comments or related articles that it stands in.
"""

import re
from collections.abc import Iterable, Sequence

from llm_extract.loading import cues
from llm_extract.loading.captions import CaptionFinder
from llm_extract.loading.injection import find_orders
from llm_extract.loading.lines import Line, split_lines
from llm_extract.locales.vi.fold import fold
from llm_extract.models import Region, RegionKind, Span

_Kinds = list[RegionKind | None]

# Lengths in code points: a sentence, a sentence of an article's body, a paragraph that no teaser or comment reaches.
_SENTENCE, _BODY, _PARAGRAPH = 40, 80, 200
_BYLINE = re.compile(r"(?:tin|bài|thực hiện|theo|nguồn|biên tập)(?:,| và| -|/)? ?(?:ảnh|bài|clip)? ?:|(?:tin|bài),? (?:và )?ảnh ?:")
_BAR_MARKS = ("|", "•")
_BAR_PART = re.compile(r"[^|•]*[^|•\s]")
_BAR_KINDS = frozenset({"counter", "share", "poll", "weather", "advert", "contact", "comment"})
_DATELINE = re.compile(
    r"(?:cập nhật|ngày đăng|đăng (?:lúc|ngày)|thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|\d{1,2}[:h]\d{2}|\d{1,2}/\d{1,2}/\d{4})"
)


def find_regions(text: str, known: Sequence[Region] = ()) -> tuple[Region, ...]:
    """Finds the furniture, captions and injected orders of an article by their wording and place.

    Bylines, datelines and the title are no regions. Takes time linear in the length of the text.

    Args:
        text: normalised text.
        known: regions that the source's structure has shown, in order, not overlapping; they are kept.

    Returns:
        All regions, in order, not overlapping; neighbours of one kind are one region.
    """
    folded = fold(text)
    lines = split_lines(text, folded)
    held = _held(lines, known)
    kinds = _boxes(lines, _worded(lines, held), held)
    _add_captions(lines, kinds, held)
    found = [Region(line.span, kind) for line, kind, taken in zip(lines, kinds, held, strict=True) if kind and not taken]
    found += [region for line, kind, taken in zip(lines, kinds, held, strict=True) if not kind and not taken for region in _in_bar(line)]
    marked = _merged(sorted([*found, *known], key=lambda region: region.span), text)
    return tuple(_carved(marked, [Region(span, "injection") for span in find_orders(folded)], text))


def _in_bar(line: Line) -> list[Region]:
    """The furniture among the parts of a bar such as `27/12/2019, 15:20 | Lượt xem: 906`, whose dateline is none."""
    if len(line) > cues.LONGEST or not any(mark in line.text for mark in _BAR_MARKS):
        return []
    found = []
    for part in _BAR_PART.finditer(line.text):
        kind = cues.line_kind(line.folded[part.start() : part.end()])
        if kind in _BAR_KINDS:
            found.append(Region(Span(line.span.start + part.start(), line.span.start + part.end()), kind))
    return found


def _held(lines: Sequence[Line], known: Sequence[Region]) -> _Kinds:
    """The kind of the known region that each line lies in."""
    held: _Kinds = []
    at = 0
    for line in lines:
        while at < len(known) and known[at].span.end <= line.span.start:
            at += 1
        held.append(known[at].kind if at < len(known) and known[at].span.overlaps(line.span) else None)
    return held


def _worded(lines: Sequence[Line], held: Sequence[RegionKind | None]) -> _Kinds:
    kinds = [kind or cues.line_kind(line.folded) for line, kind in zip(lines, held, strict=True)]
    for at in range(1, len(lines)):
        both = cues.is_dated_headline(lines[at].folded) and cues.is_dated_headline(lines[at - 1].folded)
        if both and not (lines[at].ends_sentence or lines[at - 1].ends_sentence):
            kinds[at] = kinds[at] or "related"
            kinds[at - 1] = kinds[at - 1] or "related"
        if kinds[at - 1] == "navigation" and not held[at - 1] and cues.is_section(lines[at].folded):
            kinds[at] = kinds[at] or "navigation"
    return kinds


def _is_sentence(line: Line, least: int) -> bool:
    return len(line) >= least and line.ends_sentence and " " in line.text


def _is_body(line: Line) -> bool:
    return _BYLINE.match(line.folded) is not None or (_is_sentence(line, _PARAGRAPH) and not cues.is_comment(line.folded))


class _Boxes:
    """Walks the lines from the top, and knows which box of furniture is open."""

    def __init__(self, lines: Sequence[Line], kinds: _Kinds, held: Sequence[RegionKind | None]) -> None:
        self._lines = lines
        self._kinds = kinds
        self._held = held
        plain = [line for line, kind in zip(lines, kinds, strict=True) if not kind]
        self._first = next((line.span.start for line in plain if _is_sentence(line, _BODY)), len(lines) and lines[0].span.end)
        # Up to here the article goes on, so a sentence ends the box before it.
        self._last = max((line.span.start for line in plain if _is_body(line)), default=-1)

    def walk(self) -> _Kinds:
        """The kinds of all lines, those inside boxes included."""
        result: _Kinds = []
        box: RegionKind | None = None
        for at, line in enumerate(self._lines):
            own = self._kinds[at]
            heading = None if self._held[at] else cues.heading_kind(line.folded)
            if heading and line.span.start > self._first:
                box = heading
            elif self._held[at] or (box and not own and not self._stays(box, at)):
                box = None
            result.append(own or box or heading)
        return result

    def _stays(self, box: RegionKind, at: int) -> bool:
        line = self._lines[at]
        if _BYLINE.match(line.folded):
            return False
        if box in {"comment", "related", "poll"}:
            return self._stays_open(box, at)
        if box == "weather":
            return len(line) <= _SENTENCE or bool(cues.WEATHER.search(line.folded))
        short = len(line) <= _BODY and not _is_sentence(line, _SENTENCE)
        return short and (cues.is_counter_row(line.folded) or cues.is_market_row(line.folded))

    def _stays_open(self, box: RegionKind, at: int) -> bool:
        line = self._lines[at]
        if box == "comment" and (cues.is_comment(line.folded) or cues.is_stamp(self._lines[at - 1].folded)):
            return True
        if _is_sentence(line, _PARAGRAPH):
            return False
        if not _is_sentence(line, _SENTENCE):
            return True
        return line.span.start > self._last and (box == "comment" or not self._goes_on(at))

    def _goes_on(self, at: int) -> bool:
        """Whether sentence after sentence follows, as in an article, where teasers stand between headlines."""
        following = self._lines[at + 1 : at + 2]
        return bool(following) and not self._kinds[at + 1] and _is_sentence(following[0], _BODY) and len(self._lines[at]) >= _BODY


def _boxes(lines: Sequence[Line], kinds: _Kinds, held: Sequence[RegionKind | None]) -> _Kinds:
    return _Boxes(lines, kinds, held).walk()


def _add_captions(lines: Sequence[Line], kinds: _Kinds, held: Sequence[RegionKind | None]) -> None:
    plain = [at for at, kind in enumerate(kinds) if kind is None]
    title = next((at for at in plain if not _DATELINE.match(lines[at].folded) and any(char.isalpha() for char in lines[at].text)), -1)
    title = -1 if title >= 0 and _is_sentence(lines[title], _PARAGRAPH) else title
    finder = CaptionFinder(lines, [at for at in plain if _is_sentence(lines[at], _BODY)], title)
    for at in plain:
        after_caption = at > 0 and kinds[at - 1] == "caption" and not held[at - 1]
        if finder.is_caption(at) or (after_caption and finder.continues(at)):
            kinds[at] = "caption"


def _merged(regions: Iterable[Region], text: str) -> list[Region]:
    """Joins neighbours of one kind with only white space between them; captions stay apart, one for each picture."""
    merged: list[Region] = []
    for region in regions:
        last = merged[-1] if merged else None
        if last and last.kind == region.kind != "caption" and not text[last.span.end : region.span.start].strip():
            merged[-1] = Region(Span(last.span.start, region.span.end), region.kind)
        else:
            merged.append(region)
    return merged


def _carved(regions: Sequence[Region], orders: Sequence[Region], text: str) -> list[Region]:
    """Puts the orders among the regions, cutting from a region what an order takes."""
    found = list(orders)
    at = 0
    for region in regions:
        start = region.span.start
        while at < len(orders) and orders[at].span.start < region.span.end:
            found += _piece(text, start, orders[at].span.start, region.kind)
            start = max(start, orders[at].span.end)
            if orders[at].span.end > region.span.end:
                break
            at += 1
        found += _piece(text, start, region.span.end, region.kind)
    return sorted(found, key=lambda region: region.span)


def _piece(text: str, start: int, end: int, kind: RegionKind) -> list[Region]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return [Region(Span(start, start + len(piece.strip())), kind)] if piece.strip() else []
