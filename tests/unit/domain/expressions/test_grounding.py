"""What is asked of the organisation becomes lists of units."""

from __future__ import annotations

from datetime import date

import pytest

from tertial.domain.expressions.grounding import NO_SUCH_UNIT, grounded
from tertial.domain.expressions.parser import parse
from tertial.domain.expressions.writing import written
from tertial.domain.identifier import PATTERN
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit, Validity

BEFORE, SINCE = Validity(last=date(2023, 12, 31)), Validity(first=date(2024, 1, 1))
ORGANISATION = Organisation(
    (
        Unit("region", Label("Regionen"), "region"),
        Unit("south", Label("Södra"), "health_centre", "region", provider="region"),
        Unit("north", Label("Norra"), "health_centre", "region", provider="region"),
        Unit("moved", Label("Flyttad"), "health_centre", "region", provider="region", validity=BEFORE),
        Unit("moved", Label("Flyttad"), "ward", "region", provider="private", validity=SINCE),
    )
)


@pytest.mark.parametrize(
    ("text", "ready"),
    [
        ("kind(unit) = 'health_centre'", "unit in ('moved', 'north', 'south')"),
        ("'health_centre' = kind(unit)", "unit in ('moved', 'north', 'south')"),
        ("kind(unit) = 'ward'", "unit in ('moved')"),
        ("kind(unit) <> 'ward'", "unit not in ('moved')"),
        ("'ward' <> kind(unit)", "unit not in ('moved')"),
        ("kind(unit) in ('ward', 'region')", "unit in ('moved', 'region')"),
        ("kind(unit) not in ('ward', 'region')", "unit not in ('moved', 'region')"),
        ("provider(other_unit) = 'private'", "other_unit in ('moved')"),
        ("provider(unit) in ('region', 'private')", "unit in ('moved', 'north', 'south')"),
        ("not kind(unit) = 'ward' and (a or kind(b) = 'ward')", "unit not in ('moved') and (a or b in ('moved'))"),
        ("kind = 'ward' and year(day) = 2025", "kind = 'ward' and year(day) = 2025"),
    ],
)
def test_units_stand_where_their_kind_or_provider_was_asked_for(text: str, ready: str) -> None:
    assert written(grounded(parse(text), ORGANISATION)) == ready


def test_a_kind_that_no_unit_ever_had_is_the_kind_of_none() -> None:
    assert written(grounded(parse("kind(unit) = 'lab'"), ORGANISATION)) == f"unit in ('{NO_SUCH_UNIT}')"
    assert written(grounded(parse("kind(unit) <> 'lab'"), ORGANISATION)) == f"unit not in ('{NO_SUCH_UNIT}')"
    assert not PATTERN.fullmatch(NO_SUCH_UNIT)


def test_a_unit_keeps_its_place_in_the_text() -> None:
    text = "a and kind(unit) = 'ward'"
    found = grounded(parse(text), ORGANISATION)
    assert text[found.at.start : found.at.end] == text
