"""The waiting list: decisions on first visits and treatments, and how each wait ends."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import waiting_list
from tertial.simulate.care.contacts import clinics_of
from tertial.simulate.chance import Chance, Ints
from tertial.simulate.days import NEVER
from tertial.simulate.feed_rows import code
from tertial.simulate.life import needs
from tertial.simulate.rhythm import Pace, next_working_days
from tertial.simulate.world import World

A_YEAR = {"visit": 0.17, "treatment": 0.05}
"""Decisions a resident and year; assumed."""

_DAYS = (8, 14, 20, 26, 32, 38, 44, 50, 56, 62, 68, 75, 82, 90, 104, 124, 152, 190, 250, 390)
"""Days waited where the queue is usual; a twentieth each."""

_PACES = (55, 70, 80, 90, 125)
"""Queues of clinics, in per cent of the usual."""

WARM_UP = 20
"""Months of decisions before the first, of which only those who still wait are delivered."""


def waiting(world: World) -> None:
    """Draw and deliver the month's decisions; before the first month those that the list began with."""
    people = world.people
    for kind, a_year in A_YEAR.items():
        chance = world.chance(f"waiting-{kind}")
        need = np.sqrt(needs(people, world.start))
        who, decided = world.events(chance, need, a_year, Pace.OFFICE)
        _deliver(world, chance, kind, who, decided)
        if world.month == world.first:
            size = chance.number(a_year / 12 * WARM_UP * len(people))
            earlier = chance.bearers(need, size)
            long_ago = world.start - 1 - chance.below(WARM_UP * 30, len(earlier))
            born = people.birth[earlier] < long_ago
            _deliver(world, chance, kind, earlier[born], long_ago[born])


def _deliver(world: World, chance: Chance, kind: str, who: Ints, decided: Ints) -> None:
    people = world.people
    size = len(who)
    unit = clinics_of(world, chance, who)
    # A clinic's queue is as long in all months.
    paces = Chance(world.seed, 0, f"queues-{kind}").of(_PACES, len(world.places.all))
    days = chance.of(_DAYS, size) * paces[unit] // 100 + chance.below(6, size)
    chose, medical = chance.whether(0.08, size), chance.whether(0.04, size)
    days = np.where(chose | medical, days + 60 + chance.below(120, size), days)
    ends = next_working_days(decided + days)
    struck = chance.whether(0.07, size)
    # Who dies or moves is struck off.
    gone = people.last[who] < ends
    struck |= gone
    ends = np.where(gone, np.maximum(people.last[who], decided), ends)
    ends = world.known(ends)
    keep = (decided >= world.start) | (ends == NEVER) | (ends >= world.start)
    unknown = chance.whether(0.05, size)
    columns = {
        "wait_id": world.ids(size),
        "person": people.number[who],
        "unit": unit,
        "waits_for": np.full(size, code(waiting_list.FEED, "waits_for", kind)),
        "decided": decided,
        "chose_to_wait": np.where(unknown, NEVER, chose),
        "medically_caused": np.where(unknown, NEVER, medical),
        "done": np.where(struck, NEVER, ends),
        "struck_off": np.where(struck, ends, NEVER),
    }
    world.deliveries.put("waiting-list", {name: each[keep] for name, each in columns.items()})
