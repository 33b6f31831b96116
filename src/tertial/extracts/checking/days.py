"""Days and months as they are written, and those that no event can have."""

from __future__ import annotations

import re
from datetime import date, datetime

import numpy as np
import numpy.typing as npt

from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Delivery
from tertial.domain.written_number import is_day
from tertial.extracts.checking.distinct import Judge
from tertial.extracts.checking.terms import Terms
from tertial.extracts.checking.verdict import VALUE, States, Verdict, fault, state_of
from tertial.extracts.reasons import Reason

EPOCH = date(1970, 1, 1).toordinal()

PLACEHOLDERS = frozenset(
    {
        date(1753, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1900, 1, 1),
        date(2099, 12, 31),
        date(9999, 12, 31),
    }
)
"""Days that systems write where they know none: the first of SQL Server, the zeros of Excel, ends of time."""

FIRST_YEAR = 1900
YEARS_AHEAD = 20

_MIDNIGHT = r"(?:[T ]00:00(?::00(?:[.,]0{1,9})?)?)?"
_DATE = re.compile(rf"([0-9]{{4}})(-?)([0-9]{{2}})\2([0-9]{{2}}){_MIDNIGHT}")
_MONTH = re.compile(rf"([0-9]{{4}})(?:-([0-9]{{2}})(?:-01{_MIDNIGHT})?|([0-9]{{2}})(?:01)?)")


def number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - EPOCH


class Possible:
    """Which days can be right in a column: some in any, and fewer in that of the event."""

    def __init__(self, terms: Terms, column: Column | None = None) -> None:
        today = terms.today
        self._last = (today.year + YEARS_AHEAD, today.month, today.day)
        self._today = number(today)
        self._event = column is not None and column.name == terms.feed.event
        first = terms.extract.first_day if terms.feed.delivery is Delivery.DELTA else date.min
        whole_months = column is not None and column.kind is ColumnKind.MONTH
        self._first = number(first.replace(day=1) if whole_months else first)
        self._oldest = number(date.min if terms.oldest is None else terms.oldest.first_day)

    def fault(self, day: date) -> Reason | None:
        """Why the day cannot be right; None where it can."""
        reason = self.day_fault(day)
        if reason is not None or not self._event:
            return reason
        if number(day) > self._today:
            return Reason.FUTURE
        if number(day) < self._first:
            return Reason.TOO_EARLY
        return Reason.TOO_OLD if number(day) < self._oldest else None

    def day_fault(self, day: date) -> Reason | None:
        """The same without what is true of events alone."""
        if day in PLACEHOLDERS:
            return Reason.PLACEHOLDER_DATE
        if day.year < FIRST_YEAR or (day.year, day.month, day.day) > self._last:
            return Reason.IMPLAUSIBLE_DATE
        return None

    def are_past(self, days: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which days have come."""
        found: npt.NDArray[np.bool_] = days <= self._today
        return found

    def put_event_faults(self, days: npt.NDArray[np.int32], states: States) -> None:
        """What is true of events alone, for many days at once: the states of values become the faults."""
        if not self._event:
            return
        values = states == VALUE
        for reason, found in (
            (Reason.TOO_OLD, days < self._oldest),
            (Reason.TOO_EARLY, days < self._first),
            (Reason.FUTURE, days > self._today),
        ):
            states[values & found] = state_of(reason)


def date_judge(possible: Possible, form: str = "") -> Judge:
    """The days since 1970 of a written date; `form` reads what is not written as ISO 8601, and is tried first."""

    def judge(text: str) -> Verdict:
        found: date | None = by_form(text, form)
        if found is None:
            match = _DATE.fullmatch(text)
            if match is None:
                return fault(Reason.NOT_A_DATE)
            found = _day(int(match[1]), int(match[3]), int(match[4]))
        return _verdict(found, possible)

    return judge


def month_judge(possible: Possible, form: str = "") -> Judge:
    """The days since 1970 of a written month's first day."""

    def judge(text: str) -> Verdict:
        found: date | None = by_form(text, form)
        if found is None:
            match = _MONTH.fullmatch(text)
            if match is None:
                return fault(Reason.NOT_A_DATE)
            found = _day(int(match[1]), int(match[2] or match[3]), 1)
        return _verdict(None if found is None else found.replace(day=1), possible)

    return judge


def by_form(text: str, form: str) -> datetime | None:
    """What a text says in a stated form; None where there is none or it does not fit."""
    if not form or any(sign.isdigit() and not sign.isascii() for sign in text):
        return None
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - a zone is part of the form, or the time is Swedish
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if year and is_day(year, month, day) else None


def _verdict(found: date | None, possible: Possible) -> Verdict:
    if found is None:
        return fault(Reason.NO_SUCH_DAY)
    if isinstance(found, datetime):
        found = found.date()
    reason = possible.fault(found)
    return Verdict(number(found)) if reason is None else fault(reason)
