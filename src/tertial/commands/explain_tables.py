"""The tables of `tertial explain`: months, units, parts, steps, loads, units against a level, reported figures."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from decimal import Decimal

from rich.table import Table
from rich.text import Text

from tertial.assess.series import figure_of
from tertial.commands.figure_words import (
    count_words,
    denominator_of,
    numerator_of,
    quality_words,
    split_words,
    value_words,
)
from tertial.compute.filters import Filter, FilterKind
from tertial.compute.steps import SourceSteps, Steps
from tertial.domain.clock import TIME_ZONE
from tertial.domain.expressions.writing import written
from tertial.domain.facts.contract import Fact
from tertial.domain.facts.registry import all_facts
from tertial.domain.figures import ComputedFigure
from tertial.domain.indicators import Indicator
from tertial.domain.label import Label
from tertial.domain.measures import Part
from tertial.domain.period_words import months_words
from tertial.domain.region import Region
from tertial.domain.results import ReportedValue
from tertial.language import _, current_language, spoken
from tertial.pipeline.explanation import UnitAgainstLevel
from tertial.report.numbers import DASH, number, period_short, with_unit
from tertial.store.load_log import LogEntry

MOST_LOADS = 10
"""So many of the newest loads are printed; JSON has them all."""


def named(region: Region, unit: str) -> str:
    """A unit's name in the language in force."""
    row = region.organisation.find(unit)
    return unit if row is None else spoken(row.name)


def figures_table(
    heading: str,
    figures: Sequence[ComputedFigure],
    indicator: Indicator,
    told: Callable[[ComputedFigure], str],
    known: Container[Label] = (),
) -> Table:
    """A line a figure: what `told` calls it, its counts, its value, and what it lacks.

    Where there is no value its reasons stand beside, without those that are `known`.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(heading, overflow="fold", min_width=8)
    counts: list[tuple[str, Callable[[ComputedFigure], Decimal | int | None]]] = []
    if any(figure.histogram is not None for figure in figures):
        counts = [(_("Rows"), lambda figure: figure.rows)]
    elif any(figure.denominator is not None for figure in figures):
        counts = [(_("Numerator"), numerator_of), (_("Denominator"), denominator_of)]
    for title, _count in counts:
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("Value"), justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    for figure in figures:
        shown = [count_words(count(figure)) for _title, count in counts]
        table.add_row(told(figure), *shown, value_words(figure, indicator), quality_words(figure, without=known))
    return table


def period_name_of(figure: ComputedFigure) -> str:
    """The period of a figure, in short."""
    return period_short(figure.period)


def steps_table(steps: Steps, unit: str) -> Table:
    """The rows left, and the filter that they have passed; a line of its own where a part begins."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Rows left"), justify="right", no_wrap=True)
    table.add_column(_("Filter"), overflow="fold")
    begins = _begins(steps)
    for place, step in enumerate(steps.steps):
        if place in begins:
            table.add_row("", Text(part_word(begins[place]), style="italic"))
        table.add_row(number(step.rows), filter_words(step.filter, unit, steps.chain.fact))
    if steps.different is not None:
        table.add_row(
            number(steps.different), _("different ones of {column} in these rows").format(column=steps.chain.token)
        )
    return table


def sources_table(source: SourceSteps) -> Table:
    """The rows of a feed that a derived fact is made from."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for step in source.steps:
        table.add_row(number(step.rows), filter_words(step.filter, "", all_facts()[source.feed]))
    return table


def _begins(steps: Steps) -> dict[int, Part]:
    """The first step of each part after the steps that all share."""
    shared = next(
        (
            place
            for place, one in enumerate(steps.chain.filters)
            if one.kind in {FilterKind.CONDITION, FilterKind.KNOWN}
        ),
        len(steps.chain.filters),
    )
    begins: dict[int, Part] = {}
    first = shared
    for part, end in steps.chain.ends.items():
        if end > first:
            begins[first + 1] = part
        first = max(first, end)
    return begins


def part_word(part: Part) -> str:
    """A part of a figure."""
    return {
        Part.NUMERATOR: _("Numerator"),
        Part.DENOMINATOR: _("Denominator"),
        Part.SPREAD: _("Values"),
    }[part]


def filter_words(one: Filter | None, unit: str, fact: Fact) -> str:
    """What a filter asks: the definition's own words where it is of the definition."""
    if one is None:
        made = _("all rows made for the months")
        return made if fact.derived else _("all rows of the months in the store")
    match one.kind:
        case FilterKind.COUNTED:
            return _("may be counted: no mark forbids it")
        case FilterKind.AT_UNIT:
            return _("count at {unit}").format(unit=unit)
        case FilterKind.KNOWN:
            return _("{condition} (what is counted is known)").format(condition=_written(one))
        case _:
            return _written(one)


def _written(one: Filter) -> str:
    return "" if one.condition is None else written(one.condition)


def months_text(steps: Steps) -> str:
    """The months counted, in words."""
    return spoken(months_words(steps.months))


def loads_table(loads: Sequence[LogEntry]) -> Table:
    """The newest loads: number, when, the rows accepted and quarantined, and the files' names."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (_("Load"), _("When"), _("Accepted"), _("Quarantined")):
        right = title not in {_("When")}
        table.add_column(title, justify="right" if right else "left", no_wrap=True)
    table.add_column(_("Extract and files"), overflow="fold")
    for entry in loads[:MOST_LOADS]:
        record = entry.record
        files = ", ".join(file.name for file in record.files)
        table.add_row(
            str(entry.number),
            record.loaded_at.astimezone(TIME_ZONE).strftime("%Y-%m-%d %H:%M"),
            number(record.accepted),
            number(record.quarantined),
            ": ".join(filter(None, (record.extract or record.feed, files))),
        )
    return table


def reach_table(reach: Sequence[UnitAgainstLevel], level: Indicator, added: Indicator | None, region: Region) -> Table:
    """The units of a second stage: the figure that is held against the level, and whether it reaches it."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Unit"), overflow="fold")
    table.add_column(spoken(level.name), justify="right", overflow="fold")
    table.add_column(_("Reaches the level"), overflow="fold")
    if added is not None:
        table.add_column(spoken(added.name), justify="right", overflow="fold")
    for one in reach:
        said = _("yes") if one.reaches else _("no")
        row = [
            named(region, one.unit),
            value_words(one.of_level, level),
            quality_words(one.of_level) if one.reaches is None else said,
        ]
        if added is not None:
            row.append(DASH if one.figure is None else value_words(one.figure, added))
        table.add_row(*row)
    return table


def reported_table(
    values: Iterable[ReportedValue], indicator: Indicator, categories: Mapping[str, Label], *, by_period: bool
) -> Table:
    """Reported figures, with where they come from. `categories` are the labels of the codes that they are split by."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Period") if by_period else _("Of"), overflow="fold")
    for title in (_("Numerator"), _("Denominator"), _("Value")):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column(_("Source"), overflow="fold")
    language = current_language()
    for value in values:
        shown = figure_of(value, indicator)
        note = "" if value.note is None else value.note.in_language(language)
        published = _("as published") if value.published else ""
        table.add_row(
            period_short(value.period) if by_period else split_words(value.split, categories),
            count_words(value.numerator),
            count_words(value.denominator),
            DASH if shown is None else with_unit(shown, indicator.value_unit),
            "\n".join(filter(None, (value.source, published, note))),
        )
    return table
