"""What the command line prints for people: findings, assessments and written files as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tertial.assess.assessment import IndicatorAssessment, ObjectiveAssessment, RegionAssessment
from tertial.assess.beside import groups_of
from tertial.assess.overall import overall
from tertial.assess.variation.chart import Variation
from tertial.definitions.diagnostics import Diagnostic, Severity
from tertial.domain.calendar import Month, Period
from tertial.domain.categories import category_labels
from tertial.domain.judgements import Outlook, Status
from tertial.domain.results import WHOLE, AbsentFigure, ReportedValue, Sex
from tertial.insight_words import assurance_text, variation_text
from tertial.language import _, current_language, spoken
from tertial.pipeline.formats import Written
from tertial.report.assemble.beside import source_words
from tertial.report.assemble.statuses import OTHERWISE, outlook, quality_word, status_word, sureness_word
from tertial.report.assemble.targets import target_text
from tertial.report.effects import told_effect
from tertial.report.estimate_words import estimate_cells
from tertial.report.numbers import DASH, NO_BREAK_SPACE, number, percent, period_short, with_unit
from tertial.terminal_lines import Terminal

WIDE_ENOUGH = 100
"""Columns of a terminal from which a table may be as wide as it likes."""
MEANING_FROM, SEXES_FROM = WIDE_ENOUGH, 124
"""Columns of a terminal from which variation and what to expect stand beside the status, and women and men have
columns of their own."""

_SIGN = {
    Status.MET: ("●", "green"),
    Status.PARTLY_MET: ("◐", "yellow"),
    Status.NOT_MET: ("○", "red"),
    Status.NO_TARGET: ("·", "dim"),
    Status.NO_DATA: ("·", "dim"),
    Status.NOT_DUE: ("·", "dim"),
}


def terminal(*, stderr: bool = False) -> Console:
    """The terminal: what users wrote is printed as it stands, never read as styles, links or emoji."""
    return Terminal(stderr=stderr, markup=False, emoji=False, highlight=False)


def status_text(status: Status) -> Text:
    """A status as a sign, a word and a colour."""
    sign, colour = _SIGN[status]
    return Text(f"{sign} {status_word(status)}", style=colour)


def print_findings(console: Console, folder: Path, findings: Sequence[Diagnostic], files: int) -> None:
    """Every finding on its own line, as `file:line: ...`, and a last line that counts them."""
    for finding in findings:
        style = "red" if finding.severity is Severity.ERROR else "yellow"
        console.print(Text(finding.sentence(), style=style), soft_wrap=True)
    counts = Counter(finding.severity for finding in findings)
    summary = _("{folder}: {files} files read. Errors: {errors}. Warnings: {warnings}.").format(
        folder=folder, files=files, errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING]
    )
    console.print(Text(summary, style="bold"), soft_wrap=True)


def print_assessment(console: Console, assessment: RegionAssessment) -> None:
    """Objectives with judgement, suggestion and outlook, then every indicator with its figure.

    Of another unit than the region's own its name stands first.
    """
    unit = assessment.region.organisation.find(assessment.unit)
    if unit is not None and unit.id != assessment.region.settings.unit:
        console.print(Text(spoken(unit.name), style="bold"))
    if assessment.objectives:
        console.print(_objectives(assessment.objectives))
    console.print(_indicators(assessment, width=console.width))
    _print_estimates(console, assessment)
    _print_beside(console, assessment)
    _print_effects(console, assessment)
    _print_quality(console, assessment)
    if assessment.region.settings.status.assumed:
        console.print(Text(_("The thresholds are assumed; the status is a suggestion."), style="dim"))


def _print_estimates(console: Console, assessment: RegionAssessment) -> None:
    """What figures that lack rows or are wrong would probably have been, or why nobody can say."""
    shown = [(name, found.shown) for name, found in assessment.estimates.items() if found.shown is not None]
    if not shown:
        return
    table = Table(
        title=_("Estimated where data are missing or wrong (no official figures)"),
        title_justify="left",
        box=None,
        pad_edge=False,
        header_style="bold",
    )
    table.add_column(_("Indicator"), min_width=19, overflow="fold")
    for title in (_("Outcome"), _("Estimated"), _("In nine cases of ten")):
        table.add_column(title, justify="right", overflow="fold")
    table.add_column(_("Stands in for"), overflow="fold")
    for name, said in shown:
        indicator = assessment.region.indicators[name]
        row = next((one for one in assessment.of(name) if one.split.is_whole), None)
        table.add_row(spoken(indicator.name), _figure(row), *estimate_cells(said, indicator))
    console.print()
    console.print(table)


def _print_beside(console: Console, assessment: RegionAssessment) -> None:
    """Figures of the same thing from several sources, a table a group."""
    language = current_language()
    for group in groups_of(assessment):
        table = Table(
            title=_("The same thing, told by several sources"),
            title_justify="left",
            box=None,
            pad_edge=False,
            header_style="bold",
        )
        table.add_column(_("Indicator"), overflow="fold")
        table.add_column(_("Period"))
        table.add_column(_("Outcome"), justify="right", no_wrap=True)
        table.add_column(_("Source"), overflow="fold")
        table.add_column(_("Definition"), overflow="fold")
        for told in group:
            indicator = told.indicator
            value = DASH if told.value is None else with_unit(told.value, indicator.value_unit)
            definition = told.definition.in_language(language)
            name = indicator.name.in_language(language)
            table.add_row(name, period_short(told.period), value, source_words(told), definition)
        console.print()
        console.print(table)


def _print_effects(console: Console, assessment: RegionAssessment) -> None:
    """What actions changed, a sentence each, or why that cannot be told."""
    if not assessment.effects:
        return
    console.print()
    console.print(Text(_("Effects of actions"), style="bold"))
    for told in assessment.effects.values():
        sentence, _notes = told_effect(told)
        console.print(Text(f"– {spoken(told.indicator.name)}: {sentence}"))


def _print_quality(console: Console, assessment: RegionAssessment) -> None:
    """What is to be known of the computed figures, each sentence once with the indicators that it is of."""
    language = current_language()
    notes: dict[str, list[str]] = {}
    for row in assessment.indicators:
        if row.indicator.measure is None or row.split != WHOLE:
            continue
        place = (row.period, row.split)
        outcomes = assessment.region.outcomes
        figure: ReportedValue | AbsentFigure | None = outcomes.series(row.indicator.id, row.unit).get(place)
        figure = figure or outcomes.absent(row.indicator.id, row.unit).get(place)
        found = None if figure is None else figure.note
        if found is not None:
            words = _("{indicator} ({quality})").format(
                indicator=row.indicator.name.in_language(language), quality=quality_word(row.quality)
            )
            notes.setdefault(found.in_language(language), []).append(words)
    if notes:
        console.print()
        console.print(Text(_("Quality of the figures"), style="bold"))
    for note, names in notes.items():
        console.print(Text(f"– {', '.join(names)}: {note}"))


def _objectives(objectives: Sequence[ObjectiveAssessment]) -> Table:
    table = Table(title=_("Objectives"), title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Objective"), ratio=5, overflow="fold")
    for title in (_("Judgement"), _("The rule suggests"), _("Outlook for the year")):
        table.add_column(title, ratio=2)
    language = current_language()
    for found in objectives:
        table.add_row(found.objective.title.in_language(language), *_stands(found))
    return table


def _stands(found: ObjectiveAssessment) -> tuple[Text, Text, Text]:
    """What a person says, what the rule suggests and how sure that is, and the outlook beside that of the forecasts."""
    judged = Text(_("none stated"), style="dim")
    if found.judged is not None:
        judged = status_text(found.judgement)
        if found.differs:
            judged.append("\n" + _("{sign} the rule suggests otherwise").format(sign=OTHERWISE))
    suggested = status_text(found.suggested)
    if found.sureness is not None:
        suggested.append(f"\n{sureness_word(found.sureness)}: {found.sureness_by}")
    elif found.suggested is Status.NO_DATA:
        suggested.append(f"\n{found.suggested_by}")
    expected = Text(DASH if found.outlook is None else outlook(found.outlook).word)
    if found.suggested_outlook is not None:
        words = _("forecasts: {outlook}").format(outlook=outlook(found.suggested_outlook).word)
        expected.append(f"\n{OTHERWISE} {words}" if found.outlook_differs else f"\n{words}")
    if found.suggested_outlook is Outlook.CANNOT_BE_JUDGED:
        expected.append(f"\n{found.suggested_outlook_by}")
    return judged, suggested, expected


def _indicators(assessment: RegionAssessment, *, width: int) -> Table:
    """Every indicator. On a narrow terminal women and men stand below the outcome, and on a narrower one no meaning."""
    by_sex, has_meaning = width >= SEXES_FROM, width >= MEANING_FROM
    table = Table(title=_("Indicators"), title_justify="left", box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Indicator"), min_width=19, overflow="fold")
    table.add_column(_("Period"), max_width=9)
    table.add_column(_("Target"), justify="right", max_width=13, overflow="fold")
    for title in (_("Outcome"), _("W"), _("M")) if by_sex else (_("Outcome"),):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("Status"), min_width=14)
    if has_meaning:
        table.add_column(_("Variation"), no_wrap=True)
        table.add_column(_("To expect"), no_wrap=True)
    language = current_language()
    variations = [one.variation for one in assessment.insights.values() if one.variation is not None]
    newest = max((month for one in variations if (month := _month_judged(one)) is not None), default=None)
    for name in dict.fromkeys(row.indicator.id for row in assessment.indicators):
        labels = category_labels(assessment.region.indicators[name], assessment.region.settings.schemes)
        names = {code: label.in_language(language) for code, label in labels.items()}
        groups: dict[tuple[str, str], list[IndicatorAssessment]] = {}
        for row in assessment.of(name):
            groups.setdefault((row.split.age_band, row.split.category), []).append(row)
        for (age_band, category), rows in groups.items():
            ages = _("{ages} years").format(ages=age_band.replace("-", "–")) if age_band else ""
            part = ", ".join(filter(None, (names.get(category, category), ages)))
            title = rows[0].indicator.name.in_language(language) + (f" ({part})" if part else "")
            cells = _cells(assessment, rows, by_sex=by_sex)
            table.add_row(title, *cells, *(_meaning(assessment, rows[0], newest) if has_meaning else ()))
    return table


def _meaning(assessment: RegionAssessment, row: IndicatorAssessment, newest: Month | None) -> tuple[Text, Text]:
    """The variation and what can be expected of the target, a mark and a short word each."""
    insight = assessment.insights.get(row.indicator.id)
    variation = None if insight is None else insight.variation_of(row.split)
    if variation is None:
        return Text(DASH, style="dim"), Text(DASH, style="dim")
    said = variation_text(variation)
    month = _month_judged(variation)
    # A variation of another month than the rest says which, as in the report.
    if month is not None and month != newest:
        said.append(f"\n{period_short(Period.of_month(month))}")
    return said, assurance_text(variation.assurance)


def _month_judged(variation: Variation) -> Month | None:
    """The latest month that has an icon; None of days between events, whose chart goes on to today."""
    if variation.latest is None or variation.variation is None or variation.is_of_days:
        return None
    return variation.points[variation.latest].month


def _cells(assessment: RegionAssessment, rows: Sequence[IndicatorAssessment], *, by_sex: bool) -> list[str | Text]:
    summary = overall(rows)
    of_sex = {row.split.sex: row for row in rows}
    women, men = (_figure(of_sex.get(sex)) for sex in (Sex.WOMEN, Sex.MEN))
    figures = [_figure(of_sex.get(Sex.ALL)), women, men]
    if not by_sex:
        below = [f"{sign} {figure}" for sign, figure in ((_("W"), women), (_("M"), men)) if figure != DASH]
        figures = ["\n".join([figures[0], *below])]
    first = rows[0]
    # A level for the whole is none for a part, as in the report.
    is_part = bool(first.split.age_band or first.split.category)
    target = target_text(first.indicator, unit=first.unit, month=first.period.reached(assessment.as_of))
    stands = status_text(summary.status)
    if first.value is None:
        stands = Text(quality_word(first.quality), style="dim")
    elif summary.attainment is not None:
        stands.append(f" {percent(summary.attainment)}")
    if summary.uncertain is not None and first.value is not None:
        stands.append("\n" + spoken(summary.uncertain))
    if summary.unjudged is not None and first.value is not None and not summary.status.is_judged:
        stands.append("\n" + spoken(summary.unjudged))
    return [
        period_short(first.period),
        DASH if is_part and all(row.target is None for row in rows) else target,
        *figures,
        stands,
    ]


def _figure(row: IndicatorAssessment | None) -> str:
    if row is None or row.value is None:
        return DASH
    return with_unit(row.value, row.indicator.value_unit)


def print_written(console: Console, files: Sequence[Written]) -> None:
    """The written files with their sizes."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("File"), overflow="fold")
    table.add_column(_("Language"))
    table.add_column(_("Size"), justify="right")
    for file in files:
        table.add_row(str(file.path), file.language, f"{number(file.size // 1024)}{NO_BREAK_SPACE}kB")
    console.print(table)


def status_counts(assessment: RegionAssessment) -> Counter[Status]:
    """How many objectives stand how: as people judge, or by the rule where nobody has judged."""
    return Counter(found.judgement if found.judged is not None else found.suggested for found in assessment.objectives)
