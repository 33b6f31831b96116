"""What a feed's source declares before a row is loaded: why, for whom, by what law, how long, joined with what.

Sources: patientdatalagen (2008:355) 2 kap. 4 § (purposes) and 6 § (controller), 4 kap. (inner secrecy), lagen
(2022:913) om sammanhållen vård- och omsorgsdokumentation, and the data protection regulation, articles 5, 6, 9 and 30.
A region's lawyer confirms what is declared; the program sees to it that something is and that nothing more is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier

LONGEST_RETENTION = 1200
"""Months. Whoever means for ever has an archive, and this is none."""


class Purpose(StrEnum):
    """The purposes of patientdatalagen 2 kap. 4 § that follow-up rests on."""

    QUALITY = "quality"
    """Point 4: to develop and secure the quality of the operations."""
    PLANNING_AND_FOLLOW_UP = "planning_and_follow_up"
    """Point 5: administration, planning, follow-up, evaluation and supervision of the operations."""
    STATISTICS = "statistics"
    """Point 6: statistics on health care."""


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """Who decided, when and under which case number. Raises ValueError when one of them is missing."""

    by: str
    on: date
    case: str

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.case.strip():
            raise ValueError("a decision says who made it and its case number")


@dataclass(frozen=True, slots=True)
class KeptMonths:
    """Rows are kept so many months after the month of their event. Raises ValueError outside 1 to 1 200."""

    months: int

    def __post_init__(self) -> None:
        if not 1 <= self.months <= LONGEST_RETENTION:
            raise ValueError(f"a retention is 1 to {LONGEST_RETENTION} months")

    def last_day(self, event: Month) -> date:
        """The last day that rows of a month are kept."""
        return event.plus(self.months).last_day


@dataclass(frozen=True, slots=True)
class KeptUntil:
    """All rows are kept up to and including a day."""

    day: date

    def last_day(self, event: Month) -> date:  # noqa: ARG002 - asked in the same way as KeptMonths
        """The last day that rows of a month are kept."""
        return self.day


Retention = KeptMonths | KeptUntil


@dataclass(frozen=True, slots=True)
class AllowedJoin:
    """Another care provider whose persons may be joined with this source's, and the decision that says so."""

    provider: str
    basis: str
    decision: RecordedDecision
    until: date | None = None

    def __post_init__(self) -> None:
        check_identifier(self.provider)
        if not self.basis.strip():
            raise ValueError(f"a join with {self.provider} states the law it rests on")

    def holds(self, provider: str, on: date) -> bool:
        """Whether it allows a join with the provider on a day."""
        return self.provider == provider and self.decision.on <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What the source of a feed declares. One that lacks a part cannot be built, and without one nothing is loaded.

    `controller` is the board or company that is answerable (personuppgiftsansvarig), `provider` the care provider's id
    and `units` the ids of the care units whose rows come. Raises ValueError with the part that is missing or double.
    """

    feed: str
    purposes: frozenset[Purpose]
    controller: str
    provider: str
    units: tuple[str, ...]
    legal_basis: str
    retention: Retention
    joins: tuple[AllowedJoin, ...] = ()

    def __post_init__(self) -> None:
        check_identifier(self.feed)
        check_identifier(self.provider)
        if not self.purposes:
            raise ValueError(f"{self.feed}: no purpose is declared (patientdatalagen 2 kap. 4 §)")
        if not self.controller.strip():
            raise ValueError(f"{self.feed}: no controller of the personal data is declared")
        if not self.units:
            raise ValueError(f"{self.feed}: no care unit is declared")
        for unit in self.units:
            check_identifier(unit)
        if not self.legal_basis.strip():
            raise ValueError(f"{self.feed}: no legal basis is declared")
        names = (*self.units, *(join.provider for join in self.joins))
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            raise ValueError(f"{self.feed}: {twice[0]} is declared twice")
        if self.provider in {join.provider for join in self.joins}:
            raise ValueError(f"{self.feed}: a provider needs no decision to join its own persons")

    def allows(self, provider: str, on: date) -> bool:
        """Whether persons of the source may be joined with those of a provider on a day, as far as this side goes."""
        return provider == self.provider or any(join.holds(provider, on) for join in self.joins)

    def may_be_disposed_of(self, event: Month, today: date) -> bool:
        """Whether rows of a month have been kept their time; disposing of them still takes a decision."""
        return today > self.retention.last_day(event)


class JoinRefused(ValueError):  # noqa: N818 - the noun that the law and the log speak of
    """Persons of two sources may not be joined; `sources` are both and the message says what is missing."""

    def __init__(self, one: Declaration, other: Declaration, reason: str) -> None:
        super().__init__(
            f"persons of {one.feed} ({one.provider}) and {other.feed} ({other.provider}) may not be joined: {reason}"
        )
        self.sources = (one, other)


def check_can_join(one: Declaration, other: Declaration, on: date) -> None:
    """Raise JoinRefused, with a sentence for people, when persons of two sources may not be joined on a day.

    They share a purpose, and across care providers each side names the other by a decision in force: what one provider
    has decided cannot open another's records. Counts may always be put side by side; this is about persons.
    """
    if not one.purposes & other.purposes:
        raise JoinRefused(one, other, "they are kept for different purposes")
    for side, across in ((one, other), (other, one)):
        if not side.allows(across.provider, on):
            raise JoinRefused(
                one, other, f"{side.provider} has no decision in force on {on} that allows it; send counts"
            )


def can_join(one: Declaration, other: Declaration, on: date) -> bool:
    """Whether persons of two sources may be joined on a day."""
    try:
        check_can_join(one, other, on)
    except JoinRefused:
        return False
    return True


def check_can_join_all(declarations: Sequence[Declaration], on: date) -> None:
    """The same for several sources: every two of them. Raises JoinRefused for the first two that may not."""
    for one, other in combinations(declarations, 2):
        check_can_join(one, other, on)
