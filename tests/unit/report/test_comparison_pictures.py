"""From a comparison to its pictures, in both languages."""

from __future__ import annotations

from dataclasses import replace

from tertial.assess.comparison import Rate, Share, compare
from tertial.assess.comparison.wording import Wording
from tertial.domain.label import Label
from tertial.language import using
from tertial.report.charts import ChartTarget
from tertial.report.comparison_pictures import funnel_picture, sexes_picture
from tests.unit.assess.comparison.units import SURGICAL, shares
from tests.unit.report.drawing import colliding, outside, texts_of

NB, NARROW = "\u00a0", "\u202f"
OPERATIONS = Label("antal operationer", "number of operations")
NAMES = {"H": Label("Sjukhus H", "Hospital H")}


def test_a_funnel_has_its_units_limits_and_words_in_swedish() -> None:
    picture = funnel_picture(
        compare(SURGICAL), NAMES, Wording(), sizes=OPERATIONS, target=ChartTarget(0.05, f"mål 5{NB}%")
    )
    assert picture is not None
    words = set(texts_of(picture.svg))
    assert {"Sjukhus H", "A", f"alla 7{NB}%", f"95{NB}%", f"99,8{NB}%", f"mål 5{NB}%", "antal operationer"} <= words
    assert picture.alt.endswith("Över gränserna: Sjukhus H. Under gränserna: A.")
    assert (colliding(picture.svg), outside(picture.svg)) == ([], [])


def test_a_funnel_in_english_has_english_words() -> None:
    with using("en"):
        picture = funnel_picture(compare(SURGICAL), NAMES, Wording(), sizes=OPERATIONS)
    assert picture is not None
    assert {"Hospital H", "all 7%", "99.8%", "number of operations"} <= set(texts_of(picture.svg))
    assert picture.alt.startswith("Funnel plot of 12 units")


def test_a_unit_whose_figure_is_uncertain_is_a_cross_without_a_name() -> None:
    doubtful = [replace(unit, uncertain=unit.unit == "H") for unit in SURGICAL]
    picture = funnel_picture(compare(doubtful), NAMES, Wording(), sizes=OPERATIONS)
    certain = funnel_picture(compare(SURGICAL), NAMES, Wording(), sizes=OPERATIONS)
    assert picture is not None
    assert certain is not None
    assert "Sjukhus H" not in texts_of(picture.svg)
    assert (picture.svg.count('stroke-width="0.8"'), certain.svg.count('stroke-width="0.8"')) == (2, 0)
    assert picture.svg.count("<circle") - certain.svg.count("<circle") == -1
    assert "Kryss: osäker siffra, jämförs inte (1)." in picture.alt


def test_nothing_to_compare_has_no_funnel() -> None:
    assert funnel_picture(compare(shares((1, 2))), {}, Wording(), sizes=OPERATIONS) is None


def test_bars_by_sex_tell_figure_and_interval() -> None:
    rows = [(Label("Backen"), Share(80, 100), Share(40, 100)), (Label("Dorotea"), Share(5, 10), None)]
    picture = sexes_picture(rows, Wording())
    assert picture is not None
    words = texts_of(picture.svg)
    assert {f"80{NB}% (71–87)", f"40{NB}% (31–50)", f"50{NB}% (24–76)", "–", "K", "M"} <= set(words)
    assert "Dorotea: Skillnaden mellan kvinnor och män går inte att bedöma." in picture.alt
    assert (colliding(picture.svg), outside(picture.svg)) == ([], [])


def test_ticks_have_the_decimals_they_need() -> None:
    thousands = Wording(factor=1000, percent=False)
    picture = sexes_picture([(Label("Backen"), Rate(12, 100_000), Rate(9, 100_000))], thousands)
    assert picture is not None
    assert "0,1" in texts_of(picture.svg)
    assert sexes_picture([(Label("Backen"), None, None)], Wording()) is None
