"""Labels for figures whose codes are known: unit, group, scope, period, total and percentage by the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from llm_extract.engines.rules.context import Context
from llm_extract.engines.rules.decisions import Decision
from llm_extract.engines.rules.document import read_document
from llm_extract.engines.rules.engine import compiled
from llm_extract.engines.rules.kinds import sign_of_change
from llm_extract.engines.rules.labels import Labeller
from llm_extract.engines.rules.places import Placer
from llm_extract.engines.rules.slots import Sentence, Slot
from llm_extract.engines.rules.summary import compose
from llm_extract.models import Article, Figure, Label, Span, SummaryText
from llm_extract.tasks.base import Task

PART = "part"


def place(
    article: Article, figures: tuple[Figure, ...], task: Task, codes: Mapping[int, str], kinds: Mapping[int, str]
) -> tuple[Label, ...]:
    """Labels of the figures that codes of the task were given to.

    Args:
        article: the article.
        figures: its figures.
        task: whose codes.
        codes: by figure id: a code of the task, or the reason why the figure is no metric; a `part` belongs to its neighbour.
        kinds: `target` or `change`, by figure id; the others are actual.

    Returns:
        One label for each figure with a code of the task, in the order of the text.
    """
    cues, nouns, compounds = compiled(task)
    context = Context(article, figures, task, nouns, compounds)
    decisions = {done.slot.figure.id: done for done in Labeller(context, cues, cues.find(context.low)).run()}
    coded = {number: code for number, code in codes.items() if code in task.by_code}
    chosen = [
        _decision(context, decisions, figure, code, kinds.get(figure.id, "actual"), frozenset(coded))
        for figure in figures
        if (code := coded.get(figure.id))
    ]
    placer = Placer(context, figures, read_document(context, figures), chosen)
    labels = [placer.label(done) for done in chosen]
    return tuple(_with_parts(labels, chosen, [figure for figure in figures if codes.get(figure.id) == PART]))


def summarise(article: Article, figures: tuple[Figure, ...], task: Task, labels: Sequence[Label]) -> SummaryText | None:
    """A summary of an article whose metrics are known; see `engines.rules.summary.compose`."""
    context = Context(article, figures, task, *compiled(task)[1:])
    return compose(context, read_document(context, figures), labels, figures)


def _decision(context: Context, decisions: Mapping[int, Decision], figure: Figure, code: str, kind: str, coded: frozenset[int]) -> Decision:
    done = decisions.get(figure.id) or _alone(context, figure)
    slot = done.slot
    if slot.percent and slot.percent.id in coded:
        slot = replace(slot, percent=None)
    if slot.total and slot.total.id in coded:
        slot = replace(slot, total=None)
    sign = (sign_of_change(slot, context.low) or done.sign) if kind == "change" else 1
    return replace(done, slot=slot, code=code, kind=kind, sign=sign, score=1.0)


def _alone(context: Context, figure: Figure) -> Decision:
    """A decision for a figure that the rules took for a part of another, or for no figure at all."""
    sentence = next((one for one in context.sentences if figure.span in one.span), None)
    sentence = sentence or Sentence(figure.span, context.low, 0)
    noun = context.nouns.after(context.low, figure.span.end, sentence.span.end)
    slot = Slot(figure, Span(sentence.span.start, figure.span.start), Span(figure.span.end, sentence.span.end), noun=noun)
    return Decision(slot, sentence, None, 0.0, noun=noun)


def _with_parts(labels: list[Label], chosen: list[Decision], parts: list[Figure]) -> list[Label]:
    """Gives percentages and wholes that the rules did not join to the label beside them."""
    for part in parts:
        near = [at for at, done in enumerate(chosen) if part.span in done.sentence.span]
        before = [at for at in near if chosen[at].slot.figure.span.end <= part.span.start]
        after = [at for at in near if chosen[at].slot.figure.span.start >= part.span.end]
        if any(part.id in {label.percent, label.total} for label in labels):
            continue
        if part.percent and before and labels[before[-1]].percent is None:
            labels[before[-1]] = replace(labels[before[-1]], percent=part.id)
        elif not part.percent and (side := after[:1] or before[-1:]) and _may_be_whole(part, chosen[side[0]].slot.figure):
            labels[side[0]] = replace(labels[side[0]], total=part.id)
    return labels


def _may_be_whole(part: Figure, figure: Figure) -> bool:
    return (
        figure.total is None and not figure.percent and part.value is not None and figure.value is not None and part.value >= figure.value
    )
