from itertools import permutations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from llm_extract.evals.matching import assignment, matched

GRIDS = st.integers(0, 5).flatmap(
    lambda rows: st.integers(0, 5).flatmap(
        lambda columns: st.lists(st.lists(st.integers(-1, 4), min_size=columns, max_size=columns), min_size=rows, max_size=rows)
    )
)


def best_by_trying(grid: list[list[int]], columns: int) -> int:
    rows = len(grid)
    places = [*range(columns), *[-1] * rows]
    return max(sum(max(int(grid[i][j]), 0) for i, j in enumerate(order) if j >= 0) for order in set(permutations(places, rows)))


def total(grid: list[list[int]], pairs: list[tuple[int, int]]) -> int:
    return sum(grid[i][j] for i, j in pairs)


@settings(max_examples=200, deadline=None)
@given(GRIDS)
def test_no_other_pairing_is_better(grid: list[list[int]]) -> None:
    columns = len(grid[0]) if grid else 0
    pairs = matched(range(len(grid)), range(columns), lambda i, j: grid[i][j])
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(grid[i][j] > 0 for i, j in pairs)
    assert total(grid, pairs) == best_by_trying(grid, columns)


@settings(max_examples=60, deadline=None)
@given(GRIDS, st.randoms(use_true_random=False))
def test_order_changes_no_total(grid: list[list[int]], random: Random) -> None:
    columns = len(grid[0]) if grid else 0
    pairs = matched(range(len(grid)), range(columns), lambda i, j: grid[i][j])
    rows, places = list(range(len(grid))), list(range(columns))
    random.shuffle(rows)
    random.shuffle(places)
    shuffled = matched(rows, places, lambda i, j: grid[i][j])
    assert total(grid, pairs) == sum(grid[rows[i]][places[j]] for i, j in shuffled)


def test_taking_the_first_that_fits_would_pair_fewer() -> None:
    fits = {("a", "x"), ("a", "y"), ("b", "x")}
    assert matched("ab", "xy", lambda one, other: float((one, other) in fits)) == [(0, 1), (1, 0)]


def test_a_cheap_start_is_given_up_for_a_cheaper_whole() -> None:
    assert assignment([[1, 2], [1, 9]]) == [1, 0]
    assert assignment([]) == []


def test_long_lists_of_different_things_are_quick() -> None:
    many = list(range(1500))
    assert len(matched(many, many[::-1], lambda one, other: float(one == other))) == 1500
