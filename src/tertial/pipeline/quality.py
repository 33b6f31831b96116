"""From a region's events to what is known of their quality: which rows lack where, since when, what would mend it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tertial.compute.connection import looking
from tertial.compute.volumes import count_rows, has_volumes
from tertial.definitions.atomic_file import replace_file
from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation
from tertial.domain.region import Region
from tertial.exchange.csv_file import csv_bytes
from tertial.exchange.sheet import Sheet, Value
from tertial.language import _
from tertial.pipeline.arrivals import Arrivals
from tertial.pipeline.errand import Errand, refusals, unknown, unwritable
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.quality.feed_quality import FeedQuality, judge_feed
from tertial.quality.findings import Finding
from tertial.quality.sentence import sentence
from tertial.quality.work_list import Task, work_list
from tertial.store.load_log import read_log
from tertial.store.state import State, open_state


@dataclass(frozen=True, slots=True)
class RegionQuality:
    """The feeds of a region that come month by month, judged up to a month, and what should be mended.

    `in_full` are the feeds that come in full, which have no volumes by month. Of one unit, where one is asked for, are
    the findings and the tasks; a feed's verdicts stay those of all units.
    """

    region: Region
    state: int
    through: Month
    feeds: tuple[FeedQuality, ...]
    in_full: tuple[str, ...]
    tasks: tuple[Task, ...]
    names: Mapping[str, Label]

    def sentence(self, finding: Finding) -> Label:
        """A finding in words."""
        of_units = next(len(feed.units) for feed in self.feeds if feed.series.feed == finding.feed)
        return sentence(finding, self.names, of_units)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all feeds, in the order of the feeds."""
        return tuple(finding for feed in self.feeds for finding in feed.findings)


def quality(
    errand: Errand, *, through: Month | None = None, feed: str | None = None, unit: str | None = None
) -> RegionQuality:
    """Judge the events of a region up to a month: without one, the last that most feeds have and that is over.

    Raises InputError for a broken folder, a store without events, and a feed or unit that has none.
    """
    errand.step(_("Reads {folder}").format(folder=errand.folder))
    region = read(errand.folder)
    root = errand.root_of(region.extracts)
    with refusals():
        state = open_state(root)
        loaded = [name for name in state.feeds if name in all_feeds() and state.months(name)]
        if not loaded:
            raise InputError(_("The store {folder} has no events yet. Begin with tertial load.").format(folder=root))
        units = _asked_units(region.organisation, unit)
        asked = _asked(loaded, feed)
        last = through or _last_month(state, asked, Month(errand.today.year, errand.today.month).plus(-1))
        judged = _judged(errand, region, state, asked, last)
    if units:
        judged = tuple(_of_units(one, units) for one in judged)
    names = {name: found.name for name in region.organisation.ids if (found := region.organisation.find(name))}
    tasks = work_list((finding for one in judged for finding in one.findings), region.indicators)
    in_full = tuple(name for name in loaded if not has_volumes(all_feeds()[name]))
    return RegionQuality(region, state.number, last, judged, in_full, tasks, names)


def _asked(loaded: Sequence[str], feed: str | None) -> tuple[str, ...]:
    if feed is None:
        return tuple(name for name in loaded if has_volumes(all_feeds()[name]))
    if feed not in loaded:
        raise unknown(_("Nothing of {feed} has been loaded.").format(feed=feed), feed, loaded)
    if not has_volumes(all_feeds()[feed]):
        raise InputError(
            _("{feed} is sent in full each time: it has no rows of a month to be held against others.").format(
                feed=feed
            )
        )
    return (feed,)


def _asked_units(organisation: Organisation, unit: str | None) -> frozenset[str]:
    """A unit and those below it; none where none is asked for."""
    if unit is None:
        return frozenset()
    found = organisation.find(unit)
    if found is None:
        raise unknown(_("There is no unit {unit} in organisation.csv.").format(unit=unit), unit, organisation.ids)
    days = {row.validity.first for row in organisation.units if row.validity.first is not None}
    days |= {row.validity.last for row in organisation.units if row.validity.last is not None}
    below = {one for day in days for one in organisation.below(unit, day)}
    return frozenset({unit, *below})


def _last_month(state: State, feeds: Iterable[str], latest: Month) -> Month:
    """The month that most feeds end with, of months that are over; of equals the latest."""
    ends = Counter(max((month for month in state.months(feed) if month <= latest), default=None) for feed in feeds)
    found = [(count, month) for month, count in ends.items() if month is not None]
    if not found:
        raise InputError(_("There are no events of a month that is over. State a month with --through."))
    return max(found)[1]


def _judged(
    errand: Errand, region: Region, state: State, feeds: Sequence[str], through: Month
) -> tuple[FeedQuality, ...]:
    arrivals = Arrivals(state, read_log(state.layout.log))
    organisation = region.organisation

    def is_open(unit: str, month: Month) -> bool:
        return organisation.exists(unit, month.first_day) and organisation.exists(unit, month.last_day)

    found = []
    with looking(state.layout.root) as connection:
        for feed in feeds:
            errand.step(_("Judges {feed}").format(feed=feed))
            series = replace(count_rows(connection, state, feed, through), arrivals=arrivals.of(feed))
            if series.months:
                found.append(judge_feed(series, through, region.changes, is_open))
    return tuple(found)


def _of_units(feed: FeedQuality, units: frozenset[str]) -> FeedQuality:
    return replace(
        feed,
        verdicts=tuple(one for one in feed.verdicts if one.unit in units),
        columns=tuple(one for one in feed.columns if one.unit in units),
        findings=tuple(
            replace(one, units=tuple(unit for unit in one.units if unit in units))
            for one in feed.findings
            if units.intersection(one.units)
        ),
    )


def write_verdicts(found: RegionQuality, out: Path) -> None:
    """Write the verdict on each feed, unit and month as a CSV file. Raises InputError where it cannot be written."""
    columns = (
        "feed",
        "unit",
        "month",
        "verdict",
        "rows",
        "expected",
        "share",
        "judged_months",
        "column",
        "column_share",
    )
    rows: list[tuple[Value, ...]] = []
    for feed in found.feeds:
        for one in feed.verdicts:
            expected = None if one.expected is None else round(one.expected.rows, 1)
            share = None if one.share is None else round(one.share, 4)
            months = None if one.judged is None else one.judged.months
            rows.append(
                (one.feed, one.unit, str(one.month), one.kind.value, one.rows, expected, share, months, None, None)
            )
        rows += [
            (
                one.feed,
                one.unit,
                str(one.month),
                one.kind.value,
                one.rows,
                None,
                None,
                None,
                one.column,
                round(one.share, 4),
            )
            for one in feed.columns
        ]
    try:
        replace_file(out, csv_bytes(Sheet("quality", columns, tuple(rows))))
    except OSError as error:
        raise unwritable(out, error) from error
