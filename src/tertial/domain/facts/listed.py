"""Listed: who is listed at which health centre at the end of a month."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import LAST_DAY, columns_of_feed
from tertial.domain.facts.contract import EVER, Fact, FactColumn, ValueType
from tertial.domain.label import Label

(_AGE,) = columns_of_feed("persons", "age_years")

FACT = Fact(
    id="listed",
    title=Label("Listade vid månadens slut", "Listed at the month’s end"),
    row=Label(
        "En person som är listad på en hälsocentral månadens sista dag.",
        "A person listed at a health centre on the month’s last day.",
    ),
    columns=(
        *columns_of_feed("listing", "person", "unit"),
        LAST_DAY,
        *columns_of_feed("listing", "sex"),
        replace(
            _AGE,
            meaning=Label(
                "Fyllda år enligt personens senaste rad i befolkningen; okänt om den saknas",
                "Completed years by the person’s newest row in the population; not known without one",
            ),
        ),
        *columns_of_feed("listing", "residential_care"),
        FactColumn(
            "days_listed",
            ValueType.INTEGER,
            Label(
                "Dagar från listningens första dag till månadens sista",
                "Days from the first day of the listing to the month’s last",
            ),
            nullable=False,
        ),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("listing", "persons"),
    derived=True,
    look_back=EVER,
    at_month_ends=True,
    official=Label(
        "Region Västerbotten, hälso- och sjukvårdsnämnden, delårsrapport per augusti 2025: antalet listade. "
        "Avvikelser: rapporten säger inte vilken dag som räknas, här är det månadens sista. Den som är listad på två "
        "hälsocentraler samma dag räknas vid den senast påbörjade listningen. Den som enligt befolkningen har avlidit, "
        "eller flyttat före dagen, räknas inte.",
        "Region Västerbotten, the health-care board, interim report per August 2025: the number listed. Deviations: "
        "the report does not say on which day, here it is the month’s last. A person listed at two health centres on "
        "the day counts at the listing begun last. Whoever by the population has died, or moved before the day, does "
        "not count.",
    ),
)
