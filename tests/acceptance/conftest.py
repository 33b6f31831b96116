"""The two regions as the program answers for them: each assessed and reported once for all acceptance tests."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tertial.demo.demonstration import demonstrate
from tertial.demo.invented import Size
from tests.acceptance.printed import Printed
from tests.acceptance.read_docx import read_docx
from tests.acceptance.read_html import read_html
from tests.acceptance.read_pdf import read_pdf
from tests.command_line import Json, answer

REGIONS = Path(__file__).parents[2] / "regions"
PERIODS = {"norrbotten-2022": "2022-08", "vasterbotten-2025": "2025-08"}
UNITS = {"norrbotten-2022": "division-nara", "vasterbotten-2025": "hsn"}
READERS: dict[str, Callable[[bytes], Printed]] = {"html": read_html, "docx": read_docx, "pdf": read_pdf}


SMALL = Size(residents=1_000, months=20)
"""The invented region in tests: last year's figures are there, and most units have rows."""


class Demonstrated(NamedTuple):
    """What the demo left: its exit code, what it printed, the files it wrote and their folder."""

    code: int
    out: str
    err: str
    files: dict[str, bytes]
    folder: Path


Assessed = Callable[[str], Json]
Reported = Callable[[str, str], dict[str, bytes]]
ReadBack = Callable[[str, str, str], Printed]


@pytest.fixture(scope="session")
def assessed() -> Assessed:
    """What `tertial assess --json` says of a region; figures keep their decimals."""

    @cache
    def of(region: str) -> Json:
        return answer("assess", REGIONS / region, "--period", PERIODS[region], "--json")

    return of


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Demonstrated:
    """One run of `make demo` for all tests."""
    folder = tmp_path_factory.mktemp("demo") / "out"
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("COLUMNS", "300")
        code = demonstrate(REGIONS, folder, SMALL)
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return Demonstrated(code, out.getvalue(), err.getvalue(), files, folder)


@pytest.fixture(scope="session")
def reported(demonstrated: Demonstrated) -> Reported:
    """The finished files of a region's report in a language, by format."""

    def of(region: str, language: str) -> dict[str, bytes]:
        stem = f"{region}-{UNITS[region]}-{PERIODS[region]}-{language}"
        return {form: demonstrated.files[f"{stem}.{form}"] for form in READERS}

    return of


@pytest.fixture(scope="session")
def read_back(reported: Reported) -> ReadBack:
    """What a finished file of a region says, in a language and a format."""

    @cache
    def of(region: str, language: str, form: str) -> Printed:
        return READERS[form](reported(region, language)[form])

    return of
