"""Calls: phone calls to units, with whether and how soon the caller was reached, and whether it was redialled."""

from __future__ import annotations

from dataclasses import replace

from tertial.domain.facts.columns import columns_of_feed
from tertial.domain.facts.contract import Fact, FactColumn, ValueType
from tertial.domain.label import Label

(_CALLED_AT_DAY,) = columns_of_feed("phone-calls", "called_at_day")

FACT = Fact(
    id="calls",
    title=Label("Telefonsamtal med svar samma dag", "Phone calls with contact the same day"),
    row=Label(
        "Ett samtal till en enhet, med om och när uppringaren fick kontakt.",
        "A call to a unit, with whether and when the caller got contact.",
    ),
    columns=(
        *columns_of_feed("phone-calls", "unit"),
        replace(_CALLED_AT_DAY, name="day"),
        *columns_of_feed("phone-calls", "call_id", "errand_id", "in_hours", "outcome", "called_at"),
        FactColumn(
            "same_day",
            ValueType.YES_NO,
            Label(
                "Uppringaren fick kontakt samma dag, direkt eller uppringd; prövas inte för samtal utanför telefontid",
                "The caller got contact the same day, at once or called back; not tried for calls outside phone hours",
            ),
        ),
        FactColumn(
            "minutes_to_contact",
            ValueType.INTEGER,
            Label("Hela minuter från samtalet till kontakten", "Whole minutes from the call to the contact"),
        ),
        FactColumn(
            "repeated",
            ValueType.YES_NO,
            Label(
                "Det finns ett tidigare samtal i ärendet samma dag; okänt för samtal utan ärende",
                "There is an earlier call of the errand on the same day; unknown for calls without errand",
            ),
        ),
    ),
    day="day",
    unit="unit",
    person="",
    sources=("phone-calls",),
    derived=True,
    official=Label(
        "Vårdgarantin, hälso- och sjukvårdsförordningen (2017:80) 6 kap. 1 §: kontakt med primärvården samma dag. "
        "Avvikelser: dagen är det svenska datumet, så svar efter midnatt är inte samma dag. Samtal utanför telefontid "
        "prövas inte; samtal där det är okänt om de kom under telefontid prövas. Ett svar som anges vara tidigare än "
        "samtalet räknas inte som kontakt. När olika ärenden räknas är samma ärende-id hos en vårdgivare ett ärende, "
        "även från två extrakt eller enheter. Vilka utfall som räknas väljer definitionen.",
        "The care guarantee, hälso- och sjukvårdsförordningen (2017:80) chapter 6 section 1: contact with primary care "
        "the same day. Deviations: the day is the Swedish date, so an answer after midnight is not the same day. Calls "
        "outside phone hours are not tried; calls of which that is unknown are. An answer said to be earlier than the "
        "call is no contact. When different errands are counted, the same id at one care provider is one errand, even "
        "from two extracts or units. Which outcomes count the definition chooses.",
    ),
)
