"""An engine that asks a tuned model for the labels of each excerpt's figures, and weighs them with the rules'."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from llm_extract.engines.asking.rounds import Chat, total
from llm_extract.engines.local.excerpts import Excerpt, excerpts
from llm_extract.engines.local.labels import Meaning, Told, asked, parse, schema
from llm_extract.engines.local.weighing import Weights, weighed
from llm_extract.engines.progress import Progress, wanted
from llm_extract.engines.rules import engine as rules
from llm_extract.engines.rules.engine import not_metrics
from llm_extract.engines.rules.placing import PART, place, summarise
from llm_extract.engines.rules.tables import is_row
from llm_extract.locales.detect import language_of
from llm_extract.locales.sentences import sentences
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import REASONS, Task

NO_RESULT = "no metric, by the model and the rules together"


def questions(article: Article, figures: Sequence[Figure]) -> Iterator[Excerpt]:
    """The excerpts of an article's running text that hold figures to ask about, in order.

    Rows of tables are left to the rules: what a cell counts stands in the head of its column, which no excerpt holds.
    """
    text, queue = article.text, asked(figures)
    spans = sentences(text, language_of(text))
    for apart, running in groupby(spans, lambda span: article.region_at(span.start) is not None or is_row(text, span)):
        if not apart:
            yield from excerpts(text, running, queue)


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

    async def said(self, article: Article, figures: tuple[Figure, ...], task: Task) -> tuple[dict[int, Told], Usage]:
        """What the model alone says of the figures, with the probabilities, and what that cost."""
        held_to = schema(task)
        said: dict[int, Told] = {}
        usage: list[Usage] = []
        shown = tuple(questions(article, figures))
        report, whole, done = wanted(), sum(len(one.figures) for one in shown), 0
        for question in shown:
            if report:
                report(Progress(done, whole, "figures"))
            heard = await self._chat.ask(question.prompt(article.text).messages(), held_to, {"temperature": 0.0})
            usage.append(heard.usage)
            answered = zip(question.figures, parse(heard.text, task), strict=False)
            said |= {figure.id: one for figure, one in answered if one}
            done += len(question.figures)
        if report:
            report(Progress(whole, whole, "figures"))
        return said, total(usage)


def _answer(
    article: Article, figures: tuple[Figure, ...], task: Task, opinion: Answer, chosen: Mapping[int, tuple[Meaning, float]]
) -> Answer:
    """The rules' answer with the labels that were chosen."""
    codes = {number: code for number, (meant, _) in chosen.items() if (code := meant.indicator or _part(meant))}
    kinds = {number: meant.kind for number, (meant, _) in chosen.items() if meant.kind and meant.kind != "actual"}
    labels = tuple(replace(label, score=chosen[label.figure][1]) for label in place(article, figures, task, codes, kinds))
    used = {number for label in labels for number in label.figures}
    aside = {number: _why(meant) for number, (meant, _) in chosen.items() if meant.indicator is None}
    aside |= dict(not_metrics(article, figures, labels, off_genre=False)) | dict(opinion.set_aside)
    aside |= {figure.id: REASONS[PART][1] for figure in figures if figure.tied_to in aside}
    return replace(
        opinion,
        labels=labels,
        set_aside=tuple(sorted((number, reason) for number, reason in aside.items() if number not in used)),
        summary=summarise(article, figures, task, labels),
        weighed=True,
    )


def _part(meant: Meaning) -> str | None:
    return PART if meant.reason in {"share", "whole"} else None


def _why(meant: Meaning) -> str:
    return REASONS[PART][1] if _part(meant) else NO_RESULT
