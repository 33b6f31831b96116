"""How far the cells of two snapshots are apart, added up over their pieces; those with one content are not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from tertial.domain.calendar import Month, Period
from tertial.domain.measures import Part
from tertial.store.snapshots.piece import Piece, PieceKind
from tertial.store.snapshots.schema import FIGURES, SCHEMAS
from tertial.store.snapshots.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Moved:
    """How far the cells of an indicator are others.

    `cells` counts those that are new, gone, or have another amount or rest on other rows; `numerator`, `denominator`
    and `spread` (rows in histograms) how much more there is in all. Unique cells are counted in `unique`, never added.
    """

    cells: int = 0
    numerator: int = 0
    denominator: int = 0
    spread: int = 0
    months: tuple[Month, ...] = ()
    units: tuple[str, ...] = ()
    unique: int = 0
    periods: tuple[Period, ...] = ()
    nodes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    cells: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    months: set[Month] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    unique: int = 0
    periods: set[Period] = field(default_factory=set)
    nodes: set[str] = field(default_factory=set)

    def moved(self) -> Moved:
        return Moved(
            cells=self.cells,
            numerator=self.parts[Part.NUMERATOR],
            denominator=self.parts[Part.DENOMINATOR],
            spread=self.parts[Part.SPREAD],
            months=tuple(sorted(self.months)),
            units=tuple(sorted(self.units)),
            unique=self.unique,
            periods=tuple(sorted(self.periods, key=str)),
            nodes=tuple(sorted(self.nodes)),
        )


def moved_cells(before: Snapshot, after: Snapshot) -> dict[str, Moved]:
    """Each indicator with cells that differ. Raises StoreError where pieces are gone or damaged."""
    found: dict[str, _Gathered] = {}
    for kind in PieceKind:
        # A month or a period at a time: cells of one never lie in pieces of another.
        for when, old, new in _differing(before, after, kind):
            signed = [_signed(before.read(piece), kind, -1) for piece in old]
            signed += [_signed(after.read(piece), kind, 1) for piece in new]
            differing = _differing_cells(pa.concat_tables(signed).unify_dictionaries(), kind)
            if isinstance(when, Month):
                _gather_cells(found, when, differing)
            else:
                _gather_unique(found, when, differing)
    return {indicator: gathered.moved() for indicator, gathered in found.items()}


def _differing(
    before: Snapshot, after: Snapshot, kind: PieceKind
) -> Iterator[tuple[Month | Period, list[Piece], list[Piece]]]:
    """For each month or period the pieces that only one of the two has."""
    old, new = _by_time(before.manifest.pieces, kind), _by_time(after.manifest.pieces, kind)
    for when in sorted({*old, *new}, key=str):
        one, other = old.get(when, {}), new.get(when, {})
        only = [piece for content, piece in one.items() if content not in other]
        more = [piece for content, piece in other.items() if content not in one]
        if only or more:
            yield when, only, more


def _by_time(pieces: Iterable[Piece], kind: PieceKind) -> dict[Month | Period, dict[tuple[str, str], Piece]]:
    found: dict[Month | Period, dict[tuple[str, str], Piece]] = {}
    for piece in pieces:
        if piece.kind is kind:
            found.setdefault(piece.when, {})[piece.of, piece.sha256] = piece
    return found


def _signed(table: pa.Table, kind: PieceKind, sign: int) -> pa.Table:
    """The cells with their figures as so much less or more, and with `there`, so that a cell of 0 is seen to come."""
    for name in FIGURES[kind]:
        table = table.set_column(table.schema.get_field_index(name), name, pc.multiply(table[name], sign))
    return table.append_column("there", pa.repeat(pa.scalar(sign, pa.int64()), len(table)))


def _differing_cells(signed: pa.Table, kind: PieceKind) -> pa.Table:
    """The cells whose figures do not add up to nothing, with the difference. Nulls are a key like another."""
    keys = [name for name in SCHEMAS[kind].names if name not in FIGURES[kind]]
    figures = [*FIGURES[kind], "there"]
    sums = signed.group_by(keys).aggregate([(name, "sum") for name in figures])
    differs = pa.repeat(pa.scalar(False), len(sums))
    for name in figures:
        differs = pc.or_(differs, pc.not_equal(sums[f"{name}_sum"], 0))
    return sums.filter(differs)


def _gather_cells(found: dict[str, _Gathered], month: Month, cells: pa.Table) -> None:
    amounts = cells.group_by(["indicator", "part"]).aggregate([("amount_sum", "sum"), ([], "count_all")])
    for row in amounts.to_pylist():
        gathered = found.setdefault(row["indicator"], _Gathered())
        gathered.cells += row["count_all"]
        gathered.parts[row["part"]] += row["amount_sum_sum"]
        gathered.months.add(month)
    for row in cells.group_by(["indicator", "unit"]).aggregate([]).to_pylist():
        found[row["indicator"]].units.add(row["unit"])


def _gather_unique(found: dict[str, _Gathered], period: Period, cells: pa.Table) -> None:
    for row in cells.group_by(["indicator", "node"]).aggregate([([], "count_all")]).to_pylist():
        gathered = found.setdefault(row["indicator"], _Gathered())
        gathered.unique += row["count_all"]
        gathered.nodes.add(row["node"])
        gathered.periods.add(period)
