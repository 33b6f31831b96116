"""Why a figure cannot be freed from differences in age."""

from __future__ import annotations

from tertial.assess.comparison.wording import number
from tertial.assess.evidence import Counts
from tertial.domain.label import Label

NOT_BY_AGE = Label(
    "Talet finns inte per ålder, så det går inte att åldersstandardisera.",
    "The figure is not known by age, so it cannot be standardised by age.",
)
NO_EVENTS_COUNTED = Label(
    "Talet bygger inte på händelser räknade av ett antal, så det går inte att åldersstandardisera.",
    "The figure is not made of events counted of a number, so it cannot be standardised by age.",
)
NO_WHOLE = Label(
    "Talet för alla åldrar saknar täljare eller nämnare, så det går inte att se om åldrarna är alla med.",
    "The figure of all ages lacks its numerator or denominator, so nobody can tell whether all ages are there.",
)
IS_REFERENCE = Label(
    "Enheten är själv den som andra enheters väntade antal räknas från.",
    "The unit is itself the one that what is expected at other units is reckoned from.",
)


def no_reference(name: Label) -> Label:
    """That the unit whose rates give the expected count has none by age."""
    return Label(
        f"Det som är att vänta går inte att räkna: {name.sv} har inte egna tal för alla åldrar.",
        f"What is to be expected cannot be reckoned: {name.en} has no figures of its own for all ages.",
    )


def not_in_reference(band: str) -> Label:
    """That the unit has people of an age at which the unit that it is compared with has nobody."""
    ages = _ages(band)
    return Label(
        f"Det som är att vänta går inte att räkna: det finns ingen i åldern {ages} år att jämföra med.",
        f"What is to be expected cannot be reckoned: there is nobody of {ages} years to compare with.",
    )


def without_counts(band: str) -> Label:
    """That the figure of an age band lacks a count."""
    ages = _ages(band)
    return Label(
        f"Talet för {ages} år saknar täljare eller nämnare, så det går inte att åldersstandardisera.",
        f"The figure for {ages} years lacks its numerator or denominator, so it cannot be standardised by age.",
    )


def overlapping(first: str, second: str) -> Label:
    """That two bands hold the same age."""
    return Label(
        f"Åldrarna {_ages(first)} och {_ages(second)} år överlappar, så talet går inte att åldersstandardisera.",
        f"The ages {_ages(first)} and {_ages(second)} years overlap, so the rate cannot be standardised by age.",
    )


def too_wide(band: str) -> Label:
    """That a band holds more ages than one of the standard population's."""
    return Label(
        f"Åldern {_ages(band)} år ryms inte i en av standardbefolkningens grupper (0–4, 5–9 … 85–89 och 90+), så talet "
        "går inte att åldersstandardisera.",
        f"The ages {_ages(band)} do not fit in one of the standard population's bands (0–4, 5–9 … 85–89 and 90+), so "
        "the rate cannot be standardised by age.",
    )


def not_the_whole(parts: Counts, whole: Counts) -> Label:
    """That the ages' counts do not make the whole."""
    (events, people), (all_events, everybody) = ((number(one), number(of)) for one, of in (parts, whole))
    return Label(
        f"Åldrarna är tillsammans {events.sv} av {people.sv}, men hela talet är {all_events.sv} av {everybody.sv}, så "
        "det går inte att åldersstandardisera.",
        f"The ages are together {events.en} of {people.en}, but the whole figure is {all_events.en} of "
        f"{everybody.en}, so it cannot be standardised by age.",
    )


def _ages(band: str) -> str:
    return band.replace("-", "–")
