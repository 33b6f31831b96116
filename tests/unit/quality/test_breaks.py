from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.domain.calendar import Month
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.label import Label
from tertial.domain.volumes import WHOLE_HOUR, WITHIN_HOUR, Arrival, Volume, VolumeSeries
from tertial.quality.breaks import judge
from tertial.quality.columns import judge_columns
from tertial.quality.feed_quality import judge_feed, unsettled
from tertial.quality.findings import findings
from tertial.quality.sentence import sentence
from tertial.quality.verdicts import Kind, Verdict
from tests.quality_counts import counts, months, series

EVERY = months(48)
LAST = EVERY[-1]


def rows() -> dict[str, list[int]]:
    """Two large units and a small one."""
    return counts(3, (1000, 2000, 50), 48)


def kinds(found: VolumeSeries, unit: str) -> dict[Month, Kind]:
    return {verdict.month: verdict.kind for verdict in judge(found, LAST) if verdict.unit == unit}


def lost(share: float, since: int, unit: str = "unit-0") -> VolumeSeries:
    changed = rows()
    changed[unit] = [int(n * (1 - share)) if place >= since else n for place, n in enumerate(changed[unit])]
    return series(changed)


def test_the_first_year_is_not_judged() -> None:
    found = kinds(series(rows()), "unit-0")
    assert {found[month] for month in EVERY[:12]} == {Kind.NOT_JUDGED}
    assert found[EVERY[14]] is Kind.WHOLE


def test_a_unit_without_rows_has_stopped_and_stays_so() -> None:
    found = kinds(lost(1, 44), "unit-0")
    assert [found[month] for month in EVERY[44:]] == [Kind.STOPPED] * 4


def test_a_month_that_was_never_loaded_is_judged_as_empty() -> None:
    whole = series(rows())
    found = {verdict.unit: verdict for verdict in judge(whole.through(EVERY[-2]), LAST) if verdict.month == LAST}
    assert {verdict.kind for verdict in found.values()} == {Kind.STOPPED}


def test_lost_rows_are_found_each_month_that_they_lack_and_no_longer() -> None:
    changed = rows()
    for place in (40, 41, 42):
        changed["unit-0"][place] //= 2
    found = kinds(series(changed), "unit-0")
    assert [found[month] for month in EVERY[40:44]] == [*[Kind.ROWS_LOST] * 3, Kind.WHOLE]


def test_rows_that_came_twice_are_too_many() -> None:
    assert kinds(lost(-1, 46), "unit-0")[LAST] is Kind.TOO_MANY


def test_a_small_unit_is_judged_over_several_months_and_the_sentence_says_so() -> None:
    found = lost(0.7, 38, "unit-2")
    verdicts = judge(found, LAST)
    last = next(verdict for verdict in verdicts if verdict.unit == "unit-2" and verdict.month == LAST)
    assert last.kind is Kind.ROWS_LOST
    assert last.judged is not None
    assert last.judged.months > 1
    said = sentence(findings(verdicts, ())[0], {}, 3)
    assert "månader är bedömda tillsammans" in said.sv
    assert "months are judged together" in said.en


def test_a_month_that_usually_comes_late_is_late_and_not_lost() -> None:
    early = {month: Arrival(5, 0.6) for month in EVERY[-7:-1]} | {LAST: Arrival(5, 1.0)}
    found = replace(lost(0.4, 47), arrivals=early)
    assert kinds(found, "unit-0")[LAST] is Kind.LATE
    assert kinds(replace(found, arrivals={LAST: Arrival(5, 1.0)}), "unit-0")[LAST] is Kind.ROWS_LOST
    assert kinds(replace(lost(0.8, 47), arrivals=early), "unit-0")[LAST] is Kind.ROWS_LOST


def test_a_closed_unit_is_not_missed() -> None:
    verdicts = judge(lost(1, 44), LAST, is_open=lambda unit, month: unit != "unit-0" or month < EVERY[44])
    assert max(verdict.month for verdict in verdicts if verdict.unit == "unit-0") == EVERY[43]


def test_the_sentence_names_feed_unit_share_change_and_what_would_mend_it() -> None:
    change = Change("new", ChangeKind.RECORD_SYSTEM, Label("Nytt journalsystem", "New system"), EVERY[43], Label("x"))
    found = judge_feed(lost(0.57, 44), LAST, [change], lambda _unit, _month: True)
    finding = next(one for one in found.findings if one.lasts)
    said = sentence(finding, {"unit-0": Label("Umeå hälsocentral", "Umeå health centre")}, 3)
    assert said.sv.startswith("Vårdkontakter från Umeå hälsocentral: 4")
    assert "av väntade rader sedan september 2021, efter bytet av journalsystem (”Nytt journalsystem”)." in said.sv
    assert said.sv.endswith("Begär en ny leverans för september–december 2021.")
    assert "after the change of record system (“New system”)" in said.en


def verdicts_of(found: VolumeSeries) -> list[Verdict]:
    return [Verdict("contacts", "hc-1", month, Kind.WHOLE, 400) for month in found.months]


def columns_of(last: Volume) -> VolumeSeries:
    usual = Volume(400, {"wait_days": 120}, {"mode": {"phone": 200, "physical": 180, "video": 20}})
    return VolumeSeries("contacts", EVERY[:12], {"hc-1": dict.fromkeys(EVERY[:11], usual) | {EVERY[11]: last}})


@pytest.mark.parametrize(
    ("volume", "kind", "column"),
    [
        (Volume(400, {"wait_days": 330}), Kind.FIELD_MISSING, "wait_days"),
        (Volume(400, {"wait_days": 120}, {"mode": {"phone": 20, "physical": 360}}), Kind.CODES_CHANGED, "mode"),
    ],
)
def test_a_column_that_is_not_as_before_is_found(volume: Volume, kind: Kind, column: str) -> None:
    found = columns_of(volume)
    (wrong,) = judge_columns(found, verdicts_of(found), {})
    assert (wrong.kind, wrong.column, wrong.month) == (kind, column, EVERY[11])


@pytest.mark.parametrize(("whole", "kinds"), [(390, [Kind.TIMES_COARSER]), (0, [])])
def test_times_that_are_cut_to_the_hour_are_found_and_finer_ones_are_no_fault(whole: int, kinds: list[Kind]) -> None:
    def volume(count: int) -> Volume:
        return Volume(400, {}, {"admitted_at": {WHOLE_HOUR: count, WITHIN_HOUR: 400 - count}})

    months = dict.fromkeys(EVERY[:11], volume(100)) | {EVERY[11]: volume(whole)}
    found = VolumeSeries("admissions", EVERY[:12], {"ward": months})
    columns = judge_columns(found, [Verdict("admissions", "ward", month, Kind.WHOLE, 400) for month in months], {})
    assert [one.kind for one in columns] == kinds
    for finding in findings([Verdict("admissions", "ward", EVERY[11], Kind.WHOLE, 400)], columns):
        said = sentence(finding, {}, 3)
        assert "72\u00a0% fler av tiderna än förut" in said.sv
        assert "är avrundade till hel timme eller dag" in said.sv


def test_a_column_that_is_filled_in_later_is_not_missed_yet() -> None:
    found = columns_of(Volume(400, {"wait_days": 330}))
    assert judge_columns(found, verdicts_of(found), {"wait_days": EVERY[6]}) == ()
    assert unsettled("waiting-list", Month(2025, 12))["done"] == Month(2025, 1)
    assert unsettled("contacts", Month(2025, 12)) == {}
