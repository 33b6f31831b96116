"""What loading is told of a column: codes by their meaning, words for nothing, formats; and which values are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.domain.feeds.registry import all_feeds
from tertial.domain.label import Label
from tertial.domain.organisation import Organisation, Unit
from tertial.extracts.mapping.cells import Proposed
from tertial.extracts.mapping.units import units_of
from tests.unit.extracts.mapping.extract_files import NO_UNITS, match_of, proposal_for

CONTACTS = all_feeds()["contacts"]
ADMISSIONS = all_feeds()["admissions"]
UNITS = units_of(
    Organisation(
        (
            Unit("hc-1", Label("Backens hälsocentral", "Backen Health Centre"), "unit", hsa_id="SE2321000016-1A"),
            Unit("hc-2", Label("Ersboda hälsocentral"), "unit"),
        )
    )
)


def proposed(folder: Path, header: str, column: str, values: list[str], *, units: bool = False) -> Proposed:
    feed = CONTACTS if column in CONTACTS.names else ADMISSIONS
    known = UNITS if units else NO_UNITS
    return proposal_for(folder, {header: values}, feeds=[feed], units=known).proposed[column]


def test_usual_words_for_codes_are_mapped(tmp_path: Path) -> None:
    found = proposed(tmp_path, "YRKE", "profession", ["SSK", "läk", "Barnmorska"] * 3)
    assert found.cell.codes == {"SSK": "nurse", "läk": "doctor"}
    assert (found.alike, found.unknown, found.hidden) == ({}, (), 0)


def test_a_meaning_that_is_cut_short_is_mapped_and_said_to_be_alike(tmp_path: Path) -> None:
    found = proposed(tmp_path, "YRKE", "profession", ["Fysiot.", "SSK"] * 3)
    assert found.alike == {"Fysiot.": "physiotherapist"}
    assert found.cell.codes["Fysiot."] == "physiotherapist"


def test_codes_of_the_system_are_listed_for_a_person_to_map(tmp_path: Path) -> None:
    found = proposed(tmp_path, "TYP", "mode", ["1", "2", "7"] * 3)
    assert (found.unknown, found.hidden) == (("1", "2", "7"), 0)
    assert found.cell.codes == {}


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(["A1", "A2"] * 2, id="too few rows to be codes"),
        pytest.param([f"kod {number}" for number in range(51)] * 3, id="too many different values"),
        pytest.param(["en text som är längre än trettio tecken"] * 9, id="too long"),
        pytest.param(["121212", "131313"] * 9, id="six digits together"),
        pytest.param(["12 12-12 XX", "13.13.13"] * 9, id="six digits with signs between"),
        pytest.param(["a\u202eb"] * 9, id="a sign that turns the text"),
    ],
)
def test_values_that_may_be_about_somebody_are_only_counted(values: list[str], tmp_path: Path) -> None:
    found = proposed(tmp_path, "KONTAKTTYP", "mode", values)
    assert found.unknown == ()
    assert found.cell.codes == {}
    assert found.hidden == len(set(values))


def test_an_identity_number_among_codes_is_only_counted(tmp_path: Path) -> None:
    calls = all_feeds()["phone-calls"]
    found = proposal_for(tmp_path, {"SAMTALSUTFALL": ["besvarad", "19121212-1212"] * 9}, feeds=[calls])
    assert (found.proposed["outcome"].unknown, found.proposed["outcome"].hidden) == ((), 1)


def test_values_of_a_column_that_is_only_guessed_are_not_shown(tmp_path: Path) -> None:
    columns = {"BESÖKSTYP": ["P", "Q"] * 6, "KONTAKTTYP": ["R", "S"] * 6}
    proposal = proposal_for(tmp_path, columns, feeds=[CONTACTS])
    assert match_of(proposal, "mode").rivals
    assert (proposal.proposed["mode"].unknown, proposal.proposed["mode"].hidden) == ((), 2)


@pytest.mark.parametrize(
    ("header", "column", "values"),
    [
        ("KONTAKTID", "contact_id", [f"Anna {number}" for number in range(9)]),
        ("PNR", "person", ["Anna", "Bo", "Cia"] * 3),
        ("LÄKARE", "clinician", ["Anna", "Bo", "Cia"] * 3),
    ],
)
def test_no_value_of_a_key_a_person_or_a_clinician_is_kept_in_a_proposal(
    header: str, column: str, values: list[str], tmp_path: Path
) -> None:
    found = proposed(tmp_path, header, column, values)
    assert found == Proposed(found.cell)
    assert (found.cell.column, found.cell.codes, found.cell.empty) == (header, {}, frozenset())


def test_a_units_name_is_mapped_to_its_id_and_its_hsa_id_needs_no_telling(tmp_path: Path) -> None:
    found = proposed(
        tmp_path, "ENHET", "unit", ["Backens hälsocentral", "SE2321000016-1A", "hc-2", "HC Öst"] * 3, units=True
    )
    assert found.cell.codes == {"Backens hälsocentral": "hc-1"}
    assert found.unknown == ("HC Öst",)


def test_words_for_nothing_are_told_but_not_where_they_are_a_code(tmp_path: Path) -> None:
    assert proposed(tmp_path, "VÄNTETID", "wait_days", ["3", "-", "NULL"]).cell.empty == {"-", "NULL"}
    assert proposed(tmp_path, "ORSAK", "delay_cause", ["none", "-", "planning"]).cell.empty == {"-"}


def test_a_day_that_means_none_is_told(tmp_path: Path) -> None:
    found = proposed(tmp_path, "BESDAT", "date", ["2025-08-04", "1900-01-01", "9999-12-31 00:00:00"])
    assert found.cell.empty == {"1900-01-01", "9999-12-31 00:00:00"}


@pytest.mark.parametrize(
    ("values", "form"),
    [
        (["2025-08-04"], ""),
        (["20250804"], ""),
        (["2025-08-04T00:00:00"], ""),
        (["31.12.2024", "01.02.2025"], "%d.%m.%Y"),
        (["31/12/2024", "01/02/2025"], "%d/%m/%Y"),
        (["12/31/2024", "01/02/2025"], "%m/%d/%Y"),
        (["2025-08-04 13:45:00", "2025-08-05 01:02:03"], "%Y-%m-%d %H:%M:%S"),
        (["251231", "250102"], "%y%m%d"),
    ],
)
def test_how_days_are_written_is_found(values: list[str], form: str, tmp_path: Path) -> None:
    assert proposed(tmp_path, "BESDAT", "date", values).cell.format == form


def test_days_that_may_be_read_in_two_ways_are_a_guess(tmp_path: Path) -> None:
    proposal = proposal_for(tmp_path, {"BESDAT": ["01/02/2025", "03/04/2025"]}, feeds=[CONTACTS])
    evidence = match_of(proposal, "date").evidence
    assert evidence is not None
    assert {evidence.format, *evidence.shared} == {"%d/%m/%Y", "%m/%d/%Y"}


@pytest.mark.parametrize(
    ("value", "form"),
    [("2025-08-01 10:00", ""), ("01.08.2025 10:00", "%d.%m.%Y %H:%M"), ("202508011000", "%Y%m%d%H%M")],
)
def test_how_points_in_time_are_written_is_found(value: str, form: str, tmp_path: Path) -> None:
    assert proposed(tmp_path, "INSKRIVNINGSTID", "admitted_at", [value]).cell.format == form
