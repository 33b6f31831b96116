"""Different tokens in Ibis: which token was where, and how many different ones there are at each place and period."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from tertial.compute.ibis_expressions import ibis_value
from tertial.compute.logical import MONTH, UNIT, fact_rows, in_asked_months, key_value
from tertial.compute.plan import CellTerm, Scope, planned
from tertial.compute.terms import Splits, Term
from tertial.domain.age_bands import UNKNOWN
from tertial.domain.cells import NO_UNIT
from tertial.domain.feeds.stored import PROVIDER
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Part, Unique
from tertial.domain.results import Sex

TOKEN, COUNT = "token", "tokens"

ENTRIES = "token_entries"
"""What different tokens that lie ready are called."""
PLACES, PLACE = "token_places", "place"
"""The table of places (nodes of trees, by number) with the units and months that count there."""
PERIODS, PERIOD = "token_periods", "period"
"""The table of periods, by number, with their months."""

_TAKEN_TOGETHER = {"sex": Sex.ALL.value, "age_band": "", "category": ""}
"""What a part of the people is called where it is not told apart."""
_NOT_KNOWN = {"sex": Sex.UNKNOWN.value, "age_band": UNKNOWN, "category": UNKNOWN}


@dataclass(frozen=True, slots=True)
class TokenPlan:
    """What to find the tokens of an indicator by: a cuboid of its own, with the condition over its cells."""

    scope: Scope
    of: str
    term: CellTerm

    @classmethod
    def of_indicator(cls, indicator: Indicator, measure: Unique) -> TokenPlan:
        """The plan of one indicator."""
        rows = measure.rows
        (scope,) = planned([Term(indicator.id, Part.NUMERATOR, rows, Splits.of(indicator, rows.fact))])
        return cls(scope, measure.of, scope.cuboids[0].terms[0])

    @property
    def splits(self) -> dict[str, str]:
        """The keys of the parts of the people, by what cells call them."""
        splits = self.term.term.splits
        named = {"sex": "sex" if splits.sex else "", "age_band": self.term.age_band, "category": splits.category}
        return {name: column for name, column in named.items() if column}

    def wanted(self, cells: ir.Table) -> ir.BooleanValue:
        """Whether the rows of a cell meet the condition."""
        return ibis.literal(True) if self.term.where is None else ibis_value(self.term.where, cells).fill_null(False)


def token_entries(plan: TokenPlan) -> ir.Table:
    """The different tokens of each unit, month and part of the people.

    Care providers are told apart: a person at two of them is nobody's to put together.
    """
    scope = plan.scope
    (cuboid,) = scope.cuboids
    rows = in_asked_months(fact_rows(scope.fact, scope.events), scope.fact)
    keys = {UNIT: rows[scope.place], MONTH: rows[MONTH], TOKEN: rows[plan.of], PROVIDER: rows[PROVIDER]}
    told = rows.select(**keys, **{key.name: key_value(key, scope.fact, rows) for key in cuboid.keys})
    met = told.filter(plan.wanted(told), told[TOKEN].notnull())
    parts = {name: met[column].fill_null(_NOT_KNOWN[name]) for name, column in plan.splits.items()}
    return met.select(
        **{UNIT: met[UNIT].fill_null(NO_UNIT)}, **{name: met[name] for name in keys if name != UNIT}, **parts
    ).distinct()


def entries_table(plan: TokenPlan) -> ir.Table:
    """The entries of a plan as they lie ready."""
    columns: dict[str, dt.DataType] = {UNIT: dt.string, MONTH: dt.date, TOKEN: dt.string, PROVIDER: dt.string}
    return ibis.table(columns | dict.fromkeys(plan.splits, dt.string), name=ENTRIES)


def places_table() -> ir.Table:
    """Where units count in each month."""
    return ibis.table({"unit": dt.string, "month": dt.date, PLACE: dt.int64}, name=PLACES)


def periods_table() -> ir.Table:
    """The months of periods."""
    return ibis.table({"month": dt.date, PERIOD: dt.int64}, name=PERIODS)


def token_counts(plan: TokenPlan) -> ir.Table:
    """How many different tokens each place has in each period: for every part of the people, and for parts together.

    A row for each period, place and part that has any.
    """
    entries, places, periods = entries_table(plan), places_table(), periods_table()
    found = entries.join(places, [entries[UNIT] == places["unit"], entries[MONTH] == places["month"]]).select(
        entries, places[PLACE]
    )
    dated = found.join(periods, found[MONTH] == periods["month"]).select(found, periods[PERIOD])
    told = _told_and_together(dated, list(plan.splits))
    keys = [PERIOD, PLACE, *plan.splits]
    different = told.select(*keys, PROVIDER, TOKEN).distinct()
    return different.group_by(*keys).aggregate(**{COUNT: different.count()})


def _told_and_together(rows: ir.Table, splits: list[str]) -> ir.Table:
    """Each row once for every way to tell the parts of the people apart or take them together."""
    if not splits:
        return rows
    ways = list(product((True, False), repeat=len(splits)))
    every = rows.mutate(way=ibis.range(len(ways)).unnest())
    parts = {
        split: every["way"]
        .isin([number for number, way in enumerate(ways) if way[place]])
        .ifelse(_TAKEN_TOGETHER[split], every[split])
        for place, split in enumerate(splits)
    }
    return every.mutate(**parts)
