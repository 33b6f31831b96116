"""Figures of the same thing by other definitions or from other sources, in a table of their own."""

from __future__ import annotations

from collections.abc import Iterable

from tertial.assess.beside import Told, groups_of
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.statuses import quality_word
from tertial.report.model import Align, Cell, Column, Row, Table
from tertial.report.numbers import DASH, period_short, plain, with_unit


def beside_tables(draft: Draft, ids: Iterable[str]) -> None:
    """A table of each group that one of the indicators is in, where it has not stood above in the report."""
    asked = set(ids)
    for group in groups_of(draft.assessment):
        names = [told.indicator.id for told in group]
        if not asked.intersection(names) or not draft.once(f"beside {' '.join(names)}"):
            continue
        columns = (
            Column(_("Measure"), weight=3),
            Column(_("Outcome"), Align.DECIMAL, 1.3),
            Column(_("Source"), weight=2.4),
            Column(_("Definition"), weight=3.4),
        )
        rows = tuple(_row(draft, told) for told in group)
        note = _(
            "The figures speak of the same thing, each by its own definition and source. They are not put together."
        )
        draft.add(Table(_("The same thing, told by several sources"), columns, rows, (note,), show_caption=True))


def _row(draft: Draft, told: Told) -> Row:
    indicator = told.indicator
    figure = Cell(DASH, sub=quality_word(told.quality))
    if told.value is not None:
        figure = Cell(with_unit(told.value, indicator.value_unit), figure=plain(told.value))
    return Row(
        (
            draft.cell(indicator.name, sub=period_short(told.period)),
            figure,
            Cell(source_words(told)),
            _definition(draft, told),
        )
    )


def source_words(told: Told) -> str:
    """Where a figure is from: computed from events, or reported by somebody."""
    if told.value is None:
        return _("no figure yet")
    words = _("computed") if told.is_computed else _("reported")
    return f"{words}: {told.source}" if told.source else words


def _definition(draft: Draft, told: Told) -> Cell:
    """What is counted; below it the official source and, where no table has told it, what to know of the figure."""
    above = {row.note for row in draft.assessment.of(told.indicator.id)} if told.indicator.id in draft.tabled else set()
    note = None if told.note in above else told.note
    below = [label for label in (told.indicator.official, note) if label is not None]
    return draft.cell(told.definition, sub=" ".join(map(draft.say, below)))
