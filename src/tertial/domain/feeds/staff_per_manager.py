"""How many people managers lead, as counts by the size of the group."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

SPAN = CodeScheme(
    "manager_span",
    "2025",
    Label("Medarbetare per chef", "Staff to a manager"),
    {
        "1_9": Label("1–9", "1–9"),
        "10_14": Label("10–14", "10–14"),
        "15_19": Label("15–19", "15–19"),
        "20_35": Label("20–35", "20–35"),
        "36_50": Label("36–50", "36–50"),
        "over_50": Label("Fler än 50", "More than 50"),
    },
)
"""Bands whose edges serve the benchmarks 15–35 and 20–35."""

FEED = Feed(
    id="staff-per-manager",
    title=Label("Medarbetare per chef", "Staff to a manager"),
    row=Label(
        "Chefer med lika stora grupper vid en enhet i slutet av en månad.",
        "The managers with groups of a size at a unit at the end of a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten som cheferna hör till", "The unit that the managers belong to")),
        Column("span", ColumnKind.CODE, Label("Gruppens storlek", "Size of the group"), scheme=SPAN),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column("managers", ColumnKind.INTEGER, Label("Antal chefer", "Number of managers"), low=Decimal(0)),
        Column(
            "staff",
            ColumnKind.INTEGER,
            Label("Antal direkt underställda medarbetare", "Number of staff who report to them"),
            low=Decimal(0),
        ),
    ),
    key=("unit", "span", "month"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Medarbetare per chef, andel chefer inom riktmärket.",
        "Staff to a manager, share of managers within the benchmark.",
    ),
    sample=(
        ("narsjukvard", "20_35", "2025-05", "7", "189"),
        ("narsjukvard", "36_50", "2025-05", "2", "81"),
    ),
)
