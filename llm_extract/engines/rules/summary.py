"""A summary composed of checked metrics and of clauses of the article; and what is to be done next."""

import re
from collections.abc import Iterator, Sequence

from llm_extract.engines.rules.context import Context, Sentence
from llm_extract.engines.rules.document import Document
from llm_extract.models import Label, Span, SummaryText

MAX_WORDS = 120
_MAX_POINTS = 5
_MIN_POINTS = 3
_POINT_WORDS = 34
_FAMILIES = (
    "rating",
    "membership",
    "structure",
    "discipline",
    "inspection",
    "congress",
    "award",
    "training",
    "study",
    "commitment",
    "welfare",
    "models",
    "personnel",
)
_AHEAD = re.compile(
    r"^\W*(?:(?:trong )?(?:thời gian tới|những tháng cuối năm|năm (?:tới|20\d\d))[^.]{0,60}?,? ?)?(?:tiếp tục|tập trung|đẩy mạnh|tăng cường|nâng cao|thực hiện (?:tốt|nghiêm|có hiệu quả)|chủ động|duy trì|phấn đấu|quan tâm|kịp thời|rà soát|chú trọng|lãnh đạo, triển khai|triển khai (?:thực hiện|có hiệu quả)|xây dựng phát huy|làm tốt|khẩn trương|quyết tâm)(?!\w)"
)
_ASKED = re.compile(
    r"(?:nhấn mạnh|đề nghị|yêu cầu|lưu ý|chỉ đạo|gợi mở|phấn đấu|nhiệm vụ trọng tâm|xác định|đề ra|thời gian tới|tập trung)[^.:]{0,200}?(?::|như:)\s*"
)
_WILL = re.compile(
    r"thời gian tới|trong năm tới|những tháng cuối năm|phương hướng|đề nghị (?:các|mỗi|từng)|yêu cầu (?:các|mỗi|từng)|phấn đấu|cần (?:tiếp tục|tập trung|tăng cường|nghiên cứu)|các cấp ủy tăng cường"
)
_DEPENDENT = re.compile(
    r"^\W*(?:qua đó|từ đó|trong đó|đồng thời|bên cạnh đó|ngoài ra|tuy nhiên|theo đó|kết quả|cụ thể|riêng|còn|do đó|vì vậy|nhờ đó|như vậy|cùng với đó|tại đây|dịp này|đây là|đó là|cũng|hai|các đơn vị này|phát biểu)(?!\w)"
)


def compose(context: Context, document: Document, labels: Sequence[Label]) -> SummaryText | None:
    """Composes a headline and key points.

    Each point is a whole sentence of the article that carries key figures, or the clause of one that stands by itself; figures appear as `⟦id⟧`.

    Args:
        context: the article.
        document: its fields.
        labels: its metrics.

    Returns:
        At most 120 words in all; None where the article has no sentence to take.
    """
    text = context.article.text
    title = document.fields.get("title")
    headline = title.of(text) if isinstance(title, Span) else None
    points = list(_points(context, labels, document))
    if headline is None:
        if not points:
            return None
        headline = points.pop(0)[1]
    room = MAX_WORDS - len(headline.split())
    chosen: list[tuple[int, str]] = []
    for start, words in points:
        size = len(words.split())
        if size <= room and len(chosen) < _MAX_POINTS:
            chosen.append((start, words))
            room -= size
    return SummaryText(headline, tuple(words for _, words in sorted(chosen)))


def _points(context: Context, labels: Sequence[Label], document: Document) -> Iterator[tuple[int, str]]:
    scored = sorted(_candidates(context, labels, document), key=lambda item: -item[0])
    for _, span in scored:
        words = _clean(span.of(context.article.text))
        if words:
            yield span.start, words


def _candidates(context: Context, labels: Sequence[Label], document: Document) -> Iterator[tuple[float, Span]]:
    seen: set[str] = set()
    for sentence in context.sentences:
        if document.title and sentence.span.overlaps(document.title):
            continue
        inside = [label for label in labels if label.evidence.start >= sentence.span.start and label.evidence.end <= sentence.span.end]
        families = [label.indicator.split(".")[0] for label in inside]
        fresh = [family for family in families if family not in seen]
        if not inside and not (document.lead and sentence.span.start == document.lead.start):
            continue
        span = _short(context, sentence, inside)
        if span is None:
            continue
        seen.update(families)
        rank = min((_FAMILIES.index(family) for family in families if family in _FAMILIES), default=len(_FAMILIES))
        yield (2.0 * len(set(fresh)) + 0.4 * len(inside) + (len(_FAMILIES) - rank) * 0.3, span)


def _short(context: Context, sentence: Sentence, inside: Sequence[Label]) -> Span | None:
    """The sentence, or its first clauses up to a semicolon, if short enough and able to stand alone."""
    low, text = sentence.text, context.article.text
    if _DEPENDENT.match(low) or not text[sentence.span.start].isupper():
        return None
    if len(low.split()) <= _POINT_WORDS:
        return sentence.span
    cut = -1
    for found in re.finditer(r";", low):
        if len(low[: found.start()].split()) <= _POINT_WORDS and low[: found.start()].count("(") == low[: found.start()].count(")"):
            cut = found.start()
    if cut < 0 or not any(label.evidence.end <= sentence.span.start + cut for label in inside):
        return None
    return Span(sentence.span.start, sentence.span.start + cut)


def _clean(words: str) -> str | None:
    words = re.sub(r"\s+", " ", words).strip(" |*•-–")
    words = re.sub(r"^\([^()]{2,20}\)\s*[-–]?\s*|^[A-ZĐ]{2,6}\s*[-–]\s+", "", words)
    if words.count("“") != words.count("”") or words.count('"') % 2 or words.count("(") != words.count(")"):
        return None
    return words.rstrip(",;:. ") + "." if words else None


def read_tasks(context: Context) -> tuple[Span, ...]:
    """What the article says is to be done next, in its own clauses.

    Args:
        context: the article.

    Returns:
        Places of clauses, in the order of the text, at most twelve.
    """
    spans: list[Span] = []
    sentences = context.sentences
    for sentence in sentences[len(sentences) // 4 :]:
        if asked := _ASKED.search(sentence.text):
            spans.extend(_clauses(context, Span(sentence.span.start + asked.end(), sentence.span.end)))
        elif _AHEAD.match(sentence.text) or _WILL.search(sentence.text[:160]):
            spans.extend(_clauses(context, sentence.span))
    return tuple(span for span in spans if len(span.of(context.low).split()) >= 4)[:12]


def _clauses(context: Context, span: Span) -> Iterator[Span]:
    start = span.start
    for found in re.finditer(r";\s*|$", context.low[span.start : span.end]):
        end = span.start + found.start()
        piece = context.low[start:end]
        left = len(piece) - len(piece.lstrip(" -–•*+"))
        trimmed = piece.strip(" -–•*+.,…")
        if trimmed:
            yield Span(start + left, start + left + len(trimmed))
        start = span.start + found.end()
