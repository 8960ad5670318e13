"""An engine that asks a tuned model for the labels of an article's figures, and weighs them with the rules'."""

from collections.abc import Mapping
from dataclasses import replace

from llm_extract.engines.asking.rounds import Chat, total
from llm_extract.engines.local.decoding import Decoder
from llm_extract.engines.local.labels import Meaning, ScoredLabel
from llm_extract.engines.local.weighing import Weights, rules_say, weighed
from llm_extract.engines.rules import engine as rules
from llm_extract.engines.rules.engine import not_metrics
from llm_extract.engines.rules.placing import PART, place, summarise
from llm_extract.models import Answer, Article, Figure, Usage
from llm_extract.tasks.base import REASONS, Task

NO_RESULT = "no metric, by the model and the rules together"


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
        said, usage = await self.labels(article, figures, task, opinion)
        chosen = weighed(opinion, said, self._weights, figures)
        return _answer(article, figures, task, opinion, chosen), usage

    async def labels(
        self, article: Article, figures: tuple[Figure, ...], task: Task, opinion: Answer
    ) -> tuple[dict[int, tuple[ScoredLabel, ...]], Usage]:
        """The model's labels by figure id, as `decoding.Decoder` asks for them, and what that cost; `opinion` is the rules' answer."""
        decoder = Decoder(self._chat, task, self._weights, rules_say(opinion))
        await decoder.run(article, figures)
        return decoder.labels, total(decoder.usage)


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
