"""What a row's event and person tell besides: the month, the ages and the sex."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.stored import AGE_DAYS, AGE_YEARS, SEX
from tertial.extracts.checking.accepted_rows import MONTH, NO_MONTH
from tertial.extracts.checking.ages import ages, months_of
from tertial.extracts.checking.persons import SEXES, UNKNOWN_DAY, Persons
from tertial.extracts.checking.verdict import NOTHING, VALUE, Held, state_of
from tertial.extracts.reasons import Reason

Mask = npt.NDArray[np.bool_]

_UNKNOWN_SEX = np.uint8(len(SEXES) - 1)


class Derived:
    """Finds the columns of a feed that the others are derived from."""

    def __init__(self, feed: Feed, persons: Persons) -> None:
        kinds = [column.kind for column in feed.columns]
        self._persons = persons
        self._event = feed.names.index(feed.event)
        self._person = kinds.index(ColumnKind.PERSON) if ColumnKind.PERSON in kinds else None
        self._birth = kinds.index(ColumnKind.BIRTH_DAY) if ColumnKind.BIRTH_DAY in kinds else None
        self._tells_sex = SEX in feed.names

    def derive(self, columns: list[Held], withdrawn: Mask | None) -> Mapping[str, Held]:
        """The derived columns by name; an event before the birth becomes a fault in `columns`."""
        event = columns[self._event]
        days = event.values if event.days is None else event.days
        known = event.known()
        months = months_of(days)
        found = {MONTH: Held(months if known is None else np.where(known, months, NO_MONTH).astype(np.int32))}
        if self._person is None and self._birth is None:
            return found
        there = ages(self._births(columns), days, known)
        unborn = there.unborn if withdrawn is None else there.unborn & ~withdrawn
        if unborn.any():
            self._refuse(columns, unborn)
        found[AGE_YEARS] = Held(there.years, _nothing_but(there.known))
        found[AGE_DAYS] = Held(there.days, _nothing_but(there.in_days))
        if not self._tells_sex:
            found[SEX] = self._sex(columns)
        return found

    def _births(self, columns: list[Held]) -> npt.NDArray[np.int32]:
        """The days of birth: as sent in a column of their own, else as the number tells."""
        births = np.full(len(columns[self._event].values), UNKNOWN_DAY, np.int32)
        if self._person is not None:
            held = columns[self._person]
            births = self._persons.birth_days.take(held.values, mode="clip")
            if held.states is not None:
                births[held.states != VALUE] = UNKNOWN_DAY
        if self._birth is not None:
            held = columns[self._birth]
            births = held.values if held.states is None else np.where(held.states == VALUE, held.values, births)
        return births

    def _refuse(self, columns: list[Held], unborn: Mask) -> None:
        """The fault lies in the column that told the birth."""
        told = unborn
        if self._birth is not None:
            known = columns[self._birth].known()
            sent = unborn if known is None else unborn & known
            columns[self._birth] = _faulty(columns[self._birth], sent)
            told = unborn & ~sent
        if self._person is not None and told.any():
            columns[self._person] = _faulty(columns[self._person], told)

    def _sex(self, columns: list[Held]) -> Held:
        if self._person is None:
            return Held(np.full(len(columns[self._event].values), _UNKNOWN_SEX))
        held = columns[self._person]
        sexes = self._persons.sexes.take(held.values, mode="clip")
        return Held(sexes if held.states is None else np.where(held.states == VALUE, sexes, _UNKNOWN_SEX))


def _nothing_but(known: Mask) -> npt.NDArray[np.uint8] | None:
    return None if known.all() else np.where(known, VALUE, NOTHING).astype(np.uint8)


def _faulty(held: Held, rows: Mask) -> Held:
    states = np.zeros(len(rows), np.uint8) if held.states is None else held.states.copy()
    states[rows] = state_of(Reason.BEFORE_BIRTH)
    return replace(held, states=states)
