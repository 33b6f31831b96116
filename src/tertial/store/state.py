"""A state of the store as readers see it: opened once, then the same for as long as they read, without a lock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.language import _
from tertial.store.errors import StoreError, explaining
from tertial.store.in_force import current_manifest, damaged, load_manifest
from tertial.store.layout import Layout
from tertial.store.load_log import known_manifests, read_log
from tertial.store.manifest import Manifest
from tertial.store.partition import read_partition


@dataclass(frozen=True, slots=True)
class State:
    """One published state. Its files never change; `prune` may remove those of old states that nobody has pinned."""

    layout: Layout
    manifest: Manifest

    @property
    def number(self) -> int:
        """The state's number; 0 is the empty store."""
        return self.manifest.number

    @property
    def feeds(self) -> tuple[str, ...]:
        """The feeds that have events, sorted."""
        return tuple(sorted(self.manifest.feeds))

    def months(self, feed: str) -> tuple[Month, ...]:
        """The months of a feed that have been loaded, in order; a month may have been loaded without a row."""
        return tuple(sorted(self.manifest.feeds.get(feed, {})))

    def rows(self, feed: str) -> int:
        """How many rows a feed has."""
        return sum(file.rows for files in self.manifest.feeds.get(feed, {}).values() for file in files)

    def files(self, feed: str, months: Sequence[Month] | None = None) -> tuple[Path, ...]:
        """The Parquet files of the months, of all where none are named. Raises StoreError where there is none."""
        held = self.manifest.feeds.get(feed, {})
        asked = self.months(feed) if months is None else months
        paths = tuple(
            self.layout.event_file(feed, month, file.sha256) for month in asked for file in held.get(month, ())
        )
        if not paths:
            raise StoreError(
                _("State {number} has no events of {feed} in these months.").format(number=self.number, feed=feed)
            )
        return paths

    def table(self, feed: str, months: Sequence[Month] | None = None, columns: Sequence[str] | None = None) -> pa.Table:
        """The rows of the months, of all columns or some. A column that older files lack is null there.

        Raises StoreError.
        """
        paths = self.files(feed, months)
        with explaining(paths[0]):
            try:
                tables = [read_partition(path, columns) for path in paths]
            except FileNotFoundError as error:
                raise StoreError(self.gone()) from error
        return pa.concat_tables(tables, promote_options="default")

    def scan(
        self, connection: duckdb.DuckDBPyConnection, feed: str, months: Sequence[Month] | None = None
    ) -> duckdb.DuckDBPyRelation:
        """The rows of the months as a relation that DuckDB reads when asked. Raises StoreError."""
        paths = self.files(feed, months)
        try:
            return connection.read_parquet([str(path) for path in paths], union_by_name=True)
        except duckdb.IOException as error:
            raise StoreError(self.gone()) from error

    def gone(self) -> str:
        """What to say when a file of the state is not there any more."""
        return _("State {number} is pruned away or lacks files. Open the store again, or run verify.").format(
            number=self.number
        )


def open_state(root: Path, number: int | None = None) -> State:
    """The state in force, or an older one that is kept. Raises StoreError where there is none that can be read."""
    layout = Layout(root)
    with explaining(root):
        if number is None:
            return State(layout, current_manifest(layout))
        manifest = load_manifest(layout, number)
        known = known_manifests(read_log(layout.log))
        if known.get(number, manifest.sha256) != manifest.sha256:
            raise damaged(layout.manifest(number), _("it is not the one that the load log knows"))
        return State(layout, manifest)
