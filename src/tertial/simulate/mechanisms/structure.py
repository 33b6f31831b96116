"""A new structure of units: renamed, merged, or under an id of which the organisation knows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tertial.simulate.chance import Chance, Ints
from tertial.simulate.mechanisms.kind import ALL, Columns, Family, Kind
from tertial.simulate.mechanisms.record_feeds import ANY
from tertial.simulate.mechanisms.rows import Rows
from tertial.simulate.place_names import HOSPITALS
from tertial.simulate.places import Place, Places


def _stay(_rows: Rows, _where: Ints, _columns: Columns, _chance: Chance) -> None:
    """The rows stay as they are: which unit they name is decided by `NewUnit`."""


RENAMED = Kind("unit-renamed", Family.UNITS, False, ALL, None, ANY, _stay)
MERGED = Kind("units-merged", Family.UNITS, True, ALL, None, ANY, _stay)
UNKNOWN = Kind("unit-unknown", Family.UNITS, False, ALL, (3, 8), ANY, _stay)

KINDS = (RENAMED, MERGED, UNKNOWN)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """What the record system calls a unit, or several, in the months from `first` to `last`."""

    kind: Kind
    place: Place
    replaces: tuple[int, ...]
    first: int
    last: int

    @property
    def known(self) -> bool:
        """Whether the organisation has it."""
        return self.kind is not UNKNOWN

    def name_in(self, rows: Rows, number: int) -> None:
        """Have the rows of what it replaces name it, by its number among the units."""
        if not self.first <= rows.month <= self.last:
            return
        where = np.flatnonzero(np.isin(rows.unit, self.replaces))
        rows.sent_unit = rows.sent_unit.copy()
        rows.sent_unit[where] = number
        if not self.known:
            rows.refused[where] = True


def new_units(chance: Chance, places: Places, first: int, last: int) -> Iterator[NewUnit]:
    """One renamed clinic at each hospital but the last, two wards merged at the first, a clinic unknown at the last."""
    for hospital in HOSPITALS:
        below = [number for number, place in enumerate(places.all) if place.parent == hospital.id]
        clinics = [number for number in below if places.all[number].kind == "clinic"]
        wards = [number for number in below if places.all[number].kind == "ward"]
        clinic = clinics[int(chance.below(len(clinics), 1)[0])]
        old = places.all[clinic]
        if hospital is HOSPITALS[-1]:
            last_known = min(last, first + int(chance.below(6, 1)[0]) + 2)
            yield NewUnit(UNKNOWN, _after(old, f"enhet-{clinic:05d}", old.name), (clinic,), first, last_known)
        else:
            yield NewUnit(RENAMED, _after(old, f"{old.id}-ny", f"{old.name}, ny enhet"), (clinic,), first, last)
        if hospital is HOSPITALS[0]:
            two = tuple(wards[place] for place in chance.sample(len(wards), 2).tolist())
            name = f"{hospital.name}, gemensam avdelning"
            place = _after(places.all[two[0]], f"{hospital.id}-avd-gemensam", name)
            yield NewUnit(MERGED, place, two, first, last)


def _after(old: Place, id: str, name: str) -> Place:
    return Place(id, name, old.kind, old.parent, old.provider, old.municipality, old.weight, frame=old.frame)
