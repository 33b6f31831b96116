"""Waits: decided by the month's last day, and neither done nor struck off by then."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.domain.facts.waits import FACT


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    waits = sources["waiting-list"]
    return (
        months.join(
            waits,
            [
                waits.decided <= months.last_day,
                waits.done.isnull() | (waits.done > months.last_day),
                waits.struck_off.isnull() | (waits.struck_off > months.last_day),
            ],
        )
        .mutate(day=months.last_day, waited_days=months.last_day.delta(waits.decided, unit="day"))
        .select(*FACT.names)
    )
