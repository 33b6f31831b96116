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

from tertial.assess.estimates.panel import Flags, Panel
from tertial.assess.estimates.results import Source
from tertial.assess.estimates.series import Floats, Integers

HALF_LIFE = 8.0
"""A month that lies so many months further away says half as much of the level."""
LEAST_KNOWN = 6
"""Months that a level rests on at the least."""
LONGEST_REACH = 24
"""A level is of months at most so far beyond the nearest that is known."""
SHRUNK_SEASON, SHRUNK_OWN, SHRUNK_MOVE = 4.0, 8.0, 4.0
"""So many units of dispersion draw the ratios of a season, of a unit's own season and of a move towards 1."""
FINE = 0.1
"""The part of the dispersion of what is no whole number that is taken for chance within a month."""
LEAST_TOGETHER, LEAST_TELLING, MOST_PROXIES = 24, 0.15, 3
"""A proxy is used where it has moved with the unit and its sisters in so many months, by so large a correlation."""
FAR = 2.4
"""Standard deviations by chance at which a unit that parts from its sisters weighs half as much."""
LEAST_MOVE = 0.1
"""Chance is that of at least so small a part of what was expected."""
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
        return self._near(np.subtract.outer(np.arange(months), np.arange(months)))

    def _near(self, apart: Integers) -> Floats:
        weights = np.zeros(apart.shape)
        for reach, distance in ((self.before, apart), (self.after, -apart)):
            if reach is not None:
                near = (distance >= reach) & (distance < reach + LONGEST_REACH)
                weights[near] = 0.5 ** (distance[near] / HALF_LIFE)
        return weights

    def shared(self, known: Flags, column: int) -> float:
        """How much the errors of two lacking months go together because their level is the same: it errs by chance too.

        Of so many months as the level rests on (Kish 1965) one part in that many and one.
        """
        weights = self._near(column - np.arange(len(known))) * known
        total, squares = float(weights.sum()) ** 2, float((weights**2).sum())
        return squares / (total + squares) if squares > 0 else 0.0


Candidates = Mapping[Key, Floats]
"""What each source says of each unit and month: an amount of one base; NaN where it says nothing."""


@dataclass(frozen=True)
class Usual:
    """What is usual in a panel, whichever months lack.

    `season` and `own_season` are what each month brings beside the level, by all units and by the unit alone, known
    from other years. `dispersion` is how large an amount makes one unit of chance: 1 of counts that vary by chance
    alone; `grain` the same of chance within a month, at most 1 of whole numbers. `moved` is how far each month lay from
    what is usual around it, 0 where it is not known. `is_whole` says that only whole numbers are counted.
    """

    panel: Panel
    season: Floats
    own_season: Floats
    dispersion: float
    grain: float
    moved: Floats
    is_whole: bool

    @classmethod
    def of(cls, panel: Panel) -> Usual:
        """What is usual, level and months of the year taken from each other."""
        around = level_of(panel, Lead(1, 1))
        dispersion = _dispersion(panel, around)
        season, own = _seasons(panel, dispersion)
        dispersion = min(dispersion, _dispersion(panel, around * season))
        whole = bool((panel.amount == np.floor(panel.amount)).all())
        grain = min(dispersion, 1.0) if whole else FINE * dispersion
        usual = np.nan_to_num(around * season * panel.base)
        moved = np.where(panel.known & (usual > 0), _ratio(panel.amount, usual, SHRUNK_MOVE * grain) - 1, 0.0)
        return cls(panel, season, own, dispersion, grain, moved, whole)


def moved_together(usual: Usual, other: Usual) -> float:
    """How much a proxy has moved as the units did, as a correlation; 0 where too few months can say."""
    both = usual.panel.known & other.panel.known
    if both.sum() < LEAST_TOGETHER:
        return 0.0
    one, two = usual.moved[both], other.moved[both]
    size = float(np.sqrt((one**2).sum() * (two**2).sum()))
    return float((one * two).sum()) / size if size > 0 else 0.0


def candidates(usual: Usual, lead: Lead) -> Candidates:
    """What every source but the proxies says."""
    panel = usual.panel
    level = level_of(panel, lead)
    seasonal = level * usual.season
    rates: dict[Key, Floats] = {(Source.LEVEL, ""): level, (Source.SEASON, ""): seasonal}
    rates[Source.OWN_SEASON, ""] = level * usual.own_season
    rates[Source.SISTERS, ""] = seasonal * _moved(seasonal, usual, np.ones(len(panel.known), dtype=np.bool_))
    return {key: _finite(one) for key, one in rates.items()}


def by_sisters(seasonal: Floats, usual: Usual, telling: Flags) -> Floats:
    """What the sisters say where only some of them, those that are `telling`, are asked."""
    return _finite(seasonal * _moved(seasonal, usual, telling))


def by_proxy(seasonal: Floats, lead: Lead, other: Usual) -> Floats:
    """What a proxy says, which has the same units and months; `seasonal` is what earlier years say."""
    expected = np.nan_to_num(level_of(other.panel, lead) * other.season * other.panel.base)
    factor = _ratio(other.panel.amount, expected, SHRUNK_MOVE * other.grain)
    return _finite(np.where(other.panel.known & (expected > 0), seasonal * factor, np.nan))


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


def _moved(seasonal: Floats, usual: Usual, telling: Flags) -> Floats:
    """How the other units that are `telling` moved in each month, beside what was usual for them; NaN where none is.

    Units that part from the others by more than chance weigh less: a few whose data are wrong, though nobody has found
    that out, do not carry the rest with them.
    """
    panel = usual.panel
    expected = seasonal * panel.base
    use = panel.known & np.isfinite(expected) & telling[:, None]
    came = np.where(use, panel.amount, 0.0)
    due = np.where(use, expected, 0.0)
    trust = _trusted(came, due, usual.dispersion)
    came, due = trust * came, trust * due
    others_due = due.sum(axis=0) - due
    factor = _ratio(came.sum(axis=0) - came, others_due, SHRUNK_MOVE * usual.grain)
    return np.where((use.sum(axis=0) - use > 0) & (others_due > 0), factor, np.nan)


def _trusted(came: Floats, due: Floats, dispersion: float) -> Floats:
    """How much each unit weighs in a month's move: 1 in the middle, a half where it lies `FAR` deviations from it.

    The weights are those of Cauchy's likelihood (Holland and Welsch 1977).
    """
    move = _middle(came, due)
    trust = np.ones_like(came)
    for _round in range(ROUNDS):
        expected = move * due
        chance = np.sqrt(dispersion * np.maximum(expected, LEAST_MOVE * due))
        apart = np.divide(np.abs(came - expected), FAR * chance, out=np.zeros_like(came), where=chance > 0)
        trust = 1 / (1 + apart**2)
        weighed = (trust * due).sum(axis=0)
        move = np.divide((trust * came).sum(axis=0), weighed, out=np.ones_like(weighed), where=weighed > 0)
    return trust


def _middle(came: Floats, due: Floats) -> Floats:
    """The median move of the units in each month, each weighing as much as was expected of it; 1 where none is."""
    moves = np.divide(came, due, out=np.full_like(came, np.inf), where=due > 0)
    order = np.argsort(moves, axis=0)
    reached = np.cumsum(np.take_along_axis(due, order, axis=0), axis=0)
    half = np.argmax(reached >= reached[-1] / 2, axis=0)
    found = np.take_along_axis(np.take_along_axis(moves, order, axis=0), half[None, :], axis=0)[0]
    return np.where(np.isfinite(found), found, 1.0)


def _ratio(came: Floats, due: Floats, add: float) -> Floats:
    return np.divide(
        np.maximum(came, 0.0) + add,
        np.maximum(due, 0.0) + add,
        out=np.ones(np.broadcast_shapes(came.shape, due.shape)),
        where=np.maximum(due, 0.0) + add > 0,
    )


def _finite(rates: Floats) -> Floats:
    return np.where(np.isfinite(rates), rates, np.nan)
