"""The dental service's outreach to children: the share of the children's time, and the school classes visited."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="outreach-time",
    title=Label("Utåtriktad tandvård för barn", "Dental outreach to children"),
    row=Label(
        "En kliniks tid för barn och utåtriktat arbete under en månad.",
        "A clinic’s time for children and for outreach in a month.",
    ),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Kliniken", "The clinic")),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column(
            "child_hours",
            ColumnKind.DECIMAL,
            Label("Timmar för barn och unga, med den utåtriktade tiden", "Hours for children, outreach included"),
            low=Decimal(0),
        ),
        Column(
            "outreach_hours",
            ColumnKind.DECIMAL,
            Label("Timmar av barntiden i utåtriktat arbete", "Hours of the children’s time in outreach"),
            low=Decimal(0),
        ),
        # A class counts in its first month of the year, so that the months of a year add up to classes.
        Column(
            "classes_visited",
            ColumnKind.INTEGER,
            Label("Skolklasser som fick årets första besök", "School classes given the year’s first visit"),
            required=False,
            low=Decimal(0),
        ),
        Column(
            "classes",
            ColumnKind.INTEGER,
            Label("Skolklasser i klinikens område", "School classes in the clinic’s area"),
            required=False,
            low=Decimal(0),
        ),
    ),
    key=("unit", "month"),
    event="month",
    delivery=Delivery.DELTA,
    # Outreach follows the school term and is often summed up at its end.
    look_back=6,
    carries=Label(
        "Andel av barntiden i utåtriktat arbete, andel skolklasser som fått besök.",
        "Share of the children’s time spent on outreach, share of school classes visited.",
    ),
    sample=(
        ("ftv-1", "2025-04", "412.5", "4.0", "3", "41"),
        ("ftv-2", "2025-04", "288", "0", "", ""),
    ),
)
