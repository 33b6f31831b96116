"""Declared changes that break or stop series: a new record system, definition, measurement or organisation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label


class ChangeKind(StrEnum):
    """What changed."""

    RECORD_SYSTEM = "record_system"
    DEFINITION = "definition"
    MEASUREMENT = "measurement"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Change:
    """A change from a month on, the indicators it affects, what it means and what would mend it."""

    id: str
    kind: ChangeKind
    title: Label
    first: Month
    says: Label
    indicators: tuple[str, ...] = ()
    mend: Label | None = None
    expected: Month | None = None

    def __post_init__(self) -> None:
        check_identifier(self.id)

    def affects(self, indicator: str, as_of: Month) -> bool:
        """Whether the change is in force and touches the indicator."""
        return self.first <= as_of and indicator in self.indicators
