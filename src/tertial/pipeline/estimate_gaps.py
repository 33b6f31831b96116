"""The months of units below a node that lack rows or are wrong, and what their estimates make of the node's figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tertial.assess.estimates import reasons
from tertial.assess.estimates.candidates import LEAST_KNOWN
from tertial.assess.estimates.months import estimate_units
from tertial.assess.estimates.results import Estimate, NoEstimate, Said
from tertial.assess.estimates.series import Counts, Coverage, Shape
from tertial.assess.estimates.totals import Whole, put_together
from tertial.assess.variation.indicator_series import scale_of
from tertial.domain.calendar import Month, Period
from tertial.domain.changes import broken_from
from tertial.domain.indicators import Indicator, OverTime
from tertial.domain.organisation import LINE
from tertial.domain.results import Quality
from tertial.pipeline.estimate_series import SHAPES, Judged, UnitMonths, Wrong, counts_of, unit_months
from tertial.pipeline.standpoint import Standpoint
from tertial.quality.grounds import grounds_of
from tertial.quality.inherited import LEAST_TOUCHED

_NOTHING = Counts(0.0, 0.0)


class Gaps:
    """The months that lack or are wrong of the units below a unit, with their estimates.

    Of the months in `months`, by what all those in `known` tell.
    """

    def __init__(
        self,
        here: Standpoint,
        judged: Judged,
        indicator: Indicator,
        *,
        known: Sequence[Month],
        months: Sequence[Month],
    ) -> None:
        self._here = here
        self._judged = judged
        self._indicator = indicator
        region, inherits = here.region, here.inherits
        self._grounds = {
            month: grounds_of(indicator, region.indicators, Period.of_month(month), inherits.through) for month in known
        }
        self._main = next(ground.feed for ground in self._grounds[months[0]] if ground.is_main)
        self._below = {month: inherits.units_at(here.unit, month, here.tree) for month in months}
        self._node = counts_of(here.results, indicator, [here.unit], months, tree=here.tree).get(here.unit, {})
        self._unloaded = {
            month
            for month in months
            if month not in self._node and here.figure(indicator, Period.of_month(month)).quality is Quality.MISSING
        }
        units = self._looked_at(months)
        self._counted = counts_of(here.results, indicator, units, known)
        self._units = self._known(units, judged.wrong_by_now)
        self._said = self._estimated(self._wanted(months))
        if any(isinstance(one, NoEstimate) for said in self._said.values() for one in said):
            # A short history cannot do without the months that only later ones put in doubt.
            self._units = self._known(units, judged.wrong)
            self._said = self._estimated(self._wanted(months))

    def over(self, period: Period, months: Sequence[Month]) -> Said:
        """The figure of a period that is made of months."""
        if any(self._here.inherits.is_divided(self._here.unit, month, self._here.tree) for month in months):
            return NoEstimate(self._here.unit, period, reasons.DIVIDED)
        said = self._telling(months)
        above, base = 0.0, 0.0
        for month in months:
            node = self._node.get(month, _NOTHING)
            above, base = above + node.numerator, base + (node.denominator or 0.0)
        for one in said:
            came = self._counted.get(one.unit, {}).get(one.period.last, _NOTHING)
            above, base = above - came.numerator, base - (came.denominator or 0.0)
        shape, times = SHAPES[self._indicator.kind], scale_of(self._indicator)
        if self._indicator.over_time is OverTime.MEAN and shape is Shape.COUNT:
            times /= len(months)
        units = {unit for month in months for unit in self._below[month] if self._matters(unit)}
        whole = Whole(self._here.unit, period, shape, times, max(1, len(units)))
        found = put_together(whole, Counts(max(0.0, above), max(0.0, base)), said)
        return NoEstimate(self._here.unit, period, reasons.NOT_COUNTED) if found is None else found

    def _known(self, units: Sequence[str], wrong: Wrong) -> Mapping[str, UnitMonths]:
        inherits, counted = self._here.inherits, self._counted
        broken = broken_from(self._here.region.changes, self._indicator.id, inherits.through)
        through = inherits.computed_through
        found = {
            name: unit_months(self._indicator, name, self._grounds, wrong, counted.get(name, {}), through=through)
            for name in units
        }
        return {name: replace(one, series=replace(one.series, broken_from=broken)) for name, one in found.items()}

    def _looked_at(self, months: Sequence[Month]) -> list[str]:
        """Units where something is wrong, and their sisters; all that had rows where nothing of a month is loaded."""
        had = self._judged.units(self._main)
        kinds = {unit: kind for unit, kind in self._judged.kinds.items() if unit in had}
        if self._unloaded:
            return list(kinds)
        lack = {kinds[unit] for unit in kinds if any(self._is_wrong(unit, month) for month in months)}
        return [unit for unit, kind in kinds.items() if kind in lack]

    def _is_wrong(self, unit: str, month: Month) -> bool:
        return unit in self._below[month] and self._judged.is_wrong(unit, self._grounds[month])

    def _matters(self, unit: str) -> bool:
        """Whether anything of the unit is counted, or too little is known to say that nothing is."""
        if unit not in self._units:
            return False
        months = self._units[unit].series.months
        return len(months) < LEAST_KNOWN or any(one.numerator or one.denominator for one in months.values())

    def _wanted(self, months: Sequence[Month]) -> Mapping[str, Mapping[Month, Coverage]]:
        """What is to be estimated, by unit; a unit stands for those below it that are wrong in the same month."""
        wanted: dict[str, dict[Month, Coverage]] = defaultdict(dict)
        for month in months:
            lacking = {
                unit: one.lacking.get(month, Coverage(0.0))
                for unit, one in sorted(self._units.items())
                if self._matters(unit) and (month in one.lacking or self._should_have(one, month))
            }
            lacking = {unit: coverage for unit, coverage in lacking.items() if unit in self._below[month]}
            stood_for = {
                name
                for unit in lacking
                for name in self._here.inherits.units_at(unit, month, LINE)
                if name != unit and name in lacking
            }
            for unit in lacking.keys() - stood_for:
                wanted[unit][month] = lacking[unit]
        return wanted

    def _should_have(self, one: UnitMonths, month: Month) -> bool:
        """Whether nothing is loaded of a month in which the unit, which has had rows, was open."""
        unit = one.series.unit
        is_open = self._here.region.organisation.exists(unit, month.first_day)
        return month in self._unloaded and is_open and bool(one.series.months)

    def _estimated(self, wanted: Mapping[str, Mapping[Month, Coverage]]) -> Mapping[Month, Sequence[Said]]:
        kinds = self._judged.kinds
        found: dict[Month, list[Said]] = defaultdict(list)
        for kind in sorted({kinds[unit] for unit in wanted}):
            alike = [one.series for unit, one in self._units.items() if kinds[unit] == kind]
            gone = {unit: lacking for unit, lacking in sorted(wanted.items()) if kinds[unit] == kind}
            for said in estimate_units(alike, gone, self._judged.proxies.get(kind, ())).values():
                for one in said:
                    found[one.period.last].append(one)
        return found

    def _telling(self, months: Sequence[Month]) -> list[Said]:
        """What is said of the units in the months.

        Units that cannot be estimated stay as they came where they have less than a hundredth of the expected rows.
        """
        said = [one for month in months for one in self._said.get(month, ())]
        silent = {(one.unit, one.period.last) for one in said if isinstance(one, NoEstimate)}
        if not silent or len(silent) == len(said):
            return said
        expected = {
            (one.unit, one.month): one.expected.rows
            for one in self._judged.verdicts(self._main)
            if one.month in self._below and one.unit in self._below[one.month] and one.expected is not None
        }
        total = sum(rows for (_unit, month), rows in expected.items() if month in months)
        if sum(expected.get(place, 0.0) for place in silent) >= LEAST_TOUCHED * total:
            return said
        return [one for one in said if isinstance(one, Estimate)]
