"""A small unit whose rows lack is found by several months together; the first of them are then no better known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.domain.calendar import Month
from tertial.pipeline.estimate_series import Judged
from tertial.quality.expected import Expected
from tertial.quality.feed_quality import FeedQuality
from tertial.quality.verdicts import Kind, Verdict

EVERY = Month(2025, 1).through(Month(2025, 6))
ROWS = (5, 6, 1, 7, 0, 1)
LAST = EVERY[-1]


def judged(last: Verdict) -> Judged:
    """A ward at which five rows are expected a month, and what is said of its last month."""
    verdicts = [
        Verdict("admissions", "ward", month, Kind.WHOLE, rows, Expected(5.0, 2.3))
        for month, rows in zip(EVERY, ROWS, strict=True)
    ]
    quality = FeedQuality("admissions", EVERY, ("ward",), (*verdicts[:-1], last), (), ())
    return Judged([quality], {"ward": "ward"})


LACKING = Verdict(
    "admissions", "ward", LAST, Kind.ROWS_LOST, 1, Expected(5.0, 2.3), Expected(20.0, 4.6, 4), judged_rows=9
)


def test_months_that_one_verdict_finds_to_lack_together_are_all_estimated_but_those_that_came_whole() -> None:
    found = judged(LACKING)
    assert [one.month for one in found.wrong["admissions", "ward"]] == [LAST]
    by_now = found.wrong_by_now["admissions", "ward"]
    # Of March to June rows lack together; in April more came than were expected.
    assert sorted(one.month for one in by_now) == [Month(2025, 3), Month(2025, 5), LAST]
    assert {one.kind for one in by_now} == {Kind.ROWS_LOST}


@pytest.mark.parametrize(
    "last",
    [
        replace(LACKING, judged=Expected(5.0, 2.3), judged_rows=1),
        replace(LACKING, kind=Kind.TOO_MANY),
        replace(LACKING, judged=None),
    ],
)
def test_a_verdict_on_one_month_or_on_too_many_rows_says_nothing_of_those_before(last: Verdict) -> None:
    found = judged(last)
    assert found.wrong_by_now == found.wrong
