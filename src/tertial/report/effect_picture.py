"""The picture of an action's effect, with what it shows in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tertial.assess.effects.effect import Effect, MonthFigure
from tertial.domain.calendar import Month
from tertial.domain.indicators import ValueUnit
from tertial.domain.period_words import month_words
from tertial.language import _, spoken
from tertial.report.charts.before_after import LineNames, MonthOfAction, before_after_chart
from tertial.report.effects import effect_text
from tertial.report.model import Picture
from tertial.report.numbers import figure_words, level_words, month_short

LONGEST = 1e15
"""A tick of an axis from here on is written with a power of ten."""


def effect_picture(
    effect: Effect, figures: Sequence[MonthFigure], *, title: str, action: str, unit: ValueUnit, decimals: int = 0
) -> Picture | None:
    """The months with the start of the action, what was expected and what came; None where no effect is told.

    `title` is the indicator's, which the words under the picture begin with.
    """
    fitted = {one.month: one for one in effect.fitted}
    if not fitted:
        return None
    compared = dict(effect.compared)
    by_month = {one.month: one for one in figures}
    shown = min(fitted).through(max(fitted))
    months = [
        MonthOfAction(
            f"{month_short(month)} {month.year}",
            _finite(by_month.get(month)),
            fitted[month].expected if month in fitted else None,
            fitted[month].fitted if month in fitted else None,
            compared.get(month),
            left_out=month not in fitted,
        )
        for month in shown
    ]
    start = effect.start.month
    names = LineNames(
        outcome=_("outcome"),
        expected=_("expected without the action"),
        fitted=_("with the action"),
        compared=_("comparison units"),
        start=_("start {month}").format(month=_in_words(start)),
    )
    return before_after_chart(
        months,
        begun=max(sum(month < effect.start.begun for month in shown), 1),
        start=sum(month < start for month in shown),
        names=names,
        axis_label=lambda tick: _tick(tick, unit),
        alt=" ".join(
            [
                *_alt(effect, title, action, unit, max(decimals, 1)),
                effect_text(effect, action, unit=unit, decimals=decimals),
            ]
        ),
    )


def _alt(effect: Effect, title: str, action: str, unit: ValueUnit, decimals: int) -> list[str]:
    """What the lines show, from the figures that they are drawn by."""

    def mean(figures: Sequence[float]) -> str:
        middle = math.fsum(figure / len(figures) for figure in figures)
        return figure_words(middle, unit, decimals)

    months = [one.month for one in effect.fitted]
    after = [one for one in effect.fitted if one.fitted is not None]
    said = [
        _("{what}: monthly figures {first}–{last}. The action “{action}” started in {month}.").format(
            what=title,
            first=_in_words(months[0]),
            last=_in_words(months[-1]),
            action=action,
            month=_in_words(effect.start.month),
        ),
        _("On average after the start the level was {fitted}, against {expected} expected without the action.").format(
            fitted=mean([one.fitted for one in after if one.fitted is not None]),
            expected=mean([one.expected for one in after]),
        ),
    ]
    before = [figure for month, figure in effect.compared if month < effect.start.begun]
    since = [figure for month, figure in effect.compared if month >= effect.start.month]
    if before and since:
        said.append(
            _("The comparison units went from {before} before to {after} after.").format(
                before=mean(before), after=mean(since)
            )
        )
    return said


def _tick(tick: float, unit: ValueUnit) -> str:
    return level_words(tick, unit) if abs(tick) < LONGEST else f"{tick:.0e}"


def _in_words(month: Month) -> str:
    return spoken(month_words(month))


def _finite(one: MonthFigure | None) -> float | None:
    return one.figure if one is not None and one.figure is not None and math.isfinite(one.figure) else None
