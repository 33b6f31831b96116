"""Continuity over the twelve months that end with a month."""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

from tertial.compute.facts.continuity import continuity
from tertial.domain.facts.continuity_12 import FACT, MONTHS


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    return continuity(sources["contacts"], months, MONTHS).select(*FACT.names)
