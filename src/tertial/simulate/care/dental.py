"""Dental care: visits, recalls by interval, and the clinics' outreach to children."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import dental_visits
from tertial.simulate.care.calls import dental_clinics
from tertial.simulate.chance import Chance, Floats, Ints
from tertial.simulate.days import NEVER
from tertial.simulate.feed_rows import code
from tertial.simulate.people import FAR
from tertial.simulate.rhythm import Pace, volume
from tertial.simulate.world import World

CHILDREN_A_YEAR, GROWN_A_YEAR, SPECIALIST_A_YEAR = 0.95, 0.31, 0.045
"""Visits a child (3–23 years), a grown-up and a resident, and year; assumed."""

_KINDS, _KIND_WEIGHTS = ("examination", "treatment", "acute", "other"), (48, 33, 12, 7)
_MODES, _MODE_WEIGHTS = ("physical", "video", "phone"), (985, 9, 6)
_INTERVALS = np.array([12, 18, 24])
_GROWN_INTERVALS = np.array([12, 24, 36])

FINISHED = 650
"""Children finished at the examination, thousandths; clinics differ by up to 120 either way."""

_LATE_DAYS = (0, 5, 12, 20, 28, 35, 45, 55, 65, 75, 85, 95, 120, 150, 190, 240, 300, 380, 470, 600)
"""Days from due to the day one is called to; a clinic short of dentists starts further down the list."""

_RECALLED_GROWN = 0.38
"""Grown-ups who are patients of the public clinics."""

CHILD_HOURS = 0.17
"""Hours of a clinic for a child and month."""


def dental(world: World) -> None:
    """Draw and deliver the month's dental care."""
    _visits(world)
    _recalls(world)
    _outreach(world)


def _own(world: World, low: int, high: int) -> Ints:
    """How each unit differs for good, from `low` to `high`; the same in all months."""
    return Chance(world.seed, 0, "dental-clinics").below(high - low + 1, len(world.places.all)) + low


def _visits(world: World) -> None:
    people = world.people
    age = people.ages(world.start)
    child = (age >= 3) & (age <= 23)
    finished = (FINISHED + _own(world, -120, 120)) / 1000
    for part, weights, a_year in (
        ("dental-children", child.astype(np.float64), CHILDREN_A_YEAR),
        ("dental-grown", (age > 23).astype(np.float64), GROWN_A_YEAR),
    ):
        chance = world.chance(part)
        who, day = world.events(chance, weights, a_year * (1 - 0.015 * world.years), Pace.OFFICE)
        _deliver(world, chance, who, dental_clinics(world, who), day, "general", finished)
    chance = world.chance("dental-specialist")
    who, day = world.events(chance, np.where(age >= 6, 1.0, 0.0), SPECIALIST_A_YEAR, Pace.OFFICE)
    clinics = world.places.of_kind("dental_clinic")
    special = clinics[world.places.weights(clinics) == 0]
    north = (people.municipality[who] == int(world.places.municipalities(special)[1])).astype(np.int64)
    _deliver(world, chance, who, special[north], day, "specialist", finished)


def _deliver(world: World, chance: Chance, who: Ints, unit: Ints, day: Ints, care: str, finished: Floats) -> None:
    size = len(who)
    kinds = np.array([code(dental_visits.FEED, "kind", name) for name in _KINDS])
    kind = kinds[chance.one_of(_KIND_WEIGHTS, size)]
    modes = np.array([code(dental_visits.FEED, "mode", name) for name in _MODES])
    mode = np.where(kind == kinds[0], modes[0], modes[chance.one_of(_MODE_WEIGHTS, size)])
    done = chance.whether(finished[unit], size)
    known = (kind == kinds[0]) & chance.whether(0.98, size)
    world.deliveries.put(
        "dental-visits",
        {
            "visit_id": world.ids(size),
            "person": world.people.number[who],
            "unit": unit,
            "date": day,
            "care": np.full(size, code(dental_visits.FEED, "care", care)),
            "kind": kind,
            "mode": mode,
            "finished": np.where(known, done, NEVER),
        },
    )


def _recalls(world: World) -> None:
    chance = world.chance("dental-recalls")
    people = world.people
    age = people.ages(world.start)
    child = (age >= 3) & (age <= 23)
    intervals = np.where(child, _INTERVALS[people.habit % 3], _GROWN_INTERVALS[people.habit % 3])
    patient = child | ((age > 23) & (people.habit % 100 < 100 * _RECALLED_GROWN))
    # Each is due in a month of the own round.
    due_now = (world.number + people.habit // 7) % intervals == 0
    who = np.flatnonzero(patient & due_now & (people.last == FAR) & (people.since < world.start))
    size = len(who)
    unit = dental_clinics(world, who)
    due = world.start + chance.below(world.stop - world.start + 1, size)
    # How far down the list of delays the clinic's fortnight lies.
    behind = np.clip(_own(world, 0, 7) - 2, 0, 5)[unit]
    later = np.where(child[who], 12, len(_LATE_DAYS))
    place = np.minimum(chance.below(later, size) + behind, len(_LATE_DAYS) - 1)
    called = due + np.array(_LATE_DAYS)[place]
    called = np.where(chance.whether(0.03, size), NEVER, called)
    world.deliveries.put(
        "dental-recalls",
        {
            "recall_id": world.ids(size),
            "person": people.number[who],
            "unit": unit,
            "due": due,
            "interval_months": intervals[who],
            "called": world.known(called),
        },
    )


def _outreach(world: World) -> None:
    chance = world.chance("outreach-time")
    people = world.people
    clinics = world.places.of_kind("dental_clinic")
    general = clinics[world.places.weights(clinics) > 0]
    age = people.ages(world.start)
    who = np.flatnonzero((age >= 3) & (age <= 19))
    children = np.bincount(dental_clinics(world, who), minlength=len(world.places.all))[general]
    busy = volume(world.month, Pace.OFFICE)
    hours = np.rint(children * CHILD_HOURS * busy * 100).astype(np.int64)
    share = _own(world, 4, 11)[general]
    classes = np.maximum(children // 23, 1)
    school = world.month.number not in {6, 7, 8}
    visited = chance.numbers(classes * 0.085) if school else np.zeros(len(general), np.int64)
    world.deliveries.put(
        "outreach-time",
        {
            "unit": general,
            "month": np.full(len(general), world.number),
            "child_hours": hours,
            "outreach_hours": hours * share // 100 * (1 if school else 0),
            "classes_visited": np.minimum(visited, classes),
            "classes": classes,
        },
    )
