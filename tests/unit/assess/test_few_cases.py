"""Which figures of single units rest on so few persons or events that they are not shown."""

from __future__ import annotations

import pytest

from tertial.assess.evidence import Evidence
from tertial.assess.few_cases import rests_on_few
from tertial.domain.indicators import Indicator, Kind, ValueUnit
from tertial.domain.measures import Additive, Spread
from tertial.domain.results import WHOLE
from tests.unit.assess.cast import AUGUST, an_indicator
from tests.unit.assess.test_insight import CONTACTS, ROWS, SUMMED, WAIT, insight, month, peers, phone

SHARE = phone()
RATE = phone(kind=Kind.RATE, value_unit=ValueUnit.RATIO)
MEAN = phone(measure=Spread(CONTACTS, WAIT))
HOURS = phone(measure=Additive(SUMMED, SUMMED))
COUNT = phone(kind=Kind.COUNT, measure=Additive(ROWS), value_unit=ValueUnit.COUNT)
REPORTED = an_indicator()


@pytest.mark.parametrize(
    ("indicator", "numerator", "denominator", "few"),
    [
        (SHARE, 5, 10, False),
        (SHARE, 4, 100, True),
        (SHARE, 0, 100, True),
        (SHARE, 96, 100, True),
        (SHARE, 95, 100, False),
        (SHARE, None, None, False),
        (REPORTED, 4, 100, True),
        (RATE, 7, 3, True),
        (RATE, 7, 5, False),
        (MEAN, 2, 30, False),
        (MEAN, 29, 30, False),
        (MEAN, 30, 4, True),
        (HOURS, 2, 3, False),
        (COUNT, 4, None, True),
        (COUNT, 5, None, False),
    ],
)
def test_those_counted_those_who_are_not_and_all_of_them_are_at_least_so_many(
    indicator: Indicator, numerator: int | None, denominator: int | None, *, few: bool
) -> None:
    assert rests_on_few(indicator, numerator, denominator, 5) is few
    assert not rests_on_few(indicator, numerator, denominator, 0)


def test_units_with_too_few_are_known_and_the_others_are_compared_as_if_those_were_not() -> None:
    found = insight(SHARE, Evidence({}, {}, peers(3, 150, 160, 162, 158, 161, 159, 198)))
    assert found.few(5) == ("centre-0", "centre-7")
    assert found.few(0) == ()
    rest = found.comparison_without(found.few(5))
    alone = insight(SHARE, Evidence({}, {}, peers(0, 150, 160, 162, 158, 161, 159))).comparison_without(["centre-0"])
    assert rest is not None
    assert [one.unit for one in rest.units] == [f"centre-{at}" for at in range(1, 7)]
    assert rest == alone
    assert found.comparison_without(()) is found.comparison
    assert insight(SHARE, Evidence({}, {})).comparison_without(["centre-0"]) is None


def test_months_with_too_few_are_known() -> None:
    found = insight(SHARE, Evidence({WHOLE: (month(2, 3), month(1, 50), month(0, 99))}, {}))
    assert found.months_of_few(5) == {AUGUST, AUGUST.plus(-2)}
    assert found.months_of_few(0) == frozenset()
