"""Remote consultations between clinicians, such as a general dentist's question to a specialist, as counts."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="remote-consultations",
    title=Label("Distanskonsultationer", "Remote consultations"),
    row=Label(
        "Antal distanskonsultationer mellan två enheter under en månad.",
        "Remote consultations between two units in a month.",
    ),
    # The indicator counts consultations; that they concern patients does not make the patients needed.
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Enheten som frågade", "The unit that asked")),
        Column("answering_unit", ColumnKind.UNIT, Label("Enheten som svarade", "The unit that answered")),
        Column("month", ColumnKind.MONTH, Label("Månaden", "The month")),
        Column(
            "consultations",
            ColumnKind.INTEGER,
            Label("Antal konsultationer", "Number of consultations"),
            low=Decimal(0),
        ),
    ),
    key=("unit", "answering_unit", "month"),
    event="month",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Distanskonsultationer mellan specialisttandläkare och allmäntandläkare.",
        "Remote consultations between specialist and general dentists.",
    ),
    sample=(
        ("ftv-1", "ftv-spec", "2025-05", "14"),
        ("ftv-2", "ftv-spec", "2025-05", "9"),
    ),
)
