"""The register of the population as it stood on a day: each person's newest row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps

Person = tuple[str, str]
"""A person at a care provider: the same token at two providers is two persons."""


def person_of(row: Row) -> Person:
    """Whom the row is about."""
    return known(row, "provider", str), known(row, "person", str)


def newest_rows(persons: Iterable[Row], day: date) -> dict[Person, Row]:
    """Each person's newest row of the day or earlier; of two of one day that of the extract that sorts last."""
    newest: dict[Person, Row] = {}
    for row in sorted(persons, key=lambda row: (known(row, "as_of", date), known(row, "extract", str))):
        if known(row, "as_of", date) <= day:
            newest[person_of(row)] = row
    return newest


def lives_here(row: Row, day: date) -> bool:
    """Whether by the row the person has neither died by the day nor moved before it."""
    deceased, moved = perhaps(row, "deceased", date), perhaps(row, "moved", date)
    return (deceased is None or deceased > day) and (moved is None or moved >= day)


def is_valid(row: Row, day: date) -> bool:
    """Whether the day lies from `valid_from` to `valid_to`, both included."""
    valid_to = perhaps(row, "valid_to", date)
    return known(row, "valid_from", date) <= day and (valid_to is None or valid_to >= day)
