"""From a region folder to its assessment, its report and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tertial.assess.age_document import age_rows
from tertial.assess.assessment import RegionAssessment
from tertial.assess.estimate_document import estimate_rows
from tertial.assess.expected_years import estimated_figures, expected_years, support_of
from tertial.assess.forecast_document import forecast_rows, year_end_cells
from tertial.assess.insight_document import point_records, unit_records
from tertial.assess.json_document import json_document
from tertial.assess.json_values import Json
from tertial.assess.region import assess_region
from tertial.assess.sentences.region_texts import region_texts
from tertial.definitions.refusal import nearest
from tertial.domain.calendar import Month
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.exchange.csv_file import csv_bytes
from tertial.exchange.sheet import Sheet
from tertial.exchange.xlsx_file import xlsx_bytes
from tertial.language import _, using
from tertial.pipeline.folder import read
from tertial.pipeline.formats import Format, TableFormat, Written
from tertial.pipeline.input_error import InputError
from tertial.pipeline.reported_meanings import ReportedMeanings, reported_meanings
from tertial.pipeline.step import Step, silent
from tertial.pipeline.writing import make_folder, write_file
from tertial.quality.region_quality import RegionQuality
from tertial.report.assemble.build import build_document
from tertial.report.effect_records import effect_records
from tertial.report.model import Document
from tertial.report.render.docx import render_docx
from tertial.report.render.docx_package import TemplateError
from tertial.report.render.html import render_html
from tertial.report.render.pdf import render_pdf

if TYPE_CHECKING:
    from tertial.pipeline.figures import UnitFigures


def assess(folder: Path, *, as_of: Month, unit: str | None = None, step: Step = silent) -> RegionAssessment:
    """Assess a region as of a month. Raises InputError for a broken folder or an unknown unit."""
    step(_("Reads {folder}").format(folder=folder))
    region = read(folder)
    step(_("Assesses as of {month}").format(month=as_of))
    return assessed(folder, region, as_of, unit, step=step).assessment


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment, and the quality of the events where figures are computed from any: what a report is made of."""

    assessment: RegionAssessment
    quality: RegionQuality | None


def assessed(
    folder: Path,
    region: Region,
    as_of: Month,
    unit: str | None = None,
    *,
    with_below: bool = False,
    step: Step = silent,
) -> Assessed:
    """Assess a region that has been read from a folder, `with_below` the units below too.

    Raises InputError for an unknown unit.
    """
    return _assessed(region, _figures(folder, region, as_of, unit, step, with_below=with_below), as_of, unit)


def _assessed(region: Region, figures: UnitFigures | ReportedMeanings, as_of: Month, unit: str | None) -> Assessed:
    """Assess a region, with its computed figures, in today's language: the assessment words its suggestions."""
    if isinstance(figures, ReportedMeanings):
        told = assess_region(
            region,
            as_of=as_of,
            unit=unit,
            forecasts=figures.forecasts,
            effects=figures.effects,
            support=support_of(figures.forecasts),
        )
        return Assessed(told, None)
    found = assess_region(
        figures.given_to(region),
        as_of=as_of,
        unit=unit,
        insights=figures.insights,
        forecasts=figures.forecasts,
        below=figures.below,
        effects=figures.effects,
        estimates=figures.estimates,
        support=support_of(figures.forecasts, figures.estimates),
    )
    return Assessed(found, figures.quality)


def _figures(
    folder: Path, region: Region, as_of: Month, unit: str | None, step: Step, *, with_below: bool
) -> UnitFigures | ReportedMeanings:
    """The figures computed of a unit, or what is reported where none are; the same in every language."""
    if unit is not None and region.organisation.find(unit) is None:
        near = nearest(unit, region.organisation.ids)
        hint = _(" Did you mean {name}?").format(name=near) if near else ""
        raise InputError(_("There is no unit {unit} in organisation.csv.").format(unit=unit) + hint)
    node = unit or region.settings.unit
    if any(indicator.measure is not None for indicator in region.indicators.values()):
        # Here, since the help and folders of reported figures need none of the libraries that results are read with.
        from tertial.pipeline.figures import unit_figures

        root = folder / region.extracts.store
        found = unit_figures(region, root, unit=node, as_of=as_of, with_below=with_below, step=step)
        if found is not None:
            return found
    return reported_meanings(region, unit=node, as_of=as_of)


def report(
    folder: Path,
    *,
    as_of: Month,
    out: Path,
    formats: Sequence[Format] = tuple(Format),
    languages: Sequence[str] = ("sv",),
    unit: str | None = None,
    template: Path | None = None,
    step: Step = silent,
) -> Iterator[Written]:
    """Write the interim report of a region in each format and language, each file whole or not at all.

    `template` is a Word document whose styles and page the DOCX takes over. Raises InputError for a broken
    folder, an unknown unit, a template that is no Word document or a folder that cannot be written.
    """
    for language, document in documents(folder, as_of=as_of, out=out, languages=languages, unit=unit, step=step):
        yield from _written(document, out, language, formats, template, step)


def documents(
    folder: Path,
    *,
    as_of: Month,
    out: Path,
    languages: Sequence[str] = ("sv",),
    unit: str | None = None,
    step: Step = silent,
) -> Iterator[tuple[str, Document]]:
    """The interim report in each language, before it has a format; `out` is made once the region has been read.

    Raises InputError for a broken folder, an unknown unit or a folder that cannot be written.
    """
    step(_("Reads {folder}").format(folder=folder))
    region = read(folder)
    make_folder(out)
    step(_("Assesses as of {month}").format(month=as_of))
    figures = _figures(folder, region, as_of, unit, step, with_below=True)
    for language in languages:
        # Whoever takes it goes on in the language that was in force.
        with using(language):
            document = _document(_assessed(region, figures, as_of, unit), language)
        yield language, document


def write_report(
    found: Assessed,
    out: Path,
    language: str,
    formats: Sequence[Format] = tuple(Format),
    template: Path | None = None,
    step: Step = silent,
) -> Iterator[Written]:
    """Write the report of what was assessed in its language. Raises InputError as `report` does."""
    with using(language):
        document = _document(found, language)
    yield from _written(document, out, language, formats, template, step)


def _document(found: Assessed, language: str) -> Document:
    return build_document(found.assessment, language, found.quality, sentences=_texts(found.assessment))


def _written(
    document: Document, out: Path, language: str, formats: Sequence[Format], template: Path | None, step: Step
) -> Iterator[Written]:
    # Typst works outside the interpreter's lock, so the PDF is set while the other formats are drawn.
    with ThreadPoolExecutor(max_workers=2) as pool:
        drawn = [(kind, pool.submit(copy_context().run, _rendered, document, kind, template)) for kind in formats]
        for kind, content in drawn:
            path = out / f"{document.identifier}.{kind.value}"
            step(_("Writes {file}").format(file=path))
            yield write_file(path, kind, language, content.result())


def _texts(assessment: RegionAssessment) -> dict[str, Label]:
    """The program's text on each indicator, to stand below a table with the notes of its figures."""
    variations = {name: one.variation for name, one in assessment.insights.items() if one.variation is not None}
    return region_texts(
        assessment,
        variations=variations,
        year_ends=expected_years(assessment.forecasts),
        estimates=estimated_figures(assessment.estimates),
        noted=False,
    )


def export(
    folder: Path,
    *,
    as_of: Month,
    out: Path,
    language: str,
    formats: Sequence[TableFormat] = tuple(TableFormat),
    unit: str | None = None,
    step: Step = silent,
) -> Iterator[Written]:
    """Write every figure and every objective as tables: a CSV each, or a workbook with a sheet each.

    Raises InputError for a broken folder, an unknown unit or a folder that cannot be written.
    """
    assessment = assess(folder, as_of=as_of, unit=unit, step=step)
    document = json_document(assessment, language)
    sheets = [
        Sheet.of_records(name, _in_cells(records, assessment, language) if name == "indicators" else records)
        for name in ("indicators", "objectives", "beside")
        if isinstance(records := document.get(name), list) and records
    ]
    sheets += [Sheet.of_records(name, records) for name, records in _meanings(assessment, language) if records]
    make_folder(out)
    stem = f"{assessment.region.settings.id}-{assessment.unit}-{as_of}"
    if TableFormat.CSV in formats:
        for sheet in sheets:
            yield write_file(out / f"{stem}-{sheet.title}.csv", TableFormat.CSV, language, csv_bytes(sheet))
    if TableFormat.XLSX in formats:
        content = xlsx_bytes(sheets, title=f"{assessment.region.settings.name.sv} {as_of}", as_of=as_of.last_day)
        yield write_file(out / f"{stem}.xlsx", TableFormat.XLSX, language, content)


def _in_cells(records: Sequence[Json], assessment: RegionAssessment, language: str) -> list[Json]:
    """The indicators' rows; a forecast, which has parts of its own, is its year's end in cells beside each other."""
    rows: list[Json] = []
    for record in records:
        forecast = None if record["forecast"] is None else assessment.forecasts.get(str(record["indicator"]))
        row: Json = {}
        for name, value in record.items():
            row |= year_end_cells(forecast, language) if name == "forecast" else {name: value}
        rows.append(row)
    return rows


def _meanings(assessment: RegionAssessment, language: str) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """What the figures mean: each point of the charts, each unit compared, each action; estimates by themselves.

    Units at the same ages, and actions, only where there are any.
    """
    insights = assessment.insights.values()
    yield "variation", [record for one in insights for record in point_records(one, language)]
    yield "forecasts", list(forecast_rows(assessment))
    yield "estimates", list(estimate_rows(assessment, language))
    yield "comparison", [record for one in insights for record in unit_records(one, assessment.region, language)]
    by_age = [record for one in insights for record in age_rows(one, assessment.region, language)]
    if by_age:
        yield "by-age", by_age
    if assessment.effects:
        effects = effect_records(assessment.region.actions, assessment.effects, language)
        yield "effects", [{name: _in_a_cell(value) for name, value in record.items()} for record in effects]


def _in_a_cell(value: object) -> object:
    """A list of names or sentences as one text."""
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def _rendered(document: Document, kind: Format, template: Path | None) -> bytes:
    match kind:
        case Format.PDF:
            return render_pdf(document)
        case Format.HTML:
            return render_html(document)
        case Format.DOCX:
            try:
                return render_docx(document, template)
            except TemplateError as error:
                words = _("The template {path} cannot be read.")
                if not isinstance(error.__cause__, OSError):
                    words = _(
                        "The template {path} is not a Word document (.docx or .dotx) that can be read. "
                        "Open it in Word and save it as a .docx without macros or password."
                    )
                raise InputError(words.format(path=template)) from error
