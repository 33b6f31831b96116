"""Which indicators tell units apart the most, and which units are looked at one by one."""

from __future__ import annotations

from dataclasses import replace

from tertial.assess.evidence import Evidence, PeerFigures
from tertial.assess.insight import Insight
from tertial.assess.standing_out import kind_below, most_apart, to_be_drawn
from tertial.domain.indicators import OverTime
from tertial.domain.measures import Spread
from tertial.domain.results import Quality, Sex
from tests.unit.assess.test_insight import CONTACTS, WAIT, insight, peers, phone

EVEN = peers(*[160] * 20)
ONE_OUT = peers(60, *[160] * 20)
TWO_OUT = peers(60, 70, *[160] * 20)


def held(name: str, *, among: object = EVEN) -> Insight:
    """What is said of an indicator of this name, by the units that it is held among."""
    return insight(phone(id=name, over_time=OverTime.SUM), Evidence({}, {}, among))  # type: ignore[arg-type]


def test_the_indicator_with_most_units_standing_out_comes_first_and_one_with_none_not_at_all() -> None:
    found = [held("even"), held("one", among=ONE_OUT), held("two", among=TWO_OUT), held("more", among=ONE_OUT)]
    assert [one.indicator.id for one in most_apart(found, 5)] == ["two", "one", "more"]
    assert [one.indicator.id for one in most_apart(found, 1)] == ["two"]


def test_an_indicator_whose_differences_may_be_the_datas_comes_last() -> None:
    doubtful = [
        PeerFigures(one.unit, {Sex.ALL: replace(one.whole, quality=Quality.PARTIAL)})
        for one in TWO_OUT.units
        if one.whole is not None
    ]
    found = [held("doubtful", among=replace(TWO_OUT, units=tuple(doubtful))), held("one", among=ONE_OUT)]
    assert [one.indicator.id for one in most_apart(found, 5)] == ["one", "doubtful"]


def test_sisters_of_the_unit_are_no_units_below_it() -> None:
    sisters = held("sisters", among=replace(ONE_OUT, own="centre-1"))
    assert most_apart([sisters], 5) == []
    assert kind_below([sisters]) == ""


def test_the_kind_that_most_indicators_are_compared_at_is_the_one_to_look_at() -> None:
    wards = replace(ONE_OUT, kind="ward")
    found = [held("first", among=wards), held("second", among=ONE_OUT), held("third", among=EVEN)]
    assert kind_below(found) == "health_centre"
    assert [one.indicator.id for one in to_be_drawn(found, "health_centre", 5)] == ["second"]
    assert kind_below([]) == ""


def test_a_figure_whose_months_are_nearly_the_same_or_look_back_is_not_drawn_month_by_month() -> None:
    index = replace(held("index", among=TWO_OUT), indicator=phone(id="index", measure=Spread(CONTACTS, WAIT)))
    stock = replace(held("stock", among=TWO_OUT), indicator=phone(id="stock", over_time=OverTime.LAST))
    counted = held("counted", among=ONE_OUT)
    assert to_be_drawn([index, stock, counted], "health_centre", 5) == [counted]


def test_where_most_units_have_few_cases_a_month_their_months_are_not_drawn() -> None:
    few = held("few", among=TWO_OUT)
    assert few.peers is not None
    small = [
        replace(unit, figures={Sex.ALL: replace(unit.figures[Sex.ALL], numerator=10, denominator=150)})
        for unit in few.peers.units
    ]
    assert to_be_drawn([few], "health_centre", 5) == [few]
    assert to_be_drawn([replace(few, peers=replace(few.peers, units=tuple(small)))], "health_centre", 5) == []


def test_where_months_of_the_middle_unit_tell_of_too_few_to_be_shown_they_are_not_drawn() -> None:
    # 160 of 200 in eight months: 20 have it a month and 5 have it not.
    found = [held("two", among=TWO_OUT)]
    assert to_be_drawn(found, "health_centre", 5, least=2) == found
    assert to_be_drawn(found, "health_centre", 5, least=3) == []
