"""How the year will end: what is expected of each indicator, and the fans of those that may go either way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from tertial.assess.figure_wording import wording_of
from tertial.assess.forecasting.fan_words import chance_words, months_of
from tertial.assess.forecasting.results import Forecast, PredictionInterval, YearEnd
from tertial.assess.forecasting.sentences import one_off_ahead, one_off_not_used, rests_on_months_since, why_none
from tertial.assess.reported_years import reported_otherwise
from tertial.domain.forecasts import Announced
from tertial.domain.indicators import Indicator, ValueUnit
from tertial.domain.label import Label, joined
from tertial.domain.results import WHOLE
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.estimates import months_estimated
from tertial.report.forecast_picture import BEHIND, forecast_picture
from tertial.report.model import Align, Cell, Chart, Column, Row, Table
from tertial.report.numbers import DASH, day, figure_words, join_unit, level_words, with_unit

FANS = 3
"""Fans that are drawn: of the indicators whose targets may go either way the most."""
NAMED = 12
"""More measures without a forecast for one reason are counted and not named."""
UNSURE = (0.05, 0.95)
"""Chances of meeting the target between which a fan is drawn."""


def year_ends(draft: Draft) -> None:
    """Each indicator with a forecast of its year, ours or an announced one; nothing where there is none.

    In the order of the assessment.
    """
    indicators: Mapping[str, Indicator] = {row.indicator.id: row.indicator for row in draft.assessment.indicators}
    ends = [end for one in indicators.values() if (end := _end(draft, one)) is not None]
    if not ends:
        return
    columns = (
        Column(_("Measure"), weight=4.6),
        Column(_("So far"), Align.DECIMAL, 1.4),
        Column(_("Whole year"), Align.DECIMAL, 1.8),
        Column(_("In eight cases of ten"), Align.DECIMAL, 2.1),
        Column(_("Target"), Align.DECIMAL, 1.8),
        Column(_("Chance"), Align.DECIMAL, 1.5),
    )
    rows = tuple(_row(draft, end) for end in ends)
    notes = (
        _(
            "Forecast by the method that did best when it was tried from earlier months. It supports the judgement and "
            "is no official outcome. Months with uncertain data are left out, and “so far” is then what they are taken "
            "to have been. Chance: of meeting the target."
        ),
        *_announced_notes(draft, ends),
        *_one_off_notes(draft, ends),
        *_since_notes(draft, ends),
        *_near_notes(draft, ends),
        *_otherwise_notes(draft, ends),
        *_bare_notes(draft, ends),
        *_absent_notes(draft, [one for one in indicators.values() if one.id not in {end.indicator.id for end in ends}]),
    )
    draft.add(Table(_("How the year is expected to end"), columns, rows, notes, dense=True))
    forecasts = [(end.indicator, end.forecast) for end in ends if end.forecast is not None]
    unsure = [
        (abs(chance - 0.5), place) for place, (_one, it) in enumerate(forecasts) if (chance := _chance(it)) is not None
    ]
    for _distance, place in sorted(unsure)[:FANS]:
        _fan(draft, *forecasts[place])


@dataclass(frozen=True, slots=True)
class _End:
    """An indicator's year: the program's forecast with its end, and the announced one; never neither."""

    indicator: Indicator
    forecast: Forecast | None
    end: YearEnd | None
    announced: Announced | None


def _end(draft: Draft, indicator: Indicator) -> _End | None:
    forecast = draft.assessment.forecasts.get(indicator.id)
    if forecast is not None and (forecast.year_end is None or not forecast.points):
        forecast = None
    announced = draft.region.announced_forecast(indicator.id, draft.assessment.unit, draft.as_of)
    if forecast is None and announced is None:
        return None
    return _End(indicator, forecast, None if forecast is None else forecast.year_end, announced)


def _announced_notes(draft: Draft, ends: Sequence[_End]) -> Iterator[str]:
    """Who announced each forecast, and when."""
    said = [
        _("{measure}: {source}, {day}").format(
            measure=draft.say(end.indicator.name),
            source=draft.say(end.announced.source).rstrip("."),
            day=day(end.announced.on),
        )
        for end in ends
        if end.announced is not None
    ]
    if said:
        yield _("Announced is what the region itself expects, which ours does not change. {sources}.").format(
            sources="; ".join(said)
        )


def _one_off_notes(draft: Draft, ends: Sequence[_End]) -> Iterator[str]:
    """What is done with each known one-off of a month that is left of the year."""
    for end in ends:
        if end.forecast is None or end.end is None:
            continue
        counted = [
            one_off_ahead(one, end.indicator) for one in end.forecast.adjustments if one.month.year == end.end.year
        ]
        known = draft.region.one_offs_at(end.indicator.id, draft.assessment.unit, draft.as_of)
        left_out = [one_off_not_used(one.month) for one in known if one.month.year == end.end.year]
        for said in (*counted, *(one for one in left_out if one in end.forecast.notes)):
            yield f"{draft.say(end.indicator.name)}: {draft.say(said)}"


def _since_notes(draft: Draft, ends: Sequence[_End]) -> Iterator[str]:
    """Where the first months of the year have no figure."""
    for one in ends:
        if one.end is not None and one.end.since is not None:
            said = rests_on_months_since(one.end.since, is_part=one.end.is_part)
            yield f"{draft.say(one.indicator.name)}: {draft.say(said)}"


def _near_notes(draft: Draft, ends: Sequence[_End]) -> Iterator[str]:
    """Which years are no more than about what they are foreseen to be."""
    return _each_once(
        (draft.say(one.end.near), draft.say(one.indicator.name))
        for one in ends
        if one.end is not None and one.end.near is not None
    )


def _otherwise_notes(draft: Draft, ends: Sequence[_End]) -> Iterator[str]:
    """Where the year so far is reported as another figure than its months make."""
    for end in ends:
        values = draft.region.outcomes.series(end.indicator.id, draft.assessment.unit)
        said = reported_otherwise(end.indicator, end.end, values, draft.as_of)
        if said is not None:
            yield f"{draft.say(end.indicator.name)}: {draft.say(said)}"


def _absent_notes(draft: Draft, indicators: Sequence[Indicator]) -> Iterator[str]:
    """Which indicators have no forecast of the year."""
    return _each_once((draft.say(_why_none(draft, one)), draft.say(one.name)) for one in indicators)


def _bare_notes(draft: Draft, ends: Sequence[_End]) -> Iterator[str]:
    """Which forecasts have no interval, since nothing tells how wrong they may be."""
    return _each_once(
        (draft.say(reduce(joined, one.forecast.notes, one.forecast.reason)), draft.say(one.indicator.name))
        for one in ends
        if one.forecast is not None and one.end is not None and one.end.interval_80 is None
    )


def _each_once(said_of: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each reason once with the measures that it is of, or how many where they are many."""
    found: dict[str, list[str]] = {}
    for said, name in said_of:
        found.setdefault(said, []).append(name)
    for said, names in found.items():
        if len(names) > NAMED:
            yield _("{count} other measures: {reason}").format(count=len(names), reason=said)
        else:
            yield f"{', '.join(names)}: {said}"


def _why_none(draft: Draft, indicator: Indicator) -> Label:
    """Why the indicator's year is not foreseen."""
    forecast = draft.assessment.forecasts.get(indicator.id)
    if forecast is None:
        return why_none(indicator)
    return forecast.why_no_year or reduce(joined, forecast.notes, forecast.reason)


def _row(draft: Draft, one: _End) -> Row:
    indicator, end = one.indicator, one.end
    theirs = ""
    if one.announced is not None:
        theirs = _("announced {figure}").format(figure=with_unit(one.announced.value, indicator.value_unit))
    if end is None:
        name = draft.cell(indicator.name, sub=draft.say(_why_none(draft, indicator)))
        return Row((name, Cell(DASH), Cell(DASH, sub=theirs), *([Cell(DASH)] * 3)))
    target = "" if end.target is None else _levels(end.target.least, end.target.most, indicator)
    return Row(
        (
            draft.cell(indicator.name, sub="" if end.first.number == 1 else draft.say(months_of(end))),
            Cell(DASH if end.so_far is None else _figure(end.so_far, indicator)),
            Cell(_figure(end.value, indicator), bold=True, sub=theirs),
            Cell(_interval(draft, end.interval_80, indicator)),
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
    draft.add(Chart(_("{measure}, forecast").format(measure=name), picture, " ".join(said)))


def _figure(value: float, indicator: Indicator) -> str:
    return figure_words(value, indicator.value_unit, indicator.decimals)


def _interval(draft: Draft, interval: PredictionInterval | None, indicator: Indicator) -> str:
    if interval is None:
        return DASH
    return draft.say(wording_of(indicator).between(interval.low, interval.high))


def _levels(least: float | None, most: float | None, indicator: Indicator) -> str:
    if least is not None and most is not None:
        between = "–" if least >= 0 else " – "
        ends = between.join(level_words(end, ValueUnit.COUNT) for end in (least, most))
        return join_unit(ends, indicator.value_unit)
    if least is not None:
        return level_words(least, indicator.value_unit)
    return "" if most is None else _("at most {level}").format(level=level_words(most, indicator.value_unit))
