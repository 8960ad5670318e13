"""What confidences are worth: of the metrics of each band, how many there are and which share is right.

Run from the repository's root as `python -m benchmarks.confidence`. It prints

- the shares that `llm_extract.confidence` weighs by: how often the rules are right, by the score of their label, on cases that came later;
- the confidences of `rules` alone, and of simulated models: the golden cases' right answers with mistakes drawn by lot (`tests.simulated`),
  as good as assumed, better and worse; without and with probabilities of tokens, and with such as boast.

The models' mistakes are drawn, not observed: what is shown is whether the weighing is right, not how good any model is.
"""

import sys
from collections.abc import Iterator

from llm_extract.confidence import RULES_RIGHT, RULES_RIGHT_ASIDE, UNSURE
from tests import oracle
from tests.simulated import LATER, Judged, Quality, bands, judged, loaded, opinion, tagged

MEASURED = LATER

MODELS = {
    "simulated model, 15 % wrong": (Quality(), False),
    "simulated model, 5 % wrong": (Quality(wrong=0.05, lost=0.02, invented=0.02), False),
    "simulated model, 30 % wrong": (Quality(wrong=0.3, lost=0.1, invented=0.1), False),
    "simulated model, 15 % wrong, with probabilities": (Quality(), True),
    "simulated model, 15 % wrong, with probabilities that boast": (Quality(boast=0.3), True),
}


def rules() -> Iterator[str]:
    """How often the rules are right, by the score of their label."""
    labels = [label for case in tagged(MEASURED) for label in opinion(case).labels]
    known = list(zip((label.score or 0.0 for label in labels), judged(tags=MEASURED), strict=True))
    low = 0.0
    for below, share in RULES_RIGHT:
        own = [one.right for score, one in known if low <= score < below]
        yield f"  {low:>5.2f} to {min(below, 1):<5.2f}{len(own):>7} metrics  right {sum(own) / len(own):>6.1%}  weighed as {share:.0%}"
        low = below


def aside() -> str:
    """How often a figure is no metric that a model is asked about and the rules set aside, or take for a part of another."""
    right = []
    for case in tagged(MEASURED):
        _, numbered, expected = loaded(case)
        said = opinion(case)
        codes = oracle.answer_of(numbered, expected)["figures"]
        parts = {number for label in said.labels for number in (label.percent, label.total)}
        denied = ({number for number, _ in said.set_aside} | parts) - {label.figure for label in said.labels}
        right += [codes[str(figure.id)] == "part" for figure in numbered.asked if figure.id in denied and not said.off_genre]
    return f"  set aside {len(right):>11} figures  right {sum(right) / len(right):>6.1%}  weighed as {RULES_RIGHT_ASIDE:.0%}"


def table(metrics: tuple[Judged, ...]) -> Iterator[str]:
    """The bands of some metrics, and the mean squared error of their confidences beside that of their mean."""
    for band in bands(metrics):
        yield f"  {band.low:>5.2f} to {band.high:<5.2f}{band.size:>7} metrics  right {band.right:>6.1%}  said {band.said:>6.1%}"
    share = sum(one.right for one in metrics) / len(metrics)
    error = sum((one.confidence.score - one.right) ** 2 for one in metrics) / len(metrics)
    unsure = [one for one in metrics if one.confidence.score < UNSURE]
    caught = sum(not one.right for one in unsure) / max(1, sum(not one.right for one in metrics))
    yield f"  mean squared error {error:.4f}; of one confidence for all, {share * (1 - share):.4f}"
    yield f"  unsure: {len(unsure) / len(metrics):.1%} of the metrics, with {caught:.0%} of all that are wrong"


def main() -> int:
    """Prints the tables."""
    print("rules' labels, by score", *rules(), aside(), sep="\n")
    print("\nrules alone, by confidence, on cases that came later", *table(judged(tags=LATER)), sep="\n")
    for name, (quality, told) in MODELS.items():
        print(f"\n{name}, by confidence", *table(judged(quality, told=told)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
