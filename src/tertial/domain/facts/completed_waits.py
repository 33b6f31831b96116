"""Completed waits: waits that ended in a visit or a treatment, in the month when they did."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import EVER, Fact, FactColumn, ValueType
from tertial.domain.label import Label

(_DONE,) = columns_of_feed("waiting-list", "done")

FACT = Fact(
    id="completed-waits",
    title=Label("Avslutade väntetider", "Completed waits"),
    row=Label(
        "En patients väntan som slutade med besöket eller åtgärden, i månaden då det skedde.",
        "One patient’s wait that ended in the visit or treatment, in the month of it.",
    ),
    columns=(
        *columns_of_feed("waiting-list", "person", "unit"),
        replace(_DONE, name="day", nullable=False),
        *columns_of_feed("waiting-list", "waits_for"),
        FactColumn(
            "waited_days",
            ValueType.INTEGER,
            Label(
                "Dagar från beslutet till besöket eller åtgärden", "Days from the decision to the visit or treatment"
            ),
            nullable=False,
        ),
        *columns_of_feed("waiting-list", "chose_to_wait", "medically_caused", "sex", "age_years"),
    ),
    day="day",
    unit="unit",
    person="person",
    sources=("waiting-list",),
    derived=True,
    # Some waits last for years, and the month of an event is that of the decision.
    look_back=EVER,
    official=Label(
        "Vårdgarantin, hälso- och sjukvårdslagen (2017:30) 9 kap. och hälso- och sjukvårdsförordningen (2017:80) "
        "6 kap.: 90 dagar till första besök och 90 dagar till åtgärd. Avvikelser: en väntan som enligt källan slutar "
        "före beslutet räknas inte, inte heller den som ströks utan besök eller åtgärd.",
        "The care guarantee, hälso- och sjukvårdslagen (2017:30) chapter 9 and hälso- och sjukvårdsförordningen "
        "(2017:80) chapter 6: 90 days to a first visit and 90 days to treatment. Deviations: a wait that by the source "
        "ends before the decision does not count, nor one struck off without visit or treatment.",
    ),
)
