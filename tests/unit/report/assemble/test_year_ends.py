"""How the year is expected to end, in the report: the program's forecast and the region's own side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.results import Forecast, Point, PredictionInterval, YearEnd
from tertial.assess.forecasting.sentences import NEAR
from tertial.assess.forecasting.series import Adjustment, YearTarget
from tertial.assess.region import assess_region
from tertial.domain.calendar import Month
from tertial.domain.forecasts import Announced
from tertial.domain.indicators import OverTime
from tertial.domain.label import Label
from tertial.language import using
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.year_ends import year_ends
from tertial.report.model import Block
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator
from tests.unit.report.assemble.cast import row_of, the_table

END = YearEnd(2025, 81.2, PredictionInterval(79.6, 82.7), None, 80.5, 4, 80.5, None, YearTarget(least=95.0), 0.01)
POINTS = (Point(Month(2025, 9), 81.0, None, None),)
OURS = Forecast("phone", Method.MEAN, Label("Skäl.", "Why."), POINTS, END)
THEIRS = Announced("phone", "board", AUGUST, Decimal("83.5"), date(2025, 9, 24), Label("Nämnden.", "The board."))


def written(forecasts: Mapping[str, Forecast], *announced: Announced) -> list[Block]:
    region = replace(a_region([an_indicator("phone"), an_indicator("visit")]), announced=announced)
    with using("en"):
        draft = Draft(assess_region(region, as_of=AUGUST, forecasts=forecasts), "en")
        year_ends(draft)
        return draft.blocks


def test_the_regions_own_forecast_stands_beside_with_who_said_it_and_when() -> None:
    table = the_table(written({"phone": OURS}, THEIRS))
    cells = row_of(table, "Measure phone").cells
    assert [cell.text for cell in cells] == ["Measure phone", "81%", "81%", "80–83%", "95%", "1%"]
    assert cells[2].sub == "announced 83.5%"
    assert table.notes[1].endswith("Measure phone: The board, 24\u00a0September\u00a02025.")


def test_an_announced_forecast_stands_alone_where_the_program_has_none_with_the_reason() -> None:
    table = the_table(written({}, THEIRS))
    (row,) = table.rows
    assert row.cells[0].sub == "Fewer than two single months are reported, so no forecast is made."
    assert [cell.text for cell in row.cells[1:]] == ["–"] * 5
    assert row.cells[2].sub == "announced 83.5%"


def test_years_that_are_about_right_only_are_named_with_the_reason_once() -> None:
    near = {name: replace(OURS, id=name, year_end=replace(END, near=NEAR)) for name in ("phone", "visit")}
    said = [note for note in the_table(written(near)).notes if "about right" in note]
    assert said == [f"Measure phone, Measure visit: {NEAR.en}"]
    assert not any("about right" in note for note in the_table(written({"phone": OURS})).notes)


def test_without_an_announced_forecast_nothing_is_said_of_one_and_without_any_there_is_no_table() -> None:
    table = the_table(written({"phone": OURS}))
    assert not any("nnounced" in note for note in table.notes)
    assert all(cell.sub == "" for row in table.rows for cell in row.cells)
    assert written({}) == []
    assert written({"phone": replace(OURS, points=(), year_end=None)}) == []


def test_a_known_one_off_ahead_is_told_of_below_the_table() -> None:
    known = replace(OURS, adjustments=(Adjustment(Month(2025, 11), 25, Label("Extra kväll.", "An extra evening.")),))
    assert (
        "Measure phone: The forecast counts a known one-off in November 2025: 25 (An extra evening)."
        in the_table(written({"phone": known})).notes
    )


def test_a_one_off_of_another_year_is_not_told_of_below_the_table_of_this_one() -> None:
    known = replace(OURS, adjustments=(Adjustment(Month(2026, 3), 25, Label("Extra kväll.", "An extra evening.")),))
    assert not any("one-off" in note for note in the_table(written({"phone": known})).notes)


def test_a_target_between_two_levels_is_written_as_everywhere_else() -> None:
    between = replace(OURS, year_end=replace(END, target=YearTarget(5.0, 15.0)))
    assert row_of(the_table(written({"phone": between})), "Measure phone").cells[4].text == "5–15%"


def test_a_year_that_lacks_its_first_months_says_which_it_rests_on() -> None:
    part = replace(END, since=Month(2025, 4), is_part=True, target=None, probability=None)
    table = the_table(written({"phone": replace(OURS, year_end=part)}))
    cells = row_of(table, "Measure phone").cells
    assert cells[0].sub == "April–December 2025"
    assert [cell.text for cell in cells[4:]] == ["–", "–"]
    (said,) = (note for note in table.notes if "rests on the months from April 2025 on" in note)
    assert said.startswith("Measure phone: ")


def test_measures_without_a_forecast_are_named_with_the_reason() -> None:
    none = Forecast("visit", Method.NONE, Label("Ingen siffra.", "No figure."))
    assert the_table(written({"phone": OURS, "visit": none})).notes[-1] == "Measure visit: No figure."
    assert the_table(written({"phone": OURS})).notes[-1] == (
        "Measure visit: Fewer than two single months are reported, so no forecast is made."
    )


def test_many_measures_without_a_forecast_for_one_reason_are_counted() -> None:
    region = a_region([an_indicator("phone"), *(an_indicator(f"visit-{place}") for place in range(13))])
    with using("en"):
        draft = Draft(assess_region(region, as_of=AUGUST, forecasts={"phone": OURS}), "en")
        year_ends(draft)
    assert the_table(draft.blocks).notes[-1] == (
        "13 other measures: Fewer than two single months are reported, so no forecast is made."
    )


def test_why_months_make_no_year_stands_beside_what_is_announced() -> None:
    months = replace(OURS, year_end=None, why_no_year=Label("Därför.", "That is why."))
    table = the_table(written({"phone": months}, THEIRS))
    assert table.rows[0].cells[0].sub == "That is why."
    with_another = the_table(written({"visit": replace(OURS, id="visit"), "phone": months}))
    assert with_another.notes[-1] == "Measure phone: That is why."


def test_a_year_so_far_that_is_reported_as_another_figure_than_its_months_make_is_told_below() -> None:
    reported = an_indicator("phone", over_time=OverTime.SUM)
    region = a_region([reported], [a_figure("2025-YTD08", "84")])
    with using("en"):
        draft = Draft(assess_region(region, as_of=AUGUST, forecasts={"phone": OURS}), "en")
        year_ends(draft)
    assert the_table(draft.blocks).notes[-1] == (
        "Measure phone: The forecast rests on the months, which give 81% for January–August 2025; "
        "reported for the period is 84%."
    )


def test_a_range_to_lie_within_has_its_unit_once() -> None:
    within = replace(END, target=YearTarget(70.0, 82.5))
    cells = row_of(the_table(written({"phone": replace(OURS, year_end=within)})), "Measure phone").cells
    assert cells[4].text == "70–82.5%"


def test_a_forecast_without_an_interval_says_why() -> None:
    bare = replace(END, interval_80=None, probability=None)
    forecasts = {one: replace(OURS, id=one, year_end=bare) for one in ("phone", "visit")}
    assert the_table(written(forecasts)).notes[-1] == "Measure phone, Measure visit: Why."


def test_an_interval_whose_ends_are_printed_alike_is_one_figure() -> None:
    narrow = replace(END, interval_80=PredictionInterval(80.9, 81.1))
    assert row_of(the_table(written({"phone": replace(OURS, year_end=narrow)})), "Measure phone").cells[3].text == "81%"
