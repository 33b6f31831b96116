"""Indicators and cells built in code, for tests of what figures are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tertial.compute.rollup import Results
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import Cell, UniqueCell, View
from tertial.domain.expressions.tree import Column, Comparison
from tertial.domain.facts.contract import Fact
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import (
    Additive,
    AmongReaching,
    Level,
    Measure,
    Part,
    Reaching,
    Rows,
    Spread,
    Sum,
    Unique,
)
from tertial.domain.organisation import Organisation
from tertial.domain.results import Sex
from tertial.store.snapshots.schema import cells_table, unique_table
from tests.unit.compute.organisations import TODAY

AUGUST = Month(2025, 8)
YEAR_TO_AUGUST = Period(PeriodKind.YTD, AUGUST)
SINCE_2024 = tuple(Month(2024, 1).plus(step) for step in range(20))

CONTACTS = fact_of_feed("contacts")
STOCK = replace(CONTACTS, id="a-stock", at_month_ends=True)
ALL_CONTACTS = Rows(CONTACTS)
COUNT = Additive(Sum(ALL_CONTACTS))
SHARE = Additive(Sum(ALL_CONTACTS), Sum(ALL_CONTACTS))
SPREAD_OF_WAITS = Spread(ALL_CONTACTS, Column("wait_days"), percent=50)
DIFFERENT_PERSONS = Unique(ALL_CONTACTS, "person")


def an_indicator(
    measure: Measure = SHARE,
    name: str = "seen",
    *,
    unit: ValueUnit | None = None,
    over_time: OverTime = OverTime.SUM,
    by: tuple[str, ...] = (),
    settled_after: int = 0,
    decimals: int = 0,
) -> Indicator:
    """An indicator with this measure; per cent where it is a share."""
    is_ratio = isinstance(measure, Additive) and measure.denominator is not None
    return Indicator(
        id=name,
        title=Label(name),
        kind=Kind.SHARE if is_ratio else Kind.COUNT,
        value_unit=unit or (ValueUnit.PERCENT if is_ratio else ValueUnit.COUNT),
        shown=PeriodKind.YTD,
        direction=Direction.INCREASE,
        over_time=over_time,
        by=by,
        measure=measure,
        settled_after=settled_after,
        decimals=decimals,
    )


def a_monthly(name: str, measure: Measure, *by: str, category: str = "") -> Indicator:
    """An indicator that is shown by month and says what is so, not what should be."""
    return Indicator(
        id=name,
        title=Label(name),
        kind=Kind.COUNT,
        value_unit=ValueUnit.COUNT,
        shown=PeriodKind.MONTH,
        direction=Direction.NONE,
        measure=measure,
        by=(*by, category) if category else by,
    )


def of_fact(fact: Fact) -> Additive:
    """The share of a fact's rows."""
    return Additive(Sum(Rows(fact)), Sum(Rows(fact)))


def reaching(level: str = "70", *, of: str = "seen", kind: str = "clinic") -> Reaching:
    """How many clinics reach the level of the indicator."""
    return Reaching(Level(of, Comparison.AT_LEAST, Decimal(level)), kind)


def among_reaching(indicator: str, level: str = "70", *, of: str = "seen") -> AmongReaching:
    """The indicator over the clinics that reach the level of another."""
    return AmongReaching(indicator, Level(of, Comparison.AT_LEAST, Decimal(level)), "clinic")


def a_cell(
    amount: int,
    unit: str = "a",
    month: Month = AUGUST,
    part: Part = Part.NUMERATOR,
    *,
    indicator: str = "seen",
    sex: Sex = Sex.ALL,
    age_band: str = "",
    category: str = "",
    value: int | None = None,
    over: int | None = None,
    rows: int | None = None,
) -> Cell:
    """A cell; it rests on as many rows as it counts where nothing else is said."""
    counted = max(abs(amount), 1) if rows is None else rows
    return Cell(indicator, part, unit, month, sex, age_band, category, value, over, amount, counted)


def of_all(
    amount: int,
    out_of: int,
    unit: str = "a",
    month: Month = AUGUST,
    *,
    indicator: str = "seen",
    sex: Sex = Sex.ALL,
    age_band: str = "",
    category: str = "",
) -> list[Cell]:
    """The cells of a share: so many of so many."""
    parts = {Part.NUMERATOR: amount, Part.DENOMINATOR: out_of}
    return [
        a_cell(found, unit, month, part, indicator=indicator, sex=sex, age_band=age_band, category=category)
        for part, found in parts.items()
        if found
    ]


def a_bar(count: int, value: int, over: int | None = None, *, unit: str = "a", month: Month = AUGUST) -> Cell:
    """A cell of a histogram."""
    return a_cell(count, unit, month, Part.SPREAD, value=value, over=over)


def a_unique(
    count: int,
    node: str = "a",
    period: str = "2025-YTD08",
    *,
    sex: Sex = Sex.ALL,
    view: View = View.AS_IT_WAS,
    tree: str = "line",
) -> UniqueCell:
    """So many different persons at a node."""
    return UniqueCell("seen", view, tree, node, Period.parse(period), sex, "", "", count)


def results(
    organisation: Organisation,
    cells: Iterable[Cell],
    *indicators: Indicator,
    unique: Iterable[UniqueCell] = (),
    loaded: Mapping[str, Iterable[Month]] | None = None,
    through: Month = AUGUST,
    on: date = TODAY,
) -> Results:
    """The results of these cells; contacts are loaded from 2024 on where nothing else is said."""
    months = {"contacts": SINCE_2024} if loaded is None else loaded
    return Results(
        cells_table(cells),
        unique_table(unique),
        {indicator.id: indicator for indicator in indicators or (an_indicator(),)},
        organisation,
        {feed: frozenset(found) for feed, found in months.items()},
        through,
        on=on,
    )
