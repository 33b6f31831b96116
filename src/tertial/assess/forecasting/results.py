"""What a forecast says: months, the year's end, how likely the target is, and the back-test behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.assess.forecasting.method import Method
from tertial.assess.forecasting.series import Adjustment, YearTarget
from tertial.domain.calendar import Month
from tertial.domain.label import Label


@dataclass(frozen=True, slots=True)
class PredictionInterval:
    """Where the figure will be, both ends included, as often as the interval says.

    Of a figure that is to come, where `comparison.interval.Interval` is of the value behind one that has come.
    """

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Point:
    """The forecast of a month, with the intervals of 80 and 95 per cent; None where nothing tells how wide."""

    month: Month
    value: float
    interval_80: PredictionInterval | None
    interval_95: PredictionInterval | None


@dataclass(frozen=True, slots=True)
class YearEnd:
    """The figure that the year will have: what has come and the forecast of the rest.

    `so_far` is the figure of the months that have come, by the same rule; None before the first. `twelfth` is what
    the plain 1/12 rule says, and `announced` what somebody has stated: both stand beside. `probability` is that of
    meeting the target, 0 to 1; None without a target or an interval. Where the year's months before `since` have no
    figure, all of this is of the months from then on; `is_part` says that it is a sum of those, which no target and no
    1/12 rule of the whole year is held against. `is_last` says that the year's figure is that of December. `near` says
    in words that the figure is no more than about right, where it is found anew for the whole year.
    """

    year: int
    value: float
    interval_80: PredictionInterval | None
    interval_95: PredictionInterval | None
    so_far: float | None
    months_left: int
    twelfth: float | None
    announced: float | None
    target: YearTarget | None
    probability: float | None
    since: Month | None = None
    is_part: bool = False
    is_last: bool = False
    near: Label | None = None

    @property
    def first(self) -> Month:
        """The first month that the figure is of."""
        return Month(self.year, 12) if self.is_last else self.since or Month(self.year, 1)


@dataclass(frozen=True, slots=True)
class BacktestRecord:
    """What each method would have said at earlier months, held against what came.

    `origins` are the last months known, `horizon` how many ahead were held out. `errors` is each method's mean
    absolute error in those of the seasonal naive method within the years before (MASE; 1 is as good as that);
    `pooled` the mean of the same over the `series` tested together, which a series' own errors are drawn towards.
    `covered_80` and `covered_95`: how often the intervals given now would have held what came.
    """

    origins: tuple[Month, ...]
    horizon: int
    errors: Mapping[Method, float]
    pooled: Mapping[Method, float]
    series: int
    chosen: Method
    covered_80: float
    covered_95: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast of one series, or why there is none. `notes` say what was done to the figures first."""

    id: str
    method: Method
    reason: Label
    points: tuple[Point, ...] = ()
    year_end: YearEnd | None = None
    backtest: BacktestRecord | None = None
    notes: tuple[Label, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    """The one-offs that were put on top of months ahead."""
    why_no_year: Label | None = None
    """Why the year's end is not foreseen where months are."""
