"""A person's judgement and outlook."""

from __future__ import annotations

import pytest

from tertial.domain.calendar import Month
from tertial.domain.judgements import Judgement, Outlook, Status, worst
from tertial.domain.label import Label

AUGUST = Month(2025, 8)


def test_an_outlook_that_cannot_be_judged_says_why() -> None:
    with pytest.raises(ValueError, match="says why"):
        Judgement("access", "board", AUGUST, Status.MET, Outlook.CANNOT_BE_JUDGED)


@pytest.mark.parametrize("status", [Status.NO_DATA, Status.NO_TARGET, Status.NOT_DUE])
def test_a_judgement_that_judges_nothing_says_why(status: Status) -> None:
    with pytest.raises(ValueError, match="says why"):
        Judgement("access", "board", AUGUST, status)
    assert Judgement("access", "board", AUGUST, status, reason=Label("Uppgifter saknas.")).judgement is status


def test_judgement_and_outlook_are_two_answers() -> None:
    judgement = Judgement("access", "board", AUGUST, Status.NOT_MET, Outlook.WILL_BE_MET)
    assert (judgement.judgement, judgement.outlook) == (Status.NOT_MET, Outlook.WILL_BE_MET)


def test_an_outlook_may_be_left_out() -> None:
    assert Judgement("access", "board", AUGUST, Status.MET).outlook is None


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([Status.MET, Status.NOT_MET, Status.PARTLY_MET], Status.NOT_MET),
        ([Status.MET, Status.PARTLY_MET], Status.PARTLY_MET),
        ([Status.MET, Status.NO_DATA], Status.MET),
        ([Status.NO_DATA, Status.NO_TARGET, Status.NOT_DUE], None),
        ([], None),
    ],
)
def test_the_worst_is_taken_of_those_that_are_judged(statuses: list[Status], expected: Status | None) -> None:
    assert worst(statuses) is expected
