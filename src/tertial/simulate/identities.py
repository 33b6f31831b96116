"""Invented identity numbers: right in form, with a check digit, and nobody's but by chance.

The three digits before the check digit are taken from 980 to 999 first, the series that Skatteverket's published test
numbers come from; only where more than ten people of a sex are born on one day does it go on below. That a number
should be somebody's own is chance, and says nothing of that person.
"""

from __future__ import annotations

import numpy as np

from tertial.domain.written_number import COORDINATION_DAY, check_digit
from tertial.simulate.chance import Ints, Yes
from tertial.simulate.days import calendar_day, day_number

_FIRST_BIRTH = day_number(calendar_day(0).replace(year=1890))
_HIGHEST = 999
_LOWEST = 1


class TooManyBornError(ValueError):
    """There are more people of a sex born on one day than there are numbers."""


class Identities:
    """Gives out numbers, never the same twice."""

    def __init__(self, last_birth: int) -> None:
        self._given = np.zeros((last_birth - _FIRST_BIRTH + 1) * 2, np.int32)

    def give(self, births: Ints, women: Yes, coordination: Yes) -> Ints:
        """Twelve digits for each person born on a day. Raises TooManyBornError."""
        place = (births - _FIRST_BIRTH) * 2 + women
        order = np.argsort(place, kind="stable")
        sorted_places = place[order]
        begins = np.flatnonzero(np.concatenate(([True], sorted_places[1:] != sorted_places[:-1])))
        sizes = np.diff(np.append(begins, len(place)))
        rank = np.empty(len(place), np.int64)
        rank[order] = np.arange(len(place)) - np.repeat(begins, sizes)
        rank += self._given[place]
        np.add.at(self._given, place, 1)
        # Odd for men, even for women.
        serial = _HIGHEST - women - 2 * rank
        if len(serial) and serial.min() < _LOWEST:
            raise TooManyBornError("more people born on one day than there are identity numbers")
        day = births.astype("datetime64[D]")
        month = day.astype("datetime64[M]")
        year = day.astype("datetime64[Y]").astype(np.int64) + 1970
        of_year = month.astype(np.int64) % 12 + 1
        of_month = (day - month).astype(np.int64) + 1 + COORDINATION_DAY * coordination
        without = ((year * 100 + of_year) * 100 + of_month) * 1000 + serial
        last = [int(check_digit(f"{number % 1_000_000_000:09d}")) for number in without.tolist()]
        found: Ints = without * 10 + np.array(last, np.int64)
        return found
