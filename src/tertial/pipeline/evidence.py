"""The months of a unit and the units to hold against each other, taken from a snapshot for whoever judges them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import reduce

from tertial.assess.age_standardised import counts_events
from tertial.assess.case_figure import counts_cases
from tertial.assess.comparison.means import Moments
from tertial.assess.evidence import MOST_MONTHS, ByAge, Counts, Evidence, Measured, Months, Peers
from tertial.assess.insight import SEXES
from tertial.assess.peer_units import KindOfUnits, aged_among, levels_below, peers_among, sisters
from tertial.domain.calendar import Period, PeriodKind, resolve
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label, joined
from tertial.domain.results import WHOLE, Sex, Split
from tertial.pipeline.rare_events import RareEvents
from tertial.pipeline.standpoint import Standpoint


class Gathering:
    """Takes the evidence of indicators at one unit as of a month; with `rare` the days of rare events too."""

    def __init__(self, here: Standpoint, rare: RareEvents | None = None) -> None:
        self._here = here
        self._rare = rare
        self._levels: dict[date, tuple[KindOfUnits, ...]] = {}
        self._sisters: dict[date, KindOfUnits] = {}

    def of(self, indicator: Indicator, *, sisters_first: bool = False) -> Evidence:
        """The evidence of an indicator; `sisters_first` asks for the units beside it before those below."""
        period = resolve(indicator.shown, self._here.as_of)
        shown = {split.sex: self._measured(indicator, period, split) for split in (WHOLE, *_by_sex(indicator))}
        months = self.months(indicator, (WHOLE, *_by_sex(indicator)))
        days = {} if self._rare is None else self._rare.of(self._here, indicator, months)
        ages = self._ages(indicator, period, sisters_first=sisters_first)
        peers = self._peers(indicator, period, sisters_first=sisters_first)
        return Evidence(months, shown, peers, days, ages, self.year(indicator))

    def year(self, indicator: Indicator) -> Measured:
        """Everybody's figure of the year so far."""
        return self._measured(indicator, Period(PeriodKind.YTD, self._here.as_of), WHOLE)

    def months(self, indicator: Indicator, splits: Sequence[Split] = (WHOLE,)) -> Months:
        """From the first month that the indicator has to the month that is reported; none is left out."""
        covered = [each.last for each in self._here.results.periods(indicator.id, PeriodKind.MONTH)]
        first = min(covered, default=self._here.as_of.plus(1))
        months = [self._here.as_of.plus(-back) for back in reversed(range(MOST_MONTHS))]
        periods = [Period.of_month(month) for month in months if month >= first]
        if not periods:
            return {}
        return {split: tuple(self._measured(indicator, period, split) for period in periods) for split in splits}

    def _peers(self, indicator: Indicator, period: Period, *, sisters_first: bool) -> Peers | None:
        """The units to hold against each other; None where chance cannot be reckoned of the figures."""
        if not counts_cases(indicator):
            return None
        candidates = self._candidates(period, sisters_first=sisters_first)
        return peers_among(indicator, self._here.unit, candidates, lambda unit: self._of_unit(indicator, unit, period))

    def _candidates(self, period: Period, *, sisters_first: bool) -> Iterator[KindOfUnits]:
        """Kinds of units with the units, in the order they are tried."""
        day = min(period.last, self._here.as_of).last_day
        if day not in self._levels:
            organisation, unit = self._here.region.organisation, self._here.unit
            self._levels[day] = tuple(levels_below(organisation, unit, self._here.tree, day))
            self._sisters[day] = sisters(organisation, unit, day)
        if sisters_first:
            yield self._sisters[day]
        yield from self._levels[day]
        if not sisters_first:
            yield self._sisters[day]

    def _ages(self, indicator: Indicator, period: Period, *, sisters_first: bool) -> dict[str, ByAge]:
        """Of the unit, the whole region and the candidates that are counted by age; none where nothing is."""
        if "age_band" not in indicator.by or not counts_events(indicator):
            return {}
        here = self._here
        found = {one: self._by_age(indicator, one, period) for one in (here.unit, here.region.settings.unit)}
        candidates = self._candidates(period, sisters_first=sisters_first)
        return found | aged_among(candidates, lambda unit: self._by_age(indicator, unit, period))

    def _by_age(self, indicator: Indicator, unit: str, period: Period) -> ByAge:
        here = self._here.at(unit)
        bands = {
            split.age_band: _both(here.figure(indicator, period, split))
            for split in here.results.splits(indicator.id, unit, period, tree=here.tree)
            if split.age_band and split == Split(age_band=split.age_band)
        }
        whole = here.inherits.of(here.figure(indicator, period))
        return ByAge(_both(whole), bands, whole.quality, _note(whole))

    def _of_unit(self, indicator: Indicator, unit: str, period: Period) -> Mapping[Sex, Measured]:
        figure = self._here.of_unit(indicator, unit, period)
        return {Sex.ALL: measured(self._here.inherits.of(figure) if figure.has_value else figure)}

    def _measured(self, indicator: Indicator, period: Period, split: Split) -> Measured:
        return measured(self._here.inherits.of(self._here.figure(indicator, period, split)))


def measured(figure: ComputedFigure) -> Measured:
    """A computed figure as it is judged: unrounded, with its counts, or with the reason why there is none."""
    value = figure.value()
    numerator, denominator = figure.shown_counts()
    return Measured(
        figure.period,
        None if value is None else float(value),
        numerator,
        denominator,
        _moments(figure),
        figure.quality,
        _note(figure),
        _amounts(figure),
    )


def _note(figure: ComputedFigure) -> Label | None:
    return reduce(joined, figure.reasons) if figure.reasons else None


def _amounts(figure: ComputedFigure) -> tuple[float, float] | None:
    """None too of what no float holds, which the figure itself then is not forecast by either."""
    amounts = figure.shown_amounts()
    try:
        return None if amounts is None else (float(amounts[0]), float(amounts[1]))
    except OverflowError:
        return None


def _both(figure: ComputedFigure) -> Counts | None:
    events, people = figure.shown_counts()
    return None if events is None or not people or not figure.has_value else (events, people)


def _moments(figure: ComputedFigure) -> Moments | None:
    """Those of a mean of values, or of ratios, in the indicator's unit; None for anything else."""
    how = figure.reckoning
    if not figure.histogram or how.percent is not None or not figure.has_value:
        return None
    values: dict[float, int] = {}
    for (value, over), count in figure.histogram.items():
        # A part of a split unit's rows: the share of a person is no person, so chance is not reckoned of it.
        if int(count) != count:
            return None
        shown = value * how.per * (1 if over is None else how.out_of_scale) / (how.scale * how.whole_unit * (over or 1))
        values[shown] = values.get(shown, 0) + int(count)
    return Moments.of_histogram(values)


def _by_sex(indicator: Indicator) -> tuple[Split, ...]:
    return tuple(Split(sex) for sex in SEXES) if "sex" in indicator.by else ()
