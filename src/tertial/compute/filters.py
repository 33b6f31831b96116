"""The filters that a row passes on its way into a figure, in the order that they are asked, as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertial.compute.terms import is_no_zero, known, of_the_same_rows
from tertial.domain.expressions.tree import And, Column, Compare, Comparison, Expression, IsNull, Or, Text
from tertial.domain.facts.contract import Fact
from tertial.domain.feeds.stored import SEX
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Part, Rows, Spread, Sum, Unique
from tertial.domain.results import Sex


class FilterKind(StrEnum):
    """What a filter asks of a row."""

    COUNTED = "counted"
    """That no mark keeps it from being counted. Rows of a derived fact are made of such rows alone."""
    AT_UNIT = "at_unit"
    """That its unit counts at the node, in the month and the view asked for."""
    OF_SEX = "of_sex"
    """That it is about the sex asked for."""
    CONDITION = "condition"
    """A part of the definition's condition: what stands between its outermost `and`."""
    KNOWN = "known"
    """That what is added up, set in order or told apart is known, and what is divided by is not zero."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter. `condition` is as it is written in the definition, None where the filter is not of it."""

    kind: FilterKind
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """All filters on the rows of one fact, each asked of the rows that are left after those before.

    `ends` says for each part of the figure how many of the filters its rows pass: where numerator and denominator are
    of the same rows, the numerator's follow the denominator's. `token` is what is told apart where different persons
    are counted.
    """

    rows: Rows
    filters: tuple[Filter, ...]
    ends: Mapping[Part, int]
    token: str = ""

    @property
    def fact(self) -> Fact:
        """The fact whose rows they are."""
        return self.rows.fact

    @property
    def of_events(self) -> tuple[Filter, ...]:
        """For a derived fact: the filters on the rows of the feed that it is made from."""
        return tuple(Filter(FilterKind.CONDITION, part) for part in conjuncts(self.rows.events))


def chains_of(indicator: Indicator, sex: Sex = Sex.ALL) -> tuple[Chain, ...]:
    """The chains of an indicator's figure for a sex, the denominator's first; none for a second stage.

    The measure is the one that the definition states: kinds and providers of units stand as they are written.
    """
    match indicator.measure:
        case Additive(numerator=above, denominator=None):
            return (_chain(above.rows, sex, {Part.NUMERATOR: [*_conditions(above.rows), *_known(above)]}),)
        case Additive(numerator=above, denominator=Sum() as below) if of_the_same_rows(above.rows, below.rows):
            first = [*_conditions(below.rows), *_known(above, below)]
            return (_chain(above.rows, sex, {Part.DENOMINATOR: first, Part.NUMERATOR: [*_conditions(above.rows)]}),)
        case Additive(numerator=above, denominator=Sum() as below):
            return (
                _chain(below.rows, sex, {Part.DENOMINATOR: [*_conditions(below.rows), *_known(below)]}),
                _chain(above.rows, sex, {Part.NUMERATOR: [*_conditions(above.rows), *_known(above)]}),
            )
        case Spread(rows=rows, value=value, over=over):
            asked = [known(value), known(over), is_no_zero(over)]
            return (_chain(rows, sex, {Part.SPREAD: [*_conditions(rows), *_asked(asked)]}),)
        case Unique(rows=rows, of=of):
            told = [*_conditions(rows), *_asked([known(Column(of))])]
            return (_chain(rows, sex, {Part.NUMERATOR: told}, of),)
        case _:
            return ()


def conjuncts(condition: Expression | None) -> tuple[Expression, ...]:
    """The parts that all must hold; none where there is no condition."""
    if condition is None:
        return ()
    return condition.parts if isinstance(condition, And) else (condition,)


def of_sex(sex: Sex) -> Expression:
    """That a row is about a sex; one that states none is of unknown sex."""
    stated = Compare(Comparison.EQUAL, Column(SEX), Text(sex.value))
    return Or((stated, IsNull(Column(SEX)))) if sex is Sex.UNKNOWN else stated


def _chain(rows: Rows, sex: Sex, by_part: Mapping[Part, list[Filter]], token: str = "") -> Chain:
    filters = [] if rows.fact.derived else [Filter(FilterKind.COUNTED)]
    filters.append(Filter(FilterKind.AT_UNIT))
    if sex is not Sex.ALL:
        filters.append(Filter(FilterKind.OF_SEX, of_sex(sex)))
    ends: dict[Part, int] = {}
    for part, more in by_part.items():
        filters += more
        ends[part] = len(filters)
    return Chain(rows, tuple(filters), ends, token)


def _conditions(rows: Rows) -> Iterator[Filter]:
    return (Filter(FilterKind.CONDITION, part) for part in conjuncts(rows.where))


def _known(*sums: Sum) -> Iterator[Filter]:
    return _asked([known(one.add) for one in sums])


def _asked(conditions: list[Expression | None]) -> Iterator[Filter]:
    different = dict.fromkeys(condition for condition in conditions if condition is not None)
    return (Filter(FilterKind.KNOWN, condition) for condition in different)
