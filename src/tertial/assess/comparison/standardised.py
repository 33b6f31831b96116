"""Rates freed from differences in age: direct standardisation to a standard population, and observed to expected."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tertial.assess.comparison.counts import byar, count_interval
from tertial.assess.comparison.interval import LEVEL, Interval, Method
from tertial.assess.comparison.standard_population import EUROPE_2013
from tertial.domain.label import Label

LEAST_EVENTS = 10
"""Below so many events a directly standardised rate is withheld: one event in a small band sways it."""

PER = 100_000
"""Rates are told per so many people."""
WHOLE = 100.0
"""Per cent of everybody."""

NO_EXPECTED = Label(
    "Inga händelser är att vänta, så kvoten går inte att räkna.",
    "No events are to be expected, so there is no ratio.",
)


@dataclass(frozen=True, slots=True)
class Standardised:
    """A standardised figure and its interval, or why there is none.

    Raises ValueError unless there is either a figure with its interval or a reason.
    """

    events: float
    value: float | None = None
    interval: Interval | None = None
    reason: Label | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None) or (self.value is None) != (self.interval is None):
            raise ValueError("a standardised figure has its interval, or a reason why it is not there")


def direct(
    events: Mapping[str, float],
    people: Mapping[str, float],
    standard: Mapping[str, float] = EUROPE_2013,
    *,
    per: float = PER,
    level: float = LEVEL,
) -> Standardised:
    """The rate that the standard population would have with these age bands' rates, by Dobson's method (1991).

    Dobson, Kuulasmaa, Eberle and Scherer, Statistics in Medicine 10:457–462, with Byar's limits of the count. A band
    that `events` does not name has none. Raises ValueError for a band that the standard population does not have, or
    for a figure below nought.
    """
    strange = sorted({*events, *people} - set(standard))
    if strange:
        raise ValueError(f"the standard population has no age band {', '.join(strange)}")
    _check((*events.values(), *people.values()))
    total = math.fsum(events.values())
    empty = [band for band in standard if people.get(band, 0) == 0]
    if empty:
        return Standardised(total, reason=_nobody(empty))
    if total < LEAST_EVENTS:
        return Standardised(total, reason=_too_few())
    whole = math.fsum(standard.values())
    rate = math.fsum(weight * events.get(band, 0) / people[band] for band, weight in standard.items()) / whole
    variance = math.fsum(weight**2 * events.get(band, 0) / people[band] ** 2 for band, weight in standard.items())
    stretch = math.sqrt(variance / total) / whole
    limits = byar(total, level)
    interval = Interval(
        rate + stretch * (limits.low - total), rate + stretch * (limits.high - total), Method.DOBSON, level
    )
    return Standardised(total, rate * per, interval.times(per))


def direct_share(
    events: Mapping[str, float],
    people: Mapping[str, float],
    standard: Mapping[str, float] = EUROPE_2013,
    *,
    level: float = LEVEL,
) -> Standardised:
    """The share in per cent that the standard population would have with these age bands' shares.

    As `direct`, of those with what is counted or of those without it, whichever are fewer: a count of what is rare
    varies as Dobson's method has it, and a count of nearly everybody varies far less. Raises ValueError as `direct`,
    and for more events than people in a band.
    """
    total, everybody = math.fsum(events.values()), math.fsum(people.values())
    if 2 * total <= everybody:
        return _within_whole(direct(events, people, standard, per=WHOLE, level=level))
    without = {band: count - events.get(band, 0) for band, count in people.items()}
    found = direct(without, people, standard, per=WHOLE, level=level)
    if found.value is None or found.interval is None:
        return Standardised(total, reason=_too_few_without() if found.reason == _too_few() else found.reason)
    turned = Interval(WHOLE - found.interval.high, WHOLE - found.interval.low, found.interval.method, level)
    return _within_whole(Standardised(total, WHOLE - found.value, turned))


def indirect_share(
    events: Mapping[str, float],
    people: Mapping[str, float],
    reference_events: Mapping[str, float],
    reference_people: Mapping[str, float],
    *,
    level: float = LEVEL,
) -> Standardised:
    """Observed over expected of a share: as `indirect`, with the limits of those without it where they are fewer.

    Raises ValueError as `indirect`, and for more events than people.
    """
    found = indirect(events, people, reference_events, reference_people, level=level)
    everybody = math.fsum(people.values())
    without = everybody - found.events
    if found.value is None or found.interval is None or found.events <= without:
        return found
    expected = found.events / found.value
    limits = count_interval(without, level)
    low, high = max(everybody - limits.high, 0.0), everybody - limits.low
    return Standardised(found.events, found.value, Interval(low / expected, high / expected, limits.method, level))


def indirect(
    events: Mapping[str, float],
    people: Mapping[str, float],
    reference_events: Mapping[str, float],
    reference_people: Mapping[str, float],
    *,
    level: float = LEVEL,
) -> Standardised:
    """Observed events over those expected from the reference's rates: 1 is as expected (SMR).

    Exact limits below ten observed, else Byar's; the expected count is taken as known. Raises ValueError for a figure
    below nought, or for a band with people that the reference has nobody in.
    """
    _check((*events.values(), *people.values(), *reference_events.values(), *reference_people.values()))
    strange = sorted(band for band, count in people.items() if count and not reference_people.get(band))
    if strange:
        raise ValueError(f"the reference has nobody in the age band {', '.join(strange)}")
    expected = math.fsum(
        count * reference_events.get(band, 0) / reference_people[band] for band, count in people.items() if count
    )
    return ratio_to_expected(math.fsum(events.values()), expected, level=level)


def ratio_to_expected(events: float, expected: float, *, level: float = LEVEL) -> Standardised:
    """Observed over expected, where the expected count is known. Raises ValueError for a count below nought."""
    _check((events, expected))
    if expected == 0:
        return Standardised(events, reason=NO_EXPECTED)
    return Standardised(events, events / expected, count_interval(events, level).times(1 / expected))


def _within_whole(found: Standardised) -> Standardised:
    """A share's limits lie between nought and all."""
    if found.value is None or found.interval is None:
        return found
    limits = found.interval
    return replace(found, interval=Interval(max(limits.low, 0.0), min(limits.high, WHOLE), limits.method, limits.level))


def _check(figures: tuple[float, ...]) -> None:
    if not all(0 <= figure < math.inf for figure in figures):
        raise ValueError("events and people are counted from nought")


def _nobody(bands: list[str]) -> Label:
    first, last = bands[0].replace("-", "–"), bands[-1].replace("-", "–")
    if first == last:
        return Label(
            f"Ingen är i åldern {first} år, så talet går inte att åldersstandardisera.",
            f"Nobody is {first} years old, so the rate cannot be standardised by age.",
        )
    return Label(
        f"Det finns åldrar utan någon ({first} till {last} år), så talet går inte att åldersstandardisera.",
        f"There are ages with nobody ({first} to {last} years), so the rate cannot be standardised by age.",
    )


def _too_few() -> Label:
    return Label(
        f"Färre än {LEAST_EVENTS} händelser är för få för ett åldersstandardiserat tal.",
        f"Fewer than {LEAST_EVENTS} events are too few for a rate standardised by age.",
    )


def _too_few_without() -> Label:
    return Label(
        f"Färre än {LEAST_EVENTS} som saknar det som räknas är för få för en åldersstandardiserad andel.",
        f"Fewer than {LEAST_EVENTS} without what is counted are too few for a share standardised by age.",
    )
