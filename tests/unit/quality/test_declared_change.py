"""A change of record system that is declared of some feeds and units changes what is said of those alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tertial.domain.calendar import Month
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.label import Label
from tertial.quality.feed_quality import judge_feed
from tertial.quality.verdicts import Kind
from tests.quality_counts import counts, months, series

EVERY = months(48)
SINCE = 44
CHANGE = Change("new", ChangeKind.RECORD_SYSTEM, Label("Nytt journalsystem"), EVERY[SINCE], Label("x"))


def lacking(share: float, change: Change) -> tuple[set[Month], set[str]]:
    """The months found lacking of a unit that keeps a part of its rows, and the changes that findings name."""
    rows = counts(5, (1000, 1000, 1000), len(EVERY))
    rows["unit-0"] = [int(count * share) if place >= SINCE else count for place, count in enumerate(rows["unit-0"])]
    found = judge_feed(series(rows), EVERY[-1], [change], lambda _unit, _month: True)
    lost = {one.month for one in found.verdicts if one.unit == "unit-0" and one.kind is Kind.ROWS_LOST}
    return lost, {one.change.id for one in found.findings if one.change is not None}


@pytest.mark.parametrize(
    ("feeds", "units", "is_of"),
    [
        ((), (), True),
        (("contacts",), (), True),
        (("phone-calls",), (), False),
        ((), ("unit-0",), True),
        (("contacts",), ("unit-1", "unit-0"), True),
        ((), ("unit-1",), False),
    ],
)
def test_findings_name_a_change_of_their_own_feed_and_units_alone(
    feeds: tuple[str, ...], units: tuple[str, ...], is_of: bool
) -> None:
    change = replace(CHANGE, feeds=feeds, units=units)
    lost, named = lacking(0.5, change)
    assert EVERY[SINCE] in lost
    assert named == ({"new"} if is_of else set())


def test_a_loss_is_likelier_where_the_change_is_and_nowhere_else() -> None:
    share = next(part / 100 for part in range(95, 50, -1) if EVERY[SINCE] in lacking(part / 100, CHANGE)[0])
    elsewhere = replace(CHANGE, feeds=("phone-calls",))
    assert EVERY[SINCE] not in lacking(share, elsewhere)[0]
    assert EVERY[SINCE] not in lacking(share, replace(CHANGE, units=("unit-1",)))[0]
    assert EVERY[SINCE] in lacking(share, replace(CHANGE, units=("unit-0",)))[0]
