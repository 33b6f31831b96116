"""Months whose rows lack in a damaged region, with what the same region without damage says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

import pyarrow.compute as pc

from benchmarks.breaks import Mechanism
from tertial.assess.estimates.series import Counts, Coverage, ProxySeries, Shape, UnitSeries
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.indicators import Indicator, Kind
from tertial.domain.measures import Additive, Sum
from tertial.domain.reckoning import Reckoning, reckoning_of
from tertial.domain.region import Region
from tertial.pipeline.figures import results_of
from tertial.pipeline.folder import read
from tertial.pipeline.judging import judged_feeds
from tertial.pipeline.step import silent
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.grounds import feeds_read, grounds_of
from tertial.quality.inherited import Ground
from tertial.quality.verdicts import LACKING, SOUND, ColumnVerdict, Verdict
from tertial.store.state import open_state

SHAPES = {Kind.COUNT: Shape.COUNT, Kind.SHARE: Shape.SHARE, Kind.RATE: Shape.RATIO, Kind.MEAN: Shape.RATIO}
"""The kinds of indicators whose months are sums."""

COLUMNS = ["node", "period", "numerator", "denominator", "divisor"]
Months = Mapping[Month, Counts]
Wrong = Mapping[tuple[str, str], list[Verdict | ColumnVerdict]]
"""What is wrong, by feed and unit."""


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
    feeds = [name for name in state.feeds if name in all_feeds()]
    judged = judged_feeds(region, state, feeds, months[-1], silent)
    wrong: dict[tuple[str, str], list[Verdict | ColumnVerdict]] = defaultdict(list)
    for feed in judged:
        said: list[Verdict | ColumnVerdict] = [*feed.verdicts, *feed.columns]
        for one in said:
            if one.kind not in SOUND:
                wrong[one.feed, one.unit].append(one)
    units = sorted({unit for feed in judged for unit in feed.units})
    kinds = {unit: row.kind for unit in units if (row := region.organisation.find(unit)) is not None}
    found = RegionPair()
    _proxies(found, judged, kinds)
    # Where nothing lacks nothing is estimated, and reading figures takes the most time.
    lacks = {feed for (feed, _unit), every in wrong.items() if any(one.kind in LACKING for one in every)}
    wanted = {
        name: one for name, one in region.indicators.items() if one.is_estimated and feeds_read({name: one}) & lacks
    }
    truths, seen = (_figures(folder, read(folder), wanted, kinds, months) for folder in (whole, damaged))
    for name, indicator in wanted.items():
        grounds = {
            month: grounds_of(indicator, region.indicators, Period(PeriodKind.MONTH, month), months[-1])
            for month in months
        }
        found.grounds[name] = frozenset(ground.feed for every in grounds.values() for ground in every)
        for unit, kind in kinds.items():
            case = _case(indicator, unit, kind, grounds, wrong, seen, truths, mechanisms)
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
    folder: Path, region: Region, wanted: Mapping[str, Indicator], kinds: Mapping[str, str], months: Sequence[Month]
) -> dict[tuple[str, str], dict[Month, Counts]]:
    opened = results_of(region, folder / region.extracts.store, only=wanted)
    if opened is None:
        raise ValueError(f"{folder}: nothing is computed")
    results, _snapshot = opened
    units = [unit for unit in kinds if region.organisation.find(unit) is not None]
    periods = [Period(PeriodKind.MONTH, month) for month in months]
    found: dict[tuple[str, str], dict[Month, Counts]] = defaultdict(dict)
    for name, indicator in wanted.items():
        how = reckoning_of(indicator)
        rows = results.table([name], units, periods).select(COLUMNS)
        # Most units have nothing of most indicators: what is null is left out before it becomes Python's.
        rows = rows.filter(pc.is_valid(rows["numerator"]))
        for unit, month, *counted in zip(*(rows[column].to_pylist() for column in COLUMNS), strict=True):
            counts = _counts(counted, how)
            if counts is not None:
                found[name, unit][Month.parse(month)] = counts
    return found


def _counts(counted: Sequence[Any], how: Reckoning) -> Counts | None:
    above, below, divisor = counted
    if how.is_ratio and below is None:
        return None
    numerator = above / divisor / (how.scale * how.whole_unit)
    return Counts(numerator, below / divisor / how.out_of_scale) if how.is_ratio else Counts(numerator)


def _case(
    indicator: Indicator,
    unit: str,
    kind: str,
    grounds: Mapping[Month, Sequence[Ground]],
    wrong: Wrong,
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
    feeds = {ground.feed for every in grounds.values() for ground in every}
    is_touched = any((feed, unit) in wrong for feed in feeds)
    for month, every in grounds.items() if is_touched else ():
        said = list(dict.fromkeys(_said(unit, every, wrong)))
        bad = [one for one in said if isinstance(one, Verdict) and one.kind in LACKING]
        if bad:
            main = next(ground.feed for ground in every if ground.is_main)
            direct = not measure.numerator.rows.fact.derived and [one.feed for one in bad] == [main]
            lacking[month] = _coverage(bad, came.get(month) if direct else None)
            places = [(one.feed, unit, one.month) for one in bad]
            behind[month] = tuple(one for one in mechanisms if any(one.hits(place) for place in places))
        elif month in came and not said:
            sound[month] = came[month]
    if not is_touched:
        sound = dict(came)
    if not sound:
        return None
    shape = SHAPES.get(indicator.kind)
    if shape is None:
        return None
    same = isinstance(measure.denominator, Sum) and measure.numerator.rows.fact == measure.denominator.rows.fact
    series = UnitSeries(unit, shape, sound, 100.0 if indicator.is_share else float(measure.per), same_rows=same)
    return Case(indicator.id, kind, series, lacking, true, behind)


def _said(unit: str, grounds: Sequence[Ground], wrong: Wrong) -> Iterator[Verdict | ColumnVerdict]:
    """What is wrong with the rows, and with the columns that are read, of what a figure rests on."""
    for ground in grounds:
        for one in wrong.get((ground.feed, unit), ()):
            if one.month not in ground.months:
                continue
            if isinstance(one, Verdict) or ground.columns is None or one.column in ground.columns:
                yield one


def _coverage(bad: Sequence[Verdict], came: Counts | None) -> Coverage:
    expected = sum(one.expected.rows for one in bad if one.expected is not None)
    deviation = max((one.expected.deviation for one in bad if one.expected is not None), default=0.0)
    rows = sum(one.rows for one in bad)
    known = expected > 0 and isfinite(expected)
    return Coverage(rows, expected if known else None, deviation, came if rows else None)
