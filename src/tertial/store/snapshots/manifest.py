"""The manifest of a snapshot: what it was computed from and the pieces it rests on, chained to the snapshot before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tertial.store.canonical import canonical, checked_hash, digest, parsed
from tertial.store.snapshots.basis import Basis, read_basis
from tertial.store.snapshots.piece import Piece, read_piece

FORMAT = 1
"""Raised when a manifest changes so that older programs would misread it."""
SHOWN = 12
"""Signs of the hash that people see."""


@dataclass(frozen=True, slots=True)
class SnapshotManifest:
    """One snapshot. `previous` is the hash of the manifest before, also when that is pruned; `made_at` an instant.

    Raises ValueError for a number below 1, a time without its zone, and pieces that are not in the order of their
    places or have the same.
    """

    number: int
    made_at: datetime
    previous: str
    basis: Basis
    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        checked_hash(self.previous)
        if self.number < 1:
            raise ValueError("snapshots are numbered from 1")
        if self.made_at.tzinfo is None:
            raise ValueError("the time of a snapshot carries its zone")
        places = [piece.place for piece in self.pieces]
        if places != sorted(set(places)):
            raise ValueError("the pieces are not in order, or two have one place")

    def content(self) -> bytes:
        """The manifest's file. It holds the hash of all else in it, for no log knows the snapshots that are pruned."""
        document = {
            "format": FORMAT,
            "number": self.number,
            "made_at": self.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "previous": self.previous,
            **self.basis.document(),
            "pieces": [piece.document() for piece in self.pieces],
        }
        return canonical({**document, "checksum": digest(canonical(document))})

    @property
    def sha256(self) -> str:
        """The hash of the manifest's file."""
        return digest(self.content())

    @property
    def id(self) -> str:
        """What people call the snapshot: its number and the beginning of its hash, such as 7-3f2a9c0b12de."""
        return f"{self.number}-{self.sha256[:SHOWN]}"

    @property
    def rows(self) -> int:
        """How many cells the snapshot has."""
        return sum(piece.rows for piece in self.pieces)

    @property
    def size(self) -> int:
        """How many bytes its pieces have, also those that it shares with other snapshots."""
        return sum({piece.sha256: piece.size for piece in self.pieces}.values())


def read_snapshot_manifest(content: bytes) -> SnapshotManifest:
    """Read a manifest's file. Raises ValueError where it is not what was written, or of a newer format."""
    document: dict[str, Any] = parsed(content)
    if document.get("format") != FORMAT:
        raise ValueError(f"format {document.get('format')!r}; this program reads format {FORMAT}")
    checksum = document.pop("checksum", None)
    if checksum != digest(canonical(document)):
        raise ValueError("SHA-256")
    try:
        return SnapshotManifest(
            number=int(document["number"]),
            made_at=datetime.fromisoformat(document["made_at"]),
            previous=document["previous"],
            basis=read_basis(document),
            pieces=tuple(read_piece(piece) for piece in document["pieces"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"the manifest lacks or garbles {error}") from error
