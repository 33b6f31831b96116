"""Definitions drawn: measures of every kind over any fact, with conditions that go through the written grammar."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from tertial.domain.calendar import PeriodKind
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.tree import Expression
from tertial.domain.expressions.writing import written
from tertial.domain.facts.contract import Fact, ValueType
from tertial.domain.facts.registry import all_facts
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, FirstStage, Rows, Spread, Sum, Unique
from tests.generative.expression_trees import conditions, quantities

_CUTS = ((), (18,), (16, 18, 67))


def indicators(facts: Sequence[str], *, most: int = 4) -> st.SearchStrategy[list[Indicator]]:
    """Some indicators over some of the facts."""
    drawn = st.lists(
        st.sampled_from(facts).flatmap(lambda fact: _indicator(all_facts()[fact])), min_size=1, max_size=most
    )
    return drawn.map(lambda found: [_named(place, *parts) for place, parts in enumerate(found)])


def _indicator(fact: Fact) -> st.SearchStrategy[tuple[FirstStage, tuple[str, ...], tuple[int, ...]]]:
    return st.tuples(_measure(fact), _splits(fact), st.sampled_from(_CUTS))


def _named(place: int, measure: FirstStage, by: tuple[str, ...], cuts: tuple[int, ...]) -> Indicator:
    return Indicator(
        id=f"drawn-{place}",
        title=Label("Dragen"),
        kind=Kind.COUNT,
        value_unit=ValueUnit.COUNT,
        shown=PeriodKind.MONTH,
        direction=Direction.NONE,
        over_time=OverTime.LAST,
        by=by,
        cuts=cuts,
        measure=measure,
    )


def _splits(fact: Fact) -> st.SearchStrategy[tuple[str, ...]]:
    codes = [column.name for column in fact.columns if column.type is ValueType.CODE and column.name != "sex"]
    category = st.sampled_from([(), *((name,) for name in codes if name != "age_band")])
    return st.tuples(st.sampled_from([(), ("sex",)]), st.sampled_from([(), ("age_band",)]), category).map(
        lambda parts: (*parts[0], *parts[1], *parts[2])
    )


def _as_read(expression: Expression | None) -> Expression | None:
    """The expression as somebody wrote it."""
    return None if expression is None else parse(written(expression))


def _rows(fact: Fact) -> st.SearchStrategy[Rows]:
    return st.one_of(st.none(), conditions(fact)).map(lambda where: Rows(fact, _as_read(where)))


def _sum(fact: Fact) -> st.SearchStrategy[Sum]:
    quantity = st.one_of(st.none(), quantities(fact)) if _has_numbers(fact) else st.none()
    return st.tuples(_rows(fact), quantity).map(lambda parts: Sum(parts[0], _as_read(parts[1])))


def _has_numbers(fact: Fact) -> bool:
    return any(column.type in {ValueType.INTEGER, ValueType.DECIMAL, ValueType.AMOUNT} for column in fact.columns)


def _measure(fact: Fact) -> st.SearchStrategy[FirstStage]:
    kinds: list[st.SearchStrategy[FirstStage]] = [
        _sum(fact).map(Additive),
        st.tuples(_sum(fact), _sum(fact)).map(lambda parts: Additive(*parts)),
    ]
    whole = [column.name for column in fact.columns if column.type is ValueType.INTEGER]
    if whole:
        value = st.sampled_from(whole).map(parse)
        kinds.append(st.tuples(_rows(fact), value).map(lambda parts: Spread(*parts, percent=50)))
        kinds.append(st.tuples(_rows(fact), value, value).map(lambda parts: Spread(*parts)))
    if fact.countable:
        kinds.append(st.tuples(_rows(fact), st.sampled_from(fact.countable)).map(lambda parts: Unique(*parts)))
    return st.one_of(*kinds)
