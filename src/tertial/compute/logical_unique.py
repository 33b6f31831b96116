"""Different tokens in Ibis: which token was where, and how many different ones there are at each place and period."""

from __future__ import annotations

from itertools import product

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from tertial.compute.ibis_expressions import ibis_value
from tertial.compute.logical import fact_rows, in_asked_months, key_value
from tertial.compute.questions import MONTH, UNIT
from tertial.compute.token_plan import COUNT, ENTRIES, PERIOD, PERIODS, PLACE, PLACES, TOKEN, TokenPlan
from tertial.domain.age_bands import UNKNOWN
from tertial.domain.cells import NO_UNIT
from tertial.domain.feeds.stored import PROVIDER
from tertial.domain.results import Sex

_TAKEN_TOGETHER = {"sex": Sex.ALL.value, "age_band": "", "category": ""}
"""What a part of the people is called where it is not told apart."""
_NOT_KNOWN = {"sex": Sex.UNKNOWN.value, "age_band": UNKNOWN, "category": UNKNOWN}


def token_entries(plan: TokenPlan) -> ir.Table:
    """The different tokens of each unit, month and part of the people.

    Care providers are told apart: a person at two of them is nobody's to put together.
    """
    scope = plan.scope
    (cuboid,) = scope.cuboids
    rows = in_asked_months(fact_rows(scope.fact, scope.events), scope.fact)
    keys = {UNIT: rows[scope.place], MONTH: rows[MONTH], TOKEN: rows[plan.of], PROVIDER: rows[PROVIDER]}
    told = rows.select(**keys, **{key.name: key_value(key, scope.fact, rows) for key in cuboid.keys})
    where = plan.term.where
    wanted = ibis.literal(True) if where is None else ibis_value(where, told).fill_null(False)
    met = told.filter(wanted, told[TOKEN].notnull())
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
