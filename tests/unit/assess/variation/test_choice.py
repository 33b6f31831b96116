"""What an indicator's figures are made of follows from its kind and unit."""

from __future__ import annotations

import pytest

from tertial.assess.variation import Nature, nature_of
from tertial.definitions.library import library_indicators

LIBRARY = library_indicators()


@pytest.mark.parametrize(
    ("indicator", "nature"),
    [
        ("phone-same-day", Nature.SHARE),
        ("contacts-total", Nature.COUNT),
        ("patients-with-contact", Nature.COUNT),
        ("length-of-stay-median", Nature.MEASURE),
        ("agency-cost", Nature.MEASURE),
        ("overcrowding-per-100-beds", Nature.RATE),
    ],
)
def test_the_library_s_indicators_have_their_natures(indicator: str, nature: Nature) -> None:
    assert nature_of(LIBRARY[indicator]) is nature
