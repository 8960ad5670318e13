"""A summary composed of metrics and of sentences of the article."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.document import Document
from llm_extract.locales.vi.qualifiers import LEADING
from llm_extract.models import Figure, Label, Span, SummaryText
from llm_extract.tasks.base import Sentence as Frame

# The annotation guide: one headline, three to five key points, at most 120 words in all.
MAX_WORDS = 120
_LEAST_POINTS, _MOST_POINTS = 3, 5
_MOST_PHRASES = 6
_SENTENCE_WORDS = 34
_DEPENDENT = re.compile(
    r"^\W*(?:qua đó|từ đó|trong đó|đồng thời|bên cạnh đó|ngoài ra|tuy nhiên|theo đó|kết quả|cụ thể|riêng|còn|do đó|vì vậy|nhờ đó|như vậy|"
    r"cùng với đó|tại đây|dịp này|đây là|đó là|cũng|hai|các đơn vị này|phát biểu|xét|nhờ vậy|trong số)(?!\w)"
)
_PLAN = re.compile(r"kế hoạch|chỉ tiêu|so với|nghị quyết|vượt|\bkh\b")
_DATELINE = re.compile(r"^\W{0,2}(?:\w{2,6}|[^()]{2,20})\s*\)\s*[-–—.]*\s*|^[A-ZĐ]{2,6}\s*[-–—]\s+")


def compose(context: Context, document: Document, labels: Sequence[Label], figures: Sequence[Figure]) -> SummaryText | None:
    """Composes a headline and key points; figures appear as `⟦id⟧`.

    A key point is worded by the task from metrics of one family. Where fewer than three families are told, short sentences of the
    article that can stand alone fill up.

    Args:
        context: the article.
        document: its fields.
        labels: its metrics.
        figures: its figures.

    Returns:
        At most 120 words in all; None where the article has no sentence to take.
    """
    by_id = {figure.id: figure for figure in figures}
    points: list[str] = []
    told: set[int] = set()
    for frame in context.task.sentences:
        point, figures_told = _point(frame, context, labels, by_id, told)
        points += [point] if point else []
        told |= figures_told
    sentences = list(_sentences(context, document, told))
    headline = _headline(context, document) or (sentences.pop(0) if sentences else None)
    if headline is None:
        return None
    if len(points) < _LEAST_POINTS:
        points = [*sentences[: _LEAST_POINTS - len(points)], *points]
    return SummaryText(headline, tuple(_fitting(points, MAX_WORDS - _size(headline, by_id), by_id)))


def _headline(context: Context, document: Document) -> str | None:
    title = document.fields.get("title")
    return _unmarked(re.sub(r"\s+", " ", title.of(context.article.text))) if isinstance(title, Span) else None


def _unmarked(words: str) -> str:
    """Words of the article, in which `⟦3⟧` points at nothing."""
    return words.replace("⟦", "[").replace("⟧", "]")


def _size(words: str, by_id: Mapping[int, Figure]) -> int:
    return len(re.sub(r"⟦(\d+)⟧", lambda found: by_id[int(found[1])].text, words).split())


def _fitting(points: Sequence[str], room: int, by_id: Mapping[int, Figure]) -> Iterator[str]:
    taken = 0
    for point in points:
        size = _size(point, by_id)
        if size <= room and taken < _MOST_POINTS:
            yield point
            taken += 1
            room -= size


def _point(
    frame: Frame, context: Context, labels: Sequence[Label], by_id: Mapping[int, Figure], told: AbstractSet[int]
) -> tuple[str | None, set[int]]:
    """A family in the article's own words, where a sentence of it can stand alone, else in the task's; with the ids of the figures told."""
    worded = _worded(frame, context, [label for label in labels if label.figure not in told], by_id)
    if worded is None:
        return None, set()
    wanted = {int(number) for number in re.findall(r"⟦(\d+)⟧", worded)}
    found = [(len(wanted & ids), words, ids) for words, ids in _own_sentences(context) if wanted & ids and not told & ids]
    count, words, ids = max(found, key=lambda one: one[0], default=(0, "", set[int]()))
    return (words, ids) if count and 2 * count >= len(wanted & set(by_id)) else (worded, wanted)


def _own_sentences(context: Context) -> Iterator[tuple[str, set[int]]]:
    """Sentences of the article that can stand alone, with the ids of their figures."""
    for sentence in context.sentences:
        words = _clean(sentence.span.of(context.article.text))
        if words and words.endswith(".") and not _DEPENDENT.match(sentence.text) and len(words.split()) <= _SENTENCE_WORDS:
            yield words, {part.id for slot in sentence.slots for part in (slot.figure, slot.percent, slot.total) if part}


def _worded(frame: Frame, context: Context, labels: Sequence[Label], by_id: Mapping[int, Figure]) -> str | None:
    """The sentence of a family, of the figure of each code that speaks for the whole document."""
    phrases = []
    for code, phrase in frame.phrases.items():
        told = [label for label in labels if label.indicator == code and _speaks(label, by_id[label.figure])]
        if frame.listed and len(told) > 1:
            return None
        if told:
            whole = _whole(told, by_id)
            phrases.append(phrase.format(_shown(whole, context, by_id)) + _share(whole, context, by_id))
    worded = frame.frame.format(", ".join(phrases[:_MOST_PHRASES]))
    return worded[:1].upper() + worded[1:] if phrases else None


def _speaks(label: Label, figure: Figure) -> bool:
    """Whether a metric is a result of the document's own body, printed in digits."""
    return label.kind == "actual" and not label.group and not label.scope and figure.text[:1].isdecimal() and figure.text.isascii()


def _whole(told: Sequence[Label], by_id: Mapping[int, Figure]) -> Label:
    """The figure that the others are parts of: the largest count."""
    counts = [label for label in told if not by_id[label.figure].percent]
    return max(counts, key=lambda label: by_id[label.figure].value or 0) if counts else told[0]


def _shown(label: Label, context: Context, by_id: Mapping[int, Figure]) -> str:
    figure = by_id[label.figure]
    before = LEADING.search(context.low, max(0, figure.span.start - 24), figure.span.start)
    lead = f"{before[1]} " if before and figure.qualifier != "exact" else ""
    return f"{lead}⟦{figure.id}⟧"


def _share(label: Label, context: Context, by_id: Mapping[int, Figure]) -> str:
    """The percentage printed beside the figure, in brackets as the article has it; a share of the plan would mislead there."""
    percent = by_id[label.percent] if label.percent else None
    if percent is None or not percent.percent:
        return ""
    between = context.low[by_id[label.figure].span.end : percent.span.start]
    behind = context.low[percent.span.end : percent.span.end + 40]
    of_whole = ("(" in between or "chiếm" in between) and not _PLAN.search(between + behind)
    return f" (⟦{percent.id}⟧)" if of_whole else ""


def _sentences(context: Context, document: Document, told: set[int]) -> Iterator[str]:
    """Sentences of the article that can stand alone and say nothing that was told, those with figures first."""
    bare = []
    for sentence in context.sentences:
        text = sentence.span.of(context.article.text)
        if (document.title and sentence.span.overlaps(document.title)) or _DEPENDENT.match(sentence.text):
            continue
        if told & {slot.figure.id for slot in sentence.slots}:
            continue
        words = _clean(text)
        if words is None or not words.endswith(".") or not 6 <= len(words.split()) <= _SENTENCE_WORDS:
            continue
        if sentence.slots:
            yield words
        else:
            bare.append(words)
    yield from bare


def _clean(words: str) -> str | None:
    """The words of a sentence without the dateline before them; None where brackets or quotes are cut."""
    words = _DATELINE.sub("", _unmarked(re.sub(r"\s+", " ", words).strip(" |*•-–")))
    whole = words.count("“") == words.count("”") and words.count('"') % 2 == 0 and words.count("(") == words.count(")")
    return words if whole and words[:1].isupper() else None
