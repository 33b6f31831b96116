"""The residents: who they are, where they live and are listed, and what of their state lasts from month to month.

A person is a place in arrays of equal length. Whoever has died or moved away stays until the month after, and is then
taken out, so that what is kept grows with the residents and not with the months.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import numpy as np

from tertial.simulate.chance import Chance, Floats, Ints, Yes
from tertial.simulate.days import NEVER, ages
from tertial.simulate.identities import Identities
from tertial.simulate.place_names import MUNICIPALITIES
from tertial.simulate.places import Places, people_shares
from tertial.simulate.population import bands

FAR = 1 << 40
"""A day or a second that never comes."""

UNLISTED = -1

_NEEDS = (20, 25, 30, 35, 40, 45, 50, 55, 60, 70, 75, 85, 95, 105, 120, 135, 155, 185, 240, 375)
"""How much care people of one age need, in per cent of the mean, each as common: a few need very much."""

_RESIDENTIAL = (0,) * 15 + (10, 50, 140, 320)
"""People in residential care of a thousand by age band; assumed."""

_LISTED = 0.97
_PROTECTED, _OBJECTED, _COORDINATION = 0.002, 0.003, 0.006
_EARLIEST_LISTING = 12_784
"""1 January 2005, when this register of listings began, in days since 1970."""


@dataclass
class People:
    """The residents; each array has a value for each person."""

    number: Ints
    birth: Ints
    woman: Yes
    municipality: Ints
    centre: Ints
    """The health centre where one is listed, as its place among the centres; `UNLISTED` for none."""
    need: Floats
    """Care needed, where 1 is the mean of one's age."""
    household: Ints
    head: Yes
    """The one of the household that the others move with."""
    residential: Yes
    since: Ints
    """First day as a resident."""
    last: Ints
    """Last day as a resident; `FAR` while it lasts."""
    dead: Yes
    protected: Yes
    objected: Yes
    listed_from: Ints
    habit: Ints
    """Which doctor and nurse of the centre one usually meets."""
    doctor_from: Ints
    """Since when a named doctor stands in the register; `NEVER` without one."""
    local_from: Ints
    """The same in the centre's own list."""
    survey_from: Ints
    """Since when one says to have a named doctor in the survey."""
    contact_from: Ints
    """Since when there is a named care contact."""
    in_hospital: Ints
    """Until when the last stay lasts, in seconds."""
    readmission: Ints
    """When one comes back to the ward, in seconds; `FAR` if not."""
    due: Ints
    """The day a child is expected; `NEVER` without one."""

    def __post_init__(self) -> None:
        self._ages: dict[int, Ints] = {}

    def __len__(self) -> int:
        return len(self.number)

    def ages(self, on: int) -> Ints:
        """Completed years of age on a day; counted once, since many ask."""
        found = self._ages.get(on)
        if found is None:
            found = self._ages[on] = ages(self.birth, on)
        return found

    def bands(self, on: int) -> Ints:
        """Age bands on a day."""
        return bands(np.maximum(self.ages(on), 0))

    def here(self, who: Ints, day: Ints) -> Yes:
        """Which of some persons live here on their days."""
        found: Yes = (self.since[who] <= day) & (day <= self.last[who])
        return found

    def add(self, others: People) -> Ints:
        """Take others in; their places."""
        self._ages.clear()
        before = len(self)
        for each in fields(self):
            setattr(self, each.name, np.concatenate((getattr(self, each.name), getattr(others, each.name))))
        return np.arange(before, len(self), dtype=np.int64)

    def leave_out(self, before: int) -> None:
        """Take those out whose last day is before a day."""
        self._ages.clear()
        keep = self.last >= before
        if not keep.all():
            for each in fields(self):
                setattr(self, each.name, getattr(self, each.name)[keep])


@dataclass
class Newcomers:
    """Makes persons: numbers, households and all that they bring with them."""

    places: Places
    identities: Identities
    _households: int = field(default=0)

    def make(self, chance: Chance, *, births: Ints, women: Yes, on: int, municipality: Ints, since: Ints) -> People:
        """Persons who live here from a day on, in households of their own, listed somewhere near."""
        size = len(births)
        age = ages(births, on)
        household, head = self.households(chance, age, municipality)
        centre = near_centres(chance, self.places, municipality, household)
        coordination = chance.whether(_COORDINATION, size)
        residential = chance.whether(np.array(_RESIDENTIAL)[bands(np.maximum(age, 0))] / 1000, size)
        listed_from = np.maximum(np.maximum(since - chance.below(5000, size), births), _EARLIEST_LISTING)
        return People(
            number=self.identities.give(births, women, coordination),
            birth=births,
            woman=women,
            municipality=municipality,
            centre=np.where(chance.whether(_LISTED, size), centre, UNLISTED),
            need=chance.of(_NEEDS, size) / 100,
            household=household,
            head=head,
            residential=residential,
            since=since,
            last=np.full(size, FAR, np.int64),
            dead=np.zeros(size, np.bool_),
            protected=chance.whether(_PROTECTED, size),
            objected=chance.whether(_OBJECTED, size),
            listed_from=listed_from,
            habit=chance.below(1 << 15, size),
            **_nothing_yet(size),
        )

    def children(self, chance: Chance, mothers: Ints, people: People, births: Ints, women: Yes) -> People:
        """Newborns of mothers: their household, home and health centre are hers."""
        size = len(mothers)
        return People(
            number=self.identities.give(births, women, np.zeros(size, np.bool_)),
            birth=births,
            woman=women,
            municipality=people.municipality[mothers],
            centre=people.centre[mothers],
            need=chance.of(_NEEDS, size) / 100,
            household=people.household[mothers],
            head=np.zeros(size, np.bool_),
            residential=np.zeros(size, np.bool_),
            since=births,
            last=np.full(size, FAR, np.int64),
            dead=np.zeros(size, np.bool_),
            protected=people.protected[mothers],
            objected=np.zeros(size, np.bool_),
            listed_from=births,
            habit=people.habit[mothers],
            **_nothing_yet(size),
        )

    def households(self, chance: Chance, age: Ints, municipality: Ints) -> tuple[Ints, Yes]:
        """Households within municipalities: one or two grown-ups, and children with somebody of an age to have them."""
        size = len(age)
        household = np.full(size, NEVER, np.int64)
        grown = np.flatnonzero(age >= 19)
        # In pairs with the next of about the same age, or alone.
        mixed = chance.below(1 << 30, len(grown))
        order = grown[np.lexsort((mixed, age[grown] // 6, municipality[grown]))]
        alone = chance.whether(0.55, len(order))
        first = np.ones(len(order), np.bool_)
        first[1:] = alone[1:] | (municipality[order[1:]] != municipality[order[:-1]])
        # At most two: after one who joined, the next begins anew.
        runs = np.arange(len(order)) - np.maximum.accumulate(np.where(first, np.arange(len(order)), 0))
        first |= runs % 2 == 0
        household[order] = self._households + np.cumsum(first) - 1
        self._households += int(first.sum())
        head = np.zeros(size, np.bool_)
        head[order[first]] = True
        parents = grown[(age[grown] >= 24) & (age[grown] <= 49)]
        for place in range(len(MUNICIPALITIES)):
            young = np.flatnonzero((age < 19) & (municipality == place))
            theirs = parents[municipality[parents] == place]
            if len(theirs):
                household[young] = household[theirs[chance.below(len(theirs), len(young))]]
        lone = np.flatnonzero(household == NEVER)
        household[lone] = self._households + np.arange(len(lone))
        head[lone] = True
        self._households += len(lone)
        return household, head


def near_centres(chance: Chance, places: Places, municipality: Ints, household: Ints) -> Ints:
    """A health centre of the own municipality for each, by its size; a household has its first member's."""
    centres = places.centres
    weights, where = places.weights(centres), places.municipalities(centres)
    _ids, first, member = np.unique(household, return_index=True, return_inverse=True)
    found = np.zeros(len(first), np.int64)
    home = municipality[first]
    for place in range(len(MUNICIPALITIES)):
        there = np.flatnonzero(home == place)
        own = np.flatnonzero(where == place)
        found[there] = own[chance.one_of(weights[own], len(there))]
    return found[member.reshape(-1)]


def homes(chance: Chance, band: Ints) -> Ints:
    """Municipalities for people of age bands: the young live in towns, the old more often elsewhere."""
    shares = people_shares()
    towns = np.arange(len(shares)) < 2
    found = np.zeros(len(band), np.int64)
    for young_or_old, factor in ((band <= 3, 1.0), ((band == 4) | (band == 5), 1.5), (_between(band, 6, 12), 1.0)):
        found[young_or_old] = _home(chance, shares, towns, factor, int(young_or_old.sum()))
    old = band >= 13
    found[old] = _home(chance, shares, towns, 0.8, int(old.sum()))
    return found


def _between(band: Ints, low: int, high: int) -> Yes:
    found: Yes = (band >= low) & (band <= high)
    return found


def _home(chance: Chance, shares: Floats, towns: Yes, factor: float, size: int) -> Ints:
    weights = np.rint(np.where(towns, shares * factor, shares) * 1_000_000).astype(np.int64)
    return chance.one_of(weights, size)


def _nothing_yet(size: int) -> Mapping[str, Ints]:
    """What nobody has from the start."""
    return {
        "doctor_from": np.full(size, NEVER, np.int64),
        "local_from": np.full(size, NEVER, np.int64),
        "survey_from": np.full(size, NEVER, np.int64),
        "contact_from": np.full(size, NEVER, np.int64),
        "in_hospital": np.full(size, NEVER, np.int64),
        "readmission": np.full(size, FAR, np.int64),
        "due": np.full(size, NEVER, np.int64),
    }
