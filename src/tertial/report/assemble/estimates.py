"""What figures that lack rows or are wrong would probably have been: a table beside the official ones, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tertial.assess.estimates.results import Estimate
from tertial.assess.estimates.sentences import sentence
from tertial.domain.calendar import Month
from tertial.domain.region import Section
from tertial.language import _
from tertial.report.assemble.draft import Draft
from tertial.report.assemble.indicator_rows import figure_text, whole
from tertial.report.estimate_words import NO_ESTIMATES, estimate_cells
from tertial.report.model import Align, Cell, Column, Row, Table
from tertial.report.numbers import DASH


def estimates_table(draft: Draft) -> None:
    """Each indicator whose figure is not to be relied on, in the order of the assessment; nothing where none does."""
    rows: list[Row] = []
    for name, found in draft.assessment.estimates.items():
        if found.shown is None:
            continue
        row = whole(draft.assessment.of(name))
        outcome = DASH if row is None or row.value is None else figure_text(row, row.value)
        indicator = draft.region.indicators[name]
        figure, interval, place = estimate_cells(found.shown, indicator)
        rows.append(Row((draft.cell(indicator.name), Cell(outcome), Cell(figure), Cell(interval), Cell(place))))
    if not rows:
        return
    columns = (
        Column(_("Measure"), weight=3.6),
        Column(_("Outcome"), Align.DECIMAL, 1.3),
        Column(_("Estimated"), Align.DECIMAL, 1.4),
        Column(_("In nine cases of ten"), Align.DECIMAL, 2.0),
        Column(_("Stands in for"), weight=4.0),
    )
    note = _(
        "What the figure probably would have been, from earlier months and years, from how the other units "
        "changed, from what still arrives by other ways and from the rows that have come. It supports texts and "
        "the suggested judgement, is no official outcome and is in no published count."
    )
    draft.add(Table(_("Estimated where data are missing or wrong"), columns, tuple(rows), (note,), dense=True))


def estimate_notes(draft: Draft, ids: Iterable[str]) -> Iterator[str]:
    """The same as a note below a table of indicators, in a report without a section where the table stands."""
    if any(part.section is Section.INSIGHTS for part in draft.region.settings.report.outline):
        return
    for name in ids:
        found = draft.assessment.estimates.get(name)
        if found is not None and found.estimate is not None:
            indicator = draft.region.indicators[name]
            yield f"{draft.say(indicator.name)}: {draft.say(sentence(found.estimate, indicator))}"


def months_estimated(draft: Draft, indicator: str) -> Mapping[Month, Estimate]:
    """The single months of an indicator that are estimated."""
    found = draft.assessment.estimates.get(indicator)
    return NO_ESTIMATES if found is None else found.months
