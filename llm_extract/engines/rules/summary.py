"""A summary composed of metrics and of sentences of the article."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.document import Document
from llm_extract.engines.rules.salience import salience
from llm_extract.locales.vi.fold import fold
from llm_extract.locales.vi.qualifiers import LEADING
from llm_extract.models import Figure, Label, Span, SummaryText
from llm_extract.own_words import MARK
from llm_extract.periods import last_year_of, year_of
from llm_extract.tasks.base import Sentence as Frame

# The annotation guide: one headline, three to five key points, at most 120 words in all.
MAX_WORDS = 120
_LEAST_POINTS, _MOST_POINTS = 3, 5
_MOST_PHRASES = 6
_SENTENCE_WORDS = 34
_OWN = 1.3
"""How much more readily a sentence of the article is told than one worded from labels, which a wrong label spoils; of 1.0, 1.2, 1.4 and 1.7
the middle two hold the most of the figures of reference summaries."""
_ROUNDED = 1
"""Percentage points by which a printed percentage may miss that of the ratio beside it."""
_DEPENDENT = re.compile(
    r"^\W*(?:qua đó|từ đó|trong đó|đồng thời|bên cạnh đó|ngoài ra|tuy nhiên|theo đó|kết quả|cụ thể|riêng|còn|do đó|vì vậy|nhờ đó|như vậy|"
    r"cùng với đó|tại đây|đây là|đó là|cũng|hai|phát biểu|xét|nhờ vậy|trong số|song song|chia ra|(?:ở chiều )?ngược lại|(?:\S+ ){1,7}?(?:này|ấy|đó|nói trên))(?!\w)"
)
_PLAN = re.compile(r"kế hoạch|chỉ tiêu|so với|nghị quyết|vượt|\bkh\b")
_DATELINE = re.compile(r"^\W{0,2}(?:\w{2,6}|[^()]{2,20})\s*\)\s*[-–—.]*\s*|^[A-ZĐ]{2,6}\s*[-–—]\s+")


_Told = tuple[str, str, Decimal | None]
"""What is told of a metric, wherever it is printed: code, kind and value."""


@dataclass(frozen=True)
class _Point:
    """A key point that may be told: its words, in which a figure stands as `⟦id⟧` or as it is printed, what it tells, where, in how many words."""

    words: str
    told: frozenset[_Told]
    start: int
    size: int


def compose(context: Context, document: Document, labels: Sequence[Label], figures: Sequence[Figure]) -> SummaryText | None:
    """Composes a headline and key points; figures appear as `⟦id⟧`.

    A key point is a sentence of the article that can stand alone, or one that the task words from metrics of one family. Those are told
    that hold what summaries hold most (`salience`), in the order of the article. Where there are fewer than three, sentences without
    metrics fill up.

    Args:
        context: the article.
        document: its fields.
        labels: its metrics.
        figures: its figures.

    Returns:
        At most 120 words in all; None where the article has no sentence to take.
    """
    by_id = {figure.id: figure for figure in figures}
    metrics = {label.figure: (label.indicator, label.kind, by_id[label.figure].value) for label in labels}
    points = list(_points(context, document, labels, metrics, by_id))
    sentences = list(_sentences(context, document, metrics.keys()))
    headline = _headline(context, document) or next((point.words for point in points), None) or (sentences.pop(0) if sentences else None)
    if headline is None:
        return None
    chances: dict[_Told, float] = {}
    for number, chance in salience(labels, by_id, context.task).items():
        chances[metrics[number]] = max(chance, chances.get(metrics[number], 0.0))
    room = MAX_WORDS - _size(headline, by_id)
    chosen = _chosen([point for point in points if _bare(point.words, by_id) != _bare(headline, by_id)], chances, room)
    room -= sum(point.size for point in chosen)
    words = [point.words for point in sorted(chosen, key=lambda point: point.start)]
    told = (*_fitting(sentences[: max(0, _LEAST_POINTS - len(words))], room, by_id), *words)
    return SummaryText(headline, told or tuple(_fitting(list(_any_sentences(context, document))[:1], room, by_id)))


def _headline(context: Context, document: Document) -> str | None:
    title = document.fields.get("title")
    return _unmarked(re.sub(r"\s+", " ", title.of(context.article.text))) if isinstance(title, Span) else None


def _unmarked(words: str) -> str:
    """Words of the article, in which `⟦3⟧` points at nothing."""
    return words.replace("⟦", "[").replace("⟧", "]")


def _said(words: str, by_id: Mapping[int, Figure]) -> str:
    return MARK.sub(lambda found: by_id[int(found[1])].text, words)


def _size(words: str, by_id: Mapping[int, Figure]) -> int:
    return len(_said(words, by_id).split())


def _bare(words: str, by_id: Mapping[int, Figure]) -> str:
    return fold(_said(words, by_id)).rstrip(".")


def _fitting(sentences: Sequence[str], room: int, by_id: Mapping[int, Figure]) -> Iterator[str]:
    for words in sentences:
        if (size := _size(words, by_id)) <= room:
            yield words
            room -= size


def _points(
    context: Context, document: Document, labels: Sequence[Label], metrics: Mapping[int, _Told], by_id: Mapping[int, Figure]
) -> Iterator[_Point]:
    for words, figures in (*_own_sentences(context), *_family_sentences(context, document, labels, by_id)):
        if shown := sorted(figures & metrics.keys(), key=lambda number: by_id[number].span.start):
            told = frozenset(metrics[number] for number in shown)
            yield _Point(words, told, by_id[shown[0]].span.start, _size(words, by_id))


def _family_sentences(
    context: Context, document: Document, labels: Sequence[Label], by_id: Mapping[int, Figure]
) -> Iterator[tuple[str, set[int]]]:
    """What the task says of each family, with the ids of the figures."""
    speaking = [label for label in labels if _speaks(label, by_id[label.figure])]
    for frame in context.task.sentences:
        told, past = _of_one_time([label for label in speaking if label.indicator in frame.phrases], document, by_id)
        if worded := _worded(frame, context, told, by_id):
            dated = worded if past is None else f"{worded.removesuffix('.')} (⟦{past}⟧)."
            yield dated, {int(number) for number in MARK.findall(worded)}


def _of_one_time(labels: Sequence[Label], document: Document, by_id: Mapping[int, Figure]) -> tuple[Sequence[Label], int | None]:
    """The metrics of the period that is reported on, or else of the last year that is named bare, with the figure that names it."""
    named = {label.figure: by_id[label.period] for label in labels if isinstance(label.period, int)}
    now = [label for label in labels if label.figure not in named or _is_within(named[label.figure].iso, document.period)]
    years = {figure.iso: figure.id for figure in named.values() if figure.iso and figure.text == figure.iso == year_of(figure.iso)}
    if now or not years:
        return now, None
    last = max(years)
    return [label for label in labels if named[label.figure].iso == last], years[last]


def _is_within(iso: str | None, reported: str | None) -> bool:
    """Whether a period is the one reported on, a term elected for at its end or, of one that is no longer than a year, a part of it."""
    if iso is None or reported is None or iso == reported or iso.startswith("--"):
        return True
    begins_then = year_of(iso) == last_year_of(reported)
    return begins_then and (last_year_of(iso) != year_of(iso) or year_of(reported) == last_year_of(reported))


def _chosen(points: Sequence[_Point], chances: Mapping[_Told, float], room: int) -> list[_Point]:
    """The points that tell the most of what is not told yet, one after the other, a long one less readily than a short one."""
    chosen: list[_Point] = []
    told: set[_Told] = set()

    def worth(point: _Point) -> float:
        own = _OWN if "⟦" not in point.words else 1.0
        return own * sum(chances[one] for one in point.told - told) / sqrt(point.size)

    while len(chosen) < _MOST_POINTS:
        fresh = [point for point in points if point.size <= room and 2 * len(point.told - told) > len(point.told)]
        if not fresh:
            break
        best = max(fresh, key=worth)
        chosen.append(best)
        told |= best.told
        room -= best.size
    return chosen


def _own_sentences(context: Context) -> Iterator[tuple[str, set[int]]]:
    """Sentences of the article that can stand alone, with the ids of their figures."""
    for sentence in context.sentences:
        words = _clean(sentence.span.of(context.article.text))
        if words and not _DEPENDENT.match(sentence.text) and len(words.split()) <= _SENTENCE_WORDS:
            yield words, {part.id for slot in sentence.slots for part in (slot.figure, slot.percent, slot.total) if part}


def _worded(frame: Frame, context: Context, labels: Sequence[Label], by_id: Mapping[int, Figure]) -> str | None:
    """The sentence of a family, of the figure of each code that speaks for the whole document."""
    phrases, verb = [], ""
    wholes: dict[str, Label] = {}
    for code, phrase in frame.phrases.items():
        parent = code.rpartition(".")[0]
        told = [label for label in labels if label.indicator == code]
        if frame.listed and len(told) > 1:
            return None
        if parent in wholes:
            totals = [label for label in labels if label.indicator == parent]
            told = [label for label in told if _total_of(label, totals) is wholes[parent]]
        if told:
            wholes[code] = whole = _whole(told, by_id)
            lead, _, behind = phrase.partition("{}")
            said = f"{_shown(whole, context, by_id)}{behind}{_share(whole, context, by_id)}"
            phrases.append(said if lead == verb else f"{lead}{said}")
            verb = lead
    worded = frame.frame.format(", ".join(phrases[:_MOST_PHRASES]))
    return worded[:1].upper() + worded[1:] if phrases else None


def _total_of(level: Label, totals: Sequence[Label]) -> Label:
    """The total that a level is of: the last one told before it, else the first."""
    before = [total for total in totals if total.figure < level.figure]
    return before[-1] if before else totals[0]


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
    figure = by_id[label.figure]
    between = context.low[figure.span.end : percent.span.start]
    behind = context.low[percent.span.end : percent.span.end + 40]
    of_whole = ("(" in between or "chiếm" in between or _is_share(percent, figure)) and not _PLAN.search(between + behind)
    return f" (⟦{percent.id}⟧)" if of_whole else ""


def _is_share(percent: Figure, figure: Figure) -> bool:
    """Whether a percentage is that of a ratio: `487/512 chi bộ, đạt 95,1%`."""
    if not figure.total or figure.value is None or percent.value is None:
        return False
    return abs(100 * figure.value / figure.total - percent.value) < _ROUNDED


def _sentences(context: Context, document: Document, told: AbstractSet[int]) -> Iterator[str]:
    """Sentences of the article that can stand alone and say nothing that was told, those with figures first."""
    bare = []
    for sentence in context.sentences:
        text = sentence.span.of(context.article.text)
        if (document.title and sentence.span.overlaps(document.title)) or _DEPENDENT.match(sentence.text):
            continue
        if told & {slot.figure.id for slot in sentence.slots}:
            continue
        words = _clean(text)
        if words is None or not 6 <= len(words.split()) <= _SENTENCE_WORDS:
            continue
        if sentence.slots:
            yield words
        else:
            bare.append(words)
    yield from bare


def _any_sentences(context: Context, document: Document) -> Iterator[str]:
    """Sentences of any length, for an article of none that is short."""
    for sentence in context.sentences:
        words = _clean(sentence.span.of(context.article.text))
        if words and not (document.title and sentence.span.overlaps(document.title)):
            yield words


def _clean(words: str) -> str | None:
    """The words of a sentence without the dateline before them; None where brackets or quotes are cut, or it has no end."""
    words = _DATELINE.sub("", _unmarked(re.sub(r"\s+", " ", words).strip(" |*•-–")))
    whole = words.count("“") == words.count("”") and words.count('"') % 2 == 0 and words.count("(") == words.count(")")
    return words if whole and words[:1].isupper() and words.endswith((".", "…")) else None
