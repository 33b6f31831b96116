"""Reported figures are judged as computed ones are, wherever months and units are reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.assess import insight_reasons as why
from tertial.assess.insight import Insight
from tertial.assess.region import assess_region
from tertial.assess.variation import ChartKind
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.region import Region
from tertial.domain.results import WHOLE, ReportedValue, Sex
from tests.unit.assess.cast import AUGUST, WOMEN, a_figure, a_region, an_indicator

NOW = "2025-YTD08"


def insight(
    indicator: Indicator, *figures: ReportedValue, region: Region | None = None, unit: str = "board"
) -> Insight:
    found = region or a_region([indicator], figures)
    return assess_region(found, as_of=AUGUST, unit=unit).insights[indicator.id]


def monthly(*values: str | None) -> list[ReportedValue]:
    months = [AUGUST.plus(place - len(values) + 1) for place in range(len(values))]
    return [a_figure(str(month), value) for month, value in zip(months, values, strict=True) if value is not None]


def test_months_that_are_reported_have_a_chart_and_one_that_is_not_says_so() -> None:
    figures = monthly(*["81", "80", "82", "79"] * 3, None, "81", "80")
    found = insight(an_indicator(), *figures)
    assert found.variation is not None
    assert (len(found.variation.points), found.variation.variation is not None) == (15, True)
    absent = found.months[WHOLE][-3]
    assert absent.value is None
    assert absent.note == Label("Utfall för juni 2025 är inte rapporterat.", "No outcome is reported for June 2025.")


def test_figures_of_a_year_so_far_are_no_months() -> None:
    years = [a_figure(f"{year}-YTD08", "81") for year in range(2010, 2026)]
    found = insight(an_indicator(), *years)
    assert (found.variation, found.why_no_variation) == (None, why.REPORTED_MONTHS)


def test_a_single_month_is_no_series() -> None:
    assert insight(an_indicator(), *monthly("81")).variation is None


def test_months_after_the_one_reported_on_take_no_part() -> None:
    late = [a_figure(str(AUGUST.plus(1)), "10"), a_figure(str(AUGUST.plus(2)), "11")]
    assert insight(an_indicator(), *late).variation is None


def test_women_have_a_chart_of_their_own_and_a_sex_without_months_has_none() -> None:
    women = [replace(figure, split=WOMEN) for figure in monthly(*["81", "80"] * 7)]
    found = insight(an_indicator(by=("sex",)), *monthly(*["82", "80"] * 7), *women)
    assert set(found.of_sex) == {Sex.WOMEN}


def test_small_counts_are_charted_as_counts() -> None:
    falls = an_indicator(unit=ValueUnit.COUNT)
    found = insight(falls, *monthly(*["3", "2", "1", "2", "4", "2"] * 3))
    assert found.variation is not None
    assert found.variation.choice.kind is ChartKind.C


@pytest.mark.parametrize("printed", [None, "80"])
def test_units_that_report_counts_are_held_against_each_other(printed: str | None) -> None:
    share = an_indicator()
    name = Label("Enhet")
    centres = [Unit(f"centre-{place}", name, "centre", parent="board") for place in range(6)]
    figures = [
        a_figure(NOW, printed, unit=f"centre-{place}", numerator=events, denominator=200)
        for place, events in enumerate((120, 160, 161, 159, 162, 158))
    ]
    region = replace(a_region([share], figures), organisation=Organisation((Unit("board", name, "board"), *centres)))
    board = insight(share, region=region)
    assert board.comparison is not None
    assert [one.unit for one in board.comparison.standing_out] == ["centre-0"]
    own = insight(share, region=region, unit="centre-0").own
    assert own is not None
    assert own.rank is not None
    assert own.rank.place == 6


def test_units_that_report_a_bare_figure_are_not_compared() -> None:
    figures = [a_figure(NOW, "81", unit=unit) for unit in ("board", "centre")]
    found = insight(an_indicator(), *figures)
    assert (found.comparison, found.why_no_comparison) == (None, why.REPORTED_UNITS)
    amount = an_indicator(unit=ValueUnit.DAYS)
    assert insight(amount, a_figure(NOW, "8")).why_no_comparison == why.REPORTED_ALONE
