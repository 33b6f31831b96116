"""What a region's systems deliver: a folder for each extract, with a file for each month, written as it comes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
import pyarrow as pa
from pyarrow import csv, parquet

from tertial.domain.calendar import Month
from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.chance import Ints, Yes
from tertial.simulate.days import written_month
from tertial.simulate.feed_rows import Values, arrow_rows, event_months
from tertial.simulate.mechanisms.rows import Rows
from tertial.simulate.place_names import REGION
from tertial.simulate.places import Places
from tertial.simulate.record_change import RecordChange
from tertial.simulate.tallies import Fate, Tallies

BY_COMPANIES = frozenset(
    {
        "contacts",
        "listing",
        "named-doctors",
        "care-contacts",
        "health-examinations",
        "health-dialogues",
        "medication-reviews",
        "child-health-newborns",
    }
)
"""What the companies that run health centres deliver of persons, by their contracts; nothing else of theirs comes."""

_WHOLE = -1
"""Stands for the month of a full delivery, which is one file."""


VERSION = "delivered"
"""The column that tells the newer of two versions of a row: the month of its delivery, as 202505."""


class Form(StrEnum):
    """How files are written."""

    CSV = "csv"
    PARQUET = "parquet"


class Span(StrEnum):
    """What of a feed that is delivered month by month is in one file."""

    MONTH = "month"
    YEAR = "year"

    def last(self, month: int) -> int:
        """The last month of the file that a month's rows are in."""
        return month if self is Span.MONTH else month // 12 * 12 + 11


class _Writer(Protocol):
    def write_table(self, table: pa.Table) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, order=True)
class Extract:
    """What one care provider delivers of one feed."""

    feed: str
    provider: str

    @property
    def id(self) -> str:
        """Its id in extracts.toml, and its folder."""
        return self.feed if self.provider == REGION else f"{self.feed}-{self.provider}"


@dataclass(frozen=True, slots=True)
class _Parcel:
    """Rows of a month that come with one delivery; `again` where they have come before."""

    feed: Feed
    month: int
    columns: dict[str, Values]
    unit: Ints
    provider: Ints
    again: bool = False


class Deliveries:
    """Takes rows and writes them, those of later months when their month has come.

    `counts` has the rows of each feed, unit and month, as they were before anything could be lost; `tallies` what
    became of them, where a change of record system decides what is delivered.
    """

    def __init__(
        self,
        folder: Path,
        places: Places,
        form: Form,
        change: RecordChange | None = None,
        span: Span = Span.MONTH,
    ) -> None:
        self._folder, self._form, self._span = folder, form, span
        self.change = change
        self.units = change.units if change else places.all
        """The units that rows may name, in the order of their numbers."""
        self.tallies = Tallies(len(self.units))
        self._units = pa.array([place.id for place in self.units])
        providers = [place.provider or REGION for place in places.all]
        self._providers = sorted(set(providers), key=lambda name: (name != REGION, name))
        self._provider_of = np.array([self._providers.index(name) for name in providers], np.int64)
        self._late: dict[int, list[_Parcel]] = defaultdict(list)
        self._waiting: dict[int, list[tuple[Feed, dict[str, Values]]]] = defaultdict(list)
        self._open: dict[tuple[Extract, int], tuple[_Writer, BinaryIO]] = {}
        self._first = self._month = 0
        self.extracts: dict[Extract, set[int]] = {}
        """The extracts that have rows, each with the units that its rows name."""
        self.counts: dict[tuple[str, int], Ints] = {}
        """By feed and month, the rows of each unit, by its place."""
        self.rows = 0

    def begin(self, month: int) -> None:
        """Rows of this month and earlier ones are written at once; those that waited for it too."""
        self._month = month
        self._first = self._first or month
        for parcel in self._late.pop(month, []):
            self._send(parcel, month)
        for feed, columns in self._waiting.pop(month, []):
            self._write(feed, columns, month)

    def put(self, feed_id: str, columns: Mapping[str, Values]) -> None:
        """Take rows, as `arrow_rows` describes them.

        Raises OSError, and ValueError for rows of a month that has been written, unless it is before all.
        """
        feed = all_feeds()[feed_id]
        if not len(columns[feed.event]):
            return
        if feed.delivery is Delivery.FULL:
            self._write(feed, dict(columns), _WHOLE)
            return
        months = event_months(feed, columns)
        for month in [int(months[0])] if (months == months[0]).all() else np.unique(months).tolist():
            if self._first <= month < self._month:
                raise ValueError(f"{feed_id}: month {month} has been written")
            rows = months == month
            chosen = dict(columns) if rows.all() else {name: each[rows] for name, each in columns.items()}
            if month > self._month:
                self._waiting[month].append((feed, chosen))
            else:
                self._write(feed, chosen, month)

    def end(self, *, last: bool) -> None:
        """Close the files that the month was the last of; after the last month all, those of full deliveries too."""
        for key in [key for key in self._open if last or _WHOLE < key[1] <= self._month]:
            writer, file = self._open.pop(key)
            writer.close()
            file.close()
        if last:
            for parcel in (parcel for parcels in self._late.values() for parcel in parcels if not parcel.again):
                self.tallies.add(parcel.feed.id, parcel.month, Fate.PENDING, parcel.unit)

    def _write(self, feed: Feed, columns: dict[str, Values], month: int) -> None:
        unit = _place_of(feed, columns)
        provider = self._provider_of[unit]
        if feed.person is None:
            # Calls, digital services and counts lie in systems that the region has for all.
            provider = np.zeros_like(provider)
        elif feed.id not in BY_COMPANIES and provider.any():
            columns = {name: each[provider == 0] for name, each in columns.items()}
            unit, provider = unit[provider == 0], provider[provider == 0]
        if month == _WHOLE:
            self._send(_Parcel(feed, month, columns, unit, provider), month)
            return
        self._count(feed, month, unit)
        if self.change is None:
            self._send(_Parcel(feed, month, columns, unit, provider), month)
        else:
            self._part(self.change.rows(feed, month, columns, unit))

    def _part(self, rows: Rows) -> None:
        """Part rows by when they come, and count what becomes of them."""
        comes, moved = ~rows.lost, rows.sent_unit != rows.unit
        for fate, which, unit in (
            (Fate.LOST, rows.lost, rows.unit),
            (Fate.DOUBLED, rows.doubled, rows.unit),
            (Fate.MOVED_OUT, moved & comes, rows.unit),
            (Fate.MOVED_IN, moved & comes, rows.sent_unit),
        ):
            self.tallies.add(rows.feed.id, rows.month, fate, unit[which])
        columns = rows.columns
        if moved.any():
            columns = {**columns, _unit_column(rows.feed): rows.sent_unit}
        for late in np.unique(rows.late[comes]).tolist():
            self._come(rows, columns, comes & (rows.late == late), late, again=False)
        for late in np.unique(rows.mended[comes & (rows.mended > 0)]).tolist():
            self._come(rows, {**columns, **rows.whole}, comes & (rows.mended == late), late, again=True)

    def _come(self, rows: Rows, columns: dict[str, Values], which: Yes, late: int, *, again: bool) -> None:
        provider = self._provider_of[rows.unit[which]]
        if rows.feed.person is None:
            provider = np.zeros_like(provider)
        chosen = columns if which.all() else {name: each[which] for name, each in columns.items()}
        parcel = _Parcel(rows.feed, rows.month, chosen, rows.sent_unit[which], provider, again)
        if not again:
            self.tallies.add(rows.feed.id, rows.month, Fate.REFUSED, rows.sent_unit[which & rows.refused])
        if late:
            self._late[rows.month + late].append(parcel)
        else:
            self._send(parcel, rows.month)

    def _send(self, parcel: _Parcel, month: int) -> None:
        """Write rows into the files of a month, a file for each provider."""
        feed, columns = parcel.feed, parcel.columns
        if month != _WHOLE:
            fate = Fate.UPDATES if parcel.again else Fate.IN_TIME if month == parcel.month else Fate.LATE
            self.tallies.add(feed.id, parcel.month, fate, parcel.unit)
        for number in np.unique(parcel.provider).tolist():
            rows = parcel.provider == number
            chosen = columns if rows.all() else {name: each[rows] for name, each in columns.items()}
            extract = Extract(feed.id, self._providers[number])
            self.extracts.setdefault(extract, set()).update(np.unique(parcel.unit[rows]).tolist())
            table = arrow_rows(feed, chosen, self._units)
            if self.is_versioned(feed.id):
                delivered = np.full(table.num_rows, written_month(month), np.int64)
                table = table.append_column(VERSION, pa.array(delivered))
            self.rows += table.num_rows
            self._writer(extract, month, table.schema).write_table(table)

    def is_versioned(self, feed: str) -> bool:
        """Whether rows of the feed say when they were delivered, since they may be sent again."""
        return self.change is not None and self.change.sends_again(feed)

    def _count(self, feed: Feed, month: int, unit: Ints) -> None:
        rows = np.bincount(unit, minlength=len(self.units)).astype(np.int64)
        known = self.counts.get((feed.id, month))
        self.counts[feed.id, month] = rows if known is None else known + rows

    def _writer(self, extract: Extract, month: int, schema: pa.Schema) -> _Writer:
        until = month if month == _WHOLE else self._span.last(month)
        found = self._open.get((extract, until))
        if found is None:
            path = self._folder / extract.id / f"{self._name(month)}.{self._form}"
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("xb")
            found = self._open[extract, until] = (self._begun(file, schema), file)
        return found[0]

    def _name(self, number: int) -> str:
        if number == _WHOLE:
            return "all"
        month = Month.from_ordinal(number)
        return f"{month.year:04d}" if self._span is Span.YEAR else str(month)

    def _begun(self, file: BinaryIO, schema: pa.Schema) -> Any:
        if self._form is Form.PARQUET:
            return parquet.ParquetWriter(file, schema, compression="zstd")
        # Nothing that is written holds a comma, a quote or a line end.
        options = csv.WriteOptions(quoting_style="none")
        return csv.CSVWriter(file, schema, write_options=options)


def _unit_column(feed: Feed) -> str:
    """The first column of units: where the row belongs; none where the feed has no such column."""
    return next((column.name for column in feed.columns if column.kind is ColumnKind.UNIT), "")


def _place_of(feed: Feed, columns: Mapping[str, Values]) -> Ints:
    """The unit that a row belongs to; the region's own where it names none."""
    column = _unit_column(feed)
    if column in columns:
        return columns[column].astype(np.int64)
    return np.zeros(len(columns[feed.event]), np.int64)
