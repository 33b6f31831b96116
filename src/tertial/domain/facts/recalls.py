"""Recalls: dental examinations by the month when they are due, with whether the patient was called in time."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.label import Label

MOST_MONTHS_LATE = 3

(_DUE,) = columns_of_feed("dental-recalls", "due")

FACT = Fact(
    id="recalls",
    title=Label("Kallelser i tid i tandvården", "Dental recalls in time"),
    row=Label(
        "En patients undersökning, i månaden då den ska göras enligt revisionsintervallet.",
        "A patient’s examination, in the month when it is due by the recall interval.",
    ),
    columns=(
        *columns_of_feed("dental-recalls", "person", "unit"),
        replace(_DUE, name="day"),
        *columns_of_feed("dental-recalls", "sex", "age_years", "interval_months"),
        FactColumn(
            "in_time",
            ValueType.YES_NO,
            Label(
                "Patienten kallades i tid, högst tre månader sent", "The patient was called at most three months late"
            ),
            nullable=False,
        ),
        FactColumn(
            "days_late",
            ValueType.INTEGER,
            Label(
                "Dagar från revisionsintervallets slut till dagen patienten kallades till; under noll om tidigare",
                "Days from when it was due to the day the patient was called to; below zero if earlier",
            ),
        ),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("dental-recalls",),
    derived=True,
    # Nothing of a later month is read, but a call of the next three months, and its registration, changes the row.
    look_ahead=4,
    official=Label(
        "Region Norrbotten, Division Nära, bilaga till delårsrapport per augusti 2022: barn och unga kallade i tid "
        "till undersökning, högst tre månaders försening. Avvikelser: alla åldrar finns med, varje definition väljer. "
        "Tre månader räknas till samma datum, eller till månadens sista dag där datumet saknas. Den som inte har "
        "kallats är inte kallad i tid.",
        "Region Norrbotten, Division Nära, appendix to the interim report per August 2022: children and young people "
        "called to an examination in time, at most three months late. Deviations: every age is there, each definition "
        "chooses. Three months run to the same day number, or to the month’s last day where there is no such day. "
        "Whoever has not been called has not been called in time.",
    ),
)
