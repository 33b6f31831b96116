"""The names of the methods."""

from __future__ import annotations

from enum import StrEnum


class Method(StrEnum):
    """How a forecast was made. `NONE`: there is none; `LAST`, `MEAN` and `CONSTANT` are for what cannot be tested."""

    NONE = "none"
    CONSTANT = "constant"
    LAST = "last"
    MEAN = "mean"
    CROSTON = "croston"
    SEASONAL_NAIVE = "seasonal_naive"
    TWELFTH = "twelfth"
    PROFILE = "profile"
    YEAR_LEVEL = "year_level"
    RECENT_LEVEL = "recent_level"
    THETA = "theta"
    CES = "ces"
    ETS = "ets"
    COMBINATION = "combination"
