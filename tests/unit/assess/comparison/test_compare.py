"""Units held against each other: what is chance, who stands out, and why something cannot be said."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace
from itertools import accumulate
from statistics import mean

import pytest

from tertial.assess.comparison import (
    Comparison,
    Kind,
    Mean,
    Moments,
    Position,
    Rate,
    Share,
    UnitFigure,
    UnitPair,
    compare,
    compare_pairs,
    limits,
    reasons,
)
from tertial.assess.comparison.chance_range import expected_range
from tertial.assess.comparison.dispersion import Dispersion, Widening, dispersion, winsorised
from tertial.assess.comparison.false_discovery import discoveries
from tertial.assess.comparison.pairs import pairs_sentence
from tertial.assess.comparison.pooled import Pool, pooled
from tertial.assess.comparison.ranks import Rank, ranks
from tertial.assess.comparison.wording import Wording
from tertial.domain.label import Label
from tests.unit.assess.comparison.units import SURGICAL, drawn, drawn_rates, shares

SIZES = [60 + 23 * index for index in range(38)]


def real_levels(deviation: float, seed: int, middle: float = 0.86) -> list[float]:
    chance = random.Random(seed)
    return [min(max(chance.gauss(middle, deviation), 0.0), 1.0) for _ in SIZES]


def chance_share(comparison: Comparison) -> float:
    assert comparison.spread is not None
    return comparison.spread.chance


def test_hospitals_that_differ_are_told_from_chance() -> None:
    found = compare(SURGICAL)
    by_name = {unit.unit: unit for unit in found.units}
    assert [unit.unit for unit in found.standing_out] == ["H"]
    assert by_name["H"].position is Position.ABOVE_WARNING
    # The random-effects analysis of the BUGS manuals draws hospital A from 0 to about 5 % and H from 14 to about 12 %.
    assert by_name["A"].shrunken == pytest.approx(0.05, abs=0.005)
    assert by_name["H"].shrunken == pytest.approx(0.123, abs=0.005)
    assert by_name["H"].rank == Rank(1, 1, 9)
    assert found.pool is not None
    assert found.pool.kind is Kind.SHARE


def test_the_share_that_is_chance_is_right_on_average() -> None:
    real, own = 0.04, mean(0.86 * 0.14 / size for size in SIZES)
    found = [compare(drawn(real_levels(real, seed), SIZES, seed + 100)) for seed in range(20)]
    assert mean(chance_share(one) for one in found) == pytest.approx(own / (own + real**2), abs=0.05)
    within = [
        one.spread.chance_low <= own / (own + real**2) <= one.spread.chance_high
        for one in found
        if one.spread is not None
    ]
    assert sum(within) >= 17
    assert mean(one.spread.deviation for one in found if one.spread is not None) == pytest.approx(real, abs=0.004)


def test_units_that_are_all_alike_are_seldom_told_apart() -> None:
    found = [compare(drawn([0.86] * 38, SIZES, seed)) for seed in range(20)]
    assert sum(bool(one.standing_out) for one in found) <= 3
    assert mean(chance_share(one) for one in found) > 0.9
    assert all(one.dispersion is not None and one.dispersion.widening is Widening.NONE for one in found)
    apart = mean(one.spread.highest - one.spread.lowest for one in found if one.spread is not None)
    expected = mean(one.spread.by_chance for one in found if one.spread is not None)
    assert apart == pytest.approx(expected, rel=0.1)


def test_rates_are_parted_as_shares_are() -> None:
    exposures = [200.0 + 40 * index for index in range(30)]
    chance = random.Random(4)
    levels = [max(chance.gauss(0.05, 0.015), 0.0) for _ in exposures]
    found = [compare(drawn_rates(levels, exposures, seed)) for seed in range(12)]
    own = mean(0.05 / exposure for exposure in exposures)
    real = mean((level - mean(levels)) ** 2 for level in levels)
    assert mean(chance_share(one) for one in found) == pytest.approx(own / (own + real), abs=0.07)


def test_means_are_parted_by_what_varies_within_units() -> None:
    chance = random.Random(6)
    units = []
    for index in range(20):
        level = chance.gauss(30, 3)
        values = [round(chance.gauss(level, 12)) for _ in range(40)]
        units.append(UnitFigure(f"hc-{index}", Mean(Moments.of_histogram(Counter(values)))))
    found = compare(units)
    assert found.spread is not None
    assert found.spread.deviation == pytest.approx(3, abs=1)
    assert found.spread.chance_low < 3.6 / 12.6 < found.spread.chance_high
    assert found.spread.by_chance < found.spread.highest - found.spread.lowest


def test_shares_of_single_persons_say_nothing_of_how_units_differ() -> None:
    found = compare(shares((1, 1), (0, 1), (1, 1), (1, 1), (0, 1), (3, 9)))
    assert found.spread is None
    assert found.reason == reasons.TOO_SMALL


def test_a_large_unit_is_held_against_the_others_and_not_against_itself() -> None:
    # 9 of 10 are in the large one: against the whole it would stand close to the middle.
    found = compare(shares((8100, 9000), (850, 1000)))
    assert found.units[0].alike == pytest.approx(found.units[1].alike or 0)
    assert [unit.stands_out for unit in found.units] == [True, True]


def test_limits_are_wider_for_small_units_and_chance_alone_is_where_it_says() -> None:
    pool = pooled([Share(860, 1000)])
    small, large = limits(pool, None, 20), limits(pool, None, 2000)
    assert small.alarm_low < small.warning_low < large.warning_low < 0.86
    assert small.alarm_high == 1
    assert large.warning_high == pytest.approx(0.86 + 1.96 * (0.86 * 0.14 / 2000) ** 0.5, abs=0.0005)
    assert large.position(0.86) is Position.WITHIN
    assert large.position(0.8) is Position.BELOW_ALARM
    assert large.position(0.84) is Position.BELOW_WARNING
    assert large.position(0.88) is Position.ABOVE_WARNING
    assert large.position(0.9) is Position.ABOVE_ALARM


@pytest.mark.parametrize("pool", [Pool(Kind.SHARE, 0.1, 0.09, 0), Pool(Kind.RATE, 0.1, 0.1, 0)])
def test_summed_and_approximate_limits_meet(pool: Pool) -> None:
    last_summed = 100 / pool.variance
    before, after = limits(pool, None, last_summed - 1), limits(pool, None, last_summed + 1)
    assert (after.alarm_low, after.warning_low, after.warning_high, after.alarm_high) == pytest.approx(
        (before.alarm_low, before.warning_low, before.warning_high, before.alarm_high), abs=0.0002
    )


def test_the_tenth_furthest_out_is_drawn_in() -> None:
    scores = [float(score) for score in range(-5, 6)]
    assert winsorised(scores) == [-4, -4, -3, -2, -1, 0, 1, 2, 3, 4, 4]


def test_phi_and_tau_are_those_of_spiegelhalter() -> None:
    # Ten units of the same size: φ is the mean square of the scores, and τ² = s²(φ − (I − 1)/I) · I/(I − 1).
    places = [0.0, 2.0] * 5
    found = dispersion(places, [0.5] * 10, 1.0)
    assert found.phi == pytest.approx(4)
    assert found.tau**2 == pytest.approx(0.25 * (40 - 9) / 9)
    assert found.widening is Widening.ADDITIVE
    assert found.error(0.5) == pytest.approx((0.25 + found.tau**2) ** 0.5)


def test_limits_are_not_widened_until_phi_is_clearly_above_one() -> None:
    # 1 + 2√(2/8) = 2.
    just, over = 1.41, 1.42
    assert dispersion([just, -just] * 4, [1.0] * 8, 0).widening is Widening.NONE
    assert dispersion([over, -over] * 4, [1.0] * 8, 0).widening is Widening.ADDITIVE
    assert Dispersion(1.5, 0.1, Widening.NONE).error(0.2) == 0.2


def test_a_common_factor_is_taken_where_large_units_are_no_further_out_than_small() -> None:
    errors = [0.01 * 1.3**index for index in range(20)]
    clustered = dispersion([2.5 * error * (-1) ** index for index, error in enumerate(errors)], errors, 0)
    assert clustered.widening is Widening.MULTIPLICATIVE
    assert clustered.error(0.1) == pytest.approx(0.25)
    differing = dispersion([0.2 * (-1) ** index for index in range(20)], errors, 0)
    assert differing.widening is Widening.ADDITIVE


def test_discoveries_are_those_of_benjamini_and_hochbergs_example() -> None:
    # Benjamini and Hochberg, J R Statist Soc B 1995;57:289–300, section 4.
    probabilities = (
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    )  # fmt: skip
    assert discoveries(probabilities) == [True] * 4 + [False] * 11
    assert discoveries(probabilities[::-1]) == [False] * 11 + [True] * 4
    assert discoveries([]) == []


def test_ranks_that_chance_could_have_given_are_wide() -> None:
    alike = ranks([3, 2, 1], [3, 2, 1], [5, 5, 5])
    assert alike == [Rank(1, 1, 3), Rank(2, 1, 3), Rank(3, 1, 3)]
    apart = ranks([30, 2, 1], [30, 2, 1], [1, 1, 1])
    assert apart == [Rank(1, 1, 1), Rank(2, 2, 3), Rank(3, 2, 3)]
    assert ranks([1], [1], [1]) == [Rank(1, 1, 1)]


def test_two_units_have_sure_ranks_when_they_differ_by_more_than_the_studentised_range() -> None:
    # q(0.95; 2) / √2 = 1.960, times √2 for two errors of 1: 2.772.
    assert ranks([2.78, 0], [2.78, 0], [1, 1])[0] == Rank(1, 1, 1)
    assert ranks([2.76, 0], [2.76, 0], [1, 1])[0] == Rank(1, 1, 2)


@pytest.mark.parametrize(("units", "in_deviations"), [(2, 1.128), (5, 2.326), (10, 3.078), (25, 3.931)])
def test_the_range_by_chance_is_tippetts(units: int, in_deviations: float) -> None:
    # The constant d₂ of control charts: the mean range of that many normal draws.
    pool = Pool(Kind.MEAN, 50, 4, 1000)
    assert expected_range(pool, [4] * units) == pytest.approx(in_deviations, abs=0.001)


@pytest.mark.parametrize(("of", "level"), [(8, 0.05), (10, 0.5), (30, 0.3)])
def test_the_range_by_chance_of_few_is_that_of_their_counts(of: int, level: float) -> None:
    units, pool = 20, Pool(Kind.SHARE, level, level * (1 - level), math.inf)
    reached = list(accumulate(math.comb(of, k) * level**k * (1 - level) ** (of - k) for k in range(of)))
    # The highest of all is above k with 1 − Fᵘ, the lowest with (1 − F)ᵘ.
    apart = math.fsum(1 - below**units - (1 - below) ** units for below in reached) / of
    assert expected_range(pool, [of] * units) == pytest.approx(apart, rel=0.01)


def test_the_range_by_chance_of_rates_is_that_of_their_counts() -> None:
    reached = list(accumulate(math.exp(-0.5) * 0.5**k / math.factorial(k) for k in range(20)))
    apart = math.fsum(1 - below**30 - (1 - below) ** 30 for below in reached) / 10
    assert expected_range(Pool(Kind.RATE, 0.05, 0.05, math.inf), [10] * 30) == pytest.approx(apart, rel=0.01)


def test_one_unit_has_its_value_and_a_reason() -> None:
    found = compare(shares((9, 10)))
    assert found.reason == reasons.ONE_UNIT
    assert found.units[0].value == 0.9
    assert found.units[0].interval is not None
    assert found.units[0].rank is None


def test_too_few_units_are_ranked_and_held_against_limits_but_their_spread_is_not_parted() -> None:
    found = compare(shares((90, 100), (80, 100), (70, 100)))
    assert found.spread is None
    assert found.reason is not None
    assert found.reason.sv == (
        "Tre enheter är för få för att säga hur mycket av spridningen som är slump; det behövs minst 5."
    )
    assert all(unit.position is not None and unit.rank is not None for unit in found.units)


def test_no_events_and_nothing_but_events_are_answers() -> None:
    none, all_of_them = compare(shares(*[(0, 50)] * 6)), compare(shares(*[(50, 50)] * 6))
    assert (none.reason, all_of_them.reason) == (reasons.NO_EVENTS, reasons.ALL_EVENTS)
    assert {unit.position for unit in (*none.units, *all_of_them.units)} == {Position.WITHIN}
    assert not none.standing_out
    flat = Moments.of_histogram({3: 7})
    assert compare([UnitFigure(name, Mean(flat)) for name in "abcde"]).reason == reasons.ALL_ALIKE
    other = Moments.of_histogram({4: 7})
    uneven = [UnitFigure("a", Mean(other)), *(UnitFigure(name, Mean(flat)) for name in "bcde")]
    assert compare(uneven).reason == reasons.NO_SPREAD_WITHIN


def test_units_without_counts_or_people_are_left_out_with_their_reason() -> None:
    units = [
        *shares(*[(8, 10)] * 5),
        UnitFigure("x", None),
        UnitFigure("y", Share(0, 0)),
        UnitFigure("z", Rate(1, 9e99)),
    ]
    found = compare(units)
    assert [unit.reason for unit in found.units[5:]] == [reasons.NO_COUNTS, reasons.NOBODY, reasons.TOO_LARGE]
    assert len(found.compared) == 5
    assert compare([UnitFigure("x", None)]).reason == reasons.NO_UNITS
    assert compare([]).reason == reasons.NO_UNITS


def test_an_uncertain_figure_is_told_of_and_neither_judged_nor_part_of_the_whole() -> None:
    sound = shares(*[(80, 100)] * 6)
    found = compare([*sound, UnitFigure("x", Share(10, 100), uncertain=True)])
    aside = found.units[-1]
    assert (aside.value, aside.uncertain, aside.reason) == (0.1, True, reasons.UNCERTAIN)
    assert (aside.rank, aside.position, aside.alike, aside.stands_out) == (None, None, None, False)
    assert aside.interval is not None
    assert found.uncertain == (aside,)
    assert (found.pool, found.compared, found.caveat) == (compare(sound).pool, compare(sound).compared, None)
    certain = compare([*sound, UnitFigure("x", Share(10, 100))])
    assert "x" in [unit.unit for unit in certain.standing_out]


def test_where_too_few_figures_are_certain_all_are_compared_and_that_is_said() -> None:
    units = [replace(unit, uncertain=place > 3) for place, unit in enumerate(shares(*[(80, 100)] * 6))]
    found = compare(units)
    assert (len(found.compared), found.uncertain) == (6, ())
    assert found.caveat is not None
    assert found.caveat.en == (
        "The figures of 2 of 6 units are uncertain, so the differences may be those of the data."
    )
    every = compare([replace(unit, uncertain=True) for unit in units]).caveat
    assert every is not None
    assert every.sv == "Siffrorna för alla enheter är osäkra, så skillnaderna kan bero på underlaget."


def test_units_whose_every_value_is_the_same_do_not_stand_out_by_rounding() -> None:
    found = compare([UnitFigure(f"unit-{at}", Mean(Moments.of_histogram({-1.9: 3}))) for at in range(12)])
    assert {unit.value for unit in found.units} == {-1.9}
    assert found.standing_out == ()


@pytest.mark.parametrize(
    "units",
    [
        [(10**12, 1e50, 1e-300), (1, -1e100, 0), (2, 1e50, 1e-300), (1, 1e50, 1e-300), (2, 1, 1e-300)],
        [(2, 1e-100, 0), (10**12, 1e-100, 0), (50, 1e50, 0), (1, 1e50, 1e-300), (2, 1e-100, 1e-300)],
        [(2, 0.3, 1e-33), (2, 0.30000000000000004, 1e-33), (2, 5, 0), (2, 6, 0), (2, 7, 0)],
    ],
)
def test_values_that_vary_by_rounding_alone_do_not_vary(units: list[tuple[float, float, float]]) -> None:
    found = compare([UnitFigure(f"hc-{at}", Mean(Moments(*one))) for at, one in enumerate(units)])
    assert found.reason == reasons.NO_SPREAD_WITHIN
    assert [unit.value for unit in found.units] == [mean for _count, mean, _squares in units]
    assert not found.standing_out


def test_figures_of_different_kinds_are_not_compared() -> None:
    found = compare([UnitFigure("a", Share(1, 2)), UnitFigure("b", Rate(1, 2))])
    assert found.reason == reasons.MIXED
    assert found.compared == ()
    with pytest.raises(ValueError, match="one kind"):
        pooled([Share(1, 2), Rate(1, 2)])


def test_a_unit_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        compare([UnitFigure("a", Share(1, 2)), UnitFigure("a", Share(1, 2))])


def test_women_and_men_differ_at_a_unit_only_if_they_do_among_all_units() -> None:
    # Four points at one unit: alone it is a finding, among twenty that are alike it may be chance.
    one = UnitPair("hc-0", Share(835, 1000), Share(795, 1000))
    alike = [UnitPair(f"hc-{index}", Share(800, 1000), Share(800, 1000)) for index in range(1, 20)]
    alone, among = compare_pairs([one]), compare_pairs([one, *alike])
    assert alone[0].stands_out
    assert not among[0].stands_out
    clear = compare_pairs([UnitPair("hc-0", Share(860, 1000), Share(790, 1000)), *alike, UnitPair("x", None, None)])
    assert [pair.unit for pair in clear if pair.stands_out] == ["hc-0"]
    assert clear[-1].reason == reasons.NO_COUNTS
    women, men = Label("kvinnor", "women"), Label("män", "men")
    said = pairs_sentence(clear, women, men, Wording())
    assert said.sv == "Kvinnor och män skiljer sig åt mer än slumpen ger vid 1 av 20 enheter."
    assert said.en == "Women and men differ by more than chance gives at 1 of 20 units."
    past = pairs_sentence(among, women, men, Wording(past=True))
    assert past.sv == "Kvinnor och män skilde sig åt mer än slumpen ger vid ingen av 20 enheter."
    unknown = pairs_sentence(compare_pairs([UnitPair("x", None, None)]), women, men, Wording())
    assert unknown.sv == "Vid ingen enhet går det att säga om kvinnor och män skiljer sig åt."
