"""What an indicator's results mean at a unit: how they vary, how units and women and men differ, what actions did."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isfinite

from tertial.assess import insight_reasons as why
from tertial.assess.age_reasons import NOT_BY_AGE
from tertial.assess.age_standardised import AgeStandardised, age_standardised
from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.case_figure import case_figure, counts_cases, factor_of
from tertial.assess.comparison.comparison import ComparedUnit, Comparison
from tertial.assess.comparison.differences import Difference, Verdict, difference
from tertial.assess.comparison.figures import Figure, Mean, UnitFigure
from tertial.assess.comparison.pair_sentence import MEN, WOMEN
from tertial.assess.comparison.units import compare
from tertial.assess.evidence import Evidence, Measured, Months, Peers
from tertial.assess.few_cases import rests_on_few
from tertial.assess.figure_wording import wording_of
from tertial.assess.month_points import month_points
from tertial.assess.rare_events import why_no_days
from tertial.assess.reported_evidence import reported_evidence
from tertial.assess.series import Series as Figures
from tertial.assess.variation.chart import Variation
from tertial.assess.variation.indicator_series import indicator_series
from tertial.assess.variation.points import Events
from tertial.assess.variation.vary import vary, vary_events
from tertial.assess.variation.words import NO_LEVEL_AS_NEEDED, TARGET_BY_SEX, TARGET_OF_NUMBER
from tertial.domain.calendar import Month, Period, resolve
from tertial.domain.changes import broken_from
from tertial.domain.indicators import Indicator, Kind
from tertial.domain.label import Label, joined
from tertial.domain.rebasing import Rebasing, rebasings_of
from tertial.domain.region import Region
from tertial.domain.results import WHOLE, Sex, Split
from tertial.domain.targets import AsNeeded, BySex

SEXES = (Sex.WOMEN, Sex.MEN)


@dataclass(frozen=True, slots=True)
class Insight:
    """What can be said of one indicator at one unit beside its status.

    `variation` is that of everybody's months, or of the days between events that are rarer than one a month; `of_sex`
    that of women's and of men's. `months` are the figures of the months either way. `comparison` is of the units in
    `peers`: those below the unit, or its sisters and itself.
    `women` and `men` are the figures behind `sexes`, which is their difference (women less men) or why there is none.
    A part that is None has its reason beside. Shares and rates in figures and comparisons are per one: `factor` times
    them is the indicator's unit.
    """

    indicator: Indicator
    unit: str
    period: Period
    variation: Variation | None
    why_no_variation: Label | None
    of_sex: Mapping[Sex, Variation] = field(default_factory=dict)
    months: Months = field(default_factory=dict)
    peers: Peers | None = None
    comparison: Comparison | None = None
    why_no_comparison: Label | None = None
    women: Figure | None = None
    men: Figure | None = None
    sexes: Difference | Label = why.NOT_BY_SEX
    factor: float = 1.0
    ages: AgeStandardised | Label = NOT_BY_AGE
    """Its figures freed from differences in age, or why they are not."""

    @property
    def own(self) -> ComparedUnit | None:
        """The unit itself among its sisters; None where those compared stand below it."""
        if self.comparison is None or self.peers is None or not self.peers.own:
            return None
        return next(one for one in self.comparison.units if one.unit == self.peers.own)

    @property
    def sexes_differ(self) -> bool:
        """Whether women and men differ by more than chance gives."""
        return isinstance(self.sexes, Difference) and self.sexes.verdict is not Verdict.NOT_SHOWN

    def few(self, least: int) -> tuple[str, ...]:
        """The units compared whose figures rest on fewer than `least` persons or events."""
        return tuple(
            one.unit
            for one in (() if self.peers is None else self.peers.units)
            if one.whole is not None
            and one.whole.value is not None
            and rests_on_few(self.indicator, one.whole.numerator, one.whole.denominator, least)
        )

    def months_of_few(self, least: int) -> frozenset[Month]:
        """The months whose figures rest on fewer than `least` persons or events."""
        return frozenset(
            one.period.last
            for one in self.months.get(WHOLE, ())
            if one.value is not None and rests_on_few(self.indicator, one.numerator, one.denominator, least)
        )

    def comparison_without(self, units: Collection[str]) -> Comparison | None:
        """The other units held against each other, as if these were not known; None where none are compared."""
        if self.comparison is None or self.peers is None or not units:
            return self.comparison
        return _compared(self.indicator, self.peers, without=units)

    @staticmethod
    def cases(figure: Figure) -> float | None:
        """How many of those counted have what is counted; None of a mean."""
        return None if isinstance(figure, Mean) else figure.events

    def variation_of(self, split: Split) -> Variation | None:
        """How the months of a split vary; None where that is not judged."""
        if split == WHOLE:
            return self.variation
        return None if split.age_band or split.category else self.of_sex.get(split.sex)


def insight_of(
    indicator: Indicator,
    region: Region,
    rows: Sequence[IndicatorAssessment],
    *,
    unit: str,
    as_of: Month,
    evidence: Evidence | None = None,
) -> Insight:
    """What the figures behind an indicator's rows say; the reasons where there are none.

    Without `evidence`, what is reported is all there is to go by.
    """
    period = resolve(indicator.shown, as_of)
    if evidence is None:
        evidence = reported_evidence(indicator, region, unit=unit, as_of=as_of)
    months, shown = evidence.months, evidence.shown
    variations = {
        split: _variation(indicator, region, rows, unit, split, found, evidence.days.get(split))
        for split, found in months.items()
    }
    whole = variations.get(WHOLE)
    comparison = _comparison(indicator, evidence.peers)
    women, men = (case_figure(indicator, shown.get(sex)) for sex in SEXES)
    return Insight(
        indicator,
        unit,
        period,
        variation=whole,
        why_no_variation=None if whole is not None else why.no_months(indicator),
        of_sex={split.sex: found for split, found in variations.items() if split != WHOLE},
        months=months,
        peers=evidence.peers,
        comparison=comparison if isinstance(comparison, Comparison) else None,
        why_no_comparison=comparison if isinstance(comparison, Label) else None,
        women=women,
        men=men,
        sexes=_sexes(indicator, shown, women, men),
        factor=factor_of(indicator),
        ages=age_standardised(indicator, region, evidence.ages, unit=unit),
    )


def _variation(
    indicator: Indicator,
    region: Region,
    rows: Sequence[IndicatorAssessment],
    unit: str,
    split: Split,
    months: Sequence[Measured],
    days: Events | Label | None,
) -> Variation:
    baselines = indicator.baselines if unit == region.settings.unit else ()
    figures = Figures.of(indicator, split, region.outcomes.series(indicator.id, unit), baselines)
    # Beside the periods that are shown: what a month's change is measured against.
    # As printed, since a target that is an earlier month's figure is read beside it.
    wording = wording_of(indicator)
    known = {one.period: wording.rounded(one.value) for one in months if one.value is not None and isfinite(one.value)}
    figures = replace(figures, points={**known, **figures.points})
    series = indicator_series(indicator, month_points(indicator, months), unit=unit, split=split, figures=figures)
    has_target = any(row.split == split and row.target is not None for row in rows)
    if not has_target:
        # A target that is not the unit's or the part's own: the whole's level says nothing of it.
        series = replace(series, targets={}, why_no_target=None)
    series = replace(series, why_no_target=series.why_no_target or _why_unheld(indicator, rows, split))
    rebasings = rebasings_of(region.rebasings, indicator.id, unit)
    made = _between_events(vary(series, rebasings), days or why_no_days(indicator), rebasings, has_target=has_target)
    return replace(made, broken_from=_broken_from(made, region, indicator.id))


def _why_unheld(indicator: Indicator, rows: Sequence[IndicatorAssessment], split: Split) -> Label | None:
    """Why the limits are not held against a target that is stated; None where none is."""
    row = next((one for one in rows if one.split == split), None)
    if row is None:
        return None
    if row.unjudged is not None:
        return row.unjudged
    stated = indicator.targets.in_force(row.period.last)
    if stated is not None and isinstance(stated.target, BySex) and split.is_whole:
        return TARGET_BY_SEX
    return NO_LEVEL_AS_NEEDED if isinstance(row.target, AsNeeded) else None


def _broken_from(variation: Variation, region: Region, indicator: str) -> Month | None:
    """The month that broke the series within the latest level; None where nothing did."""
    if not variation.phases or variation.latest is None:
        return None
    first, last = (variation.points[place].month for place in (variation.phases[-1].first, variation.latest))
    broken = broken_from(region.changes, indicator, last)
    return broken if broken is not None and first < broken else None


def _between_events(
    monthly: Variation, days: Events | Label | None, rebasings: Sequence[Rebasing], *, has_target: bool
) -> Variation:
    """Of rare events the days between them, or the months with the reason why the days are not shown."""
    if days is None or not monthly.choice.rare:
        return monthly
    if isinstance(days, Label):
        return replace(monthly, choice=replace(monthly.choice, why=joined(monthly.choice.why, days)))
    made = vary_events(days, monthly.direction, rebasings)
    return replace(made, assurance_says=TARGET_OF_NUMBER if has_target else monthly.assurance_says)


def _comparison(indicator: Indicator, peers: Peers | None) -> Comparison | Label:
    if not counts_cases(indicator):
        return why.no_cases(indicator)
    if peers is None:
        return why.no_peers(indicator)
    return _compared(indicator, peers)


def _compared(indicator: Indicator, peers: Peers, without: Collection[str] = ()) -> Comparison:
    uncertain = peers.uncertain
    return compare(
        [
            UnitFigure(one.unit, case_figure(indicator, one.whole), uncertain=one.unit in uncertain)
            for one in peers.units
            if one.unit not in without
        ]
    )


def _sexes(
    indicator: Indicator, shown: Mapping[Sex, Measured], women: Figure | None, men: Figure | None
) -> Difference | Label:
    if not any(sex in shown for sex in SEXES):
        return why.NO_SEXES_NOW if "sex" in indicator.by else why.NOT_BY_SEX
    if indicator.kind is not Kind.REPORTED and not counts_cases(indicator):
        return why.no_cases(indicator)
    absent = {sex: one.note for sex in SEXES if (one := shown.get(sex)) and one.value is None and one.note}
    if len(absent) == 1:
        (sex, note), *_none = absent.items()
        return _of_sex(note, WOMEN if sex is Sex.WOMEN else MEN)
    return next(iter(absent.values()), None) or difference(women, men)


def _of_sex(note: Label, sex: Label) -> Label:
    """A reason that is one sex's own: what is said of it before the full stop."""
    sv, en = note.sv, note.in_language("en")
    return Label(f"{sv.removesuffix('.')} ({sex.sv}).", f"{en.removesuffix('.')} ({sex.en}).")
