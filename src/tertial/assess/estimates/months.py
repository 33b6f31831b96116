"""The entry: an estimate of every month that lacks, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite, sqrt

import numpy as np

from tertial.assess.estimates import reasons
from tertial.assess.estimates.alike import Alike, Side
from tertial.assess.estimates.candidates import LEAST_KNOWN, LONGEST_REACH, Key, Lead
from tertial.assess.estimates.partial import Normal, kept_share, scaled_up
from tertial.assess.estimates.results import (
    NORMAL,
    Amount,
    Estimate,
    NoEstimate,
    Places,
    Said,
    Source,
    Together,
    Weight,
)
from tertial.assess.estimates.series import LEAST, MOST, Counts, Coverage, ProxySeries, Shape, UnitSeries
from tertial.assess.estimates.trial import Tried
from tertial.domain.calendar import Month, Period
from tertial.domain.label import Label

LEAST_PART = 0.05
"""A source that weighs less is not named."""


def estimate_units(
    units: Sequence[UnitSeries],
    lacking: Mapping[str, Mapping[Month, Coverage]],
    proxies: Sequence[ProxySeries] = (),
) -> dict[str, tuple[Said, ...]]:
    """What the figures of months that lack would probably have been, by unit and in the order of months.

    `units` are the same indicator at units of one kind, those with `lacking` months and their sisters; `proxies` what
    still arrives of them by other ways: each with the months that are sound alone. What a series holds of a lacking
    month is not used; what came of it stands in its coverage. What is usual in all units is reckoned once.
    """
    found: dict[str, tuple[Said, ...]] = {}
    sound = [_without(one, lacking.get(one.unit, {})) for one in units]
    asked = []
    for one in sound:
        if one.unit not in lacking:
            continue
        months = sorted(lacking[one.unit])
        refused = _refused(one)
        if refused is not None:
            found[one.unit] = tuple(NoEstimate(one.unit, Period.of_month(month), refused) for month in months)
        elif months:
            asked.append(one)
        else:
            found[one.unit] = ()
    with np.errstate(all="ignore"):
        for shape in Shape:
            gone = [one for one in asked if one.shape is shape]
            if not gone:
                continue
            near = [month for one in gone for month in (*lacking[one.unit], *one.usable)]
            alike = Alike([one for one in sound if one.shape is shape], proxies, near)
            for one in gone:
                gap = _Gap(one, lacking[one.unit], alike)
                found[one.unit] = tuple(gap.estimate(month) for month in sorted(lacking[one.unit]))
    return found


def _without(series: UnitSeries, lacking: Mapping[Month, Coverage]) -> UnitSeries:
    if series.months.keys().isdisjoint(lacking):
        return series
    return replace(series, months={month: one for month, one in series.months.items() if month not in lacking})


def _refused(series: UnitSeries) -> Label | None:
    if len(series.usable) >= LEAST_KNOWN:
        return None
    if series.broken_from is not None and any(month < series.broken_from for month in series.months):
        return reasons.broken(series.broken_from)
    return reasons.NO_NUMBERS if len(series.months) >= LEAST_KNOWN else reasons.short(len(series.usable))


class _Gap:
    """The lacking months of one unit."""

    def __init__(self, series: UnitSeries, lacking: Mapping[Month, Coverage], alike: Alike) -> None:
        self._series = series
        self._known = sorted(series.usable)
        self._lacking = lacking
        self._alike = alike
        self._amounts, self._is_turned = alike.amounts(series.unit)

    def estimate(self, month: Month) -> Said:
        """The estimate of a month."""
        coverage = self._lacking[month]
        whole: _Said | None = None
        if self._series.shape is not Shape.COUNT:
            whole = self._whole(month, coverage)
            if whole is None:
                return self._none(month)
        base = 1.0 if whole is None else whole.normal.value
        said = self._tried(self._amounts, month)
        if said is None or base < LEAST:
            return self._none(month)
        found = self._figure(said, base, coverage, whole)
        if found is None or found[0].high > MOST:
            return NoEstimate(self._series.unit, Period.of_month(month), reasons.NO_NUMBERS)
        figure, numerator, normal = found
        return Estimate(
            self._series.unit,
            Period.of_month(month),
            figure,
            numerator,
            None if whole is None else whole.amount,
            Places(((self._series.unit, month),)),
            _sources(said, normal.part),
            said.together,
            Together() if whole is None else whole.together,
            said.months,
        )

    def _none(self, month: Month) -> NoEstimate:
        near = [one for one in self._known if abs(month.since(one)) <= LONGEST_REACH]
        words: Label | None = None
        if self._series.broken_from is not None:
            words = reasons.broken(self._series.broken_from)
        elif not near:
            words = reasons.NOTHING_NEAR
        return NoEstimate(self._series.unit, Period.of_month(month), words or reasons.short(len(self._known)))

    def _lead(self, month: Month) -> Lead:
        before = [one for one in self._known if one < month]
        after = [one for one in self._known if one > month]
        return Lead(
            month.since(before[-1]) if before else None,
            after[0].since(month) if after else None,
        )

    def _tried(self, side: Side, month: Month) -> Tried | None:
        return self._alike.tried(side, self._series.unit, month, self._lead(month))

    def _whole(self, month: Month, coverage: Coverage) -> _Said | None:
        """The denominator: estimated as any count where it has not come whole."""
        if coverage.whole and Counts(coverage.whole).is_usable:
            sure = coverage.whole
            return _Said(Normal(sure, 0.0), Amount(sure, sure, sure), Together())
        came = None if coverage.partial is None else coverage.partial.denominator
        if came is not None and not Counts(came).is_usable:
            came = None
        said = self._tried(self._alike.bases, month)
        if said is None:
            return None
        prior = _prior(said, 1.0)
        after = prior if came is None else scaled_up(prior, came, coverage)
        amount = _amount(said, prior, after, 1.0, least=came or 0.0)
        return None if amount is None else _Said(after, amount, said.together)

    def _figure(
        self, said: Tried, base: float, coverage: Coverage, whole: _Said | None
    ) -> tuple[Amount, Amount, Normal] | None:
        """The figure, its numerator, and what they rest on."""
        times, partial = self._series.times, coverage.partial
        if partial is not None and not partial.is_usable:
            partial = None
        prior = _prior(said, base)
        if whole is None or not self._series.same_rows:
            found = self._of_other_rows(said, prior, base, coverage, partial)
            return None if found is None else (found[0].times(times / base), *found)
        rate = Normal(prior.value / base, prior.variance / base**2)
        after = rate
        if partial is not None and partial.denominator:
            came = partial.denominator - partial.numerator if self._is_turned else partial.numerator
            if came >= 0:
                after = kept_share(
                    rate, came, partial.denominator, whole.normal, bounded=said.bounded, spread=said.spread
                )
        one = _amount(said, rate, after, base, scale=1 / base, most=1.0 if said.bounded else None, unsure=whole.unsure)
        if one is None:
            return None
        if self._is_turned:
            one = one.rest_of(1.0)
        return one.times(times), _product(one, whole.amount), after

    def _of_other_rows(
        self, said: Tried, prior: Normal, base: float, coverage: Coverage, partial: Counts | None
    ) -> tuple[Amount, Normal] | None:
        """A numerator that is a count by itself: at least what came and, of a share, at most the whole."""
        least, after = 0.0, prior
        if partial is not None:
            least = min(partial.numerator, base) if said.bounded else partial.numerator
            counted = _rest(prior, base) if self._is_turned else prior
            after = scaled_up(counted, partial.numerator, coverage)
            after = _rest(after, base) if self._is_turned else after
        if self._is_turned:
            rest = _amount(said, prior, after, base, most=base - least)
            one = None if rest is None else rest.rest_of(base)
        else:
            one = _amount(said, prior, after, base, least=least, most=base if said.bounded else None)
        return None if one is None else (one, after)


@dataclass(frozen=True)
class _Said:
    normal: Normal
    amount: Amount
    together: Together

    @property
    def unsure(self) -> float:
        """By how much more a ratio to it varies than to one that is known: the square of its relative deviation."""
        return self.normal.variance / self.normal.value**2


def _rest(one: Normal, base: float) -> Normal:
    """What is left of the whole."""
    return Normal(base - one.value, one.variance, one.part)


def _prior(said: Tried, base: float) -> Normal:
    """What is expected before anything that came is looked at, with the variance that its interval stands for."""
    width = (said.high - said.low) / (2 * NORMAL)
    return Normal(max(said.rate, 0.0) * base, width**2 * said.spread * said.chance(base))


def _amount(
    said: Tried,
    prior: Normal,
    after: Normal,
    base: float,
    *,
    least: float = 0.0,
    most: float | None = None,
    scale: float = 1.0,
    unsure: float = 0.0,
) -> Amount | None:
    """The value with its interval: shaped as the errors of the trial were, and as wide as what came says."""
    narrowed = sqrt(after.variance / prior.variance) if prior.variance > 0 else 0.0
    root = sqrt(said.spread * said.chance(base) * (1 + unsure)) * narrowed
    count = after.value / scale
    told = replace(said, whole=said.whole and not unsure)
    ends = [told.end(count, said.low * root) * scale, after.value, told.end(count, said.high * root) * scale]
    if not all(isfinite(one) for one in ends):
        return None
    held = [max(one, least) for one in ends]
    if most is not None:
        held = [min(one, most) for one in held]
    reach = (said.high - said.low) / 2 * root * scale
    return Amount(held[1], min(held[0], held[1]), max(held[2], held[1]), reach)


def _product(share: Amount, whole: Amount) -> Amount:
    """The numerator: a share of a whole, their errors taken to be apart."""
    value = share.value * whole.value
    below = sqrt(((share.value - share.low) * whole.value) ** 2 + ((whole.value - whole.low) * share.value) ** 2)
    above = sqrt(((share.high - share.value) * whole.value) ** 2 + ((whole.high - whole.value) * share.value) ** 2)
    reach = sqrt((share.half * whole.value) ** 2 + (whole.half * share.value) ** 2)
    return Amount(value, max(0.0, value - below), value + above, reach)


def _sources(said: Tried, part: float) -> tuple[Weight, ...]:
    """What an estimate rests on, what weighs most first; what hardly weighs is left out."""
    found: list[tuple[Key, float]] = [((Source.PARTIAL, ""), part)]
    found += [(key, weight * (1 - part)) for key, weight in said.weights]
    named = [Weight(source, weight, name) for (source, name), weight in found if weight >= LEAST_PART]
    return tuple(sorted(named, key=lambda one: (-one.part, one.source, one.name)))
