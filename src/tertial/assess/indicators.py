"""The rows of one indicator: each split that has a figure, or one row that says why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import floor

from tertial.assess import reasons
from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.own_targets import own_target
from tertial.assess.series import Series, figure_of
from tertial.assess.yardstick import as_printed, judged, measured, yardstick
from tertial.domain.calendar import Month, Period, is_due, resolve
from tertial.domain.categories import category_labels
from tertial.domain.changes import Change
from tertial.domain.indicators import Indicator
from tertial.domain.judgements import Status
from tertial.domain.label import Label, joined
from tertial.domain.region import Region
from tertial.domain.results import WHOLE, Quality, ReportedValue, Sex, Split
from tertial.domain.targets import BetterThan, BySex, ChangeTarget, SimpleTarget

_SEXES = tuple(Sex)


def rows_of(indicator: Indicator, region: Region, *, goal: str, unit: str, as_of: Month) -> list[IndicatorAssessment]:
    """Assess an indicator for a unit as of a month; at least one row."""
    period = resolve(indicator.shown, as_of)
    outcomes = region.outcomes.series(indicator.id, unit)
    absent = region.outcomes.absent(indicator.id, unit)
    present = list(dict.fromkeys(split for place, split in (*outcomes, *absent) if place == period))
    order = {code: place for place, code in enumerate(category_labels(indicator, region.settings.schemes))}
    present.sort(key=lambda split: _place(split, order))
    row = _Row(indicator, region, goal, unit, as_of, period, outcomes)
    return [row.of(split) for split in present] or [row.of(WHOLE)]


def _place(split: Split, categories: Mapping[str, int]) -> tuple[int, str, int, str, int]:
    """The whole first, then age bands by their first year, categories in the scheme's order, sexes within each."""
    years = re.match(r"\d+", split.age_band)
    age = int(years[0]) if years else -1
    category = categories.get(split.category, len(categories)) if split.category else -1
    return (age, split.age_band, category, split.category, _SEXES.index(split.sex))


class _Row:
    """What the rows of one indicator share."""

    def __init__(
        self,
        indicator: Indicator,
        region: Region,
        goal: str,
        unit: str,
        as_of: Month,
        period: Period,
        outcomes: Mapping[tuple[Period, Split], ReportedValue],
    ) -> None:
        self.indicator = indicator
        self.region = region
        self.goal = goal
        self.unit = unit
        self.as_of = as_of
        self.period = period
        self.outcomes = outcomes
        self.is_main = unit == region.settings.unit
        self.reached = period.reached(as_of)
        self.dated = indicator.targets.in_force(self.reached)
        self.changes = [change for change in region.changes if change.affects(indicator.id, as_of)]

    def of(self, split: Split) -> IndicatorAssessment:
        """The row of one split."""
        indicator, period = self.indicator, self.period
        # A baseline belongs to the unit that the region reports on; a unit below has its own history.
        series = Series.of(indicator, split, self.outcomes, indicator.baselines if self.is_main else ())
        stated = indicator.targets.resolve(unit=self.unit, split=split, month=self.reached)
        target = own_target(indicator, self.unit, split, self.reached, is_main=self.is_main)
        withheld = stated is not None and target is None
        stick = yardstick(target, indicator, period, series)
        if stick.reference is None and self._follows_the_whole(target, split):
            target = None
            stick = yardstick(None, indicator, period, series)
        reported = self.outcomes.get((period, split))
        value = None if reported is None else figure_of(reported, indicator)
        previous = series.points.get(period.year_before())
        change = None if value is None or previous is None else value - previous
        attained: int | None = None
        uncertain: Label | None = None
        unjudged = reasons.TARGET_FOR_THE_WHOLE if withheld and not self.is_main else stick.note
        note: Label | None
        if reported is None or value is None:
            quality, note = self._absence(reported, split)
            status = Status.NOT_DUE if quality is Quality.NOT_DUE else Status.NO_DATA
        else:
            attained = measured(value, reported, target, stick, indicator)
            status = judged(attained, stick, self.region.settings.status)
            quality, note = self._quality(reported, broken_since=None if previous is None else period.year_before())
            uncertain = self._uncertainty(reported, status)
            note = _both(note, unjudged)
        return IndicatorAssessment(
            indicator=indicator,
            goal=self.goal,
            unit=self.unit,
            period=period,
            split=split,
            numerator=None if reported is None else reported.numerator,
            denominator=None if reported is None else reported.denominator,
            value=value,
            target=target,
            target_level=as_printed(stick.level, indicator.decimals),
            attainment=attained,
            status=status,
            rule=stick.rule,
            assumed=self.region.settings.status.assumed,
            quality=quality,
            note=note,
            previous=previous,
            change=change,
            history=series.history(period),
            decision=None if self.dated is None or target is None else self.dated.decision,
            reference=stick.reference,
            uncertain=uncertain,
            covered=None if reported is None or reported.covered is None else floor(100 * reported.covered),
            unjudged=unjudged,
        )

    def _uncertainty(self, reported: ReportedValue, status: Status) -> Label | None:
        """Why the status of a computed figure is uncertain; what a region reports stands as it reported it."""
        if self.indicator.measure is None or not status.is_judged:
            return None
        if reported.covered is not None:
            return reasons.covers(floor(100 * reported.covered))
        return _UNCERTAIN.get(reported.quality)

    def _follows_the_whole(self, target: SimpleTarget | None, split: Split) -> bool:
        """Whether a part without figures of its own to compare with is judged through the whole alone."""
        by_sex = self.dated is not None and isinstance(self.dated.target, BySex)
        return isinstance(target, ChangeTarget | BetterThan) and not split.is_whole and not by_sex

    def _absence(self, reported: ReportedValue | None, split: Split) -> tuple[Quality, Label]:
        """Why there is no figure: the document's own words, else the calendar, what computing it says, a declared
        change or no report.
        """
        indicator = self.indicator
        stated = indicator.absence(self.as_of)
        if stated is not None:
            return stated.reason, stated.note
        if indicator.followed_from is not None and indicator.followed_from > self.as_of:
            return Quality.NOT_DUE, reasons.not_started(indicator.followed_from)
        if not is_due(indicator.followed, self.as_of):
            return Quality.NOT_DUE, reasons.not_due(indicator.followed)
        if reported is not None:
            return Quality.MISSING, reasons.NO_DENOMINATOR
        latest = max(self.changes, key=lambda change: change.first, default=None)
        absent = self.region.outcomes.absent(indicator.id, self.unit).get((self.period, split))
        if absent is not None and (latest is None or absent.quality is not Quality.MISSING):
            return absent.quality, absent.note
        if latest is None:
            return Quality.MISSING, reasons.missing(self.period)
        changed = reasons.changed(latest)
        return Quality.MISSING, changed if absent is None else joined(absent.note, changed)

    def _quality(self, reported: ReportedValue, *, broken_since: Period | None) -> tuple[Quality, Label | None]:
        """The figure's own quality; a declared change since last year's, that it is compared with, is worse."""
        crossed: Change | None = None
        if broken_since is not None:
            crossed = next((change for change in self.changes if broken_since.first < change.first), None)
        if crossed is None:
            return reported.quality, reported.note
        return Quality.BROKEN_SERIES, _both(reported.note, crossed.says)


_UNCERTAIN = {Quality.PARTIAL: reasons.INCOMPLETE, Quality.PROVISIONAL: reasons.PROVISIONAL}


def _both(first: Label | None, second: Label | None) -> Label | None:
    if first is None or second is None:
        return first or second
    return joined(first, second)
