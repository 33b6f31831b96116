"""From a region folder to the charts of its report as files of their own, with a list of what they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.exchange.csv_file import csv_bytes
from tertial.exchange.sheet import Sheet
from tertial.language import _
from tertial.pipeline.formats import LIST_FILE, PIXELS, PictureFormat, TableFormat, Written
from tertial.pipeline.report import documents
from tertial.pipeline.step import Step, silent
from tertial.pipeline.writing import make_folder, write_file
from tertial.report.picture_files import named_charts


def pictures(
    folder: Path,
    *,
    as_of: Month,
    out: Path,
    formats: Sequence[PictureFormat] = tuple(PictureFormat),
    languages: Sequence[str] = ("sv",),
    unit: str | None = None,
    pixels: int = PIXELS,
    step: Step = silent,
) -> Iterator[Written]:
    """Write every chart of the report in a folder of its own below `out`, and last a list of them with their words.

    A picture has the same name each time. Raises InputError for a broken folder, an unknown unit or a folder that
    cannot be written.
    """
    found = documents(folder, as_of=as_of, out=out, languages=languages, unit=unit, step=step)
    for language, document in found:
        into = out / f"{document.identifier}-pictures"
        make_folder(into)
        listed: list[dict[str, object]] = []
        for one in named_charts(document):
            step(_("Writes {file}").format(file=into / one.name))
            for kind in formats:
                content = one.svg() if kind is PictureFormat.SVG else one.png(pixels)
                yield write_file(into / f"{one.name}.{kind.value}", kind, language, content)
            picture = one.chart.picture
            listed.append({"name": one.name, "title": one.chart.title, "shows": picture.alt, "note": one.chart.note})
        if listed:
            sheet = Sheet.of_records("pictures", listed)
            yield write_file(into / LIST_FILE, TableFormat.CSV, language, csv_bytes(sheet))
