"""The limits of one level's points, by the kind of chart."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.variation import limits
from tertial.assess.variation.chart import ChartKind, Choice
from tertial.assess.variation.limits import Limits
from tertial.assess.variation.points import Point
from tertial.assess.variation.rules import Rules

_SHARES = frozenset({ChartKind.P, ChartKind.P_PRIME})
_PARTS = frozenset({*_SHARES, ChartKind.U, ChartKind.U_PRIME})
_LANEY = frozenset({ChartKind.P_PRIME, ChartKind.U_PRIME})


def level_limits(
    choice: Choice,
    values: Sequence[float],
    points: Sequence[Point],
    baseline: int,
    scale: float,
    rules: Rules,
    breaks: frozenset[int] = frozenset(),
) -> list[Limits]:
    """The limits of each point of a level, reckoned from its first `baseline` points.

    `points` are needed for p and u charts alone, whose limits follow the denominators; in other charts the limits
    are the same all along. `breaks`: places with a gap before them.
    """
    if choice.kind in _PARTS:
        return _by_denominator(choice.kind, points, baseline, scale)
    first = values[:baseline]
    match choice.kind:
        case ChartKind.C:
            made = limits.c_limits(first)
        case ChartKind.G:
            made = limits.g_limits(first)
        case ChartKind.T:
            made = limits.t_limits(first, screening=rules.screening)
        case _:
            made = limits.xmr(first, screening=rules.screening, breaks=breaks)
    return [made] * len(values)


def _by_denominator(kind: ChartKind, points: Sequence[Point], baseline: int, scale: float) -> list[Limits]:
    """Limits that follow the denominators; Laney's are so many times wider as the baseline's points vary more."""
    parts, wholes = [point.numerator or 0 for point in points], [point.denominator or 1 for point in points]
    centre = limits.p_centre(parts[:baseline], wholes[:baseline])
    sigmas = (limits.p_sigmas if kind in _SHARES else limits.u_sigmas)(centre, wholes)
    wider = scale
    if kind in _LANEY:
        shares = [part / whole for part, whole in zip(parts[:baseline], wholes, strict=False)]
        wider *= limits.sigma_z(shares, centre, sigmas[:baseline])
    return [limits.around(scale * centre, wider * sigma) for sigma in sigmas]
