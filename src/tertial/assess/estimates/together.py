"""How much the errors of estimates go together: of months of one unit, and of units that lack at once.

Both are measured in the trial, by how many months lie apart. Units that lack together have no part in what the others'
moves say of one another: their errors are those of what is left to ask, which they share. A unit that in the trial is
held against all others would hide that, since then each takes part in what is said of the next.
"""

from __future__ import annotations

import numpy as np

from tertial.assess.estimates.panel import Flags
from tertial.assess.estimates.results import Together
from tertial.assess.estimates.series import Floats

MOST_APART = 12
"""Months further apart than this go together no more than by the level that they share."""
LEAST_PAIRS = 24
"""Errors go together where so many pairs of them can tell."""
MOST = 0.95
"""No two errors are taken to go together more than this: few pairs cannot tell that they are one."""


def measured(errors: Floats, use: Flags, gone: Flags, size: float, lasting: float) -> Together:
    """The products of errors of two months, and of two of the units that are `gone`, as parts of `size`, their square.

    Never below 0, since few months tell of it, and for one unit never below `lasting`, the error of a level. Where
    fewer than two units are gone, all others tell how those of the kind go together.
    """
    if size <= 0:
        return Together((1.0,), (0.0,), lasting)
    held = np.where(use, errors, 0.0)
    own = _by_months_apart(held.T @ held, _pairs(use), size)
    telling = np.asarray(use.any(axis=1), dtype=np.bool_)
    rows = np.asarray(gone & telling, dtype=np.bool_)
    if rows.sum() < 2:
        rows = telling
    held, use = held[rows], use[rows]
    moved, counted = held.sum(axis=0), use.sum(axis=0).astype(np.float64)
    between = _by_months_apart(
        np.multiply.outer(moved, moved) - held.T @ held, np.multiply.outer(counted, counted) - _pairs(use), size
    )
    return Together((1.0, *(max(lasting, one) for one in own[1:])), tuple(between), lasting)


def _pairs(use: Flags) -> Floats:
    counted = use.astype(np.float64)
    return np.asarray(counted.T @ counted, dtype=np.float64)


def _by_months_apart(products: Floats, pairs: Floats, size: float) -> list[float]:
    """The mean product of months so far apart, as a part of `size`."""
    found = []
    for apart in range(min(MOST_APART + 1, len(products))):
        many = float(np.trace(pairs, apart))
        mean = float(np.trace(products, apart)) / many / size if many >= LEAST_PAIRS else 0.0
        found.append(min(max(mean, 0.0), MOST))
    return found
