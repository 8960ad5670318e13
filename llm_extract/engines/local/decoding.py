"""What a tuned model is asked about an article, and in what order.

It labels the figures of an excerpt one after another, and reads the labels of those before. Were they its own, a wrong one would draw the
whole list with it; so it reads those that are the likelier of its own and the rules'. A figure that it takes for a metric and the rules for
something else is asked about once more, with its own clause alone: what stands around a clause helps with most figures, and misleads with
some. Of other figures a second answer changes hardly any label.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
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
        labels: what was answered of each figure, by id: in its excerpt, and where it is contested with its clause alone.
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
        text = article.text
        shown = tuple(questions(article, figures))
        alone = {figure.id: clause for clause in questions(article, figures, characters=0) for figure in clause.figures}
        report, whole, done = wanted(), sum(len(one.figures) for one in shown), 0
        for excerpt in shown:
            for figure in excerpt.figures:
                if report:
                    report(Progress(done, whole, "figures"))
                await self._ask(figure, excerpt, text)
                done += 1
            for figure in excerpt.figures:
                if alone[figure.id].span != excerpt.span and self._is_contested(figure):
                    await self._ask(figure, alone[figure.id], text)
        if report:
            report(Progress(whole, whole, "figures"))

    async def _ask(self, figure: Figure, shown: Excerpt, text: str) -> None:
        """Asks for the label of one figure of an excerpt, behind those that are chosen of the figures before."""
        at = shown.figures.index(figure)
        prompt = shown.prompt(text).behind([words(self._best(before)) for before in shown.figures[:at]])
        heard = await self.chat.ask(Prompt(prompt.head, prompt.lines[:1]).messages(), self._schema, {"temperature": 0.0})
        self.usage.append(heard.usage)
        for label in parse(heard.text, self.task)[:1]:
            if label:
                self.labels[figure.id] = (*self.labels.get(figure.id, ()), label)

    @cached_property
    def _schema(self) -> dict[str, object]:
        return schema(self.task)

    def _best(self, figure: Figure) -> Meaning:
        said = self._opinions(figure)
        return best(said, self.weights)[0] if said else self.rules.get(figure.id, (NO_METRIC, 0.0))[0]

    def _is_contested(self, figure: Figure) -> bool:
        """Whether the model takes a figure for a metric, and the rules know it for something else."""
        said = self._opinions(figure)
        return said is not None and said.rules is not None and said.model.indicator is not None and not said.agree

    def _opinions(self, figure: Figure) -> Opinions | None:
        labels = self.labels.get(figure.id)
        return opinions(self.rules.get(figure.id), labels) if labels else None
