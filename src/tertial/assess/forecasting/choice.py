"""Which method each series gets: its own errors, drawn towards what holds for all series tested together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tertial.assess.forecasting.backtest import BackTest
from tertial.assess.forecasting.panel import YEAR, Floats, Whole

PRIOR = 0.05
"""By how much the first method (the combination) is thought better, in log error, before anything is tried: in
competitions a mean of methods is hard to beat (Makridakis, Spiliotis & Assimakopoulos 2020, International Journal of
Forecasting 36, 54-74)."""
PRIOR_YEARS = 8.0
"""How many years held out that belief weighs as much as. Series share their good and bad years, so that a thousand of
them tried over three years are three years, not three thousand."""
OWN_YEARS = 12.0
"""A series' own errors weigh as much as those of all when they are of so many years."""
MOST = 1.0
"""A series sways the others by at most so much in log error."""
_LEAST = 1e-12
"""Added to errors, so that there is a log of none."""


@dataclass(frozen=True)
class Errors:
    """Each method's mean error in each series (methods x series), in units of the seasonal naive method's."""

    own: Floats
    years: float
    """Years of figures that were held out."""

    @property
    def logs(self) -> Floats:
        """The log of each error against the first method's."""
        logs: Floats = np.log((self.own + _LEAST) / (self.own[0] + _LEAST))
        return logs


def errors_of(test: BackTest, *, yearly: bool) -> Errors:
    """The errors by month, or (`yearly`) of all months ahead together, as a yearly figure needs."""
    wrong = np.abs(test.together if yearly else test.months) / test.scales[None, :-1, :, None]
    there = np.isfinite(wrong)
    total = np.where(there, wrong, 0).sum(axis=(1, 3))
    # A series whose denominators were zero in all months held out has no error: it is chosen for by the others.
    own = total / np.maximum(there.sum(axis=(1, 3)), 1)
    reach = test.origins[-1] - test.origins[0] + YEAR
    return Errors(own, reach / YEAR)


def pooled_logs(errors: list[Errors]) -> Floats:
    """Each method's mean log error against the first's over all series, drawn towards what is usual elsewhere."""
    logs = np.concatenate([np.clip(each.logs, -MOST, MOST) for each in errors], axis=1)
    weights = np.concatenate([np.full(each.own.shape[1], each.years) for each in errors])
    prior = np.full(len(logs), PRIOR)
    prior[0] = 0.0
    years = float(weights.mean())
    pooled: Floats = (years * np.average(logs, axis=1, weights=weights) + PRIOR_YEARS * prior) / (years + PRIOR_YEARS)
    return pooled


def choose(errors: Errors, pooled: Floats) -> Whole:
    """The place of the method that each series gets."""
    weight = errors.years / (errors.years + OWN_YEARS)
    score = weight * errors.logs + (1 - weight) * pooled[:, None]
    best: Whole = score.argmin(axis=0)
    return best
