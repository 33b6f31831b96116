"""Injuries found in the marker-based review of records, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="care-injuries",
    title=Label("Vårdskador vid journalgranskning", "Care injuries found in record review"),
    row=Label("Granskade vårdtillfällen vid en enhet under en månad.", "Admissions reviewed at a unit in a month."),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten som vårdtillfället skrevs ut från", "The unit of discharge")),
        Column("month", ColumnKind.MONTH, Label("Månaden för utskrivningen", "The month of discharge")),
        Column(
            "reviewed",
            ColumnKind.INTEGER,
            Label("Antal granskade vårdtillfällen", "Admissions reviewed"),
            low=Decimal(0),
        ),
        Column(
            "with_injury",
            ColumnKind.INTEGER,
            Label(
                "Vårdtillfällen med minst en vårdskada, en skada som hade kunnat undvikas",
                "Admissions with at least one injury that could have been avoided",
            ),
            low=Decimal(0),
        ),
    ),
    key=("unit", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # A sample of records is reviewed months after discharge.
    look_back=12,
    carries=Label(
        "Andel vårdtillfällen med vårdskada i sluten somatisk vård.", "Share of somatic admissions with a care injury."
    ),
    sample=(
        ("avd-30", "2025-02", "20", "1"),
        ("avd-31", "2025-02", "20", "0"),
    ),
)
