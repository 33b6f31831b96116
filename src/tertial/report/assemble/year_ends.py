"""How the year will end: what is expected of each indicator, and the fans of those that may go either way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tertial.assess.forecasting.fan_words import chance_words
from tertial.assess.forecasting.results import Forecast, Interval
from tertial.assess.forecasting.sentences import method_words
from tertial.domain.indicators import Indicator
from tertial.domain.results import WHOLE
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.estimates import months_estimated
from tertial.report.forecast_picture import BEHIND, forecast_picture
from tertial.report.model import Align, Cell, Chart, Column, Row, Table
from tertial.report.numbers import DASH, join_unit, number, with_unit
from tertial.report.variation_picture import level_words

FANS = 3
"""Fans that are drawn: of the indicators whose targets may go either way the most."""
UNSURE = (0.05, 0.95)
"""Chances of meeting the target between which a fan is drawn."""


def year_ends(draft: Draft) -> None:
    """Each indicator with a forecast of its year, in the order of the assessment; nothing where there is none."""
    forecasts = draft.assessment.forecasts
    indicators: Mapping[str, Indicator] = {row.indicator.id: row.indicator for row in draft.assessment.indicators}
    ended = [(one, forecasts[name]) for name, one in indicators.items() if name in forecasts and forecasts[name].points]
    rows = [_row(draft, indicator, forecast) for indicator, forecast in ended if forecast.year_end is not None]
    if not rows:
        return
    columns = (
        Column(_("Measure"), weight=4.6),
        Column(_("So far"), Align.DECIMAL, 1.4),
        Column(_("Whole year"), Align.DECIMAL, 1.5),
        Column(_("In eight cases of ten"), Align.DECIMAL, 2.2),
        Column(_("Target"), Align.DECIMAL, 1.5),
        Column(_("Chance"), Align.DECIMAL, 1.2),
    )
    notes = (
        _(
            "Forecast by the method that did best when it was tried from earlier months. It supports the judgement and "
            "is no official outcome. Months with uncertain data are left out, and “so far” is then what they are taken "
            "to have been. Chance: of meeting the target."
        ),
    )
    draft.add(Table(_("How the year is expected to end"), columns, tuple(rows), notes, dense=True))
    unsure = [
        (abs(chance - 0.5), place) for place, (_one, it) in enumerate(ended) if (chance := _chance(it)) is not None
    ]
    for _distance, place in sorted(unsure)[:FANS]:
        _fan(draft, *ended[place])


def _row(draft: Draft, indicator: Indicator, forecast: Forecast) -> Row:
    end = forecast.year_end
    if end is None:
        raise ValueError(f"{indicator.id}: the forecast has no year's end")
    target = "" if end.target is None else _levels(end.target.least, end.target.most, indicator)
    return Row(
        (
            draft.cell(indicator.name),
            Cell(DASH if end.so_far is None else _figure(end.so_far, indicator)),
            Cell(_figure(end.value, indicator), bold=True),
            Cell(_interval(end.interval_80, indicator)),
            Cell(target or DASH),
            Cell(DASH if end.probability is None else draft.say(chance_words(end.probability))),
        )
    )


def _chance(forecast: Forecast) -> float | None:
    """The chance of meeting the target, where it may go either way."""
    chance = None if forecast.year_end is None else forecast.year_end.probability
    return chance if chance is not None and UNSURE[0] <= chance <= UNSURE[1] else None


def _fan(draft: Draft, indicator: Indicator, forecast: Forecast) -> None:
    insight = draft.assessment.insights.get(indicator.id)
    estimates = months_estimated(draft, indicator.id)
    picture = (
        None if insight is None else forecast_picture(forecast, insight.months[WHOLE], indicator, estimates=estimates)
    )
    if picture is None or insight is None:
        return
    name = draft.say(indicator.name)
    said = [draft.say(forecast.reason), *(draft.say(note) for note in forecast.notes)]
    if any(one.period.last in estimates for one in insight.months[WHOLE][-BEHIND:]):
        said.append(_("Hatched: estimated, no official figures."))
    method = _("Method: {method}.").format(method=draft.say(method_words(forecast.method)))
    draft.add(Chart(_("{measure}, forecast").format(measure=name), picture, " ".join([method, *said])))


def _figure(value: float, indicator: Indicator) -> str:
    return with_unit(Decimal(f"{value:.{indicator.decimals}f}"), indicator.value_unit)


def _interval(interval: Interval | None, indicator: Indicator) -> str:
    if interval is None:
        return DASH
    low, high = (Decimal(f"{end:.{indicator.decimals}f}") for end in (interval.low, interval.high))
    between = "–" if low >= 0 else " – "
    return join_unit(f"{number(low)}{between}{number(high)}", indicator.value_unit)


def _levels(least: float | None, most: float | None, indicator: Indicator) -> str:
    if least is not None and most is not None:
        return f"{level_words(least, indicator.value_unit)} – {level_words(most, indicator.value_unit)}"
    if least is not None:
        return level_words(least, indicator.value_unit)
    return "" if most is None else _("at most {level}").format(level=level_words(most, indicator.value_unit))
