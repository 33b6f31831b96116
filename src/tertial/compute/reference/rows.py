"""Rows as the slow engine takes them, and which of them may be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.domain.feeds.stored import MARKS
from tertial.domain.row_marks import handling, marks_of
from tertial.language import _

Row = Mapping[str, object]
"""A row by its columns: texts, whole numbers (amounts in öre), `Decimal`, `date`, `datetime` in UTC, yes and no as
booleans, and None where the value is not known."""

MOST_ROWS = 100_000
"""The most rows of a feed that the slow engine takes; more would take hours."""


class TooManyRows(ValueError):  # noqa: N818 - what it is
    """A feed has more rows than the slow engine takes."""


def counted_rows(events: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """The rows of each feed whose marks let them be counted, in their order.

    Raises TooManyRows for a feed of more than `MOST_ROWS` rows, and ValueError for marks that do not exist.
    """
    for feed, rows in events.items():
        if len(rows) > MOST_ROWS:
            raise TooManyRows(
                _("{feed} has {count} rows. The slow engine takes at most {most}: ask for fewer months.").format(
                    feed=feed, count=len(rows), most=MOST_ROWS
                )
            )
    return {feed: [row for row in rows if may_be_counted(row)] for feed, rows in events.items()}


def may_be_counted(row: Row) -> bool:
    """Whether the row's marks let it be counted; a row without marks may."""
    bits = row.get(MARKS)
    if bits is None:
        return True
    if not isinstance(bits, int):
        raise ValueError(f"marks are a whole number, not {bits!r}")
    return handling(marks_of(bits)).counted
