"""Every number and every name of the summary is the article's own."""

import re
from collections.abc import Iterator

from llm_extract import figures
from llm_extract.checks.names import unknown_names
from llm_extract.checks.view import View, engine_error
from llm_extract.locales.detect import Language
from llm_extract.locales.vi.fold import fold
from llm_extract.models import Finding

MAX_WORDS = 120
"""The annotation guide: headline and key points, at most 120 words in all."""

_DIGIT = re.compile(r"\d")


def check(view: View) -> Iterator[Finding]:
    """Reads headline and key points against the article.

    Args:
        view: the extraction and its article.

    Yields:
        `summary.number`, `summary.name`, `summary.length`: errors of the engine.
    """
    summary = getattr(view.extraction.data, "summary", None)
    if summary is None:
        return
    lines = (summary.headline, *summary.key_points)
    known = {fold(figure.text) for figure in view.extraction.figures}
    for line in lines:
        for number in () if _is_quoted(line, view.article.text) else _unknown_numbers(line, known, view.language):
            message = f"The summary says {number}, which the article does not print."
            yield engine_error("summary.number", message, f"Tóm tắt có số {number} mà bài không có.")
        for name in unknown_names(line, view.low):
            message, message_vi = f"The summary names {name}, which the article does not.", f"Tóm tắt có tên {name} mà bài không có."
            yield engine_error("summary.name", message, message_vi)
    words = sum(len(line.split()) for line in lines)
    if words > MAX_WORDS:
        message, message_vi = f"The summary has {words} words, more than {MAX_WORDS}.", f"Tóm tắt có {words} chữ, quá {MAX_WORDS} chữ."
        yield engine_error("summary.length", message, message_vi)


def _is_quoted(line: str, text: str) -> bool:
    """Whether a line stands in the article as it is, cut out of no word or number, so that its numbers need not be read."""
    words = line.rstrip(".")
    at = text.find(words) if words else -1
    return at >= 0 and not re.search(r"[\w.,/:%-]$", text[:at][-1:]) and not re.match(r"[\w%/-]|[.,:]\d", text[at + len(words) :][:2])


def _unknown_numbers(line: str, known: set[str], language: Language) -> Iterator[str]:
    """The numbers that are no figure text; one that the reader cuts otherwise here counts if figure texts cover it."""
    low = fold(line)
    for figure in figures.read(line, language):
        if fold(figure.text) not in known and not _covered(low, figure.span.start, figure.span.end, known):
            yield figure.text


def _covered(line: str, start: int, end: int, known: set[str]) -> bool:
    """Whether figure texts stand at every digit of a stretch, none of them cut out of a longer number."""
    if not _DIGIT.search(line, start, end):
        return False
    at = start
    while digit := _DIGIT.search(line, at, end):
        fits = [text for text in known if _stands(line, text, digit.start())]
        if not fits:
            return False
        at = digit.start() + max(map(len, fits))
    return True


def _stands(line: str, text: str, at: int) -> bool:
    if not (text and line.startswith(text, at)):
        return False
    after = line[at + len(text) : at + len(text) + 2]
    before = line[max(0, at - 2) : at]
    return not re.match(r"\w|[.,/:-]\d|%", after) and not re.search(r"\w$|\d[.,/:-]$", before)
