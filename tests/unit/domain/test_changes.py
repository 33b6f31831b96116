"""Declared changes: which of them break a series."""

from __future__ import annotations

import pytest

from tertial.domain.calendar import Month
from tertial.domain.changes import Change, ChangeKind
from tertial.domain.label import Label

APRIL = Month(2025, 4)


@pytest.mark.parametrize(
    ("kind", "breaks"),
    [
        (ChangeKind.DEFINITION, True),
        (ChangeKind.MEASUREMENT, True),
        (ChangeKind.RECORD_SYSTEM, False),
        (ChangeKind.ORGANISATION, False),
    ],
)
def test_another_definition_or_way_of_measuring_breaks_the_series_of_its_indicators(
    kind: ChangeKind, breaks: bool
) -> None:
    change = Change("new", kind, Label("Nytt"), APRIL, Label("Nytt"), indicators=("phone",))
    assert change.breaks("phone", APRIL) is breaks
    assert not change.breaks("phone", APRIL.plus(-1))
    assert not change.breaks("visits", APRIL)
