"""The `rules` engine: no model, the task's cues alone."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from llm_extract.engines.rules.ahead import read_tasks
from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.cues import Cues
from llm_extract.engines.rules.decisions import Decision
from llm_extract.engines.rules.document import Document, read_document
from llm_extract.engines.rules.genre import explains_norms, is_of_genre
from llm_extract.engines.rules.labels import Labeller, leanings
from llm_extract.engines.rules.people import read_cited, read_people
from llm_extract.engines.rules.places import Placer
from llm_extract.engines.rules.slots import Counted, Nouns
from llm_extract.engines.rules.summary import compose
from llm_extract.models import Answer, Article, Figure, Label, Usage
from llm_extract.periods import year_of
from llm_extract.tasks.base import Task

_TELLING = 20
_TELLING_TOGETHER = 3
"""The least figure that is hardly the same by chance, and how many smaller ones together are not."""
HEADLINE, REPEATED, AHEAD = "the headline repeats the body", "repeats a figure given before", "the text below gives it again"
_REASONS = {
    "date": "date",
    "period": "period",
    "ordinal": "ordinal",
    "document": "document number",
    "age": "years of age or membership",
    "term": "term of office",
}


class RulesEngine:
    """Answers a task from its indicators' cues."""

    name = "rules"

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields; see `engines.base.Engine`."""
        return answer(article, figures, task), Usage()


def answer(article: Article, figures: tuple[Figure, ...], task: Task) -> Answer:
    """What the rules say of an article.

    Args:
        article: the article.
        figures: its figures.
        task: whose cues to use.

    Returns:
        The answer; figures that no cue explains are in neither its labels nor its set-aside.
    """
    cues, nouns, compounds = compiled(task)
    context = Context(article, figures, task, nouns, compounds)
    document = read_document(context, figures)
    found = cues.find(context.low)
    labeller = Labeller(context, cues, found)
    first = labeller.run()
    prior = leanings(first)
    decisions = labeller.run(prior) if prior else first
    of_a_body = "organization" in document.fields
    off_genre = not is_of_genre(context, document.title) or explains_norms(context, decisions, of_a_body=of_a_body)
    placer = Placer(context, figures, document, decisions)
    labels, aside = _sort(decisions, document, placer) if not off_genre else ([], {})
    aside |= dict.fromkeys(context.ordinals, _REASONS["ordinal"])
    aside |= dict(not_metrics(article, figures, labels, off_genre=off_genre))
    return Answer(
        labels=tuple(labels),
        set_aside=tuple(sorted(aside.items())),
        fields=tuple(
            (name, pointer) for name, pointer in document.fields.items() if not off_genre or name not in {"organization", "period"}
        ),
        dates=tuple(document.dates.items()),
        people=read_people(context),
        documents=read_cited(context, figures),
        off_genre=off_genre,
        summary=compose(context, document, labels, figures),
        tasks=()
        if off_genre
        else read_tasks(context, {label.figure for label in labels}, _ahead(labels, document, figures), year_of(document.period)),
    )


@lru_cache(maxsize=8)
def _compile(task: "_Key") -> tuple[Cues, Nouns, re.Pattern[str]]:
    return Cues(task.task.indicators), Nouns(task.task.nouns), re.compile("|".join(task.task.compounds) or r"(?!)")


class _Key:
    """A task as a cache key: by identity, for a task's mapping of labels is not hashable."""

    def __init__(self, task: Task) -> None:
        self.task = task

    def __hash__(self) -> int:
        return id(self.task)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.task is self.task


def compiled(task: Task) -> tuple[Cues, Nouns, re.Pattern[str]]:
    """A task's cues, nouns and compounds, compiled once."""
    return _compile(_Key(task))


def _sort(decisions: Sequence[Decision], document: Document, placer: Placer) -> tuple[list[Label], dict[int, str]]:
    """Decisions into labels; headlines, leads that tell the body's figures ahead, and repeats are set aside, for each figure counts once."""
    aside: dict[int, str] = {}
    labels: list[Label] = []
    seen: dict[tuple[object, ...], Decision] = {}
    in_title = [decision for decision in decisions if document.title and decision.slot.figure.span in document.title]
    body = [decision for decision in decisions if decision not in in_title]
    ahead = _told_ahead(body, document)
    for decision in decisions:
        figure = decision.slot.figure
        if decision in in_title and (_is_repeated(decision, body) or figure.qualifier != "exact"):
            aside |= _parts(decision, HEADLINE)
            continue
        if decision.code is None:
            continue
        if decision in ahead:
            aside |= _parts(decision, AHEAD)
            continue
        told = decision.noun.name if decision.code == "other" and decision.noun else None
        key = (decision.code, told, decision.kind, figure.value, figure.high, figure.total, figure.percent, figure.money)
        first = seen.get(key)
        if (
            first
            and first.sentence is not decision.sentence
            and first.sentence.paragraph != decision.sentence.paragraph
            and (figure.value or 0) >= _TELLING
        ):
            aside |= _parts(decision, REPEATED)
            continue
        seen.setdefault(key, decision)
        labels.append(placer.label(decision))
    return labels, aside


def _ahead(labels: Sequence[Label], document: Document, figures: Sequence[Figure]) -> set[int]:
    """The figures of targets but for those of a year before that which is reported on."""
    begun = year_of(document.period)
    years = {figure.id: year_of(figure.iso) for figure in figures}
    return {
        label.figure
        for label in labels
        if label.kind == "target" and not (begun and isinstance(label.period, int) and (years[label.period] or begun) < begun)
    }


def _told_ahead(body: Sequence[Decision], document: Document) -> list[Decision]:
    """The figures of the lead where the text below gives every one of them again, exactly or less rounded: a summary of it."""
    if document.lead is None:
        return []
    lead = [decision for decision in body if decision.slot.figure.span in document.lead and decision.code]
    rest = [decision for decision in body if decision.slot.figure.span.start >= document.lead.end]
    told = all(any(_is_same(decision, said) for said in rest) for decision in lead)
    telling = len(lead) >= _TELLING_TOGETHER or any((decision.slot.figure.value or 0) >= _TELLING for decision in lead)
    return lead if told and telling else []


def _is_same(ahead: Decision, said: Decision) -> bool:
    own, exact = ahead.slot.figure, said.slot.figure
    return (ahead.code, ahead.kind, ahead.sign) == (said.code, said.kind, said.sign) and gives_again(own, exact)


def gives_again(own: Figure, exact: Figure) -> bool:
    """Whether another figure gives the value of one, or what it is rounded from."""
    return (own.percent, own.value, own.high) == (exact.percent, exact.value, exact.high) or _is_rounded(own, exact)


def _parts(decision: Decision, reason: str) -> dict[int, str]:
    slot = decision.slot
    return {part.id: reason for part in (slot.figure, slot.percent, slot.total) if part}


def _is_repeated(headline: Decision, body: Sequence[Decision]) -> bool:
    """Whether the body gives the figure of a headline again: the same value, unless both are known to count other things.

    A headline rounds down: `500 đảng viên bị kỷ luật` are 536 in the body.
    """
    own = headline.slot.figure
    return any(headline.code == said.code and _is_rounded(own, said.slot.figure) for said in body) or any(
        (own.value, own.percent) in {(part.value, part.percent) for part in (said.slot.figure, said.slot.percent) if part}
        and (own.percent or headline.code == said.code or not _count_other_things(headline.noun, said.noun))
        for said in body
    )


def _is_rounded(own: Figure, exact: Figure) -> bool:
    if own.value is None or exact.value is None or own.percent or exact.percent:
        return False
    return own.value % 10 == 0 and 0 < exact.value - own.value < own.value / 10


def _count_other_things(first: Counted | None, second: Counted | None) -> bool:
    return bool(first and second and first.specific and second.specific and first.name != second.name)


def not_metrics(article: Article, figures: Sequence[Figure], labels: Sequence[Label], *, off_genre: bool) -> Iterator[tuple[int, str]]:
    """The figures that the reader alone sets aside, with their reasons: those of page furniture, dates, document numbers."""
    used = {number for label in labels for number in label.figures}
    for figure in figures:
        if figure.id in used:
            continue
        region = article.region_at(figure.span.start)
        if region:
            yield figure.id, f"page furniture: {region.kind}" if region.kind != "caption" else "caption"
        elif figure.type in _REASONS:
            yield figure.id, f"{_REASONS[figure.type]}{f' ({figure.note})' if figure.note else ''}"
        elif off_genre:
            yield figure.id, "the article is of another genre"
