"""The workplace: the survey of staff, events at work, and training."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import staff_surveys, training, work_incidents
from tertial.simulate.chance import Chance, Ints
from tertial.simulate.feed_rows import code
from tertial.simulate.workforce import Workforce
from tertial.simulate.world import World

SURVEY_MONTH = 10
_PARTS = (("motivation", 78), ("leadership", 76), ("governance", 73))
"""Mean points of the parts of HME, of 100; assumed, near SKR's figures for the regions."""

_ANSWERED, _QUESTIONS = 0.74, 3
_KINDS = (("near_miss", 0.011), ("accident", 0.0042), ("commuting_accident", 0.0009), ("occupational_disease", 0.0003))
"""Reports an employee and month."""

_COURSES = (
    ("crisis_preparedness", "patient_care", 0.94, 0.012),
    ("crisis_preparedness", "manager", 0.05, 0.02),
    ("racism", "manager", 0.05, 0.015),
    ("violence", "patient_care", 0.94, 0.009),
    ("care_planning", "patient_care", 0.30, 0.010),
    ("person_centred_care", "patient_care", 0.50, 0.007),
    ("employer_role", "manager", 0.05, 0.012),
    ("leading_change", "manager", 0.05, 0.016),
)
"""Course, role, the part of the staff whom it is for, and how many of them take it in a month."""

_ADMINISTRATION_COURSES = (("crisis_preparedness", 0.02), ("racism", 0.03))


def workplace(world: World, workforce: Workforce) -> None:
    """Draw and deliver the month of the workplace."""
    people = workforce.by_unit(workforce.employees, len(world.places.all))
    units = np.flatnonzero(people > 0)
    people = people[units]
    if world.month.number == SURVEY_MONTH:
        _survey(world, units, people)
    _incidents(world, units, people)
    _training(world, units, people)


def _survey(world: World, units: Ints, people: Ints) -> None:
    chance = world.chance("staff-surveys")
    own = Chance(world.seed, 0, "climate").below(17, len(units)) - 8
    for part, points in _PARTS:
        answers = np.rint(people * _ANSWERED).astype(np.int64) * _QUESTIONS
        rows = answers > 0
        # Answers are worth 0, 25, 50, 75 or 100 points, so the sum is a number of 25s.
        mean = points + own + chance.below(5, len(units)) - 2
        quarters = answers * np.clip(mean, 0, 100) // 25
        world.deliveries.put(
            "staff-surveys",
            {
                "unit": units[rows],
                "part": np.full(int(rows.sum()), code(staff_surveys.FEED, "part", part)),
                "month": np.full(int(rows.sum()), world.number),
                "answers": answers[rows],
                "points": quarters[rows] * 2500,
            },
        )


def _incidents(world: World, units: Ints, people: Ints) -> None:
    chance = world.chance("work-incidents")
    for kind, each in _KINDS:
        reports = chance.numbers(people * each)
        # Near misses are reported every month, none of them too.
        rows = (reports > 0) | (kind == "near_miss")
        world.deliveries.put(
            "work-incidents",
            {
                "unit": units[rows],
                "month": np.full(int(rows.sum()), world.number),
                "kind": np.full(int(rows.sum()), code(work_incidents.FEED, "kind", kind)),
                "reports": reports[rows],
            },
        )


def _training(world: World, units: Ints, people: Ints) -> None:
    chance = world.chance("training")
    kinds = np.array([world.places.all[number].kind for number in units.tolist()])
    office = kinds == "administration"
    for course, role, part, a_month in _COURSES:
        expected = np.maximum(np.rint(people * part).astype(np.int64), 1)
        _put(world, chance, units[~office], course, role, expected[~office], a_month)
    for course, a_month in _ADMINISTRATION_COURSES:
        _put(world, chance, units[office], course, "administration", people[office], a_month)


def _put(world: World, chance: Chance, units: Ints, course: str, role: str, expected: Ints, a_month: float) -> None:
    summer = 0.2 if world.month.number == 7 else 1.0
    completed = np.minimum(chance.numbers(expected * a_month * summer), expected)
    size = len(units)
    world.deliveries.put(
        "training",
        {
            "unit": units,
            "course": np.full(size, code(training.FEED, "course", course)),
            "role": np.full(size, code(training.FEED, "role", role)),
            "month": np.full(size, world.number),
            "completed": completed,
            "expected": expected,
        },
    )
