"""How the residents come, change and go: the first population, then each month's deaths, moves and births."""

from __future__ import annotations

import numpy as np

from tertial.simulate.chance import Chance, Floats, Ints
from tertial.simulate.days import NEVER, calendar_day
from tertial.simulate.effects import Quality
from tertial.simulate.people import FAR, UNLISTED, Newcomers, People, homes, near_centres
from tertial.simulate.population import (
    BIRTHS,
    BOYS,
    MORTALITY,
    MOVING_OUT,
    MOVING_WITHIN,
    PEOPLE,
    ages_within,
    shared_out,
)
from tertial.simulate.register import close_contacts, close_doctors, close_listings
from tertial.simulate.rhythm import Pace, volume
from tertial.simulate.world import World

CHANGES_OF_CENTRE = 0.03
"""Listed who choose another health centre in a year; assumed."""

_HEAT_DEATHS = 1.12
"""Deaths of the old in a month with a heat wave; assumed."""

_RESIDENTIAL_A_MONTH = 0.006
"""Of those over 80, how many move into residential care in a month, times their need; assumed."""

_LOCAL_LIST, _SURVEY, _CARE_CONTACT = 0.13, 0.18, 0.10


def first_people(chance: Chance, newcomers: Newcomers, size: int, on: int) -> People:
    """The residents on the first day: the official structure, in an order that tells nothing."""
    counts = shared_out(size)
    sex_and_band = np.repeat(np.arange(counts.size), counts.ravel())
    sex_and_band = sex_and_band[np.argsort(chance.shares(size), kind="stable")]
    women, band = sex_and_band >= counts.shape[1], sex_and_band % counts.shape[1]
    births = _birth_days(chance, ages_within(chance, band), on)
    municipality = homes(chance, band)
    since = np.full(size, on, np.int64)
    return newcomers.make(chance, births=births, women=women, on=on, municipality=municipality, since=since)


def first_bonds(world: World, chance: Chance) -> None:
    """Named doctors and care contacts that there are on the first day."""
    people, size = world.people, len(world.people)
    listed = people.centre != UNLISTED
    centres = np.maximum(people.centre, 0)
    more = _likely(people, world.start)
    named = listed & chance.whether(world.quality(Quality.NAMED_DOCTOR, centres) * more, size)
    local = listed & chance.whether(_LOCAL_LIST * more, size)
    said = listed & chance.whether(_SURVEY * more, size)
    helped = chance.whether(_CARE_CONTACT * np.minimum(people.need * _by_age(people, world.start), 8), size)
    for bond, chosen, years in (
        (people.doctor_from, named, 4),
        (people.local_from, local, 3),
        (people.survey_from, said, 1),
        (people.contact_from, helped, 3),
    ):
        since = np.maximum(world.start - 1 - chance.below(365 * years, size), people.birth)
        bond[chosen] = np.maximum(since, people.listed_from)[chosen]
    # A child may be on its way already.
    expecting = expected_children(world, chance, 9.0)
    people.due[expecting] = world.start + chance.below(250, len(expecting))


def live(world: World) -> Ints:
    """A month of the residents' lives, before anything else in the month; the places of those born in it."""
    chance = world.chance("life")
    people = world.people
    people.leave_out(world.start)
    _die(world, chance)
    _move_out(world, chance)
    _move_within(world, chance)
    _choose_anew(world, chance)
    _grow_old(world, chance)
    _bond(world, chance)
    _move_in(world, chance)
    return _born(world, chance)


def _die(world: World, chance: Chance) -> None:
    people = world.people
    band = people.bands(world.start)
    month = volume(world.month, Pace.ACUTE) / 12
    risk = MORTALITY[people.woman.astype(np.int64), band] * month * np.clip(people.need, 0.4, 2.2)
    if world.heat and world.start <= world.heat.start <= world.stop:
        risk = np.where(band >= 15, risk * _HEAT_DEATHS, risk)
    dying = np.flatnonzero(chance.whether(risk, len(people)) & (people.last == FAR))
    _leave(world, dying, _some_day(world, chance, len(dying)), dead=True)


def _move_out(world: World, chance: Chance) -> None:
    people = world.people
    chances = np.array(MOVING_OUT)[people.bands(world.start)] / 12_000
    heads = np.flatnonzero(people.head & (people.last == FAR) & chance.whether(chances, len(people)))
    members, day = _households(people, heads, _some_day(world, chance, len(heads)))
    staying = people.last[members] == FAR
    _leave(world, members[staying], day[staying], dead=False)


def _leave(world: World, who: Ints, day: Ints, *, dead: bool) -> None:
    people = world.people
    close_listings(world, who, day)
    close_doctors(world, who, day)
    close_contacts(world, who, day)
    people.last[who], people.dead[who] = day, dead
    people.centre[who] = UNLISTED


def _move_within(world: World, chance: Chance) -> None:
    people = world.people
    heads = np.flatnonzero(people.head & (people.last == FAR) & chance.whether(MOVING_WITHIN / 12_000, len(people)))
    members, day = _households(people, heads, _some_day(world, chance, len(heads)))
    staying = people.last[members] == FAR
    members, day = members[staying], day[staying]
    first = np.unique(people.household[members], return_index=True, return_inverse=True)
    home = homes(chance, people.bands(world.start)[members[first[1]]])[first[2].reshape(-1)]
    people.municipality[members] = home
    _list_anew(world, chance, members, day)


def _choose_anew(world: World, chance: Chance) -> None:
    people = world.people
    choosing = np.flatnonzero((people.last == FAR) & chance.whether(CHANGES_OF_CENTRE / 12, len(people)))
    _list_anew(world, chance, choosing, _some_day(world, chance, len(choosing)))


def _list_anew(world: World, chance: Chance, who: Ints, day: Ints) -> None:
    """Persons choose a health centre near home from a day on; those who chose the one they have are left."""
    people = world.people
    centre = near_centres(chance, world.places, people.municipality[who], people.household[who])
    # A listing that begins today cannot end yesterday.
    changing = (centre != people.centre[who]) & (people.listed_from[who] < day)
    who, day, centre = who[changing], day[changing], centre[changing]
    before = day - 1
    close_listings(world, who, before)
    close_doctors(world, who, before)
    people.centre[who], people.listed_from[who] = centre, day


def _grow_old(world: World, chance: Chance) -> None:
    people = world.people
    risk = np.where(people.ages(world.start) >= 80, _RESIDENTIAL_A_MONTH * people.need, 0)
    people.residential |= chance.whether(risk, len(people)) & (people.last == FAR)


def _bond(world: World, chance: Chance) -> None:
    """New named doctors and care contacts: as many as keep the share of a centre where its quality says."""
    people, size = world.people, len(world.people)
    can = (people.last == FAR) & (people.centre != UNLISTED)
    centres = np.maximum(people.centre, 0)
    more = _likely(people, world.start)
    lost_a_month = 0.008
    day = _some_day(world, chance, size)
    for bond, share, growth in (
        (people.doctor_from, world.quality(Quality.NAMED_DOCTOR, centres), 0.06),
        (people.local_from, np.full(size, _LOCAL_LIST), 0.03),
        (people.survey_from, np.full(size, _SURVEY), 0.0),
    ):
        new = can & (bond == NEVER) & chance.whether(share * more * (lost_a_month + growth / 12), size)
        bond[new] = np.maximum(day, people.listed_from)[new]
    helped = _CARE_CONTACT * np.minimum(people.need * _by_age(people, world.start), 8) * (lost_a_month + 0.004)
    new = (people.last == FAR) & (people.contact_from == NEVER) & chance.whether(helped, size)
    people.contact_from[new] = np.maximum(day, people.since)[new]


def _likely(people: People, on: int) -> Floats:
    """How much likelier than others one has a named doctor: the old and those who need care."""
    return np.minimum(0.45 + 0.60 * people.need * _by_age(people, on), 4.0)


_AGE_NEED = np.array([70, 40, 40, 50, 60, 65, 70, 75, 80, 90, 100, 115, 130, 150, 175, 205, 240, 270, 290]) / 100
"""How much care people of an age band need, where 1 is the mean; assumed."""


_MEAN_SQUARE = 1.45
"""The mean of the squares over people of all ages, about."""


def _by_age(people: People, on: int) -> Floats:
    return _AGE_NEED[people.bands(on)]


def needs(people: People, on: int) -> Floats:
    """How much care each person needs, where 1 is about the mean of all."""
    return people.need * _by_age(people, on)


def frailty(people: People, on: int) -> Floats:
    """The same for care in hospital, where age counts for more."""
    by_age = _by_age(people, on)
    return people.need * by_age * by_age / _MEAN_SQUARE


def _move_in(world: World, chance: Chance) -> None:
    """About as many as move out, of the same ages, in households of their own."""
    weights = np.rint(PEOPLE * np.array(MOVING_OUT)).astype(np.int64).ravel()
    a_year = float(weights.sum()) / 1000 / float(PEOPLE.sum())
    coming = chance.number(a_year / 12 * world.size)
    drawn = chance.one_of(weights, coming)
    band = drawn % PEOPLE.shape[1]
    age = ages_within(chance, band)
    since = _some_day(world, chance, coming)
    # Nobody comes before being born.
    births = np.minimum(_birth_days(chance, age, world.start), since)
    people = world.newcomers.make(
        chance,
        births=births,
        women=drawn >= PEOPLE.shape[1],
        on=world.start,
        municipality=homes(chance, band),
        since=since,
    )
    people.listed_from = since.copy()
    world.people.add(people)


def expected_children(world: World, chance: Chance, months: float) -> Ints:
    """Women who in so many months come to expect a child."""
    people = world.people
    rates = np.zeros(PEOPLE.shape[1])
    rates[: len(BIRTHS)] = np.array(BIRTHS) / 1000
    risk = rates[people.bands(world.start)] / 12 * months
    able = people.woman & (people.due == NEVER) & (people.last == FAR)
    return np.flatnonzero(able & chance.whether(risk, len(people)))


def _born(world: World, chance: Chance) -> Ints:
    """The children whose day has come; their places."""
    people = world.people
    mothers = np.flatnonzero((people.due >= world.start) & (people.due <= world.stop))
    births = people.due[mothers]
    people.due[mothers] = NEVER
    alive = births <= people.last[mothers]
    mothers, births = mothers[alive], births[alive]
    girls = ~chance.whether(BOYS / (BOYS + 1000), len(mothers))
    return people.add(world.newcomers.children(chance, mothers, people, births, girls))


def _households(people: People, heads: Ints, day: Ints) -> tuple[Ints, Ints]:
    """All who live with some heads of households, each with the day of the head."""
    order = np.argsort(people.household[heads], kind="stable")
    known, days = people.household[heads][order], day[order]
    if not len(known):
        return heads, day
    place = np.minimum(known.searchsorted(people.household), len(known) - 1)
    members = np.flatnonzero(known[place] == people.household)
    return members, days[place[members]]


def _some_day(world: World, chance: Chance, size: int) -> Ints:
    """Days of the month, all equally likely."""
    return world.start + chance.below(world.stop - world.start + 1, size)


def _birth_days(chance: Chance, age: Ints, on: int) -> Ints:
    """Days of birth of people of so many completed years on a day, spread over the year."""
    today = calendar_day(on)
    years = today.year - age
    # The last day on which one could be born, and the day before the first: a year apart, both first of a month.
    last = ((years - 1970) * 12 + today.month - 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    first = ((years - 1971) * 12 + today.month - 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return first + 1 + chance.below(last - first, len(age))
