"""Which unit takes over another's rows, from which month on, and how large a part: as the organisation declares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from tertial.domain.calendar import Month
from tertial.domain.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Takeover:
    """From a month on `new` has this share of the work of `old`, which has ended."""

    month: Month
    old: str
    new: str
    share: Decimal


def takeovers(organisation: Organisation) -> tuple[Takeover, ...]:
    """The takeovers in the order of months; not of units that were split and of which nobody stated who took what."""
    found: list[Takeover] = []
    for row in organisation.units:
        last = row.validity.last
        if last is None:
            continue
        day = last + timedelta(days=1)
        alone = len(row.successors) == 1
        found += [
            Takeover(Month(day.year, day.month), row.id, successor.unit, successor.share or Decimal(1))
            for successor in row.successors
            if alone or successor.share is not None
        ]
    return tuple(sorted(found, key=lambda one: (one.month, one.new, one.old)))
