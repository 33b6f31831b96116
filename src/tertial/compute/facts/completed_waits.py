"""Completed waits: from the decision to the visit or treatment."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.domain.facts.completed_waits import FACT


def rows(sources: Mapping[str, ir.Table], _months: ir.Table) -> ir.Table:
    """The fact, whatever months are asked for."""
    waits = sources["waiting-list"]
    # Not true either where the wait goes on.
    done = waits.filter(waits.done >= waits.decided)
    return done.mutate(day=done.done, waited_days=done.done.delta(done.decided, unit="day")).select(*FACT.names)
