"""How often a comparison of two runs calls a difference real: when there is none, and when there is one of known size.

Run from the repository's root as `python -m benchmarks.comparison [PAIRS]`; 200 pairs a row by default, which tells 5 % from 12 %; to tell
it from 7 % takes some 1,500. The runs are drawn by lot (`tests.evals.simulation`): 30 cases of 4 to 40 metrics, about 90 % of which are
right; half of the metrics come out alike in each repeat.

- headline: the F1 of the metrics is called better or worse;
- wrong way: it is called better although it is worse;
- any: some measure is, the headline or another; behind it the 95 % interval of that rate (Wilson 1927).
"""

import math
import os
import sys
from concurrent.futures import ProcessPoolExecutor
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


def rates(world: World, pairs: int, pool: ProcessPoolExecutor) -> Rates:
    """How often what is called real in this world."""
    made = list(pool.map(_judged, [world] * pairs, range(pairs), chunksize=8))
    return Rates(*(sum(one[at] for one in made) / pairs for at in range(3)))


def _judged(world: World, seed: int) -> tuple[bool, bool, bool]:
    made = compare(*pair(world, seed), Options(draws=DRAWS))
    real = [change.verdict in {"better", "worse"} for change in made.measures]
    return real[0], made.verdict == "better", any(real)


def interval(share: float, size: int) -> tuple[float, float]:
    """Wilson's interval of a rate, at 95 %."""
    z = 1.96
    middle, spread = share + z * z / (2 * size), z * math.sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    return (middle - spread) / (1 + z * z / size), (middle + spread) / (1 + z * z / size)


def main(pairs: int) -> int:
    """Prints the table."""
    print(f"{'share called real, of ' + f'{pairs:,}' + ' pairs':<62}{'headline':>9}{'wrong way':>11}{'any':>8}")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for name, world in WORLDS.items():
            found = rates(world, pairs, pool)
            low, high = interval(found.any, pairs)
            print(f"{name:<62}{found.headline:>9.1%}{found.wrong:>11.1%}{found.any:>8.1%}  {low:.1%} to {high:.1%}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
