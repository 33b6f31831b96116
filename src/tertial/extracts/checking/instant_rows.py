"""Points in time in their usual forms, read many rows at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tertial.extracts.checking import swedish_time
from tertial.extracts.checking.days import Possible
from tertial.extracts.checking.text_bytes import TextBytes

_DAY = 86_400
_SECOND = 1_000_000
_MINUTES, _SECONDS = 16, 19
"""Signs of 2025-08-31T13:45 and of 2025-08-31T13:45:10."""

_FORMS = {
    _MINUTES: (0, False),
    _MINUTES + 1: (0, True),
    _SECONDS: (0, False),
    _SECONDS + 1: (0, True),
    _SECONDS + 4: (3, False),
    _SECONDS + 5: (3, True),
    _SECONDS + 7: (6, False),
    _SECONDS + 8: (6, True),
}
"""By the number of signs: how many decimals the seconds have, and whether a Z ends them."""

_ZERO, _NINE = ord("0"), 9
_NO_NUMBER = 1 << 20

# By month, from January of the first year: its first day since 1970, and how many days it has.
_STARTS = (
    np.arange(f"{swedish_time.FIRST_YEAR}-01", f"{swedish_time.LAST_YEAR + 1}-02", dtype="datetime64[M]")
    .astype("datetime64[D]")
    .astype(np.int64)
)
_LENGTHS = np.diff(_STARTS)

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
Rows = npt.NDArray[np.intp]


class Moments(NamedTuple):
    """By row: microseconds since 1970 by UTC, the local day since 1970, and whether the row has been read."""

    micros: Numbers
    days: npt.NDArray[np.int32]
    done: npt.NDArray[np.bool_]


def usual_moments(texts: TextBytes, possible: Possible, found: Moments) -> None:
    """Read every row that is written in a usual form and can be right; leave the others as they are."""
    lengths = texts.lengths
    if not lengths.size:
        return
    if lengths.min() == lengths.max():
        form = _FORMS.get(int(lengths[0]))
        if form is not None:
            _read(texts.signs(int(lengths[0]), None), form, np.arange(len(lengths)), possible, found)
        return
    for length, form in _FORMS.items():
        rows = np.flatnonzero(lengths == length)
        if rows.size:
            _read(texts.signs(length, rows), form, rows, possible, found)


def _read(signs: Bytes, form: tuple[int, bool], rows: Rows, possible: Possible, found: Moments) -> None:
    decimals, zoned = form
    year = _number(signs, 0, 4)
    month = _number(signs, 5, 2)
    # What is no number comes out so large that it fits nothing below.
    day, hour, minute = _number(signs, 8, 2), _number(signs, 11, 2), _number(signs, 14, 2)
    second = _number(signs, 17, 2) if signs.shape[1] >= _SECONDS else np.zeros(len(signs), np.int64)
    fraction = _number(signs, _SECONDS + 1, decimals) * 10 ** (6 - decimals) if decimals else 0
    good = _separated(signs, decimals, zoned) & (fraction < _SECOND)
    good &= (year >= swedish_time.FIRST_YEAR) & (year <= swedish_time.LAST_YEAR)
    good &= (month >= 1) & (month <= 12) & (hour < 24) & (minute < 60) & (second < 60) & (day >= 1)
    months = np.where(good, (year - swedish_time.FIRST_YEAR) * 12 + month - 1, 0)
    days = _STARTS.take(months) + day - 1
    good &= (day <= _LENGTHS.take(months)) & possible.are_past(days)
    written = days * _DAY + hour * 3600 + minute * 60 + second
    if zoned:
        utc = written
        days = swedish_time.to_local(utc) // _DAY
    else:
        utc, shown = swedish_time.to_utc(written)
        good &= shown
    every = bool(good.all())
    at = rows if every else rows[good]
    micros = utc * _SECOND + fraction
    found.micros[at] = micros if every else micros[good]
    found.days[at] = days if every else days[good]
    found.done[at] = True


def _number(signs: Bytes, at: int, length: int) -> Numbers:
    """The number that so many digits make; a very large one where there is another sign."""
    value = np.zeros(len(signs), np.int64)
    broken = np.zeros(len(signs), np.bool_)
    for place in range(at, at + length):
        digit = signs[:, place] - np.uint8(_ZERO)
        broken |= digit > _NINE
        value = value * 10 + digit
    value[broken] = _NO_NUMBER
    return value


def _separated(signs: Bytes, decimals: int, zoned: bool) -> npt.NDArray[np.bool_]:
    """Whether the signs between the numbers are the right ones."""
    good: npt.NDArray[np.bool_] = (signs[:, 4] == ord("-")) & (signs[:, 7] == ord("-")) & (signs[:, 13] == ord(":"))
    good &= (signs[:, 10] == ord("T")) | (signs[:, 10] == ord(" "))
    if signs.shape[1] >= _SECONDS:
        good &= signs[:, 16] == ord(":")
    if decimals:
        good &= signs[:, _SECONDS] == ord(".")
    if zoned:
        good &= signs[:, -1] == ord("Z")
    return good
