"""What an action changed in months that somebody reports, where nothing is computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tertial.assess.effects.effect import Effect, Method, Reason
from tertial.domain.actions import Action, CompareWith
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.results import ReportedValue
from tertial.pipeline.effects import MOST_BEFORE, effects_of
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator

CENTRES = tuple(f"centre-{number}" for number in range(7))
FIRST = Month(2023, 1)
STARTED = Month(2024, 9)
PHONE = an_indicator(shown=PeriodKind.MONTH)


def months(unit: str, shift: int = 0, count: int = 32) -> list[ReportedValue]:
    """Monthly shares that vary, and from September 2024 on are so much higher."""
    return [
        a_figure(str(month), str(60 + (place * 7) % 5 + (shift if month >= STARTED else 0)), unit=unit)
        for place, month in enumerate(AUGUST.plus(-back) for back in reversed(range(count)))
    ]


def effect(
    figures: Sequence[ReportedValue],
    *units: str,
    at: str = "board",
    compare_with: CompareWith | tuple[str, ...] = CompareWith.SISTERS,
) -> Effect:
    action = Action(
        "teams", "access", Label("Fler svar"), Label("Telefonteam"),
        indicator="phone", started=STARTED, units=units, compare_with=compare_with,
    )  # fmt: skip
    name = Label("Enhet")
    board = Unit("board", name, "board")
    region = replace(
        a_region([PHONE], figures),
        organisation=Organisation((board, *(Unit(one, name, "centre", parent="board") for one in CENTRES))),
        actions=(action,),
    )
    return effects_of(region, None, unit=at, as_of=AUGUST)["teams"].effect


def test_months_that_a_unit_reports_tell_the_effect_at_it() -> None:
    found = effect(months("centre-0", 10), "centre-0")
    assert found.value is not None
    assert found.low is not None
    assert 8 < found.value < 12
    assert found.low > 0
    assert (found.months_before + len(found.guard), found.months_after) == (20, 12)


def test_sisters_that_report_are_compared_with_and_those_that_do_not_are_not() -> None:
    figures = [*months("centre-0", 10), *(one for centre in CENTRES[1:6] for one in months(centre))]
    found = effect(figures, "centre-0")
    assert (found.comparison_units, found.comparison_left_out) == (5, ("centre-6",))
    assert effect(figures, "centre-0", compare_with=CompareWith.NONE).comparison_units == 0
    fewer = effect([one for one in figures if one.unit != "centre-5"], "centre-0")
    assert (fewer.method, fewer.comparison_units) == (Method.BEFORE, 0)


def test_where_no_sister_reports_the_months_before_are_what_it_is_told_against() -> None:
    assert effect(months("centre-0", 10), "centre-0").reason is None
    named = effect(months("centre-0", 10), "centre-0", compare_with=("centre-1",))
    assert named.reason is Reason.NO_COMPARISON


def test_shares_without_counts_of_several_units_are_not_added_up_and_those_with_are() -> None:
    figures = [*months("centre-0"), *months("centre-1")]
    assert effect(figures, "centre-0", "centre-1").reason is Reason.NOT_ADDED_UP
    counted = [
        replace(one, value=None, numerator=int(one.value or 0), denominator=100)
        for one in [*months("centre-0", 10), *months("centre-1", 20)]
    ]
    found = effect(counted, "centre-0", "centre-1")
    assert found.value is not None
    assert 13 < found.value < 17


def test_months_long_before_the_start_take_no_part() -> None:
    found = effect(months("centre-0", 10, 120), "centre-0")
    assert found.months_before + len(found.guard) == MOST_BEFORE


def test_a_unit_without_the_action_and_one_without_months_have_a_reason() -> None:
    assert effect(months("centre-0"), "centre-0", at="centre-1").reason is Reason.NOT_HERE
    assert effect([], "centre-0").reason is Reason.TOO_FEW_BEFORE
