"""The best one-to-one assignment of rows to columns of a table of scores."""

from __future__ import annotations

from collections.abc import Sequence

_NOT_YET = float("inf")


def best_assignment(scores: Sequence[Sequence[float]]) -> tuple[int | None, ...]:
    """For each row the column that it gets, so that the sum of the scores is the largest; None where it gets none.

    A column goes to one row at most, and only pairs with a score above 0 are made. The method is the Hungarian one with
    potentials, O(rows² · columns): a feed has a few tens of columns. Raises ValueError for rows of unequal length.
    """
    if not scores:
        return ()
    wide = len(scores[0])
    if any(len(row) != wide for row in scores):
        raise ValueError("the rows of scores are of unequal length")
    # A column of its own for every row, worth nothing, is what a row gets that is given none.
    costs = [[-max(score, 0.0) for score in row] + [0.0] * len(scores) for row in scores]
    owner = _owners(costs)
    found: list[int | None] = [None] * len(scores)
    for column, row in enumerate(owner[:wide]):
        if row is not None and scores[row][column] > 0:
            found[row] = column
    return tuple(found)


def _owners(costs: list[list[float]]) -> list[int | None]:
    """Which row each column belongs to where the sum of the costs is the least."""
    width = len(costs[0])
    of_row, of_column = [0.0] * len(costs), [0.0] * (width + 1)
    owner: list[int | None] = [None] * (width + 1)  # the last column is where each search starts
    for row in range(len(costs)):
        owner[width], column = row, width
        least, before, done = [_NOT_YET] * width, [width] * width, [False] * (width + 1)
        while (here := owner[column]) is not None:
            done[column] = True
            step, nearest = _NOT_YET, width
            for other in range(width):
                if done[other]:
                    continue
                slack = costs[here][other] - of_row[here] - of_column[other]
                if slack < least[other]:
                    least[other], before[other] = slack, column
                if least[other] < step:
                    step, nearest = least[other], other
            for other in range(width + 1):
                if not done[other]:
                    if other < width:
                        least[other] -= step
                    continue
                holder = owner[other]
                if holder is not None:
                    of_row[holder] += step
                    of_column[other] -= step
            column = nearest
        while column != width:
            owner[column] = owner[before[column]]
            column = before[column]
    return owner[:width]
