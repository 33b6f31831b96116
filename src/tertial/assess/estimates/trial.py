"""The rolling evaluation: what every source would have made of each earlier month, had it been one of the lacking.

Errors are in units of chance (Pearson's): the difference over the root of what would vary by chance alone. Sources are
put together by inverse variance: the weights that make the squared error of the trial least, as by the inverse of the
covariance of errors, those below zero left out (Bates and Granger 1969), shrunk towards weights by each source's own
variance since few months tell of a covariance. The interval is conformal: the quantiles of the errors that the sum of
sources made in the same trial, of the unit's own months where there are many, pooled with its sisters' where few.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tertial.assess.estimates.candidates import Candidates, Key
from tertial.assess.estimates.panel import Flags, Panel
from tertial.assess.estimates.results import LEVEL
from tertial.assess.estimates.series import Floats

LEAST_TRIED = 12
"""Earlier months, of the unit and its sisters, that an interval rests on at the least."""
OWN, OTHERS = 1.0, 0.25
"""What a month of the unit, and of a sister, weighs in the trial."""
SHRUNK = 0.35
"""How far the covariance of errors is drawn to its diagonal."""
PRIOR_MONTHS = 12.0
"""So many months of the kind stand beside a unit's own in the size of its errors."""
LEAST_OF_MEAN = 0.05
"""Chance is never less than that of so small a part of a unit's mean."""


@dataclass(frozen=True)
class Tried:
    """What is said of one month, and how it did before.

    `rate` is the amount of one base; `spread` the unit's dispersion, and `low` and `high` the quantiles of its errors
    in roots of `spread` times chance. `months` are those it was tried on. `floor` is the least amount of chance.
    """

    rate: float
    weights: tuple[tuple[Key, float], ...]
    spread: float
    low: float
    high: float
    floor: float
    months: int
    correlation: float
    between_units: float
    bounded: bool = False

    def chance(self, base: float, rate: float | None = None) -> float:
        """What varies by chance alone, of a base: the binomial variance of a share, else the mean itself."""
        return chance(np.asarray(self.rate if rate is None else rate), base, self.floor, bounded=self.bounded).item()


def chance(rate: Floats, base: Floats | float, floor: Floats | float, *, bounded: bool) -> Floats:
    """The variance by chance: d p (1 - p) of a share, else the expected amount."""
    found = np.asarray(rate * base * (1 - np.minimum(rate, 1.0)) if bounded else rate * base, dtype=np.float64)
    return np.asarray(np.maximum(found, floor), dtype=np.float64)


def tried(panel: Panel, said: Candidates, row: int, column: int) -> Tried | None:
    """The estimate of a unit in a month; None where too few earlier months can be tried."""
    usable = [
        (key, rates)
        for key, rates in said.items()
        if np.isfinite(rates[row, column]) and (panel.known[row] & np.isfinite(rates[row])).any()
    ]
    if not usable:
        return None
    stack = np.stack([rates for _key, rates in usable])
    use = panel.known & np.isfinite(stack).all(axis=0)
    use[:, column] = False
    if use.sum() < LEAST_TRIED:
        return None
    mean = np.divide(panel.amount.sum(axis=1), panel.known.sum(axis=1), out=np.zeros(len(use)), where=use.any(axis=1))
    floor = np.broadcast_to(LEAST_OF_MEAN * mean[:, None], use.shape)
    weights = _weights(panel, stack, use, floor, row)
    rates = np.tensordot(weights, stack, axes=1)
    errors = _errors(panel, rates, use, floor)
    counts = use.sum(axis=1)
    squares = (errors**2).sum(axis=1)
    pooled = _pooled(squares, counts)
    spreads = (squares + PRIOR_MONTHS * pooled) / (counts + PRIOR_MONTHS)
    scaled = np.divide(errors, np.sqrt(spreads)[:, None], out=np.zeros_like(errors), where=spreads[:, None] > 0)
    low, high = _quantiles(scaled, use)
    return Tried(
        float(rates[row, column]),
        tuple((key, float(weight)) for (key, _rates), weight in zip(usable, weights, strict=True)),
        float(spreads[row]),
        low,
        high,
        float(floor[row, 0]),
        int(counts[row]),
        _correlation(scaled, use),
        _between(scaled, use),
        panel.bounded,
    )


def _errors(panel: Panel, rates: Floats, use: Flags, floor: Floats) -> Floats:
    """Errors in roots of chance; 0 where a month is not used, and where nothing varies."""
    safe = np.where(use, rates, 0.0)
    root = np.sqrt(chance(safe, panel.base, floor, bounded=panel.bounded))
    return np.divide(panel.amount - safe * panel.base, root, out=np.zeros_like(root), where=use & (root > 0))


def _weights(panel: Panel, stack: Floats, use: Flags, floor: Floats, row: int) -> Floats:
    """How much each source weighs: by the inverse of the covariance of their errors in the trial, none below zero."""
    months = np.where(use, OTHERS, 0.0)
    months[row] = np.where(use[row], OWN, 0.0)
    middle = np.where(use, np.median(stack, axis=0), 0.0)
    root = np.sqrt(chance(middle, panel.base, floor, bounded=panel.bounded))
    misses = np.where(use, panel.amount - np.where(use, stack, 0.0) * panel.base, 0.0)
    scaled = np.divide(misses, root, out=np.zeros_like(misses), where=root > 0).reshape(len(stack), -1)
    covariance = (scaled * months.ravel()) @ scaled.T / months.sum()
    size = float(np.trace(covariance)) / len(stack)
    if size <= 0:
        return np.full(len(stack), 1 / len(stack))
    diagonal = np.diag(np.diag(covariance))
    covariance = (1 - SHRUNK) * covariance + SHRUNK * diagonal + 1e-6 * size * np.eye(len(stack))
    return simplex(covariance)


def simplex(covariance: Floats) -> Floats:
    """The weights of least variance that are not below zero and sum to one: the worst is left out until none is."""
    kept = np.arange(len(covariance))
    while True:
        part = np.linalg.solve(covariance[np.ix_(kept, kept)], np.ones(len(kept)))
        part = part / part.sum()
        if len(kept) == 1 or part.min() >= 0:
            break
        kept = np.delete(kept, int(part.argmin()))
    weights = np.zeros(len(covariance))
    weights[kept] = part
    return weights


def _pooled(squares: Floats, counts: Floats) -> float:
    return float(squares.sum() / counts.sum())


def _quantiles(scaled: Floats, use: Flags) -> tuple[float, float]:
    """The conformal quantiles of both ends: the error that one more month exceeds with half of the chance left over."""
    errors = np.sort(scaled[use])
    tail = (1 - LEVEL) / 2
    rank = int(np.ceil((len(errors) + 1) * (1 - tail)))
    if rank <= len(errors):
        return float(errors[len(errors) - rank]), float(errors[rank - 1])
    # Too few for a quantile of their own: as far as the furthest, and no nearer than a normal error of so few.
    furthest = max(float(np.abs(errors).max()), 1.645 * (1 + 2 / len(errors)))
    return -furthest, furthest


def _correlation(scaled: Floats, use: Flags) -> float:
    """How much the errors of neighbouring months go together, between 0 and 0.95."""
    both = use[:, 1:] & use[:, :-1]
    return _together(scaled[:, 1:], scaled[:, :-1], both, scaled, use)


def _together(one: Floats, other: Floats, both: Flags, scaled: Floats, use: Flags) -> float:
    size = float(np.mean(scaled[use] ** 2))
    if not both.any() or size <= 0:
        return 0.0
    return float(np.clip(np.mean((one * other)[both]) / size, 0.0, 0.95))


def _between(scaled: Floats, use: Flags) -> float:
    """How much the errors of different units in the same month go together, between 0 and 0.95."""
    held = np.where(use, scaled, 0.0)
    count = use.sum(axis=0)
    pairs = float((count * (count - 1)).sum())
    size = float(np.mean(scaled[use] ** 2))
    if pairs <= 0 or size <= 0:
        return 0.0
    products = float((held.sum(axis=0) ** 2 - (held**2).sum(axis=0)).sum())
    return float(np.clip(products / pairs / size, 0.0, 0.95))
