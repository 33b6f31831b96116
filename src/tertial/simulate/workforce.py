"""The region's own staff: posts by unit and profession, and how many of them are filled from month to month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tertial.domain.feeds import staff_posts
from tertial.simulate.chance import Chance, Floats, Ints, Yes
from tertial.simulate.feed_rows import code
from tertial.simulate.place_names import MUNICIPALITIES
from tertial.simulate.rhythm import working_day_numbers
from tertial.simulate.staffing import list_sizes
from tertial.simulate.world import World

_POSTS: dict[str, dict[str, float]] = {
    # A thousand listed.
    "health_centre": {
        "doctor": 0.52, "nurse": 0.66, "assistant_nurse": 0.38, "physiotherapist": 0.20, "psychologist": 0.11,
        "counsellor": 0.13, "occupational_therapist": 0.07, "dietitian": 0.03, "medical_secretary": 0.36,
        "manager": 0.11,
    },
    # A bed.
    "ward": {"doctor": 0.26, "nurse": 1.25, "assistant_nurse": 1.15, "medical_secretary": 0.08, "manager": 0.05},
    "emergency_department": {
        "doctor": 0.14, "nurse": 0.34, "assistant_nurse": 0.18, "medical_secretary": 0.05, "manager": 0.01,
    },
    # A clinic's size.
    "clinic": {"doctor": 1.05, "nurse": 1.2, "assistant_nurse": 0.5, "medical_secretary": 0.55, "manager": 0.07,
               "physiotherapist": 0.15, "psychologist": 0.12},
    # A hundredth of the region's people in the area.
    "ambulance_station": {"nurse": 0.028, "assistant_nurse": 0.012, "manager": 0.001},
    "dental_clinic": {"dentist": 0.011, "dental_hygienist": 0.007, "dental_nurse": 0.022, "manager": 0.001},
    "maternity_centre": {"midwife": 0.0065, "manager": 0.0003},
    # A per cent of the administration.
    "administration": {"other": 2.4, "nurse": 0.2, "manager": 0.2, "medical_secretary": 0.3},
}  # fmt: skip

_SPECIALIST_CLINIC = 420
"""The size of a clinic for specialist dental care, among the weights of the others."""

_VACANT = {"doctor": 130, "nurse": 70, "dentist": 150, "psychologist": 90, "midwife": 60}
_VACANT_ELSE, _VACANT_INLAND = 35, 170
"""Vacant posts of a thousand; and what the inland adds for doctors and dentists. Assumed."""

_STEP, _PULL = 14, 8
"""How a share of vacant posts wanders: up to so many thousandths a month, and a part of the way back."""

GRADES, GRADE_SHARES = ("specialist", "trainee", "junior"), (64, 27, 9)


@dataclass
class Workforce:
    """Posts in hundredths of full time by unit and profession, and the vacant share of each in thousandths."""

    unit: Ints
    profession: Ints
    posts: Ints
    usual: Ints
    vacant_share: Ints
    rounding: Ints
    """What makes whole quarters of vacant posts, so that small units are right together."""

    @property
    def vacant(self) -> Ints:
        """Vacant posts, in hundredths of full time, by the quarter."""
        found: Ints = np.minimum((self.posts * self.vacant_share // 1000 + self.rounding) // 25 * 25, self.posts)
        return found

    @property
    def filled(self) -> Ints:
        """Posts with somebody in them."""
        return self.posts - self.vacant

    @property
    def employees(self) -> Ints:
        """People in the posts: more than posts, since some work part of the time."""
        return (self.filled * 112 // 100 + 99) // 100

    def wander(self, chance: Chance) -> None:
        """A month goes by: people leave and come."""
        step = chance.below(2 * _STEP + 1, len(self.unit)) - _STEP
        back = (self.usual - self.vacant_share) // _PULL
        self.vacant_share = np.clip(self.vacant_share + step + back, 0, 1000)

    def of(self, *professions: str) -> Yes:
        """The rows of professions."""
        wanted = [code(staff_posts.FEED, "profession", name) for name in professions]
        return np.isin(self.profession, wanted)

    def by_unit(self, values: Ints, units: int) -> Ints:
        """Sums of values by unit."""
        found = np.zeros(units, np.int64)
        np.add.at(found, self.unit, values)
        return found


def first_workforce(world: World) -> Workforce:
    """The staff on the first day: every unit that the region runs itself has its posts by its size."""
    chance = Chance(world.seed, 0, "workforce")
    rows = []
    for number, size in _sizes(world).items():
        place = world.places.all[number]
        inland = MUNICIPALITIES[place.municipality].part == "inlandet" if place.municipality >= 0 else False
        for name, a_unit in _POSTS[place.kind].items():
            quarters = int(np.rint(a_unit * size * 4))
            usual = _VACANT.get(name, _VACANT_ELSE) + (
                _VACANT_INLAND if inland and name in {"doctor", "dentist"} else 0
            )
            rows.append((number, code(staff_posts.FEED, "profession", name), max(quarters, 1) * 25, usual))
    unit, profession, posts, mean = np.array(rows, np.int64).T
    usual = mean * (50 + chance.below(101, len(mean))) // 100
    return Workforce(unit, profession, posts, usual, usual.copy(), chance.below(25, len(usual)))


def _sizes(world: World) -> dict[int, float]:
    """What the posts of each unit are counted by; units of other providers are left out."""
    places = world.places
    listed = dict(zip(world.centres.tolist(), (list_sizes(world) / 1000).tolist(), strict=True))
    found: dict[int, float] = {}
    for number, place in enumerate(places.all):
        if place.kind not in _POSTS or not places.is_public(np.array([number]))[0]:
            continue
        if place.kind == "health_centre":
            found[number] = listed[number]
        elif place.kind == "dental_clinic":
            found[number] = (place.weight or _SPECIALIST_CLINIC) * world.scale
        else:
            found[number] = place.weight * world.scale
    return found


def month_hours(world: World) -> int:
    """Scheduled hours of a full-time post in the month, in hundredths."""
    return len(working_day_numbers(world.month)) * 800


def shares_of(names: Mapping[str, float], otherwise: float, workforce: Workforce) -> Floats:
    """A number for each row by its profession."""
    found = np.full(len(workforce.unit), otherwise)
    for name, value in names.items():
        found[workforce.of(name)] = value
    return found
