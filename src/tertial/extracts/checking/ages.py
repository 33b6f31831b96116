"""Ages at events, for many rows at once."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tertial.domain.calendar import Month
from tertial.domain.pseudonyms import DAYS_UNTIL_AGE
from tertial.extracts.checking.persons import UNKNOWN_DAY

_FIRST, _AFTER = "1750-01-01", "2200-01-01"
"""Births and events outside are none."""

_FIRST_DAY = int(np.datetime64(_FIRST, "D").astype(np.int64))

Days = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]


class Ages(NamedTuple):
    """By row: completed years, days since birth, whether they are known, and whether the event precedes the birth."""

    years: npt.NDArray[np.int16]
    days: npt.NDArray[np.int16]
    known: Mask
    in_days: Mask
    """Whether the age is told in days too."""
    unborn: Mask


def ages(births: Days, events: Days, event_known: Mask | None) -> Ages:
    """The ages at events; days are since 1970, and a birth may be UNKNOWN_DAY.

    Whoever is born on 29 February completes a year on 1 March in other years, as `clock.completed_age` says.
    """
    known = births != UNKNOWN_DAY
    if event_known is not None:
        known &= event_known
    written = _written()
    # As 20240229 the difference of two days is the completed years times 10 000, and less when the day has not come.
    years = (written.take(events - _FIRST_DAY, mode="clip") - written.take(births - _FIRST_DAY, mode="clip")) // 10_000
    lived = events - births
    unborn = known & (lived < 0)
    known &= lived >= 0
    in_days = known & (years < DAYS_UNTIL_AGE)
    return Ages(years.astype(np.int16), lived.astype(np.int16), known, in_days, unborn)


@cache
def _written() -> Days:
    """Every day as a number of eight digits."""
    days = np.arange(_FIRST, _AFTER, dtype="datetime64[D]")
    months = days.astype("datetime64[M]")
    years = days.astype("datetime64[Y]")
    month = (months - years.astype("datetime64[M]")).astype(np.int32) + 1
    day = (days - months.astype("datetime64[D]")).astype(np.int32) + 1
    written: Days = (years.astype(np.int32) + 1970) * 10_000 + month * 100 + day
    return written


@cache
def _months() -> Days:
    days = np.arange(_FIRST, _AFTER, dtype="datetime64[D]")
    return days.astype("datetime64[M]").astype(np.int32) + Month(1970, 1).ordinal


def months_of(days: Days) -> Days:
    """The months that days lie in, as `Month.ordinal`."""
    return _months().take(days - _FIRST_DAY, mode="clip")
