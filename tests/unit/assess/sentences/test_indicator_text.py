"""What the page of sentences does not show: spaces, categories, other years, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.assess.region import assess_region
from tertial.assess.sentences import Estimated, YearEnd, indicator_text, region_texts
from tertial.domain.calendar import Month, PeriodKind
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.indicators import Direction, ValueUnit
from tertial.domain.label import Label
from tertial.domain.region import Scheme
from tertial.domain.results import Split
from tertial.domain.targets import Against, BetterThan, ValueTarget
from tests.unit.assess.cast import AUGUST, MEN, WOMEN, a_figure, a_region, an_indicator, one_row
from tests.unit.assess.variation.months import judged

NB, NARROW = "\u00a0", "\u202f"
NOW = "2025-YTD08"


def test_figures_and_units_are_not_torn_apart() -> None:
    cost = an_indicator(unit=ValueUnit.SEK, target=ValueTarget(Decimal(1000)), direction=Direction.DECREASE)
    said = indicator_text(one_row(cost, a_figure(NOW, "-1234.5")), as_of=AUGUST)
    assert f"\u22121{NARROW}234,5{NB}kr under januari–augusti 2025" in said.sv
    assert f"\u22121,234.5{NB}SEK in January–August 2025" in said.en
    assert f"2{NARROW}234,5 under målet 1{NARROW}000{NB}kr (uppfyllt)." in said.sv


def test_a_period_of_another_year_is_not_told_against_this_years_last_year() -> None:
    tertial = an_indicator(shown=PeriodKind.TERTIAL)
    region = a_region([tertial], [a_figure("2024-T3", "80"), a_figure("2023-T3", "79")])
    (row,) = assess_region(region, as_of=Month(2025, 2)).indicators
    assert f"1{NB}procentenhet högre än året före" in indicator_text(row, as_of=Month(2025, 2)).sv


def test_a_title_or_note_without_english_leaves_the_text_in_swedish() -> None:
    indicator = replace(an_indicator(), title=Label("Andel besök"))
    row = one_row(indicator, a_figure(NOW, "81"))
    assert indicator_text(row, as_of=AUGUST).en == ""
    noted = one_row(an_indicator(), a_figure(NOW, "81", note=Label("Cirka")))
    assert indicator_text(noted, as_of=AUGUST).in_language("en").endswith("Cirka.")
    assert "Cirka" not in indicator_text(noted, as_of=AUGUST, noted=False).sv


def test_a_figure_held_against_one_from_before_a_break_is_not_said_to_be_compared_with_none() -> None:
    change = Change("new", ChangeKind.RECORD_SYSTEM, Label("Nytt"), Month(2025, 4), Label("Nytt system."), ("phone",))
    figures = [a_figure(NOW, "81"), a_figure("2024-YTD08", "85")]
    for target, says in (
        (
            BetterThan(Against.SAME_PERIOD_LAST_YEAR),
            "Serien är bruten sedan jämförelsetalet, så jämförelsen är osäker.",
        ),
        (ValueTarget(Decimal(95)), "Ingen jämförelse görs med året före: serien är bruten."),
    ):
        (row,) = assess_region(
            a_region([an_indicator(target=target)], figures, changes=[change]), as_of=AUGUST
        ).indicators
        said = indicator_text(row, as_of=AUGUST, noted=False).sv
        assert said.endswith(says)
        assert said.count("bruten") == 1


def test_nothing_is_said_of_a_level_that_rests_on_two_series() -> None:
    row, level = one_row(an_indicator(), a_figure(NOW, "81")), judged([80.0, 82.0] * 10)
    assert "Nivån är stabil" in indicator_text(row, as_of=AUGUST, variation=level).sv
    two = replace(level, broken_from=Month(2025, 3))
    assert "Nivån" not in indicator_text(row, as_of=AUGUST, variation=two).sv


def test_a_year_that_is_over_has_no_likely_figure() -> None:
    year = an_indicator(shown=PeriodKind.YEAR)
    region = a_region([year], [a_figure("2025", "81")])
    for as_of, told in ((AUGUST, True), (Month(2025, 12), False)):
        (row,) = assess_region(region, as_of=as_of).indicators
        assert ("årsvärde" in indicator_text(row, as_of=as_of, year_end=YearEnd(80, 83, 0.8)).sv) is told


def test_a_likely_figure_of_a_part_of_the_year_names_its_months() -> None:
    end = YearEnd(80, 83, 0.8, since=Month(2025, 4))
    said = indicator_text(one_row(an_indicator(), a_figure(NOW, "81")), as_of=AUGUST, year_end=end)
    assert f"Sannolikt värde 80–83{NB}% för april–december 2025." in said.sv
    assert "The figure for April–December 2025 is likely 80–83%." in said.en


def test_a_direction_that_is_neither_good_nor_bad_is_told_as_higher_or_lower() -> None:
    neither = an_indicator(direction=Direction.NONE)
    chart = judged([50.0, 52.0] * 8 + [60.0, 61.0] * 5, direction=Direction.NONE)
    said = indicator_text(one_row(neither, a_figure(NOW, "61")), as_of=AUGUST, variation=chart)
    assert "Nivån har höjts sedan maj 2023." in said.sv
    assert "The level has risen since May 2023." in said.en


def test_the_texts_of_a_region_name_categories_and_tell_of_the_sexes() -> None:
    scheme = Scheme("staff", "1", Label("Yrke"), {"dentist": Label("tandläkare", "dentists")})
    by_staff = an_indicator("by-staff", by=("staff",))
    phone = an_indicator("phone")
    figures = [
        a_figure(NOW, "81", Split(category="dentist"), indicator="by-staff"),
        a_figure(NOW, numerator=1620, denominator=2000),
        a_figure(NOW, split=WOMEN, numerator=850, denominator=1000),
        a_figure(NOW, split=MEN, numerator=770, denominator=1000),
    ]
    texts = region_texts(
        assess_region(a_region([by_staff, phone], figures, schemes=[scheme]), as_of=AUGUST),
        year_ends={"phone": YearEnd(80, 83, 0.8), "by-staff": YearEnd(1, 2, 0.8)},
    )
    assert texts["by-staff"].sv.startswith(f"Mått by-staff, tandläkare: 81{NB}%")
    assert texts["by-staff"].en.startswith("Measure by-staff, dentists: 81%")
    assert "årsvärde" not in texts["by-staff"].sv
    assert f"För kvinnor var det 85{NB}% och för män 77{NB}%" in texts["phone"].sv
    assert f"Sannolikt årsvärde 80–83{NB}%." in texts["phone"].sv


@pytest.mark.parametrize(
    ("low", "high", "level", "probability"),
    [(2, 1, 0.8, None), (float("nan"), 1, 0.8, None), (0, float("inf"), 0.8, None), (0, 1, 1, None), (0, 1, 0.8, 1.1)],
)
def test_a_years_end_that_is_none_is_refused(low: float, high: float, level: float, probability: float | None) -> None:
    with pytest.raises(ValueError, match="no "):
        YearEnd(low, high, level, probability)


def test_an_estimate_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no interval"):
        Estimated(3, 2, 4, (AUGUST,))
    with pytest.raises(ValueError, match="at least one month"):
        Estimated(1, 2, 3, ())
