"""What is said of the events of a feed, a unit and a month."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.calendar import Month
from tertial.quality.expected import Expected


class Kind(StrEnum):
    """How the events of a unit and month stand.

    `NOT_JUDGED`: too few rows or too short a history. `LATE`: rows lack in the last month, as they use to so soon after
    a month's end. `FIELD_MISSING`, `CODES_CHANGED` and `TIMES_COARSER` (more points in time than before stand at a
    whole hour, so that durations are wrong) are said of a column, the others of the rows.
    """

    WHOLE = "whole"
    NOT_JUDGED = "not_judged"
    ROWS_LOST = "rows_lost"
    STOPPED = "stopped"
    LATE = "late"
    TOO_MANY = "too_many"
    FIELD_MISSING = "field_missing"
    CODES_CHANGED = "codes_changed"
    TIMES_COARSER = "times_coarser"


LACKING = frozenset({Kind.ROWS_LOST, Kind.STOPPED, Kind.LATE})
OTHERWISE = frozenset({Kind.CODES_CHANGED, Kind.TIMES_COARSER})
"""Said of a column whose values are there and yet other than before."""
SOUND = frozenset({Kind.WHOLE, Kind.NOT_JUDGED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of the rows of a unit and month.

    `expected` is of the month alone and None where nothing was expected. `judged` is what the verdict rests on: the
    same, or for a small unit what was expected of several months together, the last of them this one; `judged_rows` are
    the rows of those months.
    """

    feed: str
    unit: str
    month: Month
    kind: Kind
    rows: int
    expected: Expected | None = None
    judged: Expected | None = None
    judged_rows: int = 0

    @property
    def share(self) -> float | None:
        """The month's rows as a share of those expected; None where nothing was expected."""
        return None if self.expected is None else self.rows / self.expected.rows


@dataclass(frozen=True, slots=True)
class ColumnVerdict:
    """What is said of a column in the rows of a unit and month.

    Of a missing field `share` is the part of the rows where it is filled in and `usual` that of the months before; of
    changed codes and coarser times `share` is the part of the rows that have another code than before (the total
    variation distance), and `usual` how large that is from month to month.
    """

    feed: str
    unit: str
    month: Month
    kind: Kind
    column: str
    rows: int
    share: float
    usual: float
