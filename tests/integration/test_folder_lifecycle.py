"""A region folder's life: started, checked, changed through the program, checked again, upgraded."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tertial.definitions.not_written import NotWrittenError
from tertial.definitions.reading import read_region
from tertial.definitions.recording import record_judgement, report_assignment, set_target
from tertial.definitions.start import start_folder
from tertial.definitions.upgrade import upgrade_folder
from tertial.definitions.writing import append_item, put_row, set_setting, set_value
from tertial.domain.assignments import AssignmentReport, Progress
from tertial.domain.calendar import Month, Period
from tertial.domain.judgements import Judgement, Outlook, Status
from tertial.domain.label import Label
from tertial.domain.region import Region
from tertial.domain.results import WHOLE
from tertial.domain.targets import DatedTarget, Decision, RangeTarget, ValueTarget

ROOT = Path(__file__).parents[2]
REGIONS = sorted(path.parent for path in (ROOT / "regions").glob("*/region.toml"))
DECISION = Decision(Label("Regionfullmäktige", "The regional council"), date(2025, 11, 24), "RS 123-2025")
DECEMBER = Month(2025, 12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    start_folder(tmp_path / "norr", name="Region Norr")
    return tmp_path / "norr"


def clean(folder: Path) -> Region:
    reading = read_region(folder)
    assert [finding.sentence() for finding in reading.errors] == []
    assert reading.region is not None
    return reading.region


def lines_changed(before: Path, after: Path) -> dict[str, tuple[int, int]]:
    """File -> how many of its lines went and how many came, of files that differ."""
    changed = {}
    for path in sorted(after.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(after).parts):
            name = path.relative_to(after).as_posix()
            old, new = (before / name).read_text("utf-8").splitlines(), path.read_text("utf-8").splitlines()
            if old != new:
                changed[name] = (len([line for line in old if line not in new]), len(new) - len(old))
    return changed


def test_a_started_folder_is_changed_by_the_program_and_still_checks_clean(folder: Path) -> None:
    set_target(
        folder, "staff-per-manager", DatedTarget(RangeTarget(Decimal(12), Decimal(25)), Month(2026, 1), None, DECISION)
    )
    set_target(folder, "phone-same-day", DatedTarget(ValueTarget(Decimal(97)), Month(2026, 1), None, DECISION))
    record_judgement(
        folder,
        Judgement(
            "safe-discharge",
            "hsn",
            DECEMBER,
            Status.MET,
            Outlook.CANNOT_BE_JUDGED,
            reason=Label("Återinskrivningarna: lägst hittills"),
            outlook_reason=Label("Året är slut", "The year is over"),
        ),
    )
    report_assignment(folder, "less-agency-staff", AssignmentReport(DECEMBER, Progress.DONE, Label("Klart")))
    put_row(
        folder,
        "outcomes/care.csv",
        {"indicator": "readmissions", "unit": "hsn", "period": "2025-YTD12", "numerator": "501", "denominator": "6700"},
    )
    set_value(folder, "goals.yaml", ("goals", 0, "title", "sv"), "Vård i rätt tid")
    append_item(folder, "deviations.yaml", ("deviations", 0, "causes"), {"sv": "Flera: bland annat sjukfrånvaro."})
    set_setting(folder, ("status", "assumed"), False)

    region = clean(folder)
    targets = region.indicators["phone-same-day"].targets.dated
    assert [(dated.first, dated.last) for dated in targets] == [
        (Month(2022, 1), Month(2024, 12)),
        (Month(2025, 1), Month(2025, 12)),
        (Month(2026, 1), None),
    ]
    assert targets[2].decision == DECISION
    judgement = region.judgement("safe-discharge", "hsn", DECEMBER)
    assert judgement is not None
    assert judgement.reason == Label("Återinskrivningarna: lägst hittills")
    report = region.assignments[0].report(DECEMBER)
    assert report is not None
    assert report.status is Progress.DONE
    series = region.outcomes.series("readmissions", "hsn")
    assert series[Period.parse("2025-YTD12"), WHOLE].numerator == 501
    assert region.goals.roots[0].title == Label("Vård i rätt tid", "Care in time")
    assert len(region.deviations[0].causes) == 2
    assert not region.settings.status.assumed


def test_a_folder_of_today_has_nothing_to_upgrade(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = upgrade_folder(folder)
    assert (done.steps, done.files, done.left) == ((), {}, ())
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_saved_by_excel_and_without_version_reads_again_after_an_upgrade(folder: Path) -> None:
    plain = clean(folder)
    settings = folder / "region.toml"
    settings.write_text(settings.read_text("utf-8").replace("schema_version = 1", "# schema_version"), "utf-8")
    for table in [*folder.glob("*.csv"), *folder.glob("outcomes/*.csv")]:
        saved = table.read_text("utf-8").replace(",", ";").replace(".", ",").replace("\n", "\r\n")
        table.write_bytes(saved.encode("cp1252"))
    assert read_region(folder).region is None
    done = upgrade_folder(folder)
    assert done.left == ()
    upgraded = clean(folder)
    for indicator in plain.indicators:
        assert upgraded.outcomes.series(indicator, "hsn") == plain.outcomes.series(indicator, "hsn")
    assert [line.amount for line in upgraded.economy.lines] == [line.amount for line in plain.economy.lines]
    assert upgraded.organisation.units == plain.organisation.units


def test_a_change_that_would_break_the_folder_leaves_it_as_it_was(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(NotWrittenError):
        set_target(folder, "phone-same-dya", DatedTarget(ValueTarget(Decimal(97)), Month(2026, 1), None, DECISION))
    with pytest.raises(NotWrittenError):
        set_value(folder, "goals.yaml", ("goals", 0, "level"), {"sv": "Mål"})
    with pytest.raises(NotWrittenError):
        put_row(folder, "outcomes/care.csv", {"indicator": "readmissions", "unit": "hsn", "value": "7,8"})
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("region", REGIONS, ids=lambda path: str(path.name))
def test_a_target_set_in_a_real_region_changes_only_its_own_lines(region: Path, tmp_path: Path) -> None:
    folder = tmp_path / region.name
    shutil.copytree(region, folder)
    read = clean(folder)
    several = [
        indicator
        for indicator in read.indicators.values()
        if (dated := indicator.targets.in_force(Month(2025, 8))) is not None and isinstance(dated.target, ValueTarget)
    ]
    assert several
    for indicator in several:
        target = DatedTarget(ValueTarget(Decimal(50)), Month(2027, 1), None, DECISION)
        set_target(folder, indicator.id, target)
    changed = lines_changed(region, folder)
    assert set(changed) == {f"indicators/{indicator.id}.yaml" for indicator in several}
    assert {gone for gone, _came in changed.values()} <= {0, 1}
    clean(folder)


@pytest.mark.parametrize("region", REGIONS, ids=lambda path: str(path.name))
def test_a_real_region_has_nothing_to_upgrade(region: Path, tmp_path: Path) -> None:
    folder = tmp_path / region.name
    shutil.copytree(region, folder)
    done = upgrade_folder(folder)
    assert (done.steps, done.files, done.left) == ((), {}, ())
