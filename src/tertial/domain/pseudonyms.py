"""Persons without names: identity numbers become tokens, and ages come of birth days, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NoReturn, final

from tertial.domain.clock import completed_age
from tertial.domain.identity import Fault, NumberKind, read
from tertial.domain.person_key import PersonKey
from tertial.domain.reserve_numbers import ReservePattern
from tertial.domain.results import Sex
from tertial.domain.sealed import BirthDay

DAYS_UNTIL_AGE = 2
"""Completed years; below them the days since birth are kept too, since child health is followed by days."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a written number stands for: a token to keep, and a birth day to use and let go.

    The birth day is the one of the number. Where a day's numbers have run out a neighbouring day stands in it
    (folkbokföringslagen 18 §), so a feed that sends the birth day itself is nearer the truth.
    """

    token: str
    kind: NumberKind
    birth_day: BirthDay | None
    sex: Sex


Outcome = Person | Fault
"""What became of a written number: a person, or the reason why there is none."""


@final
class Pseudonyms(Mapping[str, Outcome]):
    """The outcome of each written number. Its repr and its errors never show what was written; it is not pickled."""

    __slots__ = ("_outcomes",)

    def __init__(self, outcomes: Mapping[str, Outcome]) -> None:
        self._outcomes = outcomes

    def __getitem__(self, written: str) -> Outcome:
        found = self._outcomes.get(written)
        if found is None:
            # A KeyError of the mapping inside would repeat the number.
            raise KeyError("a written number that was not among those read")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._outcomes)

    def __len__(self) -> int:
        return len(self._outcomes)

    def __repr__(self) -> str:
        return "<Pseudonyms: sealed>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(
            "pseudonyms with the numbers they stand for are not written anywhere, so they cannot be pickled"
        )


def pseudonymise(
    values: Iterable[str], key: PersonKey, today: date, patterns: Sequence[ReservePattern] = ()
) -> Pseudonyms:
    """The outcome of every distinct value, each read and hashed once.

    `today` is the day that the values were written, or close to it (see `identity.parse`).
    """
    return Pseudonyms({value: _outcome(value, key, today, patterns) for value in dict.fromkeys(values)})


def _outcome(value: str, key: PersonKey, today: date, patterns: Sequence[ReservePattern]) -> Outcome:
    found = read(value, today, patterns)
    if isinstance(found, Fault):
        return found
    return Person(key.token(found.number), found.kind, found.birth_day, found.sex)


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years at an event, and under two years the days since birth; else None."""

    years: int
    days: int | None


def age_at(birth_day: BirthDay, event: date) -> Age:
    """The age at an event. Raises ValueError when the event lies before the birth."""
    birth = birth_day.reveal()
    if event < birth:
        raise ValueError("the event lies before the birth")
    years = completed_age(birth, event)
    return Age(years, (event - birth).days if years < DAYS_UNTIL_AGE else None)
