"""Whatever the history of the organisation, roll-up adds up, and the fast one equals the slow one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tertial.compute.rollup import Results
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import NO_UNIT, Cell, UniqueCell, View
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import ValueUnit
from tertial.domain.measures import Part
from tertial.domain.organisation import Organisation
from tertial.domain.results import WHOLE, Quality, Sex, Split
from tests.generative.organisations import AREAS, CLINICS, TODAY, TOWNS, organisations
from tests.generative.slow_rollup import is_within, shares, totals
from tests.unit.compute.counted import (
    COUNT,
    DIFFERENT_PERSONS,
    SPREAD_OF_WAITS,
    a_bar,
    a_cell,
    a_unique,
    an_indicator,
    results,
)

MONTHS = tuple(Month(2024, 4).plus(step) for step in range(20))
LOADED = {"contacts": MONTHS}
SEEN = an_indicator(by=("sex", "age_band"))
A_COUNT = an_indicator(COUNT)
WAITS = an_indicator(SPREAD_OF_WAITS, unit=ValueUnit.DAYS)
DIFFERENT = an_indicator(DIFFERENT_PERSONS)
NODES = ("region", *AREAS, *CLINICS, "coast", *TOWNS)
UNITS = (*NODES, NO_UNIT, "never-existed")
SEXES, BANDS = (Sex.WOMEN, Sex.MEN, Sex.UNKNOWN), ("0-4", "5-9", "unknown")
WAYS = tuple(product(View, ("line", "geography")))
PERIODS = tuple(Period.parse(text) for text in ("2024-T3", "2025-T1", "2025-R12-11", "2025-03"))

seeds = st.integers(0, 2**32)


def cells_of(seed: int, units: Sequence[str] = UNITS) -> list[Cell]:
    """Cells of a share: every unit has some in about every third month."""
    random = Random(seed)
    return [
        a_cell(random.randrange(50), unit, month, part, sex=random.choice(SEXES), age_band=random.choice(BANDS))
        for unit, month, part in product(units, MONTHS, (Part.NUMERATOR, Part.DENOMINATOR))
        if random.random() < 0.3
    ]


def bars_of(seed: int) -> list[Cell]:
    """Cells of a histogram."""
    random = Random(seed)
    return [
        a_bar(random.randrange(1, 9), value, unit=unit, month=month)
        for unit, month, value in product(UNITS, MONTHS, range(3))
        if random.random() < 0.1
    ]


def of_months(cells: Iterable[Cell], period: Period) -> list[Cell]:
    return [cell for cell in cells if cell.month in period.months]


def same(figure: ComputedFigure, above: Fraction | None, below: Fraction | None) -> bool:
    """Whether a figure says what the slow roll-up says."""
    if above is None or below is None:
        return figure.quality is Quality.MISSING and figure.numerator is None
    if figure.numerator is None:
        return figure.quality is Quality.NOT_APPLICABLE and above == below == 0
    return (figure.numerator, figure.denominator) == (above, below)


@settings(max_examples=40)
@given(organisations(), seeds, st.sampled_from([WHOLE, Split(Sex.WOMEN), Split(Sex.MEN, "5-9")]))
def test_the_fast_roll_up_equals_the_slow_one(organisation: Organisation, seed: int, split: Split) -> None:
    cells = cells_of(seed)
    found = results(organisation, cells, SEEN, loaded=LOADED, through=MONTHS[-1], on=TODAY)
    for period, (view, tree) in product(PERIODS, WAYS):
        within = [cell for cell in of_months(cells, period) if is_within(cell, split)]
        above, below = (
            totals([cell for cell in within if cell.part is part], organisation, tree, view, TODAY)
            for part in (Part.NUMERATOR, Part.DENOMINATOR)
        )
        for node in NODES:
            figure = found.figure("seen", node, period, split, view=view, tree=tree)
            unclear = above[node] is None or below[node] is None
            assert same(figure, None if unclear else above[node], below[node]), figure


def unique_of(seed: int) -> list[UniqueCell]:
    """Counts of different persons at most nodes."""
    random = Random(seed)
    return [
        a_unique(random.randrange(50), node, str(period), view=view, tree=tree)
        for node, period, (view, tree) in product(NODES, PERIODS, WAYS)
        if random.random() < 0.7
    ]


@settings(max_examples=25)
@given(organisations(), seeds, st.sampled_from(WAYS))
def test_the_table_of_figures_equals_the_figures(organisation: Organisation, seed: int, way: tuple[View, str]) -> None:
    found = results(organisation, cells_of(seed), SEEN, loaded=LOADED, through=MONTHS[-1], on=TODAY)
    check_table(found, way)


@settings(max_examples=50)
@given(organisations(), seeds, st.sampled_from(WAYS), st.sampled_from([LOADED, {"contacts": MONTHS[:-2]}]))
def test_the_table_of_a_median_equals_the_figures(
    organisation: Organisation, seed: int, way: tuple[View, str], loaded: dict[str, tuple[Month, ...]]
) -> None:
    found = results(organisation, bars_of(seed), WAITS, loaded=loaded, through=MONTHS[-1], on=TODAY)
    check_table(found, way)


@settings(max_examples=25)
@given(organisations(), seeds, st.sampled_from(WAYS), st.sampled_from([LOADED, {"contacts": MONTHS[:-2]}]))
def test_the_table_of_different_persons_equals_the_figures(
    organisation: Organisation, seed: int, way: tuple[View, str], loaded: dict[str, tuple[Month, ...]]
) -> None:
    persons = unique_of(seed)
    found = results(organisation, [], DIFFERENT, unique=persons, loaded=loaded, through=MONTHS[-1], on=TODAY)
    check_table(found, way)


def check_table(found: Results, way: tuple[View, str]) -> None:
    view, tree = way
    rows = found.table(["seen"], NODES, PERIODS, view=view, tree=tree).to_pylist()
    figures = [found.figure("seen", node, period, view=view, tree=tree) for node, period in product(NODES, PERIODS)]
    for row, figure in zip(rows, figures, strict=True):
        counts = [
            None if row[name] is None else Fraction(row[name], row["divisor"]) for name in ("numerator", "denominator")
        ]
        assert counts == [figure.numerator, figure.denominator]
        assert (row["quality"], row["value"], row["rows"]) == (figure.quality, figure.rounded(6), figure.rows)


@settings(max_examples=25)
@given(organisations(), seeds)
def test_histograms_are_rolled_up_as_sums_are(organisation: Organisation, seed: int) -> None:
    bars = bars_of(seed)
    found = results(organisation, bars, WAITS, loaded=LOADED, through=MONTHS[-1], on=TODAY)
    for period, (view, tree) in product(PERIODS[:2], WAYS):
        slow: dict[str, dict[int, Fraction] | None] = {node: {} for node in NODES}
        for bar in of_months(bars, period):
            for node, share in shares(bar.unit, bar.month, organisation, tree, view, TODAY).items():
                there = slow[node]
                if there is None or share is None:
                    slow[node] = None
                else:
                    there[bar.value or 0] = there.get(bar.value or 0, Fraction(0)) + share * bar.amount
        for node in NODES:
            figure = found.figure("seen", node, period, view=view, tree=tree)
            if slow[node] is None:
                assert figure.quality is Quality.MISSING
            else:
                assert {value: count for (value, _over), count in (figure.histogram or {}).items()} == slow[node]


@settings(max_examples=40)
@given(organisations(shares_stated=True), seeds)
def test_the_whole_is_the_sum_of_its_parts(organisation: Organisation, seed: int) -> None:
    counted = [cell for cell in cells_of(seed, CLINICS) if cell.part is Part.NUMERATOR]
    found = results(organisation, counted, A_COUNT, loaded=LOADED, through=MONTHS[-1], on=TODAY)

    for period, view in product((PERIODS[0], PERIODS[-1]), View):

        def added(*nodes: str, tree: str = "line", period: Period = period, view: View = view) -> Fraction | None:
            figures = [found.figure("seen", node, period, view=view, tree=tree) for node in nodes]
            if any(figure.quality is Quality.MISSING for figure in figures):
                return None  # a closed clinic below an area that was split: nobody knows which area has its work
            return sum((Fraction(figure.numerator or 0) for figure in figures), Fraction(0))

        everything = sum(cell.amount for cell in of_months(counted, period))
        assert added("region") == everything
        assert added(*CLINICS) == everything
        assert added(*AREAS) in {everything, None}
        towns = added(*TOWNS, tree="geography")
        assert towns in {added("coast", tree="geography"), None}


@settings(max_examples=40)
@given(organisations(), seeds)
def test_the_organisation_as_it_is_loses_nothing(organisation: Organisation, seed: int) -> None:
    counted = [cell for cell in cells_of(seed) if cell.part is Part.NUMERATOR]
    found = results(organisation, counted, A_COUNT, loaded=LOADED, through=MONTHS[-1], on=TODAY)
    for period, view in product(PERIODS, View):
        whole = found.figure("seen", "region", period, view=view)
        assert whole.numerator == sum(cell.amount for cell in of_months(counted, period))


@settings(max_examples=25)
@given(organisations(), seeds, st.sampled_from(View))
def test_parts_of_the_people_make_the_whole(organisation: Organisation, seed: int, view: View) -> None:
    cells = cells_of(seed)
    found = results(organisation, cells, SEEN, loaded=LOADED, through=MONTHS[-1], on=TODAY)
    for period in PERIODS:
        whole = found.figure("seen", "region", period, view=view)
        for parts in ([Split(sex) for sex in SEXES], [Split(age_band=band) for band in BANDS]):
            figures = [found.figure("seen", "region", period, part, view=view) for part in parts]
            assert sum(Fraction(figure.denominator or 0) for figure in figures) == whole.denominator
        there = found.splits("seen", "region", period, view=view)
        assert {cell.split for cell in of_months(cells, period)} <= set(there)
