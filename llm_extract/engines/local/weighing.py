"""Two opinions on a figure, a tuned model's and the rules', weighed by what labelled articles showed of both.

Three logistic regressions, fitted by `python -m training.weigh`: how often a label is right that both give; where they differ, how often
the model's is, and how often the rules' is. The label that is more often right stands, and that share is its probability.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from llm_extract.engines.local.labels import Meaning, ScoredLabel
from llm_extract.engines.rules.engine import AHEAD, HEADLINE, REPEATED, gives_again
from llm_extract.models import Answer, Figure

FEATURES = ("always", "odds", "cues", "surely", "aside", "open", "none", "other", "target", "rival")
"""What a regression weighs: 1; the logarithm of the odds that the model gives; the rules' score; 1 where that says that a cue stands in the
figure's own words; 1 where the rules take the figure for no metric; 1 where they do not know; 1 where the model takes it for no metric; 1
where it takes it for a metric that no indicator names; 1 where it takes it for a target; the logarithm of the odds that it gives to the
rules' label."""
LEAST = 0.45
"""Probability of a label below which a figure stays open. Near half the F1 that is reached, where leaving it out costs recall what it gains
in precision (Lipton, Elkan and Naryanaswamy 2014); on held-out articles the best of 0.40, 0.45 and 0.50."""
_SURELY = 0.9
NO_METRIC = Meaning(None, None, "none")
_BOUND = 0.002
"""Probabilities of a model nearer to 0 or 1 are taken for this: what lies beyond says no more."""
_REPEATS = frozenset({AHEAD, HEADLINE, REPEATED})
"""Reasons that the rules see and a model, which is shown one excerpt, cannot."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What both say of a figure, and how sure they are: the rules by their score, the model by a probability.

    `rules` is None where they do not know; `rival` is the probability that the model gives to their label where it says another.
    """

    rules: Meaning | None
    cues: float
    model: Meaning
    probability: float
    rival: float = 0.0

    @property
    def agree(self) -> bool:
        """Whether both say the same; all that is no metric is the same."""
        return self.rules is not None and _key(self.rules) == _key(self.model)

    @property
    def features(self) -> tuple[float, ...]:
        """As `FEATURES` names them."""
        return _features(
            always=1.0,
            odds=_log_odds(self.probability),
            cues=self.cues,
            surely=self.cues >= _SURELY,
            aside=self.rules is not None and self.rules.indicator is None,
            open=self.rules is None,
            none=self.model.indicator is None,
            other=self.model.indicator == "other",
            target=self.model.kind == "target",
            rival=0.0 if self.rules is None or self.agree else _log_odds(self.rival),
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each of `FEATURES`, of three regressions: both agree; the model is right; the rules are right."""

    agree: tuple[float, ...]
    model: tuple[float, ...]
    rules: tuple[float, ...]


def _features(**present: float) -> tuple[float, ...]:
    """What is present by its name, in the order of `FEATURES`; the rest is 0."""
    return tuple(float(present.get(name, 0.0)) for name in FEATURES)


def _log_odds(chance: float) -> float:
    bound = min(max(chance, _BOUND), 1 - _BOUND)
    return log(bound / (1 - bound))


def weighed(
    opinion: Answer, said: Mapping[int, Sequence[ScoredLabel]], weights: Weights, figures: Sequence[Figure]
) -> dict[int, tuple[Meaning, float]]:
    """What each figure is most probably, and how probably.

    Args:
        opinion: the rules' answer.
        said: by figure id, the model's labels of it, one or more.
        weights: what the opinions weigh.
        figures: all of the article.

    Returns:
        One for each figure that the model was asked about and one for each further metric of the rules, save those whose likeliest label
        is improbable: they stay open. What the rules know to repeat another figure is no metric, unless none that gives it again is one.
    """
    told = rules_say(opinion)
    chosen = {number: best(opinions(told.get(number), one), weights) for number, one in said.items()}
    chosen |= {
        number: (meant, _chance(weights.rules, _features(always=1.0, cues=cues, surely=cues >= _SURELY)))
        for number, (meant, cues) in told.items()
        if number not in said and meant.indicator
    }
    sure = {number: one for number, one in chosen.items() if one[1] >= LEAST}
    again = repeats(opinion)
    others = [figure for figure in figures if figure.id not in again]
    lost = {figure.id for figure in figures if figure.id in again and _is_lost(figure, others, sure)}
    return sure | dict.fromkeys(again - lost, (NO_METRIC, 1.0))


def _is_lost(figure: Figure, others: Sequence[Figure], chosen: Mapping[int, tuple[Meaning, float]]) -> bool:
    """Whether all that give a figure again are no metric, nor the share that is printed beside one."""
    same = [chosen.get(other.id) for other in others if gives_again(figure, other)]
    return bool(same) and all(one and one[0].indicator is None and one[0].reason != "share" for one in same)


def repeats(opinion: Answer) -> set[int]:
    """The figures that the rules know to repeat another one."""
    return {number for number, reason in opinion.set_aside if reason in _REPEATS}


def rules_say(opinion: Answer) -> dict[int, tuple[Meaning, float]]:
    """What the rules say of each figure that they decide on, and their score; that one repeats another does not say what it is."""
    told = {number: (NO_METRIC, 0.0) for number, reason in opinion.set_aside if reason not in _REPEATS}
    told |= {label.percent: (Meaning(None, None, "share"), 0.0) for label in opinion.labels if label.percent}
    told |= {label.total: (Meaning(None, None, "whole"), 0.0) for label in opinion.labels if label.total}
    return told | {label.figure: (Meaning(label.indicator, label.kind), label.score or 0.0) for label in opinion.labels}


def opinions(rules: tuple[Meaning, float] | None, labels: Sequence[ScoredLabel]) -> Opinions:
    """Both opinions on a figure, as `rules_say` and a model give them: asked more than once, by the mean of its probabilities."""
    meant, cues = rules or (None, 0.0)
    likeliest = max((label.meaning for label in labels), key=lambda one: _mean_chance(labels, one))
    return Opinions(meant, cues, likeliest, _mean_chance(labels, likeliest), _mean_chance(labels, meant) if meant else 0.0)


def _mean_chance(labels: Sequence[ScoredLabel], meaning: Meaning) -> float:
    return sum(label.chance_of(meaning) for label in labels) / len(labels)


def best(opinions: Opinions, weights: Weights) -> tuple[Meaning, float]:
    """The likelier of both labels and its probability."""
    if opinions.agree:
        return opinions.model, _chance(weights.agree, opinions.features)
    model, rules = _chance(weights.model, opinions.features), _chance(weights.rules, opinions.features)
    return (opinions.model, model) if opinions.rules is None or model >= rules else (opinions.rules, rules)


def _chance(weights: Sequence[float], features: Sequence[float]) -> float:
    return 1 / (1 + exp(-sum(weight * feature for weight, feature in zip(weights, features, strict=True))))


def _key(meant: Meaning) -> tuple[str | None, str | None]:
    return meant.indicator, meant.kind
