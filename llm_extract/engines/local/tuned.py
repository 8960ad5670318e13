"""An engine that asks a tuned model for the labels of each sentence's figures, and weighs them with the rules'."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from llm_extract.engines.asking.rounds import Chat, total
from llm_extract.engines.local.labels import Meaning, Prompt, asked, parse, prompt, schema
from llm_extract.engines.local.weighing import Weights, weighed
from llm_extract.engines.rules import engine as rules
from llm_extract.engines.rules.engine import not_metrics
from llm_extract.engines.rules.placing import place, summarise
from llm_extract.locales.detect import language_of
from llm_extract.locales.sentences import sentences
from llm_extract.models import Answer, Article, Figure, Span, Usage
from llm_extract.tasks.base import REASONS, Task

_PART = "part"
_MOST_FIGURES, _MOST_CHARACTERS = 24, 2_000
"""Of a sentence that is shown at once: training saw up to 700 tokens."""
_MARGIN = 200
_NO_RESULT = "no result of the task, say the model and the rules weighed together"


@dataclass(frozen=True, slots=True)
class SentenceQuestion:
    """A sentence of running text with the figures that a model is asked about."""

    before: str
    sentence: Span
    figures: tuple[Figure, ...]

    def prompt(self, text: str) -> Prompt:
        """The prompt, of the text of the article."""
        return prompt(self.before, self.sentence.of(text), self.places())

    def places(self) -> list[Span]:
        """Where the figures stand in the sentence."""
        start = self.sentence.start
        return [Span(figure.span.start - start, figure.span.end - start) for figure in self.figures]


def questions(article: Article, figures: Sequence[Figure]) -> Iterator[SentenceQuestion]:
    """The sentences of an article's running text that hold figures to ask about, in order."""
    queue = asked(figures)
    starts = [figure.span.start for figure in queue]
    before = ""
    for span in sentences(article.text, language_of(article.text)):
        if article.region_at(span.start):
            continue
        inside = [
            figure for figure in queue[bisect_left(starts, span.start) : bisect_left(starts, span.end)] if figure.span.end <= span.end
        ]
        yield from (SentenceQuestion(before, *shown) for shown in _stretches(span, inside))
        before = span.of(article.text)


def _stretches(sentence: Span, figures: Sequence[Figure]) -> Iterator[tuple[Span, tuple[Figure, ...]]]:
    """A sentence with its figures; a table without line ends, or a text without stops, as stretches that a model can hold."""
    if len(figures) <= _MOST_FIGURES and sentence.end - sentence.start <= _MOST_CHARACTERS:
        if figures:
            yield sentence, tuple(figures)
        return
    rest = list(figures)
    while rest:
        begin = max(sentence.start, rest[0].span.start - _MARGIN)
        own = [one for one in rest[:_MOST_FIGURES] if one.span.end <= begin + _MOST_CHARACTERS - _MARGIN] or rest[:1]
        yield Span(begin, min(sentence.end, own[-1].span.end + _MARGIN)), tuple(own)
        rest = rest[len(own) :]


class TunedEngine:
    """A model tuned to a task, and the rules: of each figure what both make most probable; of the document what the rules read."""

    def __init__(self, name: str, chat: Chat, weights: Weights) -> None:
        """Takes who answers, and what the two opinions weigh."""
        self.name = name
        self._chat = chat
        self._weights = weights

    async def answer(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[Answer, Usage]:
        """Labels the figures and fills the document's fields; see `engines.base.Engine`. An article of another genre is not asked about.

        Raises:
            LlmExtractError: the model does not answer.
        """
        opinion = rules.answer(article, figures, task)
        if opinion.off_genre:
            return opinion, Usage()
        said, usage = await self.said(article, figures, task)
        chosen = weighed(opinion, said, self._weights)
        return _answer(article, figures, task, opinion, chosen), usage

    async def said(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[dict[int, tuple[Meaning, float]], Usage]:
        """What the model alone says of the figures, with the probabilities, and what that cost."""
        held_to = schema(task)
        said: dict[int, tuple[Meaning, float]] = {}
        usage: list[Usage] = []
        for question in questions(article, figures):
            heard = await self._chat.ask(question.prompt(article.text).messages(), held_to, {"temperature": 0.0})
            usage.append(heard.usage)
            answered = zip(question.figures, parse(heard.text, task), strict=False)
            said |= {figure.id: one for figure, one in answered if one}
        return said, total(usage)


def _answer(
    article: Article, figures: tuple[Figure, ...], task: Task, opinion: Answer, chosen: Mapping[int, tuple[Meaning, float]]
) -> Answer:
    """The rules' answer with the labels that were chosen."""
    codes = {number: code for number, (meant, _) in chosen.items() if (code := meant.indicator or _part(meant))}
    kinds = {number: meant.kind for number, (meant, _) in chosen.items() if meant.kind and meant.kind != "actual"}
    labels = tuple(replace(label, score=chosen[label.figure][1]) for label in place(article, figures, task, codes, kinds))
    used = {number for label in labels for number in (label.figure, label.percent, label.total) if number}
    aside = {number: _why(meant) for number, (meant, _) in chosen.items() if meant.indicator is None}
    aside |= dict(not_metrics(article, figures, labels, off_genre=False)) | dict(opinion.set_aside)
    aside |= {figure.id: REASONS["part"][1] for figure in figures if figure.tied_to in aside}
    return replace(
        opinion,
        labels=labels,
        set_aside=tuple(sorted((number, reason) for number, reason in aside.items() if number not in used)),
        summary=summarise(article, figures, task, labels),
        weighed=True,
    )


def _part(meant: Meaning) -> str | None:
    return _PART if meant.reason in {"share", "whole"} else None


def _why(meant: Meaning) -> str:
    return REASONS["part"][1] if _part(meant) else _NO_RESULT
