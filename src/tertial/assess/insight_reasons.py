"""Why nothing is said of an indicator's variation, of units held against each other, or of women and men."""

from __future__ import annotations

from tertial.domain.indicators import Indicator, Kind
from tertial.domain.label import Label

REPORTED_MONTHS = Label(
    "Måttet rapporteras utan månader, så variationen går inte att bedöma.",
    "The measure is reported without months, so its variation cannot be judged.",
)
NO_MONTHS = Label(
    "Inga månader är beräknade, så variationen går inte att bedöma.",
    "No months have been computed, so the variation cannot be judged.",
)
REPORTED_UNITS = Label(
    "Måttet rapporteras och beräknas inte för enheterna, så de går inte att jämföra.",
    "The measure is reported and not computed for the units, so they cannot be compared.",
)
UNRELIABLE = Label("Månadens uppgifter är ofullständiga.", "The month's data are incomplete.")
NO_PEERS = Label(
    "Det finns inga enheter av samma slag att jämföra.",
    "There are no units of the same kind to compare.",
)
COUNT_ALONE = Label(
    "Ett antal säger inget om skillnader mellan enheter, som är olika stora.",
    "A count says nothing of differences between units, which are of different sizes.",
)
AMOUNTS = Label(
    "Talet bygger på summor och inte på antal fall, så slumpen går inte att räkna.",
    "The figure is made of sums and not of counted cases, so chance cannot be reckoned.",
)
PERCENTILE = Label(
    "För medianer och percentiler jämförs enheter inte: deras slump räknas inte här.",
    "For medians and percentiles units are not compared: their chance is not reckoned here.",
)
OF_UNITS = Label(
    "Talet handlar om enheter som når en nivå, så enheter jämförs inte.",
    "The figure is about units that reach a level, so units are not compared.",
)
NOT_BY_SEX = Label(
    "Måttet delas inte upp på kvinnor och män.",
    "The measure is not split by women and men.",
)


def no_cases(indicator: Indicator) -> Label:
    """Why an indicator's figures have no counted cases behind them."""
    match indicator.kind:
        case Kind.COUNT | Kind.DISTINCT:
            return COUNT_ALONE
        case Kind.MEDIAN | Kind.PERCENTILE:
            return PERCENTILE
        case Kind.UNITS_REACHING | Kind.AMONG_REACHING:
            return OF_UNITS
        case _:
            return AMOUNTS


def no_months(indicator: Indicator) -> Label:
    """Why there are no months to judge."""
    return REPORTED_MONTHS if indicator.kind is Kind.REPORTED else NO_MONTHS
