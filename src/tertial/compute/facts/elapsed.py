"""Time between two instants."""

from __future__ import annotations

import ibis.expr.types as ir


def whole_minutes(start: ir.TimestampValue, end: ir.TimestampValue) -> ir.IntegerValue:
    """The whole minutes that have passed from one instant to a later one; NULL where either is not known.

    Between times cut to the minute every engine counts the same; what was cut off says whether the last has passed.
    """
    start_minute, end_minute = start.truncate("m"), end.truncate("m")
    not_passed = (end - end_minute) < (start - start_minute)
    return end_minute.delta(start_minute, unit="minute") - not_passed.ifelse(1, 0)
