"""What is not known and why, and what was printed although it does not add up."""

from __future__ import annotations

import re

from tertial.assess.assessment import IndicatorAssessment
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.results import Quality, ReportedValue
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.feeds import feeds_part
from tertial.report.assemble.statuses import quality_word
from tertial.report.model import Align, Cell, Column, Row, RowKind, Table
from tertial.report.numbers import month_year, number, period_short, unbroken, with_unit

_ORDER = (
    Quality.MISSING,
    Quality.NOT_STARTED,
    Quality.FOLLOWED_ELSEWHERE,
    Quality.NOT_APPLICABLE,
    Quality.NOT_DUE,
)


def quality_section(draft: Draft) -> None:
    """What is known of the feeds that figures are computed from, the changes that broke series, and absent figures."""
    if draft.quality is not None and draft.quality.feeds:
        feeds_part(draft, draft.quality)
    elif draft.quality is None and any(
        row.indicator.measure is not None and row.value is not None for row in draft.assessment.indicators
    ):
        draft.paragraph(
            _("The events behind the computed figures are no longer in the store, so their quality is not judged.")
        )
    _changes(draft)
    rows: list[Row] = []
    for quality in _ORDER:
        absent = [row for row in draft.assessment.indicators if row.value is None and row.quality is quality]
        if not absent:
            continue
        heading = _("{quality}: {count}").format(quality=quality_word(quality).capitalize(), count=len(absent))
        rows.append(Row((Cell(heading, bold=True),), RowKind.GROUP))
        rows += [Row((draft.cell(row.indicator.name), _reason(draft, row))) for row in absent]
    if not rows:
        draft.paragraph(_("Every measure has a figure for the period."))
        return
    columns = (Column(_("Measure without a figure"), weight=2.4), Column(_("Why"), weight=3))
    draft.add(Table(_("Measures without a figure, and why"), columns, tuple(rows)))


def _reason(draft: Draft, row: IndicatorAssessment) -> Cell:
    """The reason in words; it stands for every absent figure."""
    return Cell(quality_word(row.quality)) if row.note is None else draft.cell(row.note)


def _changes(draft: Draft) -> None:
    changes = [change for change in draft.region.changes if change.first <= draft.as_of]
    if not changes:
        return
    rows = []
    for change in changes:
        since = _("since {month}").format(month=month_year(change.first))
        mend = "" if change.mend is None else draft.say(change.mend)
        expected = ""
        if change.expected is not None:
            expected = _("expected {month}").format(month=month_year(change.expected))
        rows.append(
            Row(
                (
                    draft.cell(change.title, sub=since),
                    draft.cell(change.says),
                    Cell(mend or _("not stated"), sub=expected),
                )
            )
        )
    columns = (
        Column(_("What changed"), weight=1.8),
        Column(_("What it means for the figures"), weight=3),
        Column(_("What would mend it"), weight=2.2),
    )
    draft.add(Table(_("Changes that affect the figures"), columns, tuple(rows)))


def remarks_section(draft: Draft) -> None:
    """Figures and texts kept as printed although they do not hold, each with its remark."""
    rows = [Row((draft.cell(what), draft.cell(remark))) for what, remark in _remarks(draft)]
    if not rows:
        draft.paragraph(_("There are no remarks."))
        return
    columns = (Column(_("Concerns"), weight=2), Column(_("Kept as printed; remark"), weight=3.4))
    draft.add(Table(_("Remarks on printed figures"), columns, tuple(rows)))


def _remarks(draft: Draft) -> list[tuple[Label, Label]]:
    region = draft.region
    found: list[tuple[Label, Label]] = []
    for indicator in _in_order(draft):
        if indicator.remark is not None:
            found.append((indicator.name, indicator.remark))
        found += [(indicator.name, baseline.note) for baseline in indicator.baselines if baseline.note is not None]
    found += _outcome_notes(draft)
    for judgement in region.judgements:
        goal = region.goals.find(judgement.objective)
        here = (judgement.unit, judgement.period) == (draft.assessment.unit, draft.as_of)
        if judgement.remark is not None and here and goal is not None:
            found.append((goal.title, judgement.remark))
    found += [
        (assignment.title, assignment.remark) for assignment in region.assignments if assignment.remark is not None
    ]
    if region.savings.remark is not None:
        found.append((Label("Sparåtgärder", "Savings measures"), region.savings.remark))
    return list(dict.fromkeys(found))


def _in_order(draft: Draft) -> list[Indicator]:
    """Every indicator, in the order of the goal tree and then of the rest."""
    return list({row.indicator.id: row.indicator for row in draft.assessment.indicators}.values())


def _outcome_notes(draft: Draft) -> list[tuple[Label, Label]]:
    """Notes on figures of the report's unit that do not stand beside them in a table, such as those of earlier
    periods: one for each note of an indicator, naming the figures it concerns.
    """
    found = []
    for indicator in _in_order(draft):
        beside = {row.note for row in draft.assessment.of(indicator.id)} if indicator.id in draft.tabled else set()
        noted: dict[Label, list[ReportedValue]] = {}
        for value in draft.region.outcomes.series(indicator.id, draft.assessment.unit).values():
            if value.note is not None and value.note not in beside:
                noted.setdefault(value.note, []).append(value)
        found += [(_named(indicator, values), note) for note, values in noted.items()]
    return found


def _named(indicator: Indicator, values: list[ReportedValue]) -> Label:
    """The indicator with the periods and figures: `Sjukfrånvaro, jan–aug 2022 (7,6 %)`."""
    periods: dict[str, list[str]] = {}
    for value in values:
        printed = [] if value.value is None else [with_unit(value.value, indicator.value_unit)]
        periods.setdefault(unbroken(period_short(value.period)), []).extend(printed)
    places = [f"{period} ({', '.join(figures)})" if figures else period for period, figures in periods.items()]
    place = f", {'; '.join(places)}"
    return Label(indicator.name.sv + place, indicator.name.en and indicator.name.en + place)


def sources_section(draft: Draft) -> None:
    """Which parts of which source the figures came from, and how many from each.

    A source is named as far as its first comma or semicolon; what stands after it points within the part.
    """
    counts: dict[str, int] = {}
    for name in draft.region.indicators:
        for value in draft.region.outcomes.series(name, draft.assessment.unit).values():
            counts[_part(value.source)] = counts.get(_part(value.source), 0) + 1
    for line in draft.region.economy.lines:
        counts[_part(line.source)] = counts.get(_part(line.source), 0) + 1
    rows = tuple(
        Row((_source(draft, source), Cell(number(count), figure=str(count))))
        for source, count in sorted(counts.items())
    )
    if not rows:
        draft.paragraph(_("The folder has no figures."))
        return
    columns = (Column(_("Source"), weight=5), Column(_("Figures"), Align.DECIMAL, 1))
    draft.add(Table(_("Where the figures come from"), columns, rows))


def _part(source: str) -> str:
    return re.split("[,;]", source, maxsplit=1)[0].strip()


def _source(draft: Draft, source: str) -> Cell:
    """A part of the source document, in the document's language: the region's own."""
    if not source:
        return Cell(_("not stated"))
    language = draft.region.settings.language
    return Cell(source, language="" if language == draft.language else language)
