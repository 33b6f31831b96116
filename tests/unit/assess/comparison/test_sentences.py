"""The sentences of a comparison: number, tense, rounding and how sure it is, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tertial.assess.comparison import Comparison, Rate, Share, UnitFigure, compare
from tertial.assess.comparison.dispersion import Dispersion, Widening
from tertial.assess.comparison.pair_sentence import pair_sentence, sexes_sentence
from tertial.assess.comparison.sentences import dispersion_sentence, real_range_sentence, spread_sentence
from tertial.assess.comparison.wording import Unit, Wording, number
from tertial.domain.label import Label
from tests.unit.assess.comparison.units import drawn, shares

PAGE = Path(__file__).parents[4] / "docs" / "explanation" / "comparison.md"
NB, NARROW = "\u00a0", "\u202f"
PERCENT = Wording()
DAYS = Wording(factor=1, decimals=0, percent=False, unit=Unit(Label("dag", "day"), Label("dagar", "days")))


def some(chance: float, low: float, high: float, out: int, units: int = 38) -> Comparison:
    """A comparison with this spread, where so many units stand out."""
    found = compare(drawn([0.8 + 0.004 * index for index in range(units)], [400] * units, 3))
    assert found.spread is not None
    said = replace(found.spread, chance=chance, chance_low=low, chance_high=high)
    marked = tuple(replace(unit, stands_out=index < out) for index, unit in enumerate(found.units))
    ends = {0: 0.732, 1: 0.985}
    moved = tuple(replace(unit, value=ends.get(index, 0.9)) for index, unit in enumerate(marked))
    return replace(found, spread=replace(said, lowest=0.732, highest=0.985), units=moved)


def test_the_spread_the_chance_and_how_many_stand_out() -> None:
    said = spread_sentence(some(0.34, 0.25, 0.5, 4), PERCENT)
    assert said.sv == (
        f"Enheterna ligger på 73–99{NB}%. Ungefär en tredjedel av spridningen är slump; "
        "4 av 38 skiljer sig från övriga mer än slumpen ger."
    )
    assert said.en == (
        "The units range from 73% to 99%. About a third of the spread is chance; "
        "4 of 38 differ from the others by more than chance gives."
    )


@pytest.mark.parametrize(
    ("out", "sv", "en"),
    [
        (0, "ingen av 38 skiljer sig från övriga", "none of 38 differs from the others"),
        (1, "1 av 38 skiljer sig från övriga", "1 of 38 differs from the others"),
        (2, "2 av 38 skiljer sig från övriga", "2 of 38 differ from the others"),
        (38, "alla 38 skiljer sig från övriga", "all 38 differ from the others"),
    ],
)
def test_verbs_follow_the_number(out: int, sv: str, en: str) -> None:
    said = spread_sentence(some(0.34, 0.25, 0.5, out), PERCENT)
    assert sv in said.sv
    assert en in said.en


def test_a_period_that_is_over_is_told_in_the_past() -> None:
    said = spread_sentence(some(0.34, 0.25, 0.5, 1), replace(PERCENT, past=True))
    assert said.sv == (
        f"Enheterna låg på 73–99{NB}%. Ungefär en tredjedel av spridningen var slump; "
        "1 av 38 skilde sig från övriga mer än slumpen ger."
    )
    assert said.en.endswith(
        "About a third of the spread was chance; 1 of 38 differed from the others by more than chance gives."
    )


@pytest.mark.parametrize(
    ("chance", "sv"),
    [
        (0.04, "Nästan inget av spridningen är slump"),
        (0.1, "Ungefär en tiondel av spridningen är slump"),
        (0.25, "Ungefär en fjärdedel av spridningen är slump"),
        (0.5, "Ungefär hälften av spridningen är slump"),
        (0.66, "Ungefär två tredjedelar av spridningen är slump"),
        (0.9, "Ungefär nio tiondelar av spridningen är slump"),
        (1.0, "Nästan hela spridningen är slump"),
    ],
)
def test_a_share_is_told_as_the_nearest_plain_fraction(chance: float, sv: str) -> None:
    assert sv in spread_sentence(some(chance, chance - 0.1, chance + 0.1, 2), PERCENT).sv


def test_an_unsure_share_is_told_with_its_limits() -> None:
    said = spread_sentence(some(0.34, 0.11, 0.67, 1), PERCENT)
    assert f"Hur stor del av spridningen som är slump är osäkert (11–67{NB}%); 1 av 38" in said.sv
    assert "How much of the spread is chance is uncertain (11–67%); 1 of 38" in said.en


def test_few_units_are_told_with_the_reason_and_who_stands_out() -> None:
    said = spread_sentence(compare(shares((900, 1000), (700, 1000))), PERCENT)
    assert said.sv == (
        f"Enheterna ligger på 70–90{NB}%. Två enheter är för få för att säga hur mycket av spridningen "
        "som är slump; det behövs minst 5. De två skiljer sig åt mer än slumpen ger."
    )


def test_few_units_that_chance_could_have_parted_are_told_not_to_differ() -> None:
    two = spread_sentence(compare(shares((9, 10), (8, 10))), PERCENT)
    assert two.sv.endswith("De två skiljer sig inte åt mer än slumpen ger.")
    assert two.en.endswith("The two differ by no more than chance gives.")
    three = spread_sentence(compare(shares((9, 10), (8, 10), (7, 10))), PERCENT)
    assert three.sv.endswith("Ingen av 3 skiljer sig från övriga mer än slumpen ger.")
    same = spread_sentence(compare(shares((9, 10), (9, 10))), PERCENT)
    assert same.sv.startswith(f"Båda ligger på 90{NB}%, avrundat.")
    none = spread_sentence(compare(shares((0, 10), (0, 10))), PERCENT)
    assert none.sv == (
        f"Båda ligger på 0{NB}%, avrundat. Ingen enhet har någon händelse, så ingen skiljer sig från någon annan."
    )


def test_units_alike_and_units_missing_are_told() -> None:
    units = [*shares(*[(45, 50)] * 5), UnitFigure("x", None)]
    said = spread_sentence(compare(units), PERCENT)
    assert said.sv.startswith(f"Alla 5 ligger på 90{NB}%, avrundat. Nästan hela spridningen är slump; ingen av 5")
    assert said.sv.endswith("1 enhet saknar jämförbar siffra.")
    more = spread_sentence(compare([*units, UnitFigure("y", None)]), PERCENT)
    assert more.sv.endswith("2 enheter saknar jämförbar siffra.")
    assert spread_sentence(compare([]), PERCENT).sv == "Ingen enhet har en siffra att jämföra."


def test_units_that_are_uncertain_are_told() -> None:
    units = [*shares(*[(45, 50)] * 5), UnitFigure("x", Share(1, 50), uncertain=True)]
    said = spread_sentence(compare(units), PERCENT)
    assert said.sv.startswith(f"Alla 5 ligger på 90{NB}%")
    assert said.sv.endswith("1 enhet jämförs inte, eftersom dess siffra är osäker.")
    more = spread_sentence(compare([*units, UnitFigure("y", Share(2, 50), uncertain=True)]), PERCENT)
    assert more.sv.endswith("2 enheter jämförs inte, eftersom deras siffror är osäkra.")
    caveat = spread_sentence(compare(units[2:]), PERCENT)
    assert caveat.sv.endswith("Siffran för 1 av 4 enheter är osäker, så skillnaderna kan bero på underlaget.")


def test_what_is_left_when_chance_is_taken_away() -> None:
    found = compare(drawn([0.75 + 0.005 * index for index in range(38)], [150] * 38, 5))
    said = real_range_sentence(found, PERCENT)
    assert said is not None
    assert said.sv.startswith("När slumpen räknas bort är det snarare 7")
    assert real_range_sentence(some(1.0, 0.8, 1, 0), PERCENT) is None
    assert real_range_sentence(compare([]), PERCENT) is None


def test_why_limits_are_widened_is_told() -> None:
    assert "slumpen ensam" in dispersion_sentence(Dispersion(1, 0, Widening.NONE)).sv
    assert "vanlig mellan dem" in dispersion_sentence(Dispersion(4, 1, Widening.ADDITIVE)).sv
    assert "1,8 gånger så vida" in dispersion_sentence(Dispersion(3.24, 1, Widening.MULTIPLICATIVE)).sv
    assert "1.8 times as wide" in dispersion_sentence(Dispersion(3.24, 1, Widening.MULTIPLICATIVE)).en


def test_women_and_men_with_the_difference_of_the_printed_figures() -> None:
    said = sexes_sentence(Share(794, 1000), Share(746, 1000), PERCENT)
    # 79.4 and 74.6 differ by 4.8; the page says 79 and 75, which differ by 4.
    assert said.sv == (
        f"Värdet är 79{NB}% för kvinnor och 75{NB}% för män. Skillnaden på 4{NB}procentenheter är större "
        f"än slumpen ger (95{NB}% konfidensintervall: 1–8{NB}procentenheter)."
    )
    assert said.en == (
        f"The figure is 79% for women and 75% for men. The difference of 4{NB}percentage points is larger than chance "
        f"gives (95% confidence interval: 1–8{NB}percentage points)."
    )


def test_the_order_of_the_groups_does_not_turn_the_difference() -> None:
    one = sexes_sentence(Share(746, 1000), Share(794, 1000), PERCENT)
    assert f"Skillnaden på 4{NB}procentenheter är större än slumpen ger (95{NB}% konfidensintervall: 1–8{NB}" in one.sv


def test_a_difference_that_chance_can_give_is_told_with_both_signs() -> None:
    said = sexes_sentence(Share(79, 100), Share(78, 100), replace(PERCENT, past=True))
    assert said.sv == (
        f"Värdet var 79{NB}% för kvinnor och 78{NB}% för män. Skillnaden var inte större än slumpen kan ge "
        f"(95{NB}% konfidensintervall: −10 till 12{NB}procentenheter)."
    )
    assert "was no larger than chance can give" in said.en


def test_a_difference_between_few_that_chance_can_give_is_told_without_an_interval_that_says_otherwise() -> None:
    said = sexes_sentence(Share(0, 1), Share(3, 3), PERCENT)
    assert said.sv == (
        f"Värdet är 0{NB}% för kvinnor och 100{NB}% för män. "
        "Skillnaden är inte större än slumpen kan ge, räknat på antalen."
    )
    assert said.en.endswith("The difference is no larger than chance can give, reckoned from the counts.")


def test_one_point_and_one_day_are_in_the_singular() -> None:
    said = sexes_sentence(Share(80_000, 100_000), Share(79_000, 100_000), PERCENT)
    assert f"Skillnaden på 1{NB}procentenhet är" in said.sv
    assert f"The difference of 1{NB}percentage point is" in said.en
    days = pair_sentence(Rate(1000, 1000), Rate(3000, 1000), Label("A", "A"), Label("B", "B"), DAYS)
    assert days.sv.startswith(f"Värdet är 1{NB}dag för A och 3{NB}dagar för B. Skillnaden på 2{NB}dagar är")


def test_a_real_difference_that_rounding_hides_is_told_as_such() -> None:
    said = sexes_sentence(Share(802_000, 1_000_000), Share(798_000, 1_000_000), PERCENT)
    assert said.sv == (
        f"Värdet är 80{NB}% för kvinnor och 80{NB}% för män. "
        "Skillnaden är mindre än vad avrundningen visar, men större än slumpen ger."
    )


def test_a_difference_that_cannot_be_judged_has_its_reason() -> None:
    said = sexes_sentence(Share(1, 2), None, PERCENT)
    assert said.sv == (
        "Skillnaden mellan kvinnor och män går inte att bedöma. Talet är rapporterat utan de antal det bygger på, "
        "så slumpen går inte att räkna."
    )
    assert said.en.startswith("The difference between women and men cannot be judged.")


def test_figures_are_rounded_half_up_and_written_as_the_language_does() -> None:
    tenths = Wording(decimals=1)
    assert PERCENT.figure(PERCENT.rounded(0.285)).sv == f"29{NB}%"
    assert tenths.figure(tenths.rounded(0.12345)).sv == f"12,3{NB}%"
    assert tenths.figure(tenths.rounded(0.12345)).en == "12.3%"
    thousands = Wording(factor=100_000, percent=False)
    assert thousands.figure(thousands.rounded(0.0123456)) == Label(f"1{NARROW}235", "1,235")
    assert str(PERCENT.rounded(-0.001)) == "0"
    assert number(-3) == Label("−3", "−3")


def test_the_sentences_on_the_page_are_those_of_the_program() -> None:
    page = PAGE.read_text("utf-8")
    over = replace(PERCENT, past=True)
    spread = spread_sentence(some(0.34, 0.25, 0.5, 4), over)
    sexes = sexes_sentence(Share(1264, 1600), Share(1200, 1600), over)
    assert f"> {spread.sv}".replace(NB, " ") in page
    assert f"> {sexes.sv}".replace(NB, " ") in page
