"""Figures of units freed from differences in age: to a standard population, and against what their ages would give.

See docs/explanation/comparison.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from tertial.assess import age_reasons as why
from tertial.assess.case_figure import counts_cases
from tertial.assess.comparison.standard_population import in_standard_bands, standard_band
from tertial.assess.comparison.standardised import (
    PER,
    Standardised,
    direct,
    direct_share,
    indirect,
    indirect_share,
)
from tertial.assess.evidence import ByAge, Counts, doubtful
from tertial.assess.variation.indicator_series import scale_of
from tertial.domain.age_bands import UNKNOWN, ages_of
from tertial.domain.indicators import Indicator, Kind, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Spread
from tertial.domain.region import Region
from tertial.domain.results import Quality

_EVENTS_OF_A_NUMBER = frozenset({ValueUnit.COUNT, ValueUnit.RATIO})
"""Units of reported figures whose numerator is counted of the denominator, beside shares."""


@dataclass(frozen=True, slots=True)
class StandardisedUnit:
    """A unit's figure with its counts: `rate` per so many of the standard population, `ratio` observed over expected.

    `counts` is None where the whole has none. Either figure is the reason in words where it cannot be had. `uncertain`
    is one whose data are not to be relied on beside those of the others: `quality` says how far they are, `note` why.
    """

    unit: str
    counts: Counts | None
    rate: Standardised | Label
    ratio: Standardised | Label
    uncertain: bool = False
    quality: Quality = Quality.COMPLETE
    note: Label | None = None

    @property
    def crude(self) -> float | None:
        """The figure per one, as it is."""
        return None if self.counts is None else self.counts[0] / self.counts[1]


@dataclass(frozen=True, slots=True)
class AgeStandardised:
    """Units standardised by age, the unit that is asked about first.

    `per` is what crude and standardised figures are per: 100 is per cent. `reference` is the unit whose rates by age
    give what is to be expected, `reference_name` its name.
    """

    units: tuple[StandardisedUnit, ...]
    per: float
    is_share: bool
    reference: str
    reference_name: Label

    @property
    def own(self) -> StandardisedUnit:
        """The unit that is asked about."""
        return self.units[0]

    @property
    def others(self) -> tuple[StandardisedUnit, ...]:
        """Those below or beside it."""
        return self.units[1:]


@dataclass(frozen=True, slots=True)
class _Ages:
    """Events and people in the standard population's bands."""

    events: Mapping[str, float]
    people: Mapping[str, float]


def counts_events(indicator: Indicator) -> bool:
    """Whether a figure's numerator is counted events and its denominator those that they are counted of."""
    if indicator.kind is Kind.REPORTED:
        return indicator.is_share or indicator.value_unit in _EVENTS_OF_A_NUMBER or indicator.reported_as is Kind.RATE
    return counts_cases(indicator) and not isinstance(indicator.measure, Spread)


def age_standardised(
    indicator: Indicator, region: Region, ages: Mapping[str, ByAge], *, unit: str
) -> AgeStandardised | Label:
    """The unit and the others in `ages`, each with its figures or why there are none; why nothing can be said of any.

    Expected counts are reckoned by the whole region's rates by age.
    """
    reference = region.settings.unit
    if not counts_events(indicator):
        return why.NO_EVENTS_COUNTED
    others = [name for name, one in ages.items() if one.bands and name not in {unit, reference}]
    own = ages.get(unit)
    if not others and (own is None or not own.bands):
        return why.NOT_BY_AGE
    row = region.organisation.find(reference)
    name = Label(reference, reference) if row is None else row.name
    standard = _in_bands(ages.get(reference))
    if isinstance(standard, Label):
        standard = why.no_reference(name)
    in_doubt = doubtful({name: one.quality for name, one in ages.items() if one.whole is not None})
    found = []
    for one in (unit, *others):
        by_age = ages.get(one, ByAge(None, {}))
        made = _unit(one, by_age, indicator, why.IS_REFERENCE if one == reference else standard)
        found.append(replace(made, uncertain=one in in_doubt, quality=by_age.quality, note=by_age.note))
    return AgeStandardised(tuple(found), _per(indicator), indicator.is_share, reference, name)


def _unit(unit: str, by_age: ByAge, indicator: Indicator, standard: _Ages | Label) -> StandardisedUnit:
    counts = by_age.whole
    ages = _in_bands(by_age)
    if isinstance(ages, Label):
        return StandardisedUnit(unit, counts, ages, ages)
    is_share = indicator.is_share and all(ages.events[band] <= count for band, count in ages.people.items())
    if is_share:
        rate = direct_share(ages.events, ages.people)
    else:
        rate = direct(ages.events, ages.people, per=_per(indicator))
    return StandardisedUnit(unit, counts, _or_reason(rate), _ratio(ages, standard, is_share=is_share))


def _ratio(ages: _Ages, standard: _Ages | Label, *, is_share: bool) -> Standardised | Label:
    if isinstance(standard, Label):
        return standard
    strange = [band for band, count in ages.people.items() if count and not standard.people.get(band)]
    if strange:
        return why.not_in_reference(strange[0])
    reckoned = indirect_share if is_share else indirect
    return _or_reason(reckoned(ages.events, ages.people, standard.events, standard.people))


def _in_bands(by_age: ByAge | None) -> _Ages | Label:
    """A unit's counts in the standard population's bands; why they cannot be had.

    Bands wider than those take no part where the narrower ones make the whole. Those of unknown age are left out, and
    count towards the whole.
    """
    if by_age is None or not by_age.bands:
        return why.NOT_BY_AGE
    if by_age.whole is None:
        return why.NO_WHOLE
    counts: dict[str, Counts] = {}
    wide: list[str] = []
    for band in sorted(by_age.bands.keys() - {UNKNOWN}, key=_in_order):
        found = by_age.bands[band]
        if not standard_band(band):
            wide.append(band)
        elif found is None:
            return why.without_counts(band)
        else:
            counts[band] = found
    for first, second in pairwise(counts):
        last = ages_of(first)[1]
        if last is None or last >= ages_of(second)[0]:
            return why.overlapping(first, second)
    nowhere = by_age.bands.get(UNKNOWN) or (0, 0)
    parts = [*counts.values(), nowhere]
    together = sum(events for events, _ in parts), sum(people for _, people in parts)
    if together != by_age.whole:
        return why.too_wide(wide[0]) if wide else why.not_the_whole(together, by_age.whole)
    return _Ages(
        in_standard_bands({band: events for band, (events, _) in counts.items()}),
        in_standard_bands({band: people for band, (_, people) in counts.items()}),
    )


def _in_order(band: str) -> tuple[int, bool, int]:
    low, high = ages_of(band)
    return low, high is None, high or 0


def _per(indicator: Indicator) -> float:
    return PER if indicator.kind is Kind.REPORTED and not indicator.is_share else scale_of(indicator)


def _or_reason(found: Standardised) -> Standardised | Label:
    return found if found.reason is None else found.reason
