"""A region folder: read it, and find what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tertial.definitions.reading import Reading, read_region
from tertial.domain.region import Region
from tertial.language import _
from tertial.pipeline.examples import wrong_examples
from tertial.pipeline.input_error import InputError


def check(folder: Path) -> Reading:
    """Read a region folder and find everything that is wrong with it, its examples run."""
    reading = read_region(folder)
    wrong = wrong_examples(reading)
    if not wrong:
        return reading
    return replace(reading, region=None, diagnostics=tuple(sorted([*reading.diagnostics, *wrong])))


def read(folder: Path) -> Region:
    """The region of a folder. Raises InputError with all findings when the folder has errors."""
    reading = read_region(folder)
    if reading.region is None:
        count = len(reading.errors)
        said = _("{folder} has {count} errors; mend them first (tertial check {folder}).")
        if count == 1:
            said = _("{folder} has one error; mend it first (tertial check {folder}).")
        raise InputError(said.format(folder=folder, count=count), reading.errors)
    return reading.region
