"""Recalls: the day the patient was called to, against the day when the examination was due."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from tertial.domain.facts.recalls import FACT, MOST_MONTHS_LATE


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    recalls = sources["dental-recalls"]
    return recalls.mutate(
        day=recalls.due,
        in_time=(recalls.called <= recalls.due + ibis.interval(months=MOST_MONTHS_LATE)).fill_null(False),
        days_late=recalls.called.delta(recalls.due, unit="day"),
    ).select(*FACT.names)
