"""What is told of a figure when somebody asks why: the parts, before they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.assess.age_standardised import AgeStandardised
from tertial.assess.effects.action_effect import ActionEffect
from tertial.assess.estimates.results import Said
from tertial.assess.forecasting.results import Forecast
from tertial.assess.insight import Insight
from tertial.compute.steps import Steps
from tertial.domain.calendar import Month, Period
from tertial.domain.cells import View
from tertial.domain.figures import ComputedFigure
from tertial.domain.forecasts import Announced
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.measures import Part
from tertial.domain.region import Region
from tertial.domain.results import ReportedValue, Sex
from tertial.store.load_log import LogEntry
from tertial.store.snapshots.basis import DefinitionUsed
from tertial.store.snapshots.comparing import ChangedIndicator
from tertial.store.snapshots.manifest import SnapshotManifest


@dataclass(frozen=True, slots=True)
class Question:
    """Which figure is asked about.

    A month stands for the period that the indicator shows as of it. An empty unit is the one that region.toml names, an
    empty tree the one that the unit is a node of, and the snapshot the one in force where none is named.
    """

    indicator: str
    when: Month | Period
    unit: str = ""
    view: View = View.AS_IT_WAS
    sex: Sex = Sex.ALL
    snapshot: int | None = None
    tree: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """The figure that is asked about, found in the region."""

    region: Region
    indicator: Indicator
    unit: str
    tree: str
    period: Period
    view: View
    sex: Sex

    @property
    def announced(self) -> Announced | None:
        """What the region has announced of the year, as it was known in the period's last month."""
        return self.region.announced_forecast(self.indicator.id, self.unit, self.period.last)


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure that somebody reports: nothing is computed.

    `values` are those of the unit and the period, `others` those of the whole in other periods, the newest first.
    `why_none` stands where there is no value. `insight` is what the figure means, as of the period's last month.
    `forecast` is how the year will end, or why that is not told, and `effects` are what actions changed. `ages` are the
    figures of the period freed from differences in age, or why not.
    """

    subject: Subject
    values: tuple[ReportedValue, ...]
    others: tuple[ReportedValue, ...]
    why_none: Label | None
    insight: Insight
    forecast: Forecast | Label
    effects: Mapping[str, ActionEffect]
    ages: AgeStandardised | Label


@dataclass(frozen=True, slots=True)
class UnitAgainstLevel:
    """A unit of a second stage: its figure of the level's indicator, and whether that reaches the level.

    `reaches` is None where the unit has no figure. `figure` is the one that is added up over the units that reach it.
    """

    unit: str
    of_level: ComputedFigure
    reaches: bool | None
    figure: ComputedFigure | None = None


@dataclass(frozen=True, slots=True)
class Rests:
    """What the figure rests on: the definition that the snapshot was computed by, its months of feeds, and the loads.

    `definition_now` is the hash of the folder's definition. `months` are the months of each feed that the period's rows
    are made from, `loads` the loads that touched them, the newest first.
    """

    definition: DefinitionUsed
    definition_now: str
    months: Mapping[str, tuple[Month, ...]]
    loads: tuple[LogEntry, ...]

    @property
    def is_redefined(self) -> bool:
        """Whether the folder's definition is another than the one that was computed."""
        return self.definition.sha256 != self.definition_now


@dataclass(frozen=True, slots=True)
class Before:
    """The figure in the snapshot before this one, None where the indicator was not in it, and what changed since."""

    snapshot: SnapshotManifest
    figure: ComputedFigure | None
    changed: ChangedIndicator | None


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure that is computed, with all that it follows from.

    `splits` are its parts by sex, age band and category, `months` the figures of single months, `units` those of the
    units directly below. `steps` are the filters with the rows left, and `why_no_steps` stands where they cannot be
    counted. `reach` is for second stages alone, `before` where an earlier snapshot is kept.
    """

    subject: Subject
    snapshot: SnapshotManifest
    figure: ComputedFigure
    splits: tuple[ComputedFigure, ...]
    months: tuple[ComputedFigure, ...]
    units: tuple[ComputedFigure, ...]
    steps: tuple[Steps, ...]
    why_no_steps: str
    reach: tuple[UnitAgainstLevel, ...]
    rests: Rests
    changes: tuple[Label, ...]
    """What changes.yaml says of the period."""
    before: Before | None
    insight: Insight
    """What its months, the units beside it or below it, and women and men say."""
    forecast: Forecast | Label
    """How its year will end as of the period's last month, or why that is not told."""
    effects: Mapping[str, ActionEffect]
    """What actions changed, by their ids."""
    estimate: Said | None = None
    """What the figure would probably have been where rows lack, or why nobody can say; never of a part by sex."""

    @property
    def steps_agree(self) -> bool:
        """Whether the rows counted now are those that the figure rests on: of the denominator where it has one."""
        for part in (Part.SPREAD, Part.DENOMINATOR, Part.NUMERATOR):
            for steps in self.steps:
                if part in steps.chain.ends:
                    now = steps.rows(part) if steps.different is None else steps.different
                    return now == self.figure.rows
        return True


Explanation = Reported | Computed
