"""The table of icons: all indicators on a page, each with its latest month, target, small chart and both icons."""

from __future__ import annotations

from collections.abc import Mapping

from tertial.assess.variation import Assurance, Variation, VariationIcon
from tertial.domain.calendar import Month
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.targets import target_text
from tertial.report.charts import sparkline
from tertial.report.charts.icons import SMALL_ICON, assurance_icon, variation_icon, worded
from tertial.report.charts.levels import drawable, target_ends
from tertial.report.model import Align, Cell, Column, Picture, Row, RowKind, Table
from tertial.report.numbers import DASH, figure_value, figure_words, month_year, plain, unbroken
from tertial.report.variation_words import (
    point_name,
    unit_drawn,
    variation_word,
    variation_words,
    why_no_icon,
)

POINTS_SHOWN = 24
"""The latest months of a small chart."""
_SPARK_WIDTH = 72.0


def icon_table(draft: Draft, variations: Mapping[str, Variation]) -> None:
    """Every indicator with months of its own, under its goal; one line names those without.

    `variations` are by indicator. Forty indicators fit on a page; the table goes on over more.
    """
    groups = _groups(draft)
    charted = {name: one for name, one in variations.items() if one.latest is not None}
    listed = [indicator for _heading, indicators in groups for indicator in indicators]
    latest = {one.id: charted[one.id].points[charted[one.id].latest or 0].month for one in listed if one.id in charted}
    if not latest:
        return
    newest = max(latest.values())
    rows: list[Row] = []
    for heading, indicators in groups:
        made = [_row(draft, one, charted[one.id], newest) for one in indicators if one.id in charted]
        if made and heading is not None:
            rows.append(Row((draft.cell(heading, bold=True),), RowKind.GROUP))
        rows += made
    bare = [draft.say(one.name) for one in listed if one.id not in charted]
    draft.add(Table(_("All indicators month by month"), _columns(), tuple(rows), _notes(newest, bare), dense=True))


def _groups(draft: Draft) -> list[tuple[Label | None, list[Indicator]]]:
    """Indicators under the goals that they stand directly under, in the order of the assessment; then the rest."""
    titles = {goal.id: goal.title for goal in draft.region.goals.walk()}
    found: dict[str, dict[str, Indicator]] = {}
    for row in draft.assessment.indicators:
        found.setdefault(row.goal, {}).setdefault(row.indicator.id, row.indicator)
    rest = Label("Övriga", "Others") if len(found) > 1 else None
    return [(titles.get(goal, rest), list(indicators.values())) for goal, indicators in found.items()]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Measure"), weight=5.6),
        Column(_("Latest"), Align.DECIMAL, 1.4),
        Column(_("Target"), Align.DECIMAL, 1.5),
        Column(_("Development"), Align.CENTER, 2.3),
        Column(_("Changed"), weight=2.2),
        Column(_("Reaches target"), weight=1.5),
    )


def _row(draft: Draft, indicator: Indicator, variation: Variation, newest: Month) -> Row:
    point = variation.points[variation.latest or 0]
    value = point.value or 0.0
    unit, decimals = unit_drawn(variation, indicator.value_unit, indicator.decimals)
    # A figure of another month than the rest says which.
    late = "" if point.month == newest else unbroken(point_name(point))
    target = target_text(indicator, unit=draft.assessment.unit, month=point.month)
    if variation.is_of_days:
        late = ", ".join(filter(None, [_("days between events"), late]))
        target = DASH
    return Row(
        (
            draft.cell(indicator.name, sub=late),
            Cell(figure_words(value, unit, decimals), bold=True, figure=plain(figure_value(value, decimals))),
            Cell(target),
            Cell(picture=_spark(draft, indicator, variation)),
            Cell(picture=_changed(draft, variation)),
            Cell(picture=_reaches(draft, variation)) if variation.assurance is not None else Cell(DASH),
        )
    )


def _spark(draft: Draft, indicator: Indicator, variation: Variation) -> Picture:
    shown = variation.points[-POINTS_SHOWN:]
    limits = variation.phases[-1].limits
    ends = target_ends(variation.points[variation.latest or 0])
    # The band is that of the latest level: it begins where that does.
    first = max(variation.phases[-1].first - (len(variation.points) - len(shown)), 0)
    return sparkline(
        [point.value if drawable(point) else None for point in shown],
        ends[0] if len(ends) == 1 else None,
        variation_words(
            variation, title=draft.say(indicator.name), unit=indicator.value_unit, decimals=indicator.decimals
        ),
        width=_SPARK_WIDTH,
        height=SMALL_ICON + 1,
        limits=(variation.held(limits.lower), variation.held(limits.upper)),
        limits_from=first,
    )


def _changed(draft: Draft, variation: Variation) -> Picture:
    icon = variation.variation
    if icon is None:
        return worded("", why_no_icon(variation), draft.say(variation.variation_says))
    word = _("stable") if icon is VariationIcon.COMMON else variation_word(variation)
    return worded(variation_icon(icon, 0.0), word, draft.say(variation.variation_says))


def _reaches(draft: Draft, variation: Variation) -> Picture:
    answer = variation.assurance
    if answer is None:
        raise ValueError("there is no icon to draw")
    word = {
        Assurance.PASSES: _("always"),
        Assurance.HIT_OR_MISS: _("at times"),
        Assurance.FAILS: _("not"),
    }[answer]
    return worded(assurance_icon(answer, variation.direction, 0.0), word, draft.say(variation.assurance_says))


def _notes(newest: Month, bare: list[str]) -> tuple[str, ...]:
    notes = [
        _(
            "Latest: {month}, where no other month is told. Band: what chance gives. Dashed line: the target. "
            "Changed: whether the latest figure belongs to a clear pattern. Reaches target: whether the target is "
            "reached at the level and spread of today – always, at times or not."
        ).format(month=month_year(newest))
    ]
    if bare:
        notes.append(_("Without figures by month: {names}.").format(names=", ".join(bare)))
    return tuple(notes)
