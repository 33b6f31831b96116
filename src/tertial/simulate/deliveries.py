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

from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.chance import Ints
from tertial.simulate.feed_rows import Values, arrow_rows, event_months
from tertial.simulate.place_names import REGION
from tertial.simulate.places import Places

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


class Form(StrEnum):
    """How files are written."""

    CSV = "csv"
    PARQUET = "parquet"


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


class Deliveries:
    """Takes rows and writes them, those of later months when their month has come.

    `counts` has the rows of each feed, unit and month, as they were before anything could be lost.
    """

    def __init__(self, folder: Path, places: Places, form: Form) -> None:
        self._folder, self._form = folder, form
        self._places = places
        self._units = pa.array([place.id for place in places.all])
        providers = [place.provider or REGION for place in places.all]
        self._providers = sorted(set(providers), key=lambda name: (name != REGION, name))
        self._provider_of = np.array([self._providers.index(name) for name in providers], np.int64)
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
        """Close the month's files; after the last month those of full deliveries too."""
        for key in [key for key in self._open if last or key[1] != _WHOLE]:
            writer, file = self._open.pop(key)
            writer.close()
            file.close()

    def _write(self, feed: Feed, columns: dict[str, Values], month: int) -> None:
        unit = _place_of(feed, columns)
        provider = self._provider_of[unit]
        if feed.person is None:
            # Calls, digital services and counts lie in systems that the region has for all.
            provider = np.zeros_like(provider)
        elif feed.id not in BY_COMPANIES and provider.any():
            columns = {name: each[provider == 0] for name, each in columns.items()}
            unit, provider = unit[provider == 0], provider[provider == 0]
        if month != _WHOLE:
            self._count(feed, month, unit)
        for number in np.unique(provider).tolist():
            rows = provider == number
            chosen = columns if rows.all() else {name: each[rows] for name, each in columns.items()}
            extract = Extract(feed.id, self._providers[number])
            self.extracts.setdefault(extract, set()).update(np.unique(unit[rows]).tolist())
            table = arrow_rows(feed, chosen, self._units)
            self.rows += table.num_rows
            self._writer(extract, month, table.schema).write_table(table)

    def _count(self, feed: Feed, month: int, unit: Ints) -> None:
        rows = np.bincount(unit, minlength=len(self._units)).astype(np.int64)
        known = self.counts.get((feed.id, month))
        self.counts[feed.id, month] = rows if known is None else known + rows

    def _writer(self, extract: Extract, month: int, schema: pa.Schema) -> _Writer:
        found = self._open.get((extract, month))
        if found is None:
            name = "all" if month == _WHOLE else f"{month // 12:04d}-{month % 12 + 1:02d}"
            path = self._folder / extract.id / f"{name}.{self._form}"
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("xb")
            found = self._open[extract, month] = (self._begun(file, schema), file)
        return found[0]

    def _begun(self, file: BinaryIO, schema: pa.Schema) -> Any:
        if self._form is Form.PARQUET:
            return parquet.ParquetWriter(file, schema, compression="zstd")
        # Nothing that is written holds a comma, a quote or a line end.
        options = csv.WriteOptions(quoting_style="none")
        return csv.CSVWriter(file, schema, write_options=options)


def _place_of(feed: Feed, columns: Mapping[str, Values]) -> Ints:
    """The unit that a row belongs to: that of the first column of units; the region's own where it has none."""
    for column in feed.columns:
        if column.kind is ColumnKind.UNIT and column.name in columns:
            return columns[column.name].astype(np.int64)
    return np.zeros(len(columns[feed.event]), np.int64)
