"""Home visits at 8 months: newborns eight months after their homecoming, with the home visit of that age."""

from __future__ import annotations

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.label import Label

MONTHS_AFTER = 8
MOST_DAYS_LATE = 30

FACT = Fact(
    id="home-visits-8-months",
    title=Label("Hembesök vid 8 månader", "Home visits at 8 months"),
    row=Label(
        "Ett barn, i månaden då det är åtta månader sedan det kom hem, med hembesöket vid den åldern.",
        "A child, in the month when it is eight months since its homecoming, with the home visit of that age.",
    ),
    columns=(
        *columns_of_feed("child-health-newborns", "person", "unit"),
        FactColumn(
            "day",
            ValueType.DAY,
            Label("Åtta månader efter hemkomsten", "Eight months after the homecoming"),
            nullable=False,
        ),
        *columns_of_feed("child-health-newborns", "sex"),
        FactColumn(
            "offered",
            ValueType.YES_NO,
            Label("Hembesöket vid 8 månader erbjöds", "The home visit at 8 months was offered"),
        ),
        FactColumn(
            "declined",
            ValueType.YES_NO,
            Label("Familjen tackade nej till det vid 8 månader", "The family declined the one at 8 months"),
        ),
        FactColumn(
            "visited",
            ValueType.YES_NO,
            Label(
                "Hembesöket gjordes, senast 30 dagar efter dagen",
                "The home visit was made, at most 30 days after the day",
            ),
            nullable=False,
        ),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("child-health-newborns",),
    derived=True,
    look_back=MONTHS_AFTER,
    # Nothing of a later month is read, but a visit of the next month still changes the row.
    look_ahead=1,
    official=Label(
        "Nationella barnhälsovårdsprogrammet: hembesök vid 8 månader. Avvikelser: födelsedagen sparas inte, därför "
        "räknas åtta månader från hemkomsten, till samma datum eller till månadens sista dag där datumet saknas. Ett "
        "besök räknas om det görs senast 30 dagar efter den dagen.",
        "The national child health programme: home visit at 8 months. Deviations: the day of birth is not kept, so the "
        "eight months count from the homecoming, to the same day number or to the month’s last day where there is no "
        "such day. A visit counts if it is made at most 30 days after that day.",
    ),
)
