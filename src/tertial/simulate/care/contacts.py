"""Contacts: visits, calls and messages with patients, at health centres, their branches, child health and hospitals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tertial.domain.feeds.contacts import FEED
from tertial.simulate.chance import Chance, Floats, Ints, Yes
from tertial.simulate.days import NEVER
from tertial.simulate.effects import Quality
from tertial.simulate.feed_rows import code, codes
from tertial.simulate.life import needs
from tertial.simulate.people import UNLISTED
from tertial.simulate.place_names import HOSPITALS, MUNICIPALITIES
from tertial.simulate.places import hospital_of
from tertial.simulate.rhythm import Pace
from tertial.simulate.staffing import doctors_met, nurses_met, others_met, specialists_met
from tertial.simulate.world import World

A_YEAR = {
    "doctor": 1.25,
    "nurse": 1.50,
    "assistant_nurse": 0.24,
    "physiotherapist": 0.40,
    "counsellor": 0.10,
    "psychologist": 0.08,
    "occupational_therapist": 0.05,
    "dietitian": 0.03,
}
"""Contacts of each profession at health centres a resident and year; assumed, near what regions of the size report."""

CHILD_HEALTH_A_YEAR = 2.4
"""Contacts of child health care a child under six and year."""

MIDWIFE_A_YEAR = 0.95
"""Contacts of midwives a woman of 16 to 50 and year."""

CLINICS_A_YEAR = {"doctor": 0.55, "nurse": 0.28, "physiotherapist": 0.06, "psychologist": 0.03}

_MODES = ("physical", "phone", "video", "chat", "home")
_ASSESSING = ("doctor", "nurse", "psychologist", "counsellor", "physiotherapist", "occupational_therapist", "dietitian")
_FIRST = {"doctor": 38, "nurse": 30, "assistant_nurse": 10}
"""First visits of a hundred; a quarter for the other professions."""

_SOON = (0,) * 9 + (1,) * 5 + (2,) * 3 + (3,) * 3
_LATE = (4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 14, 15, 18, 21, 26, 33, 48)
"""Days to the assessment, in time and later."""

_SUMMER = {6: 0.98, 7: 0.95, 8: 0.97}
_BRANCH = 0.12
"""Contacts of a centre with a branch that are there."""


@dataclass(frozen=True)
class Contacts:
    """The month's contacts that other feeds follow upon."""

    who: Ints
    unit: Ints
    day: Ints
    profession: Ints
    mode: Ints
    first: Yes
    centre: Ints
    """The health centre among the centres; `UNLISTED` for other units."""

    def chosen(self, which: Yes) -> tuple[Ints, Ints, Ints]:
        """Persons, units and days of some of them."""
        return self.who[which], self.unit[which], self.day[which]


def contacts(world: World) -> Contacts:
    """Draw and deliver the month's contacts."""
    parts = [*_at_centres(world), _child_health(world), _midwives(world), *_at_clinics(world)]
    columns = [np.concatenate(each) for each in zip(*parts, strict=True)]
    return Contacts(*columns)


Part = tuple[Ints, Ints, Ints, Ints, Ints, Yes, Ints]


def profession(name: str) -> int:
    """The place of a profession in its scheme."""
    return code(FEED, "profession", name)


def centre_of(world: World, who: Ints) -> Ints:
    """The health centre that persons turn to: where they are listed, else the first of their municipality."""
    people = world.people
    where = world.places.municipalities(world.centres)
    first = np.array([int(np.flatnonzero(where == place)[0]) for place in range(len(MUNICIPALITIES))])
    listed = people.centre[who]
    return np.where(listed == UNLISTED, first[people.municipality[who]], listed)


def _at_centres(world: World) -> list[Part]:
    need = needs(world.people, world.start)
    even = np.sqrt(need)
    found = []
    for name, a_year in A_YEAR.items():
        chance = world.chance(f"contacts-{name}")
        weights = need if name in {"doctor", "nurse", "assistant_nurse"} else even
        who, day = world.events(chance, weights, a_year, Pace.OFFICE)
        centre = centre_of(world, who)
        unit = _branches(world, chance, centre)
        habit = world.people.habit[who]
        if name == "doctor":
            met = doctors_met(world, chance, centre, habit, world.quality(Quality.CONTINUITY, centre))
        elif name == "nurse":
            met = nurses_met(world, chance, centre, habit)
        else:
            met = others_met(world.centres[centre], np.full(len(who), profession(name)), habit)
        video = world.quality(Quality.VIDEO, centre) + 0.006 * world.years
        first = chance.whether(_FIRST.get(name, 25) / 100, len(who))
        mode = _mode(chance, video, world.people.residential[who], name)
        in_time = world.quality(Quality.ASSESSED, centre) * _SUMMER.get(world.month.number, 1.0)
        assessed = in_time if name in _ASSESSING else None
        found.append(_deliver(world, chance, who, unit, day, name, mode, first, met, centre, assessed))
    return found


def _branches(world: World, chance: Chance, centre: Ints) -> Ints:
    """The units of contacts: the health centre's branch for some, where it has one."""
    places = world.places
    unit = world.centres[centre]
    parents = {place.parent: number for number, place in enumerate(places.all) if place.kind == "branch"}
    branch = np.array([parents.get(places.all[number].id, NEVER) for number in world.centres.tolist()], np.int64)
    there = (branch[centre] != NEVER) & chance.whether(_BRANCH, len(centre))
    return np.where(there, branch[centre], unit)


def _mode(chance: Chance, video: Floats, residential: Yes, name: str) -> Ints:
    size = len(video)
    physical, phone, by_video, chat, home = (code(FEED, "mode", mode) for mode in _MODES)
    drawn = chance.shares(size)
    calls = 0.30 if name in {"doctor", "nurse"} else 0.12
    mode = np.where(drawn < calls, phone, physical)
    mode = np.where((drawn >= calls) & (drawn < calls + video), by_video, mode)
    mode = np.where((drawn >= calls + video) & (drawn < calls + 1.6 * video), chat, mode)
    at_home = np.where(residential, 0.55, 0.015)
    return np.where((mode == physical) & chance.whether(at_home, size), home, mode)


def _child_health(world: World) -> Part:
    chance = world.chance("contacts-child-health")
    people = world.people
    weights = (people.ages(world.start) < 6).astype(np.float64)
    who, day = world.events(chance, weights, CHILD_HEALTH_A_YEAR, Pace.OFFICE)
    centre = centre_of(world, who)
    unit = child_health_units(world)[centre]
    size = len(who)
    nurse = np.where(chance.whether(0.85, size), 0, 1)
    met = others_met(unit, np.full(size, profession("nurse")), people.habit[who] + nurse)
    mode = np.where(chance.whether(0.14, size), code(FEED, "mode", "phone"), code(FEED, "mode", "physical"))
    first = chance.whether(0.06, size)
    none = np.full(size, UNLISTED, np.int64)
    return _deliver(world, chance, who, unit, day, "nurse", mode, first, met, none, None)


def child_health_units(world: World) -> Ints:
    """The child health centre at each health centre."""
    below = {
        place.parent: number for number, place in enumerate(world.places.all) if place.kind == "child_health_centre"
    }
    return np.array([below[world.places.all[number].id] for number in world.centres.tolist()], np.int64)


def _midwives(world: World) -> Part:
    chance = world.chance("contacts-midwife")
    people = world.people
    age = people.ages(world.start)
    able = people.woman & (age >= 16) & (age <= 50)
    weights = np.where(able, np.where(people.due != NEVER, 6.0, 1.0), 0.0)
    who, day = world.events(chance, weights, MIDWIFE_A_YEAR * 0.75, Pace.OFFICE)
    unit = world.places.of_kind("maternity_centre")[people.municipality[who]]
    size = len(who)
    met = others_met(unit, np.full(size, profession("midwife")), people.habit[who])
    mode = np.where(chance.whether(0.2, size), code(FEED, "mode", "phone"), code(FEED, "mode", "physical"))
    first = chance.whether(0.2, size)
    none = np.full(size, UNLISTED, np.int64)
    return _deliver(world, chance, who, unit, day, "midwife", mode, first, met, none, None)


def clinics_of(world: World, chance: Chance, who: Ints) -> Ints:
    """A clinic of the hospital that serves each person, by the clinics' sizes."""
    places = world.places
    hospital = np.array([hospital_of(place) for place in range(len(MUNICIPALITIES))])[world.people.municipality[who]]
    unit = np.zeros(len(who), np.int64)
    for number, each in enumerate(HOSPITALS):
        there = np.flatnonzero(hospital == number)
        clinics = np.array([places.number(f"{each.id}-mott-{id}") for id, _name, _size in each.clinics], np.int64)
        unit[there] = clinics[chance.one_of(places.weights(clinics), len(there))]
    return unit


def _at_clinics(world: World) -> list[Part]:
    need = needs(world.people, world.start)
    found = []
    for name, a_year in CLINICS_A_YEAR.items():
        chance = world.chance(f"contacts-clinic-{name}")
        who, day = world.events(chance, need, a_year, Pace.OFFICE)
        unit = clinics_of(world, chance, who)
        size = len(who)
        habit = world.people.habit[who]
        met = (
            specialists_met(chance, unit, habit)
            if name == "doctor"
            else others_met(unit, np.full(size, profession(name)), habit)
        )
        video = np.full(size, 0.05 + 0.008 * world.years)
        mode = _mode(chance, video, np.zeros(size, np.bool_), name)
        first = chance.whether(0.32, size)
        none = np.full(size, UNLISTED, np.int64)
        found.append(_deliver(world, chance, who, unit, day, name, mode, first, met, none, None))
    return found


def _deliver(
    world: World,
    chance: Chance,
    who: Ints,
    unit: Ints,
    day: Ints,
    name: str,
    mode: Ints,
    first: Yes,
    met: Ints,
    centre: Ints,
    in_time: Floats | None,
) -> Part:
    size = len(who)
    new, known = code(FEED, "problem", "new"), code(FEED, "problem", "known")
    said = chance.shares(size)
    problem = np.where(first & (said < 0.8), new, known)
    problem[said > 0.97] = NEVER
    wait = np.full(size, NEVER, np.int64)
    waited = np.full(size, NEVER, np.int64)
    if in_time is not None:
        soon = chance.whether(in_time, size)
        days = np.where(soon, chance.of(_SOON, size), chance.of(_LATE, size))
        assessed = first & (problem == new)
        wait[assessed] = days[assessed]
        chose = ~soon & chance.whether(0.2, size)
        waited[assessed] = chose.astype(np.int64)[assessed]
    job = np.full(size, profession(name), np.int64)
    visits = codes(FEED.column("visit"))
    world.deliveries.put(
        "contacts",
        {
            "contact_id": world.ids(size),
            "person": world.people.number[who],
            "unit": unit,
            # The older system leaves some out.
            "clinician": np.where(chance.whether(0.015, size), NEVER, met),
            "profession": job,
            "date": day,
            "mode": mode,
            "visit": np.where(first, visits.index("first"), visits.index("return")),
            "problem": problem,
            "wait_days": wait,
            "chose_to_wait": waited,
        },
    )
    return who, unit, day, job, mode, first, centre
