"""Identity numbers in their usual forms, read many at once; all others are left to `identity.read`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tertial.domain.written_number import COORDINATION_DAY

FORMS = {10: "", 11: "-", 12: "", 13: "-"}
"""By length: the sign before the last four digits, of numbers without and with a century."""

_ZERO = np.uint8(ord("0"))
_FIRST_YEAR, _AFTER = 1800, 2100

# By month, from January of the first year: its first day since 1970, and how many days it has.
_STARTS = np.arange(f"{_FIRST_YEAR}-01", f"{_AFTER}-02", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)
_LENGTHS = np.diff(_STARTS)
_EPOCH = date(1970, 1, 1).toordinal()

# What a digit adds to the sum of a check, where it counts double and where it counts once.
_DOUBLED = np.array([0, 2, 4, 6, 8, 1, 3, 5, 7, 9], np.uint8)

Numbers = npt.NDArray[np.int64]


class UsualNumbers(NamedTuple):
    """By text: whether it is a right number in a usual form, and of those that are what it tells."""

    right: npt.NDArray[np.bool_]
    centuries: Numbers
    birth_days: Numbers
    """In days since 1970."""
    odd: npt.NDArray[np.bool_]
    """Whether the digit of the sex is odd."""


def read_usual(signs: npt.NDArray[np.uint8], today: date) -> UsualNumbers:
    """Read right personal and co-ordination numbers of one length of FORMS, a row of bytes each.

    Numbers with a plus sign, reserve numbers and all that is wrong with a number are not told apart here.
    """
    length = signs.shape[1]
    hyphen = FORMS[length]
    digits = (np.delete(signs, length - 5, axis=1) if hyphen else signs) - _ZERO
    good = (digits <= 9).all(axis=1)
    if hyphen:
        good &= signs[:, length - 5] == ord(hyphen)
    short = np.minimum(digits[:, -10:], np.uint8(9))
    year, month, day = _pair(short, 0), _pair(short, 2), _pair(short, 4)
    day = np.where(day > COORDINATION_DAY, day - COORDINATION_DAY, day)
    if digits.shape[1] > short.shape[1]:
        year = _pair(np.minimum(digits[:, :2], np.uint8(9)), 0) * 100 + year
    else:
        year = today.year - (today.year - year) % 100
        # Later this year has not come.
        year = np.where((year == today.year) & (month * 100 + day > today.month * 100 + today.day), year - 100, year)
    good &= (year >= _FIRST_YEAR) & (year < _AFTER) & (month >= 1) & (month <= 12) & (day >= 1)
    months = np.where(good, (year - _FIRST_YEAR) * 12 + month - 1, 0)
    good &= day <= _LENGTHS.take(months)
    births = _STARTS.take(months) + day - 1
    good &= births <= today.toordinal() - _EPOCH
    good &= short[:, 6:9].any(axis=1)
    total = _DOUBLED.take(short[:, 0:9:2]).sum(axis=1, dtype=np.int64) + short[:, 1:9:2].sum(axis=1, dtype=np.int64)
    good &= (total + short[:, 9]) % 10 == 0
    return UsualNumbers(good, year // 100, births, short[:, 8] % 2 == 1)


def _pair(digits: npt.NDArray[np.uint8], at: int) -> Numbers:
    """The number that two digits make."""
    return digits[:, at].astype(np.int64) * 10 + digits[:, at + 1]
