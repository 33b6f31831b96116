"""Between which numbers the values of a column, or of a function, lie: what literals are held against."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.calendar import FIRST_YEAR, LAST_YEAR
from tertial.domain.expressions.tree import Call, Column, Expression, Function
from tertial.domain.facts.contract import Fact
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.feeds.stored import AGE_DAYS, AGE_YEARS

Range = tuple[Decimal | None, Decimal | None]
"""The least value and the greatest, both included; None where there is no bound."""

ANY: Range = (None, None)

_AGES: dict[str, Range] = {
    AGE_YEARS: (Decimal(0), Decimal(150)),
    AGE_DAYS: (Decimal(0), Decimal(731)),
}
"""Nobody has grown older than 150 years; ages in days are kept under two years of age."""

_FUNCTIONS: dict[Function, Range] = {
    Function.YEAR: (Decimal(FIRST_YEAR), Decimal(LAST_YEAR)),
    Function.MONTH: (Decimal(1), Decimal(12)),
    Function.WEEKDAY: (Decimal(1), Decimal(7)),
}


def range_of(expression: Expression, fact: Fact) -> Range:
    """The bounds of the values by the contract: of a feed's numbers, of ages everywhere, of the parts of a date."""
    match expression:
        case Call():
            return _FUNCTIONS.get(expression.function, ANY)
        case Column(name=name) if name in _AGES:
            return _AGES[name]
        case Column(name=name) if not fact.derived and fact.id in all_feeds():
            feed = all_feeds()[fact.id]
            column = next((column for column in feed.columns if column.name == name), None)
            return ANY if column is None else (column.low, column.high)
        case _:
            return ANY
