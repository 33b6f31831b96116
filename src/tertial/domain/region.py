"""A region as its folder describes it: settings, and everything that is followed up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tertial.domain.actions import Action
from tertial.domain.assignments import Assignment
from tertial.domain.calendar import FollowUp, Month
from tertial.domain.changes import Change
from tertial.domain.economy import Deviation, Economy, Savings
from tertial.domain.extracts import Extracts
from tertial.domain.forecasts import Announced, OneOff
from tertial.domain.goals import GoalTree
from tertial.domain.indicators import Indicator
from tertial.domain.judgements import Judgement
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation
from tertial.domain.rebasing import Rebasing
from tertial.domain.results import Outcomes
from tertial.domain.words import Words


class WordsOwner(StrEnum):
    """Who keeps people's words: the folder's files or the site's database."""

    FILES = "files"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class StatusRule:
    """From which attainment, in whole per cent, a target is met and partly met, and where that is stated.

    An assumed rule makes every status a suggestion. Raises ValueError for thresholds in the wrong order.
    """

    met: int
    partly: int
    assumed: bool
    stated_in: Label

    def __post_init__(self) -> None:
        if not 0 < self.partly < self.met:
            raise ValueError(f"thresholds {self.met} and {self.partly}: partly lies above 0 and below met")


@dataclass(frozen=True, slots=True)
class Scheme:
    """A named, versioned scheme of category codes."""

    id: str
    version: str
    label: Label
    codes: Mapping[str, Label]


class Section(StrEnum):
    """The sections that a report's outline can order."""

    TEXT = "text"
    AT_A_GLANCE = "at_a_glance"
    OBJECTIVES_SUMMARY = "objectives_summary"
    STATUS_RULES = "status_rules"
    INDICATORS = "indicators"
    GOALS = "goals"
    ASSIGNMENTS = "assignments"
    ACTIONS = "actions"
    ECONOMY = "economy"
    FORECAST = "forecast"
    DEVIATIONS = "deviations"
    SAVINGS = "savings"
    SUCCESSES = "successes"
    CHALLENGES = "challenges"
    REMARKS = "remarks"
    INSIGHTS = "insights"
    QUALITY = "quality"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """One section of a report: what it holds, its heading, and what it is limited to."""

    section: Section
    title: Label
    level: int = 1
    text: str = ""
    node: str = ""
    given_by: str = ""
    indicators: tuple[str, ...] = ()
    page_break: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 3:
            raise ValueError(f"a section's level is 1 to 3, not {self.level}")


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """The report's own shape. `{month}` and `{year}` in title and subtitle are filled in."""

    title: Label
    subtitle: Label
    outline: tuple[OutlineSection, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """What region.toml says."""

    schema_version: int
    id: str
    name: Label
    unit: str
    language: str
    words: WordsOwner
    status: StatusRule
    report: ReportPlan
    followups: Mapping[str, FollowUp] = field(default_factory=dict)
    schemes: Mapping[str, Scheme] = field(default_factory=dict)
    disclosure_minimum: int | None = None
    purpose: Label | None = None
    controller: Label | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Everything a region folder holds, read and checked."""

    settings: Settings
    organisation: Organisation
    goals: GoalTree
    indicators: Mapping[str, Indicator]
    outcomes: Outcomes
    economy: Economy
    words: Words
    judgements: tuple[Judgement, ...] = ()
    givers: Mapping[str, Label] = field(default_factory=dict)
    assignments: tuple[Assignment, ...] = ()
    actions: tuple[Action, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    savings: Savings = field(default_factory=Savings)
    changes: tuple[Change, ...] = ()
    rebasings: tuple[Rebasing, ...] = ()
    announced: tuple[Announced, ...] = ()
    one_offs: tuple[OneOff, ...] = ()
    extracts: Extracts = field(default_factory=Extracts)

    def judgement(self, objective: str, unit: str, as_of: Month) -> Judgement | None:
        """A person's judgement of an objective as of exactly that month."""
        return next(
            (
                judgement
                for judgement in self.judgements
                if (judgement.objective, judgement.unit, judgement.period) == (objective, unit, as_of)
            ),
            None,
        )

    def announced_forecast(self, indicator: str, unit: str, as_of: Month) -> Announced | None:
        """The latest announced forecast of an indicator's year at the unit, as it was known in the month."""
        known = [
            one
            for one in self.announced
            if (one.indicator, one.unit, one.period.year) == (indicator, unit, as_of.year) and one.period <= as_of
        ]
        return max(known, key=lambda one: one.period, default=None)

    def one_offs_at(self, indicator: str, unit: str, as_of: Month) -> tuple[OneOff, ...]:
        """The known one-offs of an indicator at the unit and at those below it, in order of month."""
        found = sorted((one for one in self.one_offs if one.indicator == indicator), key=lambda one: one.month)
        units = {unit, *self.organisation.below(unit, as_of.last_day)} if found else set()
        return tuple(one for one in found if one.unit in units)
