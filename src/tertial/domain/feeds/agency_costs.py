"""The cost of agency staff beside the cost of own staff, by unit and month."""

from __future__ import annotations

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="agency-costs",
    title=Label("Kostnad för inhyrd personal", "Cost of agency staff"),
    row=Label(
        "En enhets kostnad för inhyrd och egen personal under en månad.",
        "A unit’s cost of agency staff and of own staff in a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten", "The unit")),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column("agency_cost", ColumnKind.AMOUNT, Label("Kostnad för inhyrd personal", "Cost of agency staff")),
        # Both shares are made of these two: agency to own staff, and agency to all staff.
        Column(
            "own_staff_cost",
            ColumnKind.AMOUNT,
            Label("Kostnad för egen personal, med personalomkostnader", "Cost of own staff, payroll overhead included"),
        ),
    ),
    key=("unit", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # The books of a year stay open into the second month of the next.
    look_back=14,
    carries=Label(
        "Inhyrd personal som andel av kostnaden för egen personal och av hela personalkostnaden.",
        "Agency staff as a share of the cost of own staff and of the whole cost of staff.",
    ),
    sample=(
        ("hc-1", "2025-05", "312500.00", "1840210.50"),
        ("avd-30", "2025-05", "0", "2410000.00"),
    ),
)
