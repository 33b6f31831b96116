"""A feed with a column of every kind, an extract of it, and rows held against both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.domain.extracts import Cell, Extract, Files
from tertial.domain.feeds.columns import CodeScheme, Column, ColumnKind
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.label import Label
from tertial.domain.person_key import PersonKey
from tertial.domain.reserve_numbers import ReservePattern
from tertial.extracts.batches import Batch
from tertial.extracts.checking.checker import BoundFile, Checked, Checker
from tertial.extracts.checking.persons import Persons
from tertial.extracts.checking.terms import Terms
from tests.unit.domain.declared import declared

TODAY = date(2026, 11, 22)
KEY = PersonKey("k1", bytes(range(32)))
PATTERNS = (ReservePattern("invented reserve numbers", "yyyymmddlxsx"),)

# A health centre, one that the extract is not declared for, a municipality, and two with HSA ids.
UNITS = {
    "hc-1": "hc-1",
    "hc-2": "hc-2",
    "hc-9": "hc-9",
    "umea": "umea",
    "SE2321000230-E1": "hc-1",
    "SE2321000230-E2": "hc-2",
}
DECLARED = frozenset({"hc-1", "hc-2"})

COLOUR = CodeScheme(
    "colour",
    "2025",
    Label("Färg", "Colour"),
    {
        "red": Label("Röd", "Red"),
        "light_red": Label("Ljusröd", "Light red"),
        "green": Label("Grön", "Green"),
        # Two codes of one label: neither is meant by it.
        "other": Label("Annan", "Other"),
        "none": Label("Annan", "No colour"),
    },
)


def column(name: str, kind: ColumnKind, required: bool = False, **more: Any) -> Column:
    return Column(name, kind, Label(name, name), required, **more)


COLUMNS = (
    column("row_id", ColumnKind.KEY, required=True),
    column("person", ColumnKind.PERSON, required=True),
    column("unit", ColumnKind.UNIT, required=True),
    column("municipality", ColumnKind.UNIT),
    column("colour", ColumnKind.CODE, scheme=COLOUR),
    column("happened", ColumnKind.DATE, required=True),
    column("birth_day", ColumnKind.BIRTH_DAY),
    column("planned", ColumnKind.DATE),
    column("seen_at", ColumnKind.INSTANT),
    column("period", ColumnKind.MONTH),
    column("count", ColumnKind.INTEGER, low=Decimal(0), high=Decimal(3650)),
    column("ratio", ColumnKind.DECIMAL, low=Decimal("-0.5"), high=Decimal(1000)),
    column("cost", ColumnKind.AMOUNT),
    column("agreed", ColumnKind.YES_NO),
    column("clinician", ColumnKind.CLINICIAN),
    column("remark", ColumnKind.TEXT),
)
GOOD = {"row_id": "K-1", "person": "19121212-1212", "unit": "hc-1", "happened": "2026-08-04"}


def feed(event: str = "happened", delivery: Delivery = Delivery.DELTA, key: tuple[str, ...] = ("row_id",)) -> Feed:
    """The feed of every kind, whose event is in another column where a test says so."""
    columns = tuple(
        column(one.name, one.kind, one.required or one.name == event, scheme=one.scheme, low=one.low, high=one.high)
        for one in COLUMNS
    )
    sample = (tuple(GOOD.get(one.name, "") for one in columns),)
    words = Label("Prov", "Trial")
    return Feed("trial", words, words, Grain.PERSON, columns, key, event, delivery, 3, words, sample)


def extract(cells: Mapping[str, Cell] | None = None, **more: Any) -> Extract:
    return Extract("trial", declared(feed="trial"), Files("trial.csv"), columns=cells or {}, **more)


def terms(
    cells: Mapping[str, Cell] | None = None, of: Feed | None = None, oldest: Month | None = None, **more: Any
) -> Terms:
    return Terms(of or feed(), extract(cells, **more), UNITS, DECLARED, TODAY, oldest, PATTERNS)


def batch(rows: Sequence[Mapping[str, str]], names: Sequence[str]) -> Batch:
    """The rows as they are read, from the second line of the file."""
    columns = [pa.array([row.get(name, "") for row in rows], pa.string()) for name in names]
    lines = pa.array(range(2, 2 + len(rows)), pa.int64())
    return Batch(tuple(names), pa.table(columns, names=list(names)), lines)


def names_in(rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for row in rows for name in row))


def bound(stated: Terms, names: tuple[str, ...]) -> tuple[BoundFile, Persons]:
    persons = Persons(KEY, TODAY, PATTERNS)
    found = Checker(stated, persons).bind(names)
    assert isinstance(found, BoundFile)
    return found, persons


def check(rows: Sequence[Mapping[str, str]], stated: Terms | None = None) -> tuple[Checked, Persons]:
    """Hold rows against the terms."""
    names = names_in(rows)
    file, persons = bound(stated or terms(), names)
    checked = file.check(batch(rows, names))
    checked.rows.validate(full=True)
    return checked, persons


Outcome = dict[str, Any] | tuple[str, str, str]
"""An accepted row's values, or column, reason and nearest name of a refused one."""


def outcomes(checked: Checked, persons: Persons) -> dict[int, Outcome]:
    """What became of each line, persons by their tokens."""
    tokens = persons.tokens(np.arange(len(persons), dtype=np.int32)).to_pylist()
    found: dict[int, Outcome] = {}
    for line, row in zip(checked.lines.to_pylist(), checked.rows.to_pylist(), strict=True):
        row["person"] = None if row["person"] is None else tokens[row["person"]]
        found[line] = row
    for fault in checked.faults.to_pylist():
        assert fault["line"] not in found
        found[fault["line"]] = (fault["column"], fault["reason"], fault["nearest"])
    return found


def outcome(stated: Terms | None = None, **changed: str) -> Outcome:
    """What becomes of the good row with other texts where a test says so."""
    found = outcomes(*check([GOOD | changed], stated))
    assert list(found) == [2]
    return found[2]


def value(name: str, text: str, cell: Cell | None = None) -> Any:
    """What a text becomes in a column, or the reason why it is refused."""
    found = outcome(terms({name: cell} if cell else None), **{cell.column if cell else name: text})
    if isinstance(found, dict):
        return found[name]
    assert found[0] == name
    return found[1]
