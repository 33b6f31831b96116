"""The two regions as the program answers for them: each assessed and reported once for all acceptance tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.acceptance.printed import Printed
from tests.acceptance.read_docx import read_docx
from tests.acceptance.read_html import read_html
from tests.acceptance.read_pdf import read_pdf
from tests.command_line import Json, answer

REGIONS = Path(__file__).parents[2] / "regions"
PERIODS = {"norrbotten-2022": "2022-08", "vasterbotten-2025": "2025-08"}
READERS: dict[str, Callable[[bytes], Printed]] = {"html": read_html, "docx": read_docx, "pdf": read_pdf}

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
def reported(tmp_path_factory: pytest.TempPathFactory) -> Reported:
    """The files that `tertial report` writes for a region in a language, by format."""

    @cache
    def of(region: str, language: str) -> dict[str, bytes]:
        out = tmp_path_factory.mktemp(region)
        asked = ("--period", PERIODS[region], "--language", language, "--out", out, "--json")
        files = answer("report", REGIONS / region, *asked)["files"]
        return {file["format"]: Path(file["file"]).read_bytes() for file in files}

    return of


@pytest.fixture(scope="session")
def read_back(reported: Reported) -> ReadBack:
    """What a finished file of a region says, in a language and a format."""

    @cache
    def of(region: str, language: str, form: str) -> Printed:
        return READERS[form](reported(region, language)[form])

    return of
