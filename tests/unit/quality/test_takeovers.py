"""A unit that takes over another is held against what the other had, from the day that the organisation declares."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tertial.domain.calendar import Month
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Successor, Unit, Validity
from tertial.quality.breaks import judge
from tertial.quality.takeovers import Takeover, takeovers
from tertial.quality.verdicts import Kind
from tests.quality_counts import counts, months, series

EVERY = months(48)
LAST = EVERY[-1]
SINCE = 42
WHOLE = Decimal(1)


def unit(name: str, last: date | None = None, *successors: Successor) -> Unit:
    return Unit(name, Label(name, name), "clinic", validity=Validity(None, last), successors=successors)


def renamed(part: float) -> dict[str, list[int]]:
    """From a month on the rows of the first unit, or this part of them, come under a new id."""
    rows = counts(3, (1000, 2000, 500), 48)
    old = rows["unit-0"]
    rows["new"] = [int(count * part) if place >= SINCE else 0 for place, count in enumerate(old)]
    rows["unit-0"] = [count if place < SINCE else 0 for place, count in enumerate(old)]
    return rows


def kinds_of(rows: dict[str, list[int]], name: str, *taken: Takeover) -> dict[Month, Kind]:
    def is_open(one: str, month: Month) -> bool:
        return (month < EVERY[SINCE]) if one == "unit-0" else True

    return {one.month: one.kind for one in judge(series(rows), LAST, is_open, takeovers=taken) if one.unit == name}


def test_a_renamed_unit_is_judged_from_its_first_month_and_the_old_one_is_not_missed() -> None:
    taken = Takeover(EVERY[SINCE], "unit-0", "new", WHOLE)
    assert set(kinds_of(renamed(1), "new", taken).values()) == {Kind.WHOLE}
    assert set(kinds_of(renamed(0.5), "new", taken).values()) == {Kind.ROWS_LOST}
    assert max(kinds_of(renamed(1), "unit-0", taken)) == EVERY[SINCE - 1]


def test_without_a_declared_successor_a_new_unit_is_not_judged() -> None:
    assert set(kinds_of(renamed(0.5), "new").values()) == {Kind.NOT_JUDGED}


def test_a_renamed_unit_that_never_sends_anything_has_stopped() -> None:
    rows = renamed(0)
    del rows["new"]
    found = kinds_of(rows, "new", Takeover(EVERY[SINCE], "unit-0", "new", WHOLE))
    assert found == dict.fromkeys(EVERY[SINCE:], Kind.STOPPED)


def test_a_feed_that_still_names_the_old_unit_is_not_missed_under_the_new_one() -> None:
    taken = Takeover(EVERY[SINCE], "unit-0", "new", WHOLE)
    rows = counts(3, (1000, 2000, 500), 48)
    assert kinds_of(rows, "new", taken) == {}
    assert kinds_of(rows, "unit-0", taken) == kinds_of(rows, "unit-0")


def test_a_unit_that_takes_half_of_another_is_expected_to_grow_by_it() -> None:
    rows = counts(3, (1000, 2000, 500), 48)
    half = [count // 2 for count in rows["unit-0"]]
    for name in ("unit-1", "unit-2"):
        rows[name] = [count + (half[place] if place >= SINCE else 0) for place, count in enumerate(rows[name])]
    rows["unit-0"] = [count if place < SINCE else 0 for place, count in enumerate(rows["unit-0"])]
    taken = [Takeover(EVERY[SINCE], "unit-0", name, Decimal("0.5")) for name in ("unit-1", "unit-2")]
    assert [kinds_of(rows, "unit-2", *taken)[month] for month in EVERY[SINCE:]] == [Kind.WHOLE] * 6
    assert kinds_of(rows, "unit-2")[EVERY[SINCE]] is Kind.TOO_MANY


def test_takeovers_are_those_of_which_the_share_is_known() -> None:
    last = date(2025, 3, 31)
    organisation = Organisation(
        (
            unit("a", last, Successor("x")),
            unit("b", last, Successor("x", Decimal("0.25")), Successor("y", Decimal("0.75"))),
            unit("c", last, Successor("x"), Successor("y")),
            unit("x"),
            unit("y"),
        )
    )
    april = Month(2025, 4)
    assert takeovers(organisation) == (
        Takeover(april, "a", "x", WHOLE),
        Takeover(april, "b", "x", Decimal("0.25")),
        Takeover(april, "b", "y", Decimal("0.75")),
    )
