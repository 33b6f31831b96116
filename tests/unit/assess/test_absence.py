"""What stands where there is no figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertial.domain.calendar import FollowUp, Month, PeriodKind
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.indicators import Absence
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.results import Quality, Split
from tertial.domain.targets import Against, BetterThan, ValueTarget
from tests.unit.assess.cast import AUGUST, DA08, YEAR, a_figure, an_indicator, one_row

ELSEWHERE = Absence(
    Quality.FOLLOWED_ELSEWHERE, Label("Följs upp av företagshälsovården.", "Followed up by the health service.")
)
PHONE = a_figure("2025-YTD08", "81")
NEW_RECORDS = Change(
    "new-records",
    ChangeKind.RECORD_SYSTEM,
    Label("Nytt vårdinformationssystem"),
    Month(2025, 4),
    Label("Uppgifter kan inte hämtas.", "No data can be fetched."),
    indicators=("phone",),
    mend=Label("En ny rapport byggs.", "A new report is being built."),
    expected=Month(2025, 12),
)


def test_a_measure_followed_yearly_is_not_due_in_august() -> None:
    row = one_row(an_indicator(followed=(YEAR,)))
    assert (row.status, row.quality) == (Status.NOT_DUE, Quality.NOT_DUE)
    assert row.note == Label("Följs upp vid helår.", "Followed up at full year.")


def test_all_dates_of_a_measure_that_is_not_due_are_named() -> None:
    april = FollowUp("DA04", 4, Label("DÅ04", ""))
    row = one_row(an_indicator(followed=(april, YEAR)))
    assert row.note == Label("Följs upp vid DÅ04 och helår.", "Followed up at DÅ04 and full year.")


def test_a_figure_of_a_measure_that_is_not_due_is_shown_and_judged() -> None:
    row = one_row(an_indicator(target=ValueTarget(Decimal(80)), followed=(YEAR,)), PHONE)
    assert (row.status, row.value) == (Status.MET, PHONE.value)


def test_a_measure_that_starts_later_names_the_month() -> None:
    row = one_row(an_indicator(followed=(DA08,), followed_from=Month(2026, 1)))
    assert (row.status, row.quality) == (Status.NOT_DUE, Quality.NOT_DUE)
    assert row.note == Label("Följs upp från och med januari 2026.", "Followed up from January 2026.")


def test_the_documents_own_words_come_before_not_due() -> None:
    row = one_row(an_indicator(followed=(YEAR,), absences=(ELSEWHERE,)))
    assert (row.status, row.quality, row.note) == (Status.NO_DATA, Quality.FOLLOWED_ELSEWHERE, ELSEWHERE.note)


def test_a_stated_absence_may_itself_be_not_due() -> None:
    later = Absence(Quality.NOT_DUE, Label("Mäts vart tredje år."))
    row = one_row(an_indicator(absences=(later,)))
    assert (row.status, row.note) == (Status.NOT_DUE, later.note)


def test_an_absence_that_has_ended_says_nothing_any_more() -> None:
    ended = Absence(Quality.NOT_STARTED, Label("Startar 2025."), last=Month(2025, 7))
    assert one_row(an_indicator(absences=(ended,))).quality is Quality.MISSING


def test_a_declared_change_explains_a_missing_figure_and_what_would_mend_it() -> None:
    row = one_row(an_indicator(followed=(DA08,)), changes=[NEW_RECORDS])
    assert (row.status, row.quality) == (Status.NO_DATA, Quality.MISSING)
    assert row.note == Label(
        "Uppgifter kan inte hämtas. En ny rapport byggs. Väntas vara åtgärdat i december 2025.",
        "No data can be fetched. A new report is being built. Expected to be mended in December 2025.",
    )


def test_of_two_changes_the_later_explains() -> None:
    later = Change("later", ChangeKind.DEFINITION, Label("Ny definition"), Month(2025, 6), Label("Ny."), ("phone",))
    row = one_row(an_indicator(), changes=[later, NEW_RECORDS])
    assert row.note == later.says


def test_a_change_still_to_come_explains_nothing() -> None:
    future = Change("later", ChangeKind.DEFINITION, Label("Ny definition"), Month(2025, 9), Label("Ny."), ("phone",))
    row = one_row(an_indicator(), changes=[future])
    assert row.note == Label(
        "Utfall för januari–augusti 2025 är inte rapporterat.", "No outcome is reported for January–August 2025."
    )


@pytest.mark.parametrize(
    ("shown", "sv", "en"),
    [
        (PeriodKind.MONTH, "augusti 2025", "August 2025"),
        (PeriodKind.TERTIAL, "andra tertialen 2025", "the second tertial of 2025"),
        (PeriodKind.YTD, "januari–augusti 2025", "January–August 2025"),
        (PeriodKind.R12, "tolv månader till och med augusti 2025", "the twelve months to August 2025"),
        (PeriodKind.YEAR, "2025", "2025"),
    ],
)
def test_a_missing_figure_names_its_period(shown: PeriodKind, sv: str, en: str) -> None:
    note = one_row(an_indicator(shown=shown)).note
    assert note == Label(f"Utfall för {sv} är inte rapporterat.", f"No outcome is reported for {en}.")


def test_the_bare_count_of_a_share_is_no_figure() -> None:
    row = one_row(an_indicator(), a_figure("2025-YTD08", numerator=622))
    assert (row.value, row.numerator, row.quality) == (None, 622, Quality.MISSING)
    assert row.note == Label(
        "Antalet är rapporterat utan det som det är en andel av.",
        "The count is reported without what it is a share of.",
    )


def test_a_figure_across_a_change_is_a_broken_series() -> None:
    figures = [a_figure("2024-YTD08", "87"), PHONE]
    row = one_row(an_indicator(), *figures, changes=[NEW_RECORDS])
    assert (row.quality, row.note) == (Quality.BROKEN_SERIES, NEW_RECORDS.says)


def test_a_figure_with_nothing_to_compare_with_is_not_broken() -> None:
    row = one_row(an_indicator(), PHONE, changes=[NEW_RECORDS])
    assert (row.quality, row.note) == (Quality.COMPLETE, None)


def test_a_series_is_whole_again_a_year_after_the_change() -> None:
    old = Change("old", ChangeKind.DEFINITION, Label("Ny definition"), Month(2024, 1), Label("Ny."), ("phone",))
    row = one_row(an_indicator(), a_figure("2024-YTD08", "87"), PHONE, changes=[old])
    assert row.quality is Quality.COMPLETE


def test_a_figures_own_note_stands_before_the_reason_why_it_cannot_be_judged() -> None:
    figure = a_figure("2025-YTD08", "81", note=Label("Preliminärt.", "Preliminary."))
    row = one_row(an_indicator(target=BetterThan(Against.SAME_PERIOD_LAST_YEAR)), figure)
    assert row.status is Status.NO_DATA
    assert row.note == Label(
        "Preliminärt. Målet jämför med januari–augusti 2024, och det utfallet saknas.",
        "Preliminary. The target compares with January–August 2024, and that outcome is missing.",
    )


def test_an_absent_figure_has_one_row_for_everybody() -> None:
    row = one_row(an_indicator(), a_figure("2024-YTD08", "87"))
    assert (row.split, row.value, row.previous, row.change) == (Split(), None, Decimal(87), None)
    assert [str(period) for period, _figure in row.history] == ["2024-YTD08"]
    assert row.period.last == AUGUST
