"""Continuity over the twelve months that end with a month."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import ibis.expr.types as ir

from tertial.compute.facts.continuity import continuity
from tertial.domain.facts.continuity_12 import FACT, MONTHS


def rows(sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The fact at the ends of the months."""
    return rows_with(FACT.names, sources, months)


def rows_with(names: Collection[str], sources: Mapping[str, ir.Table], months: ir.Table) -> ir.Table:
    """The same with these columns alone."""
    return continuity(sources["contacts"], months, MONTHS, names).select(*names)
