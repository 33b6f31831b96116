"""What patients and residents say in surveys, and what they do in digital services; remote consultations too."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import patient_surveys, self_service
from tertial.simulate.chance import Chance, Ints
from tertial.simulate.feed_rows import code
from tertial.simulate.place_names import REGION
from tertial.simulate.rhythm import Pace, volume
from tertial.simulate.staffing import list_sizes
from tertial.simulate.world import World

PATIENT_SURVEY_MONTH, BAROMETER_MONTH = 11, 12
_QUESTIONS = (
    ("overall", 790), ("respect", 870), ("emotional_support", 740), ("participation", 780), ("information", 750),
    ("continuity", 640), ("access", 800),
)  # fmt: skip
"""Positive answers of a thousand; assumed, near Nationell patientenkät for primary care."""

_BAROMETER = (("trust", 610), ("named_doctor", 180), ("knows_digital_service", 890))
"""Named doctor by the survey: 18 per cent, where the register says 10."""

_DIGITAL_VISIT = 830
_ANSWERS_A_LISTED = 0.011
_BAROMETER_ANSWERS = 1000

_SERVICES = (
    ("book", 0.022, 5), ("rebook", 0.010, 5), ("cancel", 0.012, 4), ("request_time", 0.030, 3),
    ("renew_prescription", 0.085, 4), ("contact_me", 0.028, 2), ("message", 0.040, 0), ("form", 0.016, 6),
    ("lifestyle_support", 0.002, 0), ("other", 0.006, 0),
)  # fmt: skip
"""Service, uses a listed and month, and minutes of staff time earned by a use."""

_GROWTH = 0.11


def voices(world: World) -> None:
    """Draw and deliver the month."""
    if world.month.number == PATIENT_SURVEY_MONTH:
        _patient_survey(world)
    if world.month.number == BAROMETER_MONTH:
        _barometer(world)
    _digital_visits(world)
    _self_service(world)
    _remote(world)


def _patient_survey(world: World) -> None:
    chance = world.chance("patient-surveys")
    own = Chance(world.seed, 0, "patients' view").below(121, len(world.centres)) - 60
    for question, positive in _QUESTIONS:
        for sex, share in (("women", 0.57), ("men", 0.43)):
            answers = chance.numbers(list_sizes(world) * _ANSWERS_A_LISTED * share)
            _put(world, chance, world.centres, "patient_survey", question, sex, answers, positive + own)


def _barometer(world: World) -> None:
    chance = world.chance("barometer")
    region = np.array([world.places.number(REGION)])
    for question, positive in _BAROMETER:
        for sex, share in (("women", 0.52), ("men", 0.48)):
            answers = np.array([int(_BAROMETER_ANSWERS * share)])
            _put(world, chance, region, "barometer", question, sex, answers, np.array([positive]))


def _digital_visits(world: World) -> None:
    chance = world.chance("digital-visit-survey")
    for sex, share in (("women", 0.6), ("men", 0.4)):
        answers = chance.numbers(list_sizes(world) * 0.002 * share * (1 + _GROWTH * world.years))
        positive = np.full(len(answers), _DIGITAL_VISIT)
        _put(world, chance, world.centres, "own", "digital_visit", sex, answers, positive)


def _put(
    world: World, chance: Chance, units: Ints, survey: str, question: str, sex: str, answers: Ints, positive: Ints
) -> None:
    rows = answers > 0
    units, answers, positive = units[rows], answers[rows], positive[rows]
    if not len(units):
        return
    # Each answer by itself.
    most = int(answers.max())
    given = np.arange(most)[None, :] < answers[:, None]
    yes = chance.shares(len(units) * most).reshape(-1, most) < (positive / 1000)[:, None]
    size = len(units)
    world.deliveries.put(
        "patient-surveys",
        {
            "unit": units,
            "survey": np.full(size, code(patient_surveys.FEED, "survey", survey)),
            "question": np.full(size, code(patient_surveys.FEED, "question", question)),
            "sex": np.full(size, code(patient_surveys.FEED, "sex", sex)),
            "month": np.full(size, world.number),
            "answers": answers,
            "positive": np.count_nonzero(given & yes, axis=1),
        },
    )


def _self_service(world: World) -> None:
    chance = world.chance("self-service")
    clinics = world.places.of_kind("dental_clinic")
    general = clinics[world.places.weights(clinics) > 0]
    people = world.places.weights(general) * world.scale * 27.5
    month = volume(world.month, Pace.DIGITAL) * (1 + _GROWTH * world.years)
    dental = {"book", "rebook", "cancel", "contact_me", "form"}
    for service, a_month, minutes in _SERVICES:
        uses = chance.numbers(list_sizes(world) * a_month * month)
        units = world.centres
        if service in dental:
            units = np.concatenate((units, general))
            uses = np.concatenate((uses, chance.numbers(people * a_month * 0.4 * month)))
        size = len(units)
        hours = uses * minutes * 100 // 60
        world.deliveries.put(
            "self-service",
            {
                "unit": units,
                "service": np.full(size, code(self_service.FEED, "service", service)),
                "month": np.full(size, world.number),
                "uses": uses,
                "hours_earned": hours if minutes else np.full(size, -1),
            },
        )


def _remote(world: World) -> None:
    """Dental clinics ask the specialists, health centres of the inland the hospital's skin clinic."""
    chance = world.chance("remote-consultations")
    clinics = world.places.of_kind("dental_clinic")
    weights = world.places.weights(clinics)
    special, general = clinics[weights == 0], clinics[weights > 0]
    public = world.centres[np.array(world.places.is_public(world.centres))]
    skin = world.places.number("alvsunda-sjukhus-mott-hud")
    asking = np.concatenate((general, public))
    answering = np.concatenate((np.full(len(general), special[0]), np.full(len(public), skin)))
    growth = 1 + 0.2 * world.years
    each = np.concatenate((np.full(len(general), 2.2), np.full(len(public), 3.0))) * world.scale * growth
    asked = chance.numbers(each * volume(world.month, Pace.OFFICE))
    rows = asked > 0
    world.deliveries.put(
        "remote-consultations",
        {
            "unit": asking[rows],
            "answering_unit": answering[rows],
            "month": np.full(int(rows.sum()), world.number),
            "consultations": asked[rows],
        },
    )
