"""What registers say of the residents: the population register each month, and listings and bonds from day to day.

Listings, named doctors and care contacts are sent in full: what has ended is written as it ends, the rest on the last
day.
"""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import named_doctors, persons
from tertial.simulate.chance import Ints
from tertial.simulate.days import NEVER
from tertial.simulate.feed_rows import code
from tertial.simulate.people import FAR, UNLISTED
from tertial.simulate.places import municipality_number
from tertial.simulate.staffing import doctor_of
from tertial.simulate.world import World

_AT_ONCE = 1_000_000
"""Persons written at a time."""

_WOMEN = code(persons.FEED, "sex", "women")
_MEN = code(persons.FEED, "sex", "men")
_SOURCES = {name: code(named_doctors.FEED, "source", name) for name in ("register", "local_list", "survey")}
_COMPETENCES = [
    code(named_doctors.FEED, "competence", name)
    for name in ("gp_specialist", "gp_specialist", "gp_specialist", "trainee")
]
_HOME = "alvsunda"


def population_register(world: World) -> None:
    """The register on the month's last day: who lives here, and who died or moved in the month."""
    people, places = world.people, world.places
    municipalities = places.municipality_units
    for begin in range(0, len(people), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        last = people.last[part]
        left = last != FAR
        size = len(last)
        world.deliveries.put(
            "persons",
            {
                "person": people.number[part],
                "as_of": np.full(size, world.stop, np.int64),
                "sex": np.where(people.woman[part], _WOMEN, _MEN),
                "municipality": municipalities[people.municipality[part]],
                "moved": np.where(left & ~people.dead[part], last, NEVER),
                "deceased": np.where(left & people.dead[part], world.number, NEVER),
                "protected": people.protected[part],
                "opted_out": people.objected[part],
            },
        )


def close_listings(world: World, who: Ints, last: Ints) -> None:
    """Listings that end on a day; a listing that would end before it began never was."""
    people = world.people
    listed = (people.centre[who] != UNLISTED) & (people.listed_from[who] <= last)
    _listings(world, who[listed], last[listed])


def _listings(world: World, who: Ints, last: Ints) -> None:
    people = world.people
    world.deliveries.put(
        "listing",
        {
            "person": people.number[who],
            "unit": world.centres[people.centre[who]],
            "valid_from": people.listed_from[who],
            "valid_to": last,
            "residential_care": people.residential[who],
        },
    )


def close_doctors(world: World, who: Ints, last: Ints) -> None:
    """Named doctors at a health centre that one leaves."""
    people = world.people
    for source, bond in (
        ("register", people.doctor_from),
        ("local_list", people.local_from),
        ("survey", people.survey_from),
    ):
        named = who[bond[who] != NEVER]
        until = last[bond[who] != NEVER]
        began = bond[named] <= until
        _doctors(world, source, named[began], bond[named][began], until[began])
        bond[named] = NEVER


def _doctors(world: World, source: str, who: Ints, since: Ints, last: Ints) -> None:
    people = world.people
    size = len(who)
    centre = people.centre[who]
    columns = {
        "person": people.number[who],
        "unit": world.centres[centre],
        "source": np.full(size, _SOURCES[source], np.int64),
        "valid_from": since,
        "valid_to": last,
    }
    nobody = np.full(size, NEVER, np.int64)
    survey = source == "survey"
    columns["clinician"] = nobody if survey else doctor_of(world, centre, people.habit[who])
    columns["competence"] = nobody if survey else np.array(_COMPETENCES)[people.habit[who] % len(_COMPETENCES)]
    columns["chosen"] = nobody if survey else (people.habit[who] // 8 % 10 < 4).astype(np.int64)
    world.deliveries.put("named-doctors", columns)


def close_contacts(world: World, who: Ints, last: Ints) -> None:
    """Named care contacts that end on a day."""
    people = world.people
    bound = people.contact_from[who] != NEVER
    who, last = who[bound], last[bound]
    began = people.contact_from[who] <= last
    _contacts(world, who[began], last[began])
    people.contact_from[who] = NEVER


def _contacts(world: World, who: Ints, last: Ints) -> None:
    people = world.people
    # Those listed nowhere have theirs at a centre of the large town.
    first = int(np.flatnonzero(world.places.municipalities(world.centres) == municipality_number(_HOME))[0])
    centre = np.where(people.centre[who] == UNLISTED, first, people.centre[who])
    world.deliveries.put(
        "care-contacts",
        {
            "person": people.number[who],
            "unit": world.centres[centre],
            "valid_from": people.contact_from[who],
            "valid_to": last,
        },
    )


def write_open(world: World) -> None:
    """On the last day: what still lasts."""
    people = world.people
    here = np.flatnonzero(people.last == FAR)
    lasting = np.full(len(here), NEVER, np.int64)
    listed = people.centre[here] != UNLISTED
    _listings(world, here[listed], lasting[listed])
    for source, bond in (
        ("register", people.doctor_from),
        ("local_list", people.local_from),
        ("survey", people.survey_from),
    ):
        named = here[listed & (bond[here] != NEVER)]
        _doctors(world, source, named, bond[named], np.full(len(named), NEVER, np.int64))
    bound = here[people.contact_from[here] != NEVER]
    _contacts(world, bound, np.full(len(bound), NEVER, np.int64))
