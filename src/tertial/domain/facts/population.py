"""Population: who lives in the region at the end of a month."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import LAST_DAY, columns_of_feed
from tertial.domain.facts.contract import Fact
from tertial.domain.label import Label

MOST_MONTHS_OLD = 12
"""A person whose newest row is older than so many months is no longer taken for a resident."""

(_MUNICIPALITY,) = columns_of_feed("persons", "municipality")

FACT = Fact(
    id="population",
    title=Label("Befolkning vid månadens slut", "Population at the month’s end"),
    row=Label(
        "En person som bor i regionen månadens sista dag.", "A person who lives in the region on the month’s last day."
    ),
    columns=(
        *columns_of_feed("persons", "person"),
        replace(_MUNICIPALITY, name="unit"),
        LAST_DAY,
        *columns_of_feed("persons", "sex", "age_years"),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("persons",),
    derived=True,
    look_back=MOST_MONTHS_OLD,
    at_month_ends=True,
    official=Label(
        "Folkmängd, SCB: folkbokförda en viss dag. Avvikelser: här är det månadens sista dag enligt regionens "
        "befolkningsuttag. Varje person räknas enligt sin senaste rad, högst tolv månader gammal, och åldern gäller "
        "den radens dag. Den som enligt raden har avlidit, eller flyttat före dagen, räknas inte.",
        "Population by SCB (Statistics Sweden): registered residents on a day. Deviations: here it is the month’s last "
        "day by the region’s own extract of the population. Each person counts by the newest row, twelve months old at "
        "most, and the age is that of the row’s day. Whoever by the row has died, or moved before the day, does not "
        "count.",
    ),
)
