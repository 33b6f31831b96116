"""Assignments and actions: who, how far, and what is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tertial.domain.actions import Action, ActionReport, CompareWith, StatusFrom
from tertial.domain.assignments import Addressee, Assignment, AssignmentReport, Part, Periodicity, Progress
from tertial.domain.calendar import Month
from tertial.domain.label import Label

APRIL, AUGUST = Month(2025, 4), Month(2025, 8)
END = date(2025, 8, 31)
DAY_AFTER = date(2025, 9, 1)


def an_assignment(
    *reports: tuple[Month, Progress], end: date | None = END, addressees: tuple[Addressee, ...] = (Addressee("board"),)
) -> Assignment:
    return Assignment(
        "fewer-trips",
        Label("Färre tjänsteresor"),
        "council",
        addressees,
        Periodicity.TERTIAL,
        end=end,
        reports=tuple(AssignmentReport(month, status) for month, status in reports),
        parts=(Part("inventory", Label("Inventering"), Progress.PAUSED),),
    )


def an_action(*reports: ActionReport) -> Action:
    return Action("evening-open", "citizens", Label("Öppna fler kvällar"), Label("Kvällsöppet"), reports=reports)


def test_each_addressee_has_its_own_status() -> None:
    addressees = (Addressee("board", Progress.DONE), Addressee("regional-board"))
    assignment = an_assignment(addressees=addressees)
    assert [addressee.status for addressee in assignment.addressees] == [Progress.DONE, None]
    assert assignment.parts[0].status is Progress.PAUSED


def test_an_assignment_is_given_to_somebody() -> None:
    with pytest.raises(ValueError, match="at least one addressee"):
        an_assignment(addressees=())


def test_the_latest_report_up_to_the_month_counts() -> None:
    assignment = an_assignment((AUGUST, Progress.DONE), (APRIL, Progress.IN_PROGRESS))
    found = [assignment.report(Month(2025, number)) for number in (3, 4, 7, 8)]
    assert [report and report.status for report in found] == [
        None,
        Progress.IN_PROGRESS,
        Progress.IN_PROGRESS,
        Progress.DONE,
    ]


@pytest.mark.parametrize(
    ("status", "today", "late"),
    [
        (Progress.IN_PROGRESS, END, False),
        (Progress.IN_PROGRESS, DAY_AFTER, True),
        (Progress.PAUSED, DAY_AFTER, True),
        (Progress.NOT_STARTED, DAY_AFTER, True),
        (Progress.DONE, DAY_AFTER, False),
        (Progress.DONE_WITH_DEVIATION, DAY_AFTER, False),
    ],
)
def test_late_is_computed_from_the_end_date(status: Progress, today: date, late: bool) -> None:
    assert an_assignment((AUGUST, status)).is_late(today, AUGUST) is late


def test_an_assignment_done_later_was_late_as_of_the_month_before() -> None:
    assignment = an_assignment((AUGUST, Progress.DONE))
    assert assignment.is_late(DAY_AFTER, Month(2025, 7))
    assert not assignment.is_late(DAY_AFTER, AUGUST)


def test_an_assignment_without_report_is_late_after_its_end() -> None:
    assert an_assignment().is_late(DAY_AFTER, AUGUST)


def test_an_assignment_without_end_is_never_late() -> None:
    assert not an_assignment(end=None).is_late(date(2099, 1, 1), AUGUST)


def test_two_reports_for_one_month_are_refused() -> None:
    with pytest.raises(ValueError, match="two reports"):
        an_assignment((APRIL, Progress.DONE), (APRIL, Progress.PAUSED))
    with pytest.raises(ValueError, match="two reports"):
        an_action(ActionReport(APRIL, None), ActionReport(APRIL, Progress.DONE))


def test_an_actions_status_may_be_read_out_of_the_words_or_be_unknown() -> None:
    words = ActionReport(AUGUST, Progress.IN_PROGRESS, StatusFrom.WORDS, Label("Pågår."))
    action = an_action(ActionReport(APRIL, None), words)
    first, latest = action.report(APRIL), action.report(AUGUST)
    assert first is not None
    assert first.status is None
    assert latest == words
    assert action.report(Month(2025, 1)) is None


def test_an_action_with_a_start_says_where_it_is_done_and_what_it_is_compared_with() -> None:
    started = replace(an_action(), indicator="phone", started=APRIL, phase_in=2, units=("north",))
    assert started.compare_with is CompareWith.SISTERS
    assert replace(started, compare_with=("south", "west")).compare_with == ("south", "west")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"indicator": ""}, "there is none"),
        ({"started": None}, "a start is put in place"),
        ({"phase_in": -1}, "0 months or more"),
        ({"units": ("north", "north")}, "stands twice"),
        ({"compare_with": ()}, "compared with units"),
        ({"units": ()}, "compared with units"),
        ({"compare_with": ("south", "north")}, "does not have the action"),
    ],
)
def test_an_action_that_contradicts_itself_is_refused(changes: dict[str, object], says: str) -> None:
    started = replace(
        an_action(), indicator="phone", started=APRIL, phase_in=2, units=("north",), compare_with=("south",)
    )
    with pytest.raises(ValueError, match=says):
        replace(started, **changes)  # type: ignore[arg-type]
