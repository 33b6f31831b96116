"""What region and municipalities share: coordinated plans as rows, and the municipalities' own counts."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from tertial.domain.feeds import discharge_counts
from tertial.simulate.care.contacts import centre_of
from tertial.simulate.care.hospital import Stays
from tertial.simulate.chance import Ints, Yes
from tertial.simulate.days import DAY, NEVER, months_of
from tertial.simulate.feed_rows import code
from tertial.simulate.life import frailty
from tertial.simulate.people import FAR
from tertial.simulate.place_names import MUNICIPALITIES
from tertial.simulate.rhythm import Pace
from tertial.simulate.world import World

PLANS_A_YEAR = 0.011
"""Coordinated plans a resident and year; assumed."""

_MISSED = 6
"""A municipality's counts lack one in so many of the region's persons: two systems, two ways to count."""

_CAUSES = ("short_term_place", "home_services", "planning", "unknown")
_CAUSE_WEIGHTS = (38, 24, 20, 18)


class Exchanges:
    """The exchanges of the region; discharges are counted in the month that they fall in, however long the stay."""

    def __init__(self) -> None:
        self._tallies: dict[int, Ints] = defaultdict(_nothing_counted)

    def month(self, world: World, stays: Stays) -> None:
        """Draw and deliver the month's plans and counts."""
        _plans(world)
        _contact_counts(world)
        self._count_discharges(world, stays)
        _discharge_counts(world, self._tallies.pop(world.number, _nothing_counted()))

    def _count_discharges(self, world: World, stays: Stays) -> None:
        chance = world.chance("discharge-counts")
        elder = world.people.ages(world.start)[stays.who] >= 65
        chosen = elder & (stays.ready != NEVER) & chance.whether(0.5, len(elder))
        who, left, ready = stays.who[chosen], stays.left[chosen], stays.ready[chosen]
        over = left - ready > DAY
        cause = np.where(over, chance.one_of(_CAUSE_WEIGHTS, len(who)) + 1, 0)
        cells, months = _cells(world, who), months_of(left // DAY)
        for month in np.unique(months).tolist():
            rows = months == month
            added = np.stack((np.ones(len(who), np.int64), over.astype(np.int64), (left - ready) // DAY), axis=1)
            np.add.at(self._tallies[month], (cells[rows], cause[rows]), added[rows])


def _nothing_counted() -> Ints:
    """Stays, stays over a day and days ready, by municipality and sex and by cause."""
    return np.zeros((2 * len(MUNICIPALITIES), len(_CAUSES) + 1, 3), np.int64)


def _plans(world: World) -> None:
    chance = world.chance("coordinated-plans")
    people = world.people
    who, day = world.events(chance, frailty(people, world.start), PLANS_A_YEAR, Pace.OFFICE)
    size = len(who)
    young = people.ages(world.start)[who] < 18
    took_part = chance.whether(0.78, size)
    named = chance.whether(0.55 + 0.02 * world.years, size)
    known = chance.whether(0.96, size)
    world.deliveries.put(
        "coordinated-plans",
        {
            "plan_id": world.ids(size),
            "person": people.number[who],
            "unit": world.centres[centre_of(world, who)],
            "drawn_up": day,
            "took_part": np.where(known, took_part, NEVER),
            "named_contact": np.where(chance.whether(0.95, size), named, NEVER),
            "psychiatry": young & chance.whether(0.5, size),
        },
    )
    counted = ~(chance.below(_MISSED, size) == 0)
    cells = _cells(world, who)
    plans = _count(cells, counted)
    world.deliveries.put(
        "coordinated-plan-counts",
        {
            **_keys(world, plans > 0),
            "plans": plans[plans > 0],
            "took_part": _count(cells, counted & took_part)[plans > 0],
            "named_contact": _count(cells, counted & named)[plans > 0],
        },
    )


def _contact_counts(world: World) -> None:
    people = world.people
    here = np.flatnonzero(people.last == FAR)
    cells = _cells(world, here)
    # By their own system, which has those with help from the municipality only.
    theirs = (people.contact_from[here] != NEVER) & (people.habit[here] % _MISSED != 0)
    world.deliveries.put(
        "care-contact-counts",
        {
            **_keys(world, np.ones(2 * len(world.places.municipality_units), np.bool_)),
            "with_contact": _count(cells, theirs),
            "persons": _count(cells, np.ones(len(here), np.bool_)),
        },
    )


def _discharge_counts(world: World, tally: Ints) -> None:
    for place, name in enumerate(("none", *_CAUSES)):
        there = tally[:, place, 0] > 0
        stays, over, days = tally[there, place].T
        world.deliveries.put(
            "discharge-counts",
            {
                **_keys(world, there),
                "delay_cause": np.full(len(stays), code(discharge_counts.FEED, "delay_cause", name)),
                "stays": stays,
                "stays_over_a_day": over,
                "days_ready": days,
            },
        )


def _cells(world: World, who: Ints) -> Ints:
    """A number for each municipality and sex."""
    return world.people.municipality[who] * 2 + world.people.woman[who]


def _count(cells: Ints, rows: Yes) -> Ints:
    return np.bincount(cells[rows], minlength=2 * len(MUNICIPALITIES)).astype(np.int64)


def _keys(world: World, there: Yes) -> dict[str, Ints]:
    cells = np.flatnonzero(there)
    women, men = code(discharge_counts.FEED, "sex", "women"), code(discharge_counts.FEED, "sex", "men")
    return {
        "month": np.full(len(cells), world.number),
        "unit": world.places.municipality_units[cells // 2],
        "sex": np.where(cells % 2 == 1, women, men),
    }
