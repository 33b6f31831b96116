"""How much more a month with few cases varies than one with many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tertial.assess.effects.comparison import Comparison, known_size
from tertial.assess.effects.effect import WHOLE, MonthFigure, Scale
from tertial.assess.effects.student_t import Floats


def spread_of(
    used: Sequence[MonthFigure], figures: Floats, size: float, scale: Scale, beside: Comparison | None
) -> Floats:
    """The relative standard deviation of each month, from its number of cases.

    Of the variation between months only the part that chance in the drawing of cases accounts for falls with their
    number; the rest, over-dispersion, is the same in every month. All alike for other figures than shares, and where
    the number of cases is not known. `figures` are the shares (or differences of shares) divided by `size`.
    """
    cases = [known_size(one) for one in used]
    alike = np.ones(len(used))
    if scale is not Scale.POINTS or any(one is None for one in cases):
        return alike
    fewness = np.array([0.0 if one is None else 1 / one for one in cases])
    if beside is not None:
        if beside.sizes is None or any(beside.sizes[one.month] <= 0 for one in used):
            return alike
        fewness = fewness + np.array([1 / beside.sizes[one.month] for one in used])
    shares = [0.0 if one.figure is None else one.figure / WHOLE for one in used]
    share = float(np.mean(shares))
    around = np.diff(figures)
    # Half the mean square of the differences between neighbours: neither a trend nor an effect adds much to it.
    variance = float(np.mean(around**2)) / 2
    drawn = share * (1 - share) * float(np.mean(fewness)) * (WHOLE / size) ** 2
    if not (drawn > 0 and variance > 0 and np.isfinite(drawn) and np.isfinite(variance)):
        return alike
    part = min(drawn / variance, 1.0)
    return np.asarray(np.sqrt(1 - part + part * fewness / np.mean(fewness)), dtype=np.float64)
