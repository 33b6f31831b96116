"""Measures are grounded in every condition that they have."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tertial.domain.expressions.grounding import grounded
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import Call, Comparison, Expression, walk
from tertial.domain.facts.registry import all_facts
from tertial.domain.grounded_measures import grounded_indicator, grounded_measure
from tertial.domain.indicators import Kind
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Level, Measure, Reaching, Rows, Spread, Sum, Unique, rows_of_measure
from tertial.domain.organisation import Organisation, Unit
from tests.spec.measure_case import indicator_of

HERE = Organisation((Unit("hc-1", Label("HC 1", "HC 1"), "health_centre", provider="Region"),))
AT_CENTRES = parse("kind(unit) = 'health_centre'")
BY_REGION = parse("wait_days > 3 and provider(unit) = 'Region'")
CONTACTS = Rows(all_facts()["contacts"], AT_CENTRES)
EPISODES = Rows(all_facts()["episodes"], AT_CENTRES, BY_REGION)


def asks(condition: Expression | None) -> bool:
    return condition is not None and any(isinstance(node, Call) for node in walk(condition))


def conditions(measure: Measure) -> list[Expression | None]:
    return [condition for rows in rows_of_measure(measure) for condition in (rows.where, rows.events)]


def test_conditions_of_rows_and_of_events_name_units() -> None:
    wait = parse("wait_days")
    measures = (
        Additive(Sum(CONTACTS)),
        Additive(Sum(EPISODES, wait), Sum(CONTACTS)),
        Spread(EPISODES, wait),
        Unique(CONTACTS, "person"),
    )
    for measure in measures:
        assert any(map(asks, conditions(measure)))
        assert not any(map(asks, conditions(grounded_measure(measure, HERE))))
    assert grounded_measure(measures[0], HERE) == Additive(Sum(replace(CONTACTS, where=grounded(AT_CENTRES, HERE))))


def test_what_asks_nothing_of_the_organisation_stays_as_it_was() -> None:
    second = Reaching(Level("quick", Comparison.MORE, Decimal(1)), "health_centre")
    assert grounded_measure(second, HERE) == second
    visits = indicator_of("kind: count\nfact: contacts\nwhere: wait_days > 3\n")
    reported = replace(visits, kind=Kind.REPORTED, measure=None)
    assert grounded_indicator(visits, HERE) == visits
    assert grounded_indicator(reported, HERE) == reported
