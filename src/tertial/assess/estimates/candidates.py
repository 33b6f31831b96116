"""What each source says of every month of a panel, had that month been one of the lacking.

All are multiples of a unit's level: what was counted of so much, the months weighing less the further away they are
(exponential smoothing to both sides). `Season`: the level times what such a month brings in all units together.
`Own season`: the same from the unit alone. `Sisters`: the season times how units of the same kind moved in that very
month. `Proxy`: the season times how another feed of the same unit moved. Ratios are shrunk towards 1 by as many units
of dispersion as stand in `SHRUNK_SEASON` and its kin, as Marshall's (1991) empirical Bayes rates are: few events say
little of a season. No month takes part in what is said of it, nor do those that would lack with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tertial.assess.estimates.panel import Floats, Panel
from tertial.assess.estimates.results import Source

HALF_LIFE = 8.0
LEAST_KNOWN = 6
"""Months that a level rests on at the least."""
LONGEST_REACH = 24
"""A level is of months at most so far beyond the nearest that is known."""
SHRUNK_SEASON, SHRUNK_OWN, SHRUNK_MOVE = 4.0, 8.0, 4.0
ROUNDS = 3
"""Season and level follow from each other: so many times each is taken from the other."""

Key = tuple[Source, str]


@dataclass(frozen=True)
class Lead:
    """How far a lacking month lies from the nearest known one before it, and after it: None where there is none."""

    before: int | None
    after: int | None

    def weights(self, months: int) -> Floats:
        """How much each month (column) says of the level in each month (row)."""
        apart = np.subtract.outer(np.arange(months), np.arange(months))
        weights = np.zeros((months, months))
        for reach, distance in ((self.before, apart), (self.after, -apart)):
            if reach is not None:
                near = (distance >= reach) & (distance < reach + LONGEST_REACH)
                weights[near] = 0.5 ** (distance[near] / HALF_LIFE)
        return weights


@dataclass(frozen=True)
class Candidates:
    """What each source says of each unit and month: an amount of one base; NaN where it says nothing.

    `dispersion` is how large an amount makes one unit of chance: 1 of plain counts that vary by chance alone.
    """

    rates: Mapping[Key, Floats]
    dispersion: float


def candidates(panel: Panel, lead: Lead, proxies: Mapping[str, Panel]) -> Candidates:
    """What every source says. `proxies` have the same units and months as the panel."""
    level = level_of(panel, lead)
    dispersion = _dispersion(panel, level)
    season, own = _seasons(panel, dispersion)
    rates: dict[Key, Floats] = {(Source.LEVEL, ""): level, (Source.SEASON, ""): level * season}
    rates[Source.OWN_SEASON, ""] = level * own
    moved = _moved(panel, level * season, dispersion)
    rates[Source.SISTERS, ""] = level * season * moved
    for name, other in proxies.items():
        there = level_of(other, lead)
        spread = _dispersion(other, there)
        usual = there * _seasons(other, spread)[0]
        add = SHRUNK_MOVE * spread
        with np.errstate(divide="ignore", invalid="ignore"):
            factor = np.where(other.known, (other.amount + add) / (usual * other.base + add), np.nan)
        rates[Source.PROXY, name] = level * season * factor
    return Candidates({key: _finite(one) for key, one in rates.items()}, dispersion)


def level_of(panel: Panel, lead: Lead) -> Floats:
    """The level of each unit as known from outside each month's gap; NaN where too few months tell."""
    weights = lead.weights(panel.months)
    known = panel.known.astype(np.float64) @ (weights > 0).T.astype(np.float64)
    base = panel.base @ weights.T
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((known >= LEAST_KNOWN) & (base > 0), (panel.amount @ weights.T) / base, np.nan)


def _dispersion(panel: Panel, level: Floats) -> float:
    """The mean over months of squared differences by the level: the scale of chance, and 0 where nothing varies."""
    expected = level * panel.base
    use = panel.known & (expected > 0)
    if not use.any():
        return 0.0
    return float(np.mean((panel.amount[use] - expected[use]) ** 2 / expected[use]))


def _seasons(panel: Panel, dispersion: float) -> tuple[Floats, Floats]:
    """For each unit and month, what such a month of other years brings beside the level: by all units, and by it."""
    names = (panel.first + np.arange(panel.months)) % 12
    of_name = (names[:, None] == np.arange(12)).astype(np.float64)
    season = np.ones(12)
    apart = np.abs(np.subtract.outer(np.arange(panel.months), np.arange(panel.months)))
    near = 0.5 ** (apart / (2 * HALF_LIFE))
    expected = came = due = np.zeros_like(panel.amount)
    for _round in range(ROUNDS):
        usual = panel.base * season[names]
        reach = usual @ near.T
        level = np.divide(panel.amount @ near.T, reach, out=np.zeros_like(reach), where=reach > 0)
        expected = np.where(panel.known, level * panel.base, 0.0)
        came, due = panel.amount.sum(axis=0) @ of_name, expected.sum(axis=0) @ of_name
        add = SHRUNK_SEASON * dispersion
        season = np.divide(came + add, due + add, out=np.ones(12), where=due + add > 0)
    came_by, due_by = panel.amount.sum(axis=0), expected.sum(axis=0)
    pooled = _ratio(of_name @ came - came_by, of_name @ due - due_by, SHRUNK_SEASON * dispersion)
    own_came = (panel.amount @ of_name) @ of_name.T - panel.amount
    own_due = (expected @ of_name) @ of_name.T - expected
    return np.broadcast_to(pooled, panel.amount.shape), _ratio(own_came, own_due, SHRUNK_OWN * dispersion)


def _moved(panel: Panel, usual: Floats, dispersion: float) -> Floats:
    """How the other units moved in each month, beside what was usual for them; NaN where none is known."""
    expected = usual * panel.base
    use = panel.known & np.isfinite(expected)
    came = np.where(use, panel.amount, 0.0)
    due = np.where(use, expected, 0.0)
    others_due = due.sum(axis=0) - due
    factor = _ratio(came.sum(axis=0) - came, others_due, SHRUNK_MOVE * dispersion)
    return np.where((use.sum(axis=0) - use > 0) & (others_due > 0), factor, np.nan)


def _ratio(came: Floats, due: Floats, add: float) -> Floats:
    return np.divide(
        np.maximum(came, 0.0) + add,
        np.maximum(due, 0.0) + add,
        out=np.ones(np.broadcast_shapes(came.shape, due.shape)),
        where=np.maximum(due, 0.0) + add > 0,
    )


def _finite(rates: Floats) -> Floats:
    return np.where(np.isfinite(rates), rates, np.nan)
