"""Assignments: what council or board has asked for, who shall do it, and how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tertial.domain.calendar import Month
from tertial.domain.identifier import check_identifier
from tertial.domain.label import Label


class Progress(StrEnum):
    """How far an assignment, a part of one or an action has come. Late is computed, never stated."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    DONE = "done"
    DONE_WITH_DEVIATION = "done_with_deviation"

    @property
    def is_ended(self) -> bool:
        """Whether nothing is left to do."""
        return self in {Progress.DONE, Progress.DONE_WITH_DEVIATION}


class Periodicity(StrEnum):
    """How often an assignment is reported."""

    TERTIAL = "tertial"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Addressee:
    """A unit that the assignment is given to, with its own status where it has reported one."""

    unit: str
    status: Progress | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an assignment with its own state."""

    id: str
    title: Label
    status: Progress | None = None
    text: Label | None = None


@dataclass(frozen=True, slots=True)
class AssignmentReport:
    """What was said of an assignment as of a month."""

    period: Month
    status: Progress
    analysis: Label | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment with several addressees, parts and reports. Raises ValueError without an addressee."""

    id: str
    title: Label
    given_by: str
    addressees: tuple[Addressee, ...]
    periodicity: Periodicity
    end: date | None = None
    indicator: str = ""
    reports: tuple[AssignmentReport, ...] = ()
    parts: tuple[Part, ...] = ()
    remark: Label | None = None

    def __post_init__(self) -> None:
        check_identifier(self.id)
        if not self.addressees:
            raise ValueError(f"{self.id}: an assignment has at least one addressee")
        periods = [report.period for report in self.reports]
        if len(set(periods)) < len(periods):
            raise ValueError(f"{self.id}: two reports for the same month")

    def report(self, as_of: Month) -> AssignmentReport | None:
        """The latest report up to a month."""
        past = [report for report in self.reports if report.period <= as_of]
        return max(past, key=lambda report: report.period, default=None)

    def is_late(self, today: date, as_of: Month) -> bool:
        """Whether the end date has passed without the assignment being done."""
        report = self.report(as_of)
        ended = report is not None and report.status.is_ended
        return self.end is not None and self.end < today and not ended
