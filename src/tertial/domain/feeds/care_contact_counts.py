"""Named care contacts as counts, from the system that municipalities and region share."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.schemes import SEX
from tertial.domain.label import Label

FEED = Feed(
    id="care-contact-counts",
    title=Label("Fast vårdkontakt, antal", "Named care contacts, counts"),
    row=Label(
        "Antalet personer för en enhet, en månads sista dag och ett kön, där personuppgifter inte får lämnas ut.",
        "The number of persons of a unit, the last day of a month and a sex, where persons may not be handed over.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column(
            "month", ColumnKind.MONTH, Label("Månaden vars sista dag räknas", "The month whose last day is counted")
        ),
        Column(
            "unit",
            ColumnKind.UNIT,
            Label("Hälsocentralen eller kommunen som talen gäller", "The health centre or municipality counted"),
        ),
        Column("sex", ColumnKind.CODE, Label("Personernas kön", "The persons’ sex"), scheme=SEX),
        Column(
            "with_contact",
            ColumnKind.INTEGER,
            Label("Personer med minst en fast vårdkontakt", "Persons with at least one named care contact"),
            low=Decimal(0),
        ),
        Column(
            "persons",
            ColumnKind.INTEGER,
            Label("Alla personer som räknas, med och utan", "All persons counted, with and without"),
            required=False,
            low=Decimal(0),
        ),
    ),
    key=("month", "unit", "sex"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=12,
    carries=Label(
        "Andel invånare och listade med fast vårdkontakt per kommun eller hälsocentral.",
        "Share of residents and of listed with a named care contact, by municipality or health centre.",
    ),
    sample=(
        ("2025-08", "umea", "women", "1204", "2311"),
        ("2025-08", "umea", "men", "988", "2105"),
        ("2025-08", "dorotea", "unknown", "3", ""),
    ),
)
