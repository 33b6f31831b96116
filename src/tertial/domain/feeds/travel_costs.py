"""The cost of business travel on chosen accounts, by unit and month."""

from __future__ import annotations

from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

MEANS = CodeScheme(
    "travel_means",
    "2025",
    Label("Slag av resekostnad", "Kind of travel cost"),
    {
        "flight": Label("Flyg", "Flight"),
        "rail_bus": Label("Tåg och buss", "Train and bus"),
        "own_car": Label("Egen bil i tjänsten", "Own car on duty"),
        "hired_car": Label("Hyrbil och taxi", "Hired car and taxi"),
        "lodging": Label("Logi", "Lodging"),
        "other": Label("Annan resekostnad", "Other travel cost"),
    },
)

FEED = Feed(
    id="travel-costs",
    title=Label("Kostnader för tjänsteresor", "Cost of business travel"),
    row=Label(
        "En enhets kostnad för ett slag av tjänsteresor under en månad.",
        "A unit’s cost of a kind of business travel in a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("means", ColumnKind.CODE, Label("Slag av resekostnad", "Kind of travel cost"), scheme=MEANS),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        # Travel between the places where one works cannot be avoided, so an indicator may leave it out.
        Column(
            "between_workplaces",
            ColumnKind.YES_NO,
            Label("Resor mellan ordinarie tjänstgöringsorter", "Travel between ordinary places of work"),
        ),
        Column("cost", ColumnKind.AMOUNT, Label("Kostnaden", "The cost")),
    ),
    key=("unit", "means", "month", "between_workplaces"),
    event="month",
    delivery=Delivery.DELTA,
    # The books of a year stay open into the second month of the next.
    look_back=14,
    carries=Label(
        "Kostnader för tjänsteresor på valda konton jämfört med 2023.",
        "Cost of business travel on chosen accounts against 2023.",
    ),
    sample=(
        ("avd-30", "flight", "2025-05", "no", "18450.00"),
        ("avd-30", "own_car", "2025-05", "yes", "3120.50"),
    ),
)
