"""The forecast of the economy: the announced one, the region's and its frames', beside the plain 1/12 rule."""

from __future__ import annotations

from decimal import Decimal

from tertial.domain.calendar import Month, Period, PeriodKind
from tertial.domain.economy import NET, AmountUnit, EconomyLine, Item
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.model import Align, Cell, Column, Row, Table
from tertial.report.numbers import month_year, plain, with_unit


def forecast_section(draft: Draft) -> None:
    """The region's announced forecast beside the plain 1/12 rule, each with what it rests on."""
    forecast = draft.assessment.forecast
    if forecast is None:
        draft.paragraph(_("There is no result to forecast from."))
        return
    unit = AmountUnit.MSEK
    rows = [
        Row(
            (
                Cell(_("Deviation so far"), sub=_("to {month}").format(month=month_year(forecast.period))),
                Cell(_money(forecast.result), figure=plain(forecast.result)),
            )
        )
    ]
    if forecast.announced is not None:
        why = "" if forecast.announced_note is None else draft.say(forecast.announced_note)
        announced = Cell(_money(forecast.announced), bold=True, figure=plain(forecast.announced))
        rows.append(Row((Cell(_("Forecast announced by the region"), sub=why), announced)))
    for line in _of_frames(draft):
        name = _("Forecast announced: {frame}").format(frame=draft.unit_name(line.frame))
        why = "" if line.note is None else draft.say(line.note)
        rows.append(Row((Cell(name, sub=why), Cell(_money(line.amount), figure=plain(line.amount)))))
    rule = _("the same deviation each month: {result} / {months} × 12").format(
        result=with_unit(forecast.result, unit), months=forecast.period.number
    )
    rows.append(
        Row(
            (
                Cell(_("The plain 1/12 rule, computed"), sub=rule),
                Cell(_money(forecast.twelfth), figure=plain(forecast.twelfth)),
            )
        )
    )
    columns = (Column(_("Deviation against budget"), weight=4), Column(_("Amount"), Align.DECIMAL, 1))
    draft.add(Table(_("Forecast for the year"), columns, tuple(rows)))


def _of_frames(draft: Draft) -> list[EconomyLine]:
    """The forecasts announced for single frames, for the whole of the year."""
    return [
        line
        for line in draft.region.economy.lines
        if line.item is Item.FORECAST
        and line.account == NET
        and line.unit is AmountUnit.MSEK
        and line.frame != draft.assessment.unit
        and line.period == Period(PeriodKind.YEAR, Month(draft.as_of.year, 12))
    ]


def _money(amount: Decimal) -> str:
    return f"{'+' if amount > 0 else ''}{with_unit(amount, AmountUnit.MSEK)}"
