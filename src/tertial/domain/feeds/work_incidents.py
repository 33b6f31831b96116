"""Near misses and injuries at work, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

KIND = CodeScheme(
    "work_incident",
    "2025",
    Label("Slag av arbetsmiljöhändelse", "Kind of event at work"),
    {
        "near_miss": Label("Tillbud", "Near miss"),
        "accident": Label("Olycksfall", "Accident"),
        "commuting_accident": Label("Färdolycksfall", "Commuting accident"),
        "occupational_disease": Label("Arbetssjukdom", "Occupational disease"),
    },
)

FEED = Feed(
    id="work-incidents",
    title=Label("Tillbud och arbetsskador", "Near misses and injuries at work"),
    row=Label("Antal anmälningar av ett slag vid en enhet under en månad.", "Reports of a kind at a unit in a month."),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Arbetsplatsens enhet", "The workplace’s unit")),
        Column("month", ColumnKind.MONTH, Label("Månaden då anmälan gjordes", "The month of the report")),
        Column("kind", ColumnKind.CODE, Label("Slag av händelse", "Kind of event"), scheme=KIND),
        Column("reports", ColumnKind.INTEGER, Label("Antal anmälningar", "Number of reports"), low=Decimal(0)),
    ),
    key=("unit", "month", "kind"),
    event="month",
    delivery=Delivery.DELTA,
    # A near miss may be found to be an injury when it is looked into.
    look_back=6,
    carries=Label(
        "Antal tillbudsrapporter, antal anmälda olycksfall och arbetsskador.",
        "Near misses reported, accidents and injuries at work reported.",
    ),
    sample=(
        ("avd-30", "2025-05", "near_miss", "6"),
        ("avd-30", "2025-05", "accident", "1"),
        ("ftv-1", "2025-05", "near_miss", "0"),
    ),
)
