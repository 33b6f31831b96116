"""Continuity over the eighteen months that end with a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tertial.compute.reference.facts.continuity import continuity
from tertial.compute.reference.rows import Row
from tertial.domain.calendar import Month
from tertial.domain.facts.continuity_18 import MONTHS


def rows(sources: Mapping[str, Sequence[Row]], months: Sequence[Month]) -> list[Row]:
    """The fact at the ends of the months."""
    return continuity(sources["contacts"], months, MONTHS)
