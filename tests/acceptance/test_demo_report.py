"""The report of the invented region: of each objective and indicator one reads what is known, what is not, and why."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tertial.assess.assessment import RegionAssessment
from tertial.demo.invented import AS_OF
from tertial.domain.calendar import Month
from tertial.domain.judgements import Status
from tertial.language import using
from tertial.pipeline.folder import read
from tertial.pipeline.report import assess, assessed
from tertial.report.assemble.build import build_document
from tertial.report.model import Cell, Chart, Document, RowKind, Table
from tests.acceptance.conftest import Demonstrated
from tests.unit.report.drawing import texts_of


@pytest.fixture(scope="module")
def document(demonstrated: Demonstrated) -> Document:
    with using("sv"):
        return build_document(with_units_below(demonstrated.folder / "demo"), "sv")


@cache
def with_units_below(demonstrated_folder: Path, as_of: Month = AS_OF) -> RegionAssessment:
    return assessed(demonstrated_folder, read(demonstrated_folder), as_of, with_below=True).assessment


def cells(document: Document) -> list[tuple[str, Cell]]:
    """The cells of all tables, each with the heading of its column."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert tables
    return [
        (column.title, cell)
        for table in tables
        for row in table.rows
        if row.kind is not RowKind.GROUP
        for column, cell in zip(table.columns, row.cells, strict=True)
    ]


def test_no_cell_says_just_that_there_are_no_data(document: Document) -> None:
    said = {cell.text.casefold() for _title, cell in cells(document)}
    said |= {cell.status.word.casefold() for _title, cell in cells(document) if cell.status is not None}
    assert not said & {"inga data", "ingen data", "data saknas"}


def test_every_objective_has_a_judgement_or_a_suggestion_and_an_outlook_in_words(document: Document) -> None:
    shown = [
        (title, cell)
        for title, cell in cells(document)
        if title in {"Bedömning", "Regelns förslag", "Prognos för året"}
    ]
    assert len(shown) >= 3 * 14
    assert all(cell.status is not None or cell.text == "ingen angiven" for _title, cell in shown)


def test_every_indicator_without_a_figure_says_why(demonstrated: Demonstrated) -> None:
    with using("sv"):
        rows = assess(demonstrated.folder / "demo", as_of=AS_OF).indicators
    assert len({row.indicator.id for row in rows}) == 42
    for row in rows:
        if row.value is None:
            assert row.note is not None, row.indicator.id
            assert row.note.sv.strip()


def test_whoever_has_not_judged_has_a_suggestion_of_the_rule(demonstrated: Demonstrated) -> None:
    with using("sv"):
        objectives = assess(demonstrated.folder / "demo", as_of=AS_OF).objectives
    unjudged = [one for one in objectives if one.judged is None]
    assert len(objectives) == 14
    assert len(unjudged) == 5
    assert all(one.suggested in {Status.MET, Status.PARTLY_MET, Status.NOT_MET} for one in unjudged)
    assert all(one.reason is not None and one.outlook_reason is not None for one in objectives if one.judged)


def test_each_unit_below_stands_as_it_does_in_a_report_of_its_own(demonstrated: Demonstrated) -> None:
    folder = demonstrated.folder / "demo"
    with using("sv"):
        below = with_units_below(folder).below
        assert below is not None
        assert below.kind == "health_centre"
        one = next(unit for unit in below.units if any(row.status.is_judged for row in unit.indicators))
        alone = assess(folder, as_of=AS_OF, unit=one.unit)
    stands = {row.indicator.id: (row.value, row.status, row.quality) for row in one.indicators}
    assert stands == {
        row.indicator.id: (row.value, row.status, row.quality) for row in alone.indicators if row.split.is_whole
    }


def test_women_and_men_at_a_unit_differ_as_they_do_in_a_report_of_its_own(demonstrated: Demonstrated) -> None:
    folder, month = demonstrated.folder / "demo", Month(2024, 12)
    with using("sv"):
        below = with_units_below(folder, month).below
        assert below is not None
        indicator, pairs = next(iter(below.pairs.items()))
        pair = next(one for one in pairs if one.difference is not None)
        alone = assess(folder, as_of=month, unit=pair.unit)
    assert pair.difference == alone.insights[indicator].sexes


def test_units_side_by_side_are_maps_with_their_words(document: Document) -> None:
    shown = [block for block in document.blocks if isinstance(block, Chart)]
    titles = [chart.title for chart in shown]
    for part in ("Mål per enhet", "Mått per enhet"):
        assert any(part in title for title in titles), part
    assert all(chart.picture.alt.strip() for chart in shown)


def test_units_of_fewer_than_five_are_in_no_funnel_and_named_below_it(
    demonstrated: Demonstrated, document: Document
) -> None:
    assessment = with_units_below(demonstrated.folder / "demo")
    names = {unit.id: unit.name.sv for unit in assessment.region.organisation.units}
    of_title = {one.indicator.name.sv: one for one in assessment.insights.values()}
    funnels = [block for block in document.blocks if isinstance(block, Chart) and "efter storlek" in block.title]
    assert funnels
    for chart in funnels:
        few = {names[unit] for unit in of_title[chart.title.removesuffix(", enheterna efter storlek")].few(5)}
        assert few
        assert not few & set(texts_of(chart.picture.svg))
        assert all(name in chart.note and name not in chart.picture.alt for name in few)
