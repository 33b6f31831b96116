"""Points in time as they are written: those in the usual forms all at once, the rest one by one."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.domain.clock import TIME_ZONE
from tertial.domain.written_number import is_day
from tertial.extracts.checking import swedish_time
from tertial.extracts.checking.cells import Cells
from tertial.extracts.checking.days import EPOCH, Possible, by_form
from tertial.extracts.checking.distinct import MOST_REMEMBERED
from tertial.extracts.checking.instant_rows import Moments, usual_moments
from tertial.extracts.checking.text_bytes import TextBytes, stripped
from tertial.extracts.checking.verdict import NOTHING, VALUE, Held, States, state_of
from tertial.extracts.reasons import Reason

_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r" ?(?:([Zz])|([+-])([0-9]{2})(?::?([0-9]{2}))?)?"
)
_START = datetime(1970, 1, 1, tzinfo=UTC)

Reading = tuple[int, int, int]
"""Microseconds since 1970 by UTC, the local day since 1970, and the state."""


class Instants:
    """A column of points in time. Several threads may hold batches against it at once."""

    def __init__(self, cells: Cells, possible: Possible, *, required: bool) -> None:
        self._cells = cells
        self._possible = possible
        self._nothing = state_of(Reason.MISSING_VALUE) if required else NOTHING
        self._readings: dict[str, Reading] = {}

    def hold(self, texts: pa.Array) -> Held:
        """Read a column of times, with the local day of each beside."""
        texts = stripped(texts)
        size = len(texts)
        found = Moments(np.zeros(size, np.int64), np.zeros(size, np.int32), np.zeros(size, np.bool_))
        if self._cells.plain:
            usual_moments(TextBytes(texts), self._possible, found)
            empty = self._cells.are_empty(texts)
            if empty is not None:
                found.done[empty] = False
        states: States = np.zeros(size, np.uint8)
        left = np.flatnonzero(~found.done)
        if left.size:
            self._read(texts if left.size == size else texts.take(pa.array(left)), left, found, states)
        self._possible.put_event_faults(found.days, states)
        return Held(found.micros, states if states.any() else None, days=found.days)

    def _read(self, texts: pa.Array, rows: npt.NDArray[np.intp], found: Moments, states: States) -> None:
        encoded = texts.dictionary_encode()
        readings = [self._reading(text) for text in encoded.dictionary.to_pylist()]
        places = encoded.indices.to_numpy()
        found.micros[rows] = np.array([reading[0] for reading in readings], np.int64).take(places)
        found.days[rows] = np.array([reading[1] for reading in readings], np.int32).take(places)
        states[rows] = np.array([reading[2] for reading in readings], np.uint8).take(places)

    def _reading(self, text: str) -> Reading:
        found = self._readings.get(text)
        if found is None:
            found = self._new_reading(text)
            if len(self._readings) < MOST_REMEMBERED:
                self._readings[text] = found
        return found

    def _new_reading(self, text: str) -> Reading:
        cleaned = self._cells.clean(text)
        if not cleaned:
            return 0, 0, self._nothing
        written = by_form(cleaned, self._cells.format) or _written(cleaned)
        if isinstance(written, Reason):
            return 0, 0, state_of(written)
        # The day as written: the ends of time have no other in UTC.
        reason = self._possible.day_fault(written.date())
        if reason is None and written.tzinfo is None and not swedish_time.is_shown(written):
            reason = Reason.NO_SUCH_TIME
        if reason is not None:
            return 0, 0, state_of(reason)
        instant = written.replace(tzinfo=TIME_ZONE, fold=0) if written.tzinfo is None else written
        day = instant.astimezone(TIME_ZONE).date().toordinal() - EPOCH
        return (instant - _START) // timedelta(microseconds=1), day, VALUE


def _written(text: str) -> datetime | Reason:
    """The time as written, with its zone where it has one, cut to microseconds."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        return Reason.NOT_A_TIME
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not year or not is_day(year, month, day):
        return Reason.NO_SUCH_DAY
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    ahead = timedelta(hours=int(match[10] or 0), minutes=int(match[11] or 0))
    if hour > 23 or minute > 59 or second > 59 or ahead >= timedelta(days=1) or int(match[11] or 0) > 59:
        return Reason.NOT_A_TIME
    zone = UTC if match[8] else timezone(-ahead if match[9] == "-" else ahead) if match[9] else None
    micros = int((match[7] or "")[:6].ljust(6, "0"))
    found = date(year, month, day)
    return datetime(found.year, found.month, found.day, hour, minute, second, micros, tzinfo=zone)
