"""`make demo` follows up an invented region, reports the published ones and says how the objectives stand."""

from __future__ import annotations

import io
import re
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tertial.demo.demonstration import demonstrate
from tertial.demo.published import report_published
from tests.acceptance.conftest import PERIODS, UNITS, Assessed, Demonstrated
from tests.acceptance.printed import plain

NAMES = {"norrbotten-2022": "Region Norrbotten", "vasterbotten-2025": "Region Västerbotten"}
COLUMNS = {
    "uppfyllt": "met",
    "delvis": "partly_met",
    "ej uppfyllt": "not_met",
    "kan inte bedömas": "no_data",
    "följs senare": "not_due",
}


def test_the_demo_ends_well_and_quietly(demonstrated: Demonstrated) -> None:
    assert (demonstrated.code, demonstrated.err) == (0, "")


def test_the_demo_writes_fifteen_reports_and_lists_each(demonstrated: Demonstrated) -> None:
    expected = {
        f"{region}-{UNITS[region]}-{period}-{language}.{form}"
        for region, period in PERIODS.items()
        for language in ("sv", "en")
        for form in ("pdf", "docx", "html")
    } | {f"demo-region-2025-08-sv.{form}" for form in ("pdf", "docx", "html")}
    assert demonstrated.files.keys() - {"demo.key", "demo-phone-same-day.txt"} == expected
    assert len(expected) == 15
    for name, content in ((name, demonstrated.files[name]) for name in expected):
        (listed,) = [
            line for line in demonstrated.out.splitlines() if line.split()[:1] and line.split()[0].endswith(name)
        ]
        size = re.sub(r"\D", "", listed.rpartition(name)[2].replace("kB", ""))
        assert int(size) == len(content) // 1024


@pytest.mark.parametrize("region", PERIODS)
def test_the_demo_checks_each_region_and_finds_no_error(region: str, demonstrated: Demonstrated) -> None:
    (line,) = [line for line in demonstrated.out.splitlines() if re.search(rf"{region}: \d+ filer", line)]
    assert re.search(r"\bFel: 0\b", line)


@pytest.mark.parametrize("region", PERIODS)
def test_the_table_counts_the_objectives_as_the_assessment_has_them(
    region: str, demonstrated: Demonstrated, assessed: Assessed
) -> None:
    lines = demonstrated.out.splitlines()
    (head,) = [line for line in lines if line.startswith("Region ") and "uppfyllt" in line]
    heads = re.split(r" {2,}", head.strip())
    (row,) = [line for line in lines if line.startswith(f"{NAMES[region]}, {PERIODS[region]}")]
    counts = [int(count) for count in plain(row).removeprefix(f"{NAMES[region]}, {PERIODS[region]}").split()]
    held = Counter(
        objective["judgement"] if objective["judged"] else objective["suggested"]
        for objective in assessed(region)["objectives"]
    )
    assert {COLUMNS[head]: count for head, count in zip(heads[1:], counts, strict=True)} == {
        status: held[status] for status in COLUMNS.values()
    }
    assert sum(counts) == len(assessed(region)["objectives"])


def test_each_step_says_what_came_of_it_and_its_seconds(demonstrated: Demonstrated) -> None:
    steps = [line for line in demonstrated.out.splitlines() if re.match(r"\d/6  .*, \d+\s+s$", line)]
    assert [step[0] for step in steps] == list("123456")
    assert re.search(r"\d rader i \d\d extrakt", steps[0])


def test_the_explained_number_is_the_one_of_the_report(demonstrated: Demonstrated) -> None:
    told = demonstrated.files["demo-phone-same-day.txt"].decode()
    (value,) = set(re.findall(r"^(\d+,\d) %   \d", told.replace("\xa0", " ").replace("\u202f", " "), re.MULTILINE))
    assert f"{value}\xa0%" in demonstrated.files["demo-region-2025-08-sv.html"].decode()


def test_a_region_with_errors_stops_the_demo_with_1(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    out = io.StringIO()
    with redirect_stdout(out):
        assert demonstrate(tmp_path, tmp_path / "out") == 1
    assert "region.toml" in out.getvalue()
    assert not (tmp_path / "out").exists()


def test_a_published_region_with_errors_is_not_reported(tmp_path: Path) -> None:
    (tmp_path / "norrbotten-2022").mkdir()
    published = report_published(tmp_path, tmp_path / "out")
    assert not published.went_well
    assert "region.toml" in {error.path for error in published.checked[0][1].errors}
    assert not (tmp_path / "out").exists()
