"""Triages: digital triages, with the answer that each got."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.compute.facts.elapsed import whole_minutes
from tertial.domain.facts.triages import FACT


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    triages = sources["digital-triage"]
    answered = (triages.answered_at >= triages.started_at).fill_null(False)
    minutes = whole_minutes(triages.started_at, triages.answered_at)
    return triages.mutate(
        day=triages.started_at_day,
        completed=triages.completed_at.notnull(),
        same_day=answered & (triages.answered_at_day == triages.started_at_day).fill_null(False),
        minutes_to_answer=answered.ifelse(minutes, None),
    ).select(*FACT.names)
