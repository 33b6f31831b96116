"""Discharges: stays that have ended, in the month of the discharge."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import EVER, Fact, FactColumn, ValueType
from tertial.domain.label import Label

FACT = Fact(
    id="discharges",
    title=Label("Utskrivningar", "Discharges"),
    row=Label(
        "Ett avslutat vårdtillfälle, i månaden då patienten skrevs ut.",
        "A stay that has ended, in the month when the patient was discharged.",
    ),
    columns=(
        *columns_of_feed("admissions", "person", "unit"),
        *(
            replace(column, nullable=False)
            for column in columns_of_feed("admissions", "discharged_at_day", "discharged_at")
        ),
        *columns_of_feed("admissions", "admitted_at", "sex", "age_years", "planned", "deceased", "delay_cause"),
        FactColumn(
            "stay_days",
            ValueType.INTEGER,
            Label(
                "Vårdtid i dagar, från inskrivningens datum till utskrivningens",
                "Days of the stay, from the date of admission to that of discharge",
            ),
            nullable=False,
        ),
        FactColumn(
            "ready_over_a_day",
            ValueType.YES_NO,
            Label(
                "Patienten var kvar mer än 24 timmar som utskrivningsklar; okänt om patienten aldrig blev det",
                "The patient stayed over 24 hours after being ready for discharge; not known if never ready",
            ),
        ),
        FactColumn(
            "ready_days",
            ValueType.INTEGER,
            Label(
                "Dagar som utskrivningsklar, från datumet då patienten blev det till utskrivningens",
                "Days ready for discharge, from the date of readiness to that of discharge",
            ),
        ),
    ),
    day="discharged_at_day",
    unit="unit",
    person="person",
    sources=("admissions",),
    derived=True,
    # Stays in forensic psychiatry last for years, and the month of an event is that of the admission.
    look_back=EVER,
    official=Label(
        "Region Norrbotten, Division Nära, bilaga till delårsrapport per augusti 2022: vårdtillfällen där patienter "
        "varit utskrivningsklara mer än ett dygn. Avvikelser: bilagan säger inte hur dygnet räknas, här är det 24 "
        "timmar från det att patienten blev utskrivningsklar. Dagar räknas mellan datum, aldrig under noll. "
        "Vårdtillfällen som enligt källan slutar innan de börjar räknas inte.",
        "Region Norrbotten, Division Nära, appendix to the interim report per August 2022: stays where the patient "
        "was ready for discharge for over a day. Deviations: the appendix does not say how the day is counted, here it "
        "is 24 hours from the patient’s being ready. Days are counted between dates, never below zero. Stays that by "
        "the source end before they begin do not count.",
    ),
)
