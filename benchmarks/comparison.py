"""How often a comparison of two runs calls a difference real: when there is none, and when there is one of known size.

Run from the repository's root as `python -m benchmarks.comparison [PAIRS]`; 200 pairs a row by default. The runs are drawn by lot
(`tests.evals.simulation`): 30 cases of 4 to 40 metrics, about 90 % of which are right; half of the metrics come out alike in each repeat.

- headline: the F1 of the metrics is called better or worse;
- wrong way: it is called better although it is worse;
- any: some measure (corrected for their number) or the headline is.
"""

import sys
from dataclasses import dataclass

from llm_extract.evals.compare import Options, compare
from tests.evals.simulation import World, pair

WORLDS = {
    "no change, 5 repeats": World(),
    "no change, 1 repeat": World(repeats=1),
    "no change, two engines equally good": World(kin=False),
    "no change, two engines that differ by 5 points case by case": World(kin=False, spread=0.05),
    "no change, 8 cases, 5 repeats": World(cases=8),
    "1 point lost, 5 repeats": World(loss=0.01),
    "2 points lost, 5 repeats": World(loss=0.02),
    "3 points lost, 5 repeats": World(loss=0.03),
    "3 points lost, 1 repeat": World(loss=0.03, repeats=1),
    "3 points lost, two engines": World(loss=0.03, kin=False),
    "5 points lost, 5 repeats": World(loss=0.05),
}
DRAWS = 500


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of pairs."""

    headline: float
    wrong: float
    any: float


def rates(world: World, pairs: int) -> Rates:
    """How often what is called real in this world."""
    made = [compare(*pair(world, seed), Options(draws=DRAWS)) for seed in range(pairs)]
    real = [[change.verdict in {"better", "worse"} for change in one.measures] for one in made]
    return Rates(
        headline=sum(one[0] for one in real) / pairs,
        wrong=sum(one.verdict == "better" for one in made) / pairs,
        any=sum(map(any, real)) / pairs,
    )


def main(pairs: int) -> int:
    """Prints the table."""
    print(f"{'share called real, of ' + str(pairs) + ' pairs':<70}{'headline':>10}{'wrong way':>11}{'any':>8}")
    for name, world in WORLDS.items():
        found = rates(world, pairs)
        print(f"{name:<70}{found.headline:>10.1%}{found.wrong:>11.1%}{found.any:>8.1%}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
