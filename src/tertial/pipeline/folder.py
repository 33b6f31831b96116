"""A region folder: read it, and find what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from tertial.definitions.reading import Reading, read_region
from tertial.domain.region import Region
from tertial.language import _
from tertial.pipeline.input_error import InputError


def check(folder: Path) -> Reading:
    """Read a region folder and find everything that is wrong with it."""
    return read_region(folder)


def read(folder: Path) -> Region:
    """The region of a folder. Raises InputError with all findings when the folder has errors."""
    reading = read_region(folder)
    if reading.region is None:
        raise InputError(
            _("{folder} has {count} errors; mend them first (tertial check {folder}).").format(
                folder=folder, count=len(reading.errors)
            ),
            reading.diagnostics,
        )
    return reading.region
