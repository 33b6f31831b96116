"""Holds the day on which something was said against the month that it is as of."""

from __future__ import annotations

from datetime import date

from tertial.definitions.findings import Findings
from tertial.domain.calendar import Month
from tertial.language import _


def check_day(day: date, month: Month, path: str, line: int, findings: Findings) -> None:
    """Note a day before the month: nobody can say then how it stands in it."""
    if day < month.first_day:
        findings.add("E526", path, line, str(day), _("a day in {month} or later").format(month=month))
