"""From a region's events to what is known of their quality: which rows lack where, since when, what would mend it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tertial.compute.stocks import has_stocks
from tertial.definitions.atomic_file import replace_file
from tertial.domain.calendar import Month
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.organisation import Organisation
from tertial.exchange.csv_file import csv_bytes
from tertial.exchange.sheet import Sheet, Value
from tertial.exchange.xlsx_file import xlsx_bytes
from tertial.language import _
from tertial.pipeline.errand import Errand, refusals, unknown, unwritable
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.pipeline.judging import judged_feeds
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.region_quality import RegionQuality, region_quality
from tertial.store.state import State, open_state


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
        judged = judged_feeds(region, state, asked, last, errand.step)
    if units:
        judged = tuple(_of_units(one, units) for one in judged)
    return region_quality(region, state.number, last, judged)


def _asked(loaded: Sequence[str], feed: str | None) -> tuple[str, ...]:
    if feed is None:
        return tuple(loaded)
    if feed not in loaded:
        raise unknown(_("Nothing of {feed} has been loaded.").format(feed=feed), feed, loaded)
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
    """The month that most feeds end with, of months that are over; of equals the latest.

    Rows of a feed sent in full are in force after the month that they are of, so it tells none where others do.
    """
    monthly = [feed for feed in feeds if not has_stocks(all_feeds()[feed])]
    if not monthly:
        return latest
    ends = Counter(max((month for month in state.months(feed) if month <= latest), default=None) for feed in monthly)
    found = [(count, month) for month, count in ends.items() if month is not None]
    if not found:
        raise InputError(_("There are no events of a month that is over. State a month with --through."))
    return max(found)[1]


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


SUFFIXES = (".csv", ".xlsx", ".json")
MOST_ROWS = 1_048_575
"""Rows below the header that a sheet of a workbook has room for."""


def check_suffix(out: Path) -> None:
    """Raise InputError where a file's name does not end as one of those that verdicts are written in."""
    if out.suffix.lower() not in SUFFIXES:
        raise InputError(
            _("{file}: the name says in which format to write, and ends with .csv, .xlsx or .json.").format(file=out)
        )


def write_verdicts(found: RegionQuality, out: Path) -> None:
    """Write the verdict on each feed, unit and month; the name's end says in which format.

    Raises InputError where it says none, and where the file cannot be written.
    """
    check_suffix(out)
    sheet = _sheet(found)
    match out.suffix.lower():
        case ".csv":
            content = csv_bytes(sheet)
        case ".xlsx":
            if len(sheet.rows) > MOST_ROWS:
                raise InputError(
                    _(
                        "{file}: a workbook has room for {most} rows, and there are {rows}. "
                        "Write .csv or .json, or one feed with --feed."
                    ).format(file=out, most=MOST_ROWS, rows=len(sheet.rows))
                )
            title = f"{found.region.settings.name.sv} {found.through}"
            content = xlsx_bytes([sheet], title=title, as_of=found.through.last_day)
        case _:
            verdicts = [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]
            document = {"state": found.state, "through": str(found.through), "verdicts": verdicts}
            content = (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
    try:
        replace_file(out, content)
    except OSError as error:
        raise unwritable(out, error) from error


def _sheet(found: RegionQuality) -> Sheet:
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
    return Sheet("quality", columns, tuple(rows))
