"""Figures of the same thing from several sources: side by side, never put together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tertial.assess.assessment import RegionAssessment
from tertial.assess.beside import Told, groups_of
from tertial.assess.json_document import json_document
from tertial.assess.region import assess_region
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.results import Quality
from tests.unit.assess.cast import AUGUST, a_figure, a_region, an_indicator

NOW = "2025-YTD08"


def beside(name: str, *others: str) -> Indicator:
    return replace(an_indicator(name), same_as=others)


def assessed(*indicators: Indicator, values: tuple[tuple[str, str, str], ...]) -> RegionAssessment:
    figures = [a_figure(when, value, indicator=name) for name, when, value in values]
    return assess_region(a_region(list(indicators), figures), as_of=AUGUST)


def names(groups: tuple[tuple[Told, ...], ...]) -> list[list[str]]:
    return [[told.indicator.id for told in group] for group in groups]


def test_nothing_stands_beside_where_nothing_is_declared() -> None:
    found = assessed(an_indicator("phone"), an_indicator("survey"), values=(("phone", NOW, "10"),))
    assert groups_of(found) == ()
    assert "beside" not in json_document(found, "sv")


def test_one_declaration_is_enough_and_chains_make_one_group() -> None:
    chain = assessed(beside("a", "b"), beside("b", "c"), an_indicator("c"), an_indicator("d"), values=())
    assert names(groups_of(chain)) == [["a", "b", "c"]]
    backwards = assessed(an_indicator("a"), beside("b", "a"), values=())
    assert names(groups_of(backwards)) == [["a", "b"]]


def test_each_keeps_its_own_figure_period_and_source() -> None:
    values = (("register", NOW, "10"), ("survey", "2024", "18"))
    ((register, survey),) = groups_of(assessed(beside("register", "survey"), an_indicator("survey"), values=values))
    assert (register.value, str(register.period)) == (Decimal(10), NOW)
    assert (survey.value, str(survey.period)) == (Decimal(18), "2024")
    assert not survey.is_computed


def test_a_figure_of_a_later_period_is_not_known_yet() -> None:
    values = (("survey", "2024", "18"), ("survey", "2026", "20"))
    ((_register, survey),) = groups_of(assessed(beside("register", "survey"), an_indicator("survey"), values=values))
    assert survey.value == Decimal(18)


def test_what_is_counted_out_of_what_is_the_definition() -> None:
    counted, out_of = Label("Listade med läkare", "Listed with a doctor"), Label("Alla", "All")
    register = replace(beside("register", "survey"), counted=counted, out_of=out_of)
    group = assessed(register, an_indicator("survey"), values=())
    assert [told.definition.sv for told in groups_of(group)[0]] == ["Listade med läkare, av alla", "Mått survey"]
    assert groups_of(group)[0][0].definition.en == "Listed with a doctor, out of all"


def test_one_without_a_figure_says_why() -> None:
    ((register, _survey),) = groups_of(
        assessed(beside("register", "survey"), an_indicator("survey"), values=(("survey", NOW, "18"),))
    )
    assert (register.value, register.quality) == (None, Quality.MISSING)
    assert register.note is not None


def test_the_document_has_a_record_of_each() -> None:
    values = (("register", NOW, "10"), ("survey", "2024", "18"))
    document = json_document(assessed(beside("register", "survey"), an_indicator("survey"), values=values), "sv")
    records = document["beside"]
    assert isinstance(records, list)
    assert [(one["group"], one["indicator"], one["value"], one["computed"]) for one in records] == [
        (1, "register", 10, False),
        (1, "survey", 18, False),
    ]
