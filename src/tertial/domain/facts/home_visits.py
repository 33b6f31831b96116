"""Home visits: newborns by their homecoming, with the first home visit of child health care."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.label import Label

MOST_DAYS = 10

(_HOMECOMING,) = columns_of_feed("child-health-newborns", "homecoming")

FACT = Fact(
    id="home-visits",
    title=Label("Hembesök hos nyfödda", "Home visits to newborns"),
    row=Label(
        "Ett nyfött barn, i månaden då det kom hem, med det första hembesöket.",
        "A newborn child, in the month of its homecoming, with the first home visit.",
    ),
    columns=(
        *columns_of_feed("child-health-newborns", "person", "unit"),
        replace(_HOMECOMING, name="day"),
        *columns_of_feed("child-health-newborns", "sex", "offered", "declined"),
        FactColumn(
            "visited_10_days",
            ValueType.YES_NO,
            Label(
                "Hembesöket gjordes senast 10 dagar efter hemkomsten",
                "The home visit was made at most 10 days after the homecoming",
            ),
            nullable=False,
        ),
        FactColumn(
            "days_to_visit",
            ValueType.INTEGER,
            Label("Dagar från hemkomsten till hembesöket", "Days from the homecoming to the home visit"),
        ),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("child-health-newborns",),
    derived=True,
    # Nothing of a later month is read, but a visit of the next month still changes the row.
    look_ahead=1,
    official=Label(
        "Nationella barnhälsovårdsprogrammet: hembesök hos nyfödda, enligt Region Västerbotten inom 10 dagar efter "
        "hemkomsten. Avvikelser: hemkomstdagen är dag 0. Utan registrerat besök är svaret nej.",
        "The national child health programme: home visits to newborns, by Region Västerbotten within 10 days of the "
        "homecoming. Deviations: the day of the homecoming is day 0. Without a registered visit the answer is no.",
    ),
)
