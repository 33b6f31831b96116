"""What expressions come to for one row, by the words of the language."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tertial.compute.reference.evaluate import Value, holds, truth_of, value_of
from tertial.domain.expressions.parser import DEEPEST, parse
from tertial.domain.expressions.tree import (
    And,
    Arithmetic,
    Call,
    Column,
    Compare,
    Comparison,
    Expression,
    Function,
    Not,
    Number,
    Or,
    Sign,
    Span,
    SpanUnit,
    Text,
    YesNo,
)

ROW = {
    "whole": 3,
    "decimal": Decimal("0.1"),
    "code": "new",
    "yes": True,
    "no": False,
    "unknown": None,
    "leap_day": date(2024, 2, 29),
    "new_year": date(2025, 1, 1),
    "midnight": datetime(2025, 3, 29, 23, 0, tzinfo=UTC),
    "next_midnight": datetime(2025, 3, 30, 22, 0, tzinfo=UTC),
}


def of(text: str) -> Value:
    return value_of(parse(text), ROW)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("whole = 3", True),
        ("whole = 3.0", True),
        ("whole <> 3", False),
        ("whole < 3", False),
        ("whole <= 3", True),
        ("whole > 2.999999", True),
        ("whole >= 4", False),
        ("decimal = 0.1", True),
        ("decimal + decimal + decimal = 0.3", True),
        ("code = 'new'", True),
        ("code = 'New'", False),
        ("yes", True),
        ("no", False),
        ("yes = true", True),
        ("not yes", False),
        ("whole between 3 and 3", True),
        ("whole between 4 and 9", False),
        ("whole not between 4 and 9", True),
        ("code in ('old', 'new')", True),
        ("code not in ('old', 'new')", False),
        ("leap_day < new_year", True),
        ("leap_day = 2024-02-29", True),
        ("yes and (no or yes)", True),
        ("no and unknown", False),
        ("yes or unknown", True),
    ],
)
def test_conditions_are_true_or_false(text: str, value: bool) -> None:
    assert of(text) is value


@pytest.mark.parametrize(
    "text",
    [
        "unknown = 3",
        "unknown <> 3",
        "whole < unknown",
        "unknown = unknown",
        "unknown between 1 and 2",
        "whole between unknown and 9",
        "unknown in ('old')",
        "not unknown",
        "unknown",
        "yes and unknown",
        "no or unknown",
        "unknown + 1 > 0",
        "year(unknown) = 2025",
        "unknown - leap_day > 3 days",
    ],
)
def test_what_rests_on_the_unknown_is_unknown_and_does_not_count(text: str) -> None:
    assert of(text) is None
    assert not holds(parse(text), ROW)
    assert not holds(Not(parse(text)), ROW)


def test_a_value_below_the_low_bound_is_not_between_whatever_the_high_one_is() -> None:
    assert of("whole between 4 and unknown") is False


def test_whether_a_value_is_known_is_never_unknown() -> None:
    assert of("unknown is null") is True
    assert of("whole is null") is False
    assert of("unknown is not null") is False


def test_every_row_counts_where_there_is_no_condition() -> None:
    assert holds(None, ROW)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("whole + 2", 5),
        ("whole - 5", -2),
        ("whole * whole", 9),
        ("decimal * 0.1", Decimal("0.01")),
        ("whole + decimal", Decimal("3.1")),
        ("decimal - whole", Decimal("-2.9")),
        ("new_year - leap_day", 307),
        ("leap_day - new_year", -307),
        ("leap_day + 1 days", date(2024, 3, 1)),
        ("new_year - 1 days", date(2024, 12, 31)),
        ("midnight + 90 minutes", datetime(2025, 3, 30, 0, 30, tzinfo=UTC)),
        ("midnight - 2 hours", datetime(2025, 3, 29, 21, 0, tzinfo=UTC)),
        ("next_midnight - midnight", timedelta(hours=23)),
        ("year(leap_day)", 2024),
        ("month(leap_day)", 2),
        ("weekday(leap_day)", 4),
        ("weekday(2025-08-31)", 7),
    ],
)
def test_values_are_exact(text: str, value: Value) -> None:
    found = of(text)
    assert found == value
    assert type(found) is type(value)


def test_decimals_are_not_rounded_however_many_are_multiplied() -> None:
    row = {"decimal": Decimal("1.000001")}
    product: Expression = Column("decimal")
    for _ in range(9):
        product = Arithmetic(Sign.TIMES, product, Column("decimal"))
    found = value_of(product, row)
    assert isinstance(found, Decimal)
    assert found.as_tuple().exponent == -60


def test_a_day_of_instants_is_24_hours_and_a_day_of_dates_the_next_date() -> None:
    assert of("next_midnight - midnight < 1 days") is True  # the clocks go forward in between
    assert of("next_midnight - midnight = 23 hours") is True
    assert of("new_year - leap_day = 307 days") is True
    assert of("307 days = new_year - leap_day") is True
    assert of("new_year - leap_day between 306 days and 308 days") is True


def test_a_sum_with_a_length_of_time_may_stand_either_way() -> None:
    added = Arithmetic(Sign.PLUS, Span(1, SpanUnit.DAYS), Column("leap_day"))
    assert value_of(added, ROW) == date(2024, 3, 1)


@pytest.mark.parametrize(
    "expression",
    [
        Compare(Comparison.EQUAL, Column("whole"), Column("code")),
        Compare(Comparison.EQUAL, Column("yes"), Number(Decimal(1))),
        Compare(Comparison.LESS, Column("leap_day"), Column("midnight")),
        Arithmetic(Sign.PLUS, Column("code"), Text("er")),
        Arithmetic(Sign.PLUS, Column("leap_day"), Column("new_year")),
        Arithmetic(Sign.PLUS, Column("leap_day"), Span(1, SpanUnit.HOURS)),
        Arithmetic(Sign.TIMES, Column("midnight"), Span(1, SpanUnit.HOURS)),
        Call(Function.YEAR, Column("midnight")),
        Call(Function.YEAR, Column("whole")),
        Call(Function.KIND, Column("code")),
        Call(Function.PROVIDER, Column("code")),
    ],
)
def test_values_that_do_not_go_together_are_refused(expression: Expression) -> None:
    with pytest.raises(ValueError, match=r"means nothing|is not compared|takes a date|turned into units"):
        value_of(expression, ROW)


@pytest.mark.parametrize("expression", [Column("whole"), Number(Decimal(1)), And((YesNo(True), Column("code")))])
def test_a_number_or_a_text_is_no_condition(expression: Expression) -> None:
    with pytest.raises(ValueError, match=r"is no condition|neither true nor false"):
        truth_of(expression, ROW)


def test_a_column_that_the_row_lacks_is_a_mistake_and_not_unknown() -> None:
    with pytest.raises(KeyError):
        of("lacking = 1")


def test_expressions_as_deep_and_as_wide_as_the_language_lets_them_be_are_worked_out() -> None:
    deep = "(" * (DEEPEST - 1) + "yes" + ")" * (DEEPEST - 1)
    nots: Expression = Column("yes")
    for _ in range(DEEPEST):
        nots = Not(nots)
    wide = Or(tuple(Compare(Comparison.EQUAL, Column("whole"), Number(Decimal(number))) for number in range(4, 5000)))
    assert of(deep) is True
    assert truth_of(nots, ROW) is True
    assert value_of(And((Not(wide), *[Column("yes")] * 5000)), ROW) is True
