"""Observed compliance with the hygiene and clothing rules, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="hygiene-checks",
    title=Label("Basala hygienrutiner och klädregler", "Basic hygiene and clothing rules"),
    row=Label("En enhets observationer under en månad.", "A unit’s observations in a month."),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten som observerades", "The unit observed")),
        Column("month", ColumnKind.MONTH, Label("Månaden för mätningen", "The month of the measurement")),
        Column(
            "observations", ColumnKind.INTEGER, Label("Antal observationer", "Number of observations"), low=Decimal(0)
        ),
        Column(
            "hygiene_followed",
            ColumnKind.INTEGER,
            Label("Observationer där alla hygienregler följdes", "Observations with every hygiene rule followed"),
            low=Decimal(0),
        ),
        Column(
            "clothing_followed",
            ColumnKind.INTEGER,
            Label("Observationer där alla klädregler följdes", "Observations with every clothing rule followed"),
            low=Decimal(0),
        ),
    ),
    key=("unit", "month"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Följsamhet till hygienregler och till klädregler, enheter som mäter och enheter med full följsamhet.",
        "Compliance with hygiene and with clothing rules, units that measure and units with full compliance.",
    ),
    sample=(
        ("ftv-1", "2025-05", "20", "19", "20"),
        ("hc-1", "2025-05", "15", "11", "15"),
    ),
)
