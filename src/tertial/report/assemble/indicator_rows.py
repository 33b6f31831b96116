"""The rows of an indicator table: one for each indicator, and parts for age bands and categories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tertial.assess.assessment import IndicatorAssessment
from tertial.assess.overall import overall
from tertial.domain.calendar import Month
from tertial.domain.categories import category_labels
from tertial.domain.judgements import Status
from tertial.domain.label import Label
from tertial.domain.results import Sex, Split
from tertial.domain.targets import ValueTarget
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.statuses import row_status, status
from tertial.report.assemble.targets import baseline_text, target_text
from tertial.report.charts import sparkline
from tertial.report.model import Cell, Picture, Row, RowKind
from tertial.report.numbers import (
    DASH,
    NO_BREAK_SPACE,
    change_text,
    number,
    percent,
    period_short,
    plain,
    unbroken,
    with_unit,
)

PERIODS_FOR_A_CHART = 3
"""From so many comparable periods a small chart says more than the figures."""
LONGEST_IN_ROW = 120
"""Characters of a note that fit in a row, under the name."""


@dataclass(frozen=True)
class TableShape:
    """Which optional columns a table of indicators needs, so that none stands empty."""

    target: bool
    by_sex: bool
    change: bool
    chart: bool
    status: bool

    @classmethod
    def of(cls, rows: Sequence[IndicatorAssessment], as_of: Month) -> TableShape:
        """The shape that the rows need; figures that nobody set a target for have no status to show."""
        target = any(row.indicator.targets.in_force(row.period.reached(as_of)) is not None for row in rows)
        return cls(
            target=target,
            status=target or any(row.status in {Status.NO_DATA, Status.NOT_DUE} for row in rows),
            by_sex=any(row.split.sex in {Sex.WOMEN, Sex.MEN} and row.value is not None for row in rows),
            change=any(row.change is not None for row in rows),
            chart=any(len(row.history) >= PERIODS_FOR_A_CHART for row in rows),
        )


def indicator_rows(draft: Draft, rows: Sequence[IndicatorAssessment], shape: TableShape) -> list[Row]:
    """The table rows of one indicator: its whole figure, or its parts below a row with its name."""
    groups: dict[tuple[str, str], list[IndicatorAssessment]] = {}
    for row in rows:
        groups.setdefault((row.split.age_band, row.split.category), []).append(row)
    labels = category_labels(rows[0].indicator, draft.region.settings.schemes)
    whole = groups.pop(("", ""), None)
    made: list[Row] = []
    if whole is not None:
        made.append(_row(draft, whole, _name(draft, whole, whole[0].note), shape, RowKind.BODY))
    else:
        summary = overall(rows)
        first = rows[0]
        cells = [_name(draft, rows, None, parted=True)]
        if shape.target:
            cells.append(_target(draft, first))
        cells += [Cell() for _place in range(1 + 2 * shape.by_sex + shape.change + shape.chart)]
        if shape.status:
            cells.append(
                Cell()
                if summary.status is Status.NO_TARGET
                else Cell(status=row_status(summary), sub=_uncertain(draft, summary))
            )
        made.append(Row(tuple(cells), RowKind.BODY))
    for (age_band, category), part in sorted(groups.items(), key=lambda group: _part_order(labels, *group[0])):
        note = part[0].note
        below = (baseline_text(part[0].indicator, age_band, category), _in_row(draft, part, note))
        name = Cell(_part_name(draft, labels, age_band, category), sub=joined(below))
        made.append(_row(draft, part, name, shape, RowKind.PART))
    return made


def _row(draft: Draft, rows: Sequence[IndicatorAssessment], name: Cell, shape: TableShape, kind: RowKind) -> Row:
    by_sex = {row.split.sex: row for row in rows}
    main = by_sex.get(Sex.ALL)
    summary = overall(rows)
    cells = [name]
    if shape.target:
        follows_whole = kind is RowKind.PART and all(row.target is None for row in rows)
        cells.append(Cell(DASH) if follows_whole else _target(draft, rows[0]))
    cells.append(_figure(main, bold=kind is RowKind.BODY))
    if shape.by_sex:
        cells += [_figure(by_sex.get(Sex.WOMEN)), _figure(by_sex.get(Sex.MEN))]
    if shape.change:
        cells.append(_change(rows))
    if shape.chart:
        cells.append(_spark(draft, main))
    if shape.status:
        unjudged = kind is RowKind.PART and summary.status is Status.NO_TARGET
        cells.append(Cell(DASH) if unjudged else Cell(status=row_status(summary), sub=_below_status(draft, summary)))
    return Row(tuple(cells), kind)


def _name(draft: Draft, rows: Sequence[IndicatorAssessment], note: Label | None, *, parted: bool = False) -> Cell:
    """The indicator's name; below it the period, the baseline, unknown sex and what there is to know of the figure.

    `parted`: there is no figure of the whole, only of the parts in the rows below.
    """
    indicator = rows[0].indicator
    words: list[str] = []
    if any(row.value is not None for row in rows):
        words.append(unbroken(period_short(rows[0].period)))
        words.append(baseline_text(indicator))
        unknown = next((row for row in rows if row.split == Split(Sex.UNKNOWN)), None)
        if unknown is not None and unknown.value is not None:
            words.append(_("unknown sex {figure}").format(figure=number(unknown.value)))
    if parted:
        words.append(_("by part below"))
    if indicator.remark is not None and draft.has_remarks:
        words.append(unbroken(_("see remark")))
    words.append(_in_row(draft, rows, note))
    return draft.cell(indicator.name, sub=joined(words))


def _in_row(draft: Draft, rows: Iterable[IndicatorAssessment], note: Label | None) -> str:
    """What is said in the rows' row: why there is no figure, or what to know of it; a long note on a figure stands
    below the table, where lines are longer.
    """
    words = "" if note is None else draft.say(note)
    stays = len(words) <= LONGEST_IN_ROW or all(row.value is None for row in rows)
    return words if stays else _("see the note")


def long_notes(draft: Draft, rows: Iterable[IndicatorAssessment]) -> Iterable[str]:
    """What is to be said of figures below the table of the rows, each thing once with all indicators it is said of."""
    said: dict[str, dict[str, None]] = {}
    for row in rows:
        words = "" if row.note is None or row.value is None else draft.say(row.note)
        if len(words) > LONGEST_IN_ROW:
            said.setdefault(words, {})[draft.say(row.indicator.name)] = None
    for words, names in said.items():
        yield f"{'; '.join(names)}: {words}"


def _below_status(draft: Draft, row: IndicatorAssessment) -> str:
    """How far the target is reached, and why that is uncertain where it is."""
    return joined((_attained(row), _uncertain(draft, row)))


def _uncertain(draft: Draft, row: IndicatorAssessment) -> str:
    return "" if row.uncertain is None else draft.say(row.uncertain)


def _attained(row: IndicatorAssessment) -> str:
    """How far the target is reached; of a row for women or men alone, whose target it is."""
    if row.attainment is None:
        return ""
    sign = {Sex.WOMEN: _("W") + NO_BREAK_SPACE, Sex.MEN: _("M") + NO_BREAK_SPACE}.get(row.split.sex, "")
    return _("attainment {percent}").format(percent=sign + percent(row.attainment))


def joined(words: Iterable[str]) -> str:
    """Short words with a middle dot between, which never opens a line."""
    return f"{NO_BREAK_SPACE}· ".join(filter(None, words))


def _part_order(labels: Mapping[str, Label], age_band: str, category: str) -> tuple[int, int]:
    """Categories in their scheme's order, each with its ages from young to old."""
    codes = list(labels)
    first_age = re.match(r"\d+", age_band)
    return (codes.index(category) if category in codes else -1, int(first_age[0]) if first_age else -1)


def _part_name(draft: Draft, labels: Mapping[str, Label], age_band: str, category: str) -> str:
    words = []
    if category:
        words.append(draft.say(labels[category]) if category in labels else category)
    if age_band:
        words.append(_("{ages} years").format(ages=age_band.replace("-", "–")))
    return ", ".join(words)


def _target(draft: Draft, row: IndicatorAssessment) -> Cell:
    text = target_text(row.indicator, unit=row.unit, month=row.period.reached(draft.as_of))
    level = row.target.value if isinstance(row.target, ValueTarget) else None
    prorated = ""
    if row.target_level is not None and level is not None and row.target_level != level:
        so_far = row.target_level.quantize(Decimal(1), rounding=ROUND_HALF_UP)
        prorated = _("{level} so far").format(level=figure_text(row, so_far))
    return Cell(text, sub=prorated, figure=plain(level))


def figure_text(row: IndicatorAssessment, value: Decimal) -> str:
    """A figure with its unit."""
    return with_unit(value, row.indicator.value_unit)


def _figure(row: IndicatorAssessment | None, *, bold: bool = False) -> Cell:
    if row is None or row.value is None:
        return Cell(DASH)
    counts = ""
    if row.numerator is not None and row.denominator is not None:
        counts = _("{numerator} of {denominator}").format(
            numerator=number(row.numerator), denominator=number(row.denominator)
        )
    return Cell(figure_text(row, row.value), sub=counts, bold=bold, figure=plain(row.value))


def _change(rows: Sequence[IndicatorAssessment]) -> Cell:
    """The change of the whole figure, or those of women and men where there is no whole figure."""
    main = next((row for row in rows if row.split.sex is Sex.ALL), None)
    if main is not None and main.value is not None:
        if main.change is None:
            return Cell(DASH)
        return Cell(change_text(main.change, main.indicator.value_unit), figure=plain(main.change))
    signs = {Sex.WOMEN: _("W"), Sex.MEN: _("M")}
    parts = [
        f"{signs[row.split.sex]}{NO_BREAK_SPACE}{change_text(row.change, row.indicator.value_unit)}"
        for row in rows
        if row.split.sex in signs and row.change is not None
    ]
    return Cell(", ".join(parts) or DASH)


def _spark(draft: Draft, row: IndicatorAssessment | None) -> Cell:
    picture = None if row is None else spark_picture(draft, row)
    return Cell(DASH) if picture is None else Cell(picture=picture)


def spark_picture(draft: Draft, row: IndicatorAssessment) -> Picture | None:
    """The small chart of a row with its target, or None where there are too few periods."""
    if len(row.history) < PERIODS_FOR_A_CHART:
        return None
    values = [float(value) for _period, value in row.history]
    target = None if row.target_level is None else float(row.target_level)
    return sparkline(values, target, history_text(draft, row))


def history_text(draft: Draft, row: IndicatorAssessment) -> str:
    """What a chart of the row shows, in words."""
    figures = "; ".join(f"{period_short(period)} {figure_text(row, value)}" for period, value in row.history)
    text = f"{draft.say(row.indicator.name)}: {figures}."
    target = target_text(row.indicator, unit=row.unit, month=row.period.reached(draft.as_of))
    return text if target == DASH else f"{text} {_('Target')} {target}."


def outcome_text(draft: Draft, indicator: str, *, named: bool = True) -> str:
    """An indicator's figure of everybody in a sentence, where an assignment or action leans on it; else nothing."""
    row = whole(draft.assessment.of(indicator))
    if row is None or row.value is None:
        return ""
    figure = figure_text(row, row.value)
    if not named:
        return f"{figure} ({period_short(row.period)})"
    target = target_text(row.indicator, unit=row.unit, month=row.period.reached(draft.as_of))
    words = _("{measure}: {figure} ({period})").format(
        measure=draft.say(row.indicator.name), figure=figure, period=period_short(row.period)
    )
    if target == DASH:
        return f"{words}."
    return _("{outcome}, target {target}: {status}.").format(
        outcome=words, target=target, status=status(row.status).word
    )


def whole(indicator_rows: Sequence[IndicatorAssessment]) -> IndicatorAssessment | None:
    """The row of everybody, where the indicator has one."""
    return next((row for row in indicator_rows if row.split == Split()), None)
