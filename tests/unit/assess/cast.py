"""A small region built in code, for tests that assess it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tertial.assess.assessment import IndicatorAssessment, RegionAssessment
from tertial.assess.region import assess_region
from tertial.domain.calendar import FollowUp, Month, Period, PeriodKind
from tertial.domain.changes import Change
from tertial.domain.economy import Economy, EconomyLine
from tertial.domain.goals import Goal, GoalTree, Level
from tertial.domain.indicators import Absence, Direction, Indicator, Kind, OverTime, ValueUnit
from tertial.domain.judgements import Judgement
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tertial.domain.region import Region, ReportPlan, Scheme, Settings, StatusRule, WordsOwner
from tertial.domain.results import WHOLE, Outcomes, ReportedValue, Sex, Split
from tertial.domain.targets import Baseline, DatedTarget, Target, Targets
from tertial.domain.words import WrittenWords

AUGUST = Month(2025, 8)
RULE = StatusRule(100, 80, assumed=False, stated_in=Label("Avsnitt 2.3", "Section 2.3"))
WOMEN, MEN = Split(Sex.WOMEN), Split(Sex.MEN)
DA08 = FollowUp("DA08", 8, Label("Delår augusti", "Interim August"))
YEAR = FollowUp("YEAR", 12, Label("Helår", "Full year"))


def an_indicator(
    name: str = "phone",
    target: Target | None = None,
    *,
    direction: Direction = Direction.INCREASE,
    unit: ValueUnit = ValueUnit.PERCENT,
    over_time: OverTime = OverTime.LAST,
    shown: PeriodKind = PeriodKind.YTD,
    decimals: int = 0,
    targets: Targets | None = None,
    baselines: tuple[Baseline, ...] = (),
    followed: tuple[FollowUp, ...] = (),
    followed_from: Month | None = None,
    absences: tuple[Absence, ...] = (),
    by: tuple[str, ...] = (),
) -> Indicator:
    """An indicator; `target` holds in every year."""
    stated = Targets(() if target is None else (DatedTarget(target),))
    return Indicator(
        id=name,
        title=Label(f"Mått {name}", f"Measure {name}"),
        kind=Kind.REPORTED,
        value_unit=unit,
        shown=shown,
        direction=direction,
        over_time=over_time,
        decimals=decimals,
        targets=targets or stated,
        baselines=baselines,
        followed=followed,
        followed_from=followed_from,
        absences=absences,
        by=by,
    )


def a_figure(
    period: str,
    value: str | None = None,
    split: Split = WHOLE,
    *,
    indicator: str = "phone",
    unit: str = "board",
    numerator: int | None = None,
    denominator: int | None = None,
    note: Label | None = None,
) -> ReportedValue:
    """A reported figure; `value` as it is printed."""
    printed = None if value is None else Decimal(value)
    return ReportedValue(
        indicator, unit, Period.parse(period), split, printed, numerator, denominator, published=True, note=note
    )


def a_region(
    indicators: Sequence[Indicator] = (),
    figures: Sequence[ReportedValue] = (),
    *,
    goals: Sequence[Goal] | None = None,
    judgements: Sequence[Judgement] = (),
    changes: Sequence[Change] = (),
    economy: Sequence[EconomyLine] = (),
    schemes: Sequence[Scheme] = (),
    rule: StatusRule = RULE,
) -> Region:
    """A board with one centre below it. Without goals, one objective `access` holds every indicator."""
    if goals is None:
        names = tuple(indicator.id for indicator in indicators)
        goals = (Goal("access", "objective", Label("Tillgänglig vård", "Access"), indicators=names),)
    name = Label("Regionen", "The region")
    settings = Settings(
        schema_version=1,
        id="test",
        name=name,
        unit="board",
        language="sv",
        words=WordsOwner.FILES,
        status=rule,
        report=ReportPlan(name, name, ()),
        schemes={scheme.id: scheme for scheme in schemes},
    )
    levels = (Level("goal", Label("Mål")), Level("objective", Label("Delmål")), Level("part", Label("Del")))
    return Region(
        settings=settings,
        organisation=Organisation((Unit("board", name, "board"), Unit("centre", name, "centre", parent="board"))),
        goals=GoalTree(levels, tuple(goals), "objective"),
        indicators={indicator.id: indicator for indicator in indicators},
        outcomes=Outcomes(figures),
        economy=Economy(economy),
        words=WrittenWords({}),
        judgements=tuple(judgements),
        changes=tuple(changes),
    )


def assessed(
    indicator: Indicator, *figures: ReportedValue, changes: Sequence[Change] = (), rule: StatusRule = RULE
) -> RegionAssessment:
    """The region with this one indicator, assessed as of August 2025."""
    return assess_region(a_region([indicator], figures, changes=changes, rule=rule), as_of=AUGUST)


def one_row(
    indicator: Indicator, *figures: ReportedValue, changes: Sequence[Change] = (), rule: StatusRule = RULE
) -> IndicatorAssessment:
    """The only row of the only indicator."""
    (row,) = assessed(indicator, *figures, changes=changes, rule=rule).indicators
    return row
