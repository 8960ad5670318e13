import itertools
from random import Random

import pytest

from llm_extract.evals import statistics
from llm_extract.evals.statistics import Resampling, SignFlips


def cases(*parts: float) -> list[list[tuple[float, float]]]:
    return [[(part, 10.0)] for part in parts]


def test_holm_corrects_as_in_its_paper() -> None:
    # Holm 1979, step down: 0.01 * 4, 0.015 * 3 (not below the one before), 0.03 * 2, 0.04 * 1 (raised to the one before).
    assert statistics.holm([0.04, 0.01, 0.03, 0.015]) == pytest.approx((0.06, 0.04, 0.06, 0.045))
    assert statistics.holm([]) == ()
    assert statistics.holm([0.9, 0.8]) == (1.0, 1.0)


def test_sign_flip_is_exact_where_few_cases_differ() -> None:
    one, other = cases(9, 9, 9, 9, 9, 9, 5), cases(8, 8, 8, 8, 8, 8, 5)
    # All six go the same way: of 64 flips, that and its mirror are as far apart.
    assert SignFlips(7).p(one, other) == pytest.approx(2 / 64)
    assert SignFlips(7).p(one, one) == 1.0


def test_sign_flip_agrees_with_counting_all_flips() -> None:
    random = Random(3)  # noqa: S311  test data
    one = [[(float(random.randint(0, 10)), float(random.randint(10, 12)))] for _ in range(13)]
    other = [[(float(random.randint(0, 9)), 11.0)] for _ in range(13)]

    def difference(flips: tuple[bool, ...]) -> float:
        left = [b[0] if flip else a[0] for a, b, flip in zip(one, other, flips, strict=True)]
        right = [a[0] if flip else b[0] for a, b, flip in zip(one, other, flips, strict=True)]
        return abs(statistics.ratio(left) - statistics.ratio(right))

    seen = difference((False,) * 13)
    exact = sum(difference(flips) >= seen - 1e-12 for flips in itertools.product((False, True), repeat=13)) / 2**13
    assert SignFlips(13, seed=1).p(one, other) == pytest.approx(exact, abs=0.03)


def test_two_samples_counts_every_split() -> None:
    low, high = [(5.0, 10.0)] * 4, [(7.0, 10.0)] * 4
    assert statistics.two_samples(low, high) == pytest.approx(2 / 70)
    assert statistics.two_samples([(5.0, 10.0), (7.0, 10.0)], [(7.0, 10.0), (5.0, 10.0)]) == 1.0
    assert statistics.two_samples([(5.0, 10.0)] * 8, [(7.0, 10.0)] * 8) < 0.01


@pytest.mark.parametrize(("amount", "enough"), [(5, False), (6, True)])
def test_too_few_cases_can_never_be_real(amount: int, enough: bool) -> None:  # noqa: FBT001  a parameter of the test
    assert statistics.testable(amount) is enough
    smallest = SignFlips(amount).p(cases(*[9] * amount), cases(*[1] * amount))
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
