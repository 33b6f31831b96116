"""Cells and bases that the tests of snapshots publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tertial.domain.calendar import Month, Period
from tertial.domain.cells import Cell, UniqueCell, View
from tertial.domain.label import Label
from tertial.domain.measures import Part
from tertial.domain.results import Sex
from tertial.store.canonical import digest
from tertial.store.disk import Disk
from tertial.store.snapshots.basis import Basis, CodeUsed, DefinitionUsed, FeedMonth, Inputs, StateUsed
from tertial.store.snapshots.making import begin_snapshot
from tertial.store.snapshots.piece import PieceKind, piece_key
from tertial.store.snapshots.schema import cells_of, cells_table, unique_cells_of, unique_table
from tertial.store.snapshots.snapshot import Snapshot, open_snapshots
from tests.stored import AT_ONCE, AUGUST, HOLDER, JULY, QUICK

MADE_AT = datetime(2025, 9, 3, 5, 12, 0, 123, tzinfo=UTC)
ANSWERED, VISITS, PATIENTS = "phone-same-day", "visits", "patients"
R12 = Period.parse("2025-R12-08")

Figures = Mapping[tuple[str, Month], Sequence[Cell]]
"""Fact and month -> its cells."""

TITLES = {ANSWERED: "Svar samma dag", VISITS: "Besök", PATIENTS: "Patienter"}
FACTS = {ANSWERED: ("phone-calls",), VISITS: ("contacts", "referrals"), PATIENTS: ("contacts",)}


def cell(
    indicator: str,
    month: Month,
    amount: int,
    unit: str = "harbour-centre",
    part: Part = Part.NUMERATOR,
    value: int | None = None,
    sex: Sex = Sex.WOMEN,
    over: int | None = None,
    rows: int | None = None,
) -> Cell:
    return Cell(
        indicator, part, unit, month, sex, "40-44", "", value, over, amount, max(amount, 1) if rows is None else rows
    )


def unique(count: int, node: str = "region", period: Period = R12, indicator: str = PATIENTS) -> UniqueCell:
    return UniqueCell(indicator, View.AS_IT_WAS, "line", node, period, Sex.ALL, "", "", count)


def feed_month(content: str, load: int = 1) -> FeedMonth:
    return FeedMonth(digest(content.encode()), load)


def basis(
    *,
    through: Month = AUGUST,
    state: int = 1,
    definitions: Mapping[str, DefinitionUsed] | None = None,
    organisation: str = "one",
    version: str = "0.1.0",
    inputs: Inputs | None = None,
) -> Basis:
    return Basis(
        through=through,
        state=StateUsed(state, digest(str(state).encode())),
        definitions=defined() if definitions is None else definitions,
        organisation=digest(organisation.encode()),
        code=CodeUsed(version, digest(b"rules")),
        inputs=inputs or read({"contacts": "first", "phone-calls": "first"}),
    )


def defined(**versions: int) -> dict[str, DefinitionUsed]:
    """The three indicators, in other versions where those are stated (with _ for -)."""
    found = {}
    for indicator, title in TITLES.items():
        version = versions.get(indicator.replace("-", "_"), 1)
        found[indicator] = DefinitionUsed(
            digest(f"{indicator} {version}".encode()), version, Label(title), FACTS[indicator]
        )
    return found


def read(contents: Mapping[str, str], months: Sequence[Month] = (JULY, AUGUST)) -> Inputs:
    """Inputs where each feed's months hold what is stated; each fact of the tests is made from the feed of its name."""
    return Inputs(
        feeds={feed: {month: feed_month(content) for month in months} for feed, content in contents.items()},
        facts={fact: (fact,) for facts in FACTS.values() for fact in facts},
    )


def make(
    root: Path,
    figures: Figures,
    persons: Sequence[UniqueCell] = (),
    *,
    of: Basis | None = None,
    at: datetime = MADE_AT,
    disk: Disk = QUICK,
) -> Snapshot:
    """Publish a snapshot, with what it can reuse of older ones."""
    with begin_snapshot(root, HOLDER, AT_ONCE, disk) as work:
        for (fact, month), cells in figures.items():
            key = piece_key(PieceKind.CELLS, fact, month, {"cells": sorted(map(repr, cells))})
            kept = work.reusable(key)
            if kept is None:
                work.add(PieceKind.CELLS, fact, month, key, cells_table(cells))
            else:
                work.keep(kept)
        for period in sorted({one.period for one in persons}, key=str):
            cells_then = [one for one in persons if one.period == period]
            key = piece_key(PieceKind.UNIQUE, PATIENTS, period, {"cells": sorted(map(repr, cells_then))})
            work.add(PieceKind.UNIQUE, PATIENTS, period, key, unique_table(cells_then))
        return work.publish(of or basis(), at)


def every_cell(snapshot: Snapshot) -> list[Cell]:
    return sorted(cells_of(snapshot.cells()), key=repr)


def every_unique(snapshot: Snapshot) -> list[UniqueCell]:
    return sorted(unique_cells_of(snapshot.unique()), key=repr)


def cells_in_force(root: Path) -> list[Cell]:
    current = open_snapshots(root).current
    return [] if current is None else every_cell(current)


def expected(figures: Figures) -> list[Cell]:
    return sorted((one for cells in figures.values() for one in cells), key=repr)
