"""Where an action is done, what it is compared with, and which changes break its series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tertial.assess.effects.places import LEAST_SISTERS, acting_units, breaks_of, comparison_units
from tertial.domain.actions import Action, CompareWith
from tertial.domain.calendar import Month
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.label import Label
from tertial.domain.organisation import Membership, Organisation, Unit, Validity
from tertial.domain.region import Region
from tests.unit.assess.cast import AUGUST, a_region, an_indicator

JULY = Month(2024, 7)
CENTRES = tuple(f"centre-{number}" for number in range(8))
TREES = {"line": ("board", "centre", "clinic"), "geography": ("municipality",)}


def an_action(*units: str, **changes: object) -> Action:
    action = Action(
        "teams", "access", Label("Fler svar"), Label("Telefonteam"), indicator="phone", started=JULY, units=units
    )
    return replace(action, **changes)  # type: ignore[arg-type]


def the_region(actions: Sequence[Action] = (), changes: Sequence[Change] = (), *units: Unit) -> Region:
    organisation = Organisation(
        (
            Unit("board", Label("Nämnden"), "board"),
            *(Unit(name, Label(name), "centre", parent="board") for name in CENTRES),
            Unit("ward", Label("Barnmottagning"), "clinic", parent="centre-0"),
            Unit("fell", Label("Fjäll"), "municipality"),
            *units,
        ),
        (Membership("centre-1", "geography", "fell"),),
        TREES,
    )
    return replace(a_region([an_indicator()], changes=changes), organisation=organisation, actions=tuple(actions))


def a_break(month: Month, *units: str, kind: ChangeKind = ChangeKind.DEFINITION) -> Change:
    return Change("new", kind, Label("Nytt"), month, Label("Nytt"), indicators=("phone",), units=units)


@pytest.mark.parametrize(
    ("unit", "acting"),
    [
        ("board", ("centre-0", "centre-1")),
        ("centre-1", ("centre-1",)),
        ("ward", ("ward",)),
        ("fell", ("centre-1",)),
        ("centre-2", ()),
    ],
)
def test_an_action_is_done_at_its_units_within_the_unit_that_is_assessed(unit: str, acting: tuple[str, ...]) -> None:
    assert acting_units(an_action("centre-0", "centre-1"), the_region(), unit, AUGUST) == acting


@pytest.mark.parametrize("unit", ["board", "centre-2"])
def test_an_action_without_units_is_done_at_the_whole_unit(unit: str) -> None:
    assert acting_units(an_action(), the_region(), unit, AUGUST) == (unit,)
    assert comparison_units(an_action(), the_region(), [unit], AUGUST) == ()


def test_sisters_are_of_the_same_kind_and_without_any_action_on_the_indicator() -> None:
    action = an_action("centre-0", "centre-1")
    other = an_action("centre-2", id="more-teams")
    elsewhere = an_action("centre-3", id="others", indicator="visits")
    planned = an_action("centre-4", id="planned", started=None)
    region = the_region([action, other, elsewhere, planned])
    assert comparison_units(action, region, ["centre-0", "centre-1"], AUGUST) == CENTRES[3:]


def test_too_few_sisters_are_not_compared_with() -> None:
    acting = CENTRES[: len(CENTRES) - LEAST_SISTERS]
    action = an_action(*acting)
    assert comparison_units(action, the_region([action]), acting, AUGUST) == CENTRES[len(acting) :]
    more = an_action(*acting, "centre-7")
    assert comparison_units(more, the_region([more]), (*acting, "centre-7"), AUGUST) == ()


def test_a_sister_was_there_from_the_start_to_now() -> None:
    began, ended = Validity(first=date(2024, 8, 1)), Validity(last=date(2025, 7, 31))
    late = Unit("late", Label("Ny"), "centre", parent="board", validity=began)
    gone = Unit("gone", Label("Stängd"), "centre", parent="board", validity=ended)
    action = an_action("centre-0")
    region = the_region([action], (), late, gone)
    assert comparison_units(action, region, ["centre-0"], AUGUST) == CENTRES[1:]


def test_a_person_may_choose_what_is_compared_with() -> None:
    named = an_action("centre-0", compare_with=("centre-7", "centre-2"))
    assert comparison_units(named, the_region([named]), ["centre-0"], AUGUST) == ("centre-7", "centre-2")
    alone = an_action("centre-0", compare_with=CompareWith.NONE)
    assert comparison_units(alone, the_region([alone]), ["centre-0"], AUGUST) == ()


def test_a_series_is_broken_where_a_change_breaks_it() -> None:
    action, march, april = an_action("centre-0"), Month(2025, 3), Month(2025, 4)
    changes = [
        a_break(march),
        replace(a_break(april, "ward"), id="below"),
        replace(a_break(JULY, "centre-5"), id="sister"),
        replace(a_break(JULY, "centre-0", kind=ChangeKind.RECORD_SYSTEM), id="record"),
        replace(a_break(AUGUST.plus(1)), id="later"),
    ]
    region = the_region([action], changes)
    assert breaks_of(action, region, ["centre-0"], AUGUST) == (march, april)
    assert comparison_units(action, region, ["centre-0"], AUGUST) == tuple(
        one for one in CENTRES[1:] if one != "centre-5"
    )
    everybody = the_region([action], [a_break(JULY, "board")])
    assert breaks_of(action, everybody, ["centre-0"], AUGUST) == (JULY,)
    assert comparison_units(action, everybody, ["centre-0"], AUGUST) == CENTRES[1:]
    named = replace(action, compare_with=("centre-5",))
    assert comparison_units(named, region, ["centre-0"], AUGUST) == ()
