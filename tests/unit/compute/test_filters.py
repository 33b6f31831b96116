"""The filters of a figure stand in the order in which they are written, the numerator's after the denominator's."""

from __future__ import annotations

from tertial.compute.filters import Chain, chains_of, conjuncts
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.writing import written
from tertial.domain.facts.of_feeds import fact_of_feed
from tertial.domain.facts.registry import all_facts
from tertial.domain.measures import Additive, Part, Rows, Spread, Sum, Unique
from tertial.domain.results import Sex
from tests.unit.compute.counted import CONTACTS, an_indicator, reaching

POSTS = fact_of_feed("staff-posts")
STAFF = fact_of_feed("staff-absence")


def told(chain: Chain) -> list[str]:
    return [one.kind if one.condition is None else written(one.condition) for one in chain.filters]


def test_of_the_same_rows_the_numerators_conditions_follow_the_denominators() -> None:
    above = Sum(Rows(CONTACTS, parse("wait_days <= 3 and mode = 'home'")))
    below = Sum(Rows(CONTACTS, parse("visit = 'first' and (problem = 'new' or problem is null)")))
    (chain,) = chains_of(an_indicator(Additive(above, below)))
    assert told(chain) == [
        "counted",
        "at_unit",
        "visit = 'first'",
        "problem = 'new' or problem is null",
        "wait_days <= 3",
        "mode = 'home'",
    ]
    assert chain.ends == {Part.DENOMINATOR: 4, Part.NUMERATOR: 6}


def test_of_different_facts_each_part_has_its_own_chain_the_denominators_first() -> None:
    above, below = Sum(Rows(CONTACTS, parse("mode = 'home'"))), Sum(Rows(POSTS), parse("posts"))
    first, second = chains_of(an_indicator(Additive(above, below)))
    assert (told(first), first.ends) == (["counted", "at_unit", "posts is not null"], {Part.DENOMINATOR: 3})
    assert (told(second), second.ends) == (["counted", "at_unit", "mode = 'home'"], {Part.NUMERATOR: 3})


def test_where_both_parts_add_up_each_quantity_is_known_before_the_denominator() -> None:
    above = Sum(Rows(STAFF), parse("never_sick_12_months"))
    below = Sum(Rows(STAFF), parse("employees_12_months"))
    (chain,) = chains_of(an_indicator(Additive(above, below)))
    assert told(chain)[2:] == ["never_sick_12_months is not null", "employees_12_months is not null"]
    assert chain.ends == {Part.DENOMINATOR: 4, Part.NUMERATOR: 4}


def test_a_mean_of_ratios_leaves_out_rows_with_nothing_to_divide_by() -> None:
    measure = Spread(Rows(STAFF), parse("never_sick_12_months"), parse("employees_12_months"))
    (chain,) = chains_of(an_indicator(measure))
    assert told(chain)[2:] == [
        "never_sick_12_months is not null",
        "employees_12_months is not null",
        "employees_12_months <> 0",
    ]


def test_the_rows_of_a_derived_fact_are_made_of_rows_that_count_so_marks_are_asked_of_the_feed() -> None:
    rows = Rows(all_facts()["frequent-visitors"], parse("contacts >= 4"), parse("profession = 'doctor'"))
    (chain,) = chains_of(an_indicator(Additive(Sum(rows))))
    assert told(chain) == ["at_unit", "contacts >= 4"]
    assert [written(one.condition) for one in chain.of_events if one.condition] == ["profession = 'doctor'"]


def test_different_ones_are_of_rows_that_name_somebody() -> None:
    (chain,) = chains_of(an_indicator(Unique(Rows(CONTACTS), "clinician")))
    assert (told(chain)[2:], chain.token) == (["clinician is not null"], "clinician")


def test_a_row_that_states_no_sex_is_of_unknown_sex() -> None:
    chains = [chains_of(an_indicator(by=("sex",)), sex)[0] for sex in (Sex.ALL, Sex.WOMEN, Sex.UNKNOWN)]
    assert [told(chain)[2:3] for chain in chains] == [[], ["sex = 'women'"], ["sex = 'unknown' or sex is null"]]


def test_a_second_stage_has_no_rows() -> None:
    assert chains_of(an_indicator(reaching())) == ()


def test_no_condition_has_no_parts() -> None:
    assert conjuncts(None) == ()
