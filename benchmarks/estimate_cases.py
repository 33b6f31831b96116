"""Months that lack rows or are wrong in a damaged region, with what the same region without damage says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.breaks import Mechanism
from tertial.assess.estimates.series import Counts, Coverage, ProxySeries, UnitSeries
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.indicators import Indicator
from tertial.domain.region import Region
from tertial.pipeline.estimate_series import Grounds, Judged, counts_of, unit_months
from tertial.pipeline.figures import results_of
from tertial.pipeline.folder import read
from tertial.pipeline.judging import judged_feeds
from tertial.pipeline.step import silent
from tertial.quality.grounds import feeds_read, grounds_of
from tertial.store.state import open_state

Months = Mapping[Month, Counts]


@dataclass(frozen=True)
class Case:
    """One indicator and unit: what is sound, what is not, what else is known, and the truth."""

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
    proxies: Mapping[str, Sequence[ProxySeries]] = field(default_factory=dict)
    """By kind of unit."""


def cases_of(damaged: Path, whole: Path, months: Sequence[Month], mechanisms: Sequence[Mechanism]) -> RegionPair:
    """The cases of a damaged region, held against the whole one."""
    region = read(damaged)
    state = open_state(damaged / region.extracts.store)
    feeds = [name for name in state.feeds if name in all_feeds()]
    judged = Judged.of(judged_feeds(region, state, feeds, months[-1], silent), region.organisation)
    found = RegionPair(proxies=judged.proxies)
    # Where nothing is wrong nothing is estimated, and reading figures takes the most time.
    wrong = {feed for feed, _unit in judged.wrong}
    wanted = {
        name: one for name, one in region.indicators.items() if one.is_estimated and feeds_read({name: one}) & wrong
    }
    truths, seen = (_figures(folder, read(folder), wanted, list(judged.kinds), months) for folder in (whole, damaged))
    for name, indicator in wanted.items():
        grounds = {
            month: grounds_of(indicator, region.indicators, Period(PeriodKind.MONTH, month), months[-1])
            for month in months
        }
        for unit, kind in judged.kinds.items():
            came, true = seen[name].get(unit, {}), truths[name].get(unit, {})
            case = _case(indicator, unit, kind, grounds, judged, came, true, mechanisms)
            if case is None:
                continue
            found.sisters[name, kind].append(case.series)
            if case.lacking:
                found.cases.append(case)
    return found


def _figures(
    folder: Path, region: Region, wanted: Mapping[str, Indicator], units: Sequence[str], months: Sequence[Month]
) -> dict[str, dict[str, dict[Month, Counts]]]:
    """What is counted, by indicator, unit and month."""
    opened = results_of(region, folder / region.extracts.store, only=wanted)
    if opened is None:
        raise ValueError(f"{folder}: nothing is computed")
    results, _snapshot = opened
    # The other region may be organised otherwise.
    there = [unit for unit in units if region.organisation.find(unit) is not None]
    return {name: counts_of(results, indicator, there, months) for name, indicator in wanted.items()}


def _case(
    indicator: Indicator,
    unit: str,
    kind: str,
    grounds: Grounds,
    judged: Judged,
    came: Months,
    true: Months,
    mechanisms: Sequence[Mechanism],
) -> Case | None:
    through = max(grounds)
    known = unit_months(indicator, unit, grounds, judged.wrong, came, through=through)
    if not known.series.months:
        return None
    behind = {
        month: tuple(one for one in mechanisms if any(one.hits((bad.feed, unit, bad.month)) for bad in said))
        for month, said in known.verdicts.items()
    }
    # What is not final yet is no truth: those counted have not had their time.
    final = {month: counts for month, counts in true.items() if month.plus(indicator.final_after) <= through}
    return Case(indicator.id, kind, known.series, known.lacking, final, behind)
