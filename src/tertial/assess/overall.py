"""The row that speaks for an indicator where only one status can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.assessment import IndicatorAssessment
from tertial.domain.judgements import worst


def overall(rows: Sequence[IndicatorAssessment]) -> IndicatorAssessment:
    """The row whose status stands for all rows of an indicator.

    The whole figure where it is judged; else, as when women and men have a target each, the worst judged part
    (the one that attains least, the first of equals); else the first row. Raises ValueError for no rows.
    """
    if not rows:
        raise ValueError("an indicator always has a row, if only one that says why there is no figure")
    whole = next((row for row in rows if row.split.is_whole), None)
    if whole is not None and whole.status.is_judged:
        return whole
    least = worst(row.status for row in rows)
    if least is None:
        return whole or rows[0]
    parts = [row for row in rows if row.status is least]
    return min(parts, key=lambda row: -1 if row.attainment is None else row.attainment)
