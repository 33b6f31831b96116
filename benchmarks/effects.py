"""How often intervals of effects hold the truth, and how often an effect that is not there is claimed.

The series are drawn here, from chances that are known: shares of varying numbers of cases, or counts, whose level
varies from month to month with autocorrelation, a season and a trend beside what the drawing of cases adds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from tertial.assess.effects.before_and_after import effect_of
from tertial.assess.effects.effect import Effect, MonthFigure, Scale, Start
from tertial.domain.calendar import Month
from tertial.simulate.effects import Action, Effects, drawn_effects

SEED = 20261123
SERIES = 1000
FIRST = Month(2021, 2)
CENTRES = 40
REGIONS = 40
REGION_MONTHS = 36

_SHARE, _NOISE, _SEASON, _DRIFT = 0.75, 0.02, 0.015, 0.01
"""The level, the standard deviation of its months, the season's height and the trend a year, as shares."""
_CASES = (200, 600)
_COUNT = 150
_SIZE = {Scale.POINTS: 0.06, Scale.PERCENT: 0.2}
"""Known effects: six percentage points, and a fifth more."""
_EXTREME = 2.0
"""Standard deviations from the months before that make people act."""

Drawn = np.typing.NDArray[np.float64]


class Prompt(StrEnum):
    """What made the action start when it did."""

    PLANNED = "planned"
    MONTH = "an extreme month"
    QUARTER = "three extreme months"


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of series, and the action in it."""

    before: int
    after: int
    autocorrelation: float
    prompt: Prompt = Prompt.PLANNED
    units: int = 0
    scale: Scale = Scale.POINTS


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of how many series: those answered, those whose interval held the truth, those where an effect was claimed."""

    series: int
    answered: int
    held: int
    claimed: int

    @property
    def coverage(self) -> str:
        """Of those answered, in per cent."""
        return f"{100 * self.held / self.answered:.1f}" if self.answered else "–"

    @property
    def claims(self) -> str:
        """Of all, in per cent."""
        return f"{100 * self.claimed / self.series:.1f}"


CASES = (
    *(Case(before, after, rho) for before, after in ((8, 4), (12, 12), (24, 12), (36, 24)) for rho in (0.0, 0.3, 0.6)),
    *(
        Case(before, 12, rho, prompt)
        for prompt in (Prompt.MONTH, Prompt.QUARTER)
        for before in (12, 24)
        for rho in (0.0, 0.3, 0.6)
    ),
    *(Case(before, after, rho, units=6) for before, after in ((8, 4), (12, 12), (24, 12)) for rho in (0.0, 0.6)),
    Case(24, 12, 0.3, Prompt.MONTH, units=6),
    *(Case(24, 12, rho, scale=Scale.PERCENT) for rho in (0.0, 0.6)),
    Case(24, 12, 0.3, units=6, scale=Scale.PERCENT),
    # Levels that wander: beyond what the method was made for.
    *(Case(before, after, 0.9) for before, after in ((12, 12), (24, 12), (36, 24))),
    Case(24, 12, 0.9, units=6),
)


def effects_lines(series: int = SERIES, regions: int = REGIONS) -> list[str]:
    """What is printed."""
    about = (
        f"{series} drawn series a row. Shares of {_CASES[0]} to {_CASES[1]} cases a month at {_SHARE:.0%}, or counts "
        f"of about {_COUNT}; the level has a season of {_SEASON * 100:.1f} points, a trend of {_DRIFT * 100:.0f} point "
        f"a year and varies by {_NOISE * 100:.0f} points a month with the autocorrelation given, beside chance in the "
        f"cases. Comparison units share season and trend. An extreme month is {_EXTREME:.0f} standard deviations above "
        f"those before it. Known effects are {_SIZE[Scale.POINTS] * 100:.0f} percentage points, or "
        f"{_SIZE[Scale.PERCENT]:.0%} of a count. Asked for: intervals of 95 percent hold the truth as often, and at "
        "most 5 percent of the series in which nothing was done are claimed to have an effect."
    )
    head = (
        "| what | months before + after | autocorrelation | start | units beside | claimed where nothing was done | "
        "interval holds nothing | interval holds the effect | effect claimed | not answered |"
    )
    return [about, "", head, "| --- " * 10 + "|", *_rows(series), "", *_of_regions(regions)]


def _rows(series: int) -> Iterator[str]:
    for case in CASES:
        nothing, something = (measured(case, size, series) for size in (0.0, _SIZE[case.scale]))
        cells = (
            "shares" if case.scale is Scale.POINTS else "counts",
            f"{case.before} + {case.after}",
            f"{case.autocorrelation:.1f}",
            case.prompt.value,
            case.units or "none",
            f"{nothing.claims} %",
            f"{nothing.coverage} %",
            f"{something.coverage} %",
            f"{something.claims} %",
            f"{100 * (1 - nothing.answered / nothing.series):.0f} %",
        )
        yield f"| {' | '.join(map(str, cells))} |"


def measured(case: Case, size: float, series: int, seed: int = SEED) -> Outcome:
    """The outcome of as many drawn series, in which the level truly changed by `size`."""
    chance = np.random.default_rng([seed, case.before, case.after, round(10 * case.autocorrelation), case.units])
    outcome = Outcome(series, 0, 0, 0)
    for _number in range(series):
        effect = drawn_effect(case, size, chance)
        if effect.value is None or effect.low is None or effect.high is None:
            continue
        outcome = replace(
            outcome,
            answered=outcome.answered + 1,
            held=outcome.held + (effect.low <= 100 * size <= effect.high),
            claimed=outcome.claimed + effect.sure,
        )
    return outcome


def drawn_effect(case: Case, size: float, chance: np.random.Generator) -> Effect:
    """A series drawn, with what is told of its action."""
    count = case.before + case.after
    months = [FIRST.plus(place) for place in range(count)]
    worked = np.arange(count) >= case.before
    turn = chance.uniform(0, 12)
    shared: Drawn = _SEASON * np.cos(2 * math.pi * (np.arange(count) - turn) / 12) + _DRIFT * np.arange(count) / 12
    while True:
        own = _autocorrelated(count, case.autocorrelation, chance)
        figures = _figures(months, shared + _NOISE * own, size * worked.astype(np.float64), case.scale, chance)
        if _prompted([one.figure or 0.0 for one in figures[: case.before]], case.prompt):
            break
    beside: dict[str, Sequence[MonthFigure]] | None = None
    if case.units:
        beside = {
            f"unit-{number}": _figures(
                months,
                shared + float(chance.normal(0, 0.03)) + _NOISE * _autocorrelated(count, case.autocorrelation, chance),
                np.zeros(count),
                case.scale,
                chance,
            )
            for number in range(case.units)
        }
    return effect_of(figures, Start(months[case.before]), case.scale, comparison=beside)


def _figures(
    months: Sequence[Month], beyond: Drawn, effect: Drawn, scale: Scale, chance: np.random.Generator
) -> list[MonthFigure]:
    if scale is Scale.PERCENT:
        # The same relative variation as the shares have, on the logarithms.
        counts = chance.poisson(_COUNT * np.exp(beyond / _SHARE) * (1 + effect))
        return [MonthFigure(month, float(count)) for month, count in zip(months, counts, strict=True)]
    cases = chance.integers(*_CASES, len(months))
    hits = chance.binomial(cases, np.clip(_SHARE + beyond + effect, 0.01, 0.99))
    return [
        MonthFigure(month, 100 * float(hit) / float(number), float(number))
        for month, hit, number in zip(months, hits, cases, strict=True)
    ]


def _autocorrelated(count: int, autocorrelation: float, chance: np.random.Generator) -> Drawn:
    drawn = chance.standard_normal(count)
    for place in range(1, count):
        drawn[place] = autocorrelation * drawn[place - 1] + math.sqrt(1 - autocorrelation**2) * drawn[place]
    return drawn


def _prompted(before: Sequence[float], prompt: Prompt) -> bool:
    if prompt is Prompt.PLANNED:
        return True
    last = 1 if prompt is Prompt.MONTH else 3
    earlier = np.array(before[:-last])
    return float(np.mean(before[-last:]) - np.mean(earlier)) * math.sqrt(last) > _EXTREME * float(
        np.std(earlier, ddof=1)
    )


def _of_regions(regions: int) -> Iterator[str]:
    """The actions that `tertial simulate` draws, told from counts drawn by its chances of each centre and month."""
    held: dict[str, list[tuple[bool, bool]]] = {}
    for number in range(regions):
        chance = np.random.default_rng([SEED, number])
        last = FIRST.plus(REGION_MONTHS - 1)
        truth = drawn_effects(number, np.where(np.arange(CENTRES) % 4 == 0, 1, -1), FIRST, last)
        for action in truth.actions:
            effect = effect_in_region(truth, action, chance)
            if effect.low is not None and effect.high is not None:
                covered = effect.low <= action.size / 10 <= effect.high
                held.setdefault(f"{action.id} ({action.size / 10:g} points)", []).append((covered, effect.sure))
    yield (
        f"The actions of `tertial simulate` (its chances of {CENTRES} centres and {REGION_MONTHS} months, seeds 0 to "
        f"{regions - 1}; 80 to 200 cases a centre and month drawn by them), the centres of the action taken together "
        "and held against the others:"
    )
    yield from ("", "| action | regions | interval holds the truth | effect claimed |", "| --- | --- | --- | --- |")
    for name, found in held.items():
        shares = (f"{100 * sum(one[place] for one in found) / len(found):.0f} %" for place in (0, 1))
        yield f"| {name} | {len(found)} | {' | '.join(shares)} |"


def effect_in_region(truth: Effects, action: Action, chance: np.random.Generator) -> Effect:
    """What is told of an action of a simulated region."""
    months = [FIRST.plus(place) for place in range(REGION_MONTHS)]
    cases = chance.integers(80, 200, (REGION_MONTHS, CENTRES))
    hits = np.array(
        [chance.binomial(row, truth.chances(action.quality, month)) for row, month in zip(cases, months, strict=True)]
    )
    inside = list(action.centres)
    treated = [
        _share(month, hit[inside].sum(), case[inside].sum())
        for month, hit, case in zip(months, hits, cases, strict=True)
    ]
    others: Mapping[str, Sequence[MonthFigure]] = {
        f"centre-{centre}": [
            _share(month, hit[centre], case[centre]) for month, hit, case in zip(months, hits, cases, strict=True)
        ]
        for centre in sorted(set(range(CENTRES)) - set(inside))
    }
    return effect_of(treated, Start(action.first), Scale.POINTS, comparison=others)


def _share(month: Month, hits: int, cases: int) -> MonthFigure:
    return MonthFigure(month, 100 * float(hits) / float(cases), float(cases))
