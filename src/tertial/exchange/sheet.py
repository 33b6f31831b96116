"""A table on its way out: named columns and rows of texts, numbers, yes or no, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Value = str | int | float | bool | None

FORMULA_SIGNS = ("=", "+", "-", "@")
"""Spreadsheets take a cell that begins with one of these for a formula."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. Raises ValueError when a row does not fit the columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}, row {number}: {len(row)} cells, not {len(self.columns)}")

    @classmethod
    def of_records(cls, title: str, records: Sequence[Mapping[str, object]]) -> Sheet:
        """A sheet of records with the same keys; lists become texts such as `20–35`, mappings `by; on; case`."""
        columns = tuple(records[0]) if records else ()
        rows = tuple(tuple(_plain(record[column]) for column in columns) for record in records)
        return cls(title, columns, rows)


def _plain(value: object) -> Value:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping) and not any(isinstance(part, Mapping | list) for part in value.values()):
        return "; ".join(str(part) for part in value.values() if part is not None)
    if isinstance(value, Sequence):
        return "–".join(str(part) for part in value)
    raise TypeError(f"a cell is a text, a number or nothing, not {type(value).__name__}")
