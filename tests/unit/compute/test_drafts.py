"""Drafts of cuboids: which sets of keys share one, and what it takes to find out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import product
from random import Random
from types import FrameType

import pytest

from tertial.compute import drafts
from tertial.compute import plan as plans
from tertial.compute import questions as questioning
from tertial.compute.drafts import Drafts, Weight, most_cells
from tertial.compute.plan import MOST_CELLS, MOST_KEYS, Scope, planned, weight_of
from tertial.compute.questions import questions
from tertial.compute.terms import terms_of
from tertial.domain.expressions.parser import parse
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Rows, Sum
from tests.unit.compute.counted import a_monthly

CONTACTS = all_facts()["contacts"]
WEIGHTS = (*(Weight("wait_days", 2) for _ in range(9)), *(Weight("age_years", 2) for _ in range(9)), Weight("", 3))


def drawn(count: int, seed: int = 1) -> list[frozenset[int]]:
    chance = Random(seed)
    return [frozenset(chance.sample(range(len(WEIGHTS)), chance.randint(0, 6))) for _ in range(count)]


def first_fit(sets: Iterable[frozenset[int]], *, cells: int, keys: int) -> list[int]:
    """As it is told: the first draft in which all keys together are few enough, whatever it takes."""
    found: list[set[int]] = []

    def has_room(draft: set[int], wanted: frozenset[int]) -> bool:
        together = draft | wanted
        few = len(together) <= keys and most_cells(WEIGHTS[key] for key in together) <= cells
        return together == draft or few

    places = []
    for wanted in sets:
        place = next((place for place, draft in enumerate(found) if has_room(draft, wanted)), len(found))
        if place == len(found):
            found.append(set())
        found[place] |= wanted
        places.append(place)
    return places


def hard(count: int) -> list[Indicator]:
    """Counts whose conditions on three columns are seldom alike."""
    chance = Random(2)
    wheres = (
        f"wait_days <= {chance.randrange(90)} and age_years >= {chance.randrange(90)} "
        f"and date < 2025-08-{chance.randint(1, 28):02} and profession = 'nurse' and mode = 'phone'"
        for _ in range(count)
    )
    return [counted(f"i-{number}", where) for number, where in enumerate(wheres)]


def counted(id: str, where: str, *by: str) -> Indicator:
    return a_monthly(id, Additive(Sum(Rows(CONTACTS, parse(where)))), *by)


def plan(indicators: Sequence[Indicator]) -> Scope:
    (scope,) = planned(terms_of(indicators))
    return scope


def _steps(work: Callable[[], object]) -> int:
    """How many functions are called meanwhile, of Python or C: says what time would, and is the same each time."""
    count = 0

    def called(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(("cells", "keys"), [(40, 99), (9, 99), (1, 99), (500, 7), (10_000, 99)])
def test_a_set_of_keys_goes_to_the_first_draft_with_room_for_it(
    monkeypatch: pytest.MonkeyPatch, cells: int, keys: int
) -> None:
    monkeypatch.setattr(drafts, "MOST_OPEN", 400)
    sets = drawn(400)
    put = Drafts(WEIGHTS, cells=cells, keys=keys)
    assert [put.put(wanted) for wanted in sets] == first_fit(sets, cells=cells, keys=keys)


def test_of_drafts_that_may_grow_only_a_few_are_kept_open_but_all_are_found_by_their_keys(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(drafts, "MOST_OPEN", 2)
    put = Drafts(WEIGHTS, cells=4, keys=99)
    wide = [frozenset({number, number + 9}) for number in range(5)]
    assert [put.put(wanted) for wanted in wide] == [0, 1, 2, 3, 4]
    assert [put.put(wanted) for wanted in wide] == [0, 1, 2, 3, 4]
    assert [put.put({number}) for number in range(5)] == [0, 1, 2, 3, 4]


def test_the_fullest_draft_is_the_one_that_gets_no_more_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_OPEN", 1)
    put = Drafts(WEIGHTS, cells=4, keys=99)
    assert put.put({0, 9}) == 0
    assert put.put({1, 10}) == 1
    assert len(put) == 2


def test_a_set_with_more_cells_than_a_draft_may_have_has_one_by_itself() -> None:
    put = Drafts(WEIGHTS, cells=4, keys=99)
    assert [put.put(range(6)), put.put({7}), put.put({0, 1})] == [0, 1, 0]


def test_keys_of_one_column_make_a_class_more_each_and_others_multiply() -> None:
    assert most_cells([Weight("wait_days", 2), Weight("wait_days", 2), Weight("age_years", 5), Weight("", 3)]) == 45


@pytest.mark.parametrize("count", [40, 400])
def test_no_cuboid_has_more_cells_or_keys_than_one_may_have(count: int) -> None:
    scope = plan(hard(count))
    for cuboid in scope.cuboids:
        assert len(cuboid.keys) <= MOST_KEYS
        assert most_cells(weight_of(CONTACTS, scope.place, key) for key in cuboid.keys) <= MOST_CELLS


def test_every_term_is_taken_from_one_cuboid_that_has_its_keys() -> None:
    indicators = hard(300)
    terms = [term for cuboid in plan(indicators).cuboids for term in cuboid.terms]
    assert sorted(term.term.indicator for term in terms) == sorted(one.id for one in indicators)


def test_many_conditions_are_put_beside_those_they_share_keys_with(monkeypatch: pytest.MonkeyPatch) -> None:
    indicators = [
        counted(
            f"i-{number}",
            f"wait_days <= {number % 15} and age_years >= {number % 18} and date >= 2025-01-{1 + number % 28:02} "
            f"and profession = 'nurse' and mode = 'phone'",
            "sex",
        )
        for number in range(630)
    ]
    together = plan(indicators)
    monkeypatch.setattr(plans, "FEW_CUBOIDS", 1000)
    assert len(together.cuboids) < len(plan(indicators).cuboids) / 2


def test_planning_ten_times_as_many_indicators_takes_ten_times_as_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST_OPEN", 2)
    few, many = hard(100), hard(1000)
    assert _steps(lambda: plan(many)) < 12 * _steps(lambda: plan(few))


def test_what_many_terms_ask_for_is_asked_once() -> None:
    indicators = [counted(f"i-{number}", f"wait_days <= {number % 3}") for number in range(600)]
    (cuboid,) = plan(indicators).cuboids
    (question,) = questions(cuboid)
    assert [len(asked.terms) for asked in question.asked] == [200, 200, 200]


def test_no_query_asks_for_more_than_its_share_of_thousands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questioning, "MOST_ASKED", 7)
    pairs = product(CONTACTS.column("profession").codes, CONTACTS.column("mode").codes)
    indicators = [
        counted(f"i-{number}", f"profession = '{profession}' and mode = '{mode}'")
        for number, (profession, mode) in enumerate(pairs)
    ]
    (cuboid,) = plan(indicators).cuboids
    found = list(questions(cuboid))
    assert {len(question.asked) for question in found[:-1]} == {7}
    terms = [term.indicator for question in found for asked in question.asked for term in asked.terms]
    assert sorted(terms) == sorted(one.id for one in indicators)
