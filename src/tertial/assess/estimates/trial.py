"""The rolling evaluation: what every source would have made of each earlier month, had it been one of the lacking.

Errors are in units of chance. To choose sources they are Pearson's: the difference over the root of what would vary by
chance alone. For intervals they are differences of roots (Anscombe 1948), whose chance is the same for one case a month
as for a thousand, so that a rare event does not widen nor its absence narrow what is said of others. Sources are put
together by inverse variance: the weights that make the squared error of the trial least, as by the inverse of the
covariance of errors, those below zero left out (Bates and Granger 1969), shrunk towards weights by each source's own
variance since few months tell of a covariance. The interval is conformal: the quantiles of the errors that the sum of
sources made in the same trial, of the unit's own months where there are many, pooled with its sisters' where few.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isfinite, sqrt

import numpy as np

from tertial.assess.estimates.candidates import Candidates, Key, Lead, Usual
from tertial.assess.estimates.panel import Flags, Panel
from tertial.assess.estimates.results import LEVEL, NORMAL, Source, Together
from tertial.assess.estimates.series import Floats
from tertial.assess.estimates.together import measured

LEAST_TRIED = 12
"""Earlier months, of the unit and its sisters, that an interval rests on at the least."""
OWN, OTHERS = 1.0, 0.25
"""What a month of the unit, and of a sister, weighs in the trial."""
SHRUNK = 0.35
"""How far the covariance of errors is drawn to its diagonal."""
PRIOR_MONTHS = 12.0
"""So many months of the kind stand beside a unit's own in the size of its errors."""
STEP = 0.375
"""What is added to a count before its root is taken, of one unit of chance (Anscombe 1948)."""
MOST_RATE = 0.95
"""The binomial variance of a share is never less than at this one."""


@dataclass(frozen=True)
class Tried:
    """What is said of one month, and how it did before.

    `rate` is the amount of one base; `spread` the unit's dispersion, and `low` and `high` the quantiles of its errors
    in roots of `spread` times chance. `months` are those it was tried on. `step` is what is added to a count before its
    root is taken; `whole` says that only whole numbers are counted.
    """

    rate: float
    weights: tuple[tuple[Key, float], ...]
    spread: float
    low: float
    high: float
    step: float
    months: int
    together: Together
    bounded: bool = False
    whole: bool = False

    def end(self, count: float, deviation: float) -> float:
        """A count and so much more (or less), the same in roots: a whole number where only such are counted."""
        middle = sqrt(max(count, 0.0) + self.step)
        if middle <= 0:
            return count
        found = max(0.0, max(0.0, middle + deviation / (2 * middle)) ** 2 - self.step)
        # The quantile of whole numbers is the nearest: an end between two of them can never be met.
        return float(floor(found + 0.5)) if self.whole and isfinite(found) else found

    def chance(self, base: float) -> float:
        """What varies by chance alone, of a base: the binomial variance of a share, else the mean itself."""
        return chance(np.asarray(self.rate), base, self.step, bounded=self.bounded).item()


def chance(rate: Floats, base: Floats | float, step: float, *, bounded: bool) -> Floats:
    """The variance by chance: d p (1 - p) of a share, else the expected amount; a step more, so that it is not 0."""
    found = np.asarray(rate * base + step, dtype=np.float64)
    return np.asarray(found * (1 - np.minimum(rate, MOST_RATE)), dtype=np.float64) if bounded else found


def tried(
    usual: Usual, said: Candidates, lead: Lead, row: int, column: int, left: Floats | None = None
) -> Tried | None:
    """The estimate of a unit in a month; None where too few earlier months can be tried.

    `left` is what sisters say where those that lack in the month tell nothing: so errors of units go together there.
    """
    panel, step = usual.panel, STEP * (1.0 if usual.is_whole else usual.grain)
    usable = [
        (key, rates)
        for key, rates in said.items()
        if np.isfinite(rates[row, column]) and (panel.known[row] & np.isfinite(rates[row])).any()
    ]
    if not usable:
        return None
    stack = np.stack([rates for _key, rates in usable])
    # Units that have never counted anything say nothing of how far those err that do.
    telling = panel.amount.sum(axis=1) > 0
    telling[row] = True
    use = np.asarray(panel.known & np.isfinite(stack).all(axis=0) & telling[:, None], dtype=np.bool_)
    use[:, column] = False
    if use.sum() < LEAST_TRIED:
        return None
    weights = _weights(panel, stack, use, step, row)
    rates = np.tensordot(weights, stack, axes=1)
    errors = _errors(panel, rates, use, step)
    counts = use.sum(axis=1)
    squares = (errors**2).sum(axis=1)
    pooled = float(squares.sum() / counts.sum())
    spreads = (squares + PRIOR_MONTHS * pooled) / (counts + PRIOR_MONTHS)
    scaled = _scaled(errors, spreads)
    low, high = _quantiles(scaled[use])
    joint, by_those = scaled, use
    sisters = [place for place, (key, _rates) in enumerate(usable) if key[0] is Source.SISTERS]
    if left is not None and sisters:
        by_those = use & np.isfinite(left)
        asked = rates + weights[sisters[0]] * (left - stack[sisters[0]])
        joint = _scaled(_errors(panel, asked, by_those, step), spreads)
    gone = ~panel.known[:, column] & telling
    size = float(np.mean(scaled[use] ** 2))
    together = measured(joint, by_those, gone, size, lead.shared(panel.known[row], column))
    return Tried(
        float(rates[row, column]),
        tuple((key, float(weight)) for (key, _rates), weight in zip(usable, weights, strict=True)),
        float(spreads[row]),
        low,
        high,
        step,
        int(counts[row]),
        together,
        panel.bounded,
        usual.is_whole,
    )


def _scaled(errors: Floats, spreads: Floats) -> Floats:
    """Errors in roots of each unit's own dispersion."""
    root = np.sqrt(spreads)[:, None]
    return np.divide(errors, root, out=np.zeros_like(errors), where=root > 0)


def _errors(panel: Panel, rates: Floats, use: Flags, step: float) -> Floats:
    """Differences of roots, in roots of chance; 0 where a month is not used, and where nothing varies."""
    safe = np.where(use, np.maximum(rates, 0.0), 0.0)
    middle = np.sqrt(safe * panel.base + step)
    apart = 2 * middle * (np.sqrt(panel.amount + step) - middle)
    root = np.sqrt(chance(safe, panel.base, step, bounded=panel.bounded))
    return np.asarray(np.divide(apart, root, out=np.zeros_like(root), where=use & (root > 0)), dtype=np.float64)


def _weights(panel: Panel, stack: Floats, use: Flags, step: float, row: int) -> Floats:
    """How much each source weighs: by the inverse of the covariance of their errors in the trial, none below zero."""
    months = np.where(use, OTHERS, 0.0)
    months[row] = np.where(use[row], OWN, 0.0)
    middle = np.where(use, np.median(stack, axis=0), 0.0)
    root = np.sqrt(chance(middle, panel.base, step, bounded=panel.bounded))
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


def _quantiles(scaled: Floats) -> tuple[float, float]:
    """The conformal quantiles of both ends: the error that one more month exceeds with half of the chance left over."""
    errors = np.sort(scaled)
    tail = (1 - LEVEL) / 2
    rank = int(np.ceil((len(errors) + 1) * (1 - tail)))
    if rank <= len(errors):
        return float(errors[len(errors) - rank]), float(errors[rank - 1])
    # Too few for a quantile of their own: as far as the furthest, and no nearer than a normal error of so few.
    furthest = max(float(np.abs(errors).max()), NORMAL * (1 + 2 / len(errors)))
    return -furthest, furthest
