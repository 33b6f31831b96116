"""How often chance alone is called a change, and how soon a change is seen: simulated with a fixed seed."""

from __future__ import annotations

import random
from functools import partial

import pytest

from tertial.assess.variation import DEFAULT, Rules, Variation, VariationIcon, Way, vary
from tests.unit.assess.variation.months import counted, judged

MONTHS, STABLE, SHIFTED = 60, 300, 100
CHANGE_AT = 36


@pytest.fixture
def chance() -> random.Random:
    return random.Random(2026)


def months_until_seen(made: Variation) -> int:
    seen = (at - CHANGE_AT for at, each in enumerate(made.points) if each.detected and each.way is Way.HIGH)
    return next((late for late in seen if late >= 0), MONTHS)


@pytest.mark.parametrize(("rules", "most"), [(DEFAULT, 0.06), (Rules(baseline_points=None), 0.04)])
def test_a_stable_series_is_seldom_called_changed(rules: Rules, most: float, chance: random.Random) -> None:
    icons = [judged([chance.gauss(50, 3) for _ in range(MONTHS)], rules).variation for _ in range(STABLE)]
    assert sum(icon is not VariationIcon.COMMON for icon in icons) <= most * STABLE


def test_a_baseline_that_stands_sees_a_change_sooner(chance: random.Random) -> None:
    drawn = [[chance.gauss(50 + 4.5 * (at >= CHANGE_AT), 3) for at in range(MONTHS)] for _ in range(SHIFTED)]
    fixed, moving = (
        sorted(map(months_until_seen, map(partial(judged, rules=rules), drawn)))
        for rules in (DEFAULT, Rules(baseline_points=None))
    )
    assert fixed[SHIFTED // 2] <= 4
    assert fixed[SHIFTED * 9 // 10] <= 11
    assert moving[SHIFTED // 2] >= fixed[SHIFTED // 2] + 2


def test_shares_of_few_are_seldom_called_changed(chance: random.Random) -> None:
    def share() -> list[tuple[int, int]]:
        wholes = [chance.randint(15, 60) for _ in range(36)]
        return [(sum(chance.random() < 0.2 for _ in range(whole)), whole) for whole in wholes]

    icons = [vary(counted(share())).variation for _ in range(STABLE // 2)]
    assert sum(icon is not VariationIcon.COMMON for icon in icons) <= 0.08 * len(icons)
