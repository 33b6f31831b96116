"""Figures over the figures of units."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tertial.compute.second_stage import reaches
from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import Cell, View
from tertial.domain.expressions.tree import Comparison
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import OverTime, ValueUnit
from tertial.domain.measures import Level
from tertial.domain.results import WHOLE, Quality, Sex, Split
from tests.unit.compute.counted import (
    AUGUST,
    COUNT,
    DIFFERENT_PERSONS,
    SHARE,
    SPREAD_OF_WAITS,
    YEAR_TO_AUGUST,
    a_bar,
    a_cell,
    a_unique,
    among_reaching,
    an_indicator,
    of_all,
    reaching,
    results,
)
from tests.unit.compute.organisations import a_member, a_place, a_unit, an_area, an_organisation

CLINICS = an_organisation(
    an_area("north"), a_unit("a", "north"), a_unit("b", "north"), a_unit("c", "north"), a_unit("d")
)
SEEN = an_indicator(SHARE)
HOW_MANY = an_indicator(reaching(), "clinics")
AS_SHARE = an_indicator(reaching(), "clinics", unit=ValueUnit.PERCENT)


def said(figure: ComputedFigure) -> list[str]:
    return [reason.in_language("en") for reason in figure.reasons]


def cells() -> list[Cell]:
    """At a 75 per cent, at b just 70, at d 50; c has no cases."""
    return [*of_all(3, 4, "a"), *of_all(7, 10, "b"), *of_all(1, 2, "d")]


def test_units_that_reach_the_level_are_counted_of_those_that_have_a_figure() -> None:
    figure = results(CLINICS, cells(), SEEN, HOW_MANY).figure("clinics", "region", YEAR_TO_AUGUST)
    assert (figure.numerator, figure.denominator) == (2, 3)
    assert figure.value() == 2
    assert figure.quality is Quality.COMPLETE
    assert said(figure) == ["1 of 4 units has no figure."]
    assert figure.reasons[0].sv == "1 av 4 enheter saknar uppgift."


def test_they_may_be_shown_as_a_share() -> None:
    figure = results(CLINICS, cells(), SEEN, AS_SHARE).figure("clinics", "region", YEAR_TO_AUGUST)
    assert figure.value() == Fraction(200, 3)


def test_only_units_below_the_node_are_counted() -> None:
    figure = results(CLINICS, cells(), SEEN, HOW_MANY).figure("clinics", "north", YEAR_TO_AUGUST)
    assert (figure.numerator, figure.denominator) == (2, 2)


def test_a_unit_of_the_kind_stands_for_itself() -> None:
    figure = results(CLINICS, cells(), SEEN, HOW_MANY).figure("clinics", "d", YEAR_TO_AUGUST)
    assert (figure.numerator, figure.denominator) == (0, 1)


def test_units_are_those_that_were_valid_at_the_periods_end() -> None:
    organisation = an_organisation(
        a_unit("a", last=date(2025, 5, 31)), a_unit("b"), a_unit("c", first=date(2025, 7, 1))
    )
    found = results(organisation, [*of_all(3, 4, "a", Month(2025, 3)), *of_all(3, 4, "b")], SEEN, HOW_MANY)
    figure = found.figure("clinics", "region", YEAR_TO_AUGUST)
    assert (figure.numerator, figure.denominator) == (1, 1)
    spring = found.figure("clinics", "region", Period.parse("2025-YTD04"))
    assert (spring.numerator, spring.denominator) == (1, 1)


def test_the_organisation_as_it_is_has_the_units_of_today() -> None:
    organisation = an_organisation(
        a_unit("a", last=date(2025, 5, 31), to=("c",)), a_unit("b"), a_unit("c", first=date(2025, 6, 1))
    )
    month = Month(2025, 3)
    parts = [*of_all(3, 4, "a", month), *of_all(1, 4, "b", month)]
    found = results(organisation, parts, SEEN, HOW_MANY)
    spring = Period.parse("2025-YTD04")
    was, now = (found.figure("clinics", "region", spring, view=view) for view in View)
    assert (was.numerator, was.denominator, said(was)) == (1, 2, [])
    assert (now.numerator, now.denominator, said(now)) == (1, 2, [])


@pytest.mark.parametrize(
    ("how", "answers"),
    [
        (Comparison.AT_LEAST, (False, True, True)),
        (Comparison.MORE, (False, False, True)),
        (Comparison.AT_MOST, (True, True, False)),
        (Comparison.LESS, (True, False, False)),
        (Comparison.EQUAL, (False, True, False)),
        (Comparison.NOT_EQUAL, (True, False, True)),
    ],
)
def test_a_level_is_compared_with_the_exact_figure(how: Comparison, answers: tuple[bool, ...]) -> None:
    level = Level("seen", how, Decimal("0.1"))
    near = (Fraction(1, 10) - Fraction(1, 10**30), Fraction(1, 10), Fraction(1, 10) + Fraction(1, 10**30))
    assert tuple(reaches(value, level) for value in near) == answers


def test_a_figure_that_is_rounded_up_to_the_level_does_not_reach_it() -> None:
    found = results(CLINICS, of_all(6999, 10_000, "a"), SEEN, HOW_MANY)
    assert found.figure("seen", "a", YEAR_TO_AUGUST).rounded(0) == 70
    assert found.figure("clinics", "region", YEAR_TO_AUGUST).numerator == 0


def test_without_units_of_the_kind_there_is_nothing_to_count() -> None:
    none = an_indicator(reaching(kind="ward"), "wards")
    figure = results(CLINICS, cells(), SEEN, none).figure("wards", "region", YEAR_TO_AUGUST)
    assert (figure.quality, said(figure)) == (Quality.NOT_APPLICABLE, ["There were no units of the kind ward."])


def test_where_no_unit_has_a_figure_the_reasons_are_theirs() -> None:
    found = results(CLINICS, [], SEEN, HOW_MANY)
    figure = found.figure("clinics", "north", YEAR_TO_AUGUST)
    assert (figure.value(), figure.quality) == (None, Quality.NOT_APPLICABLE)
    assert said(figure) == ["3 of 3 units have no figure.", "No cases in January–August 2025."]
    missing = found.figure("clinics", "north", Period.parse("2023"))
    assert missing.quality is Quality.MISSING
    assert said(missing)[1] == "The feed “Contacts” is not loaded for January–December 2023."


def test_provisional_and_partial_figures_make_the_count_so() -> None:
    provisional = results(CLINICS, cells(), replace(SEEN, settled_after=1), HOW_MANY)
    figure = provisional.figure("clinics", "north", YEAR_TO_AUGUST)
    assert (figure.quality, said(figure)[0]) == (Quality.PROVISIONAL, "Provisional until September 2025 is loaded.")
    partial = results(CLINICS, cells(), SEEN, HOW_MANY, loaded={"contacts": [AUGUST]})
    assert partial.figure("clinics", "north", YEAR_TO_AUGUST).quality is Quality.PARTIAL


def test_a_share_among_units_that_reach_a_level_adds_their_counts() -> None:
    waits = [*of_all(1, 8, "a", indicator="waits"), *of_all(5, 8, "b", indicator="waits")]
    left_out = of_all(8, 8, "d", indicator="waits")
    indicators = (
        SEEN,
        an_indicator(SHARE, "waits"),
        an_indicator(among_reaching("waits"), "there", unit=ValueUnit.PERCENT),
    )
    figure = results(CLINICS, [*cells(), *waits, *left_out], *indicators).figure("there", "region", YEAR_TO_AUGUST)
    assert (figure.numerator, figure.denominator, figure.value()) == (6, 16, Fraction(75, 2))
    assert figure.rows == 16


def test_a_unit_that_reaches_the_level_without_cases_of_the_other_adds_nothing() -> None:
    indicators = (
        SEEN,
        an_indicator(SHARE, "waits"),
        an_indicator(among_reaching("waits"), "there", unit=ValueUnit.PERCENT),
    )
    found = results(CLINICS, [*cells(), *of_all(1, 8, "a", indicator="waits")], *indicators)
    figure = found.figure("there", "region", YEAR_TO_AUGUST)
    assert (figure.numerator, figure.denominator, figure.quality) == (1, 8, Quality.COMPLETE)
    none = results(CLINICS, cells(), *indicators).figure("there", "region", YEAR_TO_AUGUST)
    assert (none.quality, said(none)[0]) == (Quality.NOT_APPLICABLE, "No cases in January–August 2025.")


def test_a_median_among_units_is_taken_of_all_their_rows() -> None:
    bars = [a_bar(1, 2), a_bar(1, 4, unit="b"), a_bar(9, 1, unit="d")]
    waits = an_indicator(SPREAD_OF_WAITS, "waits", unit=ValueUnit.DAYS)
    there = an_indicator(among_reaching("waits"), "there", unit=ValueUnit.DAYS)
    parts = [*cells(), *(replace(bar, indicator="waits") for bar in bars)]
    figure = results(CLINICS, parts, SEEN, waits, there).figure("there", "region", YEAR_TO_AUGUST)
    assert figure.histogram == {(2, None): 1, (4, None): 1}
    assert figure.value() == 2


def test_different_persons_among_units_are_not_added_up() -> None:
    persons = an_indicator(DIFFERENT_PERSONS, "persons")
    there = an_indicator(among_reaching("persons"), "there")
    unique = [replace(a_unique(4, node), indicator="persons") for node in ("a", "b")]
    found = results(CLINICS, cells(), SEEN, persons, there, unique=unique)
    figure = found.figure("there", "region", YEAR_TO_AUGUST)
    assert (figure.value(), figure.quality) == (None, Quality.MISSING)
    assert said(figure)[0].startswith("The number of different ones is not computed")


def test_where_no_unit_reaches_the_level_there_is_no_figure_among_them() -> None:
    indicators = (SEEN, an_indicator(among_reaching("seen", "99"), "there", unit=ValueUnit.PERCENT))
    figure = results(CLINICS, cells(), *indicators).figure("there", "north", YEAR_TO_AUGUST)
    assert (figure.quality, said(figure)[0]) == (Quality.NOT_APPLICABLE, "No unit reaches the level.")


def test_among_no_units_or_units_without_figures_there_is_none() -> None:
    there = an_indicator(among_reaching("seen"), "there", unit=ValueUnit.PERCENT)
    assert results(CLINICS, [], SEEN, there).figure("there", "north", YEAR_TO_AUGUST).quality is Quality.NOT_APPLICABLE
    areas = an_organisation(an_area("north"))
    figure = results(areas, [], SEEN, there).figure("there", "north", YEAR_TO_AUGUST)
    assert said(figure) == ["There were no units of the kind clinic."]


def test_a_unit_whose_figure_is_missing_makes_the_count_partial() -> None:
    organisation = an_organisation(
        a_unit("old", last=date(2024, 12, 31), to=("a", "b")), a_unit("a"), a_unit("b"), a_unit("c")
    )
    parts = [*of_all(9, 10, "old", Month(2024, 11)), *(cell for unit in ("a", "c") for cell in of_all(9, 10, unit))]
    there = an_indicator(among_reaching("seen"), "there", unit=ValueUnit.PERCENT)
    found = results(organisation, parts, SEEN, HOW_MANY, there)
    for name in ("clinics", "there"):
        figure = found.figure(name, "region", Period.parse("2025-R12-08"), view=View.AS_IT_IS)
        assert (figure.has_value, figure.quality) == (True, Quality.PARTIAL)
        assert said(figure)[-1] == "2 of 3 units have no figure."


def test_a_unit_whose_other_figure_is_missing_makes_the_sum_partial() -> None:
    waits = an_indicator(COUNT, "waits")
    organisation = an_organisation(
        a_unit("old", last=date(2024, 12, 31), to=("a", "b")), a_unit("a"), a_unit("b"), a_unit("c")
    )
    parts = [
        *(cell for unit in ("a", "b", "c") for cell in of_all(9, 10, unit)),
        a_cell(5, "old", Month(2024, 11), indicator="waits"),
        a_cell(1, "c", Month(2024, 11), indicator="waits"),
    ]
    seen = replace(SEEN, over_time=OverTime.LAST)
    there = an_indicator(among_reaching("waits"), "there")
    found = results(organisation, parts, seen, waits, there)
    figure = found.figure("there", "region", Period.parse("2025-R12-08"), view=View.AS_IT_IS)
    assert (figure.numerator, figure.quality) == (1, Quality.PARTIAL)
    assert said(figure) == ["2 of 3 units have no figure."]


def test_second_stages_may_rest_on_second_stages() -> None:
    areas = an_organisation(
        an_area("north"), an_area("south"), a_unit("a", "north"), a_unit("b", "north"), a_unit("c", "south")
    )
    parts = [*of_all(9, 10, "a"), *of_all(9, 10, "b"), *of_all(1, 10, "c")]
    above = an_indicator(reaching("2", of="clinics", kind="area"), "areas")
    found = results(areas, parts, SEEN, HOW_MANY, above)
    figure = found.figure("areas", "region", YEAR_TO_AUGUST)
    assert (figure.numerator, figure.denominator) == (1, 2)


def test_parts_of_the_people_are_asked_of_each_unit() -> None:
    seen = replace(SEEN, by=("sex",))
    how_many = replace(HOW_MANY, by=("sex",))
    parts = [*of_all(9, 10, "a", sex=Sex.WOMEN), *of_all(1, 10, "a", sex=Sex.MEN)]
    found = results(CLINICS, parts, seen, how_many)
    assert found.figure("clinics", "a", YEAR_TO_AUGUST, Split(Sex.WOMEN)).numerator == 1
    assert found.figure("clinics", "a", YEAR_TO_AUGUST, Split(Sex.MEN)).numerator == 0
    assert found.splits("clinics", "a", YEAR_TO_AUGUST) == (WHOLE, Split(Sex.WOMEN), Split(Sex.MEN))
    plain = results(CLINICS, parts, seen, HOW_MANY)
    assert plain.splits("clinics", "a", YEAR_TO_AUGUST) == (WHOLE,)


def test_units_are_counted_in_other_trees_too() -> None:
    organisation = an_organisation(
        a_unit("a"), a_unit("b"), a_place("town"), a_place("village"),
        memberships=[a_member("a", "town"), a_member("b", "village")],
    )  # fmt: skip
    clinics, towns = HOW_MANY, an_indicator(reaching(kind="municipality"), "towns")
    found = results(organisation, cells(), SEEN, clinics, towns)
    assert found.figure("clinics", "town", YEAR_TO_AUGUST, tree="geography").denominator == 1
    own = found.figure("towns", "town", YEAR_TO_AUGUST, tree="geography")
    assert (own.numerator, own.denominator) == (1, 1)


def test_a_series_of_a_second_stage_has_the_periods_of_what_it_rests_on() -> None:
    found = results(CLINICS, cells(), SEEN, HOW_MANY)
    by_year = found.series("clinics", "region", PeriodKind.YEAR)
    assert [str(figure.period) for figure in by_year] == ["2024", "2025"]
    assert found.table(["clinics"], ["region"], [YEAR_TO_AUGUST]).to_pylist()[0]["numerator"] == 2
