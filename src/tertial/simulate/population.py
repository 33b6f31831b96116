"""The official population that the simulated region is like, and how people are born, move and die.

Statistics Sweden (SCB), Folkmängden efter region, ålder och kön, and Döda efter region, ålder och kön, the year 2015:
Västerbotten and Norrbotten counties, five-year age groups. The two are added up, so that the region is neither of them.
"""

from __future__ import annotations

import numpy as np

from tertial.simulate.chance import Chance, Floats, Ints

BAND_YEARS = 5
OLDEST_BAND = 18
"""The place of 90 years and over."""

# Norrbotten, Västerbotten, by five years of age from 0–4 to 90 and over.
_WOMEN = (
    (6035, 6104, 6244, 6130, 7699, 7154, 6085, 6113, 7366, 8056, 8179, 8316, 8087, 8701, 7227, 5966, 4447, 2924, 1465),
    (7015, 7209, 6773, 6673, 10155, 8981, 7584, 7365, 7737, 8042, 7893, 7944, 7884, 8045, 7022, 5392, 4152, 2930, 1652),
)
_MEN = (
    (6400, 6677, 6411, 7126, 9484, 8704, 7054, 6654, 7551, 8499, 8675, 8452, 8579, 8844, 7333, 5099, 3479, 1765, 649),
    (7629, 7637, 6940, 7272, 10912, 10065, 8440, 7883, 8162, 8381, 8115, 8079, 8089, 8347, 6772, 4647, 3120, 1720, 720),
)
_DEAD_WOMEN = (
    (5, 0, 1, 1, 0, 0, 5, 2, 4, 6, 14, 30, 49, 74, 104, 163, 267, 332, 344),
    (4, 2, 2, 3, 2, 6, 5, 2, 5, 7, 10, 23, 34, 76, 102, 127, 217, 312, 390),
)
_DEAD_MEN = (
    (4, 0, 1, 7, 9, 6, 10, 9, 7, 18, 38, 36, 68, 116, 156, 218, 276, 251, 193),
    (9, 0, 1, 4, 9, 10, 4, 8, 13, 14, 17, 32, 54, 129, 138, 191, 236, 265, 199),
)

PEOPLE = np.array([np.sum(_MEN, axis=0), np.sum(_WOMEN, axis=0)], np.int64)
"""People by sex (men, women) and age band."""

DEATHS = np.array([np.sum(_DEAD_MEN, axis=0), np.sum(_DEAD_WOMEN, axis=0)], np.int64)

MORTALITY: Floats = DEATHS / PEOPLE
"""Deaths a person and year, by sex and age band."""

_OLDEST_YEARS = (
    (90,) * 22
    + (91,) * 19
    + (92,) * 15
    + (93,) * 12
    + (94,) * 9
    + (95,) * 7
    + (96,) * 5
    + (97,) * 4
    + (98,) * 3
    + (99,) * 2
    + (100, 101)
)
"""Ages of a hundred people of 90 years and over; assumed, since the official figures are one group."""

BIRTHS = (0, 0, 0, 4, 36, 92, 110, 58, 13, 1)
"""Births a thousand women and year by age band, from 0–4 to 45–49; assumed, near the Swedish level of about 1.6
children a woman."""

MOVING_OUT = (22, 12, 10, 45, 110, 75, 38, 20, 12, 9, 7, 6, 6, 5, 4, 4, 4, 4, 4)
"""Moves out of the region a thousand people and year, by age band; assumed. About as many move in."""

MOVING_WITHIN = 18
"""Moves to another municipality of the region a thousand people and year; assumed."""

BOYS = 1056
"""Boys to a thousand girls born; assumed, as in Sweden over time."""


def bands(ages: Ints) -> Ints:
    """The age bands of completed years of age."""
    return np.clip(ages // BAND_YEARS, 0, OLDEST_BAND)


def shared_out(people: int) -> Ints:
    """So many people by sex and age band, as near the official structure as whole people come."""
    exact = PEOPLE * people
    total = int(PEOPLE.sum())
    found = exact // total
    left = people - int(found.sum())
    # The largest remainders get one more; of equal ones the first.
    order = np.argsort(-(exact % total).ravel(), kind="stable")[:left]
    found.ravel()[order] += 1
    return found


def ages_within(chance: Chance, band: Ints) -> Ints:
    """Completed years of age of people of bands: evenly spread, but in the open band thinner with age."""
    years = band * BAND_YEARS + chance.below(BAND_YEARS, len(band))
    oldest = chance.of(_OLDEST_YEARS, len(band))
    return np.where(band == OLDEST_BAND, oldest, years)
