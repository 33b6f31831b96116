"""Tables and charts of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from tertial.assess.assessment import IndicatorAssessment
from tertial.domain.label import Label
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicator_rows import (
    PERIODS_FOR_A_CHART,
    TableShape,
    history_text,
    indicator_rows,
    whole,
)
from tertial.report.assemble.targets import target_text
from tertial.report.charts import ChartPoint, ChartTarget, line_chart
from tertial.report.model import Align, Chart, Column, Row, RowKind, Table
from tertial.report.numbers import join_unit, number, period_name, period_short, with_unit

FULL_CHARTS_AT_MOST = 40
"""A report with more series than this shows them as the small charts of its tables only."""

Groups = Sequence[tuple[Label | None, Sequence[str]]]
"""Indicator ids under an optional group heading."""


def indicator_table(draft: Draft, caption: str, groups: Groups) -> None:
    """One table of indicators, in groups; nothing where no indicator is listed."""
    rows = [row for _heading, ids in groups for name in ids for row in draft.assessment.of(name)]
    if not rows:
        return
    shape = TableShape.of(rows)
    made: list[Row] = []
    for heading, ids in groups:
        if heading is not None:
            made.append(Row((draft.cell(heading, bold=True),), RowKind.GROUP))
        for name in ids:
            made += indicator_rows(draft, draft.assessment.of(name), shape)
    draft.add(Table(caption, _columns(shape), tuple(made), tuple(_notes(rows, shape))))


def _columns(shape: TableShape) -> tuple[Column, ...]:
    columns = [
        Column(_("Measure"), weight=4.2),
        Column(_("Target"), Align.DECIMAL, 1.55),
        Column(_("Outcome"), Align.DECIMAL, 1.55),
    ]
    if shape.by_sex:
        columns += [Column(_("W"), Align.DECIMAL, 1.05), Column(_("M"), Align.DECIMAL, 1.05)]
    if shape.change:
        columns.append(Column(_("Since last year"), Align.DECIMAL, 1.5))
    if shape.chart:
        columns.append(Column(_("Development"), Align.CENTER, 1.9))
    return (*columns, Column(_("Status"), weight=2.1))


def _notes(rows: Sequence[IndicatorAssessment], shape: TableShape) -> Iterable[str]:
    """What the table rests on: signs, and by which rule the statuses were set."""
    signs = []
    if shape.by_sex:
        signs.append(_("W women, M men."))
    if shape.chart:
        signs.append(_("Dashed line: the target."))
    if shape.change and any(row.indicator.is_share and row.change is not None for row in rows):
        signs.append(_("pp: percentage points."))
    if any(row.attainment is not None for row in rows):
        signs.append(_("Status from the figures as printed; attainment is rounded down."))
        if any(row.assumed for row in rows):
            signs.append(_("The thresholds are assumed; the status is a suggestion."))
    if signs:
        yield " ".join(signs)


def indicator_comments(draft: Draft, ids: Iterable[str], level: int) -> None:
    """Below a table: what was written about single indicators, and a chart of each series that is long enough."""
    for name in ids:
        rows = draft.assessment.of(name)
        if not rows:
            continue
        written = draft.region.words.text(name, draft.as_of)
        chart = _chart(draft, rows) if draft.full_charts else None
        if written is not None:
            draft.heading(level, rows[0].indicator.name)
            draft.written(written, level)
        if chart is not None:
            draft.add(chart)


def _chart(draft: Draft, rows: Sequence[IndicatorAssessment]) -> Chart | None:
    main = whole(rows)
    if main is None or len(main.history) < PERIODS_FOR_A_CHART:
        return None
    unit = main.indicator.value_unit
    points = [ChartPoint(period_short(period), float(value), with_unit(value, unit)) for period, value in main.history]
    target = None
    if main.target_level is not None:
        words = target_text(main.indicator, unit=main.unit, year=draft.as_of.year)
        target = ChartTarget(float(main.target_level), _("target {level}").format(level=words))
    picture = line_chart(
        points,
        target=target,
        axis_label=lambda tick: join_unit(_tick_text(tick), unit),
        alt=history_text(draft, main),
    )
    title = draft.say(main.indicator.name)
    return Chart(title, picture, note=_series_note(main))


def _tick_text(tick: float) -> str:
    """An axis label: no more decimals than the tick needs."""
    exact = Decimal(f"{tick:.6f}")
    return number(exact.to_integral_value() if exact == exact.to_integral_value() else exact.normalize())


def _series_note(row: IndicatorAssessment) -> str:
    """The periods in full, and those that are missing between them."""
    periods = [period for period, _value in row.history]
    text = f"{period_name(periods[0])} – {period_name(periods[-1])}."
    skipped = any(later.last > earlier.last.plus(_step(earlier.month_count)) for earlier, later in pairwise(periods))
    return f"{text} {_('Periods between without a figure are left out.')}" if skipped else text


def _step(months: int) -> int:
    """Months between two neighbouring periods of a series: tertials follow each other, years to date a year apart."""
    return months if months in {1, 4} else 12


def list_section(draft: Draft, caption: str, ids: Sequence[str], level: int) -> None:
    """A section of indicators outside the goal tree."""
    indicator_table(draft, caption, [(None, ids)])
    indicator_comments(draft, ids, level)


def series_count(draft: Draft) -> int:
    """How many indicators have a series long enough for a chart."""
    return sum(
        1 for row in draft.assessment.indicators if row.split.is_whole and len(row.history) >= PERIODS_FOR_A_CHART
    )
