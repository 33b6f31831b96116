"""What the pictures say to those who do not see them."""

from __future__ import annotations

import pytest

from tertial.assess.comparison import Share, UnitFigure, compare
from tertial.assess.comparison.chart_words import funnel_words, sexes_words
from tertial.assess.comparison.funnel import curve
from tertial.assess.comparison.wording import Wording
from tertial.domain.label import Label
from tests.unit.assess.comparison.units import SURGICAL, shares

NB = "\u00a0"


def test_a_funnel_tells_how_many_between_what_and_who_is_outside() -> None:
    said = funnel_words(compare(SURGICAL), {"H": Label("Sjukhus H", "Hospital H")}, Wording())
    assert said.sv == (
        f"Trattdiagram över 12 enheter, 0–14{NB}%; alla tillsammans 7{NB}%. "
        "Över gränserna: Sjukhus H. Under gränserna: A."
    )
    assert said.en == (
        "Funnel plot of 12 units, 0–14%; all together 7%. Above the limits: Hospital H. Below the limits: A."
    )


def test_a_funnel_where_none_is_outside_says_so() -> None:
    said = funnel_words(compare(shares(*[(45, 50)] * 6)), {}, Wording())
    assert said.sv.endswith("Ingen står utanför gränserna.")
    assert funnel_words(compare([]), {}, Wording()).sv == "Ingen enhet har en siffra att jämföra."


def test_of_many_outside_the_furthest_are_named_and_the_rest_counted() -> None:
    units = [UnitFigure(f"u{index:02}", Share(50 if index % 2 else 950, 1000)) for index in range(30)]
    units += [UnitFigure(f"v{index:02}", Share(500, 1000)) for index in range(200)]
    said = funnel_words(compare(units), {}, Wording())
    assert "Under gränserna: u01, u03, u05, u07, u09, u11, u13 och 8 enheter till." in said.sv


def test_bars_tell_each_row() -> None:
    said = sexes_words([(Label("Backen"), Share(80, 100), Share(40, 100))], Wording())
    assert said.sv.startswith(
        f"Staplar för kvinnor och män med intervall. Backen: Värdet är 80{NB}% för kvinnor och 40{NB}% för män."
    )
    with pytest.raises(ValueError, match="no row"):
        sexes_words([], Wording())


def test_the_curve_of_a_funnel_runs_from_the_smallest_to_the_largest_size() -> None:
    found = compare(SURGICAL)
    assert found.pool is not None
    drawn = curve(found.pool, found.dispersion, 40, 900)
    assert (drawn[0][0], drawn[-1][0]) == (40, 900)
    widths = [one.alarm_high - one.alarm_low for _, one in drawn]
    assert widths == sorted(widths, reverse=True)
    assert len(curve(found.pool, None, 40, 40)) == 1
    with pytest.raises(ValueError, match="above nought"):
        curve(found.pool, None, 0, 40)
