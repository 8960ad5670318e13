"""Paired statistics of two runs over the same cases: bootstrap and permutation tests of many measures; the same for the same seed.

Everything measured is a share: a part and a whole, summed over results before they are divided. A mean has the whole 1 for each result.
"""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

import numpy as np
from numpy.typing import NDArray

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
_Numbers = NDArray[np.float64]


def ratio(shares: Iterable[Share], empty: float = 1.0) -> float:
    """The sum of the parts by the sum of the wholes; `empty` where there is no whole."""
    part, whole = _sum(shares)
    return part / whole if whole > _EQUAL else empty


class Resampling:
    """How often each resample draws each result: made once, and used for every measure of a pair of runs."""

    def __init__(self, cases: int, repeats: tuple[int, int], *, seed: int = 0, draws: int = DRAWS) -> None:
        """Draws cases with replacement, the same for both runs, and then repeats within each case.

        Args:
            cases: how many there are, at least 1.
            repeats: of each case, in the first and in the second run.
            seed: of the draws.
            draws: how many resamples.
        """
        lot = np.random.default_rng(seed)
        chosen = lot.integers(cases, size=(draws, cases))
        self._counts = [_counts(lot, chosen, cases, size) for size in repeats]

    def interval(self, one: Sequence[Case], other: Sequence[Case], empty: float = 1.0) -> tuple[float, float]:
        """The percentile interval, at 95 %, of the second run's ratio less the first one's."""
        first, second = (_ratios(counts @ _flat(run), empty) for counts, run in zip(self._counts, (one, other), strict=True))
        found = np.sort(second - first)
        edge = math.floor(len(found) * LEVEL / 2)
        return float(found[edge]), float(found[-1 - edge])


def _counts(lot: np.random.Generator, chosen: NDArray[np.int64], cases: int, size: int) -> _Numbers:
    """By resample and result how often it is drawn; a case that is drawn brings as many of its repeats as it has, drawn too."""
    draws = len(chosen)
    places = chosen[:, :, None] * size + lot.integers(size, size=(draws, cases, size))
    rows = np.arange(draws)[:, None, None] * (cases * size)
    counts = np.bincount((rows + places).ravel(), minlength=draws * cases * size)
    return counts.reshape(draws, cases * size).astype(np.float64)


def _flat(cases: Sequence[Case]) -> _Numbers:
    """Parts and wholes of all results, case by case, as two columns."""
    return np.array([share for case in cases for share in case], dtype=np.float64).reshape(-1, 2)


def _ratios(sums: _Numbers, empty: float) -> _Numbers:
    parts, wholes = sums[:, 0], sums[:, 1]
    there = wholes > _EQUAL
    made: _Numbers = np.divide(parts, wholes, out=np.full(len(parts), empty), where=there)
    return made


@dataclass(frozen=True)
class Paired:
    """One measure of two runs over the same cases.

    Attributes:
        one: the first run's cases.
        other: the second run's, in the same order.
        empty: the ratio where there is no whole.
    """

    one: Sequence[Case]
    other: Sequence[Case]
    empty: float = 1.0

    @cached_property
    def _means(self) -> tuple[_Numbers, _Numbers]:
        first, second = (np.array([_mean(case) for case in run], dtype=np.float64).reshape(-1, 2) for run in (self.one, self.other))
        return first, second

    @cached_property
    def moves(self) -> _Numbers:
        """What each case adds to part and whole when it is taken from the second run instead of the first."""
        moves: _Numbers = self._means[1] - self._means[0]
        return moves

    @cached_property
    def differing(self) -> NDArray[np.int64]:
        """The cases that are not the same in both runs, whatever the order of their repeats."""
        return np.flatnonzero(np.abs(self.moves).max(axis=1, initial=0.0) > _EQUAL)

    @property
    def testable(self) -> bool:
        """Whether the sign-flip test can reach the level at all."""
        return testable(len(self.differing))

    def distances(self, flips: NDArray[np.bool_], cases: NDArray[np.int64]) -> _Numbers:
        """How far apart the two ratios are where these flips swap these cases."""
        moved = flips.astype(np.float64) @ self.moves[cases]
        first, second = (means.sum(axis=0) for means in self._means)
        return np.abs(_ratios(second - moved, self.empty) - _ratios(first + moved, self.empty))


class SignFlips:
    """Which cases each sign flip swaps: made once, and used for every measure of a pair of runs.

    A flip is as if for each case a coin said which run is which. Where neither run is better, all flips were as likely as what was seen.
    """

    def __init__(self, cases: int, *, seed: int = 0, draws: int = SIGNS) -> None:
        """Draws; the first flip swaps nothing: it is what was seen.

        Args:
            cases: how many there are, at least 1.
            seed: of the draws.
            draws: how many flips.
        """
        drawn = np.random.default_rng(seed).integers(2, size=(draws, cases)).astype(np.bool_)
        self._drawn = np.concatenate((np.zeros((1, cases), dtype=np.bool_), drawn))

    def p(self, pair: Paired) -> float:
        """The p value, two-sided, of the paired permutation test.

        Returns:
            The share of flips whose difference of ratios is at least as large as the one seen; 1.0 where no case differs. All flips are
            tried where few cases differ; else those drawn, and the one seen.
        """
        return float(self._each(pair, self._flips([pair]))[0])

    def corrected(self, pairs: Sequence[Paired], weights: Sequence[float]) -> tuple[float, ...]:
        """P values of several measures, corrected for being many: weighted, step down, by the flips' own joint distribution.

        Each flip gives every measure a p value, as if it were what was seen. A measure's corrected value is the share of flips in which
        some measure not yet found real has a p value by its weight as small as its own (Westfall and Young 1993, algorithm 2.8; weights
        as in Benjamini and Hochberg 1997). Measures that say the same are so counted as one, without any model of how they depend on
        each other. Where neither run is better in anything, some
        measure is taken for real at most as often as the level says.

        Args:
            pairs: the measures.
            weights: how the level is divided among them; only their proportions matter.
        """
        if not pairs:
            return ()
        flips = self._flips(pairs)
        each = np.array([self._each(pair, flips) for pair in pairs])
        weighted = each / np.array(weights)[:, None]
        order = np.argsort(weighted[:, 0], kind="stable")
        # From the least convincing measure upwards: the smallest value of all that are no more convincing, flip by flip.
        least = np.minimum.accumulate(weighted[order[::-1]], axis=0)[::-1]
        shares = (least <= weighted[order, :1] + _EQUAL).mean(axis=1)
        made = np.empty(len(pairs))
        # No measure is surer than one before it, nor than it would be alone.
        made[order] = np.maximum(np.maximum.accumulate(shares), each[order, 0])
        return tuple(float(value) for value in made)

    def _flips(self, pairs: Sequence[Paired]) -> NDArray[np.bool_]:
        """All flips of the cases that differ in some measure where they are few, else those drawn."""
        cases = self._drawn.shape[1]
        some = np.unique(np.concatenate([pair.differing for pair in pairs]))
        if len(some) > _ALL_SIGNS:
            return self._drawn
        flips = np.zeros((2 ** len(some), cases), dtype=np.bool_)
        flips[:, some] = _all_flips(len(some))
        return flips

    def _each(self, pair: Paired, flips: NDArray[np.bool_]) -> _Numbers:
        """The p value that a measure has in each flip; exact where few of its own cases differ, although the flips were drawn."""
        own = pair.differing
        if len(own) > _ALL_SIGNS:
            return _ranked(pair.distances(flips, np.arange(flips.shape[1])))
        exact = _ranked(pair.distances(_all_flips(len(own)), own))
        which = flips[:, own].astype(np.int64) @ (2 ** np.arange(len(own)))
        made: _Numbers = exact[which]
        return made


def _all_flips(size: int) -> NDArray[np.bool_]:
    """All flips of so many cases; that of number n swaps the cases whose bits it has."""
    return (np.arange(2**size)[:, None] >> np.arange(size) & 1).astype(np.bool_)


def _ranked(distances: _Numbers) -> _Numbers:
    """For each the share of all that are at least as large."""
    below = np.searchsorted(np.sort(distances), distances - _EQUAL, side="left")
    made: _Numbers = (len(distances) - below) / len(distances)
    return made


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


def testable(cases: int) -> bool:
    """Whether the sign-flip test can reach the level at all where so many cases differ: all flips but one and its mirror are nearer."""
    return 2.0 ** (1 - cases) <= LEVEL


def splits_testable(one: int, other: int) -> bool:
    """Whether the test between so many repeats can reach the level at all."""
    mirrored = 2 if one == other else 1
    return mirrored / math.comb(one + other, one) <= LEVEL


def _mean(case: Case) -> Share:
    part, whole = _sum(case)
    return part / len(case), whole / len(case)


def _sum(shares: Iterable[Share]) -> Share:
    part = whole = 0.0
    for one in shares:
        part += one[0]
        whole += one[1]
    return part, whole
