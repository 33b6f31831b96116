"""The row that speaks for an indicator where only one status can be shown."""

from __future__ import annotations

from collections.abc import Sequence

from tertial.assess.assessment import IndicatorAssessment
from tertial.domain.judgements import worst
from tertial.domain.results import Sex


def overall(rows: Sequence[IndicatorAssessment]) -> IndicatorAssessment:
    """The row whose status stands for all rows of an indicator, or of one age band or category of it.

    The figure of women and men together where it is judged; else, as when they have a target each, the worst
    judged of the two. Of several age bands or categories the whole again, else the worst. Of equals the one that
    attains least, then the first. Raises ValueError for no rows.
    """
    if not rows:
        raise ValueError("an indicator always has a row, if only one that says why there is no figure")
    groups: dict[tuple[str, str], list[IndicatorAssessment]] = {}
    for row in rows:
        groups.setdefault((row.split.age_band, row.split.category), []).append(row)
    together = {place: _one(group, _of_both_sexes(group)) for place, group in groups.items()}
    return _one(list(together.values()), together.get(("", "")))


def _of_both_sexes(group: Sequence[IndicatorAssessment]) -> IndicatorAssessment | None:
    return next((row for row in group if row.split.sex is Sex.ALL), None)


def _one(parts: Sequence[IndicatorAssessment], whole: IndicatorAssessment | None) -> IndicatorAssessment:
    """The whole where it is judged, else the worst judged part, else the whole or the first part unjudged."""
    if whole is not None and whole.status.is_judged:
        return whole
    least = worst(row.status for row in parts)
    if least is None:
        return whole or parts[0]
    return min(
        (row for row in parts if row.status is least),
        key=lambda row: -1 if row.attainment is None else row.attainment,
    )
