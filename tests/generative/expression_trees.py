"""Expressions drawn: any tree that the grammar has, and conditions and quantities that are right of a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from tertial.domain.calendar import FIRST_YEAR, LAST_YEAR
from tertial.domain.expressions.lexer import KEY_WORDS
from tertial.domain.expressions.mistaken import WORDS
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.ranges import range_of
from tertial.domain.expressions.tree import (
    And,
    Arithmetic,
    Between,
    Call,
    Column,
    Compare,
    Comparison,
    Day,
    Expression,
    Function,
    In,
    IsNull,
    Not,
    Number,
    Or,
    Sign,
    Span,
    SpanUnit,
    Text,
    YesNo,
)
from tertial.domain.expressions.writing import written
from tertial.domain.facts.contract import NUMERIC, Fact, FactColumn, ValueType

Drawn = st.SearchStrategy[Expression]

UNITS = ("unit-1", "unit-2", "unit-9")
"""Two of the units that drawn events have, and one that they have not."""

_EQUALITIES = st.sampled_from([Comparison.EQUAL, Comparison.NOT_EQUAL])
_COMPARISONS = st.sampled_from(Comparison)
_DATE_PARTS = st.sampled_from([Function.YEAR, Function.MONTH, Function.WEEKDAY])
_WHOLE = (-1, 0, 1, 2, 3, 4, 5, 8, 18, 60, 65, 85, 99, 100, 365, 2024, 2025)
_DAYS = [date(2024, 1, 1) + timedelta(days=step) for step in (0, 30, 58, 59, 60, 90, 121, 300, 365, 454, 600, 730)]
_DAY_COUNTS = (-30, -1, 0, 1, 2, 3, 7, 10, 30, 90, 366)
_SPANS = [
    Span(count, unit)
    for unit, counts in {SpanUnit.MINUTES: (-1, 0, 30, 1440), SpanUnit.HOURS: (-1, 1, 24), SpanUnit.DAYS: (0, 1, 7, 30)}
    .items()
    for count in counts
]  # fmt: skip


def trees() -> Drawn:
    """Any tree that can be written, of right types or not."""
    leaves: Drawn = st.one_of(
        st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
        .filter(lambda name: name not in KEY_WORDS and name not in WORDS)
        .map(Column),
        st.decimals(-999_999_999_999, 999_999_999_999, places=3).map(Number),
        st.integers(-100, 100).map(lambda count: Number(Decimal(count))),
        st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" '"), max_size=8).map(Text),
        st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(Day),
        st.builds(Span, st.integers(-100_000, 100_000), st.sampled_from(SpanUnit)),
        st.booleans().map(YesNo),
    )
    return st.recursive(leaves, _grown, max_leaves=20)


def _grown(parts: Drawn) -> Drawn:
    several = st.lists(parts, min_size=2, max_size=4)
    return st.one_of(
        st.builds(Compare, _COMPARISONS, parts, parts),
        st.builds(Between, parts, parts, parts),
        st.builds(In, parts, st.lists(parts, min_size=1, max_size=4).map(tuple)),
        st.builds(IsNull, parts),
        st.builds(Not, parts),
        several.map(all_together),
        several.map(any_of_them),
        st.builds(Arithmetic, st.sampled_from(Sign), parts, parts),
        st.builds(Call, st.sampled_from(Function), parts),
    )


def all_together(parts: Sequence[Expression]) -> Expression:
    """The parts joined by `and`, none of them an `And`."""
    return And(tuple(inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,))))


def any_of_them(parts: Sequence[Expression]) -> Expression:
    """The parts joined by `or`, none of them an `Or`."""
    return Or(tuple(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,))))


def conditions(fact: Fact, *, units: Sequence[str] = UNITS, kinds: Sequence[str] = ()) -> Drawn:
    """Conditions that are right of the fact, written and read through the grammar; amounts are in kronor.

    Their constants are codes of the columns, ids among `units`, and days and numbers such as drawn events have. `kind`
    of a unit is asked for where kinds are given.
    """
    return _conditions(fact, tuple(units), tuple(kinds)).map(lambda tree: parse(written(tree)))


def quantities(fact: Fact) -> Drawn:
    """Numbers of each row that are right of the fact, written and read through the grammar; amounts are in kronor."""
    drawn = [_sums(fact, kind) for kind in NUMERIC if any(column.type is kind for column in fact.columns)]
    drawn += [
        st.builds(Arithmetic, st.just(Sign.MINUS), day, day)
        for day in (_columns(fact, ValueType.DAY),)
        if day is not None
    ]
    return st.one_of(drawn).map(lambda tree: parse(written(tree)))


@cache
def _conditions(fact: Fact, units: tuple[str, ...], kinds: tuple[str, ...]) -> Drawn:
    atoms = st.one_of([atom for column in fact.columns for atom in _atoms(fact, column, units, kinds)])

    def grown(parts: Drawn) -> Drawn:
        several = st.lists(parts, min_size=2, max_size=4)
        return st.one_of(st.builds(Not, parts), several.map(all_together), several.map(any_of_them))

    return st.recursive(atoms, grown, max_leaves=8)


def _atoms(fact: Fact, column: FactColumn, units: tuple[str, ...], kinds: tuple[str, ...]) -> Iterator[Drawn]:
    """What can be asked of one column."""
    name = Column(column.name)
    yield st.just(IsNull(name))
    peers = [Column(other.name) for other in fact.columns if _comparable(column, other)]
    if peers:
        ways = _COMPARISONS if column.type in NUMERIC | {ValueType.DAY, ValueType.INSTANT} else _EQUALITIES
        yield st.builds(Compare, ways, st.just(name), st.sampled_from(peers))
    match column.type:
        case ValueType.YES_NO:
            yield st.just(name)
            yield st.builds(Compare, _EQUALITIES, st.just(name), st.booleans().map(YesNo))
        case ValueType.CODE:
            yield from _named(name, column.codes)
        case ValueType.UNIT:
            yield from _named(name, units)
            yield from _named(Call(Function.KIND, name), kinds)
        case ValueType.INTEGER | ValueType.DECIMAL | ValueType.AMOUNT:
            yield from _numbers(fact, column)
        case ValueType.DAY:
            yield from _dates(name, peers)
        case ValueType.INSTANT:
            yield from _instants(name, peers)


def _comparable(column: FactColumn, other: FactColumn) -> bool:
    if other.name == column.name or (ValueType.AMOUNT in {column.type, other.type} and column.type is not other.type):
        return False
    if column.type is ValueType.CODE:
        return bool(set(column.codes) & set(other.codes))
    return other.type is column.type or {other.type, column.type} <= NUMERIC


def _named(subject: Expression, names: tuple[str, ...]) -> Iterator[Drawn]:
    if names:
        texts = st.sampled_from(names).map(Text)
        yield st.builds(Compare, _EQUALITIES, st.just(subject), texts)
        several = st.lists(texts, min_size=1, max_size=4, unique=True).map(tuple)
        yield st.builds(In, st.just(subject), several)


def _numbers(fact: Fact, column: FactColumn) -> Iterator[Drawn]:
    name = Column(column.name)
    literals = st.sampled_from(_literals(fact, column))
    whole = literals.filter(lambda literal: column.type is not ValueType.INTEGER or literal.whole)
    sums = _sums(fact, column.type)
    yield st.builds(Compare, _EQUALITIES, st.just(name), whole)
    yield st.builds(In, st.just(name), st.lists(whole, min_size=1, max_size=4, unique=True).map(tuple))
    yield st.builds(Compare, st.sampled_from([Comparison.LESS, Comparison.AT_LEAST]), st.just(name), literals)
    yield st.builds(_between, st.just(name), st.lists(literals, min_size=2, max_size=2))
    yield st.builds(Compare, _COMPARISONS, sums.filter(lambda sum_: sum_ != name), st.just(name))


def _literals(fact: Fact, column: FactColumn) -> list[Number]:
    """Numbers within the column's bounds."""
    low, high = range_of(Column(column.name), fact)
    more = [Decimal(number) for number in _WHOLE] + [Decimal("0.5"), Decimal("1.75"), Decimal("99.99")]
    if column.type is ValueType.DECIMAL:
        more += [Decimal("0.000001"), Decimal("99.999999")]
    return [
        Number(number)
        for number in more
        if (low is None or number >= low) and (high is None or number <= high)
    ]  # fmt: skip


def _sums(fact: Fact, kind: ValueType) -> Drawn:
    """A column of the type, a multiple of it, or a sum of such; a constant in it fits an amount too."""
    column = st.sampled_from([Column(column.name) for column in fact.columns if column.type is kind])
    literal = st.sampled_from([Number(Decimal(number)) for number in (-3, 1, 2, 10, 1000)])
    term: Drawn = st.one_of(column, st.builds(_times, literal, column, st.booleans()))
    signs = st.sampled_from([Sign.PLUS, Sign.MINUS])
    return st.one_of(
        column,
        term,
        st.builds(Arithmetic, signs, term, term),
        st.builds(Arithmetic, signs, term, literal),
        st.builds(Arithmetic, signs, literal, st.builds(Arithmetic, signs, term, term)),
    )


def _times(factor: Number, value: Expression, first: bool) -> Expression:
    return Arithmetic(Sign.TIMES, factor, value) if first else Arithmetic(Sign.TIMES, value, factor)


def _between(subject: Expression, bounds: Sequence[Number | Day]) -> Expression:
    low, high = sorted(bounds, key=lambda bound: bound.value)
    return Between(subject, low, high)


def _columns(fact: Fact, kind: ValueType) -> Drawn | None:
    names = [Column(column.name) for column in fact.columns if column.type is kind]
    return st.sampled_from(names) if names else None


def _dates(name: Column, peers: list[Column]) -> Iterator[Drawn]:
    days = st.sampled_from(_DAYS).map(Day)
    counts = st.sampled_from([Span(count, SpanUnit.DAYS) for count in _DAY_COUNTS])
    others: Drawn = st.sampled_from([*peers, *map(Day, _DAYS)])
    difference = st.builds(Arithmetic, st.just(Sign.MINUS), st.just(name), others)
    moved = st.builds(Arithmetic, st.sampled_from([Sign.PLUS, Sign.MINUS]), st.just(name), counts)
    yield st.builds(Compare, _COMPARISONS, st.just(name), days)
    yield st.builds(Compare, _COMPARISONS, days, st.just(name))
    yield st.builds(_between, st.just(name), st.lists(days, min_size=2, max_size=2))
    yield st.builds(In, st.just(name), st.lists(days, min_size=1, max_size=3, unique=True).map(tuple))
    yield st.builds(Compare, _COMPARISONS, difference, counts)
    yield st.builds(Between, difference, st.just(Span(0, SpanUnit.DAYS)), st.just(Span(30, SpanUnit.DAYS)))
    yield st.builds(Compare, _COMPARISONS, moved, others)
    yield _DATE_PARTS.flatmap(lambda part: _part_of(Call(part, name)))


def _part_of(part: Call) -> Drawn:
    numbers = {Function.YEAR: (2024, 2025), Function.MONTH: (1, 2, 3, 10, 12), Function.WEEKDAY: (1, 5, 6, 7)}
    literals = st.sampled_from([Number(Decimal(number)) for number in numbers[part.function]])
    several = st.lists(literals, min_size=1, max_size=3, unique=True).map(tuple)
    return st.one_of(st.builds(Compare, _COMPARISONS, st.just(part), literals), st.builds(In, st.just(part), several))


def _instants(name: Column, peers: list[Column]) -> Iterator[Drawn]:
    spans = st.sampled_from(_SPANS)
    if peers:
        others = st.sampled_from(peers)
        difference = st.builds(Arithmetic, st.just(Sign.MINUS), st.just(name), others)
        yield st.builds(Compare, _COMPARISONS, difference, spans)
        yield st.builds(Compare, _COMPARISONS, spans, difference)
        moved = st.builds(Arithmetic, st.sampled_from([Sign.PLUS, Sign.MINUS]), st.just(name), spans)
        yield st.builds(Compare, _COMPARISONS, moved, others)
