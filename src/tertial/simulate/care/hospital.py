"""Hospital care: stays and their discharge, the cases that ward and municipality share, emergency and ambulance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tertial.domain.feeds import admissions, ambulance, discharge_exchange
from tertial.simulate.care.contacts import centre_of
from tertial.simulate.chance import Chance, Ints, Yes
from tertial.simulate.days import DAY, HOUR, MINUTE, NEVER
from tertial.simulate.feed_rows import code
from tertial.simulate.life import frailty, needs
from tertial.simulate.people import FAR
from tertial.simulate.place_names import AMBULANCE_STATIONS, HOSPITALS, MUNICIPALITIES
from tertial.simulate.places import hospital_of, municipality_number
from tertial.simulate.rhythm import Pace
from tertial.simulate.world import World

UNPLANNED_A_YEAR, PLANNED_A_YEAR = 0.088, 0.026
"""Stays a resident and year, readmissions left out; assumed, near Socialstyrelsen's figures of inpatient care."""

READMITTED = (0.042, 0.079)
"""Come back unplanned within 30 days, below and from 65 years, beside those who do so by chance."""

DIE_IN_HOSPITAL = 0.42

EMERGENCY_A_YEAR = 0.24
"""Visits to an emergency department a resident and year that do not lead to a stay."""

AMBULANCE_A_YEAR = 0.095

_HOURS = (8, 13, 18, 21, 24, 28, 34, 40, 46, 52, 60, 66, 74, 84, 96, 110, 128, 150, 190, 270)
"""The length of stays of people below 65, in hours, until they are ready; a twentieth each."""

_READY_HOURS = (25, 26, 27, 28, 29, 30, 31, 33, 36, 38, 42, 47, 51, 56, 64, 72, 84, 100, 130, 200)
"""Hours from ready to discharge for those who wait for more than a day."""

_OVER_A_DAY = (0.15, 0.52)
"""Ready for discharge for more than a day, below and from 65 years: 36 per cent of all stays."""

_CAUSES = ("short_term_place", "residential_care", "home_services", "planning", "region", "other", "unknown")
_CAUSE_WEIGHTS = (34, 12, 18, 15, 9, 4, 8)
_DAY_HOURS = (7, 8, 9, 9, 10, 10, 11, 11, 12, 13, 13, 14, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 0, 4)
_OFFICE_HOURS = (7, 7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 14)
_LEAVING_HOURS = (10, 10, 11, 11, 11, 12, 12, 13, 13, 14, 14, 15, 16, 17)
_OUTCOMES = ("hospital", "health_centre", "referred", "stayed", "deceased")
_OUTCOME_WEIGHTS = (742, 28, 88, 132, 10)
_GROWING_REFERRAL = 14
"""What "referred" gains a year, of the thousand."""


@dataclass(frozen=True)
class Stays:
    """The month's stays, as other feeds follow upon them; points in time as they will truly be."""

    who: Ints
    unit: Ints
    admitted: Ints
    ready: Ints
    left: Ints
    id: Ints
    planned: Yes


def hospital(world: World) -> Stays:
    """Draw and deliver the month's stays, cases, emergency visits and ambulance missions."""
    stays = _stays(world)
    _cases(world, stays)
    _emergency(world, stays)
    _ambulance(world)
    return stays


def _stays(world: World) -> Stays:
    chance = world.chance("admissions")
    people = world.people
    need = frailty(people, world.start)
    heat = 1.05 if world.heat and world.start <= world.heat.start <= world.stop else 1.0
    parts = []
    for a_year, pace, is_planned in ((UNPLANNED_A_YEAR * heat, Pace.ACUTE, False), (PLANNED_A_YEAR, Pace.OFFICE, True)):
        who, day = world.events(chance, need, a_year, pace)
        hours = chance.of(_OFFICE_HOURS if is_planned else _DAY_HOURS, len(who))
        admitted = world.moments(day, hours * HOUR + chance.below(HOUR, len(who)))
        parts.append((who, admitted, np.full(len(who), is_planned), np.zeros(len(who), np.bool_)))
    parts.append(_last_stays(world, chance))
    who, admitted, planned, dies = (np.concatenate(each) for each in zip(*parts, strict=True))
    found = [_admit(world, chance, who, admitted, planned, dies)]
    # Those who come back may do so more than once in the month.
    while True:
        back = np.flatnonzero(people.readmission < (world.stop + 1) * DAY)
        back = back[people.last[back] == FAR]
        if not len(back):
            break
        again = people.readmission[back]
        people.readmission[back] = FAR
        none = np.zeros(len(back), np.bool_)
        found.append(_admit(world, chance, back, again, none, none))
    columns = [np.concatenate(each) for each in zip(*found, strict=True)]
    return Stays(*columns)


def _last_stays(world: World, chance: Chance) -> tuple[Ints, Ints, Yes, Yes]:
    """Those who die in hospital this month: admitted some days before."""
    people = world.people
    dying = np.flatnonzero(people.dead & (people.last >= world.start + 1))
    dying = dying[chance.whether(DIE_IN_HOSPITAL, len(dying))]
    before = np.minimum(chance.of((0, 1, 1, 2, 3, 4, 6, 9), len(dying)), people.last[dying] - world.start)
    admitted = world.moments(people.last[dying] - before, chance.below(5 * HOUR, len(dying)))
    yes = np.ones(len(dying), np.bool_)
    return dying, admitted, ~yes, yes


def _admit(
    world: World, chance: Chance, who: Ints, admitted: Ints, planned: Yes, dies: Yes
) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints, Yes]:
    people = world.people
    # One stay at a time: of several that begin in the month the last one counts, since it may end a life.
    order = np.lexsort((dies, who))
    last_of = np.append(who[order][1:] != who[order][:-1], True) if len(order) else np.zeros(0, np.bool_)
    order = order[last_of]
    order = order[admitted[order] > people.in_hospital[who[order]]]
    who, admitted, planned, dies = who[order], admitted[order], planned[order], dies[order]
    size = len(who)
    age = people.ages(world.start)[who]
    old = (age >= 65).astype(np.int64)
    ready = admitted + chance.of(_HOURS, size) * HOUR * (4 + old) // 4 + chance.below(HOUR, size)
    over = chance.whether(np.array(_OVER_A_DAY)[old], size)
    shortly = np.minimum(chance.below(10, size), 8) * HOUR // 2
    left = ready + np.where(over, chance.of(_READY_HOURS, size) * HOUR, shortly)
    # Wards send home by day, but nobody is kept over a day for that.
    hour = chance.of(_LEAVING_HOURS, size) * HOUR + chance.below(HOUR, size)
    by_day = left // DAY * DAY + hour
    left = np.where((by_day > ready) & ((by_day - ready > DAY) == over), by_day, left)
    death = people.last[who] * DAY + 12 * HOUR
    left = np.where(dies, np.maximum(death + chance.below(11 * HOUR, size), admitted + HOUR), left)
    # Who dies or moves before: the stay ends then.
    dies |= people.dead[who] & (left >= death) & ~dies
    left = np.where(people.dead[who], np.minimum(left, np.maximum(death, admitted + HOUR)), left)
    ready = np.where(dies | chance.whether(0.04, size), NEVER, np.minimum(ready, left))
    people.in_hospital[who] = left
    _send_back(world, chance, who, left, old, dies)
    unit = _wards(world, chance, who)
    ids = world.ids(size)
    over_a_day = (ready != NEVER) & (left - ready > DAY)
    ended = world.known_moments(left)
    cause = np.where(over_a_day, _cause(chance, size), code(admissions.FEED, "delay_cause", "none"))
    world.deliveries.put(
        "admissions",
        {
            "admission_id": ids,
            "person": people.number[who],
            "unit": unit,
            "admitted_at": admitted,
            "planned": planned,
            "ready_at": world.known_moments(ready),
            "delay_cause": np.where(ended == NEVER, NEVER, cause),
            "discharged_at": ended,
            "deceased": np.where(ended == NEVER, NEVER, dies),
        },
    )
    return who, unit, admitted, ready, left, ids, planned


def _send_back(world: World, chance: Chance, who: Ints, left: Ints, old: Ints, dies: Yes) -> None:
    """Some will come back within 30 days, most of them soon."""
    people = world.people
    back = chance.whether(np.array(READMITTED)[old] * np.clip(people.need[who], 0.6, 1.6), len(who))
    days = np.minimum(chance.below(30, len(who)), chance.below(30, len(who)))
    when = left + days * DAY + chance.below(20 * HOUR, len(who)) + HOUR
    people.readmission[who] = np.where(back & ~dies, when, FAR)


def _cause(chance: Chance, size: int) -> Ints:
    known = np.array([code(admissions.FEED, "delay_cause", name) for name in _CAUSES])
    return known[chance.one_of(_CAUSE_WEIGHTS, size)]


def hospitals_of(world: World, who: Ints) -> Ints:
    """The hospital that serves each person, as its place among the hospitals."""
    serving = np.array([hospital_of(place) for place in range(len(MUNICIPALITIES))])
    return serving[world.people.municipality[who]]


def _wards(world: World, chance: Chance, who: Ints) -> Ints:
    places = world.places
    hospital = hospitals_of(world, who)
    unit = np.zeros(len(who), np.int64)
    for number, each in enumerate(HOSPITALS):
        there = np.flatnonzero(hospital == number)
        wards = np.array([places.number(f"{each.id}-avd-{id}") for id, _name, _beds in each.wards], np.int64)
        unit[there] = wards[chance.one_of(places.weights(wards), len(there))]
    return unit


def _cases(world: World, stays: Stays) -> None:
    """Cases of those who need municipality and primary care after the stay."""
    chance = world.chance("discharge-exchange")
    people = world.people
    age = people.ages(world.start)[stays.who]
    wanted = np.where(age >= 80, 0.72, np.where(age >= 65, 0.40, 0.06))
    chosen = chance.whether(wanted, len(age)) & (stays.ready != NEVER)
    who, size = stays.who[chosen], int(chosen.sum())
    admitted, ready, left = stays.admitted[chosen], stays.ready[chosen], stays.left[chosen]
    municipality = people.municipality[who]
    over = left - ready > DAY
    cause = np.where(over, _cause(chance, size), code(discharge_exchange.FEED, "delay_cause", "none"))
    ended = world.known_moments(left)
    known = ended != NEVER
    world.deliveries.put(
        "discharge-exchange",
        {
            "case_id": world.ids(size),
            "person": people.number[who],
            "unit": stays.unit[chosen],
            "health_centre": world.centres[centre_of(world, who)],
            "municipality": world.places.municipality_units[municipality],
            "notified_at": np.minimum(admitted + chance.below(5 * HOUR, size) + 30 * MINUTE, ready),
            "ready_at": world.known_moments(ready),
            "left_at": ended,
            "delay_cause": np.where(known, cause, NEVER),
            "plan_called": np.where(known, chance.whether(0.46, size), NEVER),
            "named_contact": np.where(known, chance.whether(0.58, size), NEVER),
        },
    )


def _emergency(world: World, stays: Stays) -> None:
    chance = world.chance("emergency-visits")
    people = world.people
    weights = needs(people, world.start) + (people.ages(world.start) < 6) * 0.6
    who, day = world.events(chance, weights, EMERGENCY_A_YEAR, Pace.ACUTE)
    arrived = world.moments(day, chance.of(_DAY_HOURS, len(who)) * HOUR + chance.below(HOUR, len(who)))
    before = ~stays.planned & chance.whether(0.74, len(stays.who))
    earlier = stays.admitted[before] - chance.below(6 * HOUR, int(before.sum())) - 20 * MINUTE
    # Not in the month before, whose files are closed.
    earlier = np.maximum(earlier, world.start * DAY)
    who = np.concatenate((who, stays.who[before]))
    units = np.array([world.places.number(f"{each.id}-akut") for each in HOSPITALS])
    world.deliveries.put(
        "emergency-visits",
        {
            "visit_id": world.ids(len(who)),
            "person": people.number[who],
            "unit": units[hospitals_of(world, who)],
            "arrived_at": np.concatenate((arrived, earlier)),
        },
    )


def _ambulance(world: World) -> None:
    chance = world.chance("ambulance")
    people = world.people
    who, day = world.events(chance, frailty(people, world.start), AMBULANCE_A_YEAR, Pace.ACUTE)
    size = len(who)
    stations = {municipality_number(id): world.places.number(f"ambulans-{id}") for id in AMBULANCE_STATIONS}
    nearest = [stations.get(place, stations[_station(place)]) for place in range(len(MUNICIPALITIES))]
    weights = np.array(_OUTCOME_WEIGHTS)
    moved = int(_GROWING_REFERRAL * world.years)
    weights = weights + np.array([-moved, 0, moved, 0, 0])
    outcomes = np.array([code(ambulance.FEED, "outcome", name) for name in _OUTCOMES])
    outcome = outcomes[chance.one_of(weights, size)]
    dead = people.dead[who] & (people.last[who] == day)
    outcome[~dead & (outcome == outcomes[-1])] = outcomes[0]
    world.deliveries.put(
        "ambulance",
        {
            "mission_id": world.ids(size),
            "person": np.where(chance.whether(0.03, size), NEVER, people.number[who]),
            "unit": np.array(nearest)[people.municipality[who]],
            "alarmed_at": world.moments(day, chance.below(DAY, size)),
            "outcome": outcome,
        },
    )


def _station(municipality: int) -> int:
    """The station that serves a municipality without one: that of its hospital's town."""
    return municipality_number(HOSPITALS[hospital_of(municipality)].municipality)
