"""What a single value may be: a day, a point in time, a month, a number. Loading is stricter and has the last word."""

from __future__ import annotations

import re
from datetime import date

from tertial.domain.feeds.columns import ColumnKind
from tertial.extracts.checking.days import FIRST_YEAR, PLACEHOLDERS, by_form

PLAIN = ""
"""The format of what loading reads without being told one."""

DAY_FORMATS = ("%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y.%m.%d", "%d %m %Y", "%d.%m.%y", "%y%m%d")
TIME_FORMATS = (
    "%Y%m%d%H%M",
    "%Y%m%d%H%M%S",
    "%Y%m%d %H:%M",
    "%Y%m%d %H:%M:%S",
    "%Y-%m-%d %H.%M",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
)
PLAIN_TIMES_AS_DAYS = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")
"""Points in time where days are asked for: the time of day is passed over."""

NOTHING = frozenset(
    {"-", "--", ".", "?", "null", "none", "na", "n/a", "nan", "saknas", "uppgift saknas", "#n/a", "nil"}
)
"""Words for nothing, in small letters."""
NO_DAYS = frozenset(
    f"{day.isoformat()}{time}"
    for day in (*PLACEHOLDERS, date(2999, 12, 31))
    for time in ("", " 00:00", " 00:00:00", "T00:00:00")
) | {"19000101", "99991231", "29991231"}
"""Days that systems write where they have none."""

LAST_YEAR = 2100
_SHORTEST_DAY = 6

_DAY = re.compile(r"((?:19|20)[0-9]{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_TIME = re.compile(
    r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ]"
    r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_MONTH = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])(?:-01)?|(?:0[1-9]|1[0-2]))")


def is_day(text: str) -> bool:
    """Whether it is a day as loading reads it untold: 2025-08-04 or 20250804, also with midnight after it."""
    return _DAY.fullmatch(text) is not None


def is_time(text: str) -> bool:
    """Whether it is a point in time as loading reads it untold: a day and a time of day by ISO 8601."""
    return _TIME.fullmatch(text) is not None


def is_written(text: str, form: str) -> bool:
    """Whether it is a day or a point in time of our times, written in a format of `strptime`."""
    read = by_form(text, form)
    if read is None or not FIRST_YEAR <= read.year <= LAST_YEAR:
        return False
    return "%y" not in form or len(text) >= _SHORTEST_DAY


def is_month(text: str) -> bool:
    """Whether it is a month: 2025-08, 202508 or the month's first day."""
    return _MONTH.fullmatch(text) is not None


def formats(kind: ColumnKind) -> tuple[str, ...]:
    """The formats that a kind of time is looked for in, the plain one first."""
    match kind:
        case ColumnKind.DATE | ColumnKind.BIRTH_DAY:
            return (PLAIN, *DAY_FORMATS, *PLAIN_TIMES_AS_DAYS, *TIME_FORMATS)
        case ColumnKind.INSTANT:
            return (PLAIN, *TIME_FORMATS)
        case _:
            return (PLAIN,)
