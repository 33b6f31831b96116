"""What lies where in the folder of snapshots, and what is told of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tertial.language import _
from tertial.store.series import Series
from tertial.store.snapshots.manifest import SnapshotManifest, read_snapshot_manifest
from tertial.store.snapshots.piece import Piece

FOLDER = "snapshots"
"""The folder of snapshots in a store's folder."""

_PIECE = re.compile(r"[0-9a-f]{64}\.parquet")


@dataclass(frozen=True, slots=True)
class SnapshotLayout(Series[SnapshotManifest]):
    """The paths of a store's snapshots: a series of manifests that rest on pieces."""

    @classmethod
    def of(cls, store: Path) -> SnapshotLayout:
        """Those of the store in that folder."""
        return cls(store / FOLDER)

    @property
    def lock(self) -> Path:
        """Held by the one computing at work."""
        return self.root / "COMPUTE.lock"

    @property
    def pieces(self) -> Path:
        """The folder of pieces: one folder a fact or indicator."""
        return self.root / "pieces"

    @property
    def folders(self) -> tuple[Path, ...]:
        """Every folder there always is."""
        return (self.root, self.manifests, self.pieces, self.pins, self.incoming)

    def piece(self, piece: Piece) -> Path:
        """The file of a piece."""
        return self.pieces / piece.of / f"{piece.sha256}.parquet"

    def read(self, content: bytes) -> SnapshotManifest:
        """Read the manifest of a snapshot."""
        return read_snapshot_manifest(content)

    def needed(self, manifest: SnapshotManifest) -> Iterator[Path]:
        """The files of a snapshot's pieces."""
        return (self.piece(piece) for piece in manifest.pieces)

    def published(self) -> Iterator[Path]:
        """Every piece on disk."""
        for path in sorted(self.pieces.glob("*/*.parquet")):
            if _PIECE.fullmatch(path.name):
                yield path

    def nothing_yet(self) -> str:
        """No snapshot has been made."""
        return _("There are no snapshots in {folder} yet. They come with the first computing.").format(folder=self.root)

    def not_yet(self, number: int) -> str:
        """The snapshot is not there yet."""
        return _("There is no snapshot {number} yet.").format(number=number)

    def gone(self, number: int) -> str:
        """The snapshot is pruned away."""
        return _("Snapshot {number} is pruned away.").format(number=number)

    def not_pinned(self, number: int, by: str) -> str:
        """The snapshot has no such pin."""
        return _("Snapshot {number} is not pinned by {by}.").format(number=number, by=by)

    def damaged_pin(self, path: Path) -> str:
        """A snapshot's pin cannot be read."""
        return _(
            "{path} is a damaged pin. Put it back from a backup, or remove it if the snapshot is not needed."
        ).format(path=path)

    def pinned_but_gone(self, by: str) -> str:
        """A pinned snapshot is not there."""
        return _("The snapshot is pinned by {by}, but gone.").format(by=by)

    def left_over(self) -> tuple[str, str]:
        """A file that no snapshot rests on."""
        return (
            _("No snapshot needs the file: a computing was cut off, or is at work now."),
            _("Nothing: the next computing removes it."),
        )

    def put_back(self) -> str:
        """What to do when the folder of snapshots itself is damaged."""
        return _("Stop computing, and put the folder of snapshots back from a backup.")
