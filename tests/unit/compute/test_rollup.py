"""Figures rolled up over units and time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.cells import NO_UNIT, View
from tertial.domain.expressions.tree import Column
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Kind, OverTime, ValueUnit
from tertial.domain.measures import Additive, Part, Rows, Spread, Sum
from tertial.domain.results import WHOLE, Quality, Sex, Split
from tests.unit.compute.counted import (
    ALL_CONTACTS,
    AUGUST,
    CONTACTS,
    COUNT,
    DIFFERENT_PERSONS,
    SHARE,
    SINCE_2024,
    SPREAD_OF_WAITS,
    STOCK,
    YEAR_TO_AUGUST,
    a_bar,
    a_cell,
    a_unique,
    an_indicator,
    of_all,
    of_fact,
    results,
)
from tests.unit.compute.organisations import a_member, a_place, a_unit, an_area, an_organisation

NORTH = an_organisation(an_area("north"), a_unit("a", "north"), a_unit("b", "north"))
JULY, JUNE = Month(2025, 7), Month(2025, 6)
IN_AUGUST = Period(PeriodKind.MONTH, AUGUST)
WOMEN, MEN = Split(Sex.WOMEN), Split(Sex.MEN)
A_COUNT = an_indicator(COUNT)
A_DISTINCT = an_indicator(DIFFERENT_PERSONS)


def said(figure: ComputedFigure) -> list[str]:
    return [reason.in_language("en") for reason in figure.reasons]


def shown(figure: ComputedFigure) -> tuple[object, object, object]:
    return figure.numerator, figure.denominator, figure.value()


def loaded(*months: Month) -> dict[str, tuple[Month, ...]]:
    return {"contacts": months}


def test_numerators_and_denominators_are_added_over_units_and_months_and_divided_once() -> None:
    found = results(NORTH, [*of_all(3, 4, "a", JULY), *of_all(1, 2, "a"), *of_all(0, 4, "b")])
    assert shown(found.figure("seen", "north", YEAR_TO_AUGUST)) == (4, 10, 40)
    assert shown(found.figure("seen", "a", YEAR_TO_AUGUST)) == (4, 6, Fraction(200, 3))
    assert shown(found.figure("seen", "a", IN_AUGUST)) == (1, 2, 50)


def test_a_figure_rests_on_the_rows_of_its_denominator() -> None:
    found = results(NORTH, [*of_all(3, 4), a_cell(2, "b", rows=1), a_cell(5, "b", part=Part.DENOMINATOR, rows=7)])
    assert found.figure("seen", "north", YEAR_TO_AUGUST).rows == 11
    assert results(NORTH, [a_cell(9, rows=2)], A_COUNT).figure("seen", "a", IN_AUGUST).rows == 2


@pytest.mark.parametrize(
    ("period", "count"),
    [("2025-08", 1), ("2025-T2", 2), ("2025-YTD08", 3), ("2025-R12-08", 4), ("2024", 2), ("2025-T1", 1)],
)
def test_every_kind_of_period_takes_its_own_months(period: str, count: int) -> None:
    months = (AUGUST, Month(2025, 5), Month(2025, 1), Month(2024, 9), Month(2024, 2))
    found = results(NORTH, [a_cell(1, month=month) for month in months], A_COUNT)
    assert found.figure("seen", "a", Period.parse(period)).numerator == count


def test_loaded_months_without_rows_are_a_count_of_zero_and_a_share_without_cases() -> None:
    found = results(NORTH, [], A_COUNT, an_indicator(SHARE, "share"))
    count = found.figure("seen", "a", YEAR_TO_AUGUST)
    assert (shown(count), count.quality, count.reasons) == ((0, None, 0), Quality.COMPLETE, ())
    share = found.figure("share", "a", YEAR_TO_AUGUST)
    assert (shown(share), share.quality) == ((0, 0, None), Quality.NOT_APPLICABLE)
    assert said(share) == ["No cases in January–August 2025."]


def test_none_of_some_is_zero_per_cent() -> None:
    assert shown(results(NORTH, of_all(0, 4)).figure("seen", "a", IN_AUGUST)) == (0, 4, 0)


def test_a_denominator_that_adds_up_to_zero_gives_no_ratio_and_says_so() -> None:
    cells = [a_cell(3), a_cell(0, part=Part.DENOMINATOR, rows=2)]
    figure = results(NORTH, cells).figure("seen", "a", IN_AUGUST)
    assert (figure.value(), figure.quality) == (None, Quality.NOT_APPLICABLE)
    assert said(figure) == ["The denominator is zero, so there is no ratio."]


def test_a_flow_with_months_that_are_not_loaded_is_partial_and_names_them() -> None:
    there = [Month(2025, number) for number in (1, 2, 3, 8)]
    figure = results(NORTH, of_all(3, 4), loaded=loaded(*there)).figure("seen", "a", YEAR_TO_AUGUST)
    assert (shown(figure), figure.quality) == ((3, 4, 75), Quality.PARTIAL)
    assert said(figure) == [
        "The feed “Contacts” is not loaded for April–July 2025.",
        "The figure covers only January–March 2025 and August 2025.",
    ]
    assert figure.reasons[0].sv == "Underlaget ”Vårdkontakter” är inte inläst för april–juli 2025."


def test_cells_of_a_month_that_is_only_half_loaded_are_left_out() -> None:
    beds = Additive(Sum(ALL_CONTACTS), Sum(Rows(fact_of_feed("beds"))))
    cells = [*of_all(3, 4, month=JULY), a_cell(5)]
    found = results(NORTH, cells, an_indicator(beds), loaded={"contacts": (JULY, AUGUST), "beds": (JULY,)})
    figure = found.figure("seen", "a", Period.parse("2025-T2"))
    assert (shown(figure), figure.quality) == ((3, 4, 75), Quality.PARTIAL)


def test_a_period_of_which_no_month_is_loaded_is_missing() -> None:
    figure = results(NORTH, []).figure("seen", "a", Period.parse("2023"))
    assert (shown(figure), figure.quality) == ((None, None, None), Quality.MISSING)
    assert said(figure) == ["The feed “Contacts” is not loaded for January–December 2023."]


def test_months_after_the_last_that_was_computed_are_not_there() -> None:
    year = results(NORTH, of_all(3, 4)).figure("seen", "a", Period.parse("2025"))
    assert (year.quality, said(year)[0]) == (Quality.PARTIAL, "Figures are computed up to August 2025.")
    later = results(NORTH, of_all(3, 4)).figure("seen", "a", Period.parse("2026-01"))
    assert (later.quality, said(later)) == (Quality.MISSING, ["Figures are computed up to August 2025."])


def test_a_partial_period_without_cases_is_missing() -> None:
    figure = results(NORTH, [], loaded=loaded(AUGUST)).figure("seen", "a", YEAR_TO_AUGUST)
    assert (figure.value(), figure.quality) == (None, Quality.MISSING)
    assert said(figure)[-1] == "No cases in January–August 2025."


def test_a_stock_is_taken_in_the_last_month_and_never_in_an_earlier_one() -> None:
    stock = an_indicator(of_fact(STOCK), over_time=OverTime.LAST)
    cells = [*of_all(1, 2, month=JULY), *of_all(3, 4)]
    assert shown(results(NORTH, cells, stock).figure("seen", "a", YEAR_TO_AUGUST)) == (3, 4, 75)
    figure = results(NORTH, cells[:2], stock, loaded=loaded(JUNE, JULY)).figure("seen", "a", YEAR_TO_AUGUST)
    assert (figure.value(), figure.quality) == (None, Quality.MISSING)
    assert said(figure) == ["The feed “Contacts” is not loaded for August 2025."]


def test_months_of_a_stock_are_never_added_up() -> None:
    with pytest.raises(ValueError, match="months of a-stock are never added up"):
        results(NORTH, [], an_indicator(of_fact(STOCK)))


def test_a_month_of_a_stock_is_there_while_something_later_is_loaded_of_its_main_feed() -> None:
    listed = replace(STOCK, sources=("listing", "persons"))
    stock = an_indicator(of_fact(listed), over_time=OverTime.LAST)

    def quality(listing: tuple[Month, ...], persons: tuple[Month, ...]) -> Quality:
        found = results(NORTH, of_all(3, 4), stock, loaded={"listing": listing, "persons": persons})
        return found.figure("seen", "a", IN_AUGUST).quality

    early = Month(2020, 1)
    assert quality((early, AUGUST), (early,)) is Quality.COMPLETE
    assert quality((early, AUGUST.plus(3)), (early,)) is Quality.COMPLETE
    assert quality((early, JULY), (early, AUGUST)) is Quality.MISSING
    assert quality((AUGUST.plus(1),), (early,)) is Quality.MISSING
    assert quality((early, AUGUST), ()) is Quality.MISSING


def test_a_mean_over_time_adds_numerators_and_denominators_of_a_share() -> None:
    stock = an_indicator(of_fact(STOCK), over_time=OverTime.MEAN)
    found = results(NORTH, [*of_all(1, 10, month=JULY), *of_all(3, 4)], stock)
    assert shown(found.figure("seen", "a", Period.parse("2025-T2"))) == (4, 14, Fraction(200, 7))


def test_a_mean_count_is_divided_by_the_months_that_are_loaded() -> None:
    stock = an_indicator(Additive(Sum(Rows(STOCK))), over_time=OverTime.MEAN)
    cells = [a_cell(10, month=JULY), a_cell(5)]
    assert results(NORTH, cells, stock).figure("seen", "a", Period.parse("2025-T2")).value() == Fraction(15, 4)
    partial = results(NORTH, cells, stock, loaded=loaded(JULY, AUGUST)).figure("seen", "a", Period.parse("2025-T2"))
    assert (partial.value(), partial.months, partial.quality) == (Fraction(15, 2), 2, Quality.PARTIAL)


def test_a_figure_is_provisional_until_what_it_looks_ahead_to_is_loaded() -> None:
    looking = replace(CONTACTS, id="looking", look_ahead=2)
    cells = [*of_all(3, 4, month=JUNE), *of_all(1, 4)]
    found = results(NORTH, cells, an_indicator(of_fact(looking)))
    figure = found.figure("seen", "a", IN_AUGUST)
    assert (figure.quality, said(figure)) == (Quality.PROVISIONAL, ["Provisional until October 2025 is loaded."])
    assert figure.value() == 25
    assert found.figure("seen", "a", Period(PeriodKind.MONTH, JUNE)).quality is Quality.COMPLETE


def test_an_indicator_may_say_itself_when_it_is_settled() -> None:
    found = results(NORTH, of_all(3, 4), an_indicator(settled_after=1))
    assert said(found.figure("seen", "a", YEAR_TO_AUGUST)) == ["Provisional until September 2025 is loaded."]
    later = results(NORTH, of_all(3, 4), an_indicator(settled_after=1), loaded=loaded(*SINCE_2024, AUGUST.plus(1)))
    assert later.figure("seen", "a", YEAR_TO_AUGUST).quality is Quality.COMPLETE


def test_what_is_partial_and_provisional_is_partial_and_says_both() -> None:
    found = results(NORTH, of_all(3, 4), an_indicator(settled_after=1), loaded=loaded(AUGUST))
    figure = found.figure("seen", "a", YEAR_TO_AUGUST)
    assert figure.quality is Quality.PARTIAL
    assert said(figure)[-1] == "Provisional until September 2025 is loaded."


def test_parts_are_summed_from_the_cells_that_lie_in_them() -> None:
    cells = [
        *of_all(1, 2, sex=Sex.WOMEN, age_band="0-4"),
        *of_all(2, 3, sex=Sex.WOMEN, age_band="5-9"),
        *of_all(4, 5, sex=Sex.MEN, age_band="5-9"),
        *of_all(8, 9, sex=Sex.UNKNOWN, age_band="unknown"),
    ]
    found = results(NORTH, cells, an_indicator(by=("sex", "age_band")))
    wanted = {
        WHOLE: (15, 19),
        WOMEN: (3, 5),
        MEN: (4, 5),
        Split(age_band="5-9"): (6, 8),
        Split(Sex.WOMEN, "5-9"): (2, 3),
        Split(Sex.UNKNOWN, "unknown"): (8, 9),
    }
    assert {split: shown(found.figure("seen", "a", IN_AUGUST, split))[:2] for split in wanted} == wanted


def test_the_splits_of_a_figure_are_those_that_have_cells_the_whole_first() -> None:
    cells = [
        *of_all(1, 2, sex=Sex.MEN, age_band="10-14"),
        *of_all(2, 3, sex=Sex.WOMEN, age_band="5-9"),
        *of_all(2, 3, "b", sex=Sex.UNKNOWN, age_band="unknown"),
    ]
    found = results(NORTH, cells, an_indicator(by=("sex", "age_band")))
    assert found.splits("seen", "a", IN_AUGUST) == (
        WHOLE, WOMEN, MEN,
        Split(age_band="5-9"), Split(Sex.WOMEN, "5-9"),
        Split(age_band="10-14"), Split(Sex.MEN, "10-14"),
    )  # fmt: skip
    assert Split(Sex.UNKNOWN, "unknown") in found.splits("seen", "north", IN_AUGUST)
    assert found.splits("seen", "a", Period(PeriodKind.MONTH, JULY)) == (WHOLE,)


def test_a_part_that_the_measure_does_not_tell_apart_says_so() -> None:
    figure = results(NORTH, of_all(3, 4)).figure("seen", "a", IN_AUGUST, WOMEN)
    assert (figure.quality, said(figure)) == (Quality.NOT_APPLICABLE, ["The measure is not split that way."])


def test_categories_are_parts_too() -> None:
    cells = [*of_all(1, 2, category="doctor"), *of_all(3, 4, category="unknown")]
    found = results(NORTH, cells, an_indicator(by=("profession",)))
    assert shown(found.figure("seen", "a", IN_AUGUST, Split(category="doctor"))) == (1, 2, 50)
    assert found.splits("seen", "a", IN_AUGUST) == (WHOLE, Split(category="doctor"), Split(category="unknown"))


def test_a_median_is_taken_of_all_units_and_months_together() -> None:
    cells = [a_bar(2, 1), a_bar(1, 9, unit="b"), a_bar(3, 5, month=JULY)]
    found = results(NORTH, cells, an_indicator(SPREAD_OF_WAITS, unit=ValueUnit.DAYS))
    figure = found.figure("seen", "north", YEAR_TO_AUGUST)
    assert figure.value() == 5
    assert (figure.rows, figure.numerator) == (6, None)
    assert figure.histogram == {(1, None): 2, (5, None): 3, (9, None): 1}
    assert found.figure("seen", "a", IN_AUGUST).value() == 1
    empty = found.figure("seen", "b", Period(PeriodKind.MONTH, JULY))
    assert (empty.value(), said(empty)) == (None, ["No cases in July 2025."])


def test_a_mean_of_ratios_is_taken_row_by_row() -> None:
    measure = Spread(ALL_CONTACTS, Column("wait_days"), Column("age_years"))
    indicator = an_indicator(measure, unit=ValueUnit.RATIO)
    found = results(NORTH, [a_bar(1, 1, 2), a_bar(2, 0, 6), a_bar(1, 12, 12, unit="b")], indicator)
    assert found.figure("seen", "north", YEAR_TO_AUGUST).value() == Fraction(3, 8)


@pytest.mark.parametrize(("unit", "value"), [(ValueUnit.SEK, Decimal("1234567.89")), (ValueUnit.MSEK, Decimal("1.23"))])
def test_amounts_are_added_in_ore_and_shown_in_kronor_or_millions(unit: ValueUnit, value: Decimal) -> None:
    costs = fact_of_feed("travel-costs")
    amount = next(column.name for column in costs.columns if column.type.value == "amount")
    indicator = an_indicator(Additive(Sum(Rows(costs), Column(amount))), unit=unit)
    found = results(NORTH, [a_cell(123_456_789, rows=3)], indicator, loaded={"travel-costs": SINCE_2024})
    assert found.figure("seen", "a", YEAR_TO_AUGUST).rounded(2) == value


def test_a_sum_of_no_rows_is_not_known_while_one_that_comes_to_nothing_is_zero() -> None:
    costs = fact_of_feed("travel-costs")
    amount = next(column.name for column in costs.columns if column.type.value == "amount")
    indicator = an_indicator(Additive(Sum(Rows(costs), Column(amount))), unit=ValueUnit.SEK)
    for months, quality in ((SINCE_2024, Quality.NOT_APPLICABLE), ((AUGUST,), Quality.MISSING)):
        found = results(NORTH, [a_cell(0, rows=3)], indicator, loaded={"travel-costs": months})
        assert found.figure("seen", "a", YEAR_TO_AUGUST).value() == 0
        figure = found.figure("seen", "b", YEAR_TO_AUGUST)
        assert (figure.numerator, figure.quality) == (None, quality)
        assert said(figure)[-1] == "No cases in January–August 2025."
        table = found.table(["seen"], ["a", "b"], [YEAR_TO_AUGUST]).to_pylist()
        assert [as_fractions(row) for row in table] == [
            in_a_row(found.figure("seen", node, YEAR_TO_AUGUST)) for node in ("a", "b")
        ]


def test_a_mean_of_decimals_is_divided_by_its_scale() -> None:
    hours = fact_of_feed("outreach-time")
    column = next(one.name for one in hours.columns if one.type.value == "decimal number")
    measure = Additive(Sum(Rows(hours), Column(column)), Sum(Rows(hours)))
    cells = [a_cell(7_500_000, rows=3), a_cell(3, part=Part.DENOMINATOR)]
    indicator = an_indicator(measure, unit=ValueUnit.HOURS)
    found = results(NORTH, cells, indicator, loaded={"outreach-time": SINCE_2024})
    assert found.figure("seen", "a", YEAR_TO_AUGUST).rounded(1) == Decimal("2.5")


def test_a_rate_is_per_so_many() -> None:
    rate = an_indicator(replace(SHARE, per=1000), unit=ValueUnit.RATIO)
    assert results(NORTH, of_all(3, 4), rate).figure("seen", "a", IN_AUGUST).value() == 750


def test_sums_too_large_for_the_machine_are_exact() -> None:
    large = (1 << 62) + 1
    found = results(NORTH, [a_cell(large, "a", rows=1), a_cell(large, "b", rows=1)], A_COUNT)
    assert found.figure("seen", "north", IN_AUGUST).numerator == 2 * large


def test_work_of_no_known_unit_is_in_the_whole_alone_and_is_told() -> None:
    cells = [*of_all(3, 4), *of_all(1, 2, "never-existed"), *of_all(1, 1, NO_UNIT)]
    found = results(NORTH, cells)
    whole = found.figure("seen", "region", IN_AUGUST)
    assert (shown(whole), whole.quality) == ((5, 7, Fraction(500, 7)), Quality.COMPLETE)
    assert said(whole) == ["3 rows of no known unit are in the whole only."]
    assert found.figure("seen", "north", IN_AUGUST).reasons == ()
    one = results(NORTH, [*of_all(3, 4), *of_all(0, 1, NO_UNIT)]).figure("seen", "region", IN_AUGUST)
    assert said(one) == ["One row of no known unit is in the whole only."]


def test_a_unit_that_did_not_exist_in_the_period_has_no_figure() -> None:
    organisation = an_organisation(a_unit("a", first=date(2025, 3, 1)))
    found = results(organisation, [], A_COUNT)
    figure = found.figure("seen", "a", Period.parse("2024"))
    assert (figure.quality, said(figure)) == (Quality.NOT_APPLICABLE, ["A did not exist in 2024."])
    assert found.figure("seen", "a", YEAR_TO_AUGUST).numerator == 0


def test_a_unit_whose_work_others_carry_has_its_figures_with_them_as_it_is() -> None:
    organisation = an_organisation(a_unit("a", last=date(2024, 12, 31), to=("b",)), a_unit("b"))
    found = results(organisation, [*of_all(3, 4, "a", Month(2024, 5)), *of_all(1, 4, "b", Month(2024, 5))])
    year = Period.parse("2024")
    assert shown(found.figure("seen", "a", year)) == (3, 4, 75)
    assert shown(found.figure("seen", "b", year)) == (1, 4, 25)
    assert shown(found.figure("seen", "b", year, view=View.AS_IT_IS)) == (4, 8, 50)
    ended = found.figure("seen", "a", year, view=View.AS_IT_IS)
    assert (ended.quality, said(ended)) == (Quality.NOT_APPLICABLE, ["A has ended; its figures are part of B."])


def test_a_unit_split_by_shares_gives_fractions_that_keep_the_total() -> None:
    split = a_unit("a", last=date(2024, 12, 31), to=(("b", "0.75"), ("c", "0.25")))
    found = results(an_organisation(split, a_unit("b"), a_unit("c")), of_all(3, 5, "a", Month(2024, 5)))
    year = Period.parse("2024")
    assert shown(found.figure("seen", "b", year, view=View.AS_IT_IS)) == (Fraction(9, 4), Fraction(15, 4), 60)
    assert shown(found.figure("seen", "region", year, view=View.AS_IT_IS)) == (3, 5, 60)


def test_a_histogram_of_a_split_unit_keeps_its_fractions() -> None:
    split = a_unit("a", last=date(2025, 7, 31), to=(("b", "0.25"), ("c", "0.75")))
    cells = [a_bar(2, 1, month=JULY), a_bar(2, 9, month=JULY), a_bar(1, 9, unit="b")]
    indicator = an_indicator(SPREAD_OF_WAITS, unit=ValueUnit.DAYS)
    found = results(an_organisation(split, a_unit("b"), a_unit("c")), cells, indicator)
    figure = found.figure("seen", "b", YEAR_TO_AUGUST, view=View.AS_IT_IS)
    assert figure.histogram == {(1, None): Fraction(1, 2), (9, None): Fraction(3, 2)}
    assert figure.value() == 9


def test_a_split_without_shares_is_not_comparable_where_it_matters_and_only_there() -> None:
    organisation = an_organisation(
        an_area("north"),
        a_unit("a", "north", last=date(2024, 12, 31), to=("b", "c")),
        a_unit("b", "north"),
        a_unit("c", "north"),
    )
    found = results(organisation, [*of_all(3, 4, "a", Month(2024, 5)), *of_all(1, 4, "b")])
    year = Period.parse("2024")
    unclear = found.figure("seen", "b", year, view=View.AS_IT_IS)
    assert (shown(unclear), unclear.quality) == ((None, None, None), Quality.MISSING)
    assert said(unclear) == ["Cannot be compared: when A was split, nobody stated who took over what."]
    assert shown(found.figure("seen", "north", year, view=View.AS_IT_IS)) == (3, 4, 75)
    assert shown(found.figure("seen", "b", YEAR_TO_AUGUST, view=View.AS_IT_IS)) == (1, 4, 25)


def test_another_tree_has_figures_of_its_own() -> None:
    organisation = an_organisation(
        a_unit("a"),
        a_unit("b"),
        a_place("coast", "county_part"),
        a_place("town", parent="coast"),
        memberships=[a_member("a", "town")],
    )
    found = results(organisation, [*of_all(3, 4), *of_all(1, 4, "b")])
    assert shown(found.figure("seen", "coast", IN_AUGUST, tree="geography")) == (3, 4, 75)
    assert shown(found.figure("seen", "region", IN_AUGUST)) == (4, 8, 50)
    outside = found.figure("seen", "b", IN_AUGUST, tree="geography")
    assert (outside.quality, said(outside)) == (Quality.NOT_APPLICABLE, ["B has no place in that tree."])


def test_different_persons_are_never_added_up() -> None:
    cells = [a_unique(7), a_unique(3, sex=Sex.WOMEN), a_unique(0, "b")]
    found = results(NORTH, [], A_DISTINCT, unique=cells)
    assert shown(found.figure("seen", "a", YEAR_TO_AUGUST)) == (7, None, 7)
    assert found.figure("seen", "a", YEAR_TO_AUGUST, WOMEN).value() == 3
    assert found.figure("seen", "b", YEAR_TO_AUGUST).value() == 0
    for node, period in (("north", YEAR_TO_AUGUST), ("a", IN_AUGUST)):
        figure = found.figure("seen", node, period)
        assert (figure.value(), figure.quality) == (None, Quality.MISSING)
        assert said(figure)[0].startswith("The number of different ones is not computed")
    assert found.splits("seen", "a", YEAR_TO_AUGUST) == (WHOLE, WOMEN)
    assert found.figure("seen", "a", YEAR_TO_AUGUST, view=View.AS_IT_IS).value() is None


def test_where_nobody_came_of_a_whole_that_was_counted_there_was_nobody() -> None:
    found = results(NORTH, [], A_DISTINCT, unique=[a_unique(7), a_unique(7, "region")])
    nobody = found.figure("seen", "b", YEAR_TO_AUGUST)
    assert nobody.value() == 0
    assert nobody.quality is Quality.COMPLETE
    assert found.figure("seen", "b", YEAR_TO_AUGUST, WOMEN).quality is Quality.MISSING
    assert found.figure("seen", "b", IN_AUGUST).quality is Quality.MISSING


def test_different_persons_have_qualities_as_other_figures() -> None:
    partial = results(NORTH, [], A_DISTINCT, unique=[a_unique(7)], loaded=loaded(AUGUST))
    assert partial.figure("seen", "a", YEAR_TO_AUGUST).quality is Quality.PARTIAL
    none = results(NORTH, [], A_DISTINCT, unique=[a_unique(7)], loaded={})
    assert none.figure("seen", "a", YEAR_TO_AUGUST).quality is Quality.MISSING
    young = an_organisation(a_unit("a", first=date(2025, 3, 1)))
    missing = results(young, [], A_DISTINCT).figure("seen", "a", Period.parse("2024"))
    assert missing.quality is Quality.NOT_APPLICABLE


def test_different_persons_of_a_split_unit_cannot_be_compared() -> None:
    split = a_unit("a", last=date(2025, 6, 30), to=(("b", "0.5"), ("c", "0.5")))
    organisation = an_organisation(split, a_unit("b"), a_unit("c"))
    unique = [a_unique(7, "b", view=View.AS_IT_IS), a_unique(9, "region", view=View.AS_IT_IS)]
    found = results(organisation, [], A_DISTINCT, unique=unique)
    figure = found.figure("seen", "b", YEAR_TO_AUGUST, view=View.AS_IT_IS)
    assert (figure.value(), figure.quality) == (None, Quality.MISSING)
    assert found.figure("seen", "region", YEAR_TO_AUGUST, view=View.AS_IT_IS).value() == 9


def test_a_series_has_every_period_with_any_data() -> None:
    months = [Month(2024, 11).plus(step) for step in range(10)]
    found = results(NORTH, [a_cell(1, month=month) for month in months], A_COUNT, loaded=loaded(*months))

    def written(kind: PeriodKind) -> list[str]:
        return [f"{one.period}: {one.numerator}" for one in found.series("seen", "a", kind)]

    assert written(PeriodKind.YEAR) == ["2024: 2", "2025: 8"]
    assert written(PeriodKind.TERTIAL) == ["2024-T3: 2", "2025-T1: 4", "2025-T2: 4"]
    assert written(PeriodKind.MONTH)[0] == "2024-11: 1"
    assert written(PeriodKind.YTD)[-1] == "2025-YTD08: 8"
    assert written(PeriodKind.R12) == []


def test_a_series_of_rolling_years_begins_when_a_year_is_loaded() -> None:
    found = results(NORTH, [], A_COUNT)
    assert [str(one.period) for one in found.series("seen", "a", PeriodKind.R12)][:1] == ["2024-R12-12"]


def test_the_table_of_figures_says_what_each_figure_says() -> None:
    split = a_unit("a", "north", last=date(2024, 12, 31), to=(("b", "0.75"), ("c", "0.25")))
    organisation = an_organisation(
        an_area("north"),
        split,
        a_unit("b", "north"),
        a_unit("c", "north", first=date(2025, 1, 1)),
        a_unit("d", last=date(2024, 6, 30), to=("e", "f")),
        a_unit("e"),
        a_unit("f"),
        a_unit("g", first=date(2025, 5, 1)),
    )
    months = [Month(2024, 3), Month(2024, 9), Month(2025, 2), AUGUST]
    units = ("a", "b", "c", "d", "e", NO_UNIT)
    cells = [
        cell
        for place, (unit, month) in enumerate((unit, month) for unit in units for month in months)
        for cell in (*of_all(place, place + 3, unit, month, sex=Sex.WOMEN), *of_all(1, 2, unit, month, sex=Sex.MEN))
    ]
    stock = an_indicator(Additive(Sum(Rows(STOCK))), "stock", over_time=OverTime.MEAN)
    waits = an_indicator(SPREAD_OF_WAITS, "waits", unit=ValueUnit.DAYS)
    counted = [replace(cell, indicator="stock") for cell in cells if cell.part is Part.NUMERATOR]
    bars = [replace(a_bar(2, place, unit=unit), indicator="waits") for place, unit in enumerate(units)]
    found = results(
        organisation,
        [*cells, *counted, *bars],
        an_indicator(by=("sex",)),
        stock,
        waits,
        loaded=loaded(*(month for month in SINCE_2024 if month != Month(2024, 7))),
    )
    periods = [
        Period.parse(text) for text in ("2023", "2024", "2025-YTD08", "2025-R12-08", "2024-07", "2025-03", "2025")
    ]
    nodes = organisation.ids
    for view in View:
        for part in (WHOLE, WOMEN, Split(age_band="0-4")):
            table = found.table(["seen", "stock", "waits"], nodes, periods, part, view=view)
            assert [as_fractions(row) for row in table.to_pylist()] == [
                in_a_row(found.figure(name, node, period, part, view=view))
                for name in ("seen", "stock", "waits")
                for node in nodes
                for period in periods
            ]


def as_fractions(row: dict[str, object]) -> dict[str, object]:
    divisor = row.pop("divisor")
    for name in ("numerator", "denominator"):
        row[name] = None if row[name] is None else Fraction(row[name], divisor)  # type: ignore[call-overload]
    return row


def in_a_row(figure: ComputedFigure) -> dict[str, object]:
    return {
        "indicator": figure.indicator,
        "node": figure.node,
        "period": str(figure.period),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "rows": figure.rows,
        "value": figure.rounded(6),
        "quality": figure.quality.value,
    }


def test_a_table_of_nothing_has_no_rows() -> None:
    found = results(NORTH, [], A_COUNT)
    assert found.table(["seen"], [], [IN_AUGUST]).num_rows == 0
    assert found.table(["seen"], ["a"], []).num_rows == 0


@pytest.mark.parametrize(
    ("indicator", "node", "tree", "what"),
    [("other", "a", "line", "indicator other"), ("seen", "x", "line", "unit x"), ("seen", "a", "frame", "tree frame")],
)
def test_what_does_not_exist_is_refused(indicator: str, node: str, tree: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        results(NORTH, []).figure(indicator, node, IN_AUGUST, tree=tree)


def test_indicators_whose_figures_are_reported_are_not_computed() -> None:
    reported = replace(A_COUNT, kind=Kind.REPORTED, measure=None)
    with pytest.raises(ValueError, match="reported"):
        results(NORTH, [], reported).figure("seen", "a", IN_AUGUST)


def test_no_cells_at_all_are_figures_of_zero() -> None:
    found = results(NORTH, [], A_COUNT)
    assert found.figure("seen", "region", YEAR_TO_AUGUST).numerator == 0
