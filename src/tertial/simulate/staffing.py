"""Who works where: how many doctors and nurses a health centre has, and which of them a patient meets."""

from __future__ import annotations

import numpy as np

from tertial.simulate.chance import Chance, Floats, Ints
from tertial.simulate.places import people_shares
from tertial.simulate.world import World

LISTED_PER_DOCTOR, LISTED_PER_NURSE = 2100, 1500

_UNIT = 10_000
"""The ids of a unit's clinicians begin at its number times this."""

_DOCTORS, _HIRED, _NURSES, _OTHERS = 0, 1_000, 3_000, 5_000
_HIRED_A_MONTH = 4
_OTHERS_EACH = 50


def list_sizes(world: World) -> Floats:
    """How many are listed at each health centre, about."""
    weights = world.places.weights(world.centres).astype(np.float64)
    where = world.places.municipalities(world.centres)
    together = np.bincount(where, weights=weights)
    return weights / together[where] * people_shares()[where] * world.size


def doctors_at(world: World) -> Ints:
    """Doctors of its own at each health centre; even the smallest has three, who are there by turns."""
    found = np.rint(list_sizes(world) / LISTED_PER_DOCTOR * 0.9).astype(np.int64)
    return np.maximum(found, 3)


def doctor_of(world: World, centre: Ints, habit: Ints) -> Ints:
    """The doctor of the centre whom a person usually meets."""
    return world.centres[centre] * _UNIT + _DOCTORS + habit % doctors_at(world)[centre]


def doctors_met(world: World, chance: Chance, centre: Ints, habit: Ints, same: Floats) -> Ints:
    """The doctors met at contacts: the usual one with a chance, else any of the centre's or one hired for the month."""
    size = len(centre)
    usual = doctor_of(world, centre, habit)
    seats = doctors_at(world)[centre]
    other = world.centres[centre] * _UNIT + _DOCTORS + chance.below(1 << 30, size) % seats
    hired = world.centres[centre] * _UNIT + _HIRED + world.number % 300 * _HIRED_A_MONTH
    hired += chance.below(_HIRED_A_MONTH, size)
    found = np.where(chance.whether(0.3, size), hired, other)
    return np.where(chance.whether(same, size), usual, found)


def nurses_met(world: World, chance: Chance, centre: Ints, habit: Ints) -> Ints:
    """The nurses met at contacts: the usual one in three of ten, else any of the centre's."""
    size = len(centre)
    seats = np.maximum(np.rint(list_sizes(world) / LISTED_PER_NURSE).astype(np.int64), 1)[centre]
    drawn = np.where(chance.whether(0.3, size), habit, chance.below(1 << 15, size)) % seats
    found: Ints = world.centres[centre] * _UNIT + _NURSES + drawn
    return found


def others_met(unit: Ints, profession: Ints, habit: Ints) -> Ints:
    """The others met at contacts with a unit: one of two of each profession, always the same for a person."""
    return unit * _UNIT + _OTHERS + profession * _OTHERS_EACH + habit % 2


def specialists_met(chance: Chance, unit: Ints, habit: Ints) -> Ints:
    """The doctors met at a hospital's clinic: the usual one half of the time, of six."""
    size = len(unit)
    drawn = np.where(chance.whether(0.4, size), habit, chance.below(1 << 15, size)) % 6
    found: Ints = unit * _UNIT + _DOCTORS + drawn
    return found
