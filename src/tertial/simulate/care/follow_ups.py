"""What visits and stays lead to: reviews of drugs, advice, questions, assessments, strategies and agreements."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import contacts as contacts_feed
from tertial.domain.feeds import lifestyle_advice, medication_reviews, suicide_assessments, violence_questions
from tertial.simulate.care.contacts import Contacts, profession
from tertial.simulate.care.hospital import Stays
from tertial.simulate.chance import Chance, Floats, Ints, Yes
from tertial.simulate.days import DAY, NEVER
from tertial.simulate.effects import Quality
from tertial.simulate.feed_rows import code
from tertial.simulate.people import UNLISTED
from tertial.simulate.world import World

_PHONE = code(contacts_feed.FEED, "mode", "phone")

_DRUGS = (0, 1, 2, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 11, 12, 14, 17)
"""Drugs of people from 75 years; a twentieth each."""

_HABITS = ("tobacco", "alcohol", "physical_activity", "eating")
_AT_RISK = (0.14, 0.16, 0.38, 0.27)
_MEASURES = ("none", "simple", "counselling", "qualified_counselling", "activity_prescription")
_MEASURE_WEIGHTS = (30, 34, 25, 5, 6)
_DIAGNOSES, _DIAGNOSIS_WEIGHTS = ("depression", "anxiety", "both"), (42, 40, 18)
_ANSWERS, _ANSWER_WEIGHTS = ("no", "yes", "no_answer"), (91, 6, 3)


def follow_ups(world: World, contacts: Contacts, stays: Stays) -> None:
    """Draw and deliver what the month's contacts and stays lead to."""
    _medication(world, contacts, stays)
    _lifestyle(world, contacts)
    _violence(world, contacts)
    _suicide(world, contacts)
    _palliative(world, contacts, stays)
    _agreements(world, contacts)


def _by_centre(world: World, quality: Quality, centre: Ints) -> Floats:
    """The chance of a quality at the centres of contacts; the usual where the unit is no centre."""
    return world.quality(quality, np.maximum(centre, 0))


def _visits(contacts: Contacts, *professions: str) -> Yes:
    """Contacts face to face with professions."""
    jobs = np.isin(contacts.profession, [profession(name) for name in professions])
    found: Yes = jobs & (contacts.mode != _PHONE)
    return found


def _medication(world: World, contacts: Contacts, stays: Stays) -> None:
    chance = world.chance("medication-reviews")
    people = world.people
    old = people.ages(world.start) >= 75
    at_visit = _visits(contacts, "doctor") & (contacts.centre != UNLISTED) & old[contacts.who]
    ids = world.ids(int(at_visit.sum()))
    visit = contacts.chosen(at_visit)
    reviewed = chance.whether(_by_centre(world, Quality.REVIEWED, contacts.centre[at_visit]), len(ids))
    _reviews(world, chance, ids, *visit, "visit", reviewed, None)
    elder = old[stays.who]
    who, unit = stays.who[elder], stays.unit[elder]
    size = len(who)
    _reviews(
        world, chance, stays.id[elder], who, unit, stays.admitted[elder] // DAY, "admission",
        chance.whether(0.55, size), None,
    )  # fmt: skip
    left = stays.left[elder] // DAY
    gone = left <= world.end
    _reviews(
        world, chance, stays.id[elder][gone], who[gone], unit[gone], left[gone], "discharge",
        chance.whether(0.60, size)[gone], chance.whether(0.62, size)[gone],
    )  # fmt: skip


def _reviews(
    world: World,
    chance: Chance,
    ids: Ints,
    who: Ints,
    unit: Ints,
    day: Ints,
    occasion: str,
    reviewed: Yes,
    report: Yes | None,
) -> None:
    size = len(ids)
    world.deliveries.put(
        "medication-reviews",
        {
            "occasion_id": ids,
            "person": world.people.number[who],
            "unit": unit,
            "date": day,
            "occasion": np.full(size, code(medication_reviews.FEED, "occasion", occasion)),
            "drugs": chance.of(_DRUGS, size),
            "reviewed": reviewed,
            "report": np.full(size, NEVER) if report is None else report,
        },
    )


def _lifestyle(world: World, contacts: Contacts) -> None:
    chance = world.chance("lifestyle-advice")
    grown = world.people.ages(world.start) >= 18
    asked = _visits(contacts, "doctor", "nurse") & (contacts.centre != UNLISTED) & grown[contacts.who]
    asked &= chance.whether(_by_centre(world, Quality.ADVICE, contacts.centre) * 0.45, len(asked))
    who, unit, day = contacts.chosen(asked)
    size = len(who)
    measures = np.array([code(lifestyle_advice.FEED, "advice", name) for name in _MEASURES])
    for habit, at_risk in zip(_HABITS, _AT_RISK, strict=True):
        taken_up = chance.whether(0.6, size)
        risk = chance.whether(at_risk, size)
        active = habit == "physical_activity"
        drawn = measures[chance.one_of(_MEASURE_WEIGHTS if active else _MEASURE_WEIGHTS[:-1], size)]
        advice = np.where(risk, drawn, measures[0])
        rows = int(taken_up.sum())
        world.deliveries.put(
            "lifestyle-advice",
            {
                "advice_id": world.ids(rows),
                "person": world.people.number[who[taken_up]],
                "unit": unit[taken_up],
                "date": day[taken_up],
                "habit": np.full(rows, code(lifestyle_advice.FEED, "habit", habit)),
                "at_risk": risk[taken_up],
                "advice": advice[taken_up],
            },
        )


def _violence(world: World, contacts: Contacts) -> None:
    chance = world.chance("violence-questions")
    grown = world.people.ages(world.start) >= 18
    share = np.where(world.people.woman, 0.17, 0.08) + 0.012 * world.years
    midwife = contacts.profession == profession("midwife")
    share_of = np.where(midwife, 0.45, share[contacts.who])
    asked = contacts.first & grown[contacts.who] & (contacts.mode != _PHONE)
    asked &= chance.whether(share_of, len(asked))
    who, unit, day = contacts.chosen(asked)
    size = len(who)
    answers = np.array([code(violence_questions.FEED, "answer", name) for name in _ANSWERS])
    world.deliveries.put(
        "violence-questions",
        {
            "question_id": world.ids(size),
            "person": world.people.number[who],
            "unit": unit,
            "date": day,
            "answer": answers[chance.one_of(_ANSWER_WEIGHTS, size)],
        },
    )


def _suicide(world: World, contacts: Contacts) -> None:
    chance = world.chance("suicide-assessments")
    grown = world.people.ages(world.start) >= 13
    found = _visits(contacts, "doctor", "psychologist", "counsellor") & (contacts.centre != UNLISTED)
    found &= grown[contacts.who]
    share = np.where(contacts.profession == profession("doctor"), 0.045, 0.18)
    found &= chance.whether(share, len(found))
    who, unit, day = contacts.chosen(found)
    size = len(who)
    assessed = chance.whether(_by_centre(world, Quality.SUICIDE_ASSESSED, contacts.centre[found]), size)
    later = np.where(chance.whether(0.7, size), 0, chance.below(60, size))
    diagnoses = np.array([code(suicide_assessments.FEED, "diagnosis", name) for name in _DIAGNOSES])
    world.deliveries.put(
        "suicide-assessments",
        {
            "diagnosis_id": world.ids(size),
            "person": world.people.number[who],
            "unit": unit,
            "date": day,
            "diagnosis": diagnoses[chance.one_of(_DIAGNOSIS_WEIGHTS, size)],
            "assessed": world.known(np.where(assessed, day + later, NEVER)),
        },
    )


def _palliative(world: World, contacts: Contacts, stays: Stays) -> None:
    chance = world.chance("palliative-strategies")
    ages = world.people.ages(world.start)
    old = ages[stays.who] >= 65
    in_ward = old & chance.whether(0.035, len(old))
    at_home = (contacts.centre != UNLISTED) & (ages[contacts.who] >= 75)
    at_home &= (contacts.profession == profession("doctor")) & chance.whether(0.008, len(at_home))
    who = np.concatenate((stays.who[in_ward], contacts.who[at_home]))
    unit = np.concatenate((stays.unit[in_ward], contacts.unit[at_home]))
    day = np.concatenate((stays.admitted[in_ward] // DAY, contacts.day[at_home]))
    size = len(who)
    strategy = np.where(chance.whether(0.52, size), day + chance.below(40, size), NEVER)
    world.deliveries.put(
        "palliative-strategies",
        {
            "diagnosis_id": world.ids(size),
            "person": world.people.number[who],
            "unit": unit,
            "date": day,
            "strategy": world.known(strategy),
        },
    )


def _agreements(world: World, contacts: Contacts) -> None:
    chance = world.chance("documented-agreements")
    agreed = (contacts.centre != UNLISTED) & chance.whether(0.004 + 0.0015 * world.years, len(contacts.who))
    who, unit, day = contacts.chosen(agreed)
    size = len(who)
    known = chance.whether(0.93, size)
    world.deliveries.put(
        "documented-agreements",
        {
            "agreement_id": world.ids(size),
            "person": world.people.number[who],
            "unit": unit,
            "agreed": day,
            "named_contact": chance.whether(0.71, size),
            "joint_plan": np.where(known, chance.whether(0.48, size), NEVER),
            "agreed_time": chance.whether(0.57, size),
        },
    )
