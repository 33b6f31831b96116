"""Trees refuse to be built wrong, and can be walked whatever their size."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import (
    And,
    Arithmetic,
    Column,
    Expression,
    In,
    Not,
    Number,
    Or,
    Sign,
    Span,
    SpanUnit,
    all_of,
    columns_of,
    rewritten,
    walk,
)
from tertial.domain.expressions.writing import written

A, B = Column("a"), Column("b")


@pytest.mark.parametrize("kind", [And, Or])
def test_parts_are_joined_two_or_more_and_stand_beside_each_other(kind: type[And | Or]) -> None:
    with pytest.raises(ValueError, match="two parts or more"):
        kind((A,))
    with pytest.raises(ValueError, match="none of them of its own kind"):
        kind((A, kind((A, B))))


def test_a_list_is_never_empty() -> None:
    with pytest.raises(ValueError, match="at least one item"):
        In(A, ())


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_number_is_a_number(value: str) -> None:
    with pytest.raises(ValueError, match="no number"):
        Number(Decimal(value))


@pytest.mark.parametrize(("span", "minutes"), [("minutes", 3), ("hours", 180), ("days", 4320)])
def test_a_length_of_time_has_its_minutes(span: str, minutes: int) -> None:
    assert Span(3, SpanUnit(span)).minutes == minutes


def test_nodes_are_walked_from_the_left_each_before_its_parts() -> None:
    assert [written(node) for node in walk(parse("not a = 1 and b"))] == [
        "not a = 1 and b",
        "not a = 1",
        "a = 1",
        "a",
        "1",
        "b",
    ]


def test_a_tree_deeper_than_the_language_lets_it_is_walked_all_the_same() -> None:
    deep: Expression = A
    for _level in range(5000):
        deep = Not(deep)
    assert sum(1 for _node in walk(deep)) == 5001
    assert columns_of(deep) == {"a"}


def test_a_changed_part_changes_what_it_is_a_part_of() -> None:
    def doubled(node: Expression) -> Expression:
        return Number(node.value * 2) if isinstance(node, Number) else node

    text = "a + 1 > 2 and (b between 3 and 4 or c in (5, 6)) and not d is null and year(e) = 7"
    assert written(rewritten(parse(text), doubled)) == (
        "a + 2 > 4 and (b between 6 and 8 or c in (10, 12)) and d is not null and year(e) = 14"
    )


def test_what_is_not_changed_stays_the_very_same() -> None:
    tree = parse("a + 1 > 2 and b in (1, 2)")
    assert rewritten(tree, lambda node: node) is tree


def test_conditions_are_joined_flat_and_those_that_are_not_there_left_out() -> None:
    both = And((A, B))
    assert all_of(None, both, None, Column("c")) == And((A, B, Column("c")))
    assert all_of(None, A) == A
    assert all_of(None) is None


def test_places_do_not_make_expressions_different() -> None:
    assert parse("a+1") == parse("  a  +  1 ") == Arithmetic(Sign.PLUS, A, Number(Decimal(1)))
