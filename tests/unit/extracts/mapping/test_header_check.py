"""A first row that holds values is no header, and a header that holds numbers in its words is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.extracts.mapping.header_check import lacks_header
from tests.unit.extracts.mapping.extract_files import sampled, write_extract


def lacks(folder: Path, headers: list[str], values: list[str]) -> bool:
    return lacks_header(sampled(write_extract(folder / "x.csv", headers, [values, values])))


@pytest.mark.parametrize(
    "cell",
    [
        "19121212-1212",
        "1212121212",
        "2025-08-04",
        "20250804",
        "04.08.2025",
        "2025-08-04 10:00",
        "2025-08",
        "17",
        "1 250,50",
        "-3",
        "Ek 19121212-1212",
        "19 121212 1212",
        "besök\u202e",
        "x" * 101,
    ],
)
def test_a_value_among_the_names_is_no_header(cell: str, tmp_path: Path) -> None:
    assert lacks(tmp_path, ["ENHET", cell], ["hc-1", "x"])


def test_names_that_are_values_of_their_columns_are_no_header(tmp_path: Path) -> None:
    assert lacks(tmp_path, ["hc-one", "läkare", "x"], ["hc-one", "läkare", "y"])


def test_one_name_may_be_a_value_of_its_column(tmp_path: Path) -> None:
    assert not lacks(tmp_path, ["ENHET", "Video"], ["hc-1", "Video"])


@pytest.mark.parametrize(
    "names",
    [
        ["PNR", "BESDAT"],
        ["visited_8_months", "sick_hours_15_59"],
        ["65 år eller äldre", "Antal\nbesök"],
        ["PNR", "PNR"],
        ["PNR", ""],
        ["Kolumn\u00a02", "År 2025"],
    ],
)
def test_names_are_a_header(names: list[str], tmp_path: Path) -> None:
    assert not lacks(tmp_path, names, ["x", "y"])
