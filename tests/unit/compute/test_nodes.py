"""The nodes at which a unit's persons are counted."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.compute.nodes import NodesOfPlaces
from tertial.compute.places import Places
from tertial.domain.calendar import Month
from tertial.domain.cells import NO_UNIT, View
from tertial.domain.organisation import Organisation
from tests.unit.compute.organisations import TODAY, a_member, a_place, a_unit, an_area, an_organisation

JUNE, JULY = Month(2022, 6), Month(2022, 7)
END_2022 = date(2022, 12, 31)


def nodes(organisation: Organisation) -> NodesOfPlaces:
    return NodesOfPlaces({view: Places(organisation, (JUNE, JULY), view=view, on=TODAY) for view in View})


def test_the_persons_of_a_unit_count_at_it_and_everywhere_above() -> None:
    found = nodes(an_organisation(an_area("north"), a_unit("a", "north")))
    assert set(found.at(View.AS_IT_WAS, "line", "a", JUNE)) == {"a", "north", "region"}


def test_the_persons_of_a_unit_that_was_split_by_shares_count_at_none_of_its_successors_but_where_all_of_it_is() -> (
    None
):
    organisation = an_organisation(
        a_unit("a", last=END_2022, to=(("b", "0.5"), ("c", "0.5"))), a_unit("b"), a_unit("c"), a_place("town"),
        memberships=[a_member("b", "town")],
    )  # fmt: skip
    found = nodes(organisation)
    assert found.at(View.AS_IT_WAS, "line", "a", JUNE) == ("a", "region")
    assert found.at(View.AS_IT_IS, "line", "a", JUNE) == ("region",)
    assert found.at(View.AS_IT_IS, "geography", "a", JUNE) == ()
    assert found.at(View.AS_IT_IS, "geography", "b", JUNE) == ("town",)


def test_persons_of_a_unit_that_has_moved_count_in_each_month_where_it_was() -> None:
    moved = (a_unit("a", "north", last=date(2022, 6, 30)), a_unit("a", "south", first=date(2022, 7, 1)))
    found = nodes(an_organisation(an_area("north"), an_area("south"), *moved))
    assert "north" in found.at(View.AS_IT_WAS, "line", "a", JUNE)
    assert "south" in found.at(View.AS_IT_WAS, "line", "a", JULY)
    assert "north" not in found.at(View.AS_IT_IS, "line", "a", JUNE)


def test_persons_of_rows_without_a_unit_count_at_the_whole() -> None:
    found = nodes(an_organisation(a_unit("a")))
    assert found.at(View.AS_IT_WAS, "line", NO_UNIT, JUNE) == ("region",)


def test_the_ways_are_each_view_of_each_tree() -> None:
    found = nodes(an_organisation(a_unit("a"))).ways
    assert sorted(found) == sorted((view, tree) for view in View for tree in ("line", "geography"))


def test_a_month_that_was_not_asked_for_is_not_known() -> None:
    with pytest.raises(KeyError):
        nodes(an_organisation(a_unit("a"))).at(View.AS_IT_WAS, "line", "a", Month(2019, 1))
