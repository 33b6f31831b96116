"""Snapshots as readers see them: opened once, then the same for as long as they read, without a lock."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month, Period
from tertial.language import _
from tertial.store.errors import StoreError, explaining
from tertial.store.in_force import current_manifest, load_manifest
from tertial.store.layout import Layout
from tertial.store.load_log import LogEntry, read_log
from tertial.store.partition import read_partition
from tertial.store.snapshots.basis import CodeUsed, DefinitionUsed, FeedMonth, StateUsed
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.manifest import SnapshotManifest
from tertial.store.snapshots.piece import Piece, PieceKind
from tertial.store.snapshots.schema import SCHEMAS


@dataclass(frozen=True, slots=True)
class Lineage:
    """What an indicator's figures in a snapshot rest on.

    `feeds` are the months of the feeds that its facts are made from, `pieces` those that can hold its cells, and
    `loads` the loads that touched those months, up to the state of the events that was read.
    """

    indicator: str
    definition: DefinitionUsed
    through: Month
    state: StateUsed
    organisation: str
    code: CodeUsed
    feeds: Mapping[str, Mapping[Month, FeedMonth]]
    pieces: tuple[Piece, ...]
    loads: tuple[LogEntry, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published snapshot. Its pieces never change; `prune` may remove those of old ones that nobody has pinned."""

    layout: SnapshotLayout
    manifest: SnapshotManifest

    @property
    def number(self) -> int:
        """The snapshot's number."""
        return self.manifest.number

    @property
    def id(self) -> str:
        """What people call it: number and beginning of the hash."""
        return self.manifest.id

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that were computed, sorted, also those that came to no cell."""
        return tuple(sorted(self.manifest.basis.definitions))

    def cells(self, indicator: str | None = None, months: Collection[Month] | None = None) -> pa.Table:
        """The cells of an indicator, or of all; of some months, or of all. The columns are those of `schema.CELLS`.

        Raises ValueError for an indicator that the snapshot does not have, StoreError where pieces are gone or damaged.
        """
        return self._table(PieceKind.CELLS, indicator, None if months is None else set(months))

    def unique(self, indicator: str | None = None, periods: Collection[Period] | None = None) -> pa.Table:
        """The unique cells of an indicator, or of all; of some periods, or of all. Raises as `cells`.

        The columns are those of `schema.UNIQUE`.
        """
        return self._table(PieceKind.UNIQUE, indicator, None if periods is None else set(periods))

    def tables_of(self, indicators: Collection[str]) -> tuple[pa.Table, pa.Table]:
        """The cells and the unique cells of some indicators. Raises as `cells`."""
        cells, unique = (
            pa.concat_tables([SCHEMAS[kind].empty_table(), *(self._table(kind, one, None) for one in indicators)])
            for kind in (PieceKind.CELLS, PieceKind.UNIQUE)
        )
        return cells.unify_dictionaries(), unique.unify_dictionaries()

    def pieces(self, indicator: str | None = None) -> tuple[Piece, ...]:
        """The pieces that can hold an indicator's cells, or all. Raises ValueError for one it does not have."""
        if indicator is None:
            return self.manifest.pieces
        used = self._definition(indicator)
        return tuple(
            piece
            for piece in self.manifest.pieces
            if (piece.of in used.facts if piece.kind is PieceKind.CELLS else piece.of == indicator)
        )

    def lineage(self, indicator: str) -> Lineage:
        """What an indicator's figures rest on. Raises as `cells`, and StoreError where the load log is damaged."""
        basis = self.manifest.basis
        definition = self._definition(indicator)
        feeds = {
            feed: basis.inputs.feeds[feed] for feed in sorted(basis.feeds_of(indicator)) if feed in basis.inputs.feeds
        }
        return Lineage(
            indicator=indicator,
            definition=definition,
            through=basis.through,
            state=basis.state,
            organisation=basis.organisation,
            code=basis.code,
            feeds=feeds,
            pieces=self.pieces(indicator),
            loads=tuple(self._loads(feeds)),
        )

    def read(self, piece: Piece) -> pa.Table:
        """The cells of one of its pieces. Raises StoreError where it is gone or damaged."""
        path = self.layout.piece(piece)
        with explaining(path):
            try:
                return read_partition(path)
            except FileNotFoundError as error:
                raise StoreError(
                    _("Snapshot {number} is pruned away or lacks files. Open it again, or run verify.").format(
                        number=self.number
                    )
                ) from error

    def _definition(self, indicator: str) -> DefinitionUsed:
        used = self.manifest.basis.definitions.get(indicator)
        if used is None:
            raise ValueError(f"snapshot {self.number} has no indicator {indicator!r}")
        return used

    def _table(self, kind: PieceKind, indicator: str | None, when: Collection[Month | Period] | None) -> pa.Table:
        tables = [SCHEMAS[kind].empty_table()]
        for piece in self.pieces(indicator):
            if piece.kind is kind and (when is None or piece.when in when):
                table = self.read(piece)
                tables.append(table if indicator is None else table.filter(pc.equal(table["indicator"], indicator)))
        return pa.concat_tables(tables).unify_dictionaries()

    def _loads(self, feeds: Mapping[str, Collection[Month]]) -> Iterator[LogEntry]:
        log = Layout(self.layout.root.parent).log
        with explaining(log):
            entries = read_log(log)
        for entry in entries[: self.manifest.basis.state.number]:
            if any(set(months) & set(feeds.get(feed, ())) for feed, months in entry.record.touched.items()):
                yield entry


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The snapshots of a store, as they are when asked."""

    layout: SnapshotLayout

    @property
    def current(self) -> Snapshot | None:
        """The one in force; None where none has been made. Raises StoreError where it cannot be read."""
        with explaining(self.layout.root):
            if not self.layout.current.exists():
                return None
            return Snapshot(self.layout, current_manifest(self.layout))

    def open(self, number: int) -> Snapshot:
        """The snapshot of that number. Raises StoreError where it is not kept or cannot be read."""
        with explaining(self.layout.root):
            return Snapshot(self.layout, load_manifest(self.layout, number))

    def list(self) -> tuple[Snapshot, ...]:
        """Every snapshot that is kept, the newest last. Raises StoreError where one cannot be read."""
        current = self.current
        if current is None:
            return ()
        with explaining(self.layout.root):
            older = [number for number in self.layout.manifest_numbers() if number < current.number]
        return (*self._kept(older), current)

    def _kept(self, numbers: Sequence[int]) -> Iterator[Snapshot]:
        for number in numbers:
            try:
                yield self.open(number)
            except StoreError:
                if self.layout.manifest(number).exists():
                    raise  # else it was pruned since the numbers were read


def open_snapshots(root: Path) -> Snapshots:
    """The snapshots of the store in that folder; none where none has been made."""
    return Snapshots(SnapshotLayout.of(root))
