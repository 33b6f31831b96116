"""Coordinated individual plans (SIP) as counts, from the system that municipalities and region share."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import SEX
from tertial.domain.label import Label

FEED = Feed(
    id="coordinated-plan-counts",
    title=Label("Samordnade individuella planer (SIP), antal", "Coordinated individual plans (SIP), counts"),
    row=Label(
        "Antalet planer för en enhet, en månad och ett kön, där personuppgifter inte får lämnas ut.",
        "The number of plans of a unit, a month and a sex, where persons may not be handed over.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("month", ColumnKind.MONTH, Label("Månaden då planerna upprättades", "The month of the plans")),
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Hälsocentralen eller kommunen som talen gäller", "The health centre or municipality counted"),
        ),
        Column("sex", ColumnKind.CODE, Label("Patienternas kön", "The patients’ sex"), scheme=SEX),
        Column("plans", ColumnKind.INTEGER, Label("Upprättade planer", "Plans drawn up"), low=Decimal(0)),
        Column(
            "took_part",
            ColumnKind.INTEGER,
            Label("Planer där patienten deltog i mötet", "Plans where the patient took part in the meeting"),
            required=False,
            low=Decimal(0),
        ),
        Column(
            "named_contact",
            ColumnKind.INTEGER,
            Label("Planer med minst en fast vårdkontakt", "Plans with at least one named care contact"),
            required=False,
            low=Decimal(0),
        ),
    ),
    key=("month", "unit", "sex"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=12,
    carries=Label(
        "SIP där patienten deltagit, SIP med fast vårdkontakt, antal SIP per kommun eller hälsocentral.",
        "Plans where the patient took part, plans with a named care contact, number of plans a municipality or health "
        "centre.",
    ),
    sample=(
        ("2025-08", "umea", "women", "41", "33", "30"),
        ("2025-08", "umea", "men", "28", "20", "21"),
        ("2025-08", "dorotea", "unknown", "6", "4", ""),
    ),
)
