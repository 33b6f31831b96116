"""Persons over rolling windows of months: the rows in a window, the unit of most of them, and the last contact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from tertial.compute.reference.rows import Row
from tertial.compute.reference.values import known, perhaps
from tertial.domain.calendar import Month
from tertial.domain.facts.last_contact import SEXES


def by_person(rows: Iterable[Row], day: str, last: Month, length: int) -> dict[tuple[str, str], list[Row]]:
    """Each person's rows in the window of so many months that ends with a month, by care provider and person.

    Rows without a known person belong to nobody.
    """
    first_day, last_day = last.plus(1 - length).first_day, last.last_day
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        person = perhaps(row, "person", str)
        if person is not None and first_day <= known(row, day, date) <= last_day:
            found[known(row, "provider", str), person].append(row)
    return found


def unit_of_most(rows: Iterable[Row]) -> str:
    """The unit of most of the rows; of equally many the one whose id comes first."""
    counts = Counter(known(row, "unit", str) for row in rows)
    return min(counts, key=lambda unit: (-counts[unit], unit))


def last_contact(rows: Sequence[Row], day: str) -> Row:
    """The row of the last day; of several that of the highest age, and then of the sex that comes first."""

    def order(row: Row) -> tuple[date, int, int]:
        age, sex = perhaps(row, "age_years", int), perhaps(row, "sex", str)
        return known(row, day, date), -1 if age is None else age, -len(SEXES) if sex is None else -SEXES.index(sex)

    return max(rows, key=order)
