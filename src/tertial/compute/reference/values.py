"""Values of rows, with the type that the column has."""

from __future__ import annotations

from typing import TypeVar

from tertial.compute.reference.rows import Row

T = TypeVar("T")


def known(row: Row, name: str, kind: type[T]) -> T:
    """The value of a column that is never empty. Raises KeyError without the column, TypeError for another value."""
    value = row[name]
    if not isinstance(value, kind):
        raise TypeError(f"{name} holds {value!r}, not {kind.__name__}")
    return value


def perhaps(row: Row, name: str, kind: type[T]) -> T | None:
    """The value of a column, or None where it is not known. Raises KeyError and TypeError as `known` does."""
    return None if row[name] is None else known(row, name, kind)
