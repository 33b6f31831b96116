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


@dataclass(frozen=True, slots=True)
class ActionReport:
    """Status and comment of an action as of a month; the status may be unknown, the comment then says more."""

    period: Month
    status: Progress | None
    status_from: StatusFrom = StatusFrom.STATED
    comment: Label | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action on a node of the goal tree, with its own target and outcome in words where it has them."""

    id: str
    node: str
    aim: Label
    action: Label
    number: str = ""
    target: Label | None = None
    outcome: Label | None = None
    indicator: str = ""
    reports: tuple[ActionReport, ...] = ()

    def __post_init__(self) -> None:
        check_identifier(self.id)
        periods = [report.period for report in self.reports]
        if len(set(periods)) < len(periods):
            raise ValueError(f"{self.id}: two reports for the same month")

    def report(self, as_of: Month) -> ActionReport | None:
        """The latest report up to a month."""
        past = [report for report in self.reports if report.period <= as_of]
        return max(past, key=lambda report: report.period, default=None)
