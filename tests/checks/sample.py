"""Hand-made extractions: a text, and labels that point at its figures by their text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from llm_extract import checks, figures
from llm_extract.assemble import assemble
from llm_extract.models import (
    Answer,
    Article,
    Extraction,
    Figure,
    Finding,
    Label,
    Metadata,
    PersonPointer,
    Region,
    RegionKind,
    Span,
    SummaryText,
)
from llm_extract.tasks.party_building import TASK

_LETTER = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
_ENGLISH = re.compile(r"(?<!\w)(?:the|its?|is|are|not|none|which|figures?|metrics?|value|quote|unit)(?!\w)|_", re.IGNORECASE)


@dataclass(frozen=True)
class Tag:
    """A label of the first figure of that text behind the figures already tagged."""

    figure: str
    indicator: str
    kind: Literal["actual", "target", "change"] = "actual"
    sign: int = 1
    percent: str | None = None
    total: str | None = None


@dataclass(frozen=True)
class Doc:
    """What else an answer holds, by text."""

    title: str | None = None
    organization: str | None = None
    people: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    event_date: str | None = None
    published_at: str | None = None
    furniture: tuple[tuple[str, RegionKind], ...] = ()


def place(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def extraction(text: str, *tags: Tag, doc: Doc | None = None) -> tuple[Article, Extraction]:
    doc = doc or Doc()
    regions = tuple(sorted((Region(place(text, part), kind) for part, kind in doc.furniture), key=lambda region: region.span))
    article = Article("-", text, regions=regions, metadata=Metadata(published_at=doc.published_at))
    read = figures.read(text)
    labels = tuple(_labels(text, read, tags))
    used = {number for label in labels for number in label.figures}
    answer = Answer(
        labels=labels,
        set_aside=tuple((figure.id, "not of interest here") for figure in read if figure.id not in used),
        fields=tuple((name, place(text, value)) for name, value in (("title", doc.title), ("organization", doc.organization)) if value),
        dates=(("event_date", next(figure.id for figure in read if figure.text == doc.event_date)),) if doc.event_date else (),
        people=tuple(PersonPointer(place(text, name)) for name in doc.people),
        documents=tuple(place(text, name) for name in doc.documents),
        summary=SummaryText(doc.summary[0], doc.summary[1:]) if doc.summary else None,
    )
    data, judgements = assemble(article, read, TASK, answer)
    return article, Extraction("party_building", "hand", data, read, judgements)


def _labels(text: str, read: Sequence[Figure], tags: Sequence[Tag]) -> list[Label]:
    labels: list[Label] = []
    taken: set[int] = set()
    for tag in tags:
        figure = next(figure for figure in read if figure.text == tag.figure and figure.id not in taken)
        percent, total = (_beside(read, wanted, figure, taken) for wanted in (tag.percent, tag.total))
        taken |= {figure.id, percent or 0, total or 0}
        start = text.rfind("\n", 0, figure.span.start) + 1
        line = Span(start, (text + "\n").index("\n", figure.span.end))
        labels.append(Label(figure.id, tag.indicator, line, tag.kind, tag.sign, percent=percent, total=total, period=None))
    return labels


def _beside(read: Sequence[Figure], wanted: str | None, figure: Figure, taken: set[int]) -> int | None:
    return next(other.id for other in read if other.text == wanted and other.id not in {figure.id, *taken}) if wanted else None


def found(article: Article, result: Extraction) -> tuple[Finding, ...]:
    every = checks.run(article, result, TASK)
    for finding in every:
        is_bilingual(finding.message, finding.message_vi)
    return every


def is_bilingual(message: str, message_vi: str) -> None:
    """Asserts that both sentences are there, each in its language, with the same numbers."""
    assert message.endswith((".", ")."))
    assert message_vi.endswith((".", ")."))
    assert message != message_vi
    assert _LETTER.search(message_vi)
    assert not _ENGLISH.search(message_vi), message_vi
    assert set(re.findall(r"\d+", message)) == set(re.findall(r"\d+", message_vi))


def findings(text: str, *tags: Tag, doc: Doc | None = None) -> tuple[Finding, ...]:
    return found(*extraction(text, *tags, doc=doc))


def codes(text: str, *tags: Tag, doc: Doc | None = None) -> list[str]:
    return [finding.code for finding in findings(text, *tags, doc=doc)]


def texts(text: str, finding: Finding) -> list[str]:
    return [span.of(text) for span in finding.spans]
