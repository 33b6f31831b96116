"""Waits: who is waiting for a first visit or a treatment at the end of a month."""

from __future__ import annotations

from tertial.domain.facts.columns import LAST_DAY, columns_of_feed
from tertial.domain.facts.contract import EVER, Fact, FactColumn, ValueType
from tertial.domain.label import Label

FACT = Fact(
    id="waits",
    title=Label("Väntande vid månadens slut", "Waiting at the month’s end"),
    row=Label(
        "En patients väntan som pågår månadens sista dag.", "One patient’s wait that goes on at the month’s last day."
    ),
    columns=(
        *columns_of_feed("waiting-list", "person", "unit"),
        LAST_DAY,
        *columns_of_feed("waiting-list", "sex", "age_years", "waits_for"),
        FactColumn(
            "waited_days",
            ValueType.INTEGER,
            Label("Dagar från beslutet till månadens sista dag", "Days from the decision to the month’s last day"),
            nullable=False,
        ),
        *columns_of_feed("waiting-list", "chose_to_wait", "medically_caused"),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("waiting-list",),
    derived=True,
    look_back=EVER,
    at_month_ends=True,
    ends=("done", "struck_off"),
    official=Label(
        "Vårdgarantin, hälso- och sjukvårdslagen (2017:30) 9 kap. och hälso- och sjukvårdsförordningen (2017:80) "
        "6 kap.: 90 dagar till första besök och 90 dagar till åtgärd. Avvikelser: den som får sitt besök, sin åtgärd "
        "eller stryks på månadens sista dag väntar inte längre. Väntan som patienten valt eller som är medicinskt "
        "orsakad finns kvar med egna kolumner: varje definition väljer.",
        "The care guarantee, hälso- och sjukvårdslagen (2017:30) chapter 9 and hälso- och sjukvårdsförordningen "
        "(2017:80) chapter 6: 90 days to a first visit and 90 days to treatment. Deviations: whoever is seen, treated "
        "or struck off on the month’s last day waits no longer. Waits that the patient chose or that have a medical "
        "cause are kept, with columns of their own: each definition chooses.",
    ),
)
