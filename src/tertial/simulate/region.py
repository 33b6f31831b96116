"""Makes a region's extracts and the truth beside them, month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tertial.domain.calendar import Month
from tertial.language import _
from tertial.simulate.care.calls import calls
from tertial.simulate.care.contacts import contacts
from tertial.simulate.care.dental import dental
from tertial.simulate.care.exchanges import Exchanges
from tertial.simulate.care.families import families
from tertial.simulate.care.follow_ups import follow_ups
from tertial.simulate.care.hospital import hospital
from tertial.simulate.care.programmes import programmes
from tertial.simulate.care.waiting import waiting
from tertial.simulate.chance import Chance
from tertial.simulate.days import NEVER, day_number
from tertial.simulate.deliveries import Deliveries, Form, Span
from tertial.simulate.effects import drawn_effects
from tertial.simulate.folder import EXTRACTS, check_can_use, clear, write_folder
from tertial.simulate.identities import Identities
from tertial.simulate.life import first_bonds, first_people, live
from tertial.simulate.money import money
from tertial.simulate.people import Newcomers
from tertial.simulate.place_names import MUNICIPALITIES
from tertial.simulate.places import Places, invented_places
from tertial.simulate.record_change import RecordChange
from tertial.simulate.register import population_register, write_open
from tertial.simulate.rhythm import heat_wave
from tertial.simulate.safety import safety
from tertial.simulate.staff import staff
from tertial.simulate.truth import write_truth
from tertial.simulate.voices import voices
from tertial.simulate.wards import beds
from tertial.simulate.workforce import Workforce, first_workforce
from tertial.simulate.workplace import workplace
from tertial.simulate.world import World

FEWEST, MOST = 500, 10_000_000
"""Residents. Below the fewest a health centre has nobody; beyond the most, numbers of a day run out."""

LONGEST = 240
"""Months."""

EARLIEST = Month(2012, 1)
"""Registers of listings begin some years before."""


class PlanRefusedError(ValueError):
    """A region that cannot be made: the message says why."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make. Raises PlanRefusedError for what cannot be."""

    residents: int
    months: int
    seed: int
    last: Month
    form: Form = Form.CSV
    new_record_system: Month | None = None
    """The first month of a new record system, where there is a change."""
    span: Span = Span.MONTH

    def __post_init__(self) -> None:
        if not FEWEST <= self.residents <= MOST:
            raise PlanRefusedError(
                _("{residents} residents: from {fewest} to {most} can be made.").format(
                    residents=self.residents, fewest=FEWEST, most=MOST
                )
            )
        if not 1 <= self.months <= LONGEST:
            raise PlanRefusedError(
                _("{months} months: from 1 to {longest} can be made.").format(months=self.months, longest=LONGEST)
            )
        if self.seed < 0:
            raise PlanRefusedError(_("{seed} is no seed: a whole number from 0 on.").format(seed=self.seed))
        if self.first < EARLIEST:
            raise PlanRefusedError(
                _("The first month would be {month}: {earliest} is the earliest.").format(
                    month=self.first, earliest=EARLIEST
                )
            )
        if self.new_record_system and not self.first <= self.new_record_system <= self.last:
            raise PlanRefusedError(
                _("New record system in {month}: name a month from {first} to {last}, which are simulated.").format(
                    month=self.new_record_system, first=self.first, last=self.last
                )
            )

    @property
    def first(self) -> Month:
        """The first month."""
        return self.last.plus(1 - self.months)


@dataclass(frozen=True, slots=True)
class Made:
    """What was made."""

    residents: int
    months: int
    feeds: int
    extracts: int
    rows: int


def simulate(folder: Path, plan: Plan, told: Callable[[int, int], None], *, replace: bool = False) -> Made:
    """Make a region in a folder: extracts, what describes them, and the truth.

    `told` hears how many months of how many are done; with `replace` what an earlier simulation made is taken away
    first. Raises FolderRefusedError and OSError.
    """
    check_can_use(folder, replace=replace)
    clear(folder)
    world = simulated(folder / EXTRACTS, plan, told)
    write_folder(folder, world.places, world.deliveries, plan.form)
    write_truth(folder, world)
    feeds = {extract.feed for extract in world.deliveries.extracts}
    return Made(plan.residents, plan.months, len(feeds), len(world.deliveries.extracts), world.deliveries.rows)


def simulated(extracts: Path, plan: Plan, told: Callable[[int, int], None]) -> World:
    """The extracts alone, and the world as it is in the end. Raises OSError."""
    world = _world(extracts, plan, invented_places())
    exchanges, workforce = Exchanges(), first_workforce(world)
    for done in range(plan.months):
        world.month = plan.first.plus(done)
        world.deliveries.begin(world.number)
        _month(world, exchanges, workforce)
        if world.month == world.last:
            write_open(world)
        world.deliveries.end(last=world.month == world.last)
        told(done + 1, plan.months)
    return world


def _world(extracts: Path, plan: Plan, places: Places) -> World:
    start = day_number(plan.first.first_day)
    chance = Chance(plan.seed, 0, "first people")
    changed = plan.new_record_system
    change = RecordChange(plan.seed, changed, plan.last, places) if changed else None
    newcomers = Newcomers(places, Identities(day_number(plan.last.plus(12).last_day)))
    people = first_people(chance, newcomers, plan.residents, start)
    where = places.municipalities(places.centres)
    inland = np.array([MUNICIPALITIES[place].part == "inlandet" for place in where.tolist()])
    world = World(
        seed=plan.seed,
        size=plan.residents,
        first=plan.first,
        last=plan.last,
        places=places,
        people=people,
        newcomers=newcomers,
        effects=drawn_effects(plan.seed, np.where(inland, 1, NEVER), plan.first, plan.last),
        deliveries=Deliveries(extracts, places, plan.form, change, plan.span),
        heat=heat_wave(plan.seed, plan.first, plan.last),
    )
    first_bonds(world, chance)
    return world


def _month(world: World, exchanges: Exchanges, workforce: Workforce) -> None:
    newborn = live(world)
    found = contacts(world)
    stays = hospital(world)
    calls(world)
    follow_ups(world, found, stays)
    programmes(world)
    families(world, newborn)
    dental(world)
    waiting(world)
    exchanges.month(world, stays)
    workforce.wander(world.chance("workforce"))
    staff(world, workforce)
    workplace(world, workforce)
    money(world, workforce)
    beds(world)
    safety(world)
    voices(world)
    population_register(world)
