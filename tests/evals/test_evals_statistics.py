import itertools
from random import Random

import pytest

from llm_extract.evals import statistics
from llm_extract.evals.statistics import Paired, Resampling, Share, SignFlips


def cases(*parts: float) -> list[list[tuple[float, float]]]:
    return [[(part, 10.0)] for part in parts]


def test_sign_flip_is_exact_where_few_cases_differ() -> None:
    one, other = cases(9, 9, 9, 9, 9, 9, 5), cases(8, 8, 8, 8, 8, 8, 5)
    # All six go the same way: of 64 flips, that and its mirror are as far apart.
    assert SignFlips(7).p(Paired(one, other)) == pytest.approx(2 / 64)
    assert SignFlips(7).p(Paired(one, one)) == 1.0


def test_sign_flip_agrees_with_counting_all_flips() -> None:
    random = Random(3)  # noqa: S311  test data
    one = [[(float(random.randint(0, 10)), float(random.randint(10, 12)))] for _ in range(13)]
    other = [[(float(random.randint(0, 9)), 11.0)] for _ in range(13)]
    seen, *_ = distances = [distance(one, other, flips) for flips in itertools.product((False, True), repeat=13)]
    exact = sum(one >= seen - 1e-12 for one in distances) / 2**13
    assert SignFlips(13, seed=1).p(Paired(one, other)) == pytest.approx(exact, abs=0.03)


def distance(one: list[list[Share]], other: list[list[Share]], flips: tuple[bool, ...]) -> float:
    left = [b[0] if flip else a[0] for a, b, flip in zip(one, other, flips, strict=True)]
    right = [a[0] if flip else b[0] for a, b, flip in zip(one, other, flips, strict=True)]
    return abs(statistics.ratio(left) - statistics.ratio(right))


def drawn(random: Random, size: int, loss: float = 0.0) -> list[list[Share]]:
    return [[(random.gauss(8 - loss, 1), 10.0)] for _ in range(size)]


def test_corrected_values_are_those_of_a_plain_count() -> None:
    """Every flip of 8 cases, every measure's p value in it, and the smallest of those that are no more convincing: counted one by one."""
    random = Random(11)  # noqa: S311  test data
    pairs = [(drawn(random, 8), drawn(random, 8, loss)) for loss in (0.9, 0.0, 1.5, 0.3)]
    weights = [4.0, 1.0, 2.0, 1.0]
    flips = list(itertools.product((False, True), repeat=8))
    each = []
    for one, other in pairs:
        found = [distance(one, other, flip) for flip in flips]
        each.append([sum(other >= own - 1e-12 for other in found) / len(flips) for own in found])
    weighted = [[p / weight for p in ps] for ps, weight in zip(each, weights, strict=True)]
    left, expected, worst = {0, 1, 2, 3}, dict[int, float](), 0.0
    while left:
        best = min(left, key=lambda at: weighted[at][0])
        share = sum(min(weighted[at][flip] for at in left) <= weighted[best][0] + 1e-12 for flip in range(len(flips))) / len(flips)
        expected[best] = worst = max(worst, share)
        left.remove(best)
    made = SignFlips(8).corrected([Paired(*pair) for pair in pairs], weights)
    assert made == pytest.approx(tuple(expected[at] for at in range(4)))
    assert all(p >= ps[0] for p, ps in zip(made, each, strict=True))


def test_measures_that_say_the_same_cost_nothing_and_others_do() -> None:
    random = Random(5)  # noqa: S311  test data
    one, other = drawn(random, 10), drawn(random, 10, 0.6)
    pair, flips = Paired(one, other), SignFlips(10)
    (alone,) = flips.corrected([pair], [1.0])
    assert alone == pytest.approx(flips.p(pair))
    assert flips.corrected([pair] * 9, [1.0] * 9) == pytest.approx((alone,) * 9)
    strangers = [Paired(drawn(random, 10), drawn(random, 10)) for _ in range(8)]
    even, heavy = (flips.corrected([pair, *strangers], [weight, *[1.0] * 8])[0] for weight in (1.0, 100.0))
    assert alone < heavy < even
    assert flips.corrected([], []) == ()


def test_equals_are_called_different_as_often_as_the_level_says() -> None:
    """2,000 comparisons of equals by 12 measures, 4 of which say nearly the same: a true rate of 7 % would make 121 or more of them."""
    random = Random(2)  # noqa: S311  test data
    flips, weights = SignFlips(16, draws=300), [0.8, *[0.2 / 11] * 11]
    together, apart = 0, 0
    for _ in range(2_000):
        one, other = drawn(random, 16), drawn(random, 16)
        near = [Paired(blurred(one, random), blurred(other, random)) for _ in range(3)]
        pairs = [Paired(one, other), *near, *(Paired(drawn(random, 16), drawn(random, 16)) for _ in range(8))]
        found = flips.corrected(pairs, weights)
        together += min(found) <= statistics.LEVEL
        # As two families, each with the level for itself, they are called different more often.
        apart += found[0] <= statistics.LEVEL or min(flips.corrected(pairs[1:], [1.0] * 11)) <= statistics.LEVEL
    assert 80 <= together <= 120, together
    assert apart > 140, apart


def blurred(run: list[list[Share]], random: Random) -> list[list[Share]]:
    return [[(case[0][0] + random.gauss(0, 0.3), case[0][1])] for case in run]


def test_two_samples_counts_every_split() -> None:
    low, high = [(5.0, 10.0)] * 4, [(7.0, 10.0)] * 4
    assert statistics.two_samples(low, high) == pytest.approx(2 / 70)
    assert statistics.two_samples([(5.0, 10.0), (7.0, 10.0)], [(7.0, 10.0), (5.0, 10.0)]) == 1.0
    assert statistics.two_samples([(5.0, 10.0)] * 8, [(7.0, 10.0)] * 8) < 0.01


@pytest.mark.parametrize(("amount", "enough"), [(5, False), (6, True)])
def test_too_few_cases_can_never_be_real(amount: int, enough: bool) -> None:  # noqa: FBT001  a parameter of the test
    assert statistics.testable(amount) is enough
    smallest = SignFlips(amount).p(Paired(cases(*[9] * amount), cases(*[1] * amount)))
    assert (smallest <= statistics.LEVEL) is enough


@pytest.mark.parametrize(("size", "enough"), [(1, False), (3, False), (4, True)])
def test_too_few_repeats_can_never_be_real(size: int, enough: bool) -> None:  # noqa: FBT001  a parameter of the test
    assert statistics.splits_testable(size, size) is enough
    assert (statistics.two_samples([(1.0, 10.0)] * size, [(9.0, 10.0)] * size) <= statistics.LEVEL) is enough


def test_the_interval_holds_the_difference_and_narrows_with_more_cases() -> None:
    random = Random(5)  # noqa: S311  test data
    one = [[(float(random.randint(5, 10)), 10.0)] for _ in range(200)]
    other = [[(case[0][0] - random.randint(0, 2), 10.0)] for case in one]
    few, many = Resampling(20, (1, 1)).interval(one[:20], other[:20]), Resampling(200, (1, 1)).interval(one, other)
    difference = statistics.ratio(case[0] for case in other) - statistics.ratio(case[0] for case in one)
    assert many[0] < difference < many[1] < 0
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """200 worlds whose true difference is 0.05: 95 % of the intervals hold it; fewer than 88 % by chance in one of 10,000 suites."""
    random = Random(7)  # noqa: S311  test data
    held = 0
    for seed in range(200):
        one = [[(random.gauss(8, 1), 10.0)] for _ in range(30)]
        other = [[(case[0][0] + random.gauss(0.5, 1), 10.0)] for case in one]
        low, high = Resampling(30, (1, 1), seed=seed, draws=200).interval(one, other)
        held += low <= 0.05 <= high
    assert held >= 176


def test_repeats_that_differ_widen_the_interval() -> None:
    steady = [[(8.0, 10.0)] * 4 for _ in range(10)]
    shaky = [[(6.0, 10.0), (10.0, 10.0), (6.0, 10.0), (10.0, 10.0)] for _ in range(10)]
    draws = Resampling(10, (4, 4))
    assert draws.interval(steady, steady) == (0.0, 0.0)
    low, high = draws.interval(steady, shaky)
    assert low < 0 < high


def test_the_same_seed_draws_the_same() -> None:
    one, other = cases(*range(1, 10)), cases(*range(9))
    assert Resampling(9, (1, 1), seed=4).interval(one, other) == Resampling(9, (1, 1), seed=4).interval(one, other)


def test_one_case_with_one_repeat_can_be_resampled() -> None:
    assert Resampling(1, (1, 1)).interval([[(5.0, 10.0)]], [[(6.0, 10.0)]]) == pytest.approx((0.1, 0.1))
