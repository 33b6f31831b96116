"""Tables and charts of indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from tertial.assess.assessment import IndicatorAssessment
from tertial.domain.label import Label
from tertial.domain.targets import BetterThan, ChangeTarget
from tertial.language import _, using
from tertial.report.assemble.beside import beside_tables
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.estimates import estimate_notes
from tertial.report.assemble.indicator_rows import (
    PERIODS_FOR_A_CHART,
    TableShape,
    history_text,
    indicator_rows,
    long_notes,
    whole,
)
from tertial.report.assemble.targets import decision_text
from tertial.report.charts import ChartPoint, ChartTarget, line_chart, round_ticks
from tertial.report.model import Align, Chart, Column, Paragraph, ParagraphStyle, Row, RowKind, Table
from tertial.report.numbers import period_short, span_name, with_unit

FULL_CHARTS_AT_MOST = 40
"""A report with more series than this shows them as the small charts of its tables only."""

CHART_HEIGHT = 128.0
"""Points; a series of some years needs no more."""

Groups = Sequence[tuple[Label | None, Sequence[str]]]
"""Indicator ids under an optional group heading."""


def indicator_table(draft: Draft, caption: str, groups: Groups) -> None:
    """One table of indicators, in groups; nothing where no indicator is listed."""
    rows = [row for _heading, ids in groups for name in ids for row in draft.assessment.of(name)]
    if not rows:
        return
    shape = TableShape.of(rows, draft.as_of)
    made: list[Row] = []
    for heading, ids in groups:
        if heading is not None:
            made.append(Row((draft.cell(heading, bold=True),), RowKind.GROUP))
        for name in ids:
            if found := draft.assessment.of(name):
                made += indicator_rows(draft, found, shape)
        draft.tabled.update(ids)
    listed = [name for _heading, ids in groups for name in ids]
    notes = (*_notes(rows, shape), *_decisions(draft, rows), *long_notes(draft, rows), *estimate_notes(draft, listed))
    draft.add(Table(caption, _columns(shape), tuple(made), notes))
    beside_tables(draft, listed)


def _columns(shape: TableShape) -> tuple[Column, ...]:
    columns = [Column(_("Measure"), weight=5.2)]
    if shape.target:
        columns.append(Column(_("Target"), Align.DECIMAL, 2.3))
    columns.append(Column(_("Outcome"), Align.DECIMAL, 1.5))
    if shape.by_sex:
        columns += [Column(_("W"), Align.DECIMAL, 1.05), Column(_("M"), Align.DECIMAL, 1.05)]
    if shape.change:
        columns.append(Column(_("Since last year"), Align.DECIMAL, 1.5))
    if shape.chart:
        columns.append(Column(_("Development"), Align.CENTER, 2.3))
    if shape.status:
        columns.append(Column(_("Status"), weight=2.6))
    return tuple(columns)


def _notes(rows: Sequence[IndicatorAssessment], shape: TableShape) -> Iterable[str]:
    """What the table rests on: signs, and by which rule the statuses were set."""
    signs = []
    if shape.by_sex:
        signs.append(_("W women, M men."))
    levels = [row.target for row in rows if len(row.history) >= PERIODS_FOR_A_CHART and row.target_level is not None]
    if any(isinstance(target, BetterThan | ChangeTarget) for target in levels):
        signs.append(_("Dashed line: the target, or what the outcome is compared with."))
    elif levels:
        signs.append(_("Dashed line: the target."))
    if shape.change and any(row.indicator.is_share and row.change is not None for row in rows):
        signs.append(_("pp: percentage points."))
    if any(row.attainment is not None for row in rows):
        signs.append(_("Status from the figures as printed; attainment is rounded down."))
        if any(row.assumed for row in rows):
            signs.append(_("The thresholds are assumed; the status is a suggestion."))
    if signs:
        yield " ".join(signs)


def _decisions(draft: Draft, rows: Sequence[IndicatorAssessment]) -> Iterable[str]:
    """Which decision set a target, where it is known: once for each indicator."""
    for row in {row.indicator.id: row for row in reversed(rows) if row.decision is not None}.values():
        words = "" if row.decision is None else decision_text(row.decision, draft.language)
        if words:
            yield _("{measure}: the target is set by {decision}.").format(
                measure=draft.say(row.indicator.name), decision=words
            )


def indicator_comments(draft: Draft, ids: Iterable[str], level: int) -> None:
    """Below a table: what was written about single indicators, and a chart of each series that is long enough.

    Where nobody has written, the program's own text stands, marked as its draft.
    """
    for name in ids:
        rows = draft.assessment.of(name)
        if not rows:
            continue
        written = draft.words(name)
        if written is not None:
            draft.heading(level, rows[0].indicator.name)
            draft.written(written, level)
        elif name in draft.sentences:
            _program_draft(draft, draft.sentences[name])
        chart = _chart(draft, rows, headed=written is not None) if draft.full_charts else None
        if chart is not None:
            draft.add(chart)


def _program_draft(draft: Draft, sentence: Label) -> None:
    """A text that nobody has written or read yet says so, in the language that it stands in."""
    with using(sentence.language_used(draft.language)):
        text = _("The program’s draft: {text}").format(text=draft.say(sentence))
    draft.add(Paragraph(text, ParagraphStyle.NOTE, draft.foreign(sentence)))


def _chart(draft: Draft, rows: Sequence[IndicatorAssessment], *, headed: bool) -> Chart | None:
    main = whole(rows)
    if main is None or len(main.history) < PERIODS_FOR_A_CHART:
        return None
    unit = main.indicator.value_unit
    points = [ChartPoint(period_short(period), float(value), with_unit(value, unit)) for period, value in main.history]
    target = None
    if main.target_level is not None:
        target = ChartTarget(float(main.target_level), _level_word(main, main.target_level))
    levels = [] if target is None else [target.value]
    decimals = _tick_decimals([*(float(value) for _period, value in main.history), *levels])
    picture = line_chart(
        points,
        target=target,
        axis_label=lambda tick: with_unit(Decimal(f"{tick:.{decimals}f}"), unit),
        alt=history_text(draft, main),
        height=CHART_HEIGHT,
    )
    name = _("Development") if headed else draft.say(main.indicator.name)
    title = f"{name}, {span_name(main.history[0][0], main.history[-1][0])}"
    return Chart(title, picture, note=_gaps(main))


def _level_word(row: IndicatorAssessment, level: Decimal) -> str:
    """The label of the dashed line: the target, or the level that is to be improved on."""
    # As many decimals as the figure has: 0.19 is not compared with 0.2.
    step = Decimal(1).scaleb(-max(1, row.indicator.decimals or 0))
    text = with_unit(level.quantize(step) if level != level.to_integral_value() else level, row.indicator.value_unit)
    if isinstance(row.target, BetterThan | ChangeTarget):
        return _("compared with {level}").format(level=text)
    return _("target {level}").format(level=text)


def _tick_decimals(values: Sequence[float]) -> int:
    """How many decimals the labels of the axis need; all have as many."""
    exact = [Decimal(f"{tick:.6f}").normalize().as_tuple().exponent for tick in round_ticks(values)]
    return max(max(-exponent, 0) for exponent in exact if isinstance(exponent, int))


def _gaps(row: IndicatorAssessment) -> str:
    """Says when periods between the first and the last have no figure."""
    periods = [period for period, _value in row.history]
    skipped = any(later.last > earlier.last.plus(_step(earlier.month_count)) for earlier, later in pairwise(periods))
    return _("Periods between without a figure are left out.") if skipped else ""


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
