"""Nothing invented in a schema of primitives: each part stands in the article, and each text holds the article's figures only."""

from collections.abc import Iterator

from llm_extract import figures
from llm_extract.checks.view import View, engine_error
from llm_extract.models import Finding, Span
from llm_extract.tasks.primitives import Pointed, PointedFigure, Text


def check(view: View) -> Iterator[Finding]:
    """Compares a filled schema of primitives with the article.

    Args:
        view: the extraction and its article.

    Yields:
        `grounding.pointed`, `summary.number`: errors of the engine.
    """
    for part in view.parts:
        if isinstance(part, Text):
            yield from _numbers(view, part)
        elif not _stands(view, part):
            message, message_vi = f"The article does not hold {part.text!r} at its place.", f"Bài không có “{part.text}” ở chỗ đã ghi."
            yield engine_error("grounding.pointed", message, message_vi, Span(part.start, part.end))


def _stands(view: View, part: Pointed) -> bool:
    if not 0 <= part.start < part.end <= len(view.article.text) or view.article.text[part.start : part.end] != part.text:
        return False
    figure = view.by_id.get(part.id) if isinstance(part, PointedFigure) else None
    return not isinstance(part, PointedFigure) or (figure is not None and figure.span in Span(part.start, part.end))


def _numbers(view: View, part: Text) -> Iterator[Finding]:
    """Numbers that are no figure of the text's own: its figures are taken out first, each once."""
    rest = part.text
    for number in part.figures:
        figure = view.by_id.get(number)
        rest = rest.replace(figure.text, "\n", 1) if figure else rest
    for read in figures.read(rest, view.language):
        message = f"A text says {read.text}, which the article does not print there."
        yield engine_error("summary.number", message, f"Một câu có số {read.text} mà bài không có.")
