"""The tables of docs/explanation/comparison.md, run row by row, and the published data behind them."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from tertial.assess.comparison import Difference, Share, difference
from tertial.assess.comparison.between import Seen, between_units, weighted_spread
from tertial.assess.comparison.counts import byar, count_interval, exact
from tertial.assess.comparison.interval import Interval
from tertial.assess.comparison.proportions import wald, wilson
from tertial.assess.comparison.standard_population import AGE_BANDS, EUROPE_2013
from tertial.assess.comparison.standardised import Standardised, direct, indirect
from tests.region_by_age import PEOPLE_AND_DEATHS
from tests.spec.page_tables import rows_under

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "comparison.md"

# Cases and others with the treatment, cases and others without.
_BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
)  # fmt: skip
"""Colditz and others, JAMA 1994;271:698–702: tuberculosis, vaccinated and not."""
_PRE_ECLAMPSIA = (
    (14, 131, 14, 136), (21, 385, 17, 134), (14, 57, 24, 48), (6, 38, 18, 40), (12, 1011, 35, 760),
    (138, 1370, 175, 1336), (15, 506, 20, 524), (6, 108, 2, 103), (65, 153, 40, 102),
)  # fmt: skip
"""Collins, Yusuf and Peto, British Medical Journal 1985;290:17–23 (metafor's dat.collins1985b): cases of how many
treated, and of how many others."""
_LABORATORIES = {
    61.0: 0.2025, 61.4: 1.21, 62.21: 0.09, 62.3: 0.2025, 62.34: 0.3844, 62.6: 0.5625, 62.7: 0.0676, 62.84: 0.0225,
    65.9: 1.8225,
}  # fmt: skip
"""Kacker, Metrologia 2004;41:132–136: what each measured, and its variance."""


def log_odds_ratio(a: int, b: int, c: int, d: int) -> Seen:
    return Seen(math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d)


def log_risk_ratio(a: int, b: int, c: int, d: int) -> Seen:
    return Seen(math.log(a / (a + b) / (c / (c + d))), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


MEASURES = {
    "odds ratio, BCG": [log_odds_ratio(*trial) for trial in _BCG],
    "risk ratio, BCG": [log_risk_ratio(*trial) for trial in _BCG],
    "odds ratio, pre-eclampsia": [log_odds_ratio(a, n - a, c, m - c) for a, n, c, m in _PRE_ECLAMPSIA],
    "laboratories": [Seen(value, own) for value, own in _LABORATORIES.items()],
}


def assert_printed(value: float, printed: str) -> None:
    """To every digit that the source gives."""
    decimals = len(printed.partition(".")[2])
    assert abs(value - float(printed)) <= 0.5 * 10**-decimals * (1 + 1e-6) + 1e-15, (value, printed)


def counts(words: str) -> Share:
    events, of = words.split(" of ")
    return Share(int(events), int(of))


def interval_of(figure: str, method: str) -> Interval:
    if " of " in figure:
        share = counts(figure)
        return {"Wilson": wilson, "Wald": wald}[method](share.events, share.of)
    return {"Byar": byar, "exact": exact, "count": count_interval}[method](int(figure))


@pytest.mark.parametrize(
    "row", rows_under(PAGE, "Figure", "Method", "Low", "High", "Source"), ids=lambda row: f"{row[1]} {row[0]}"
)
def test_an_interval_is_as_published(row: list[str]) -> None:
    figure, method, low, high, _ = row
    interval = interval_of(figure, method)
    assert_printed(interval.low, low)
    assert_printed(interval.high, high)


@pytest.mark.parametrize(
    "row", rows_under(PAGE, "First", "Second", "Low", "High", "Source"), ids=lambda row: f"{row[0]} and {row[1]}"
)
def test_the_interval_of_a_difference_is_as_published(row: list[str]) -> None:
    first, second, low, high, _ = row
    found = difference(counts(first), counts(second))
    assert isinstance(found, Difference)
    assert_printed(found.interval.low, low)
    assert_printed(found.interval.high, high)


def by_age(region: str) -> tuple[dict[str, float], dict[str, float]]:
    people, deaths = PEOPLE_AND_DEATHS[region]
    return dict(zip(AGE_BANDS, deaths, strict=True)), dict(zip(AGE_BANDS, people, strict=True))


@pytest.mark.parametrize("row", rows_under(PAGE, "Region", "Deaths", "Crude", "Standardised"), ids=lambda row: row[0])
def test_mortality_standardised_to_europe_is_as_published(row: list[str]) -> None:
    region, deaths, crude, standardised = row
    events, people = by_age(region)
    assert sum(events.values()) == int(deaths)
    assert_printed(sum(events.values()) / sum(people.values()) * 100_000, crude)
    found = direct(events, people)
    assert found.value is not None
    assert_printed(found.value, standardised)
    assert found.interval is not None
    assert found.interval.low < found.value < found.interval.high


def test_the_standard_population_is_a_hundred_thousand() -> None:
    assert sum(EUROPE_2013.values()) == 100_000


def test_mortality_in_norrbotten_is_four_per_cent_higher_by_the_rates_of_vasterbotten() -> None:
    found = indirect(*by_age("Norrbotten"), *by_age("Västerbotten"))
    assert isinstance(found, Standardised)
    assert found.value == pytest.approx(1.04, abs=0.02)
    assert indirect(*by_age("Norrbotten"), *by_age("Norrbotten")).value == pytest.approx(1)


def by_moments(seen: list[Seen]) -> float:
    weights = [1 / unit.own for unit in seen]
    room = sum(weights) - sum(weight**2 for weight in weights) / sum(weights)
    return (weighted_spread(seen, 0) - (len(seen) - 1)) / room


@pytest.mark.parametrize(
    "row", rows_under(PAGE, "Measure", "Statistic", "Value", "Source"), ids=lambda row: f"{row[0]}: {row[1]}"
)
def test_the_variance_between_units_is_as_published(row: list[str]) -> None:
    measure, statistic, printed, _ = row
    seen = MEASURES[measure]
    found = between_units(seen)
    assert found.low < found.variance < found.high
    value = {
        "mean": found.mean,
        "Paule and Mandel": found.variance,
        "Q": weighted_spread(seen, 0),
        "DerSimonian and Laird": by_moments(seen),
        "Q-profile, low": found.low,
        "Q-profile, high": found.high,
    }[statistic]
    assert_printed(value, printed)


def test_the_code_on_the_page_runs() -> None:
    code = PAGE.read_text("utf-8").partition("```python\n")[2].partition("```")[0]
    names: dict[str, object] = {}
    exec(compile(code, str(PAGE), "exec"), names)
    assert "found" in names
