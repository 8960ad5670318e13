"""What is judged alike in results of every schema: cost, summary, and what the article does not hold."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from llm_extract.evals import comparing
from llm_extract.evals.records import Cost, Item, SummaryScores
from llm_extract.evals.truth import Invented, Truth


def cost_of(usage: Mapping[str, Any]) -> Cost:
    """What a result says that it cost."""
    given = {name: usage[name] for name in ("calls", "prompt_tokens", "answer_tokens", "price", "seconds") if name in usage}
    return Cost(**given, asked_again=max(0, usage.get("calls", 0) - 1))


def made_up(invented: Sequence[Invented]) -> list[Item]:
    """Items of what the article does not hold."""
    return [
        Item(what="figure", name=one.path, verdict="invented", got=one.said, reason=one.reason, start=one.start, end=one.end)
        for one in invented
    ]


def judge_summary(truth: Truth, said: Sequence[str], reference: str | None) -> tuple[SummaryScores, list[Item]]:
    """What a summary's lines are worth; `reference` is the case's own summary."""
    text = "\n".join(said)
    key = comparing.numerals(reference) if reference else set()
    items = list(_outside(truth, said))
    scores = SummaryScores(
        present=bool(said),
        outside=len(items),
        covered=len(key & comparing.numerals(text)) / len(key) if key else None,
        words=len(text.split()),
        rouge_l=comparing.rouge_l(text, reference) if reference else None,
    )
    missing = sorted(key - comparing.numerals(text))
    items += [Item(what="summary", name="covered", verdict="missed", expected=one, reason="a key figure it lacks") for one in missing]
    return scores, items


def _outside(truth: Truth, said: Sequence[str]) -> Iterator[Item]:
    for line in said:
        for figure in truth.outside_figures(line):
            yield Item(what="summary", name="figure", verdict="invented", got=figure.said, reason=figure.reason)
        for name in truth.outside_names(line):
            yield Item(what="summary", name="name", verdict="invented", got=name, reason="the article does not hold this name")
