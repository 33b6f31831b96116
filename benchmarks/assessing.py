"""How long a region takes to assess, forecasts among it, from generated months: nothing is read from disk."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from decimal import Decimal

from tertial.assess.evidence import Evidence, Measured, PeerFigures, Peers
from tertial.assess.expected_years import support_of
from tertial.assess.foreseen import forecasts_of
from tertial.assess.region import assess_region, insights_of
from tertial.domain.calendar import Month, Period, PeriodKind, resolve
from tertial.domain.economy import Economy
from tertial.domain.facts.registry import all_facts
from tertial.domain.goals import Goal, GoalTree, Level
from tertial.domain.indicators import Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.label import Label
from tertial.domain.measures import Additive, Rows, Sum
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.region import Region, ReportPlan, Settings, StatusRule, WordsOwner
from tertial.domain.results import WHOLE, Outcomes, ReportedValue, Sex, Split
from tertial.domain.targets import DatedTarget, Targets, ValueTarget
from tertial.domain.words import WrittenWords

INDICATORS, UNITS, MONTHS = 100, 60, 60
AS_OF = Month(2025, 12)
TOP = "region"
_NAME = Label("Mätningen", "The benchmark")
_ROWS = Sum(Rows(all_facts()["contacts"]))

_ABOUT = (
    "{indicators} generated shares, {units} units, {months} months. The region is assessed with its units held against "
    "each other, then each unit by itself, as the program assesses a unit: status, a control chart of the months with "
    "limits, icons and targets, and the year's end by the full selection of methods. One process. Asked for, with the "
    "fast forecast: all of it within 60 seconds on two cores."
)


@dataclass(frozen=True)
class Taken:
    """Seconds of the whole region: forecasts everywhere, the rest at the top, and the rest at every unit."""

    forecasts: float
    top: float
    units: float

    @property
    def whole(self) -> float:
        """All of it."""
        return self.forecasts + self.top + self.units


def assessing_lines(indicators: int = INDICATORS, units: int = UNITS, months: int = MONTHS) -> list[str]:
    """What is printed."""
    taken = assess_all(indicators, units, months)
    about = _ABOUT.format(indicators=indicators, units=units, months=months)
    return [
        about,
        "",
        "| Assessed | Seconds |",
        "| --- | ---: |",
        f"| The region: {indicators} charts, {indicators} comparisons of {units} units, status | {taken.top:.1f} |",
        f"| {units} units: {indicators * units} charts, status | {taken.units:.1f} |",
        f"| Forecasts of both: {indicators * (units + 1)}, each from a back-test | {taken.forecasts:.1f} |",
        f"| Together | {taken.whole:.1f} |",
    ]


def assess_all(indicators: int, units: int, months: int, seed: int = 1) -> Taken:
    """Assess the region with its units held against each other, then each unit."""
    chance = random.Random(seed)
    names = [f"centre-{number}" for number in range(1, units + 1)]
    region = _region([_indicator(number) for number in range(1, indicators + 1)], names, chance)
    series = {(name, unit): _months(chance, months) for name in region.indicators for unit in (TOP, *names)}
    evidence = {unit: _evidence(region, series, unit, names if unit == TOP else ()) for unit in (TOP, *names)}
    forecast, judged = {}, {}
    for unit, found in evidence.items():
        begun = time.perf_counter()
        forecasts = forecasts_of(region, found, unit=unit, as_of=AS_OF)
        middle = time.perf_counter()
        insights = insights_of(region, found, as_of=AS_OF, unit=unit)
        assess_region(
            region, as_of=AS_OF, unit=unit, insights=insights, forecasts=forecasts, support=support_of(forecasts)
        )
        forecast[unit], judged[unit] = middle - begun, time.perf_counter() - middle
    top = judged.pop(TOP)
    return Taken(sum(forecast.values()), top, sum(judged.values()))


def _evidence(
    region: Region, series: dict[tuple[str, str], tuple[Measured, ...]], unit: str, below: list[str] | tuple[()]
) -> dict[str, Evidence]:
    return {
        name: Evidence(
            {WHOLE: series[name, unit]},
            {},
            Peers("health_centre", tuple(PeerFigures(one, {Sex.ALL: series[name, one][-1]}) for one in below))
            if below
            else None,
        )
        for name in region.indicators
    }


def _months(chance: random.Random, months: int) -> tuple[Measured, ...]:
    """A unit's own level, around which chance and, in half of the units, a late step make its months."""
    level, step = chance.uniform(0.5, 0.9), chance.choice((0.0, 0.05))
    found = []
    for back in range(months - 1, -1, -1):
        whole = chance.randint(100, 300)
        rate = level + (step if back < months // 5 else 0.0)
        part = sum(chance.random() < rate for _one in range(whole))
        found.append(Measured(Period(PeriodKind.MONTH, AS_OF.plus(-back)), 100 * part / whole, part, whole))
    return tuple(found)


def _indicator(number: int) -> Indicator:
    return Indicator(
        id=f"visits-in-time-{number}",
        title=Label(f"Besök i tid {number}", f"Visits in time {number}"),
        kind=Kind.SHARE,
        value_unit=ValueUnit.PERCENT,
        shown=PeriodKind.MONTH,
        direction=Direction.INCREASE,
        over_time=OverTime.SUM,
        targets=Targets((DatedTarget(ValueTarget(Decimal(80))),)),
        measure=Additive(_ROWS, _ROWS),
        by=("sex",),
    )


def _region(indicators: list[Indicator], units: list[str], chance: random.Random) -> Region:
    period = resolve(PeriodKind.MONTH, AS_OF)
    values = [
        ReportedValue(one.id, unit, period, split, Decimal(chance.randint(40, 99)))
        for one in indicators
        for unit in (TOP, *units)
        for split in (WHOLE, Split(Sex.WOMEN), Split(Sex.MEN))
    ]
    settings = Settings(
        schema_version=1,
        id="benchmark",
        name=_NAME,
        unit=TOP,
        language="sv",
        words=WordsOwner.FILES,
        status=StatusRule(100, 80, assumed=False, stated_in=_NAME),
        report=ReportPlan(_NAME, _NAME, ()),
    )
    goal = Goal("access", "objective", _NAME, indicators=tuple(one.id for one in indicators))
    centres = tuple(Unit(unit, _NAME, "health_centre", parent=TOP) for unit in units)
    return Region(
        settings=settings,
        organisation=Organisation((Unit(TOP, _NAME, "region"), *centres)),
        goals=GoalTree((Level("objective", _NAME),), (goal,), "objective"),
        indicators={one.id: one for one in indicators},
        outcomes=Outcomes(values),
        economy=Economy(()),
        words=WrittenWords({}),
    )
