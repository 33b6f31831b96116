"""Cost per patient (KPP) and DRG points, as counts by unit and month."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

CARE = CodeScheme(
    "drg_care",
    "2025",
    Label("Vårdform", "Form of care"),
    {
        "inpatient": Label("Sluten vård", "Inpatient care"),
        "outpatient": Label("Öppen vård", "Outpatient care"),
    },
)

CASE = CodeScheme(
    "drg_case",
    "2025",
    Label("Innerfall eller ytterfall", "Inlier or outlier"),
    {
        "inlier": Label("Innerfall", "Inlier"),
        "outlier": Label("Ytterfall", "Outlier"),
    },
)

FEED = Feed(
    id="drg-costs",
    title=Label("Kostnad per patient (KPP)", "Cost per patient (KPP)"),
    row=Label(
        "Vårdkontakter av ett slag vid en enhet under en månad, med poäng och kostnad.",
        "Contacts of a kind at a unit in a month, with points and cost.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("care", ColumnKind.CODE, Label("Sluten eller öppen vård", "Inpatient or outpatient care"), scheme=CARE),
        Column("case", ColumnKind.CODE, Label("Innerfall eller ytterfall", "Inlier or outlier"), scheme=CASE),
        Column("month", ColumnKind.MONTH, Label("Månaden då vårdkontakten avslutades", "The month the contact ended")),
        Column("contacts", ColumnKind.INTEGER, Label("Antal vårdkontakter", "Number of contacts"), low=Decimal(0)),
        Column("points", ColumnKind.DECIMAL, Label("DRG-poäng", "DRG points"), low=Decimal(0)),
        Column("cost", ColumnKind.AMOUNT, Label("Kostnaden", "The cost")),
    ),
    key=("unit", "care", "case", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # Costs of a whole year are settled in the spring after it, and the year's weights with them.
    look_back=18,
    carries=Label(
        "Kostnad per DRG-poäng utan ytterfall, kostnad för ytterfall, produktivitet, öppenvårdens kostnadsandel.",
        "Cost per DRG point without outliers, cost of outliers, productivity, cost share of outpatient care.",
    ),
    sample=(
        ("avd-30", "inpatient", "inlier", "2025-05", "61", "58.42", "3980000.00"),
        ("avd-30", "inpatient", "outlier", "2025-05", "2", "3.1", "910500.75"),
        ("avd-30", "outpatient", "inlier", "2025-05", "240", "9.6", "612000"),
    ),
)
