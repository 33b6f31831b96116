"""What people judge: the status of an objective in the period, and the outlook for the year's end.

The two are different answers by the same person. A rule may suggest either, but a judgement is a person's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tertial.domain.calendar import Month
from tertial.domain.label import Label


class Status(StrEnum):
    """How an indicator or an objective stands in the period."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"

    @property
    def is_judged(self) -> bool:
        """Whether the status says how the goal stands, rather than why nothing can be said."""
        return self in {Status.MET, Status.PARTLY_MET, Status.NOT_MET}


_WORST_FIRST = (Status.NOT_MET, Status.PARTLY_MET, Status.MET)


def worst(statuses: Iterable[Status]) -> Status | None:
    """The least favourable of the judged statuses, or None where none is judged."""
    present = set(statuses)
    return next((status for status in _WORST_FIRST if status in present), None)


class Outlook(StrEnum):
    """What a person expects at the year's end."""

    WILL_BE_MET = "will_be_met"
    PARTLY = "partly"
    WILL_NOT_BE_MET = "will_not_be_met"
    CANNOT_BE_JUDGED = "cannot_be_judged"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's judgement of one objective as of a month, with the reasons in words.

    Raises ValueError when an outlook that cannot be judged says no reason: a blank is no answer.
    """

    objective: str
    unit: str
    period: Month
    judgement: Status
    outlook: Outlook | None = None
    reason: Label | None = None
    outlook_reason: Label | None = None
    by: Label | None = None
    on: date | None = None
    remark: Label | None = None

    def __post_init__(self) -> None:
        if self.outlook is Outlook.CANNOT_BE_JUDGED and self.outlook_reason is None:
            raise ValueError(f"{self.objective}: an outlook that cannot be judged says why (outlook_reason)")
        if not self.judgement.is_judged and self.reason is None:
            raise ValueError(f"{self.objective}: a judgement of {self.judgement} says why (reason)")
