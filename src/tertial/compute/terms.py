"""Terms: the single sums and histograms that indicators come to, each with the whole condition of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tertial.domain.expressions.tree import Compare, Comparison, Expression, IsNull, Not, Number, all_of
from tertial.domain.facts.contract import Fact
from tertial.domain.feeds.stored import AGE_YEARS, SEX
from tertial.domain.indicators import Indicator
from tertial.domain.measures import Additive, Part, Rows, Spread, Sum

AGE_CODES = "age_band"
"""Facts of staff come with bands of their own instead of ages."""


@dataclass(frozen=True, slots=True)
class Splits:
    """By what a term is split; the cuts are those of its age bands, None where it has none."""

    sex: bool = False
    cuts: tuple[int, ...] | None = None
    category: str = ""

    @classmethod
    def of(cls, indicator: Indicator, fact: Fact) -> Splits:
        """What the indicator asks for, as far as the fact has it."""
        aged = fact.has(AGE_YEARS) or fact.has(AGE_CODES)
        return cls(
            sex="sex" in indicator.by and fact.has(SEX),
            cuts=indicator.cuts if "age_band" in indicator.by and aged else None,
            category=indicator.category if indicator.category and fact.has(indicator.category) else "",
        )


@dataclass(frozen=True, slots=True)
class Term:
    """One sum of an indicator (of `add`, else of rows), or its histogram of `value` and `over`.

    The rows' condition is whole: what the denominator asks of the numerator's rows, and that what is added up is known.
    """

    indicator: str
    part: Part
    rows: Rows
    splits: Splits
    add: Expression | None = None
    value: Expression | None = None
    over: Expression | None = None


def terms_of(indicators: Iterable[Indicator]) -> Iterator[Term]:
    """The terms of the indicators that are sums or histograms, in order."""
    for indicator in indicators:
        match indicator.measure:
            case Additive(numerator=numerator, denominator=denominator):
                yield from _additive(indicator, numerator, denominator)
            case Spread(rows=rows, value=value, over=over):
                counted = narrowed(rows, known(value), known(over), is_no_zero(over))
                splits = Splits.of(indicator, rows.fact)
                yield Term(indicator.id, Part.SPREAD, counted, splits, value=value, over=over)


def _additive(indicator: Indicator, above: Sum, below: Sum | None) -> Iterator[Term]:
    conditions = [known(above.add)]
    if below is not None and of_the_same_rows(above.rows, below.rows):
        conditions = [below.rows.where, known(above.add), known(below.add)]
        below = Sum(narrowed(below.rows, known(above.add)), below.add)
    splits = Splits.of(indicator, above.rows.fact)
    yield Term(indicator.id, Part.NUMERATOR, narrowed(above.rows, *conditions), splits, above.add)
    if below is not None:
        counted = narrowed(below.rows, known(below.add))
        yield Term(indicator.id, Part.DENOMINATOR, counted, Splits.of(indicator, below.rows.fact), below.add)


def of_the_same_rows(one: Rows, other: Rows) -> bool:
    """Whether two conditions choose among the same rows at the same place."""
    return (one.fact, one.events, one.place) == (other.fact, other.events, other.place)


def known(quantity: Expression | None) -> Expression | None:
    """That a quantity is known; nothing where there is none."""
    return None if quantity is None else Not(IsNull(quantity))


def is_no_zero(quantity: Expression | None) -> Expression | None:
    """That a quantity is something to divide by; nothing where there is none."""
    return None if quantity is None else Compare(Comparison.NOT_EQUAL, quantity, Number(Decimal(0)))


def narrowed(rows: Rows, *conditions: Expression | None) -> Rows:
    """The rows that meet the conditions too."""
    return replace(rows, where=all_of(rows.where, *conditions))
