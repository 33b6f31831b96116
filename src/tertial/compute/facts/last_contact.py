"""Sex and age at the last contact of a window.

Day, age and sex are packed into one whole number whose greatest is the last contact's. The engines share no way to take
one column from the row with the greatest of another but sorting, which takes many times longer.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from tertial.domain.facts.last_contact import SEXES

_AGES = 1024
"""More ages than there are, what is not known among them."""
_RANKS = {sex: rank for rank, sex in enumerate(reversed(SEXES), start=1)}
_BEFORE_ALL = ibis.date(1, 1, 1)


def packed(day: ir.DateValue, age_years: ir.IntegerValue, sex: ir.StringValue) -> ir.IntegerValue:
    """The number of a contact: greater on a later day, then for a higher age, then for a sex that comes first."""
    rank = ibis.cases(*((sex == code, rank) for code, rank in _RANKS.items()), else_=0)
    days = day.delta(_BEFORE_ALL, unit="day")
    return (days * _AGES + (age_years.cast("int64") + 1).fill_null(0)) * (len(SEXES) + 1) + rank


def age_years_of(number: ir.IntegerValue) -> ir.IntegerValue:
    """The age in the number of a contact."""
    return (number // (len(SEXES) + 1) % _AGES - 1).nullif(-1)


def sex_of(number: ir.IntegerValue) -> ir.StringValue:
    """The sex in the number of a contact."""
    rank = number % (len(SEXES) + 1)
    return ibis.cases(*((rank == rank_of, code) for code, rank_of in _RANKS.items()))
