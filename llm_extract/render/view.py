"""What a person is shown of an extraction, in order, as text that is safe to show; the renderers only lay it out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from llm_extract.confidence import DISAGREEMENT, UNSURE
from llm_extract.export import to_json
from llm_extract.models import Article, Extraction, Figure, Finding, Span
from llm_extract.render.content import Entry, sort
from llm_extract.render.safe import visible
from llm_extract.render.strings import Language, Strings, strings
from llm_extract.tasks.base import Task

Pieces = tuple[tuple[str, bool], ...]
"""A stretch of the article in pieces; True for those to be lit."""

UNSURE_MARK = " (?)"
"""Stands behind the meaning of an unsure metric, and before the reason among the notes."""
_CONTEXT = 40
_OPEN = "accounted.open"
"""The finding that only lists the open figures, which have a section of their own."""
_UNANSWERED = "answer.missing"
"""The finding that a model said nothing of a figure: told by the same section, where the figure is open."""
_MARKS = {"approximately": "≈ ", "more_than": "> ", "at_least": "≥ ", "at_most": "≤ "}


@dataclass(frozen=True, slots=True)
class Row:
    """One metric: the figures as the article prints them, everything else in the reader's language; `unsure` asks for a second look."""

    meaning: str
    kind: str
    value: str
    total: str
    percent: str
    period: str
    about: str
    evidence: Pieces
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Metrics that belong together."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """One finding, or the reason why a metric is unsure, with the places it speaks of."""

    severity: str
    label: str
    message: str
    places: tuple[Pieces, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One extraction, ready to be laid out.

    Attributes:
        origin: where the article came from.
        headline: the summary's, else the article's title, else its origin.
        key_points: the summary's.
        notice: something to say before all else, or empty.
        fields: the document's fields with their values, those that are empty left out.
        families: the metrics.
        tasks: what is to be done next.
        open: the figures that wait for review, in their surroundings.
        notes: the findings, and why metrics are unsure where no finding says it.
        counts: what became of all figures, and which engine answered.
    """

    origin: str
    headline: str
    key_points: tuple[str, ...]
    notice: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    families: tuple[Family, ...]
    tasks: tuple[str, ...]
    open: tuple[Pieces, ...]
    notes: tuple[Note, ...]
    counts: str


def build(article: Article, extraction: Extraction, task: Task, language: Language) -> View:
    """What to show of an extraction.

    Args:
        article: the article.
        extraction: its extraction.
        task: the task it was extracted for.
        language: of the labels and of what the findings say.

    Returns:
        The view; no character in it can steer a terminal.
    """
    if task.indicators:
        return _of_metrics(article, extraction, task, language)
    return _of_content(article, extraction, language)


def _of_metrics(article: Article, extraction: Extraction, task: Task, language: Language) -> View:
    words = strings(language)
    data = to_json(article, extraction)["extraction"]
    summary = data.get("summary") or {}
    headline = summary.get("headline") or data.get("title") or article.uri
    return View(
        origin=visible(article.uri),
        headline=visible(headline),
        key_points=tuple(visible(point) for point in summary.get("key_points") or ()),
        notice=words.off_genre if data.get("off_genre") else "" if summary else words.no_summary,
        fields=tuple(_fields({name: value for name, value in data.items() if value != headline}, words)),
        families=tuple(_families(data.get("metrics") or [], article, extraction, task, language)),
        tasks=tuple(visible(task) for task in data.get("tasks") or ()),
        open=tuple(_around(article.text, figure.span) for figure, status in _judged(extraction) if status == "open"),
        notes=(
            *_notes(article, extraction, language),
            *_doubts(article, extraction, language),
        ),
        counts=counts(extraction, language),
    )


def _of_content(article: Article, extraction: Extraction, language: Language) -> View:
    """A schema of primitives: no metrics with codes, but things with figures."""
    words = strings(language)
    content = sort(extraction.data)
    return View(
        origin=visible(article.uri),
        headline=visible(content.headline or article.metadata.title or article.uri),
        key_points=tuple(visible(point) for point in content.points),
        notice="",
        fields=tuple((visible(words.name(name)), tuple(map(visible, values))) for name, values in content.fields),
        families=tuple(
            Family(visible(words.name(name)), tuple(_entry_row(article, one) for one in found)) for name, found in content.entries
        ),
        tasks=(),
        open=tuple(_around(article.text, figure.span) for figure, status in _judged(extraction) if status == "open"),
        notes=tuple(_notes(article, extraction, language)),
        counts=counts(extraction, language),
    )


def _entry_row(article: Article, entry: Entry) -> Row:
    figure = entry.figure
    value = visible(_MARKS.get(figure.qualifier, "") + figure.text)
    return Row(visible(entry.about), "", value, "", "", "", "", _around(article.text, Span(figure.start, figure.end)))


def counts(extraction: Extraction, language: Language) -> str:
    """One line: what became of all figures, and which engine answered."""
    words = strings(language)
    statuses = [status for _, status in _judged(extraction)]
    by_status = {status: statuses.count(status) for status in ("metric", "set_aside", "open")}
    line = words.counts.format(all=len(statuses), **by_status)
    return f"{line} · {words.engine.format(visible(extraction.engine))}"


def _judged(extraction: Extraction) -> Iterator[tuple[Figure, str]]:
    for figure, judgement in zip(extraction.figures, extraction.judgements, strict=True):
        yield figure, judgement.status


def _fields(data: Mapping[str, Any], words: Strings) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, label in words.fields.items():
        values = data.get(name)
        if not values:
            continue
        shown = [_field(value, words) for value in (values if isinstance(values, list) else [values])]
        if data.get(f"{name}_inferred"):
            shown = [f"{value} ({words.inferred})" for value in shown]
        yield label, tuple(shown)


def _field(value: Any, words: Strings) -> str:  # noqa: ANN401  a value of JSON
    if isinstance(value, dict):
        return ", ".join(visible(str(part)) for part in value.values() if part)
    return visible(words.when(str(value)))


def _families(metrics: list[dict[str, Any]], article: Article, extraction: Extraction, task: Task, language: Language) -> Iterator[Family]:
    """Families in the order in which the article comes to them; within one, results before targets, each in the article's order."""
    words = strings(language)
    by_id = {figure.id: figure for figure in extraction.figures}
    unsure = {one.figure for one in extraction.confidences if one.score < UNSURE}
    ordered = sorted(metrics, key=lambda metric: (metric["kind"] == "target", metric["figures"][0]))
    names = {words.family(metric["indicator"]): None for metric in sorted(metrics, key=lambda metric: metric["figures"][0])}
    for name in names:
        own = [metric for metric in ordered if words.family(metric["indicator"]) == name]
        yield Family(
            visible(name),
            tuple(replace(_row(article, metric, by_id, task, language), unsure=metric["figures"][0] in unsure) for metric in own),
        )


def _row(article: Article, metric: Mapping[str, Any], by_id: Mapping[int, Figure], task: Task, language: Language) -> Row:
    words = strings(language)
    figures = [by_id[number] for number in metric["figures"]]
    total, percent = _beside(metric, figures)
    return Row(
        meaning=_meaning(metric, task, language),
        kind=words.kinds.get(metric["kind"], ""),
        value=visible(_value(metric, figures[0])),
        total=visible(total),
        percent=visible(percent),
        period=visible(words.when(metric["period"] or "")),
        about=visible("; ".join(part for part in (metric["scope"], metric["group"]) if part)),
        evidence=_lit(article.text, Span(metric["evidence"]["start"], metric["evidence"]["end"]), [figure.span for figure in figures]),
    )


def _meaning(metric: Mapping[str, Any], task: Task, language: Language) -> str:
    """The indicator's meaning; for `other`, which means nothing by itself, what is counted."""
    code, unit = metric["indicator"], metric["unit"]
    if code == "other" and unit not in {None, "%", "đồng"}:
        return visible(unit)
    indicator = task.by_code.get(code)
    return visible(getattr(indicator, language) if indicator else code)


def _value(metric: Mapping[str, Any], figure: Figure) -> str:
    """The figure as printed: of `71/75` the 71, with the sign of a change and the mark of a limit."""
    text = figure.text.partition("/")[0].strip() if _is_fraction(figure) else figure.text
    if metric["kind"] == "change":
        text = ("−" if metric["value"] < 0 else "+") + text
    unit = " đồng" if figure.money and "đồng" not in figure.text.lower() else ""
    return _MARKS.get(metric["qualifier"], "") + text + unit


def _beside(metric: Mapping[str, Any], figures: list[Figure]) -> tuple[str, str]:
    """Total and percentage as printed: a figure each, or the second part of a ratio; empty where there is none."""
    value, *rest = figures
    percent = rest.pop().text if rest and metric["percent"] is not None else ""
    if rest:
        return rest[0].text, percent
    return (value.text.partition("/")[2].strip() if _is_fraction(value) else ""), percent


def _is_fraction(figure: Figure) -> bool:
    return figure.type == "ratio" and figure.text.count("/") == 1


def _notes(article: Article, extraction: Extraction, language: Language) -> Iterator[Note]:
    waiting = {figure.span for figure, status in _judged(extraction) if status == "open"}
    for finding in extraction.findings:
        told = finding.code == _UNANSWERED and finding.spans and waiting.issuperset(finding.spans)
        if finding.code != _OPEN and not told:
            yield _note(article, finding, language)


def _note(article: Article, finding: Finding, language: Language) -> Note:
    words = strings(language)
    verdict = words.verdicts.get(finding.code, "")
    label = f"{words.severities[finding.severity]} ({words.origins[finding.origin]}){verdict and f', {verdict}'}"
    places = tuple(_around(article.text, *near) for near in _neighbours(article.text, finding.spans))
    message = finding.message_vi if language == "vi" else finding.message
    return Note(finding.severity, label, visible(message), places)


def _doubts(article: Article, extraction: Extraction, language: Language) -> Iterator[Note]:
    """Why metrics are unsure, but for those whose disagreement is among the findings already."""
    words = strings(language)
    told = {span for finding in extraction.findings if finding.code == DISAGREEMENT for span in finding.spans}
    spans = {figure.id: figure.span for figure in extraction.figures}
    for one in extraction.confidences:
        if one.score < UNSURE and (span := spans[one.figure]) not in told:
            message = one.why_vi if language == "vi" else one.why
            yield Note("info", words.unsure.format(f"{one.score:.0%}"), visible(message), (_around(article.text, span),))


def _neighbours(text: str, spans: Iterable[Span]) -> list[list[Span]]:
    """The spans in the order of the text, those together that one stretch of a line can show."""
    groups: list[list[Span]] = []
    for span in sorted(spans):
        last = groups[-1][-1] if groups else None
        if last and span.start - last.end <= 2 * _CONTEXT and "\n" not in text[last.end : span.start]:
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _around(text: str, *places: Span) -> Pieces:
    """Neighbouring places with a few words on either side, within their own line of the article."""
    first, last = places[0].start, places[-1].end
    line_start = text.rfind("\n", 0, first) + 1
    line_end = text.find("\n", last) if "\n" in text[last:] else len(text)
    start, end = first - _CONTEXT, last + _CONTEXT
    start = line_start if start <= line_start else text.find(" ", start, first) + 1 or first
    end = line_end if end >= line_end else max(text.rfind(" ", last, end), last)
    cut_left, cut_right = ("… " if start > line_start else ""), (" …" if end < line_end else "")
    return tuple(piece for piece in ((cut_left, False), *_lit(text, Span(start, end), places), (cut_right, False)) if piece[0])


def _lit(text: str, whole: Span, lit: Iterable[Span]) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    done = whole.start
    for span in sorted(lit):
        if span in whole and span.start >= done:
            pieces += (Span(done, span.start).of(text), False), (span.of(text), True)
            done = span.end
    pieces.append((Span(done, whole.end).of(text), False))
    return tuple((visible(piece), on) for piece, on in pieces if piece)
