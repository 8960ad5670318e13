"""The article in pieces, each wholly inside or outside of every place that a page may want to light."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from llm_extract.corrections import Json
from llm_extract.models import Article, Span
from llm_extract.render.safe import visible_lines
from llm_extract.review.items import Item


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the article.

    Attributes:
        start: its first offset in the article.
        text: what to show; what cannot be seen is spelled out.
        item: id of the item whose figure it is; empty for none.
        status: `metric`, `set_aside`, `open` for a figure; empty for other text.
        is_found: whether a finding that is more than information speaks of it.
        is_furniture: whether it is no running text.
    """

    start: int
    text: str
    item: str = ""
    status: str = ""
    is_found: bool = False
    is_furniture: bool = False


def pieces(article: Article, result: Mapping[str, Json], items: Sequence[Item]) -> tuple[Piece, ...]:
    """Divides an article.

    Args:
        article: the article.
        result: as `export.to_json` gives it.
        items: its values; their figures and evidence divide the text.

    Returns:
        Pieces in order; together they are the whole text.
    """
    figures = {item.span: item for item in items if item.span}
    parts = _parts(result, figures)
    found = _merged(Span(at["start"], at["end"]) for one in result["findings"] if one["severity"] != "info" for at in one["spans"])
    furniture = [region.span for region in article.regions]
    evidence = [span for item in items for span in item.evidence]
    cuts = {0, len(article.text)}
    for span in (*figures, *parts, *found, *furniture, *evidence):
        cuts |= {max(span.start, 0), min(span.end, len(article.text))}
    at = {**parts, **{span: (item.id, item.state) for span, item in figures.items()}}
    figure_at, found_at, furniture_at = _Lookup(at), _Lookup(found), _Lookup(furniture)
    made = []
    for start, end in pairwise(sorted(cuts)):
        around = figure_at.around(start)
        item, status = at[around] if around is not None else ("", "")
        is_found, is_furniture = found_at.around(start) is not None, furniture_at.around(start) is not None
        made.append(Piece(start, visible_lines(article.text[start:end]), item, status, is_found, is_furniture))
    return tuple(made)


def _parts(result: Mapping[str, Json], figures: Mapping[Span, Item]) -> dict[Span, tuple[str, str]]:
    """The totals and percentages of metrics, which lead to the item of the metric's value."""
    spans = {one["id"]: Span(one["start"], one["end"]) for one in result["figures"]}
    led: dict[Span, tuple[str, str]] = {}
    for metric in result["extraction"].get("metrics") or ():
        own = spans.get(metric["figures"][0]) if metric["figures"] else None
        item = figures.get(own) if own else None
        if item and item.state == "metric":
            led |= {spans[number]: (item.id, "metric") for number in metric["figures"][1:] if number in spans}
    return {span: to for span, to in led.items() if span not in figures}


class _Lookup:
    """Finds the span around an offset among spans that do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]

    def around(self, offset: int) -> Span | None:
        at = bisect_right(self._starts, offset) - 1
        return self._spans[at] if at >= 0 and offset in self._spans[at] else None


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
