"""The engine's answers grouped as the rival's are, and the differences between the two, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from math import isclose
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.care_units import MONTHS, UNITS
from benchmarks.indicator_pack import REGION, additive, hundred, organisation, pack, unique_patients
from tertial.compute.engine import Engine
from tertial.compute.rollup import Results
from tertial.compute.sources import StateEvents
from tertial.compute.written import WrittenSql
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import View
from tertial.domain.histogram import mean_of_ratios
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Spread, Unique, rows_of_measure
from tertial.domain.organisation import LINE
from tertial.domain.results import WHOLE, Sex, Split
from tertial.store.state import State, open_state

Answers = Mapping[str, pa.Table]
"""By indicator: unit, m, sex, n and d, as far as the answer has them."""

LAST = MONTHS[-1]
SEXES = (Sex.WOMEN, Sex.MEN)
CLOSE = 1e-12
"""Means of ratios are floating-point numbers at the rival; all else is whole numbers, which must be equal."""


class OwnUnits:
    """Persons are counted at each unit itself, as the rival does, and not at the region."""

    ways: Sequence[tuple[View, str]] = ((View.AS_IT_WAS, LINE),)

    def at(self, _view: View, _tree: str, unit: str, _month: Month) -> tuple[str, ...]:
        """The unit."""
        return (unit,)


def pack_answers(root: Path, cores: int | None = None) -> Answers:
    """The whole pack, from a state that is opened anew to figures that are rolled up. Raises StoreError."""
    indicators = pack()
    state = open_state(root)
    results = _results(state, indicators, cores)
    return {name: _answer(results, indicators[name]) for name in indicators}


def additive_answers(root: Path, cores: int | None = None) -> Answers:
    """The additive set by month. Raises StoreError."""
    return _monthly(root, additive(), cores)


def hundred_answers(root: Path, cores: int | None = None) -> Answers:
    """The hundred counts by month. Raises StoreError."""
    return _monthly(root, hundred(), cores)


def unique_answers(root: Path, cores: int | None = None) -> Answers:
    """Different patients by unit, month and sex. Raises StoreError."""
    one = unique_patients()
    results = _results(open_state(root), {one.id: one}, cores)
    return {one.id: _answer(results, one)}


def _monthly(root: Path, indicators: Mapping[str, Indicator], cores: int | None) -> Answers:
    results = _results(open_state(root), indicators, cores)
    return {name: _answer(results, one) for name, one in indicators.items()}


def _results(state: State, indicators: Mapping[str, Indicator], cores: int | None) -> Results:
    engine = Engine(StateEvents(state), cores=cores, written=WrittenSql.beside(state.layout.root))
    # Continuity is asked for of one year alone.
    yearly = [one for one in indicators.values() if _is_yearly(one)]
    monthly = [one for one in indicators.values() if not _is_yearly(one)]
    cells = pa.concat_tables([engine.cells(monthly, MONTHS), engine.cells(yearly, [LAST])])
    unique = engine.unique_table(indicators.values(), OwnUnits(), _periods(PeriodKind.MONTH))
    loaded = {feed: frozenset(state.months(feed)) for feed in state.feeds}
    return Results(cells.unify_dictionaries(), unique, indicators, organisation(), loaded, LAST)


def _facts(indicator: Indicator) -> set[str]:
    return set() if indicator.measure is None else {rows.fact.id for rows in rows_of_measure(indicator.measure)}


def _is_yearly(indicator: Indicator) -> bool:
    return "continuity-12" in _facts(indicator)


def _periods(kind: PeriodKind) -> list[Period]:
    return [Period(kind, month) for month in MONTHS]


def _answer(results: Results, indicator: Indicator) -> pa.Table:
    if _is_yearly(indicator):
        return _continuity(results, indicator)
    nodes = (REGION,) if "frequent-visitors" in _facts(indicator) else UNITS
    splits = [Split(sex) for sex in SEXES] if "sex" in indicator.by else [WHOLE]
    return pa.concat_tables([_of_split(results, indicator, nodes, split) for split in splits])


def _of_split(results: Results, indicator: Indicator, nodes: Sequence[str], split: Split) -> pa.Table:
    periods = _periods(indicator.shown)
    found = results.table([indicator.id], nodes, periods, split)
    of_month = found
    if indicator.shown is not PeriodKind.MONTH:
        # A window of the rival has a row only where its last month has.
        of_month = results.table([indicator.id], nodes, _periods(PeriodKind.MONTH), split)
    months = pa.array([period.last.first_day for period in periods] * len(nodes), pa.date32())
    figure = found["value"].cast(pa.int64()) if isinstance(indicator.measure, Spread) else found["numerator"]
    columns = {"unit": found["node"].cast(pa.string()), "m": months, "n": figure, "d": found["denominator"]}
    if nodes == (REGION,):
        del columns["unit"]
    if split != WHOLE:
        columns["sex"] = pa.repeat(split.sex.value, found.num_rows)
    rows = of_month["numerator"] if isinstance(indicator.measure, Unique) else of_month["rows"]
    return pa.table(columns).filter(pc.greater(pc.fill_null(rows, 0), 0))


def _continuity(results: Results, indicator: Indicator) -> pa.Table:
    figures = [results.figure(indicator.id, unit, Period(PeriodKind.MONTH, LAST)) for unit in UNITS]
    there = [figure for figure in figures if figure.histogram]
    return pa.table(
        {
            "unit": [figure.node for figure in there],
            "m": pa.array([LAST.first_day] * len(there), pa.date32()),
            "n": [float(mean_of_ratios(figure.histogram or {})) for figure in there],
            "d": [figure.rows for figure in there],
        }
    )


Key = tuple[str, date, str]
Figures = tuple[int | float, int | None]


def cells_of_answer(table: pa.Table) -> Mapping[Key, Figures]:
    """The cells of an answer by unit, month and sex; those with nothing to divide by, or of nothing, are none."""
    names = set(table.column_names)
    found: dict[Key, Figures] = {}
    for row in table.to_pylist():
        over = None if "d" not in names or row["d"] is None else int(row["d"])
        figure = row["n"]
        if figure is None or over == 0:
            continue
        month = row["m"].date() if isinstance(row["m"], datetime) else row["m"]
        key = (row.get("unit", ""), month, row.get("sex", ""))
        if key in found:
            raise RuntimeError(f"{key} stands twice in an answer")
        found[key] = (figure if isinstance(figure, float) else int(figure), over)
    return found


def differences(ours: Answers, theirs: Answers) -> list[str]:
    """What is not the same in two sets of answers, in words; whole numbers are the same only when equal."""
    found = [f"{name}: only one of the two answers it" for name in sorted(ours.keys() ^ theirs.keys())]
    for name in sorted(ours.keys() & theirs.keys()):
        one, other = cells_of_answer(ours[name]), cells_of_answer(theirs[name])
        found += [
            f"{name} {key}: {one.get(key)} and {other.get(key)}"
            for key in sorted(one.keys() | other.keys())
            if not _same(one.get(key), other.get(key))
        ]
    return found


def _same(one: Figures | None, other: Figures | None) -> bool:
    if one is None or other is None:
        return False
    if isinstance(one[0], float) or isinstance(other[0], float):
        return isclose(one[0], other[0], rel_tol=CLOSE) and one[1] == other[1]
    return one == other


def check_same(ours: Answers, theirs: Answers) -> int:
    """How many cells both have. Raises RuntimeError with the first differences where the answers are not the same."""
    found = differences(ours, theirs)
    if found:
        raise RuntimeError(f"{len(found)} cells differ, ours and theirs: " + "; ".join(found[:10]))
    return sum(len(cells_of_answer(table)) for table in ours.values())


def named_counts(table: pa.Table, names: Iterable[str]) -> Answers:
    """Answers of a query that gives all indicators a column each; a count of no rows is no cell."""
    keys = table.select(["unit", "m", "sex"])
    return {name: keys.append_column("n", table[name]).filter(pc.greater(table[name], 0)) for name in names}
