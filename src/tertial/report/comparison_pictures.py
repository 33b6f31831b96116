"""The pictures of a comparison: from what it says to a funnel and to bars by sex, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tertial.assess.comparison import Comparison, Figure, Position
from tertial.assess.comparison.chart_words import funnel_words, sexes_words
from tertial.assess.comparison.funnel import ALARM_LEVEL, WARNING_LEVEL, curve
from tertial.assess.comparison.wording import Wording
from tertial.domain.label import Label
from tertial.language import spoken
from tertial.report import numbers
from tertial.report.charts import (
    ChartTarget,
    FunnelEdge,
    FunnelUnit,
    FunnelWords,
    SexBar,
    SexRow,
    Standing,
    funnel_chart,
    sexes_chart,
)
from tertial.report.model import Picture

MARGIN = 1.05
"""The funnel reaches so much beyond the smallest and the largest unit."""

_STANDING = {
    Position.WITHIN: Standing.WITHIN,
    Position.ABOVE_WARNING: Standing.BEYOND_INNER,
    Position.BELOW_WARNING: Standing.BEYOND_INNER,
    Position.ABOVE_ALARM: Standing.BEYOND_OUTER,
    Position.BELOW_ALARM: Standing.BEYOND_OUTER,
}
_ALL = Label("alla", "all")
_LETTERS = (Label("K", "W"), Label("M", "M"))


def funnel_picture(
    comparison: Comparison,
    names: Mapping[str, Label],
    wording: Wording,
    *,
    sizes: Label,
    target: ChartTarget | None = None,
) -> Picture | None:
    """The funnel of the units, None where fewer than two are compared.

    `sizes` says what a unit's size counts, such as antal besök. The target's value is on the figures' own scale (0.95,
    not 95).
    """
    if comparison.pool is None or len(comparison.compared) < 2:
        return None
    units = [
        FunnelUnit(
            spoken(names.get(unit.unit, Label(unit.unit))),
            unit.size,
            unit.value,
            Standing.ASIDE if unit.position is None else _STANDING[unit.position],
        )
        for unit in (*comparison.uncertain, *comparison.compared)
        if unit.value is not None
    ]
    smallest, largest = min(unit.size for unit in units), max(unit.size for unit in units)
    edges = [
        FunnelEdge(size, one.alarm_low, one.warning_low, one.warning_high, one.alarm_high)
        for size, one in curve(comparison.pool, comparison.dispersion, smallest / MARGIN, largest * MARGIN)
    ]
    centre = comparison.pool.centre
    return funnel_chart(
        units,
        edges,
        centre=ChartTarget(centre, f"{spoken(_ALL)} {spoken(wording.figure(wording.rounded(centre)))}"),
        target=target,
        words=FunnelWords(_percent(WARNING_LEVEL), _percent(ALARM_LEVEL), spoken(sizes)),
        axis_label=lambda tick: _tick(tick, wording),
        size_label=lambda size: numbers.number(_exact(size)),
        alt=spoken(funnel_words(comparison, names, wording)),
    )


def sexes_picture(rows: Sequence[tuple[Label, Figure | None, Figure | None]], wording: Wording) -> Picture | None:
    """Bars of women and men for each row, None where no row has a figure.

    Raises ValueError for more than forty rows, or where a row's two figures are of different kinds.
    """
    drawn = [SexRow(spoken(name), _bar(women, wording), _bar(men, wording)) for name, women, men in rows]
    if all(bar.value is None for row in drawn for bar in (row.women, row.men)):
        return None
    return sexes_chart(
        drawn,
        short=(spoken(_LETTERS[0]), spoken(_LETTERS[1])),
        axis_label=lambda tick: _tick(tick, wording),
        alt=spoken(sexes_words(rows, wording)),
    )


def _bar(figure: Figure | None, wording: Wording) -> SexBar:
    if figure is None or figure.size == 0:
        return SexBar(None, numbers.DASH)
    interval, value = figure.interval(), spoken(wording.figure(wording.rounded(figure.value)))
    if interval is None:
        return SexBar(figure.value, value)
    bare = Wording(wording.factor, wording.decimals, percent=False)
    span = spoken(bare.span(wording.rounded(interval.low), wording.rounded(interval.high)))
    return SexBar(figure.value, f"{value} ({span})", interval.low, interval.high)


def _percent(level: float) -> str:
    return numbers.percent(_exact(level * 100))


def _tick(tick: float, wording: Wording) -> str:
    """A tick has the decimals that it needs, however few the figures have."""
    return spoken(wording.figure(_exact(tick * wording.factor)))


def _exact(value: float) -> Decimal:
    """The figure without the tail that floating point gives it: 99.8, 20 000."""
    found = Decimal(f"{value:.10g}")
    whole = found.to_integral_value()
    return whole if found == whole else found.normalize()
