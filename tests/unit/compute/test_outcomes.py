"""Computed figures as assessment shows them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.indicators import rows_of
from tertial.compute.outcomes import as_outcome
from tertial.domain.calendar import FollowUp, Month, Period
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator, OverTime, ValueUnit
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.reckoning import Reckoning
from tertial.domain.results import WHOLE, AbsentFigure, Outcomes, Quality, ReportedValue, Sex, Split
from tertial.domain.targets import DatedTarget, Targets, ValueTarget
from tests.unit.assess.cast import a_figure, a_region
from tests.unit.compute.counted import (
    AUGUST,
    COUNT,
    SHARE,
    YEAR_TO_AUGUST,
    a_cell,
    an_indicator,
    of_all,
    reaching,
    results,
)
from tests.unit.compute.organisations import a_unit, an_organisation

BOARD = an_organisation(a_unit("board"))
SEEN = replace(an_indicator(decimals=1), targets=Targets((DatedTarget(ValueTarget(Decimal(80))),)))
NEW_RECORDS = Change(
    "new-records", ChangeKind.RECORD_SYSTEM, Label("Nytt system"), Month(2025, 4), Label("Nytt system.", "New system."),
    indicators=("seen",),
)  # fmt: skip


def outcome(figure: ComputedFigure, decimals: int = 1) -> ReportedValue | AbsentFigure:
    return as_outcome(figure, decimals=decimals, source="snapshot 7")


def assessed(
    indicator: Indicator, *figures: ComputedFigure, changes: tuple[Change, ...] = ()
) -> list[IndicatorAssessment]:
    found = [outcome(figure, indicator.decimals) for figure in figures]
    values = [one for one in found if isinstance(one, ReportedValue)]
    region = replace(
        a_region([indicator], changes=changes),
        outcomes=Outcomes([]).with_computed(values, [one for one in found if isinstance(one, AbsentFigure)]),
    )
    return rows_of(indicator, region, goal="", unit="board", as_of=AUGUST)


def test_a_computed_share_is_shown_with_its_counts_and_judged() -> None:
    figure = results(BOARD, of_all(2, 3, "board"), SEEN).figure("seen", "board", YEAR_TO_AUGUST)
    (row,) = assessed(SEEN, figure)
    assert (row.numerator, row.denominator, row.value) == (2, 3, Decimal("66.7"))
    assert (row.attainment, row.status, row.quality, row.note) == (83, Status.PARTLY_MET, Quality.COMPLETE, None)


def test_the_source_is_the_snapshot() -> None:
    figure = results(BOARD, of_all(2, 3, "board"), SEEN).figure("seen", "board", YEAR_TO_AUGUST)
    found = outcome(figure)
    assert isinstance(found, ReportedValue)
    assert (found.source, found.published) == ("snapshot 7", False)


@pytest.mark.parametrize(
    ("settled_after", "loaded", "quality", "says"),
    [
        (1, None, Quality.PROVISIONAL, "Provisional until September 2025 is loaded."),
        (0, {"contacts": [AUGUST]}, Quality.PARTIAL, "The figure covers only August 2025."),
    ],
)
def test_a_provisional_or_partial_figure_is_shown_as_such_with_its_reason(
    settled_after: int, loaded: dict[str, list[Month]] | None, quality: Quality, says: str
) -> None:
    indicator = replace(SEEN, settled_after=settled_after)
    found = results(BOARD, of_all(2, 3, "board"), indicator, loaded=loaded)
    (row,) = assessed(indicator, found.figure("seen", "board", YEAR_TO_AUGUST))
    assert (row.quality, row.value, row.status) == (quality, Decimal("66.7"), Status.PARTLY_MET)
    assert row.note is not None
    assert row.note.en.endswith(says)


def test_a_change_between_the_figure_and_last_years_breaks_the_series_and_keeps_the_reason() -> None:
    indicator = replace(SEEN, settled_after=1)
    cells = [*of_all(2, 3, "board"), *of_all(1, 3, "board", Month(2024, 5))]
    found = results(BOARD, cells, indicator)
    figures = [found.figure("seen", "board", period) for period in (YEAR_TO_AUGUST, Period.parse("2024-YTD08"))]
    (row,) = assessed(indicator, *figures, changes=(NEW_RECORDS,))
    assert (row.quality, row.previous) == (Quality.BROKEN_SERIES, Decimal("33.3"))
    assert row.note is not None
    assert row.note.en == "Provisional until September 2025 is loaded. New system."


def test_a_missing_figure_says_what_is_not_loaded() -> None:
    figure = results(BOARD, [], SEEN, loaded={}).figure("seen", "board", YEAR_TO_AUGUST)
    (row,) = assessed(SEEN, figure)
    assert (row.value, row.numerator, row.status, row.quality) == (None, None, Status.NO_DATA, Quality.MISSING)
    assert row.note is not None
    assert row.note.sv == "Underlaget ”Vårdkontakter” är inte inläst för januari–augusti 2025."


def test_a_missing_figure_tells_of_the_change_that_explains_it_too() -> None:
    figure = results(BOARD, [], SEEN, loaded={}).figure("seen", "board", YEAR_TO_AUGUST)
    (row,) = assessed(SEEN, figure, changes=(NEW_RECORDS,))
    assert row.note is not None
    assert row.note.en == "The feed “Contacts” is not loaded for January–August 2025. New system."


def test_a_figure_without_cases_is_rightly_absent_whatever_has_changed() -> None:
    figure = results(BOARD, [], SEEN).figure("seen", "board", YEAR_TO_AUGUST)
    (row,) = assessed(SEEN, figure, changes=(NEW_RECORDS,))
    assert (row.status, row.quality) == (Status.NO_DATA, Quality.NOT_APPLICABLE)
    assert row.note == Label("Inga fall under januari–augusti 2025.", "No cases in January–August 2025.")


def test_the_calendar_comes_before_what_computing_says() -> None:
    yearly = replace(SEEN, followed=(FollowUp("YEAR", 12, Label("Helår", "Full year")),))
    figure = results(BOARD, [], yearly, loaded={}).figure("seen", "board", YEAR_TO_AUGUST)
    (row,) = assessed(yearly, figure)
    assert (row.status, row.quality) == (Status.NOT_DUE, Quality.NOT_DUE)


def test_a_part_without_cases_has_a_row_that_says_so() -> None:
    indicator = replace(SEEN, by=("sex",))
    found = results(BOARD, of_all(2, 3, "board", sex=Sex.MEN), indicator)
    splits = (WHOLE, Split(Sex.WOMEN), Split(Sex.MEN))
    rows = assessed(indicator, *(found.figure("seen", "board", YEAR_TO_AUGUST, split) for split in splits))
    assert [(row.split, row.quality) for row in rows] == [
        (WHOLE, Quality.COMPLETE),
        (Split(Sex.WOMEN), Quality.NOT_APPLICABLE),
        (Split(Sex.MEN), Quality.COMPLETE),
    ]


def test_so_many_of_so_many_are_shown_as_that() -> None:
    clinics = an_indicator(reaching("50"), "clinics")
    organisation = an_organisation(a_unit("board"), a_unit("b"))
    found = results(organisation, [*of_all(2, 3, "board"), *of_all(1, 3, "b")], an_indicator(), clinics)
    figure = replace(found.figure("clinics", "region", YEAR_TO_AUGUST), node="board")
    (row,) = assessed(clinics, figure)
    assert (row.numerator, row.denominator, row.value) == (1, 2, Decimal(1))


def test_a_count_that_is_a_mean_over_months_is_a_value_alone() -> None:
    count = an_indicator(COUNT, over_time=OverTime.MEAN)
    found = results(BOARD, [a_cell(10, "board")], count)
    (row,) = assessed(count, found.figure("seen", "board", YEAR_TO_AUGUST))
    assert (row.numerator, row.value) == (None, Decimal(1))


def test_a_sum_below_zero_is_a_value_alone() -> None:
    count = an_indicator(COUNT, unit=ValueUnit.SEK)
    found = outcome(results(BOARD, [a_cell(-10, "board")], count).figure("seen", "board", YEAR_TO_AUGUST), 0)
    assert isinstance(found, ReportedValue)
    assert (found.value, found.numerator) == (Decimal(-10), None)


def test_a_denominator_below_zero_leaves_the_value_alone() -> None:
    figure = replace(
        results(BOARD, of_all(2, 3, "board"), an_indicator(SHARE)).figure("seen", "board", YEAR_TO_AUGUST),
        denominator=-4,
        reckoning=Reckoning(is_ratio=True),
    )
    found = outcome(figure)
    assert isinstance(found, ReportedValue)
    assert (found.value, found.numerator, found.denominator) == (Decimal("-0.5"), None, None)


def test_a_figure_cannot_be_both_reported_and_computed() -> None:
    reported = a_figure("2025-YTD08", "81", indicator="seen")
    with pytest.raises(ValueError, match="stands twice"):
        Outcomes([reported]).with_computed([reported])


def test_reported_and_computed_figures_stand_together() -> None:
    why = AbsentFigure("seen", "board", YEAR_TO_AUGUST, WHOLE, Quality.MISSING, Label("Saknas."))
    together = Outcomes([a_figure("2025-YTD08", "81")]).with_computed([], [why]).with_computed([])
    assert len(together) == 1
    assert together.absent("seen", "board") == {(YEAR_TO_AUGUST, WHOLE): why}


def test_qualities_of_figures_and_of_absences_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="no quality of a figure"):
        replace(a_figure("2025-YTD08", "81"), quality=Quality.MISSING)
    with pytest.raises(ValueError, match="no reason for a missing figure"):
        AbsentFigure("seen", "board", YEAR_TO_AUGUST, WHOLE, Quality.PARTIAL, Label("Varför."))
