"""Events rarer than one a month: whether a count's are, through which months their days are watched, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.evidence import Measured
from tertial.assess.month_points import month_points
from tertial.assess.variation.choice import choose, nature_of
from tertial.assess.variation.points import Nature, figure
from tertial.assess.variation.rules import DEFAULT
from tertial.domain.calendar import Month
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Sum, Unique
from tertial.domain.period_words import months_words

LEAST_EVENTS = 2
"""Between fewer there is no time."""


def _because(sv: str, en: str) -> Label:
    """A reason that follows the sentence that the time between events says more."""
    return Label(f"Den tiden visas inte: {sv}", f"That time is not shown: {en}")


REPORTED = _because("det som rapporteras är antal utan dagar.", "what is reported is numbers without days.")
DIFFERENT = _because(
    "den räknas av händelser, inte av olika personer.",
    "it is reckoned of events, not of different persons.",
)
MADE = _because(
    "raderna är framräknade ur andra och har ingen egen dag.",
    "the rows are made of others and have no day of their own.",
)
NO_ROWS = _because(
    "raderna som antalen bygger på finns inte kvar att läsa.",
    "the rows that the numbers rest on are no longer there to be read.",
)
OTHER_ROWS = _because(
    "raderna som finns nu är inte lika många som de räknade.",
    "the rows that are there now are not as many as those counted.",
)
TOO_FEW = _because("det finns inte två händelser att mäta mellan.", "there are not two events to measure between.")


def are_rare(indicator: Indicator, months: Sequence[Measured]) -> bool:
    """Whether the months' chart will say that the events are so few that the time between them says more."""
    points = month_points(indicator, months)
    used = [point for point in points if point.note is None and figure(point, 1.0)[1] is None]
    return choose(used, nature_of(indicator), DEFAULT).rare


def has_days(indicator: Indicator) -> bool:
    """Whether a figure is a plain number of rows that come with their day."""
    match indicator.measure:
        case Additive(numerator=Sum(add=None, rows=rows), denominator=None):
            return not (rows.fact.derived or rows.fact.at_month_ends)
        case _:
            return False


def why_no_days(indicator: Indicator) -> Label | None:
    """Why a number has no days of events behind it; None where it has, and of shares, which are judged by months."""
    match indicator.measure:
        case None if nature_of(indicator) is Nature.COUNT:
            return REPORTED
        case Unique():
            return DIFFERENT
        case Additive(denominator=None) if not has_days(indicator):
            return MADE
        case _:
            return None


def watched(months: Sequence[Measured]) -> tuple[Month, ...] | Label:
    """The months in which every event is known, or why there is no such stretch.

    From the first that has a figure to the last that can be trusted. One between that cannot may hide an event, so that
    two gaps would look like one.
    """
    trusted = [at for at, one in enumerate(months) if one.is_reliable]
    if sum(months[at].numerator or 0 for at in trusted) < LEAST_EVENTS:
        return TOO_FEW
    known = [at for at, one in enumerate(months) if one.value is not None]
    stretch = months[known[0] : trusted[-1] + 1]
    doubtful = [one.period.last for one in stretch if not one.is_reliable]
    if doubtful:
        words = months_words(doubtful)
        return _because(
            f"uppgifterna för {words.sv} är osäkra, så en händelse kan saknas.",
            f"the data of {words.en} are uncertain, so that an event may be missing.",
        )
    return tuple(one.period.last for one in stretch)
