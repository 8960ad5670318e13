"""What a tuned model is asked about an article, and in what order.

It labels the figures of an excerpt one after another, and reads its own labels of those before: behind a wrong one it takes a whole list
for what its neighbours are. So where the rules' label is the likelier, that one is put in its place, and the rest is asked for anew. A
figure that stays in doubt is asked about once more with its own clause alone: what stands around a clause helps with most figures, and
misleads with some.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from llm_extract.engines.asking.rounds import Chat
from llm_extract.engines.local.excerpts import CHARACTERS, Excerpt, excerpts
from llm_extract.engines.local.labels import Meaning, Prompt, ScoredLabel, asked, parse, schema, words
from llm_extract.engines.local.weighing import NO_METRIC, Opinions, Weights, best, opinions
from llm_extract.engines.progress import Progress, wanted
from llm_extract.engines.rules.tables import is_row
from llm_extract.locales.detect import language_of
from llm_extract.locales.sentences import sentences
from llm_extract.models import Article, Figure, Usage
from llm_extract.tasks.base import Task

_SURE = 0.9
"""Probability from which a label that the rules give too is not asked about again: more than 99 in 100 of those are right."""


def questions(article: Article, figures: Sequence[Figure], characters: int = CHARACTERS) -> Iterator[Excerpt]:
    """The excerpts of an article's running text that hold figures to ask about, in order; `characters` as in `excerpts`.

    Rows of tables are left to the rules: what a cell counts stands in the head of its column, which no excerpt holds.
    """
    text, queue = article.text, asked(figures)
    spans = sentences(text, language_of(text))
    for apart, running in groupby(spans, lambda span: article.region_at(span.start) is not None or is_row(text, span)):
        if not apart:
            yield from excerpts(text, running, queue, characters=characters)


@dataclass
class Decoder:
    """Asks about one article.

    Attributes:
        chat: who answers.
        task: whose labels are given.
        weights: what the model's labels and the rules' weigh.
        rules: the rules' labels, as `weighing.rules_say` gives them.
        labels: what was answered of each figure, by id: in its excerpt, and where it stayed in doubt in its clause alone.
        usage: what that cost.
    """

    chat: Chat
    task: Task
    weights: Weights
    rules: Mapping[int, tuple[Meaning, float]]
    labels: dict[int, tuple[ScoredLabel, ...]] = field(default_factory=dict)
    usage: list[Usage] = field(default_factory=list)

    async def run(self, article: Article, figures: Sequence[Figure]) -> None:
        """Asks about every figure of the running text.

        Raises:
            LlmExtractError: the model does not answer.
        """
        shown = tuple(questions(article, figures))
        alone = {figure.id: clause for clause in questions(article, figures, characters=0) for figure in clause.figures}
        report, whole, done = wanted(), sum(len(one.figures) for one in shown), 0
        for excerpt in shown:
            if report:
                report(Progress(done, whole, "figures"))
            await self._ask_of(excerpt, article.text)
            for figure in excerpt.figures:
                if alone[figure.id].span != excerpt.span and self._is_in_doubt(figure):
                    await self._ask_again(figure, alone[figure.id], article.text)
            done += len(excerpt.figures)
        if report:
            report(Progress(whole, whole, "figures"))

    async def _ask_of(self, excerpt: Excerpt, text: str) -> None:
        prompt, rest = excerpt.prompt(text), excerpt.figures
        while rest:
            known = len(self._keep(rest, await self._ask(prompt)))
            prompt, rest = prompt.behind(self._chosen(rest[:known])), rest[known:] if known else ()

    async def _ask_again(self, figure: Figure, clause: Excerpt, text: str) -> None:
        before = clause.figures[: clause.figures.index(figure)]
        prompt = clause.prompt(text).behind(self._chosen(before))
        for label in (await self._ask(Prompt(prompt.head, prompt.lines[:1])))[:1]:
            if label:
                self.labels[figure.id] = (*self.labels.get(figure.id, ()), label)

    async def _ask(self, prompt: Prompt) -> tuple[ScoredLabel | None, ...]:
        heard = await self.chat.ask(prompt.messages(), schema(self.task), {"temperature": 0.0})
        self.usage.append(heard.usage)
        return parse(heard.text, self.task)

    def _keep(self, figures: Sequence[Figure], labels: Iterable[ScoredLabel | None]) -> list[Figure]:
        """Keeps the labels up to the first in whose place another is chosen; the figures that they are of."""
        known: list[Figure] = []
        for figure, label in zip(figures, labels, strict=False):
            known.append(figure)
            if label:
                self.labels[figure.id] = (label,)
                if self._best(figure) != label.meaning:
                    break
        return known

    def _chosen(self, figures: Iterable[Figure]) -> list[tuple[str, ...]]:
        return [words(self._best(figure)) for figure in figures]

    def _best(self, figure: Figure) -> Meaning:
        said = self._opinions(figure)
        return best(said, self.weights)[0] if said else NO_METRIC

    def _is_in_doubt(self, figure: Figure) -> bool:
        said = self._opinions(figure)
        return said is None or not said.agree or said.probability < _SURE

    def _opinions(self, figure: Figure) -> Opinions | None:
        labels = self.labels.get(figure.id)
        return opinions(self.rules.get(figure.id), labels) if labels else None
