"""Where the work of a unit counts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tertial.compute.places import Places
from tertial.compute.standing_trees import whole_of
from tertial.domain.calendar import Month
from tertial.domain.cells import NO_UNIT, View
from tertial.domain.organisation import Organisation
from tests.unit.compute.organisations import (
    TODAY,
    a_member,
    a_place,
    a_unit,
    an_area,
    an_organisation,
)

JUNE = Month(2022, 6)
MONTHS = tuple(Month(2021, 1).plus(step) for step in range(56))
MID_JUNE = date(2022, 6, 15)
END_2022, Y2023 = date(2022, 12, 31), date(2023, 1, 1)


def places(organisation: Organisation, view: View = View.AS_IT_WAS) -> Places:
    return Places(organisation, MONTHS, view=view, on=TODAY)


def was(organisation: Organisation, unit: str, month: Month = JUNE, tree: str = "line") -> dict[str, Fraction]:
    return dict(places(organisation).of(unit, month, tree).counted)


def now(organisation: Organisation, unit: str, tree: str = "line") -> dict[str, Fraction]:
    return dict(places(organisation, View.AS_IT_IS).of(unit, JUNE, tree).counted)


def unclear(organisation: Organisation, unit: str) -> dict[str, str]:
    return dict(places(organisation, View.AS_IT_IS).of(unit, JUNE).unclear)


def test_a_unit_counts_at_itself_and_everywhere_above() -> None:
    organisation = an_organisation(an_area("north"), a_unit("a", "north"))
    assert was(organisation, "a") == now(organisation, "a") == {"a": 1, "north": 1, "region": 1}


def test_a_unit_that_moves_within_a_month_counts_where_it_is_on_the_last_day() -> None:
    moved = (a_unit("a", "north", last=MID_JUNE), a_unit("a", "south", first=date(2022, 6, 16)))
    organisation = an_organisation(an_area("north"), an_area("south"), *moved)
    assert "north" in was(organisation, "a", Month(2022, 5))
    assert "south" in was(organisation, "a", JUNE)
    assert "south" in now(organisation, "a")


def test_a_unit_that_ends_within_a_month_counts_at_its_place_of_that_month() -> None:
    organisation = an_organisation(
        an_area("north"),
        an_area("south"),
        a_unit("a", "north", last=MID_JUNE),
        a_unit("a", "south", first=date(2022, 7, 1)),
    )
    assert "north" in was(organisation, "a", JUNE)


@pytest.mark.parametrize(("month", "area"), [(Month(2021, 2), "north"), (Month(2024, 2), "south")])
def test_work_before_a_units_first_day_or_after_its_last_counts_at_its_nearest_place(month: Month, area: str) -> None:
    organisation = an_organisation(
        an_area("north"),
        an_area("south"),
        a_unit("a", "north", first=date(2022, 1, 1), last=MID_JUNE),
        a_unit("a", "south", first=date(2022, 6, 16), last=END_2022),
    )
    assert was(organisation, "a", month) == {"a": 1, area: 1, "region": 1}


def test_units_that_merge_twice_are_carried_by_the_last_and_stay_themselves_as_it_was() -> None:
    organisation = an_organisation(
        a_unit("a", last=MID_JUNE, to=("ab",)),
        a_unit("b", last=MID_JUNE, to=("ab",)),
        a_unit("ab", first=date(2022, 6, 16), last=END_2022, to=("abc",)),
        a_unit("c", last=END_2022, to=("abc",)),
        a_unit("abc", first=Y2023),
    )
    for unit in ("a", "b", "ab", "c"):
        assert now(organisation, unit) == {"abc": 1, "region": 1}
        assert was(organisation, unit) == {unit: 1, "region": 1}


def test_a_split_is_carried_by_its_shares() -> None:
    organisation = an_organisation(
        an_area("north"),
        an_area("south"),
        a_unit("a", "north", last=END_2022, to=(("b", "0.6"), ("c", "0.4"))),
        a_unit("b", "north", first=Y2023),
        a_unit("c", "south", first=Y2023),
    )
    shares = {"b": Fraction(3, 5), "north": Fraction(3, 5), "c": Fraction(2, 5), "south": Fraction(2, 5), "region": 1}
    assert now(organisation, "a") == shares


def test_a_split_without_shares_is_comparable_only_where_every_part_of_it_counts() -> None:
    organisation = an_organisation(
        an_area("north"), a_unit("a", "north", last=END_2022, to=("b", "c")), a_unit("b", "north"), a_unit("c", "north")
    )
    assert now(organisation, "a") == {"north": 1, "region": 1}
    assert unclear(organisation, "a") == {"b": "a", "c": "a"}
    assert was(organisation, "a") == {"a": 1, "north": 1, "region": 1}


def test_a_split_without_shares_leaves_open_which_area_has_the_work() -> None:
    organisation = an_organisation(
        an_area("north"),
        an_area("south"),
        a_unit("a", "north", last=END_2022, to=("b", "c")),
        a_unit("b", "north"),
        a_unit("c", "south"),
    )
    assert now(organisation, "a") == {"region": 1}
    assert unclear(organisation, "a") == {"b": "a", "c": "a", "north": "a", "south": "a"}


def test_only_the_share_that_was_split_again_without_shares_is_unclear() -> None:
    organisation = an_organisation(
        a_unit("a", last=END_2022, to=(("b", "0.5"), ("c", "0.5"))),
        a_unit("b", first=Y2023, last=date(2023, 12, 31), to=("d", "e")),
        a_unit("c"),
        a_unit("d"),
        a_unit("e"),
    )
    assert now(organisation, "a") == {"c": Fraction(1, 2), "region": 1}
    assert unclear(organisation, "a") == {"d": "b", "e": "b"}


def test_parts_without_shares_that_merge_again_are_one_unit_and_comparable() -> None:
    organisation = an_organisation(
        a_unit("a", last=END_2022, to=("b", "c")),
        a_unit("b", first=Y2023, last=date(2023, 12, 31), to=("d",)),
        a_unit("c", first=Y2023, last=date(2023, 12, 31), to=("d",)),
        a_unit("d", first=date(2024, 1, 1)),
    )
    assert now(organisation, "a") == {"d": 1, "region": 1}
    assert unclear(organisation, "a") == {}


def test_a_closed_unit_counts_at_itself_and_under_those_who_carry_what_was_above_it() -> None:
    organisation = an_organisation(
        an_area("old", last=END_2022, to=("new",)), an_area("new", first=Y2023), a_unit("a", "old", last=MID_JUNE)
    )
    assert now(organisation, "a") == {"a": 1, "new": 1, "region": 1}
    assert was(organisation, "a") == {"a": 1, "old": 1, "region": 1}


def test_the_shares_of_a_split_area_do_not_say_where_a_closed_unit_below_it_went() -> None:
    organisation = an_organisation(
        an_area("old", last=END_2022, to=(("north", "0.5"), ("south", "0.5"))),
        an_area("north"),
        an_area("south"),
        a_unit("a", "old", last=MID_JUNE),
    )
    assert now(organisation, "a") == {"a": 1, "region": 1}
    assert unclear(organisation, "a") == {"north": "old", "south": "old"}


def test_a_unit_that_is_not_yet_valid_today_counts_at_itself() -> None:
    assert now(an_organisation(a_unit("a", first=date(2026, 1, 1))), "a") == {"a": 1, "region": 1}


@pytest.mark.parametrize("unit", ["never-existed", NO_UNIT])
def test_work_of_no_known_unit_counts_in_the_whole_alone(unit: str) -> None:
    organisation = an_organisation(an_area("north"))
    placing = places(organisation).of(unit, JUNE)
    assert placing.counted == {"region": 1}
    assert not placing.known
    assert was(organisation, unit, tree="geography") == {}


def test_a_unit_counts_in_another_tree_by_its_membership_and_what_lies_above() -> None:
    organisation = an_organisation(
        a_unit("a"),
        a_place("coast", "county_part"),
        a_place("town", parent="coast"),
        memberships=[a_member("a", "town")],
    )
    assert was(organisation, "a", tree="geography") == {"town": 1, "coast": 1}


def test_a_unit_without_membership_of_its_own_is_where_the_unit_above_it_is() -> None:
    organisation = an_organisation(
        an_area("north"),
        a_unit("a", "north"),
        a_unit("b", "north"),
        a_place("town"),
        a_place("village"),
        memberships=[a_member("north", "town"), a_member("b", "village")],
    )
    assert was(organisation, "a", tree="geography") == {"town": 1}
    assert was(organisation, "b", tree="geography") == {"village": 1}


def test_a_membership_holds_in_its_own_days() -> None:
    organisation = an_organisation(
        a_unit("a"),
        a_place("town"),
        a_place("village"),
        memberships=[a_member("a", "town", last=END_2022), a_member("a", "village", first=Y2023)],
    )
    assert was(organisation, "a", tree="geography") == {"town": 1}
    assert was(organisation, "a", Month(2023, 1), tree="geography") == {"village": 1}
    assert now(organisation, "a", tree="geography") == {"village": 1}


def test_a_merged_unit_is_where_the_one_that_took_over_is() -> None:
    organisation = an_organisation(
        a_unit("a", last=END_2022, to=("b",)),
        a_unit("b"),
        a_place("town"),
        a_place("village"),
        memberships=[a_member("a", "town"), a_member("b", "village")],
    )
    assert was(organisation, "a", tree="geography") == {"town": 1}
    assert now(organisation, "a", tree="geography") == {"village": 1}


def test_a_membership_of_a_unit_that_has_ended_holds_on_its_last_day() -> None:
    organisation = an_organisation(
        a_unit("a", last=MID_JUNE), a_place("town"), memberships=[a_member("a", "town", last=MID_JUNE)]
    )
    assert now(organisation, "a", tree="geography") == {"town": 1}


def test_work_at_a_municipality_counts_in_its_tree_and_in_the_regions_whole() -> None:
    organisation = an_organisation(a_place("coast", "county_part"), a_place("town", parent="coast"))
    assert was(organisation, "town", tree="geography") == {"town": 1, "coast": 1}
    assert was(organisation, "town") == {"town": 1, "coast": 1, "region": 1}


def test_a_node_of_a_tree_that_stands_in_the_line_is_the_top_of_its_tree() -> None:
    organisation = an_organisation(a_place("coast", "county_part", "region"))
    assert was(organisation, "coast", tree="geography") == {"coast": 1}
    assert was(organisation, "coast") == {"coast": 1, "region": 1}


def test_the_whole_is_the_first_unit_of_the_highest_kind_that_has_not_ended() -> None:
    tops = (a_unit("frame", "", "frame"), a_unit("old", "", "region", last=END_2022), a_unit("new", "", "region"))
    assert whole_of(Organisation(tops, (), {"line": ("region",), "frame": ("frame",)})) == "new"
    assert whole_of(Organisation((a_unit("only", ""),))) == "only"
    assert whole_of(Organisation((a_unit("frame", "", "frame"),), (), {"line": ("region",)})) == ""


def test_places_that_change_on_different_days_do_not_go_in_a_circle() -> None:
    organisation = an_organisation(
        a_unit("a", "b", last=date(2021, 6, 30)),
        a_unit("b", first=date(2020, 1, 1), last=date(2021, 6, 30)),
        a_unit("b", "a", first=date(2024, 1, 1)),
    )
    assert was(organisation, "a", Month(2024, 6))["a"] == 1


def test_months_with_the_same_places_share_a_layout() -> None:
    organisation = an_organisation(
        an_area("north"),
        an_area("south"),
        a_unit("a", "north", last=END_2022),
        a_unit("a", "south", first=Y2023),
    )
    found = places(organisation).layouts
    assert list(found) == [0] * 24 + [1] * 32
    assert list(places(organisation, View.AS_IT_IS).layouts) == [0] * 56


def test_a_table_of_places_has_the_nodes_of_each_unit_in_each_layout() -> None:
    organisation = an_organisation(
        a_unit("a", last=END_2022, to=(("b", "0.25"), ("c", "0.75"))), a_unit("b"), a_unit("c")
    )
    table = places(organisation, View.AS_IT_IS).table(("b", "a", ""), "line")
    found = [
        {table.node_ids[table.nodes[place]]: table.share_values[table.shares[place]] for place in range(start, end)}
        for start, end in zip(table.starts, table.starts[1:], strict=False)
    ]
    assert found == [
        {"b": 1, "region": 1},
        {"b": Fraction(1, 4), "c": Fraction(3, 4), "region": 1},
        {"region": 1},
    ]


def test_a_node_stands_in_the_months_in_which_a_unit_that_counts_there_was_valid() -> None:
    organisation = an_organisation(a_unit("a", last=MID_JUNE, to=("b",)), a_unit("b", first=Y2023))
    as_it_was, as_it_is = places(organisation), places(organisation, View.AS_IT_IS)
    in_june, in_july = MONTHS.index(JUNE), MONTHS.index(Month(2022, 7))
    assert as_it_was.stands("a", "line")[[in_june, in_july]].tolist() == [True, False]
    assert as_it_was.stands("b", "line")[[in_june, in_july]].tolist() == [False, False]
    assert as_it_is.stands("b", "line")[[in_june, in_july]].tolist() == [True, False]
    assert not as_it_is.stands("a", "line").any()


def test_a_membership_that_ends_before_its_unit_makes_a_layout_of_its_own() -> None:
    members = (a_member("a", "town", first=date(2021, 3, 1), last=END_2022),)
    organisation = an_organisation(a_unit("a"), a_place("town"), memberships=members)
    found = places(organisation)
    assert list(found.layouts) == [0] * 2 + [1] * 22 + [0] * 32
    assert found.of("a", Month(2021, 2), "geography").counted == {}


def test_a_node_is_divided_in_the_months_of_a_unit_of_which_it_has_a_part() -> None:
    organisation = an_organisation(
        a_unit("a", last=MID_JUNE, to=(("b", "0.5"), ("c", "0.5"))),
        a_unit("b"),
        a_unit("c"),
        a_unit("d", first=Y2023, to=("b", "c")),
    )
    as_it_is = places(organisation, View.AS_IT_IS)
    in_june, in_july = MONTHS.index(JUNE), MONTHS.index(Month(2022, 7))
    assert as_it_is.is_divided("b", "line")[[in_june, in_july]].tolist() == [True, False]
    assert not as_it_is.is_divided("region", "line").any()
    assert not places(organisation).is_divided("b", "line").any()
