"""What a forecast says, in words: the year's end, how likely the target is, and the alternative to seeing the fan.

Figures of a forecast are as readers see them: of a share in per cent the wording has the factor 1.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from tertial.assess.comparison.wording import Wording
from tertial.assess.forecasting.results import Forecast, PredictionInterval, YearEnd
from tertial.assess.forecasting.series import YearTarget
from tertial.domain.calendar import Month
from tertial.domain.label import Label, joined, opened
from tertial.domain.period_words import month_words, months_words

_FINER = 2
_LEAST, _MOST = Decimal(1), Decimal(99)
"""A chance is told in whole per cent, and as below or above where it lies further out than these."""


def fan_words(forecast: Forecast, wording: Wording) -> Label:
    """The months ahead, the last one's interval, the year's end and the chance of the target; or why there is none."""
    if not forecast.points:
        return forecast.reason
    first, last = forecast.points[0], forecast.points[-1]
    since, until = month_words(first.month), month_words(last.month)
    start, end = _figure(first.value, wording), _figure(last.value, wording)
    sure = _likely(last.interval_80, wording)
    both = end
    if start != end:
        both = Label(f"från {start.sv} till {end.sv}", f"from {start.en} to {end.en}")
        sure = None if sure is None else Label(f", den sista månaden{sure.sv[1:]}", f", the last month{sure.en[1:]}")
    said = Label(
        f"Prognos för {since.sv} till {until.sv}: {both.sv}{sure.sv if sure else ''}.",
        f"Forecast for {since.en} to {until.en}: {both.en}{sure.en if sure else ''}.",
    )
    return said if forecast.year_end is None else joined(said, year_end_words(forecast.year_end, wording))


def year_end_words(end: YearEnd, wording: Wording) -> Label:
    """The year's figure with its interval of 80 per cent, and the chance of the target where there is one."""
    figure, year = _figure(end.value, wording), months_of(end)
    year = Label(opened(year.sv), opened(year.en))
    if end.months_left == 0:
        return Label(f"{year.sv} blev {figure.sv}.", f"{year.en} came to {figure.en}.")
    sure = _likely(end.interval_80, wording)
    said = Label(
        f"{year.sv} väntas bli {figure.sv}{sure.sv if sure else ''}.",
        f"{year.en} is expected to be {figure.en}{sure.en if sure else ''}.",
    )
    if end.target is None or end.probability is None:
        return said
    target, chance = _target(end.target, wording), chance_words(end.probability)
    return joined(
        said,
        Label(
            f"Sannolikheten att målet {target.sv} nås är {chance.sv}.",
            f"The probability of meeting the target, {target.en}, is {chance.en}.",
        ),
    )


def months_of(end: YearEnd) -> Label:
    """The year that a figure is of, or the months of it: of a stock December."""
    if end.first.number == 1:
        return Label(f"hela {end.year}", f"the whole of {end.year}")
    return months_words(end.first.through(Month(end.year, 12)))


def chance_words(probability: float) -> Label:
    """A probability in whole per cent; never 0 or 100, since nothing ahead is certain."""
    chance = Decimal(repr(100 * probability)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if chance < _LEAST:
        return Label("under 1\u00a0%", "below 1%")
    if chance > _MOST:
        return Label("över 99\u00a0%", "above 99%")
    return Label(f"{chance}\u00a0%", f"{chance}%")


def _figure(value: float, wording: Wording) -> Label:
    return wording.figure(wording.rounded(value))


def _likely(interval: PredictionInterval | None, wording: Wording) -> Label | None:
    if interval is None:
        return None
    span = wording.between(interval.low, interval.high)
    return Label(f", i åtta fall av tio {span.sv}", f", in eight cases of ten {span.en}")


def _target(target: YearTarget, wording: Wording) -> Label:
    if target.least is not None and target.most is not None:
        return wording.span(_level(target.least, wording), _level(target.most, wording))
    if target.least is not None:
        figure = wording.figure(_level(target.least, wording))
        return Label(f"minst {figure.sv}", f"at least {figure.en}")
    figure = wording.figure(_level(target.most or 0.0, wording))
    return Label(f"högst {figure.sv}", f"at most {figure.en}")


def _level(value: float, wording: Wording) -> Decimal:
    """A target with the decimals that it has, no more than two beyond those of the figures."""
    finer = replace(wording, decimals=wording.decimals + _FINER).rounded(value)
    return finer.normalize() + 0
