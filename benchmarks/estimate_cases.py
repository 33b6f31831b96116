"""Months whose rows lack in a damaged region, with what the same region without damage says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

from benchmarks.breaks import Mechanism
from tertial.assess.estimates.series import Counts, Coverage, ProxySeries, Shape, UnitSeries
from tertial.compute.volumes import has_volumes
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator, Kind
from tertial.domain.measures import Additive, Sum
from tertial.domain.region import Region
from tertial.pipeline.figures import results_of
from tertial.pipeline.folder import read
from tertial.pipeline.judging import judged_feeds
from tertial.pipeline.step import silent
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.grounds import grounds_of
from tertial.quality.inherited import Ground
from tertial.quality.verdicts import LACKING, SOUND, ColumnVerdict, Verdict
from tertial.store.state import open_state

SHAPES = {Kind.COUNT: Shape.COUNT, Kind.SHARE: Shape.SHARE, Kind.RATE: Shape.RATIO, Kind.MEAN: Shape.RATIO}
"""The kinds of indicators whose months are sums."""

Months = Mapping[Month, Counts]


@dataclass(frozen=True)
class Case:
    """One indicator and unit: what is sound, what lacks, what else is known, and the truth."""

    indicator: str
    kind: str
    series: UnitSeries
    lacking: Mapping[Month, Coverage]
    true: Months
    mechanisms: Mapping[Month, tuple[Mechanism, ...]]


@dataclass
class RegionPair:
    """All that is read of a pair of regions: series by indicator and unit, and the rows of feeds that are sound."""

    cases: list[Case] = field(default_factory=list)
    sisters: dict[tuple[str, str], list[UnitSeries]] = field(default_factory=lambda: defaultdict(list))
    """By indicator and kind of unit."""
    proxies: dict[str, list[ProxySeries]] = field(default_factory=lambda: defaultdict(list))
    """By kind of unit."""
    grounds: dict[str, frozenset[str]] = field(default_factory=dict)
    """The feeds that an indicator rests on."""


def cases_of(damaged: Path, whole: Path, months: Sequence[Month], mechanisms: Sequence[Mechanism]) -> RegionPair:
    """The cases of a damaged region, held against the whole one."""
    region = read(damaged)
    state = open_state(damaged / region.extracts.store)
    feeds = [name for name in state.feeds if name in all_feeds() and has_volumes(all_feeds()[name])]
    judged = judged_feeds(region, state, feeds, months[-1], silent)
    verdicts = {(one.feed, one.unit, one.month): one for feed in judged for one in feed.verdicts}
    columns: dict[tuple[str, str, Month], list[ColumnVerdict]] = defaultdict(list)
    for feed in judged:
        for one in feed.columns:
            columns[one.feed, one.unit, one.month].append(one)
    units = sorted({unit for feed in judged for unit in feed.units})
    kinds = {unit: row.kind for unit in units if (row := region.organisation.find(unit)) is not None}
    found = RegionPair()
    _proxies(found, judged, kinds)
    truths, seen = _figures(whole, read(whole), kinds, months), _figures(damaged, region, kinds, months)
    for name, indicator in region.indicators.items():
        if not isinstance(indicator.measure, Additive):
            continue
        grounds = {
            month: grounds_of(indicator, region.indicators, Period(PeriodKind.MONTH, month), months[-1])
            for month in months
        }
        found.grounds[name] = frozenset(ground.feed for every in grounds.values() for ground in every)
        for unit, kind in kinds.items():
            case = _case(indicator, unit, kind, grounds, verdicts, columns, seen, truths, mechanisms)
            if case is None:
                continue
            found.sisters[name, kind].append(case.series)
            if case.lacking:
                found.cases.append(case)
    return found


def _proxies(found: RegionPair, judged: Sequence[FeedQuality], kinds: Mapping[str, str]) -> None:
    for feed in judged:
        sound: dict[str, dict[Month, float]] = defaultdict(dict)
        for one in feed.verdicts:
            if one.kind in SOUND:
                sound[one.unit][one.month] = float(one.rows)
        for unit, rows in sound.items():
            if unit in kinds:
                found.proxies[kinds[unit]].append(ProxySeries(unit, feed.feed, rows))


def _figures(
    folder: Path, region: Region, kinds: Mapping[str, str], months: Sequence[Month]
) -> dict[tuple[str, str], dict[Month, Counts]]:
    opened = results_of(region, folder / region.extracts.store)
    if opened is None:
        raise ValueError(f"{folder}: nothing is computed")
    results, _snapshot = opened
    found: dict[tuple[str, str], dict[Month, Counts]] = {}
    for name, indicator in region.indicators.items():
        if isinstance(indicator.measure, Additive):
            for unit in filter(region.organisation.find, kinds):
                every = {month: results.figure(name, unit, Period(PeriodKind.MONTH, month)) for month in months}
                counts = {month: one for month, figure in every.items() if (one := _counts(figure)) is not None}
                if counts:
                    found[name, unit] = counts
    return found


def _counts(figure: ComputedFigure) -> Counts | None:
    if figure.numerator is None or (figure.reckoning.is_ratio and figure.denominator is None):
        return None
    how = figure.reckoning
    numerator = float(figure.numerator) / (how.scale * how.whole_unit)
    if not how.is_ratio or figure.denominator is None:
        return Counts(numerator)
    return Counts(numerator, float(figure.denominator) / how.out_of_scale)


def _case(
    indicator: Indicator,
    unit: str,
    kind: str,
    grounds: Mapping[Month, Sequence[Ground]],
    verdicts: Mapping[tuple[str, str, Month], Verdict],
    columns: Mapping[tuple[str, str, Month], Sequence[ColumnVerdict]],
    seen: Mapping[tuple[str, str], Months],
    truths: Mapping[tuple[str, str], Months],
    mechanisms: Sequence[Mechanism],
) -> Case | None:
    came, true = seen.get((indicator.id, unit), {}), truths.get((indicator.id, unit), {})
    measure = indicator.measure
    if not came or not isinstance(measure, Additive):
        return None
    sound: dict[Month, Counts] = {}
    lacking: dict[Month, Coverage] = {}
    behind: dict[Month, tuple[Mechanism, ...]] = {}
    for month, every in grounds.items():
        said = list(_said(unit, every, verdicts))
        bad = [one for one in said if one.kind in LACKING]
        spoilt = any(
            column.column in (ground.columns or {column.column})
            for ground in every
            for at in ground.months
            for column in columns.get((ground.feed, unit, at), ())
        )
        if bad:
            direct = (
                not measure.numerator.rows.fact.derived
                and len(bad) == 1
                and bad[0].feed == next(ground.feed for ground in every if ground.is_main)
            )
            lacking[month] = _coverage(bad, came.get(month) if direct else None)
            places = [(one.feed, unit, one.month) for one in bad]
            behind[month] = tuple(one for one in mechanisms if any(one.hits(place) for place in places))
        elif month in came and not spoilt and all(one.kind in SOUND for one in said):
            sound[month] = came[month]
    if not sound:
        return None
    shape = SHAPES.get(indicator.kind)
    if shape is None:
        return None
    same = isinstance(measure.denominator, Sum) and measure.numerator.rows.fact == measure.denominator.rows.fact
    series = UnitSeries(unit, shape, sound, 100.0 if indicator.is_share else float(measure.per), same_rows=same)
    return Case(indicator.id, kind, series, lacking, true, behind)


def _said(
    unit: str, grounds: Sequence[Ground], verdicts: Mapping[tuple[str, str, Month], Verdict]
) -> Iterator[Verdict]:
    for ground in grounds:
        for month in ground.months:
            one = verdicts.get((ground.feed, unit, month))
            if one is not None:
                yield one


def _coverage(bad: Sequence[Verdict], came: Counts | None) -> Coverage:
    expected = sum(one.expected.rows for one in bad if one.expected is not None)
    deviation = max((one.expected.deviation for one in bad if one.expected is not None), default=0.0)
    rows = sum(one.rows for one in bad)
    known = expected > 0 and isfinite(expected)
    return Coverage(rows, expected if known else None, deviation, came if rows else None)
