"""Triages: digital triages, with whether each was completed, and whether and how soon it was answered."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.label import Label

(_STARTED_AT_DAY,) = columns_of_feed("digital-triage", "started_at_day")

FACT = Fact(
    id="triages",
    title=Label("Digitala triage med svar samma dag", "Digital triages with an answer the same day"),
    row=Label(
        "En påbörjad digital triage, med om och när den besvarades.",
        "A digital triage begun, with whether and when it was answered.",
    ),
    columns=(
        *columns_of_feed("digital-triage", "unit"),
        replace(_STARTED_AT_DAY, name="day"),
        *columns_of_feed("digital-triage", "outcome"),
        FactColumn(
            "completed", ValueType.YES_NO, Label("Triagen slutfördes", "The triage was completed"), nullable=False
        ),
        FactColumn(
            "same_day",
            ValueType.YES_NO,
            Label(
                "En medarbetare svarade samma dag som triagen påbörjades",
                "A member of staff answered on the day that the triage began",
            ),
            nullable=False,
        ),
        FactColumn(
            "minutes_to_answer",
            ValueType.INTEGER,
            Label("Hela minuter från början till svaret", "Whole minutes from the beginning to the answer"),
        ),
    ),
    day="day",
    unit="unit",
    person="",
    sources=("digital-triage",),
    derived=True,
    official=Label(
        "Vårdgarantin, hälso- och sjukvårdsförordningen (2017:80) 6 kap. 1 §: kontakt med primärvården samma dag. "
        "Avvikelser: dagen är det svenska datumet då triagen påbörjades, vilken tid på dygnet det än var. En triage "
        "utan svar, också en som slutade i egenvårdsråd eller avbröts, besvarades inte samma dag; vilka utfall som "
        "räknas väljer definitionen. Ett svar som anges vara tidigare än början räknas inte.",
        "The care guarantee, hälso- och sjukvårdsförordningen (2017:80) chapter 6 section 1: contact with primary care "
        "the same day. Deviations: the day is the Swedish date when the triage began, at whatever hour. A triage "
        "without answer, also one that ended in advice on self-care or was abandoned, was not answered the same day; "
        "which outcomes count the definition chooses. An answer said to be earlier than the beginning does not count.",
    ),
)
