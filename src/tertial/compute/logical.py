"""The logical plan in Ibis: rows of a fact, grouped into a cuboid, and the terms that are taken from the cuboid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import reduce
from importlib import import_module
from operator import or_
from types import ModuleType

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.operations as ops
import ibis.expr.types as ir

from tertial.compute.ibis_expressions import ibis_value
from tertial.compute.persons import COUNTED
from tertial.compute.plan import BAND_OF_CODES, Band, Cuboid, Key, Lifted, Raw, Scope
from tertial.compute.questions import CALLED, COUNT, MONTH, UNIT, Question
from tertial.compute.sql import feed_table, months_table
from tertial.compute.terms import AGE_CODES
from tertial.domain.age_bands import UNKNOWN, band_names, band_starts
from tertial.domain.expressions.tree import Expression
from tertial.domain.facts.contract import MICRO, Fact, ValueType
from tertial.domain.feeds.stored import AGE_YEARS, MARKS
from tertial.domain.quantities import scale_of

STAFF_BANDS = {"under_30": "0-29", "from_30_to_49": "30-49", "from_50": "50+"}
"""The bands that feeds of staff come with, as age bands are written."""

MOST_CONDITIONS = 8
"""Different conditions of which rows are asked whether they meet any; more of them cost more than the rows left out."""

_MAY_HAVE = reduce(or_, COUNTED)
"""The bits of the marks that a row may have and be counted: any of them together."""

_TYPES: Mapping[ValueType, dt.DataType] = {
    ValueType.YES_NO: dt.boolean,
    ValueType.INTEGER: dt.int64,
    ValueType.DECIMAL: dt.Decimal(18, 6),
    ValueType.AMOUNT: dt.int64,
    ValueType.TEXT: dt.string,
    ValueType.CODE: dt.string,
    ValueType.UNIT: dt.string,
    ValueType.DAY: dt.date,
    ValueType.INSTANT: dt.Timestamp(timezone="UTC", scale=6),
    ValueType.TOKEN: dt.string,
}


def counted(feed: str) -> ir.Table:
    """The stored rows of a feed that may be counted."""
    rows = feed_table(feed)
    # The same as being one of those that are counted, but to look for one of eight DuckDB makes a join.
    return rows.filter((rows[MARKS].fill_null(0) & ~_MAY_HAVE) == 0)


def fact_rows(fact: Fact, events: Expression | None = None, names: Collection[str] | None = None) -> ir.Table:
    """The rows of a fact: its feed's, or those that are made from its sources, of the months that are asked for.

    Where only some columns are asked for by name, others may be lacking.
    """
    if not fact.derived:
        return counted(fact.sources[0])
    made_by, sources = maker(fact), fact_sources(fact, events)
    made: ir.Table
    if names is not None and hasattr(made_by, "rows_with"):
        made = made_by.rows_with([fact.day, *(name for name in names if name != fact.day)], sources, months_table())
    else:
        made = made_by.rows(sources, months_table())
    return made


def maker(fact: Fact) -> ModuleType:
    """The module that makes the rows of a derived fact."""
    return import_module(f"tertial.compute.facts.{fact.id.replace('-', '_')}")


def fact_sources(fact: Fact, events: Expression | None) -> dict[str, ir.Table]:
    """The rows that a derived fact is made from, by feed; with a condition on the events it has one feed."""
    sources = {feed: counted(feed) for feed in fact.sources}
    if events is not None:
        (feed,) = fact.sources
        sources[feed] = sources[feed].filter(ibis_value(events, sources[feed]))
    return sources


def in_asked_months(rows: ir.Table, fact: Fact) -> ir.Table:
    """The rows whose day lies in a month that is asked for, with the month's first day."""
    day = rows[fact.day]
    dated = rows.mutate(**{MONTH: first_day(day)})
    return dated.semi_join(months_table().select("month"), [dated[MONTH] == months_table().month])


def wanted_rows(rows: ir.Table, scope: Scope) -> ir.Table:
    """The rows that any term of a scope asks for, and maybe more."""
    conditions = dict.fromkeys(term.term.rows.where for cuboid in scope.cuboids for term in cuboid.terms)
    asked = [condition for condition in conditions if condition is not None]
    if len(asked) < len(conditions) or len(asked) > MOST_CONDITIONS:
        return rows
    return rows.filter(reduce(or_, [ibis_value(condition, rows) for condition in asked]))


def first_day(day: ir.DateValue) -> ir.DateValue:
    """The first day of a day's month. Ibis takes it for a day already; the engines give an instant."""
    month: ir.DateValue = ops.Cast(day.truncate("M"), dt.date).to_expr()
    return month


def quantity(expression: Expression, fact: Fact, rows: ir.Table) -> ir.IntegerValue:
    """The quantity of each row as a whole number in its scale; NULL where it is not known."""
    value = ibis_value(expression, rows)
    if scale_of(expression, fact) == 1:
        return value.cast("int64")
    return (value.cast("decimal(38, 6)") * ibis.literal(Decimal(MICRO), "decimal(9, 0)")).cast("int64")


def key_value(key: Key, fact: Fact, rows: ir.Table) -> ir.Value:
    """A key of a cuboid over the rows of a fact."""
    match key:
        case Raw(name=name):
            return rows[name]
        case Lifted(expression=expression, is_condition=is_condition):
            return ibis_value(expression, rows) if is_condition else quantity(expression, fact, rows)
        case Band(name=name, cuts=cuts):
            if name == BAND_OF_CODES:
                return rows[AGE_CODES].cases(*STAFF_BANDS.items(), else_=UNKNOWN)
            return _band(rows[AGE_YEARS], cuts)


def _band(age: ir.IntegerColumn, cuts: tuple[int, ...]) -> ir.StringValue:
    starts, names = band_starts(cuts), band_names(cuts)
    branches = [(age < after, name) for name, after in zip(names, starts[1:], strict=False)]
    return ibis.cases((age.isnull() | (age < 0), UNKNOWN), *branches, else_=names[-1])


def cuboid_rows(rows: ir.Table, scope: Scope, cuboid: Cuboid, *, months: bool) -> ir.Table:
    """The cuboid of the rows; by month where they are of several (`months`: they have the column of months)."""
    keys = {UNIT: rows[scope.place]} | {key.name: key_value(key, scope.fact, rows) for key in cuboid.keys}
    if months:
        keys[MONTH] = rows[MONTH]
    sums = {added.name: quantity(added.expression, scope.fact, rows).sum().cast("int64") for added in cuboid.sums}
    return rows.group_by(**keys).aggregate(**{COUNT: rows.count()}, **sums)


def cuboid_table(scope: Scope, cuboid: Cuboid, name: str, *, months: bool) -> ir.Table:
    """A cuboid that lies ready under a name."""
    columns: dict[str, dt.DataType] = {UNIT: dt.string}
    if months:
        columns[MONTH] = dt.date
    for key in cuboid.keys:
        match key:
            case Raw(name=column):
                columns[column] = _TYPES[scope.fact.column(column).type]
            case Lifted(is_condition=is_condition):
                columns[key.name] = dt.boolean if is_condition else dt.int64
            case Band():
                columns[key.name] = dt.string
    columns[COUNT] = dt.int64
    columns |= {added.name: dt.int64 for added in cuboid.sums}
    return ibis.table(columns, name=name)


def answer(question: Question, cells: ir.Table, *, months: bool) -> ir.Table:
    """The answer over a cuboid: a row for each unit, month and part, NULL where nothing of it meets what is asked."""
    keys = {UNIT: cells[UNIT]}
    if months:
        keys[MONTH] = cells[MONTH]
    for name, key in question.keys.items():
        keys[name] = cells[key].fill_null(CALLED[name]) if name in CALLED else cells[key]
    aggregates: dict[str, ir.Value] = {}
    for place, asked in enumerate(question.asked):
        where = None if asked.where is None else ibis_value(asked.where, cells)
        aggregates[question.rows(place)] = cells[COUNT].sum(where=where).cast("int64")
        if asked.add:
            aggregates[question.amount(place)] = cells[asked.add].sum(where=where).cast("int64")
    return cells.group_by(**keys).aggregate(**aggregates)
