"""A piece: an immutable file of cells, named by its content and known by all that it was computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tertial.domain.calendar import Month, Period
from tertial.domain.identifier import check_identifier
from tertial.store.canonical import canonical, checked_hash, digest


class PieceKind(StrEnum):
    """What the cells of a piece are: those of a fact in a month, or the unique ones of an indicator in a period."""

    CELLS = "cells"
    UNIQUE = "unique"


@dataclass(frozen=True, slots=True)
class Piece:
    """A Parquet file of cells. Raises ValueError for what none can be.

    `of` is the fact whose cells these are, or the indicator whose unique cells; `when` the month or the period.
    """

    kind: PieceKind
    of: str
    when: Month | Period
    key: str
    """The hash of all that the cells were computed from: see `piece_key`."""
    sha256: str
    rows: int
    size: int
    """In bytes."""

    def __post_init__(self) -> None:
        check_place(self.kind, self.of, self.when)
        checked_hash(self.key)
        checked_hash(self.sha256)
        if self.rows < 0 or self.size <= 0:
            raise ValueError(f"a piece of {self.rows} rows and {self.size} bytes cannot be")

    @property
    def place(self) -> tuple[str, str, str]:
        """Kind, fact or indicator, and month or period: in a snapshot one piece has it. Pieces are sorted by it."""
        return self.kind.value, self.of, str(self.when)

    def document(self) -> dict[str, object]:
        """The piece as JSON takes it."""
        return {
            "kind": self.kind.value,
            "of": self.of,
            "when": str(self.when),
            "key": self.key,
            "sha256": self.sha256,
            "rows": self.rows,
            "bytes": self.size,
        }


def read_piece(document: Mapping[str, Any]) -> Piece:
    """Read what `Piece.document` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    kind = PieceKind(document["kind"])
    when = Month.parse(document["when"]) if kind is PieceKind.CELLS else Period.parse(document["when"])
    return Piece(kind, document["of"], when, document["key"], document["sha256"], document["rows"], document["bytes"])


def check_place(kind: PieceKind, of: str, when: Month | Period) -> None:
    """Raise ValueError unless it is the cells of a fact in a month, or the unique cells of an indicator in a period."""
    check_identifier(of)
    if isinstance(when, Month) != (kind is PieceKind.CELLS):
        raise ValueError(f"{of}: cells are of a month and unique cells of a period, not {kind} of {when}")


def piece_key(kind: PieceKind, of: str, when: Month | Period, made_from: Mapping[str, object]) -> str:
    """The key of a piece: the hash of its place and of all that its cells follow from, as JSON takes it.

    Equal keys mean equal cells, so `made_from` has the hash of every file read, of every definition, of what the
    organisation adds and of the engine's rules. Raises ValueError as `check_place` does.
    """
    check_place(kind, of, when)
    return digest(canonical({"kind": kind.value, "of": of, "when": str(when), "made_from": made_from}))
