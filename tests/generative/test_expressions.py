"""What holds of every expression, and of every text that is none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tertial.domain.expressions.checking import check_condition, check_quantity, resolved
from tertial.domain.expressions.faults import ExpressionFault
from tertial.domain.expressions.grounding import grounded
from tertial.domain.expressions.lexer import KEY_WORDS, LONGEST
from tertial.domain.expressions.mistaken import DIVIDING, PATTERNS, QUOTES, SIGNS, SPANS, WORDS
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import Call, Expression, Function, Not, columns_of, walk
from tertial.domain.expressions.value_types import type_of
from tertial.domain.expressions.writing import written
from tertial.domain.facts.contract import NUMERIC, ValueType
from tertial.domain.facts.registry import all_facts
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tests.generative.expression_trees import UNITS, conditions, quantities, trees

FACTS = all_facts()
SIGNS_OF_BOTH = [
    "=",
    "<>",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    *SIGNS,
    *DIVIDING,
    *QUOTES,
    "'",
    ";",
    ".",
]
WORDS_OF_BOTH = [*KEY_WORDS, *WORDS, *PATTERNS, *SPANS, *Function, "days", "hours", "wait_days", "Unit", "år", "NULL"]
VALUES = [
    "1",
    "2.5",
    ".5",
    "5.",
    "1e9",
    "007",
    "9" * 30,
    "2025-08-31",
    "2025-02-30",
    "2025-8",
    "'new'",
    "''",
    "'",
    "1,5",
]

pieces = st.sampled_from([*SIGNS_OF_BOTH, *WORDS_OF_BOTH, *VALUES]) | st.text(max_size=3)
garbage = st.text(max_size=200) | st.builds(
    lambda parts, gap: gap.join(parts), st.lists(pieces, max_size=60), st.sampled_from(["", " ", "\n\t"])
)  # fmt: skip


def read_or_refused(text: str) -> Expression | None:
    """The expression, or nothing where the text is none; every other error comes through."""
    try:
        return parse(text)
    except ExpressionFault as fault:
        found = fault
    assert 0 <= found.place.start <= found.place.end <= len(text)
    # Numbers that stand apart are told with one space, a text without end by its beginning.
    assert "".join(found.read.split()) in "".join(text.split())
    return None


@given(trees())
def test_a_tree_that_is_written_is_read_back_the_same(tree: Expression) -> None:
    text = written(tree)
    assert parse(text) == tree
    assert written(parse(text)) == text


@given(trees())
def test_every_part_of_what_is_read_stands_where_its_place_says(tree: Expression) -> None:
    text = written(tree)
    for node in walk(parse(text)):
        part = text[node.at.start : node.at.end]
        # Of `x is not null` the `is null` stands at the same place as its contrary.
        assert parse(part) in {node, Not(node)}


@given(garbage)
def test_any_text_is_an_expression_or_refused_with_a_place(text: str) -> None:
    found = read_or_refused(text)
    if found is not None:
        assert parse(written(found)) == found


@given(st.sampled_from(["(", "not ", "year(", "-", "1+", "'a", "a in (", "a between ", "1 ", "\"", "a=", "2025-"]),
       st.integers(2, 25_000))  # fmt: skip
@example("(", 10_000)
@example("not ", 4_999)
@example("1+", 9_999)
@settings(max_examples=30)
def test_the_same_over_and_over_is_refused_and_no_more(piece: str, times: int) -> None:
    assert read_or_refused(piece * times) is None


@given(trees(), st.sampled_from(sorted(FACTS)))
def test_any_tree_is_right_of_a_fact_or_told_what_is_wrong(tree: Expression, fact: str) -> None:
    for fault in check_condition(tree, FACTS[fact], kinds=["a"], providers=["b"], units=["c"]):
        # What `x not in (…)` denies is told without its `not`.
        assert fault.read.replace("not ", "") in written(tree).replace("not ", "")
    found = check_quantity(tree, FACTS[fact])
    assert found in NUMERIC if isinstance(found, ValueType) else found


@settings(max_examples=5)
@pytest.mark.parametrize("fact", FACTS)
@given(data=st.data())
def test_drawn_conditions_are_right_of_their_fact(fact: str, data: st.DataObject) -> None:
    contract = FACTS[fact]
    condition = data.draw(conditions(contract, kinds=("ward", "clinic")))
    assert check_condition(condition, contract, kinds=("ward", "clinic"), units=UNITS) == ()
    assert type_of(condition, contract) is ValueType.YES_NO
    assert columns_of(condition) <= set(contract.names)


@given(fact=st.sampled_from(sorted(FACTS)), data=st.data())
def test_drawn_quantities_are_right_of_their_fact(fact: str, data: st.DataObject) -> None:
    contract = FACTS[fact]
    found = check_quantity(data.draw(quantities(contract)), contract)
    assert found in NUMERIC


@given(fact=st.sampled_from(sorted(FACTS)), data=st.data())
def test_what_engines_read_keeps_its_columns_and_can_be_written(fact: str, data: st.DataObject) -> None:
    contract = FACTS[fact]
    condition = data.draw(conditions(contract, kinds=("ward", "clinic")))
    units = tuple(Unit(id, Label(id), kind) for id, kind in zip(UNITS, ("ward", "ward", "region"), strict=True))
    ready = grounded(resolved(condition, contract), Organisation(units))
    assert columns_of(ready) == columns_of(condition)
    assert not any(isinstance(node, Call) and node.function is Function.KIND for node in walk(ready))
    assert parse(written(ready)) == ready
    assert type_of(ready, contract) is ValueType.YES_NO


@given(st.lists(trees(), min_size=2, max_size=5), st.sampled_from([" and ", " or "]))
def test_parts_that_are_joined_stand_beside_each_other(parts: Sequence[Expression], joint: str) -> None:
    text = joint.join(f"({written(part)})" for part in parts)
    assume(len(text) <= LONGEST)
    joined = parse(text)
    assert parse(f"({text}){joint}true") == parse(f"{text}{joint}true")
    assert parse(written(joined)) == joined
