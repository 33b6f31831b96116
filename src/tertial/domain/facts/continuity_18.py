"""Continuity over the eighteen months that end with a month."""

from __future__ import annotations

from tertial.domain.facts.continuity import continuity

MONTHS = 18

FACT = continuity(MONTHS, "arton", "eighteen")
