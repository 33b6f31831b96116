"""Disposal (gallring): rows of persons leave by a recorded decision, and results stay.

Sources: arkivlagen (1990:782) 10 § (an authority disposes by decision and keeps what is left usable) and
patientdatalagen 8 kap. 4 § (the supervisory authority orders a patient's records destroyed).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tertial.domain.calendar import Month
from tertial.domain.declarations import Declaration, RecordedDecision
from tertial.domain.identifier import check_identifier
from tertial.domain.person_key import key_of


@dataclass(frozen=True, slots=True)
class Disposal:
    """A decision to dispose of rows of a feed: of the months up to and with `through`, of persons, or both.

    Both together mean the rows of those persons up to and with that month. Raises ValueError when neither is said,
    or `what` is empty.
    """

    decision: RecordedDecision
    feed: str
    what: str
    """What is disposed of, and why, in words for the record."""
    through: Month | None = None
    persons: frozenset[str] = frozenset()
    """Tokens."""

    def __post_init__(self) -> None:
        check_identifier(self.feed)
        if not self.what.strip():
            raise ValueError(f"{self.decision.case}: a disposal says what and why")
        if self.through is None and not self.persons:
            raise ValueError(f"{self.decision.case}: a disposal says up to which month, of which persons, or both")
        for token in self.persons:
            key_of(token)

    def covers(self, feed: str, event: Month, person: str) -> bool:
        """Whether a row of a feed goes: its month and its person's token."""
        return (
            feed == self.feed
            and (self.through is None or event <= self.through)
            and (not self.persons or person in self.persons)
        )


def check_can_dispose(disposal: Disposal, declaration: Declaration, today: date) -> None:
    """Raise ValueError, with a sentence for people, when a decision cannot be carried out today.

    Whole months go when their retention has passed. A person's rows go at once: such a decision is about that person.
    """
    if disposal.feed != declaration.feed:
        raise ValueError(f"the decision is about {disposal.feed} and the declaration about {declaration.feed}")
    if disposal.decision.on > today:
        raise ValueError(f"{disposal.decision.case}: the decision holds from {disposal.decision.on}")
    if disposal.persons or disposal.through is None:
        return
    if not declaration.may_be_disposed_of(disposal.through, today):
        last = declaration.retention.last_day(disposal.through)
        raise ValueError(f"{disposal.feed}: rows of {disposal.through} are kept through {last}")


def can_dispose(disposal: Disposal, declaration: Declaration, today: date) -> bool:
    """Whether a decision can be carried out today."""
    try:
        check_can_dispose(disposal, declaration, today)
    except ValueError:
        return False
    return True


def months_due(declaration: Declaration, months: Sequence[Month], today: date) -> tuple[Month, ...]:
    """Which of the months on disk have been kept their time, oldest first: what to ask for a decision about."""
    return tuple(sorted(month for month in months if declaration.may_be_disposed_of(month, today)))
