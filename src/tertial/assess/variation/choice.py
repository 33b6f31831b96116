"""Which chart for which figures: a written rule, from what the figures are made of.

1. Anything that is no count: XmR.
2. Counts: c while the mean is below 10 a month and chance explains the spread (sigma z below 1.3); else XmR.
3. Shares of persons or cases: p where few lie on one side (mean below 10) or where the largest denominator is at
   least twice the smallest; p' where the points vary more than chance gives; else XmR. Rates likewise: u and u'.
4. Events rarer than one a month, with their days: t for the time between them, g where two fall on one day or where
   cases between events are counted.

A wrong set of counts (a numerator above its denominator, a month without counts) leads back to XmR, which assumes
nothing of where figures come from. The numbers are switches of `Rules`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tertial.assess.variation import limits, words
from tertial.assess.variation.chart import ChartKind, Choice
from tertial.assess.variation.points import LARGEST, Events, Nature, Point
from tertial.assess.variation.rules import Rules
from tertial.domain.indicators import Indicator, Kind, ValueUnit
from tertial.domain.label import Label, joined

_SHARES = frozenset({Kind.SHARE, Kind.REPORTED})


def nature_of(indicator: Indicator) -> Nature:
    """What the indicator's figures are made of.

    A reported figure is a share only where it is a percentage; whether its counts are there is seen in the points.
    """
    if indicator.value_unit is ValueUnit.PERCENT:
        return Nature.SHARE if indicator.kind in _SHARES else Nature.MEASURE
    if indicator.kind is Kind.RATE:
        return Nature.RATE
    counted = indicator.kind in {Kind.COUNT, Kind.DISTINCT, Kind.REPORTED}
    return Nature.COUNT if counted and indicator.value_unit is ValueUnit.COUNT else Nature.MEASURE


def choose(points: Sequence[Point], nature: Nature, rules: Rules) -> Choice:
    """The chart for the points that take part."""
    match nature:
        case Nature.MEASURE:
            return Choice(ChartKind.XMR, words.XMR_MEASURE)
        case Nature.COUNT:
            return _for_counts(points, rules)
        case Nature.SHARE | Nature.RATE:
            return _for_parts(points, nature, rules)


def choose_for_events(events: Events) -> Choice:
    """A g chart for cases between events and for days where two events fall on one; a t chart for days else."""
    if events.cases is not None:
        return Choice(ChartKind.G, words.G_CASES, rare=True)
    if any(before == after for before, after in pairwise(events.days)):
        return Choice(ChartKind.G, words.G_DAYS, rare=True)
    return Choice(ChartKind.T, words.T_DAYS, rare=True)


def _for_counts(points: Sequence[Point], rules: Rules) -> Choice:
    counts = [_whole(point) for point in points]
    known = [count for count in counts if count is not None and count >= 0]
    if not known or len(known) < len(counts):
        return Choice(ChartKind.XMR, words.XMR_MEASURE)
    mean = limits.mean_of(known)
    if mean >= rules.small_count:
        return Choice(ChartKind.XMR, words.XMR_COUNT)
    spread = limits.sigma_z(known, mean, [math.sqrt(mean)] * len(known))
    if spread >= rules.over_dispersed_from:
        return _with_mean(Choice(ChartKind.XMR, words.XMR_SPREAD, spread), mean, words.RARE, rules)
    return _with_mean(Choice(ChartKind.C, words.C_COUNT, spread), mean, words.RARE, rules)


def _for_parts(points: Sequence[Point], nature: Nature, rules: Rules) -> Choice:
    pairs = [(point.numerator, point.denominator) for point in points]
    counted = [(part, whole) for part, whole in pairs if part is not None and whole is not None]
    share = nature is Nature.SHARE
    sound = all(
        0 <= part <= LARGEST and 0 < whole <= LARGEST and (part <= whole or not share) for part, whole in counted
    )
    if not counted or len(counted) < len(pairs) or not sound:
        return Choice(ChartKind.XMR, words.XMR_NO_COUNTS)
    parts, wholes = [part for part, _whole in counted], [whole for _part, whole in counted]
    few = sum(parts) / len(parts)
    if share:
        few = min(few, (sum(wholes) - sum(parts)) / len(parts))
    small, uneven = few < rules.small_count, max(wholes) >= rules.uneven_from * min(wholes)
    if not (small or uneven):
        return Choice(ChartKind.XMR, words.XMR_EVEN)
    centre = limits.p_centre(parts, wholes)
    sigmas = limits.p_sigmas if share else limits.u_sigmas
    spread = limits.sigma_z([part / whole for part, whole in counted], centre, sigmas(centre, wholes))
    wide = spread >= rules.over_dispersed_from
    if share:
        kind = ChartKind.P_PRIME if wide else ChartKind.P
    else:
        kind = ChartKind.U_PRIME if wide else ChartKind.U
    why = words.LANEY if wide else words.FEW if small else words.UNEVEN
    return _with_mean(Choice(kind, why, spread), sum(parts) / len(parts), words.RARE_PARTS, rules)


def _with_mean(choice: Choice, mean: float, says: Label, rules: Rules) -> Choice:
    """With a sentence on it where there are events, and they are rare."""
    if not 0 < mean < rules.rare_below:
        return choice
    return replace(choice, why=joined(choice.why, says), rare=True)


def _whole(point: Point) -> int | None:
    if point.value is None:
        return point.numerator
    return int(point.value) if point.value.is_integer() else None
