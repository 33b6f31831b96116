"""What `tertial explain` prints: the figure first, then all that it follows from, a section each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from rich.console import Console
from rich.table import Table
from rich.text import Text

from tertial.assess.age_reasons import NO_EVENTS_COUNTED
from tertial.assess.age_sentences import own_sentences
from tertial.assess.age_standardised import AgeStandardised
from tertial.assess.forecasting.results import Forecast
from tertial.commands.ages_table import ages_heading, ages_reasons, ages_table
from tertial.commands.comparison_tables import cause_word
from tertial.commands.definition_words import as_written, in_words, level_words
from tertial.commands.explain_tables import (
    MOST_LOADS,
    figures_table,
    loads_table,
    months_text,
    named,
    period_name_of,
    reach_table,
    reported_table,
    sources_table,
    steps_table,
)
from tertial.commands.figure_words import (
    count_words,
    denominator_of,
    numerator_of,
    sex_word,
    split_words,
    value_words,
)
from tertial.commands.forecast_text import forecast_sentences
from tertial.commands.meaning_text import estimate_sentences, meaning_sentences
from tertial.domain.categories import category_labels
from tertial.domain.cells import View
from tertial.domain.clock import TIME_ZONE
from tertial.domain.expressions.tree import columns_of
from tertial.domain.facts.contract import ValueType
from tertial.domain.facts.registry import all_facts
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Kind
from tertial.domain.label import Label
from tertial.domain.measures import AmongReaching, Reaching
from tertial.domain.organisation import LINE
from tertial.domain.period_words import months_words
from tertial.domain.results import Quality, Sex
from tertial.language import _, spoken
from tertial.pipeline.explanation import Before, Computed, Explanation, Reported, Rests, Subject
from tertial.report.assemble.statuses import quality_word
from tertial.report.effects import no_start, told_effect
from tertial.report.numbers import number, period_name
from tertial.store.snapshots.comparing import Cause


def print_explanation(console: Console, explanation: Explanation) -> None:
    """The whole of it."""
    subject = explanation.subject
    console.print(Text(spoken(subject.indicator.title), style="bold"), soft_wrap=False)
    console.print(_where(subject))
    console.print()
    if isinstance(explanation, Reported):
        _print_reported(console, explanation)
        _heading(console, _("What it means"))
        console.print(" ".join(meaning_sentences(explanation.insight, subject.sex)))
        _print_ages(console, subject, explanation.ages)
        _print_forecast(console, subject, explanation.forecast)
        _print_effects(console, explanation)
        _print_definition(console, subject)
        return
    _print_figure(console, explanation)
    _heading(console, _("What it means"))
    console.print(" ".join(meaning_sentences(explanation.insight, subject.sex)))
    _print_ages(console, subject, explanation.insight.ages)
    _print_forecast(console, subject, explanation.forecast)
    _print_effects(console, explanation)
    if explanation.estimate is not None:
        _heading(console, _("Estimated where data are missing or wrong"))
        console.print(" ".join(estimate_sentences(explanation.estimate, subject.indicator)))
    _print_definition(console, subject, explanation.rests)
    _print_parts(console, explanation)
    _print_reach(console, explanation)
    _print_steps(console, explanation)
    _print_rests(console, explanation)
    _print_before(console, explanation)


def _print_ages(console: Console, subject: Subject, ages: AgeStandardised | Label) -> None:
    """The figure freed from differences in age, and those of the units below or beside it; nothing of an amount."""
    if subject.sex is not Sex.ALL or ages == NO_EVENTS_COUNTED:
        return
    _heading(console, _("Freed from differences in age"))
    if isinstance(ages, Label):
        console.print(spoken(ages))
        return
    console.print(" ".join(spoken(sentence) for sentence in own_sentences(ages)))
    if ages.others:
        console.print()
        console.print(ages_heading(ages))
        console.print(ages_table(ages, subject.region))
        for reason in ages_reasons(ages, subject.region):
            console.print(reason)
        doubtful = [named(subject.region, one.unit) for one in ages.others if one.uncertain]
        if doubtful:
            console.print(_("Uncertain data: {units}.").format(units=", ".join(doubtful)))


def _print_forecast(console: Console, subject: Subject, forecast: Forecast | Label) -> None:
    _heading(console, _("How the year is expected to end"))
    console.print(" ".join(forecast_sentences(forecast, subject.announced, subject.indicator)))


def _print_effects(console: Console, told: Explanation) -> None:
    """What actions on the indicator changed, with how it was found; one without a start says so."""
    actions = [action for action in told.subject.region.actions if action.indicator == told.subject.indicator.id]
    if not actions:
        return
    _heading(console, _("Effects of actions"))
    for action in actions:
        effect = told.effects.get(action.id)
        if effect is None:
            console.print(f"– {spoken(action.action)}: {no_start()}")
        else:
            sentence, notes = told_effect(effect)
            console.print(f"– {' '.join((sentence, *notes))}")


def _where(subject: Subject) -> str:
    parts = [
        f"{named(subject.region, subject.unit)} ({subject.unit})",
        period_name(subject.period),
        _("the organisation as it is") if subject.view is View.AS_IT_IS else _("the organisation as it was"),
    ]
    if subject.tree != LINE:
        parts.append(_("in the tree {tree}").format(tree=subject.tree))
    if subject.sex is not Sex.ALL:
        parts.append(sex_word(subject.sex))
    return ", ".join(parts)


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold"))


def _pairs(console: Console, pairs: Iterable[tuple[str, str]]) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, words in pairs:
        grid.add_row(name, words)
    console.print(grid)


def _print_reported(console: Console, told: Reported) -> None:
    indicator = told.subject.indicator
    categories = category_labels(indicator, told.subject.region.settings.schemes)
    console.print(_("The figure is reported. Nothing is computed, so there are no rows or loads behind it here."))
    console.print()
    if told.values:
        console.print(reported_table(told.values, indicator, categories, by_period=False))
    elif told.why_none is not None:
        console.print(spoken(told.why_none))
    if told.others:
        _heading(console, _("Other periods"))
        console.print(reported_table(told.others, indicator, categories, by_period=True))


def _print_figure(console: Console, told: Computed) -> None:
    figure, indicator = told.figure, told.subject.indicator
    console.print(f"{value_words(figure, indicator)}   {_counts(figure)}".rstrip())
    console.print(_("Quality: {quality}").format(quality=quality_word(figure.quality)))
    for reason in figure.reasons:
        console.print(spoken(reason))
    for change in told.changes:
        console.print(_("Declared change: {change}").format(change=spoken(change)))
    if indicator.kind is Kind.DISTINCT:
        console.print(
            _(
                "Counted for just this unit and period. Whoever comes to two units or in two months is one of each and "
                "one of the whole, so the figures of parts are never added up."
            )
        )


def _counts(figure: ComputedFigure) -> str:
    """3 av 12; the number of rows of a histogram."""
    if figure.histogram is not None:
        return _("of {rows} rows").format(rows=number(figure.rows))
    above, below = numerator_of(figure), denominator_of(figure)
    if above is None or below is None:
        return ""
    return _("{numerator} out of {denominator}").format(numerator=count_words(above), denominator=count_words(below))


def _print_definition(console: Console, subject: Subject, rests: Rests | None = None) -> None:
    indicator = subject.indicator
    _heading(console, _("The definition"))
    _pairs(console, in_words(indicator))
    if rests is None:
        return
    console.print(
        _("Version {version}, {hash} in the snapshot.").format(
            version=rests.definition.version, hash=rests.definition.sha256[:12]
        )
    )
    if rests.is_redefined:
        console.print(
            _(
                "The folder has another definition now (version {version}, {hash}). The figures are of the old one, "
                "the words and steps here of the new one. Run tertial compute."
            ).format(version=indicator.version, hash=rests.definition_now[:12])
        )
    _heading(console, _("As it is written"))
    _pairs(console, as_written(indicator))


def _print_parts(console: Console, told: Computed) -> None:
    indicator, region = told.subject.indicator, told.subject.region

    categories = category_labels(indicator, region.settings.schemes)

    def unit_name(figure: ComputedFigure) -> str:
        return named(region, figure.node)

    def split_name(figure: ComputedFigure) -> str:
        return split_words(figure.split, categories)

    sections: tuple[tuple[str, str, Sequence[ComputedFigure], Callable[[ComputedFigure], str]], ...] = (
        (_("By month"), _("Month"), told.months, period_name_of),
        (_("By unit directly below"), _("Unit"), told.units, unit_name),
        (_("By part"), _("Of"), told.splits, split_name),
    )
    # Which months are missing stands at the top, with the feed.
    missing = [figure for figure in told.months if figure.quality is Quality.MISSING]
    known = {reason for figure in (told.figure, *missing) for reason in figure.reasons}
    for heading, column, figures, name in sections:
        if figures:
            _heading(console, heading)
            console.print(figures_table(column, figures, indicator, name, known))
            if figures is told.units:
                _print_rest(console, told)


def _print_rest(console: Console, told: Computed) -> None:
    """Why the units below do not make the whole."""
    if told.subject.indicator.kind is Kind.DISTINCT or told.figure.histogram is not None:
        return
    whole = told.figure.denominator if told.figure.denominator is not None else told.figure.numerator
    parts = [one.denominator if one.denominator is not None else one.numerator for one in told.units]
    there = sum((Fraction(part) for part in parts if part is not None), Fraction(0))
    if whole is not None and there != whole:
        console.print(
            _(
                "The units do not add up to the whole: rows of the unit itself, of no known unit and of units that "
                "have moved make the difference."
            )
        )


def _print_reach(console: Console, told: Computed) -> None:
    measure, region = told.subject.indicator.measure, told.subject.region
    if not isinstance(measure, Reaching | AmongReaching):
        return
    _heading(console, _("Units against the level: {level}").format(level=level_words(measure.level)))
    added = region.indicators[measure.indicator] if isinstance(measure, AmongReaching) else None
    console.print(reach_table(told.reach, region.indicators[measure.level.indicator], added, region))


def _print_steps(console: Console, told: Computed) -> None:
    _heading(console, _("Step by step"))
    if told.why_no_steps:
        console.print(told.why_no_steps)
    unit = named(told.subject.region, told.subject.unit)
    for steps in told.steps:
        fact = steps.chain.fact
        console.print(f"{spoken(fact.title)} ({fact.id}), {months_text(steps)}")
        for source in steps.sources:
            feed = all_facts()[source.feed]
            months = spoken(months_words(source.months)) if source.months else _("no month")
            console.print(
                _("Made from {feed} ({id}), {months}:").format(feed=spoken(feed.title), id=feed.id, months=months)
            )
            console.print(sources_table(source))
        console.print(steps_table(steps, unit))
        console.print()
    conditions = [
        (steps.chain.fact, one.condition)
        for steps in told.steps
        for one in steps.chain.filters
        if one.condition is not None
    ]
    if any(
        fact.column(name).type is ValueType.AMOUNT for fact, condition in conditions for name in columns_of(condition)
    ):
        console.print(_("Amounts in conditions are in öre, as they are stored."))
    if not told.steps_agree:
        console.print(
            _(
                "The snapshot's figure rests on {rows} rows, not on those counted here. Another definition or "
                "organisation than the folder has now explains that; else report it."
            ).format(rows=number(told.figure.rows))
        )


def _print_rests(console: Console, told: Computed) -> None:
    rests, manifest = told.rests, told.snapshot
    _heading(console, _("What it rests on"))
    _pairs(
        console,
        [
            (_("Snapshot"), manifest.id),
            (_("Made"), manifest.made_at.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M")),
            (_("Through"), str(manifest.basis.through)),
            (_("State"), str(manifest.basis.state.number)),
            (_("Program"), manifest.basis.code.version),
            *(
                (
                    spoken(all_facts()[feed].title),
                    spoken(months_words(months)) if months else "–",
                )
                for feed, months in rests.months.items()
            ),
        ],
    )
    console.print()
    if not rests.loads:
        console.print(_("No load has touched these months."))
        return
    console.print(loads_table(rests.loads))
    if len(rests.loads) > MOST_LOADS:
        console.print(
            _("{count} older loads are left out here; --json has them.").format(
                count=number(len(rests.loads) - MOST_LOADS)
            )
        )


def _print_before(console: Console, told: Computed) -> None:
    _heading(console, _("What changed since the snapshot before"))
    before = told.before
    if before is None:
        console.print(_("No earlier snapshot is kept."))
        return
    console.print(
        _("Snapshot {snapshot}: {before}. Now: {now}.").format(
            snapshot=before.snapshot.id,
            before=_("not computed") if before.figure is None else _with_counts(before.figure, told),
            now=_with_counts(told.figure, told),
        )
    )
    console.print(_causes(before))


def _causes(before: Before) -> str:
    if before.changed is None:
        return _("No cell of the indicator is another.")
    if not before.changed.causes:
        return _("Cells are others without a cause. That should not be: report it.")
    words = [
        f"{cause_word(cause)} ({', '.join(before.changed.feeds)})" if cause is Cause.DATA else cause_word(cause)
        for cause in before.changed.causes
    ]
    return _("Cells of the indicator are others. What can be why: {causes}.").format(causes=", ".join(words))


def _with_counts(figure: ComputedFigure, told: Computed) -> str:
    if figure.quality is Quality.MISSING or not figure.has_value:
        return quality_word(figure.quality)
    counts = _counts(figure)
    value = value_words(figure, told.subject.indicator)
    return f"{value} ({counts})" if counts else value
