"""Readmissions: discharges, with whether the person came back unplanned within 7 and 30 days."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.facts.discharges import FACT as DISCHARGES
from tertial.domain.label import Label

FACT = Fact(
    id="readmissions",
    title=Label("Återinskrivningar", "Readmissions"),
    row=Label(
        "En utskrivning, med vad som hände patienten de närmaste 30 dagarna.",
        "A discharge, with what became of the patient in the next 30 days.",
    ),
    columns=(
        *columns_of_feed("admissions", "person", "unit"),
        replace(DISCHARGES.column("discharged_at_day"), name="day"),
        *columns_of_feed("admissions", "sex", "age_years", "planned", "deceased"),
        FactColumn(
            "readmitted_30_days",
            ValueType.YES_NO,
            Label(
                "Nästa inskrivning är oplanerad och börjar inom 30 dagar",
                "The next admission is unplanned and begins within 30 days",
            ),
            nullable=False,
        ),
        FactColumn(
            "readmitted_7_days",
            ValueType.YES_NO,
            Label(
                "Nästa inskrivning är oplanerad och börjar inom 7 dagar",
                "The next admission is unplanned and begins within 7 days",
            ),
            nullable=False,
        ),
        FactColumn(
            "days_to_next",
            ValueType.INTEGER,
            Label(
                "Dagar mellan utskrivningens datum och nästa inskrivnings, om den börjar inom 30 dagar",
                "Days between the dates of discharge and of the next admission, if that begins within 30 days",
            ),
        ),
        FactColumn(
            "next_planned",
            ValueType.YES_NO,
            Label(
                "Nästa inskrivning var planerad, om den börjar inom 30 dagar",
                "The next admission was planned, if it begins within 30 days",
            ),
        ),
        FactColumn(
            "transferred",
            ValueType.YES_NO,
            Label(
                "Vården fortsatte direkt: nästa inskrivning börjar i samma stund",
                "The care went on at once: the next admission begins at the same instant",
            ),
            nullable=False,
        ),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("admissions",),
    derived=True,
    look_back=DISCHARGES.look_back,
    # From 31 January 30 days reach into March.
    look_ahead=2,
    official=Label(
        "Region Norrbotten, Division Nära, bilaga till delårsrapport per augusti 2022: oplanerade återinskrivningar "
        "inom 30 dagar för personer 65 år eller äldre. Avvikelser: bilagan säger inte hur dagarna räknas, här är de 30 "
        "gånger 24 timmar från utskrivningen och den sista stunden räknas inte in. Bara patientens närmast följande "
        "inskrivning hos samma vårdgivare prövas, så att en inskrivning är återinskrivning till högst en utskrivning. "
        "Avlidna, och vård som fortsätter direkt på en annan enhet, finns kvar med egna kolumner: varje definition "
        "väljer.",
        "Region Norrbotten, Division Nära, appendix to the interim report per August 2022: unplanned readmissions "
        "within 30 days of persons aged 65 or more. Deviations: the appendix does not say how days are counted, here "
        "they are 30 times 24 hours from the discharge, the last instant not included. Only the patient’s very next "
        "admission at the same care provider is tried, so that an admission is the readmission of one discharge at "
        "most. Patients who died, and care that went on at once at another unit, are kept, with columns of their own: "
        "each definition chooses.",
    ),
)
