"""Sick leave: hours of work and of absence by length, and how many were hardly or never sick, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import PROFESSION, SEX
from tertial.domain.label import Label

STAFF_AGE_BAND = CodeScheme(
    "staff_age_band",
    "2025",
    Label("Åldersgrupp", "Age band"),
    {
        "under_30": Label("29 år och yngre", "29 years and younger"),
        "from_30_to_49": Label("30–49 år", "30–49 years"),
        "from_50": Label("50 år och äldre", "50 years and older"),
    },
)
"""The three age bands in which the region reports sick leave; finer bands would point at people."""

FEED = Feed(
    id="staff-absence",
    title=Label("Sjukfrånvaro", "Sick leave"),
    row=Label(
        "Arbetstid och sjukfrånvaro för en grupp anställda vid en enhet under en månad.",
        "Working time and sick leave of a group of staff at a unit in a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("profession", ColumnKind.CODE, Label("Yrke", "Profession"), scheme=PROFESSION),
        Column("sex", ColumnKind.CODE, Label("Kön", "Sex"), scheme=SEX),
        Column("age_band", ColumnKind.CODE, Label("Åldersgrupp", "Age band"), scheme=STAFF_AGE_BAND),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        # The size of the group, so that a small one can be kept out of what is shown.
        Column("employees", ColumnKind.INTEGER, Label("Anställda i gruppen", "Employed in the group"), low=Decimal(0)),
        Column(
            "scheduled_hours",
            ColumnKind.DECIMAL,
            Label("Ordinarie arbetstid i timmar", "Scheduled working hours"),
            low=Decimal(0),
        ),
        # The cuts serve both ways to say long: 15 to 180 days with the rest beyond, and from 60 days.
        Column(
            "sick_hours_1_14",
            ColumnKind.DECIMAL,
            Label("Sjuktimmar i frånvaro på 1–14 dagar", "Hours of sick leave of 1–14 days"),
            low=Decimal(0),
        ),
        Column(
            "sick_hours_15_59",
            ColumnKind.DECIMAL,
            Label("Sjuktimmar i frånvaro på 15–59 dagar", "Hours of sick leave of 15–59 days"),
            low=Decimal(0),
        ),
        Column(
            "sick_hours_60_180",
            ColumnKind.DECIMAL,
            Label("Sjuktimmar i frånvaro på 60–180 dagar", "Hours of sick leave of 60–180 days"),
            low=Decimal(0),
        ),
        Column(
            "sick_hours_over_180",
            ColumnKind.DECIMAL,
            Label("Sjuktimmar i frånvaro på över 180 dagar", "Hours of sick leave of more than 180 days"),
            low=Decimal(0),
        ),
        # Who was not sick in a year cannot be added up from months, so the sender counts over the twelve months.
        Column(
            "employees_12_months",
            ColumnKind.INTEGER,
            Label("Anställda under tolv månader", "Employed over twelve months"),
            required=False,
            low=Decimal(0),
        ),
        Column(
            "never_sick_12_months",
            ColumnKind.INTEGER,
            Label("Av dem, utan sjukfrånvaro", "Of them, with no sick leave"),
            required=False,
            low=Decimal(0),
        ),
        Column(
            "sick_under_5_days_12_months",
            ColumnKind.INTEGER,
            Label(
                "Av dem, sjuka färre än fem kalenderdagar, de aldrig sjuka inräknade",
                "Of them, sick fewer than five calendar days, the never sick included",
            ),
            required=False,
            low=Decimal(0),
        ),
    ),
    key=("unit", "profession", "sex", "age_band", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # Certificates come late, and a leave that goes on moves from a shorter length to a longer one.
    look_back=12,
    carries=Label(
        "Sjukfrånvaro efter längd, kön, ålder och yrke, andel utan sjukfrånvaro, andel sjuka färre än fem dagar.",
        "Sick leave by length, sex, age and profession, share never sick, share sick fewer than five days.",
    ),
    sample=(
        (
            "ftv-1",
            "dental_nurse",
            "women",
            "from_30_to_49",
            "2025-05",
            "13",
            "1820",
            "46.5",
            "0",
            "80",
            "0",
            "12",
            "4",
            "7",
        ),
        ("hc-1", "nurse", "men", "under_30", "2025-05", "3", "480", "16", "0", "0", "0", "", "", ""),
        ("hc-1", "doctor", "women", "from_50", "2025-05", "4", "610.5", "0", "24", "0", "0", "4", "2", "3"),
    ),
)
