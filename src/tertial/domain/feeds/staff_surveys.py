"""Surveys of staff on engagement (HME), as answers and points by part of the index."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

PART = CodeScheme(
    "hme_part",
    "2025",
    Label("Delindex", "Part of the index"),
    {
        "motivation": Label("Motivation", "Motivation"),
        "leadership": Label("Ledarskap", "Leadership"),
        "governance": Label("Styrning", "Governance"),
    },
)

FEED = Feed(
    id="staff-surveys",
    title=Label("Hållbart medarbetarengagemang (HME)", "Sustainable staff engagement (HME)"),
    row=Label("Svaren i en del av HME vid en enhet.", "The answers to a part of HME at a unit."),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("part", ColumnKind.CODE, Label("Delindex", "Part of the index"), scheme=PART),
        Column("month", ColumnKind.MONTH, Label("Månaden då undersökningen avslutades", "The month the survey ended")),
        Column(
            "answers",
            ColumnKind.INTEGER,
            Label("Antal svar på delens frågor", "Number of answers to the part’s questions"),
            low=Decimal(0),
        ),
        # Points of 0 to 100 add up over units, and their mean is the index; an index as sent could not be rolled up.
        Column(
            "points",
            ColumnKind.DECIMAL,
            Label(
                "Summan av svarens poäng, där svaren 1–5 ger 0, 25, 50, 75 och 100",
                "Sum of the answers’ points, where answers 1–5 give 0, 25, 50, 75 and 100",
            ),
            low=Decimal(0),
        ),
    ),
    key=("unit", "part", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # The national comparison, and corrections with it, comes within the year.
    look_back=12,
    carries=Label("HME totalindex, HME ledarskap.", "The HME total index, HME leadership."),
    sample=(
        ("narsjukvard", "leadership", "2025-10", "312", "24150"),
        ("narsjukvard", "motivation", "2025-10", "315", "24900"),
    ),
)
