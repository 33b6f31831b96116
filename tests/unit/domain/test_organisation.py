"""Units with history, and several trees over the same units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tertial.domain.label import Label
from tertial.domain.organisation import Carried, Membership, Organisation, Successor, Unit, Validity

TODAY = date(2025, 8, 31)
Y2022, Y2023, Y2024 = date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1)
END_2021, END_2022, END_2023 = date(2021, 12, 31), date(2022, 12, 31), date(2023, 12, 31)


def a_unit(
    name: str,
    parent: str = "",
    *,
    first: date | None = None,
    last: date | None = None,
    to: tuple[str | tuple[str, str], ...] = (),
    kind: str = "centre",
) -> Unit:
    successors = tuple(
        Successor(unit) if isinstance(unit, str) else Successor(unit[0], Decimal(unit[1])) for unit in to
    )
    return Unit(name, Label(name), kind, parent, validity=Validity(first, last), successors=successors)


def carried(organisation: Organisation, unit: str, on: date = TODAY) -> dict[str, Fraction]:
    """The shares by unit, of a unit every part of which one unit carries."""
    shares: dict[str, Fraction] = {}
    for part in organisation.carriers(unit, on):
        (carrier,) = part.units
        shares[carrier] = shares.get(carrier, Fraction(0)) + part.share
    return shares


def test_a_unit_without_history_carries_itself() -> None:
    assert carried(Organisation((a_unit("a"),)), "a") == {"a": 1}


def test_a_chain_of_successors_is_followed_to_its_end() -> None:
    units = (
        a_unit("a", last=END_2021, to=("b",)),
        a_unit("b", first=Y2022, last=END_2022, to=("c",)),
        a_unit("c", first=Y2023),
    )
    organisation = Organisation(units)
    assert carried(organisation, "a") == {"c": 1}
    assert carried(organisation, "a", date(2022, 6, 1)) == {"b": 1}
    assert carried(organisation, "a", date(2021, 6, 1)) == {"a": 1}


def test_units_merged_twice_are_carried_by_the_last() -> None:
    units = (
        a_unit("a", last=END_2021, to=("ab",)),
        a_unit("b", last=END_2021, to=("ab",)),
        a_unit("ab", first=Y2022, last=END_2022, to=("abc",)),
        a_unit("c", last=END_2022, to=("abc",)),
        a_unit("abc", first=Y2023),
    )
    organisation = Organisation(units)
    assert [carried(organisation, unit) for unit in ("a", "b", "ab", "c")] == [{"abc": 1}] * 4


def test_a_split_carries_its_stated_shares() -> None:
    units = (a_unit("a", last=END_2021, to=(("b", "0.6"), ("c", "0.4"))), a_unit("b"), a_unit("c"))
    assert carried(Organisation(units), "a") == {"b": Fraction(3, 5), "c": Fraction(2, 5)}


def test_the_shares_of_a_split_unit_are_multiplied_along_the_chain_and_added_where_they_meet() -> None:
    units = (
        a_unit("a", last=END_2021, to=(("b", "0.6"), ("c", "0.4"))),
        a_unit("b", last=END_2022, to=(("c", "0.5"), ("d", "0.5"))),
        a_unit("c"),
        a_unit("d"),
    )
    assert carried(Organisation(units), "a") == {"c": Fraction(7, 10), "d": Fraction(3, 10)}


def test_the_units_of_a_split_without_shares_carry_its_work_together() -> None:
    units = (a_unit("a", last=END_2021, to=("b", "c")), a_unit("b"), a_unit("c"))
    organisation = Organisation(units)
    assert organisation.carriers("a", TODAY) == (Carried(Fraction(1), ("b", "c"), "a"),)
    assert carried(organisation, "a", date(2021, 6, 1)) == {"a": 1}


def test_a_split_with_one_share_missing_is_a_split_without_shares() -> None:
    units = (a_unit("a", last=END_2021, to=(("b", "0.6"), "c")), a_unit("b"), a_unit("c"))
    assert Organisation(units).carriers("a", TODAY) == (Carried(Fraction(1), ("b", "c"), "a"),)


def test_the_parts_of_a_split_without_shares_carry_its_work_together() -> None:
    units = (
        a_unit("a", last=END_2021, to=(("b", "0.5"), ("c", "0.5"))),
        a_unit("b", first=Y2022, last=END_2022, to=("d", "e")),
        *map(a_unit, ("c", "d", "e")),
    )
    half = Fraction(1, 2)
    assert Organisation(units).carriers("a", TODAY) == (Carried(half, ("d", "e"), "b"), Carried(half, ("c",)))


def test_parts_without_shares_that_one_unit_took_over_again_are_carried_by_it() -> None:
    units = (
        a_unit("a", last=END_2021, to=("b", "c")),
        a_unit("b", last=END_2022, to=("d",)),
        a_unit("c", last=END_2022, to=("d",)),
        a_unit("d"),
    )
    assert carried(Organisation(units), "a") == {"d": 1}


@pytest.mark.parametrize(
    ("first", "last", "parent"),
    [
        (date(2021, 12, 1), date(2021, 12, 31), "north"),
        (date(2021, 12, 20), date(2022, 1, 10), "north"),
        (date(2020, 1, 1), date(2020, 1, 31), "north"),
        (date(2022, 6, 30), date(2022, 6, 30), "north"),
        (date(2022, 7, 3), date(2022, 7, 3), "south"),
        (date(2021, 12, 20), date(2024, 1, 1), "south"),
    ],
)
def test_a_units_row_in_some_days_is_the_last_that_was_valid_else_the_nearest(
    first: date, last: date, parent: str
) -> None:
    rows = (a_unit("a", "south", first=Y2023), a_unit("a", "north", last=END_2021))
    organisation = Organisation((*rows, a_unit("north"), a_unit("south")))
    assert organisation.row_in("a", first, last).parent == parent


def test_a_closed_unit_without_successor_carries_itself() -> None:
    assert carried(Organisation((a_unit("a", last=END_2021),)), "a") == {"a": 1}


def test_an_unknown_unit_is_carried_by_nobody() -> None:
    with pytest.raises(KeyError):
        Organisation((a_unit("a"),)).carriers("b", TODAY)


@pytest.mark.parametrize("shares", [("0.6", "0.5"), ("0.3", "0.3")])
def test_shares_that_do_not_make_one_are_refused(shares: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="not 1"):
        a_unit("a", to=(("b", shares[0]), ("c", shares[1])))


@pytest.mark.parametrize("share", ["0", "-0.1", "1.1"])
def test_a_share_outside_its_bounds_is_refused(share: str) -> None:
    with pytest.raises(ValueError, match="share"):
        Successor("b", Decimal(share))


def test_a_circle_of_successors_is_refused() -> None:
    units = (a_unit("a", last=END_2021, to=("b",)), a_unit("b", last=END_2022, to=("a",)))
    with pytest.raises(ValueError, match="circle of successors"):
        Organisation(units)


def test_a_circle_of_successors_is_seen_whichever_row_of_a_unit_stands_last() -> None:
    latest = a_unit("a", first=Y2022, last=END_2022, to=("b",))
    units = (latest, a_unit("a", last=END_2021), a_unit("b", last=END_2022, to=("a",)))
    with pytest.raises(ValueError, match=r"circle of successors: (a > b > a|b > a > b)"):
        Organisation(units)


def test_a_unit_may_come_back_after_the_one_that_took_over() -> None:
    units = (
        a_unit("a", last=END_2021, to=("b",)),
        a_unit("b", first=Y2022, last=END_2022, to=("a",)),
        a_unit("a", first=Y2023),
    )
    assert carried(Organisation(units), "b") == {"a": 1}


@pytest.mark.parametrize("size", [2, 5])
def test_a_circle_of_parents_is_refused(size: int) -> None:
    units = tuple(a_unit(f"u{place}", f"u{(place + 1) % size}") for place in range(size))
    with pytest.raises(ValueError, match="circle of parents"):
        Organisation(units)


def test_a_circle_of_parents_in_an_earlier_year_is_refused() -> None:
    units = (
        a_unit("a", "b", last=END_2022),
        a_unit("b", "a", first=Y2022, last=END_2022),
        a_unit("a", first=Y2023),
        a_unit("b", first=Y2023),
    )
    with pytest.raises(ValueError, match="circle of parents"):
        Organisation(units)


def test_two_units_may_change_places_over_the_years() -> None:
    units = (
        a_unit("a", last=END_2022),
        a_unit("b", "a", last=END_2022),
        a_unit("a", "b", first=Y2023),
        a_unit("b", first=Y2023),
    )
    organisation = Organisation(units)
    assert organisation.below("a", date(2022, 6, 1)) == ("b",)
    assert organisation.below("b", TODAY) == ("a",)


def test_a_unit_is_not_its_own_parent() -> None:
    with pytest.raises(ValueError, match="own parent"):
        a_unit("a", "a")


def test_a_unit_cannot_be_valid_twice_on_a_day() -> None:
    units = (a_unit("a", last=Y2022), a_unit("a", first=Y2022))
    with pytest.raises(ValueError, match="valid twice"):
        Organisation(units)


def test_a_unit_may_have_a_row_for_each_place_it_has_had() -> None:
    units = (a_unit("r1"), a_unit("r2"), a_unit("a", "r1", last=END_2021), a_unit("a", "r2", first=Y2022))
    organisation = Organisation(units)
    found = [organisation.find("a", day) for day in (date(2021, 5, 1), TODAY)]
    assert [row.parent for row in found if row] == ["r1", "r2"]
    assert organisation.below("r1", TODAY) == ()
    assert organisation.below("r1", date(2021, 5, 1)) == ("a",)
    assert organisation.ids == ("r1", "r2", "a")


def test_outside_its_validity_a_unit_is_found_but_does_not_exist() -> None:
    organisation = Organisation((a_unit("a", first=Y2022, last=END_2022), a_unit("a", first=Y2024)))
    assert not organisation.exists("a", date(2023, 5, 1))
    found = organisation.find("a", date(2023, 5, 1))
    assert found is not None
    assert found.validity.first == Y2024
    assert organisation.find("b") is None


@pytest.mark.parametrize(
    ("units", "memberships"),
    [
        ((a_unit("a", "nowhere"),), ()),
        ((a_unit("a", to=("nowhere",)),), ()),
        ((a_unit("a"),), (Membership("nowhere", "county", "a"),)),
        ((a_unit("a"),), (Membership("a", "county", "nowhere"),)),
    ],
)
def test_an_unknown_unit_is_refused_wherever_it_is_named(
    units: tuple[Unit, ...], memberships: tuple[Membership, ...]
) -> None:
    with pytest.raises(ValueError, match="nowhere is unknown"):
        Organisation(units, memberships)


def test_the_same_units_stand_in_several_trees() -> None:
    units = (
        a_unit("region", kind="region"),
        a_unit("centre-1", "region"),
        a_unit("centre-2", "region"),
        a_unit("north", kind="part"),
        a_unit("coast", "north", kind="municipality"),
    )
    memberships = (
        Membership("centre-1", "geography", "coast"),
        Membership("centre-2", "geography", "north", Validity(last=END_2022)),
    )
    organisation = Organisation(units, memberships, {"geography": ("part", "municipality")})
    assert organisation.below("region", TODAY) == ("centre-1", "centre-2")
    assert organisation.below("north", TODAY, "geography") == ("centre-1", "coast")
    assert organisation.below("north", date(2022, 6, 1), "geography") == ("centre-1", "centre-2", "coast")
    assert organisation.below("region", TODAY, "geography") == ()


def test_units_below_are_found_to_any_depth() -> None:
    units = (a_unit("d", "c"), a_unit("c", "b"), a_unit("b", "a"), a_unit("a"))
    assert Organisation(units).below("a", TODAY) == ("d", "c", "b")


def test_dates_in_reverse_are_refused() -> None:
    with pytest.raises(ValueError, match="reversed"):
        Validity(Y2023, Y2022)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (Validity(), Validity(), True),
        (Validity(last=END_2021), Validity(first=Y2022), False),
        (Validity(last=Y2022), Validity(first=Y2022), True),
        (Validity(Y2022, END_2022), Validity(Y2023, END_2023), False),
        (Validity(Y2022), Validity(Y2023, END_2023), True),
    ],
)
def test_validities_overlap_when_they_share_a_day(one: Validity, other: Validity, overlap: bool) -> None:
    assert one.overlaps(other) is overlap
    assert other.overlaps(one) is overlap


def test_many_splits_and_merges_are_checked_at_once() -> None:
    layers = 40
    units = [a_unit("end")]
    for layer in range(layers):
        above = ("end",) if layer == 0 else (f"x{layer - 1}", f"y{layer - 1}")
        shares = ("1",) if layer == 0 else ("0.5", "0.5")
        to = tuple(zip(above, shares, strict=True))
        units += [a_unit(f"{side}{layer}", last=END_2021, to=to) for side in "xy"]
    assert carried(Organisation(tuple(units)), "x5") == {"end": 1}


def test_around_units_are_all_that_ever_stood_above_or_below_them() -> None:
    units = (
        a_unit("region"),
        a_unit("board", "region", last=END_2022),
        a_unit("north", "board", last=END_2022),
        a_unit("area", "region", first=Y2023),
        a_unit("north", "area", first=Y2023),
        a_unit("south", "area", first=Y2023),
        a_unit("ward", "north"),
    )
    assert Organisation(units).with_all_around(["north"]) == {"region", "board", "area", "north", "ward"}
    assert Organisation(units).with_all_around([]) == frozenset()


def test_a_unit_is_a_node_of_the_line_unless_its_kind_is_of_another_tree_alone() -> None:
    trees = {"line": ("region", "centre"), "geography": ("municipality",)}
    organisation = Organisation((a_unit("north"), a_unit("fell", kind="municipality")), trees=trees)
    assert [organisation.tree_of(unit) for unit in ("north", "fell", "unheard-of")] == ["line", "geography", "line"]
