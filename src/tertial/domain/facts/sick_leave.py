"""Sick leave: hours of sick leave beside the scheduled hours, of groups of staff by month."""

from __future__ import annotations

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.label import Label

FACT = Fact(
    id="sick-leave",
    title=Label("Sjukfrånvaro av arbetstiden", "Sick leave of working time"),
    row=Label(
        "En grupp anställda vid en enhet under en månad, med sjuktimmar och ordinarie arbetstid.",
        "A group of staff at a unit in a month, with hours of sick leave and scheduled hours.",
    ),
    columns=(
        *columns_of_feed(
            "staff-absence", "unit", "month", "sex", "age_band", "profession", "employees", "scheduled_hours"
        ),
        FactColumn(
            "sick_hours",
            ValueType.DECIMAL,
            Label("Sjuktimmar, oavsett frånvarons längd", "Hours of sick leave of any length"),
            nullable=False,
        ),
        FactColumn(
            "sick_hours_60",
            ValueType.DECIMAL,
            Label("Sjuktimmar i frånvaro på 60 dagar eller mer", "Hours of sick leave of 60 days or more"),
            nullable=False,
        ),
    ),
    day="month",
    unit="unit",
    person="",
    sources=("staff-absence",),
    derived=True,
    official=Label(
        "Lagen (2018:597) om kommunal bokföring och redovisning, prop. 2002/03:6: sjukfrånvaro i procent av de "
        "anställdas sammanlagda ordinarie arbetstid, och den del som avser frånvaro under en sammanhängande tid "
        "av 60 dagar eller mer. Avvikelser: inga; små grupper döljs när siffrorna lämnas ut, inte här.",
        "Lagen (2018:597) om kommunal bokföring och redovisning, prop. 2002/03:6: sick leave in per cent of the "
        "staff’s scheduled working hours in all, and the part of it in absence of 60 days or more without a break. "
        "Deviations: none; small groups are hidden when figures are released, not here.",
    ),
)
