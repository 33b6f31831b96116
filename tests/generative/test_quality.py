"""What the judgement of volumes finds and what it wrongly flags, over simulated counts that are not those of chance."""

from __future__ import annotations

import numpy as np
import pytest

from tertial.quality.breaks import ENOUGH, judge
from tertial.quality.verdicts import LACKING, SOUND
from tests.quality_counts import counts, months, series

SIZES = (240, 300, 400, 600, 1000, 2000, 4000)
SMALL = (20, 60, 110)
LEARNED = 36
"""Months of history before what is counted here."""
FIVE_YEARS = 60
REGIONS = 4


def test_a_unit_and_feed_have_at_most_one_false_alarm_in_five_years() -> None:
    alarms = dict.fromkeys(range(len(SIZES) + len(SMALL)), 0)
    every = months(LEARNED + FIVE_YEARS)
    for seed in range(REGIONS):
        rows = counts(seed, (*SIZES, *SMALL), len(every))
        for verdict in judge(series(rows), every[-1]):
            if verdict.month >= every[LEARNED] and verdict.kind not in SOUND:
                alarms[int(verdict.unit.removeprefix("unit-"))] += 1
    assert sum(alarms.values()) / REGIONS / len(alarms) <= 1
    large = [alarms[unit] for unit in range(len(SIZES))]
    assert sum(large) / REGIONS / len(large) <= 1


def test_of_months_that_lost_more_than_a_fifth_nineteen_in_twenty_are_found_when_they_are_loaded() -> None:
    found = lost = 0
    for seed in range(REGIONS):
        draw = np.random.default_rng(1000 + seed)
        whole = counts(100 + seed, SIZES, 80)
        for _run in range(2):
            start, length = int(draw.integers(40, 72)), int(draw.integers(1, 7))
            broken = {unit: list(rows[: start + length]) for unit, rows in whole.items()}
            for rows in broken.values():
                share = draw.uniform(0.2, 1.0)
                for place in range(start, start + length):
                    rows[place] = int(draw.binomial(rows[place], 1 - share))
            every = months(start + length)
            for verdict in judge(series(broken), every[-1]):
                if verdict.month >= every[start] and verdict.expected and verdict.expected.rows >= ENOUGH:
                    lost += 1
                    found += verdict.kind in LACKING
    assert lost > 150
    assert found / lost >= 0.95


@pytest.mark.parametrize("last", [45, 61])
def test_no_verdict_rests_on_later_months(last: int) -> None:
    rows = counts(7, (300, 900, 60), 72)
    rows["unit-0"][44:] = [count // 3 for count in rows["unit-0"][44:]]
    every = months(72)
    early = judge(series({unit: each[: last + 1] for unit, each in rows.items()}), every[last])
    late = [verdict for verdict in judge(series(rows), every[-1]) if verdict.month <= every[last]]
    assert list(early) == late
