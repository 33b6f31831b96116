"""Actions: what a unit does to come closer to a goal, with status and comment for each follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.assignments import Progress
from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label


class StatusFrom(StrEnum):
    """Whether a status was stated as such or read out of the words because its symbol is lost."""

    STATED = "stated"
    WORDS = "words"


class CompareWith(StrEnum):
    """What an action's effect is told against, beside the months before it."""

    SISTERS = "sisters"
    """Units of the same kind where it is not done."""
    NONE = "none"
    """Nothing: the months before alone."""


@dataclass(frozen=True, slots=True)
class ActionReport:
    """Status and comment of an action as of a month; the status may be unknown, the comment then says more."""

    period: Month
    status: Progress | None
    status_from: StatusFrom = StatusFrom.STATED
    comment: Label | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action on a node of the goal tree, with its own target and outcome in words where it has them.

    `started` is the first month in which it works in full, after `phase_in` months of putting it in place. `units` are
    where it is done: at the whole of the report's unit where none are named. `compare_with` are units without it, or
    how they are chosen. Raises ValueError for a start without an indicator, a phase in without a start, a unit that
    stands twice, and units to compare with that have the action.
    """

    id: str
    node: str
    aim: Label
    action: Label
    number: str = ""
    target: Label | None = None
    outcome: Label | None = None
    indicator: str = ""
    started: Month | None = None
    phase_in: int = 0
    units: tuple[str, ...] = ()
    compare_with: CompareWith | tuple[str, ...] = CompareWith.SISTERS
    reports: tuple[ActionReport, ...] = ()

    def __post_init__(self) -> None:
        check_identifier(self.id)
        periods = [report.period for report in self.reports]
        if len(set(periods)) < len(periods):
            raise ValueError(f"{self.id}: two reports for the same month")
        if self.started is not None and not self.indicator:
            raise ValueError(f"{self.id}: a start says from when an indicator may change, and there is none")
        if self.phase_in < 0 or (self.phase_in and self.started is None):
            raise ValueError(f"{self.id}: an action with a start is put in place during 0 months or more before it")
        if len(set(self.units)) < len(self.units):
            raise ValueError(f"{self.id}: a unit stands twice")
        if isinstance(self.compare_with, tuple):
            if not self.compare_with or not self.units:
                raise ValueError(f"{self.id}: units are compared with units")
            if set(self.units) & set(self.compare_with):
                raise ValueError(f"{self.id}: a unit to compare with does not have the action")

    def report(self, as_of: Month) -> ActionReport | None:
        """The latest report up to a month."""
        past = [report for report in self.reports if report.period <= as_of]
        return max(past, key=lambda report: report.period, default=None)
