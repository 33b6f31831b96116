"""Fields that come empty. A row without what its contract requires is refused by every load; others are taken."""

from __future__ import annotations

from tertial.simulate.chance import Chance, Ints
from tertial.simulate.mechanisms.kind import Columns, Family, Kind
from tertial.simulate.mechanisms.rows import Rows

_REQUIRED = {
    "contacts": ("profession",),
    "phone-calls": ("outcome",),
    "admissions": ("planned",),
    "waiting-list": ("waits_for",),
    "medication-reviews": ("reviewed",),
    "lifestyle-advice": ("at_risk",),
    "suicide-assessments": ("diagnosis",),
    "violence-questions": ("answer",),
    "health-dialogues": ("age_group",),
    "health-examinations": ("age_group",),
}

_OPTIONAL = {
    "contacts": ("wait_days",),
    "phone-calls": ("called_back_at",),
    "digital-triage": ("answered_at",),
    "admissions": ("ready_at",),
    "discharge-exchange": ("ready_at",),
    "waiting-list": ("done",),
    "medication-reviews": ("report",),
    "suicide-assessments": ("assessed",),
    "coordinated-plans": ("took_part",),
    "child-health-newborns": ("visited",),
}


def empty(rows: Rows, where: Ints, columns: Columns, _chance: Chance) -> None:
    """The columns are empty; a load refuses the row where one of them is required."""
    for column in columns:
        rows.empty(column, where)
        if rows.feed.column(column).required:
            rows.refused[where] = True


KINDS = (
    Kind("required-empty", Family.EMPTY, False, 300, (3, 8), _REQUIRED, empty),
    Kind("optional-empty", Family.EMPTY, True, 700, None, _OPTIONAL, empty),
)
