"""One-to-one matching at the best total, so that the order of a list never changes a score."""

from collections.abc import Callable, Iterator, Sequence
from math import inf
from typing import TypeVar

One = TypeVar("One")
Other = TypeVar("Other")


def matched(ones: Sequence[One], others: Sequence[Other], weight: Callable[[One, Other], float]) -> list[tuple[int, int]]:
    """Pairs of the greatest total weight.

    Args:
        ones: what to pair.
        others: what to pair it with.
        weight: how well two fit; 0 or less where they may not be paired.

    Returns:
        Positions of the pairs, ascending. Of equally good ones, the same for the same input.
    """
    weights = {(i, j): found for i, one in enumerate(ones) for j, other in enumerate(others) if (found := weight(one, other)) > 0}
    pairs = [pair for rows, columns in _components(weights) for pair in _best(rows, columns, weights)]
    return sorted(pairs)


def _components(weights: dict[tuple[int, int], float]) -> Iterator[tuple[list[int], list[int]]]:
    """Groups of rows and columns that no weight connects with another: each is solved alone, which keeps long lists fast."""
    columns_of: dict[int, list[int]] = {}
    rows_of: dict[int, list[int]] = {}
    for i, j in weights:
        columns_of.setdefault(i, []).append(j)
        rows_of.setdefault(j, []).append(i)
    left = dict.fromkeys(columns_of)
    while left:
        rows, columns, ahead = set[int](), set[int](), [next(iter(left))]
        while ahead:
            row = ahead.pop()
            if row in rows:
                continue
            rows.add(row)
            left.pop(row)
            fresh = [column for column in columns_of[row] if column not in columns]
            columns.update(fresh)
            ahead += [other for column in fresh for other in rows_of[column]]
        yield sorted(rows), sorted(columns)


def _best(rows: list[int], columns: list[int], weights: dict[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    if len(rows) > len(columns):
        turned = {(j, i): weights[i, j] for i in rows for j in columns if (i, j) in weights}
        yield from ((i, j) for j, i in _best(columns, rows, turned))
        return
    costs = [[-weights.get((i, j), 0.0) for j in columns] for i in rows]
    for row, column in enumerate(assignment(costs)):
        if (rows[row], columns[column]) in weights:
            yield rows[row], columns[column]


def assignment(costs: Sequence[Sequence[float]]) -> list[int]:
    """The cheapest assignment of each row to a column of its own: the Hungarian algorithm with potentials, O(rows² · columns).

    Args:
        costs: a matrix with at least as many columns as rows; rows and columns are counted from 0.

    Returns:
        The column of each row.

    Source: H. W. Kuhn, "The Hungarian method for the assignment problem" (1955), in the shortest-augmenting-path form of
    R. Jonker and A. Volgenant (1987).
    """
    columns = len(costs[0]) if costs else 0
    row_potential = [0.0] * (len(costs) + 1)
    column_potential = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)  # column 0 and row 0 stand for none
    for row in range(1, len(costs) + 1):
        row_of[0] = row
        way = _augment(costs, row_of, row_potential, column_potential)
        column = way.pop()
        for before in reversed(way):
            row_of[column] = row_of[before]
            column = before
    found = [0] * len(costs)
    for column in range(1, columns + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found


def _augment(costs: Sequence[Sequence[float]], row_of: list[int], row_potential: list[float], column_potential: list[float]) -> list[int]:
    """The shortest augmenting path from column 0 to a free column, as the columns on it; the potentials are brought up to date."""
    columns = len(column_potential) - 1
    slack, before, used = [inf] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    column = 0
    while row_of[column]:
        used[column] = True
        row = row_of[column]
        for other in range(1, columns + 1):
            if not used[other]:
                reduced = costs[row - 1][other - 1] - row_potential[row] - column_potential[other]
                if reduced < slack[other]:
                    slack[other], before[other] = reduced, column
        nearest = min((other for other in range(1, columns + 1) if not used[other]), key=slack.__getitem__)
        step = slack[nearest]
        for other in range(columns + 1):
            if used[other]:
                row_potential[row_of[other]] += step
                column_potential[other] -= step
            else:
                slack[other] -= step
        column = nearest
    way = [column]
    while column:
        column = before[column]
        way.append(column)
    return way[::-1]
