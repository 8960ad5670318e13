"""Paired statistics of two runs over the same cases: bootstrap, permutation tests, Holm's correction; the same for the same seed.

Everything measured is a share: a part and a whole, summed over results before they are divided. A mean has the whole 1 for each result.
"""

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from random import Random

LEVEL = 0.05
"""What is taken for real by chance at most: the customary level."""
DRAWS = 2_000
"""Resamples of an interval: its ends then vary by about a twentieth of its width (Efron and Tibshirani 1993, chapter 13, ask for 1,000)."""
SIGNS = 5_000
"""Random sign flips of a test, where there are too many to try all."""
_ALL_SIGNS = 12
"""Up to so many differing cases all sign flips are tried: 4,096."""
_ALL_SPLITS = 1_000
_EQUAL = 1e-12

Share = tuple[float, float]
"""Part and whole of one result."""
Case = Sequence[Share]
"""The repeats of one case."""


def ratio(shares: Iterable[Share], empty: float = 1.0) -> float:
    """The sum of the parts by the sum of the wholes; `empty` where there is no whole."""
    part, whole = _sum(shares)
    return part / whole if whole > _EQUAL else empty


@dataclass(frozen=True, slots=True)
class Flat:
    """A run's shares case by case, each with its repeats, as two columns."""

    parts: tuple[float, ...]
    wholes: tuple[float, ...]

    @classmethod
    def of(cls, cases: Sequence[Case]) -> "Flat":
        """The columns of cases that have equally many repeats."""
        return cls(tuple(part for case in cases for part, _ in case), tuple(whole for case in cases for _, whole in case))


class Resampling:
    """Which results each resample draws: made once, and used for every measure of a pair of runs."""

    def __init__(self, cases: int, repeats: tuple[int, int], *, seed: int = 0, draws: int = DRAWS) -> None:
        """Draws.

        Args:
            cases: how many there are, at least 1.
            repeats: of each case, in the first and in the second run.
            seed: of the draws.
            draws: how many resamples.
        """
        random = Random(seed)  # noqa: S311  a draw to be repeated, no secret
        self._draws = [_drawn(random, cases, repeats) for _ in range(draws)]

    def interval(self, one: Sequence[Case], other: Sequence[Case], empty: float = 1.0) -> tuple[float, float]:
        """The percentile interval, at 95 %, of the second run's ratio less the first one's.

        Cases are drawn with replacement, the same for both runs, and then repeats within each case.
        """
        first, second = Flat.of(one), Flat.of(other)
        found = sorted(_at(right, second, empty) - _at(left, first, empty) for left, right in self._draws)
        edge = math.floor(len(found) * LEVEL / 2)
        return found[edge], found[-1 - edge]


_Getter = Callable[[Sequence[float]], tuple[float, ...]]


def _drawn(random: Random, cases: int, repeats: tuple[int, int]) -> tuple[_Getter, _Getter]:
    chosen = random.choices(range(cases), k=cases)

    def getter(size: int) -> _Getter:
        return _getter([case * size + at for case in chosen for at in random.choices(range(size), k=size)])

    return getter(repeats[0]), getter(repeats[1])


def _getter(places: list[int]) -> _Getter:
    # The first place once more: a getter of one place would return no tuple, and a ratio of sums is as good with every place twice.
    return itemgetter(*places) if len(places) > 1 else itemgetter(*places * 2)


def _at(getter: _Getter, flat: Flat, empty: float) -> float:
    whole = sum(getter(flat.wholes))
    return sum(getter(flat.parts)) / whole if whole else empty


class SignFlips:
    """Which cases each sign flip swaps: made once, and used for every measure of a pair of runs."""

    def __init__(self, cases: int, *, seed: int = 0, draws: int = SIGNS) -> None:
        """Draws.

        Args:
            cases: how many there are, at least 1.
            seed: of the draws.
            draws: how many flips.
        """
        random = Random(seed)  # noqa: S311  a draw to be repeated, no secret
        self._flips = [_flip(random.getrandbits(cases), cases) for _ in range(draws)]

    def p(self, one: Sequence[Case], other: Sequence[Case], empty: float = 1.0) -> float:
        """The p value, two-sided, of the paired permutation test: as if for each case a coin said which run is which.

        Args:
            one: the first run's cases.
            other: the second run's, in the same order.
            empty: the ratio where there is no whole.

        Returns:
            The share of flips whose difference of ratios is at least as large as the one seen; 1.0 where no case differs. All flips are
            tried where few cases differ; else those drawn, and the one seen.
        """
        first, second = [_mean(case) for case in one], [_mean(case) for case in other]
        moved = _moves(first, second)
        between = _Swapped(_sum(first), _sum(second), empty)
        seen = between.difference(0.0, 0.0) - _EQUAL
        differing = [move for move in moved if max(map(abs, move)) > _EQUAL]
        if len(differing) <= _ALL_SIGNS:
            sums = [_sum(itertools.compress(differing, flips)) for flips in itertools.product((False, True), repeat=len(differing))]
            return sum(between.difference(*moves) >= seen for moves in sums) / len(sums)
        parts, wholes = [0.0, 0.0, *(move[0] for move in moved)], [0.0, 0.0, *(move[1] for move in moved)]
        hits = sum(between.difference(sum(flip(parts)), sum(flip(wholes))) >= seen for flip in self._flips)
        return (hits + 1) / (len(self._flips) + 1)


def _flip(bits: int, cases: int) -> _Getter:
    # Places 0 and 1 hold 0, so that a getter always has several places, and returns a tuple.
    return itemgetter(0, 1, *(at + 2 for at in range(cases) if bits >> at & 1))


@dataclass(frozen=True, slots=True)
class _Swapped:
    """The sums of two runs, some of whose results change sides."""

    one: Share
    other: Share
    empty: float

    def difference(self, part: float, whole: float) -> float:
        """How far apart the ratios are when so much part and whole goes from the second run to the first."""
        (a, of_a), (b, of_b) = self.one, self.other
        return abs(ratio([(b - part, of_b - whole)], self.empty) - ratio([(a + part, of_a + whole)], self.empty))


def two_samples(one: Case, other: Case, *, seed: int = 0, empty: float = 1.0) -> float:
    """The p value, two-sided, of the permutation test between the repeats of one case in two runs."""
    pool, size = [*one, *other], len(one)
    part, whole = _sum(pool)

    def difference(chosen: Iterable[Share]) -> float:
        left, of_left = _sum(chosen)
        return abs(ratio([(part - left, whole - of_left)], empty) - ratio([(left, of_left)], empty))

    seen = difference(one) - _EQUAL
    if math.comb(len(pool), size) <= _ALL_SPLITS:
        splits = list(itertools.combinations(pool, size))
        return sum(difference(chosen) >= seen for chosen in splits) / len(splits)
    random = Random(seed)  # noqa: S311  a draw to be repeated, no secret
    return (sum(difference(random.sample(pool, size)) >= seen for _ in range(_ALL_SPLITS)) + 1) / (_ALL_SPLITS + 1)


def differing(one: Sequence[Case], other: Sequence[Case]) -> int:
    """How many cases are not the same in both runs, whatever the order of their repeats."""
    return sum(max(map(abs, move)) > _EQUAL for move in _moves([_mean(case) for case in one], [_mean(case) for case in other]))


def testable(cases: int) -> bool:
    """Whether the sign-flip test can reach the level at all where so many cases differ: all flips but one and its mirror are nearer."""
    return 2.0 ** (1 - cases) <= LEVEL


def splits_testable(one: int, other: int) -> bool:
    """Whether the test between so many repeats can reach the level at all."""
    mirrored = 2 if one == other else 1
    return mirrored / math.comb(one + other, one) <= LEVEL


def holm(values: Sequence[float]) -> tuple[float, ...]:
    """P values corrected for being many (Holm 1979), in the same order: below the level by chance in any of them at most so often."""
    corrected = [1.0] * len(values)
    worst = 0.0
    for rank, at in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        worst = max(worst, min(1.0, values[at] * (len(values) - rank)))
        corrected[at] = worst
    return tuple(corrected)


def _moves(one: Sequence[Share], other: Sequence[Share]) -> list[Share]:
    return [(b[0] - a[0], b[1] - a[1]) for a, b in zip(one, other, strict=True)]


def _mean(case: Case) -> Share:
    part, whole = _sum(case)
    return part / len(case), whole / len(case)


def _sum(shares: Iterable[Share]) -> Share:
    part = whole = 0.0
    for one in shares:
        part += one[0]
        whole += one[1]
    return part, whole
