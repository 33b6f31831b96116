"""Whether a date format says what it means: a moment written by it reads back the same."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from tertial.domain.feeds.columns import ColumnKind

FORMATTED = {
    ColumnKind.DATE: "%Y%m%d",
    ColumnKind.BIRTH_DAY: "%Y%m%d",
    ColumnKind.MONTH: "%Y%m",
    ColumnKind.INSTANT: "%Y%m%d%H%M",
}
"""The kinds of columns that a format is for, and what of a moment must come back."""

_MOMENTS = (datetime(2025, 8, 31, 16, 45, 7, tzinfo=UTC), datetime(2024, 2, 29, 3, 9, 59, tzinfo=UTC))
_BIRTH = datetime(1912, 12, 12, tzinfo=UTC)
"""A year of two digits cannot tell it from 2012."""
_OTHER_PROGRAMS = (
    ("YYYY", "%Y"), ("yyyy", "%Y"), ("ÅÅÅÅ", "%Y"), ("åååå", "%Y"), ("YY", "%y"), ("yy", "%y"),
    ("DD", "%d"), ("dd", "%d"), ("HH24", "%H"), ("HH", "%H"), ("hh", "%H"), ("TT", "%H"), ("tt", "%H"),
    ("MI", "%M"), ("SS", "%S"), ("ss", "%S"),
)  # fmt: skip
"""Signs of Excel's and databases' formats, and `strptime`'s; months and minutes are told apart by their place."""


def reads_back(written: str, kind: ColumnKind) -> bool:
    """Whether all of a moment that a column of the kind keeps is in the format. Raises KeyError for another kind."""
    kept = FORMATTED[kind]
    moments = (*_MOMENTS, _BIRTH) if kind is ColumnKind.BIRTH_DAY else _MOMENTS
    try:
        read = [datetime.strptime(moment.strftime(written), written) for moment in moments]  # noqa: DTZ007
    except (ValueError, re.error):  # an unknown sign after %, or one that stands twice
        return False
    return all(one.strftime(kept) == moment.strftime(kept) for one, moment in zip(read, moments, strict=True))


def likely_format(written: str, kind: ColumnKind) -> str:
    """The format probably meant by one of Excel's or a database's kind, `DD.MM.YYYY`; empty where none is."""
    likely = written
    for theirs, ours in _OTHER_PROGRAMS:
        likely = likely.replace(theirs, ours)
    likely = re.sub("(?<=%H)(.?)(?:MM|mm)", r"\1%M", likely)
    likely = re.sub("MM|mm", "%m", likely)
    return likely if likely != written and reads_back(likely, kind) else ""
