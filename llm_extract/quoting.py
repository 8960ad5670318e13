"""Finds the quotes of an answer in the article: exactly, or not at all."""

import re

from llm_extract.locales.vi.fold import fold
from llm_extract.models import Span
from llm_extract.numbering import Numbered

_FIGURE_MARK = re.compile(r"⟦\d+: ([^⟧]*)⟧")
_SENTENCE_MARK = re.compile(r"‹\d+› ?")


def locate(numbered: Numbered, quote: str) -> Span | str:
    """Where a quote stands.

    Case, white space, quotation marks, dashes and the place of a tone mark (`uỷ`, `ủy`) may differ; nothing else may, and a quote
    neither begins nor ends inside a word or a figure.

    Args:
        numbered: the article as the quoting model saw it; marks of figures and sentences in the quote are ignored.
        quote: the quote.

    Returns:
        Where it stands: as it is written, else in the first place; or the reason why there is none. Furniture and orders are no places.
    """
    words = fold(_SENTENCE_MARK.sub("", _FIGURE_MARK.sub(r"\1", quote))).split()
    if not words:
        return "the quote is empty"
    low = fold(numbered.article.text)
    places = [Span(*found.span()) for found in re.finditer(r"\s+".join(map(re.escape, words)), low)]
    shown = [span for span in places if span in numbered.part and numbered.is_content(span)]
    whole = [span for span in shown if not _cuts(numbered, low, span)]
    if not whole:
        return _cuts(numbered, low, shown[0]) if shown else "the article does not hold this quote"
    written = " ".join(quote.split())
    return next((span for span in whole if " ".join(span.of(numbered.article.text).split()) == written), whole[0])


def _cuts(numbered: Numbered, low: str, span: Span) -> str:
    for figure in numbered.figures:
        if figure.span.overlaps(span) and figure.span not in span:
            return f"the quote cuts through the figure {figure.text!r}"
    for before, after in ((span.start - 1, span.start), (span.end - 1, span.end)):
        if before >= 0 and after < len(low) and low[before].isalnum() and low[after].isalnum():
            return "the quote cuts through a word"
    return ""
