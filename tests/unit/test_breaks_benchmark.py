"""What is found of a change of record system is counted as the truth says, and false alarms where it is silent."""

from __future__ import annotations

from pathlib import Path

from benchmarks.breaks import Held, hold

_VERDICTS = "feed,unit,month,verdict,rows,expected,share,judged_months,column,column_share\n"
_MECHANISMS = "mechanism,family,held_out,feed,unit,column,first_month,last_month,share_thousandths\n"
_DELIVERED = "feed,unit,month,rows,in_time,late,pending,lost,doubled,moved_out,moved_in,refused,updates\n"


def held(folder: Path, verdicts: str, mechanisms: str, delivered: str) -> Held:
    (folder / "verdicts").mkdir()
    (folder / "verdicts" / "2025-03.csv").write_text(_VERDICTS + verdicts, "utf-8")
    return held_against(folder, mechanisms, delivered)


def held_against(folder: Path, mechanisms: str, delivered: str) -> Held:
    truth = folder / "truth"
    truth.mkdir()
    (truth / "mechanisms.csv").write_text(_MECHANISMS + mechanisms, "utf-8")
    (truth / "delivered.csv").write_text(_DELIVERED + delivered, "utf-8")
    found = Held()
    hold(found, truth, folder / "verdicts")
    return found


def test_large_losses_are_found_where_rows_are_said_to_lack(tmp_path: Path) -> None:
    found = held(
        tmp_path,
        "contacts,a,2025-04,rows_lost,100,300,0.3,1,,\ncontacts,a,2025-05,whole,100,300,0.3,1,,\n",
        "most,lost,yes,contacts,a,,2025-04,2025-05,600\n",
        "contacts,a,2025-04,100,100,0,0,200,0,0,0,0,0\ncontacts,a,2025-05,100,100,0,0,200,0,0,0,0,0\n",
    )
    assert (found.large[True].found, found.large[True].all) == (1, 2)
    assert found.mechanisms[True, "lost", "most"].share == "50 %"
    assert (found.alarms, found.unit_months) == (0, 0)


def test_a_small_loss_and_a_small_unit_are_no_large_losses(tmp_path: Path) -> None:
    found = held(
        tmp_path,
        "contacts,a,2025-04,whole,270,300,0.9,1,,\ncontacts,b,2025-04,whole,10,100,0.1,1,,\n",
        "some,lost,no,contacts,a,,2025-04,2025-04,100\nsome,lost,no,contacts,b,,2025-04,2025-04,900\n",
        "contacts,a,2025-04,270,270,0,0,30,0,0,0,0,0\ncontacts,b,2025-04,10,10,0,0,90,0,0,0,0,0\n",
    )
    assert found.large[False].all == 0
    assert found.mechanisms[False, "lost", "some"].all == 2


def test_a_field_is_found_by_what_is_said_of_its_column_alone(tmp_path: Path) -> None:
    found = held(
        tmp_path,
        "contacts,a,2025-04,whole,300,300,1,1,,\ncontacts,a,2025-04,field_missing,300,,,,mode,0.5\n"
        "contacts,b,2025-04,whole,300,300,1,1,,\ncontacts,b,2025-04,field_missing,300,,,,visit,0.5\n",
        "half,empty_field,no,contacts,a,mode,2025-04,2025-04,500\nhalf,empty_field,no,contacts,b,mode,2025-04,2025-04,500\n",
        "",
    )
    assert (
        found.mechanisms[False, "empty_field", "half"].found,
        found.mechanisms[False, "empty_field", "half"].all,
    ) == (1, 2)


def test_months_after_one_another_are_one_false_alarm_of_a_unit_that_was_left_alone(tmp_path: Path) -> None:
    kinds = ("whole", "rows_lost", "rows_lost", "whole", "too_many", "not_judged")
    found = held(
        tmp_path,
        "".join(f"contacts,a,2025-0{number},{kind},9,300,1,1,,\n" for number, kind in enumerate(kinds, 1)),
        "stops,unit_stops,no,contacts,b,,2025-04,2025-05,1000\n",
        "",
    )
    assert (found.alarms, found.unit_months) == (2, 5)


def test_rows_that_the_organisation_declares_to_have_moved_are_not_lost_and_late_ones_are_counted_apart(
    tmp_path: Path,
) -> None:
    found = held(
        tmp_path,
        "contacts,a,2025-04,whole,0,300,1,1,,\ncontacts,b,2025-04,late,100,300,0.3,1,,\n",
        "new,units,no,contacts,a,c,2025-04,2025-04,1000\nlater,late,no,contacts,b,,2025-04,2025-04,600\n",
        "contacts,a,2025-04,0,0,0,0,0,0,300,0,0,0\ncontacts,b,2025-04,300,100,200,0,0,0,0,0,0,0\n",
    )
    assert found.large[False].all == 0
    assert (found.not_yet[False].found, found.not_yet[False].all) == (1, 1)


def test_a_month_is_held_by_what_was_said_when_it_was_loaded(tmp_path: Path) -> None:
    (tmp_path / "verdicts").mkdir()
    lost = "contacts,a,2025-04,rows_lost,100,300,0.3,1,,\n"
    (tmp_path / "verdicts" / "2025-04.csv").write_text(_VERDICTS + lost, "utf-8")
    late = lost.replace("rows_lost", "whole") + lost.replace("2025-04", "2025-05")
    (tmp_path / "verdicts" / "2025-05.csv").write_text(_VERDICTS + late, "utf-8")
    found = held_against(tmp_path, "", "contacts,a,2025-04,100,100,0,0,200,0,0,0,0,0\n")
    assert (found.large[False].found, found.large[False].all) == (1, 1)
