"""The ways in: phone calls to call-back systems with queues that fill up, and digital triage."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import digital_triage, phone_calls
from tertial.simulate.care.contacts import centre_of
from tertial.simulate.chance import Chance, Floats, Ints, Yes
from tertial.simulate.days import DAY, HOUR, MINUTE, NEVER
from tertial.simulate.effects import Quality
from tertial.simulate.feed_rows import code
from tertial.simulate.life import needs
from tertial.simulate.rhythm import Pace, next_working_days, working_day_numbers
from tertial.simulate.world import World

ERRANDS_A_YEAR = 2.1
"""Errands by phone to health centres a resident and year, those who call again counted once; assumed."""

DENTAL_ERRANDS_A_YEAR = 0.25

TRIAGES_A_YEAR, TRIAGES_MORE_A_YEAR = 0.28, 0.05

_CALL_HOURS = (8,) * 9 + (9,) * 5 + (10,) * 4 + (11,) * 2 + (12,) + (13,) * 3 + (14,) * 2 + (15,)
_LATE_HOURS = (6, 7, 7, 16, 16, 17, 18)
_WAITS = (4, 8, 12, 17, 22, 28, 35, 43, 52, 62, 74, 88, 104, 122, 142, 164, 188, 214, 240, 270)
"""Minutes from call to call-back; a twentieth each."""

_ANSWERED, _HUNG_UP, _OUT_OF_HOURS, _CALLS_AGAIN = 0.07, 0.045, 0.05, 0.36
_TURNED_AWAY = 0.62
"""Of calls without contact the same day, those that the full queue did not take."""

_MONDAY = -0.045
_TRIAGE_HOURS = (0, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 20, 21, 21, 22, 22, 23)
_LED_TO = ("self_care", "chat", "video", "booked", "phone", "emergency")
_LED_TO_WEIGHTS = (18, 44, 9, 17, 9, 3)
_ANSWERED_SAME_DAY = 0.94


def calls(world: World) -> None:
    """Draw and deliver the month's calls and triages."""
    _phone(world)
    _dental_phone(world)
    _triage(world)


def _phone(world: World) -> None:
    chance = world.chance("phone-calls")
    who, day = world.events(chance, needs(world.people, world.start), ERRANDS_A_YEAR * _fewer(world), Pace.PHONE)
    centre = centre_of(world, who)
    _deliver(world, chance, world.centres[centre], day, world.quality(Quality.SAME_DAY, centre))


def _dental_phone(world: World) -> None:
    chance = world.chance("phone-calls-dental")
    who, day = world.events(chance, np.ones(len(world.people)), DENTAL_ERRANDS_A_YEAR, Pace.PHONE)
    unit = dental_clinics(world, who)
    _deliver(world, chance, unit, day, np.full(len(who), 0.80))


def dental_clinics(world: World, who: Ints) -> Ints:
    """The dental clinic of each person: one of the municipality's, always the same."""
    clinics = world.places.of_kind("dental_clinic")
    general = clinics[world.places.weights(clinics) > 0]
    where = world.places.municipalities(general)
    order = np.argsort(where, kind="stable")
    first = where[order].searchsorted(np.arange(int(where.max()) + 1))
    several = np.bincount(where)
    home = world.people.municipality[who]
    return general[order][first[home] + world.people.habit[who] % several[home]]


def _fewer(world: World) -> float:
    return 1 - 0.02 * world.years


def _deliver(world: World, chance: Chance, unit: Ints, day: Ints, in_time: Floats) -> None:
    """First calls, then those of people who were turned away and call again the same day."""
    size = len(unit)
    errand = world.ids(size)
    open_day = np.isin(day, working_day_numbers(world.month))
    in_hours = open_day & ~chance.whether(_OUT_OF_HOURS, size)
    hour = np.where(in_hours, chance.of(_CALL_HOURS, size), chance.of(_LATE_HOURS, size))
    called = world.moments(day, hour * HOUR + chance.below(HOUR, size))
    # 1 January 1970 was a Thursday.
    monday = day % 7 == 4
    share = in_time + np.where(monday, _MONDAY, 0)
    away = _put(world, chance, unit, errand, called, in_hours, share)
    again = away & chance.whether(_CALLS_AGAIN, size)
    later = called[again] + (25 + chance.below(120, int(again.sum()))) * MINUTE
    still = later < (day[again] * DAY) + 16 * HOUR
    _put(
        world,
        chance,
        unit[again][still],
        errand[again][still],
        later[still],
        np.ones(int(still.sum()), np.bool_),
        np.full(int(still.sum()), 0.62),
    )


def _put(world: World, chance: Chance, unit: Ints, errand: Ints, called: Ints, in_hours: Yes, share: Floats) -> Yes:
    """Deliver calls; which were turned away."""
    size = len(unit)
    outcomes = {
        name: code(phone_calls.FEED, "outcome", name)
        for name in ("answered", "called_back", "not_called_back", "turned_away", "hung_up")
    }
    day = called // DAY
    hung_up = chance.whether(_HUNG_UP, size)
    soon = chance.whether(share, size)
    at_once = soon & chance.whether(_ANSWERED, size)
    away = ~soon & chance.whether(_TURNED_AWAY, size)
    next_day = ~soon & ~away & chance.whether(0.7, size)
    outcome = np.full(size, outcomes["not_called_back"])
    for which, name in ((soon | next_day, "called_back"), (at_once, "answered"), (away, "turned_away")):
        outcome[which] = outcomes[name]
    outcome[hung_up] = outcomes["hung_up"]
    waited = called + chance.of(_WAITS, size) * MINUTE + chance.below(MINUTE, size)
    # Whoever calls late is called back before the staff go home, soon after.
    closing = day * DAY + 17 * HOUR
    waited = np.where(waited > closing, np.maximum(called + 5 * MINUTE, closing - chance.below(HOUR, size)), waited)
    outside = ~in_hours
    morning = next_working_days(day) * DAY + 8 * HOUR + chance.below(2 * HOUR, size)
    back = np.where(next_day | outside, morning, waited)
    world.deliveries.put(
        "phone-calls",
        {
            "call_id": world.ids(size),
            "errand_id": errand,
            "unit": unit,
            "called_at": called,
            "in_hours": in_hours,
            "answered_at": np.where(outcome == outcomes["answered"], called + 40 + chance.below(400, size), NEVER),
            "called_back_at": world.known_moments(np.where(outcome == outcomes["called_back"], back, NEVER)),
            "outcome": outcome,
        },
    )
    return away & ~hung_up & in_hours


def _triage(world: World) -> None:
    chance = world.chance("digital-triage")
    people = world.people
    age = people.ages(world.start)
    weights = np.where(age >= 75, 0.35, np.where(age >= 16, 1.1, 0.9))
    a_year = TRIAGES_A_YEAR + TRIAGES_MORE_A_YEAR * world.years
    who, day = world.events(chance, weights, a_year, Pace.DIGITAL)
    size = len(who)
    started = world.moments(day, chance.of(_TRIAGE_HOURS, size) * HOUR + chance.below(HOUR, size))
    completed = chance.whether(0.84, size)
    led_to = np.array([code(digital_triage.FEED, "outcome", name) for name in _LED_TO])
    outcome = np.where(
        completed, led_to[chance.one_of(_LED_TO_WEIGHTS, size)], code(digital_triage.FEED, "outcome", "abandoned")
    )
    done = started + (3 + chance.below(9, size)) * MINUTE
    answered = completed & (outcome != led_to[0]) & chance.whether(0.97, size)
    open_until = day * DAY + 22 * HOUR
    first = np.maximum(done + chance.of(_WAITS, size) * MINUTE // 3, day * DAY + 7 * HOUR + chance.below(HOUR, size))
    same_day = (first < open_until) & chance.whether(_ANSWERED_SAME_DAY, size)
    tomorrow = (day + 1) * DAY + 8 * HOUR + chance.below(3 * HOUR, size)
    world.deliveries.put(
        "digital-triage",
        {
            "triage_id": world.ids(size),
            "unit": world.centres[centre_of(world, who)],
            "started_at": started,
            "completed_at": np.where(completed, world.known_moments(done), NEVER),
            "answered_at": np.where(answered, world.known_moments(np.where(same_day, first, tomorrow)), NEVER),
            "outcome": outcome,
        },
    )
