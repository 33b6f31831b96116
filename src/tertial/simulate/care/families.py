"""Maternity and child health: pregnancies, newborns, the four-year visit, parent groups, posts and concern."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import child_health_weight, parent_groups
from tertial.simulate.care.contacts import centre_of, child_health_units
from tertial.simulate.chance import Ints
from tertial.simulate.days import NEVER
from tertial.simulate.effects import Quality
from tertial.simulate.feed_rows import code
from tertial.simulate.life import expected_children
from tertial.simulate.people import FAR
from tertial.simulate.rhythm import Pace, drawn_days, next_working_days
from tertial.simulate.world import World

_PREGNANCY = 280
_WEEKS = (5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 10, 10, 11, 12, 13, 15, 20)
"""Completed weeks at the first visit; a twentieth each."""

_CHECK_WEEKS = (6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 12, 13, 14, 15, 17, 20)
_CHECKED, _GROUP_OFFERED = 0.83, 0.78
_CLASSES, _CLASS_WEIGHTS = ("underweight", "normal", "overweight", "obesity"), (11, 776, 163, 50)

POSTS_A_NEWBORN = 1 / 52
"""Full-time nurses of child health a newborn of the year: the norm is at most 55."""

_LEVELS = (("child_health", 0.55), ("primary", 0.9), ("specialist", 0.45))
"""Parent groups a month in a region of 275 000 people: by ten children's centres, and in all."""

CONCERN_REPORTS_A_YEAR = 0.0052
"""Reports of concern a resident and year; assumed."""


def families(world: World, newborn: Ints) -> None:
    """Draw and deliver the month of maternity and child health."""
    _pregnancies(world)
    _newborns(world, newborn)
    _weights(world)
    _posts(world)
    _groups(world)
    _concern(world)


def _pregnancies(world: World) -> None:
    chance = world.chance("maternity")
    people = world.people
    who = expected_children(world, chance, 1.0)
    size = len(who)
    enrolled = drawn_days(chance, world.month, Pace.OFFICE, size)
    here = people.here(who, enrolled)
    who, enrolled, size = who[here], enrolled[here], int(here.sum())
    week = chance.of(_WEEKS, size)
    due = enrolled + _PREGNANCY - week * 7 - chance.below(7, size) + chance.below(21, size) - 10
    people.due[who] = np.maximum(due, world.stop + 1)
    # Some pregnancies end early; the record stays.
    ends = chance.whether(0.04, size)
    people.due[who[ends]] = NEVER
    check = chance.of(_CHECK_WEEKS, size)
    checked = chance.whether(_CHECKED, size) & ~ends & (due + check * 7 <= world.end)
    world.deliveries.put(
        "maternity",
        {
            "pregnancy_id": world.ids(size),
            "person": people.number[who],
            "unit": world.places.of_kind("maternity_centre")[people.municipality[who]],
            "enrolled": enrolled,
            "enrolled_week": np.where(chance.whether(0.98, size), week, NEVER),
            "group_offered": np.where(chance.whether(0.95, size), chance.whether(_GROUP_OFFERED, size), NEVER),
            "check_week": np.where(checked, check, NEVER),
        },
    )


def _newborns(world: World, newborn: Ints) -> None:
    chance = world.chance("child-health-newborns")
    people = world.people
    who = newborn
    home = people.birth[who] + 1 + chance.of((0, 0, 1, 1, 1, 2, 2, 3, 4, 9), len(who))
    there = (home <= world.end) & (home <= people.last[who])
    who, home = who[there], home[there]
    size = len(who)
    centre = centre_of(world, who)
    offered = chance.whether(0.94, size)
    declined = offered & chance.whether(0.04, size)
    in_time = chance.whether(world.quality(Quality.HOME_VISIT, centre), size)
    visited = home + np.where(in_time, 3 + chance.below(8, size), 11 + chance.below(16, size))
    visited = np.where(offered & ~declined & chance.whether(0.95, size), visited, NEVER)
    later = next_working_days(people.birth[who] + 232 + chance.below(28, size))
    offered_then = chance.whether(0.55 + 0.03 * world.years, size)
    declined_then = offered_then & chance.whether(0.09, size)
    known_then = later <= world.end
    visited_then = np.where(offered_then & ~declined_then & chance.whether(0.93, size), later, NEVER)
    world.deliveries.put(
        "child-health-newborns",
        {
            "person": people.number[who],
            "unit": child_health_units(world)[centre],
            "homecoming": home,
            "offered": offered,
            "declined": declined,
            "visited": world.known(visited),
            "offered_8_months": np.where(known_then, offered_then, NEVER),
            "declined_8_months": np.where(known_then, declined_then, NEVER),
            "visited_8_months": world.known(visited_then),
        },
    )


def _weights(world: World) -> None:
    chance = world.chance("child-health-weight")
    people = world.people
    four = (people.ages(world.stop) == 4) & (people.ages(world.start - 1) == 3) & (people.last == FAR)
    who = np.flatnonzero(four & (people.since < world.start))
    who = who[chance.whether(0.92, len(who))]
    size = len(who)
    measured = next_working_days(world.start + chance.below(60, size))
    come = measured <= world.end
    classes = np.array([code(child_health_weight.FEED, "weight_class", name) for name in _CLASSES])
    found = classes[chance.one_of(_CLASS_WEIGHTS, size)]
    found[chance.whether(0.03, size)] = NEVER
    who = who[come]
    world.deliveries.put(
        "child-health-weight",
        {
            "person": people.number[who],
            "unit": child_health_units(world)[centre_of(world, who)],
            "measured": measured[come],
            "weight_class": found[come],
        },
    )


def _posts(world: World) -> None:
    """Posts follow the newborns with a lag of years; a few centres are always short."""
    chance = world.chance("child-health-posts")
    people = world.people
    age = people.ages(world.stop)
    here = (people.last == FAR) & (age < 6)
    who = np.flatnonzero(here)
    centre = centre_of(world, who)
    size = len(world.centres)
    children = np.bincount(centre, minlength=size)
    newborns = np.bincount(centre[age[who] < 1], minlength=size)
    short = np.where(np.arange(size) % 6 == 0, 0.75, 1.02)
    tenths = np.rint(children / 6 * POSTS_A_NEWBORN * short * 10).astype(np.int64) * 10
    posts = np.maximum(tenths - (chance.below(8, size) == 0) * 10, 10)
    world.deliveries.put(
        "child-health-posts",
        {
            "month": np.full(size, world.number),
            "unit": child_health_units(world),
            "posts": posts,
            "newborns": newborns,
            "children": children,
            "greater_need": np.arange(size) % 9 == 4,
        },
    )


def _groups(world: World) -> None:
    chance = world.chance("parent-groups")
    units = child_health_units(world)
    summer = 0.2 if world.month.number == 7 else 1.0
    for level, share in _LEVELS:
        child_health = level == "child_health"
        places = units if child_health else world.centres
        places = places[np.array(world.places.is_public(places))]
        count = chance.number(share * summer * (1 + 0.08 * world.years) * (10 * world.scale))
        unit = places[chance.below(len(places), count)]
        parents = 4 + chance.below(9, count)
        children = np.maximum(parents - chance.below(4, count), 1)
        world.deliveries.put(
            "parent-groups",
            {
                "group_id": world.ids(count),
                "unit": unit,
                "started": drawn_days(chance, world.month, Pace.OFFICE, count),
                "level": np.full(count, code(parent_groups.FEED, "level", level)),
                "form": np.where(
                    chance.whether(0.35, count),
                    code(parent_groups.FEED, "form", "digital"),
                    code(parent_groups.FEED, "form", "physical"),
                ),
                "parents": np.where(chance.whether(0.9, count), parents, NEVER),
                "children": children,
            },
        )


def _concern(world: World) -> None:
    chance = world.chance("concern-reports")
    places = world.places
    kinds = {"health_centre": 2, "child_health_centre": 1, "maternity_centre": 1, "dental_clinic": 3,
             "emergency_department": 14, "clinic": 2}  # fmt: skip
    units = places.of_kind(*kinds)
    weights = np.array([kinds[places.all[number].kind] for number in units.tolist()], np.int64)
    size = chance.number(CONCERN_REPORTS_A_YEAR / 12 * world.size)
    unit = units[chance.one_of(weights, size)]
    maternity = np.isin(unit, places.of_kind("maternity_centre"))
    unborn = chance.whether(np.where(maternity, 0.7, 0.01), size)
    world.deliveries.put(
        "concern-reports",
        {
            "report_id": world.ids(size),
            "unit": unit,
            "reported": drawn_days(chance, world.month, Pace.OFFICE, size),
            "unborn": np.where(chance.whether(0.94, size), unborn, NEVER),
        },
    )
