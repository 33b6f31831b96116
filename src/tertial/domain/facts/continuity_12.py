"""Continuity over the twelve months that end with a month."""

from __future__ import annotations

from tertial.domain.facts.continuity import continuity

MONTHS = 12

FACT = continuity(MONTHS, "tolv", "twelve")
