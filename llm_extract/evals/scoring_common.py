"""What is judged alike in results of every schema: cost, summary, and what the article does not hold."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from llm_extract.evals import spelling
from llm_extract.evals.gold import Contradiction
from llm_extract.evals.places import Places
from llm_extract.evals.records import Cost, Counts, Item, SummaryScores, Verdict
from llm_extract.evals.truth import Invented, Shown, Truth


def cost_of(usage: Mapping[str, Any]) -> Cost:
    """What a result says that it cost."""
    names = ("calls", "prompt_tokens", "answer_tokens", "price", "seconds", "asked_again")
    kept, recorded = (usage.get(name, 0) for name in ("kept", "recorded"))
    sources = {"asked": usage.get("calls", 0) - recorded, "kept": kept, "recorded": recorded}
    told = {name: count for name, count in sources.items() if count > 0}
    return Cost.model_validate({name: usage[name] for name in names if name in usage} | {"sources": told})


def made_up(invented: Sequence[Invented]) -> list[Item]:
    """Items of what the article does not hold."""
    return [
        Item(what="figure", name=one.path, verdict="invented", got=one.said, reason=one.reason, start=one.start, end=one.end)
        for one in invented
    ]


def judge_summary(truth: Truth, said: Sequence[str], reference: str | None) -> tuple[SummaryScores, list[Item]]:
    """What a summary's lines are worth; `reference` is the case's own summary."""
    text = "\n".join(said)
    key = spelling.numerals(reference) if reference else set()
    items = list(_outside(truth, said))
    scores = SummaryScores(
        present=bool(said),
        outside=len(items),
        covered=len(key & spelling.numerals(text)) / len(key) if key else None,
        words=len(text.split()),
        rouge_l=spelling.rouge_l(text, reference) if reference else None,
    )
    missing = sorted(key - spelling.numerals(text))
    items += [Item(what="summary", name="covered", verdict="missed", expected=one, reason="a key figure it lacks") for one in missing]
    return scores, items


def _outside(truth: Truth, said: Sequence[str]) -> Iterator[Item]:
    for line in said:
        for figure in truth.outside_figures(line):
            yield Item(what="summary", name="figure", verdict="invented", got=figure.said, reason=figure.reason)
        for name in truth.outside_names(line):
            yield Item(what="summary", name="name", verdict="invented", got=name, reason="the article does not hold this name")


def judge_findings(expected: Sequence[Contradiction], text: str, findings: Sequence[Shown]) -> tuple[Counts, list[Item]]:
    """Contradictions of the article that were told, and those told that the case does not know.

    A contradiction is found where a finding on the article touches a stretch inside its evidence; several findings on one count once.
    """
    told = [(one, [text[span["start"] : span["end"]] for span in one["spans"]]) for one in findings if one["origin"] == "article"]
    items, right = list[Item](), 0
    for entry in expected:
        message = next((one["message"] for one, quotes in told if any(_inside(quote, entry.evidence) for quote in quotes)), None)
        right += message is not None
        reason = "a finding speaks of it" if message else "no finding speaks of it"
        verdict: Verdict = "right" if message else "missed"
        items.append(Item(what="finding", name=entry.why, verdict=verdict, expected=entry.evidence, got=message, reason=reason))
    known = [entry.evidence for entry in expected]
    strange = [one for one, quotes in told if not any(_inside(quote, words) for quote in quotes for words in known)]
    extra = [one for one in strange if one["severity"] != "info"]
    items += [_claimed(one) for one in extra]
    return Counts(right=right, expected=len(expected), predicted=right + len(extra)), items


def _claimed(finding: Shown) -> Item:
    span = next(iter(finding["spans"]), {"start": None, "end": None})
    return Item(
        what="finding",
        name=finding["code"],
        verdict="extra",
        got=finding["message"],
        reason="the case knows of no such contradiction",
        start=span["start"],
        end=span["end"],
    )


def _inside(quote: str, evidence: str) -> bool:
    return bool(quote.strip()) and Places(evidence).holds(quote)
