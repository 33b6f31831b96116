"""What is known of a unit's months, and what is known even of those where something is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tertial.assess.estimates.series import Counts, Coverage
from tertial.definitions.library import library_indicators
from tertial.domain.calendar import Month
from tertial.pipeline.estimate_series import UnitMonths, unit_months
from tertial.quality.expected import Expected
from tertial.quality.inherited import Ground
from tertial.quality.verdicts import ColumnVerdict, Kind, Verdict

FIRST, WRONG, LAST = Month(2025, 1), Month(2025, 9), Month(2025, 12)
MONTHS = FIRST.through(LAST)
CAME = {month: Counts(30.0, 100.0) for month in MONTHS}


def known(indicator: str, *said: Verdict | ColumnVerdict, feeds: Sequence[str] = ("contacts",)) -> UnitMonths:
    grounds = {
        month: tuple(Ground(feed, frozenset({month}), None, is_main=at == 0) for at, feed in enumerate(feeds))
        for month in MONTHS
    }
    wrong = {(one.feed, "a"): [one] for one in said}
    return unit_months(library_indicators()[indicator], "a", grounds, wrong, CAME, through=LAST)


def column(name: str) -> ColumnVerdict:
    return ColumnVerdict("contacts", "a", WRONG, Kind.CODES_CHANGED, name, 100, 0.4, 0.02)


def lost(feed: str, rows: int = 40) -> Verdict:
    return Verdict(feed, "a", WRONG, Kind.ROWS_LOST, rows, Expected(100.0, 10.0))


@pytest.mark.parametrize(
    ("indicator", "last"),
    [("digital-visits-share", LAST), ("readmissions-30-days-share", Month(2025, 10)), ("home-visits-both-share", None)],
)
def test_months_that_are_not_final_yet_are_not_known(indicator: str, last: Month | None) -> None:
    settled = known(indicator).series.months
    assert max(settled) == (last or Month(2025, 2))
    assert settled == {month: CAME[month] for month in settled}


def test_a_figure_is_final_no_sooner_than_its_facts_have_looked_as_far_as_they_do() -> None:
    stated = replace(library_indicators()["readmissions-30-days-share"], settled_after=0)
    assert stated.final_after == 2
    assert max(unit_months(stated, "a", {}, {}, CAME, through=LAST).series.months) == Month(2025, 10)
    assert replace(stated, settled_after=3).final_after == 3


def test_the_denominator_is_known_where_only_a_column_of_the_numerator_is_wrong() -> None:
    found = known("digital-visits-share", column("mode"))
    assert found.lacking == {WRONG: Coverage(0.0, whole=100.0)}
    assert WRONG not in found.series.months


def test_the_denominator_is_unknown_where_a_column_that_it_reads_is_wrong() -> None:
    assert known("assessed-within-3-days", column("visit")).lacking == {WRONG: Coverage(0.0)}


def test_the_denominator_is_unknown_where_its_rows_lack() -> None:
    found = known("digital-visits-share", lost("contacts"))
    assert found.lacking == {WRONG: Coverage(40, 100.0, 10.0, CAME[WRONG])}


def test_the_denominator_of_another_feed_is_known_though_the_rows_that_are_counted_lack() -> None:
    feeds = ("lifestyle-advice", "contacts")
    found = known("living-habits-asked-share", lost("lifestyle-advice"), feeds=feeds)
    assert found.lacking == {WRONG: Coverage(40, 100.0, 10.0, CAME[WRONG], 100.0)}
    found = known("living-habits-asked-share", lost("lifestyle-advice", 0), feeds=feeds)
    assert found.lacking == {WRONG: Coverage(0, 100.0, 10.0, None, 100.0)}
    found = known("living-habits-asked-share", lost("contacts"), feeds=feeds)
    assert found.lacking == {WRONG: Coverage(0.0)}
