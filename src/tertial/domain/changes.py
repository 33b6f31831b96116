"""Declared changes that break or stop series: a new record system, definition, measurement or organisation."""

from __future__ import annotations

from collections.abc import Iterable
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


_BREAKS = frozenset({ChangeKind.DEFINITION, ChangeKind.MEASUREMENT})
"""After these, figures are of something else. A new record system spoils months, which are left out one by one."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change from a month on, the indicators it affects, what it means and what would mend it.

    `feeds` and `units` are those whose events it changes; all where none are named.
    """

    id: str
    kind: ChangeKind
    title: Label
    first: Month
    says: Label
    indicators: tuple[str, ...] = ()
    mend: Label | None = None
    expected: Month | None = None
    feeds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_identifier(self.id)

    def is_of(self, feed: str, unit: str | None = None) -> bool:
        """Whether it changes the events of a feed, at a unit where one is named."""
        of_unit = unit is None or not self.units or unit in self.units
        return of_unit and (not self.feeds or feed in self.feeds)

    def affects(self, indicator: str, as_of: Month) -> bool:
        """Whether the change is in force and touches the indicator."""
        return self.first <= as_of and indicator in self.indicators

    def breaks(self, indicator: str, as_of: Month) -> bool:
        """Whether the indicator's figures are of something else from its first month on."""
        return self.kind in _BREAKS and self.affects(indicator, as_of)


def broken_from(changes: Iterable[Change], indicator: str, as_of: Month) -> Month | None:
    """From which month on an indicator's figures are of what they are now; None where nothing broke the series."""
    return max((one.first for one in changes if one.breaks(indicator, as_of)), default=None)
