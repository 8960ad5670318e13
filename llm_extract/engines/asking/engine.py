"""An engine that asks a model, whoever answers for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from llm_extract.engines.asking.parts import split
from llm_extract.engines.asking.question import Form, Question
from llm_extract.engines.asking.reply import missed_figure
from llm_extract.engines.asking.rounds import Chat, Limits, Outcome, converse, total
from llm_extract.engines.rules import engine as rules
from llm_extract.engines.rules.engine import not_metrics
from llm_extract.engines.rules.placing import place
from llm_extract.errors import AnswerError, LlmExtractError
from llm_extract.models import Answer, Article, Figure, Finding, Span, SummaryText, Usage
from llm_extract.numbering import Numbered
from llm_extract.periods import year_of
from llm_extract.pointing import Problem
from llm_extract.tasks.base import REASONS, Task

_UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Asking:
    """How a model is asked.

    Attributes:
        form: of the figures' part of an answer.
        limits: of asking again.
        context: characters of an article that are shown at once; longer articles go in parts.
        by_sentence: whether the figures are asked for sentence by sentence, with a short prompt, and the document's fields are left to the
            rules: for models too small for an article. Tasks without indicators are asked as a whole all the same.
        logprobs: whether to ask the endpoint how probable each token was; an endpoint that refuses is asked without.
        labels: whether a model that is tuned to the task is asked for labels, as `engines.local.tuned` does, and none of the above applies.
    """

    form: Form = "map"
    limits: Limits = field(default_factory=Limits)
    context: int = 60_000
    by_sentence: bool = False
    logprobs: bool = False
    labels: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an article, asked; `error` is set where it failed."""

    question: Question
    outcome: Outcome | None = None
    error: LlmExtractError | None = None


class AskingEngine:
    """Numbers an article, asks, and keeps of the answer what is the article's."""

    def __init__(self, name: str, chat: Chat, asking: Asking = Asking()) -> None:
        """Takes who answers, and how to ask."""
        self.name = name
        self._chat = chat
        self._asking = asking

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields; see `engines.base.Engine`.

        Raises:
            EndpointError: no part of the article was answered.
            AnswerError: no answer could be read, or a part without which the schema cannot be filled was wrong.
        """
        numbered = Numbered.whole(article, figures)
        year = year_of(article.metadata.published_at) or next((year_of(figure.iso) for figure in figures if _is_day(figure)), None)
        by_sentence = self._asking.by_sentence and bool(task.indicators)
        questions = _sentences(task, numbered) if by_sentence else self._questions(task, numbered)
        parts = [await self._ask(question, year) for question in questions]
        answered = [part for part in parts if part.outcome]
        if not answered:
            raise next((part.error for part in parts if part.error), AnswerError("the article holds nothing to ask for"))
        document = rules.answer(article, figures, task) if by_sentence else None
        answer = _Merging(article, figures, task, parts, document).answer()
        return answer, total(part.outcome.usage for part in answered if part.outcome)

    def _questions(self, task: Task, numbered: Numbered) -> list[Question]:
        return [Question.of(task, part, self._asking.form) for part in split(numbered, self._asking.context)]

    async def _ask(self, question: Question, year: str | None) -> _Part:
        try:
            asking = self._asking
            return _Part(question, await converse(self._chat, question, asking.limits, year=year, logprobs=asking.logprobs))
        except LlmExtractError as error:
            return _Part(question, error=error)


@dataclass(frozen=True)
class _Merging:
    """Puts the parts of an article together."""

    article: Article
    figures: tuple[Figure, ...]
    task: Task
    parts: Sequence[_Part]
    document: Answer | None = None

    def answer(self) -> Answer:
        done = [(part.question, part.outcome) for part in self.parts if part.outcome]
        document = self.document or self._document([outcome for _, outcome in done])
        codes, kinds = self._codes([outcome for _, outcome in done])
        added = self._added(done, codes)
        findings = (*self._failed(), *self._told([outcome for _, outcome in done]))
        if not self.task.indicators:
            return replace(document, set_aside=self._content_aside(done), findings=findings)
        if document.off_genre:
            return self._off_genre(document, findings)
        placed = place(self.article, (*self.figures, *added), self.task, codes, kinds)
        probabilities = self._probabilities([outcome for _, outcome in done])
        labels = tuple(replace(label, score=probabilities.get(label.figure)) for label in placed)
        used = {number for label in labels for number in label.figures}
        aside = dict(not_metrics(self.article, self.figures, labels, off_genre=False))
        aside |= {number: REASONS[code][1] for number, code in codes.items() if code in REASONS and code != _UNCLEAR and number not in used}
        aside |= dict.fromkeys(self._tied(aside, used), REASONS["part"][1])
        return replace(document, labels=labels, set_aside=tuple(sorted(aside.items())), added=added, findings=findings)

    def _tied(self, aside: dict[int, str], used: set[int]) -> list[int]:
        """Percentages printed beside a figure that is set aside, and set aside with it."""
        return [figure.id for figure in self.figures if figure.tied_to in aside and figure.id not in used]

    def _off_genre(self, document: Answer, findings: tuple[Finding, ...]) -> Answer:
        aside = dict(not_metrics(self.article, self.figures, (), off_genre=True))
        return replace(document, set_aside=tuple(sorted(aside.items())), findings=findings)

    def _codes(self, outcomes: Sequence[Outcome]) -> tuple[dict[int, str], dict[int, str]]:
        """Codes and kinds of all parts; of a figure that two parts hold, the answer of the part that reads more behind it stands."""
        codes: dict[int, str] = {}
        kinds: dict[int, str] = {}
        for outcome in outcomes:
            codes |= outcome.reply.codes
            kinds = {number: kind for number, kind in kinds.items() if number not in outcome.reply.codes} | outcome.reply.kinds
        return codes, kinds

    def _probabilities(self, outcomes: Sequence[Outcome]) -> dict[int, float]:
        """How probable the model found the codes that stand; a part that tells none takes none over from the part before."""
        known: dict[int, float] = {}
        for outcome in outcomes:
            known = {number: one for number, one in known.items() if number not in outcome.reply.codes} | outcome.reply.probabilities
        return known

    def _added(self, done: Sequence[tuple[Question, Outcome]], codes: dict[int, str]) -> tuple[Figure, ...]:
        added: list[Figure] = []
        for question, outcome in done:
            for span, code in sorted(outcome.reply.missed.items()):
                if any(span.overlaps(other.span) for other in added):
                    continue
                figure = missed_figure(question.numbered, span, len(self.figures) + len(added) + 1)
                added.append(figure)
                if figure.value is not None:
                    codes[figure.id] = code
        return tuple(added)

    def _document(self, outcomes: Sequence[Outcome]) -> Answer:
        """The document's fields: what the first part that gives them says; lists and key points of all parts."""
        resolved = [outcome.reply.resolution.data for outcome in outcomes]
        known = [data for data in resolved if data is not None]
        if not known:
            problems = [problem for outcome in outcomes for problem in outcome.reply.resolution.problems]
            raise AnswerError("the answer cannot be used: " + "; ".join(f"{one.path}: {one.reason}" for one in problems[:3]))
        if self.task.to_answer is None:
            return Answer(content=_joined(known))
        answers = [self.task.to_answer(data) for data in known]
        return _merged(answers)

    def _content_aside(self, done: Sequence[tuple[Question, Outcome]]) -> tuple[tuple[int, str], ...]:
        used = set().union(*(outcome.reply.resolution.used for _, outcome in done))
        aside = dict(not_metrics(self.article, self.figures, (), off_genre=False))
        for _, outcome in done:
            aside |= {number: REASONS[code][1] for number, code in outcome.reply.codes.items() if code in REASONS and code != _UNCLEAR}
        return tuple(sorted((number, reason) for number, reason in aside.items() if number not in used))

    def _failed(self) -> Iterator[Finding]:
        for number, part in enumerate(self.parts, 1):
            if part.error:
                shown = f"{number}/{len(self.parts)}"
                message = f"Part {shown} of the article was not answered, its figures wait for review: {part.error}"
                message_vi = f"Phần {shown} của bài không được trả lời, các con số của phần này chưa rõ: {part.error}"
                yield Finding("answer.failed", "error", "engine", message, message_vi, (part.question.numbered.part,))

    def _told(self, outcomes: Sequence[Outcome]) -> Iterator[Finding]:
        for outcome in outcomes:
            reply = outcome.reply
            for problem in (*reply.problems.values(), *reply.resolution.problems, *reply.strange):
                yield self._finding(problem)
            for problem in outcome.mended:
                yield self._finding(problem, mended=True)

    def _finding(self, problem: Problem, *, mended: bool = False) -> Finding:
        number = problem.path.removeprefix("figures.")
        figure = next((one for one in self.figures if str(one.id) == number), None) if problem.field == "figures" else None
        message = f"The model's answer, {problem.path}: {problem.reason}{'; asked again, and then right' if mended else ''}."
        message_vi = f"Câu trả lời của mô hình, {problem.path}: {problem.reason_vi}{'; hỏi lại thì đúng' if mended else ''}."
        return Finding(problem.code, "info" if mended else "warning", "engine", message, message_vi, (figure.span,) if figure else ())


def _is_day(figure: Figure) -> bool:
    """Whether a figure is a day with its year; the first of an article, mostly its dateline, gives the year of those without."""
    return figure.type == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", figure.iso or "") is not None


def _sentences(task: Task, numbered: Numbered) -> list[Question]:
    """A question for each sentence with figures; the sentence before it is shown too."""
    asked = {figure.id for figure in numbered.asked}
    spans = list(numbered.sentences.values())
    questions = []
    for before, span in zip([*spans[:1], *spans], spans, strict=False):
        part = replace(numbered, part=Span(before.start, span.end))
        own = tuple(figure.id for figure in part.asked if figure.id in asked and figure.span in span)
        if own:
            questions.append(Question.of(task, part, small=True).again(own, ()))
    return questions


def _joined(parts: Sequence[BaseModel]) -> BaseModel:
    """One filled schema of several: the first part's, with the lists of all and the fields that it lacks."""
    first, *others = parts
    values = dict(first)
    for other in others:
        for name, value in other:
            if isinstance(value, tuple | list):
                values[name] = [*values[name], *(item for item in value if item not in values[name])]
            elif values[name] is None:
                values[name] = value
    return first.model_copy(update=values) if others else first


def _merged(answers: Sequence[Answer]) -> Answer:
    first, *others = answers
    for other in others:
        first = replace(
            first,
            fields=(*first.fields, *((name, at) for name, at in other.fields if name not in dict(first.fields))),
            dates=(*first.dates, *((name, at) for name, at in other.dates if name not in dict(first.dates))),
            people=(*first.people, *(person for person in other.people if person not in first.people)),
            documents=tuple(dict.fromkeys((*first.documents, *other.documents))),
            off_genre=first.off_genre and other.off_genre,
            summary=_joined_summary(first.summary, other.summary),
            tasks=tuple(dict.fromkeys((*first.tasks, *other.tasks))),
        )
    return first


def _joined_summary(first: SummaryText | None, other: SummaryText | None) -> SummaryText | None:
    if first is None or other is None:
        return first or other
    return SummaryText(first.headline, (*first.key_points, *other.key_points)[:_MOST_POINTS])


_MOST_POINTS = 5
"""Key points of a summary: the annotation guide asks for three to five."""
