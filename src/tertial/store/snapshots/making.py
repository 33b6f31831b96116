"""Making a snapshot: under the lock, what a crash left is swept first, then pieces are added, and all is published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from threading import Lock

import pyarrow as pa

from tertial.domain.calendar import Month, Period
from tertial.language import _
from tertial.store.canonical import NO_HASH, checked_hash
from tertial.store.disk import LOCAL, Disk
from tertial.store.errors import PublishedError, StoreError, explaining, sentence
from tertial.store.flushing import Flushing
from tertial.store.in_force import current_manifest, put_in_force
from tertial.store.loading import PATIENT
from tertial.store.lock import Holder, Patience
from tertial.store.partition import write_partition
from tertial.store.placing import PART, make_folders, move_in
from tertial.store.snapshots.basis import Basis
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.manifest import SnapshotManifest
from tertial.store.snapshots.ordering import in_order
from tertial.store.snapshots.piece import Piece, PieceKind, check_place
from tertial.store.snapshots.settling import holding
from tertial.store.snapshots.snapshot import Snapshot
from tertial.store.sweeping import kept_manifest, sweep


@dataclass(frozen=True, slots=True)
class _Staged:
    path: Path
    indicators: frozenset[str]


class SnapshotWork:
    """The one computing at work: gathers pieces, then publishes once. Nothing is seen before `publish` returns.

    Several threads may ask for, add and keep pieces.
    """

    def __init__(self, layout: SnapshotLayout, before: SnapshotManifest | None, disk: Disk) -> None:
        self._layout = layout
        self._before = before
        self._disk = disk
        self._pieces: dict[tuple[str, str, str], Piece] = {}
        self._staged: dict[Piece, _Staged] = {}
        self._known: dict[str, Piece] = {}
        self._unread = [before] if before else []
        self._older = [number for number in layout.manifest_numbers() if before and number < before.number]
        self._numbers = count(1)
        self._lock = Lock()
        self._open = True
        self._flushing = Flushing()

    @property
    def workspace(self) -> Path:
        """A folder for what computing needs on the way; emptied after it."""
        return self._layout.incoming

    @property
    def before(self) -> Snapshot | None:
        """The snapshot in force; None where there is none."""
        return Snapshot(self._layout, self._before) if self._before else None

    def reusable(self, key: str) -> Piece | None:
        """The piece with that key of the snapshot in force, else of the newest older one that is kept; None without.

        Only a piece whose file is there with all its bytes. Raises StoreError where the disk fails.
        """
        checked_hash(key)
        with self._lock, explaining(self._layout.root):
            while key not in self._known and self._look_further():
                pass
            piece = self._known.get(key)
            return piece if piece is not None and self._is_there(piece) else None

    def _look_further(self) -> bool:
        """Learn the keys of one more snapshot; whether there was one."""
        if self._unread:
            manifest = self._unread.pop()
        elif self._older:
            try:
                manifest = kept_manifest(self._layout, self._older.pop())
            except StoreError:  # verify tells of it; here its pieces are only computed anew
                return True
        else:
            return False
        for piece in manifest.pieces:
            self._known.setdefault(piece.key, piece)
        return True

    def _is_there(self, piece: Piece) -> bool:
        try:
            return self._layout.piece(piece).stat().st_size == piece.size
        except FileNotFoundError:
            return False

    def keep(self, piece: Piece) -> None:
        """Let the snapshot rest on a piece that is there. Raises ValueError where its place has one."""
        with self._lock:
            self._take(piece)

    def add(self, kind: PieceKind, of: str, when: Month | Period, key: str, table: pa.Table) -> Piece:
        """Write cells as a piece and let the snapshot rest on it.

        `of` is the fact, for unique cells the indicator; `when` the month, for unique cells the period; `key` as
        `piece_key` makes it. Raises ValueError for what are no cells of the place or where it has a piece,
        StoreError where they cannot be written.
        """
        check_place(kind, of, when)
        self._check_open()
        ordered = in_order(kind, of, when, table)
        path = self._layout.incoming / f"{next(self._numbers):08d}.parquet{PART}"
        with explaining(path):
            file = write_partition(self._disk, path, (ordered,), self._flushing)
        piece = Piece(kind, of, when, key, file.sha256, file.rows, file.size)
        with self._lock:
            self._take(piece)
            named = ordered["indicator"].unique().to_pylist()
            self._staged[piece] = _Staged(path, frozenset(named))
        return piece

    def _take(self, piece: Piece) -> None:
        self._check_open()
        if piece.place in self._pieces:
            raise ValueError(f"{' '.join(piece.place)} has a piece already")
        self._pieces[piece.place] = piece

    def publish(self, basis: Basis, made_at: datetime) -> Snapshot:
        """Publish the pieces as the next snapshot. Once a computing.

        Where it would be the one in force again in all but its time, that one is the answer and no number is spent.
        Raises ValueError where a piece has cells of an indicator that the basis does not define, or of another fact
        than it says; StoreError where the disk fails (the old snapshot stands); PublishedError where it fails after the
        new one came in force.
        """
        with self._lock:
            self._check_open()
            _check_defined(basis, {piece: staged.indicators for piece, staged in self._staged.items()})
            before = self._before
            manifest = SnapshotManifest(
                number=before.number + 1 if before else 1,
                made_at=made_at,
                previous=before.sha256 if before else NO_HASH,
                basis=basis,
                pieces=tuple(piece for _place, piece in sorted(self._pieces.items())),
            )
            self._open = False
        with explaining(self._layout.incoming):
            self._flushing.wait()
        with explaining(self._layout.root):
            self._place()
            if before is not None and _says_the_same(before, manifest):
                return Snapshot(self._layout, before)
            put_in_force(self._layout, manifest, self._disk)
        try:
            self._disk.flush_folder(self._layout.root)
        except OSError as error:
            raise PublishedError(
                _(
                    "Snapshot {number} is published, but what follows was cut off. {reason} "
                    "The next computing finishes it."
                ).format(number=manifest.number, reason=sentence(error, self._layout.root)),
                manifest.number,
            ) from error
        return Snapshot(self._layout, manifest)

    def _place(self) -> None:
        """Move the new pieces to their places, made to last. Raises OSError, StoreError."""
        for of in sorted({piece.of for piece in self._staged}):
            folder = self._layout.pieces / of
            make_folders(self._disk, folder)
            for piece, staged in self._staged.items():
                if piece.of == of:
                    move_in(self._disk, staged.path, self._layout.piece(piece), piece.sha256)
            self._disk.flush_folder(folder)
        # A computing that was killed may have made these folders and not come to flush the folder above.
        self._disk.flush_folder(self._layout.pieces)

    def _check_open(self) -> None:
        if not self._open:
            raise ValueError("the computing is over: it publishes once")

    def close(self) -> None:
        """End the computing; nothing more can be added or published."""
        self._open = False
        self._flushing.close()


def _check_defined(basis: Basis, added: dict[Piece, frozenset[str]]) -> None:
    for piece, indicators in added.items():
        for indicator in sorted(indicators):
            used = basis.definitions.get(indicator)
            if used is None or (piece.kind is PieceKind.CELLS and piece.of not in used.facts):
                raise ValueError(f"cells of {indicator} in the piece of {piece.of}: no definition says so")


def _says_the_same(before: SnapshotManifest, after: SnapshotManifest) -> bool:
    same = replace(after, number=before.number, made_at=before.made_at, previous=before.previous)
    return same.content() == before.content()


@contextmanager
def begin_snapshot(
    root: Path, holder: Holder, patience: Patience = PATIENT, disk: Disk = LOCAL
) -> Iterator[SnapshotWork]:
    """Take one's turn, sweep what a crash left, and compute inside the block; `root` is the folder of the store.

    What is not published inside the block is thrown away. Raises StoreError.
    """
    layout = SnapshotLayout.of(root)
    with holding(layout, holder, patience, disk) as before:
        work = SnapshotWork(layout, before, disk)
        try:
            yield work
        finally:
            work.close()
            with suppress(OSError, StoreError):  # the next computing sweeps what cannot be removed now
                first = before is None and not layout.current.exists()
                sweep(layout, None if first else current_manifest(layout, disk), disk)
