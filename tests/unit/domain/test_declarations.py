"""What a source declares, and which persons may be joined."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tertial.domain.calendar import Month
from tertial.domain.declarations import (
    AllowedJoin,
    Declaration,
    JoinRefused,
    KeptMonths,
    KeptUntil,
    Purpose,
    RecordedDecision,
    can_join,
    check_can_join,
    check_can_join_all,
)
from tests.unit.domain.declared import declared

TODAY = date(2026, 11, 22)
DECISION = RecordedDecision("Hälso- och sjukvårdsnämnden", date(2026, 1, 15), "HSN 2026:12")


def joined_with(provider: str, **changed: Any) -> AllowedJoin:
    """A decision to join with a provider."""
    words: dict[str, Any] = {"basis": "avtal om sammanhållen uppföljning", "decision": DECISION}
    return AllowedJoin(provider, **(words | changed))


@pytest.mark.parametrize(
    ("part", "nothing", "told"),
    [
        ("purposes", frozenset(), "no purpose is declared"),
        ("controller", " ", "no controller"),
        ("provider", "", "is no id"),
        ("units", (), "no care unit"),
        ("legal_basis", "", "no legal basis"),
        ("feed", "Contacts", "is no id"),
        ("units", ("HC 1",), "is no id"),
        ("units", ("hc-1", "hc-1"), "hc-1 is declared twice"),
        ("joins", (joined_with("municipality"), joined_with("municipality")), "municipality is declared twice"),
        ("joins", (joined_with("region"),), "needs no decision to join its own"),
    ],
)
def test_a_declaration_that_lacks_a_part_cannot_be_built(part: str, nothing: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        declared(**{part: nothing})


@pytest.mark.parametrize("part", ["purposes", "controller", "provider", "units", "legal_basis", "retention"])
def test_no_part_of_a_declaration_has_a_default(part: str) -> None:
    words = {name: getattr(declared(), name) for name in Declaration.__dataclass_fields__ if name != part}
    with pytest.raises(TypeError, match=part):
        Declaration(**words)


def test_a_decision_says_who_and_its_case_number() -> None:
    for by, case in (("", "HSN 2026:12"), ("Nämnden", " ")):
        with pytest.raises(ValueError, match="who made it and its case number"):
            RecordedDecision(by, TODAY, case)


def test_an_allowed_join_states_its_law() -> None:
    with pytest.raises(ValueError, match="the law it rests on"):
        joined_with("municipality", basis="")


def test_the_feeds_of_one_provider_may_be_joined() -> None:
    check_can_join(declared(), declared(feed="admissions", units=("ward-1",)), TODAY)


def test_persons_of_two_providers_are_not_joined_unless_somebody_has_decided_it() -> None:
    region, private = declared(), declared(feed="listing", provider="private-care")
    assert not can_join(region, private, TODAY)
    with pytest.raises(JoinRefused) as caught:
        check_can_join(region, private, TODAY)
    assert str(caught.value) == (
        "persons of contacts (region) and listing (private-care) may not be joined: "
        "region has no decision in force on 2026-11-22 that allows it; send counts"
    )
    assert caught.value.sources == (region, private)


def test_a_decision_of_one_provider_alone_opens_nothing() -> None:
    region = declared(joins=(joined_with("municipality"),))
    municipality = declared(feed="coordinated-plans", provider="municipality")
    with pytest.raises(JoinRefused, match="municipality has no decision"):
        check_can_join(region, municipality, TODAY)
    with pytest.raises(JoinRefused, match="municipality has no decision"):
        check_can_join(municipality, region, TODAY)


@pytest.mark.parametrize(
    ("on", "allowed"),
    [(date(2026, 1, 14), False), (date(2026, 1, 15), True), (date(2027, 6, 30), True), (date(2027, 7, 1), False)],
)
def test_decisions_of_both_allow_a_join_while_both_are_in_force(on: date, allowed: bool) -> None:
    region = declared(joins=(joined_with("municipality", until=date(2027, 6, 30)),))
    municipality = declared(feed="coordinated-plans", provider="municipality", joins=(joined_with("region"),))
    assert can_join(region, municipality, on) is allowed
    assert can_join(municipality, region, on) is allowed


def test_rows_kept_for_different_purposes_are_not_joined() -> None:
    statistics = declared(feed="persons", purposes=frozenset({Purpose.STATISTICS}))
    with pytest.raises(JoinRefused, match="different purposes"):
        check_can_join(declared(), statistics, TODAY)


def test_of_several_sources_every_two_may_be_joined() -> None:
    outsider = declared(feed="listing", provider="private-care")
    check_can_join_all([declared(), declared(feed="admissions")], TODAY)
    with pytest.raises(JoinRefused, match="admissions"):
        check_can_join_all([declared(feed="admissions"), outsider], TODAY)
    with pytest.raises(JoinRefused, match="listing"):
        check_can_join_all([declared(), declared(feed="admissions"), outsider], TODAY)


@pytest.mark.parametrize("months", [0, -1, 1201])
def test_a_retention_is_a_month_to_a_hundred_years(months: int) -> None:
    with pytest.raises(ValueError, match="1 to 1200 months"):
        KeptMonths(months)


def test_rows_may_go_the_day_after_their_last() -> None:
    months = declared(retention=KeptMonths(24))
    assert [months.may_be_disposed_of(Month(2024, 2), day) for day in (date(2026, 2, 28), date(2026, 3, 1))] == [
        False,
        True,
    ]
    until = declared(retention=KeptUntil(date(2026, 12, 31)))
    assert [until.may_be_disposed_of(Month(2026, 12), day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [
        False,
        True,
    ]
