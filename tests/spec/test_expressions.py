"""docs/reference/expressions.md says what the program does: every table is run."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tertial.compute.ibis_expressions import ibis_value
from tertial.compute.reference.evaluate import value_of
from tertial.compute.reference.three_valued import AND, NOT, OR, Truth
from tertial.compute.sql import feed_table
from tertial.definitions.expression_words import in_words, type_in_words
from tertial.domain.expressions.checking import check_condition, check_quantity, resolved
from tertial.domain.expressions.faults import ExpressionFault, FaultCode
from tertial.domain.expressions.grounding import grounded
from tertial.domain.expressions.lexer import KeyWord
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import Comparison, Expression, Function, Sign, SpanUnit
from tertial.domain.expressions.writing import written
from tertial.domain.facts.contract import Fact, ValueType
from tertial.language import using
from tests.arrow_rows import arrow_table
from tests.duckdb_run import run
from tests.spec.expressions import (
    KINDS,
    ORGANISATION,
    PAGE,
    PROVIDERS,
    Outcome,
    Wrong,
    codes_in,
    outcomes,
    plain,
    wrongs,
)
from tests.spec.page_tables import rows_under

TRUTHS: dict[str, Truth] = {"true": True, "false": False, "unknown": None}
SHOWN = [tuple(map(plain, row)) for row in rows_under(PAGE, "Written", "Shown")]


def faults_of(text: str, fact: Fact, *, quantity: bool) -> tuple[ExpressionFault, ...]:
    try:
        expression = parse(text)
    except ExpressionFault as fault:
        return (fault,)
    known = {"kinds": KINDS, "providers": PROVIDERS, "units": ORGANISATION.ids}
    if not quantity:
        return check_condition(expression, fact, **known)
    found = check_quantity(expression, fact, **known)
    return found if isinstance(found, tuple) else ()


def ready(outcome: Outcome) -> Expression:
    """The expression as engines get it."""
    return grounded(resolved(parse(outcome.text), outcome.fact), ORGANISATION)


@pytest.mark.parametrize("outcome", outcomes(), ids=str)
def test_the_expressions_that_come_to_something_are_right(outcome: Outcome) -> None:
    assert faults_of(outcome.text, outcome.fact, quantity=isinstance(outcome.comes_to, Decimal)) == ()


@pytest.mark.parametrize("outcome", outcomes(), ids=str)
def test_the_slow_engine_comes_to_what_the_page_says(outcome: Outcome) -> None:
    row = dict.fromkeys(outcome.fact.names) | outcome.row
    assert value_of(ready(outcome), row) == outcome.comes_to


def test_the_fast_engine_comes_to_what_the_page_says() -> None:
    said = outcomes()
    found = []
    for outcome in said:
        table = feed_table(outcome.fact.id)
        asked = table.select(found=ibis_value(ready(outcome), table))
        found += run(asked, {outcome.fact.id: arrow_table(outcome.fact.id, [outcome.row])})
    assert [row["found"] for row in found] == [outcome.comes_to for outcome in said]


def test_the_truth_table_is_that_of_the_slow_engine() -> None:
    said = {
        (TRUTHS[a], TRUTHS[b]): (TRUTHS[not_a], TRUTHS[both], TRUTHS[either])
        for a, b, not_a, both, either in rows_under(PAGE, "a", "b", "not a", "a and b", "a or b")
    }
    assert said == {(a, b): (NOT[a], AND[a, b], OR[a, b]) for a in TRUTHS.values() for b in TRUTHS.values()}


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_an_expression_is_shown_in_one_way(text: str, shown: str) -> None:
    assert written(parse(text)) == shown
    assert written(parse(shown)) == shown


@pytest.mark.parametrize("wrong", wrongs(), ids=lambda wrong: wrong.text)
def test_a_fault_is_told_as_the_page_says(wrong: Wrong) -> None:
    (fault,) = faults_of(wrong.text.strip(" "), wrong.fact, quantity=wrong.quantity)
    with using("en"):
        assert (fault.code, *in_words(fault), fault.nearest) == (
            wrong.code,
            wrong.read,
            wrong.expected,
            wrong.nearest,
        )


@pytest.mark.parametrize("wrong", wrongs(), ids=lambda wrong: wrong.text)
def test_what_was_read_stands_where_the_fault_says(wrong: Wrong) -> None:
    text = wrong.text.strip(" ")
    (fault,) = faults_of(text, wrong.fact, quantity=wrong.quantity)
    assert text[fault.place.start : fault.place.end] == fault.read


def test_every_kind_of_fault_is_on_the_page() -> None:
    limits = {code for row in rows_under(PAGE, "What", "At most", "Code") for code in codes_in(row[2])}
    assert {wrong.code for wrong in wrongs()} | limits == set(FaultCode)


def test_every_example_among_what_can_be_written_can_be_read() -> None:
    for cell, _meaning in rows_under(PAGE, "Written", "Is"):
        for example in codes_in(cell):
            if example not in {*Comparison, *Sign, "!=", "and", "or", "not"}:
                assert written(parse(example))


def test_every_word_and_sign_of_the_language_is_in_the_grammar() -> None:
    (grammar,) = re.findall(r"```ebnf\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    words = set(re.findall(r'"([^"]+)"', grammar))
    units = {form for unit in SpanUnit for form in (unit, unit.removesuffix("s"))}
    assert {*KeyWord, *Comparison, *Sign, *Function, *units, "!=", "(", ")", ",", "''"} <= words


def test_the_conditions_at_the_top_of_the_page_are_right_of_contacts() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    contacts = outcomes()[0].fact
    texts = [line.split(": ", 1)[1] for line in example.splitlines()]
    assert [faults_of(text, contacts, quantity=False) for text in texts] == [(), ()]


@pytest.mark.parametrize("kind", ValueType)
def test_every_type_is_explained(kind: ValueType) -> None:
    explained = {
        name for row in rows_under(PAGE, "Type", "Constants", "What can be done") for name in row[0].split(", ")
    }
    with using("en"):
        assert type_in_words(kind) in explained
