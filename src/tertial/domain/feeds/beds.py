"""Staffed beds and overcrowding, by ward and day."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label

FEED = Feed(
    id="beds",
    title=Label("Disponibla vårdplatser", "Staffed beds"),
    row=Label("En vårdavdelnings platser en dag.", "The beds of a ward on a day."),
    grain=Grain.COUNT,
    columns=(
        Column("unit", ColumnKind.UNIT, Label("Vårdavdelningen", "The ward")),
        Column("date", ColumnKind.DATE, Label("Dagen", "The day")),
        Column(
            "staffed",
            ColumnKind.DECIMAL,
            Label("Disponibla vårdplatser vid dygnets mätning", "Staffed beds at the day’s measurement"),
            low=Decimal(0),
            high=Decimal(1000),
        ),
        Column(
            "overcrowded",
            ColumnKind.INTEGER,
            Label(
                "Överbeläggningar: patienter utan disponibel vårdplats", "Overcrowding: patients without a staffed bed"
            ),
            low=Decimal(0),
            high=Decimal(1000),
        ),
        Column(
            "relocated",
            ColumnKind.INTEGER,
            Label("Utlokaliserade patienter", "Patients placed at another ward"),
            required=False,
            low=Decimal(0),
            high=Decimal(1000),
        ),
    ),
    key=("unit", "date"),
    event="date",
    delivery=Delivery.DELTA,
    look_back=3,
    carries=Label(
        "Disponibla vårdplatser i snitt per dag, överbeläggningar och utlokaliserade per 100 vårdplatser.",
        "Staffed beds on average a day, overcrowding and relocated patients to 100 beds.",
    ),
    sample=(
        ("avd-30", "2025-05-12", "18", "1", "0"),
        ("avd-30", "2025-05-13", "16", "3", "2"),
        ("avd-31", "2025-05-12", "22.5", "0", ""),
    ),
)
