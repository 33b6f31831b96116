"""All that is said of one feed: its volumes, the verdicts on them, and the findings that they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tertial.domain.calendar import Month
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.feeds.columns import TIMES
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.volumes import VolumeSeries
from tertial.quality.breaks import judge
from tertial.quality.columns import judge_columns
from tertial.quality.findings import Finding, findings
from tertial.quality.takeovers import Takeover
from tertial.quality.verdicts import ColumnVerdict, Verdict

UNSETTLED = 4
"""Months from a declared change of record system on in which a loss is likelier than otherwise."""


SETTLED = 6
"""Months: where a delivery may correct rows further back than this, what happens after the event comes late, as the day
when somebody who waits is seen."""
LONGEST_UNSETTLED = 12


@dataclass(frozen=True, slots=True)
class FeedQuality:
    """One feed, judged up to a month: the months that are loaded, and the units that have rows, sorted."""

    feed: str
    months: tuple[Month, ...]
    units: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    columns: tuple[ColumnVerdict, ...]
    findings: tuple[Finding, ...]


def judge_feed(
    series: VolumeSeries,
    through: Month,
    changes: Sequence[Change],
    is_open: Callable[[str, Month], bool],
    takeovers: Sequence[Takeover] = (),
) -> FeedQuality:
    """Judge every month of a feed up to one, each as it was when it was loaded: by the months before it alone.

    A declared change of record system makes a loss likelier in the feeds and at the units that it is of; `changes` name
    every unit that they are of.
    """
    systems = [one for one in changes if one.kind is ChangeKind.RECORD_SYSTEM and one.is_of(series.feed)]
    series = series.through(through)

    def judged(by: Sequence[Change]) -> tuple[Verdict, ...]:
        return judge(series, through, is_open, _likely_by(by), takeovers)

    verdicts = judged(systems)
    if any(system.units for system in systems):
        verdicts = _by_unit(verdicts, series, systems, judged)
    columns = judge_columns(series, verdicts, unsettled(series.feed, through))
    units = tuple(sorted(series.units))
    return FeedQuality(series.feed, series.months, units, verdicts, columns, findings(verdicts, columns, changes))


def _likely_by(systems: Sequence[Change]) -> Callable[[Month], bool]:
    return lambda month: any(system.first <= month < system.first.plus(UNSETTLED) for system in systems)


def _by_unit(
    verdicts: tuple[Verdict, ...],
    series: VolumeSeries,
    systems: Sequence[Change],
    judged: Callable[[Sequence[Change]], tuple[Verdict, ...]],
) -> tuple[Verdict, ...]:
    """The verdicts, of each unit by the changes that it has a part in; `verdicts` are those by all of them."""
    found = {tuple(systems): verdicts}
    chosen: list[Verdict] = []
    of_unit = {
        unit: tuple(one for one in systems if one.is_of(series.feed, unit))
        for unit in {verdict.unit for verdict in verdicts}
    }
    for place, verdict in enumerate(verdicts):
        own = of_unit[verdict.unit]
        if own not in found:
            found[own] = judged(own)
        # Units and months are the same however they are judged, and so is their order.
        chosen.append(found[own][place])
    return tuple(chosen)


def unsettled(feed_id: str, through: Month) -> dict[str, Month]:
    """The columns of a feed that are filled in long after the event, and from which month on they may yet be."""
    feed = all_feeds()[feed_id]
    if feed.look_back <= SETTLED:
        return {}
    first = through.plus(1 - min(feed.look_back, LONGEST_UNSETTLED))
    return {column.name: first for column in feed.columns if column.kind in TIMES and not column.required}
