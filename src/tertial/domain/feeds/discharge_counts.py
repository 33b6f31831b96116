"""Stays with patients ready for discharge as counts, from the system that municipalities and region share."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.admissions import DELAY_CAUSE
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import SEX
from tertial.domain.label import Label

FEED = Feed(
    id="discharge-counts",
    title=Label("Samverkan vid utskrivning, antal", "Discharge exchange, counts"),
    row=Label(
        "Antalet avslutade vårdtillfällen för en enhet, en månad, ett kön och en orsak till fördröjning, där "
        "personuppgifter inte får lämnas ut.",
        "The number of ended stays of a unit, a month, a sex and a cause of delay, where persons may not be handed "
        "over.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("month", ColumnKind.MONTH, Label("Månaden då patienterna skrevs ut", "The month of the discharges")),
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Vårdenheten eller kommunen som talen gäller", "The ward or municipality counted"),
        ),
        Column("sex", ColumnKind.CODE, Label("Patienternas kön", "The patients’ sex"), scheme=SEX),
        Column(
            "delay_cause",
            ColumnKind.CODE,
            Label(
                "Orsak till fördröjning; den som inte registrerar orsaker skriver unknown",
                "The cause of delay; whoever records no causes writes unknown",
            ),
            scheme=DELAY_CAUSE,
        ),
        Column("stays", ColumnKind.INTEGER, Label("Vårdtillfällen", "Stays"), low=Decimal(0)),
        Column(
            "stays_over_a_day",
            ColumnKind.INTEGER,
            Label(
                "Vårdtillfällen där patienten var utskrivningsklar mer än ett dygn",
                "Stays where the patient was ready for discharge for more than a day",
            ),
            low=Decimal(0),
        ),
        Column(
            "days_ready",
            ColumnKind.INTEGER,
            Label("Vårddygn som utskrivningsklar", "Days spent ready for discharge"),
            required=False,
            low=Decimal(0),
        ),
    ),
    key=("month", "unit", "sex", "delay_cause"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=12,
    carries=Label(
        "Vårdtillfällen där patienten varit utskrivningsklar mer än ett dygn, vårddygn som utskrivningsklar, orsaker "
        "till fördröjd hemgång, per kommun eller enhet.",
        "Stays where the patient was ready for discharge for over a day, days ready for discharge, causes of delay, by "
        "municipality or unit.",
    ),
    sample=(
        ("2025-08", "umea", "women", "none", "52", "0", "0"),
        ("2025-08", "umea", "women", "short_term_place", "19", "17", "64"),
        ("2025-08", "umea", "men", "unknown", "48", "12", ""),
    ),
)
