"""Why nothing is said of an indicator's variation, of units held against each other, or of women and men."""

from __future__ import annotations

from tertial.domain.indicators import Indicator, Kind
from tertial.domain.label import Label
from tertial.domain.measures import Additive, AmongReaching, Reaching, Spread, Sum, Unique

REPORTED_MONTHS = Label(
    "Måttet rapporteras utan månader, så variationen går inte att bedöma.",
    "The measure is reported without months, so its variation cannot be judged.",
)
NO_MONTHS = Label(
    "Inga månader är beräknade, så variationen går inte att bedöma.",
    "No months have been computed, so the variation cannot be judged.",
)
REPORTED_UNITS = Label(
    "Måttet rapporteras utan antal för flera enheter av samma slag, så de går inte att jämföra.",
    "The measure is reported without counts for several units of the same kind, so they cannot be compared.",
)
REPORTED_ALONE = Label(
    "Måttet rapporteras som ett tal utan antal bakom sig, så enheter går inte att jämföra.",
    "The measure is reported as a figure without counts behind it, so units cannot be compared.",
)
UNRELIABLE = Label("Månadens uppgifter är ofullständiga.", "The month's data are incomplete.")
NO_PEERS = Label(
    "Det finns inga enheter av samma slag att jämföra.",
    "There are no units of the same kind to compare.",
)
COUNT_ALONE = Label(
    "Ett antal utan nämnare går inte att jämföra: grupper är olika stora.",
    "A count without a denominator cannot be compared: groups are of different sizes.",
)
AMOUNTS = Label(
    "Talet bygger på summor och inte på antal fall, så slumpen går inte att räkna.",
    "The figure is made of sums and not of counted cases, so chance cannot be reckoned.",
)
PERCENTILE = Label(
    "Medianer och percentiler jämförs inte: deras slump räknas inte här.",
    "Medians and percentiles are not compared: their chance is not reckoned here.",
)
OF_UNITS = Label(
    "Talet handlar om enheter som når en nivå, så slumpen bland fall går inte att räkna.",
    "The figure is about units that reach a level, so chance among cases cannot be reckoned.",
)
NOT_BY_SEX = Label(
    "Måttet delas inte upp på kvinnor och män.",
    "The measure is not split by women and men.",
)

NO_SEXES_NOW = Label(
    "Siffror för var och en av dem finns inte för perioden.",
    "There are no figures for each of them in the period.",
)


def no_cases(indicator: Indicator) -> Label:
    """Why an indicator's figures have no counted cases behind them."""
    match indicator.measure:
        case Unique() | Additive(numerator=Sum(add=None), denominator=None):
            return COUNT_ALONE
        case Spread():
            return PERCENTILE
        case Reaching() | AmongReaching():
            return OF_UNITS
        case None:
            return REPORTED_ALONE
        case _:
            return AMOUNTS


def no_peers(indicator: Indicator) -> Label:
    """Why there are no units to hold against each other."""
    return REPORTED_UNITS if indicator.kind is Kind.REPORTED else NO_PEERS


def no_months(indicator: Indicator) -> Label:
    """Why there are no months to judge."""
    return REPORTED_MONTHS if indicator.kind is Kind.REPORTED else NO_MONTHS
