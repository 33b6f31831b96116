"""extracts.toml: what is read, what is never repeated, and which files of a region folder are data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tertial.definitions.reading import Reading, read_region
from tertial.definitions.upgrade import upgrade_folder
from tertial.domain.declarations import KeptMonths, KeptUntil, Purpose
from tertial.domain.extracts import FIRST_DAY, Extract, Extracts, Files, Query, Take, VersionKind
from tertial.domain.row_marks import Mark
from tertial.language import using
from tests.spec.broken_extracts import BROKEN_EXTRACTS
from tests.spec.broken_folders import Broken
from tests.spec.good_folder import write_good_folder

SECRET_FAULTS = [broken for broken in BROKEN_EXTRACTS if broken.code in {"E608", "E611", "E619"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_good_folder(tmp_path / "small")


def extracts_of(folder: Path) -> Extracts:
    reading = read_region(folder)
    assert [found.sentence() for found in reading.diagnostics] == []
    assert reading.region is not None
    return reading.region.extracts


def contacts(folder: Path) -> Extract:
    return extracts_of(folder).of_feed("contacts")[0]


def swapped(folder: Path, old: str, new: str) -> Path:
    path = folder / "extracts.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return folder


def told(reading: Reading) -> str:
    return "\n".join(found.sentence() for found in reading.diagnostics)


def test_a_folder_without_the_file_has_no_extracts(folder: Path) -> None:
    (folder / "extracts.toml").unlink()
    assert extracts_of(folder) == Extracts()


def test_an_extract_has_its_origin_and_what_tells_its_rows(folder: Path) -> None:
    extract = contacts(folder)
    assert extract.origin == Files("extracts/contacts*.csv", Take.ALL, ";")
    assert extract.version is not None
    assert extract.version.kind is VersionKind.INSTANT
    assert extract.deleted is not None
    assert extract.deleted.values == {"1"}
    assert extract.marks[Mark.PROTECTED_IDENTITY].column == "SKYDD"
    assert extract.first_day == date(2019, 1, 1)


def test_an_extract_has_its_declaration(folder: Path) -> None:
    declaration = contacts(folder).declaration
    assert declaration.purposes == {Purpose.PLANNING_AND_FOLLOW_UP, Purpose.QUALITY}
    assert declaration.controller == "Hälso- och sjukvårdsnämnden"
    assert (declaration.provider, declaration.units) == ("region", ("north", "south"))
    assert declaration.retention == KeptMonths(120)
    assert declaration.allows("board", date(2026, 1, 1))
    assert not declaration.allows("board", date(2028, 1, 1))


def test_a_column_comes_from_its_name_alone_or_with_codes_empty_values_format_or_a_constant(folder: Path) -> None:
    columns = contacts(folder).columns
    assert columns["contact_id"].column == "KONTAKT_ID"
    assert columns["unit"].codes == {"N": "north", "S": "south"}
    assert columns["mode"].codes == {"1": "physical", "2": "phone"}
    assert columns["wait_days"].empty == {"-", "NULL"}
    assert columns["date"].format == "%d.%m.%Y"
    assert columns["chose_to_wait"].constant == "no"


def test_a_query_names_its_database_and_tables_and_one_value_may_stand_for_a_list(folder: Path) -> None:
    extract = extracts_of(folder).of_feed("beds")[0]
    assert extract.origin == Query("journal", "SELECT * FROM vard.platser", frozenset({"vard.platser"}))
    assert extract.declaration.retention == KeptUntil(date(2035, 12, 31))
    assert extract.declaration.units == ("board",)
    assert extract.first_day == FIRST_DAY


def test_databases_reserve_numbers_and_the_store_are_the_regions(folder: Path) -> None:
    extracts = extracts_of(folder)
    assert [(one.host, one.port, one.tls) for one in extracts.databases] == [("db.region.se", 5432, "verify-full")]
    assert [one.pattern for one in extracts.reserve_patterns] == ["99nnnnnnnnnl"]
    assert extracts.store == "store"


@pytest.mark.parametrize(("said", "meant"), [("true", "yes"), ("false", "no"), ('"yes"', "yes"), ('"true"', "yes")])
def test_true_and_false_mean_yes_and_no(folder: Path, said: str, meant: str) -> None:
    swapped(
        folder, 'chose_to_wait = { constant = "no" }', f'chose_to_wait = {{ column = "V", codes = {{ J = {said} }} }}'
    )
    assert contacts(folder).columns["chose_to_wait"].codes == {"J": meant}


@pytest.mark.parametrize("value", ["null", "~", "NULL", "", " ", "."])
def test_any_value_of_another_system_can_be_one_that_means_nothing(folder: Path, value: str) -> None:
    swapped(folder, '["-", "NULL"]', f'"{value}"')
    assert contacts(folder).columns["wait_days"].empty == {value}


def test_numbers_without_quotes_are_values_as_texts(folder: Path) -> None:
    swapped(folder, 'values = ["1"] }\nmarks', "values = 1 }\nmarks")
    deleted = contacts(folder).deleted
    assert deleted is not None
    assert deleted.values == {"1"}


@pytest.mark.parametrize("address", ["localhost", "::1", "/var/run/postgresql"])
def test_a_database_on_the_same_computer_needs_no_closed_line(folder: Path, address: str) -> None:
    swapped(folder, 'host = "db.region.se"', f'host = "{address}"\ntls = "disable"')
    assert extracts_of(folder).databases[0].tls == "disable"


@pytest.mark.parametrize("place", ["../data/store", "/srv/tertial", "lager"])
def test_a_store_may_lie_anywhere_but_among_the_definitions(folder: Path, place: str) -> None:
    swapped(folder, 'store = "store"', f'store = "{place}"')
    assert extracts_of(folder).store == place


@pytest.mark.parametrize("broken", SECRET_FAULTS, ids=lambda broken: broken.what.replace(" ", "-"))
def test_a_secret_or_somebodys_number_is_never_repeated(folder: Path, broken: Broken) -> None:
    broken.how(folder)
    for language in ("sv", "en"):
        with using(language):
            sentences = told(read_region(folder))
        assert broken.code in sentences
        assert "Sommar2025" not in sentences
        assert "191212121212" not in sentences


def test_of_a_file_with_a_password_nothing_else_is_told(folder: Path) -> None:
    swapped(folder, 'user = "tertial"', 'user = "tertial"\npassword = Sommar2025')
    swapped(folder, 'feed = "contacts"', 'feed = "contact"')
    assert {found.code for found in read_region(folder).diagnostics} == {"E608"}


def test_every_missing_part_of_a_declaration_is_told_at_once(folder: Path) -> None:
    path = folder / "extracts.toml"
    path.write_text('[extract.beds]\nfeed = "beds"\nfiles = "beds.csv"\n', "utf-8")
    found = read_region(folder).errors
    assert [one.code for one in found] == ["E605"] * 6
    assert {one.read for one in found} == {
        "purposes", "controller", "provider", "units", "legal_basis", "retention",
    }  # fmt: skip


def test_one_broken_extract_does_not_hide_what_is_wrong_in_another(folder: Path) -> None:
    swapped(folder, 'take = "all"', 'take = "every"')
    swapped(folder, 'database = "journal"', 'database = "jornal"')
    assert [found.code for found in read_region(folder).errors] == ["E212", "E604"]


def test_units_are_not_doubted_where_the_organisation_cannot_be_read(folder: Path) -> None:
    (folder / "organisation.csv").write_bytes(b"\xff")
    assert {found.code for found in read_region(folder).errors} == {"E104"}


def test_what_lies_in_the_store_and_among_the_extracts_is_nobodys_definition(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "share"
    elsewhere.mkdir()
    (elsewhere / "contacts-2025.csv").write_bytes(b"\xff\xfe")
    (folder / "extracts").symlink_to(elsewhere)
    (folder / "store" / "manifests").mkdir(parents=True)
    (folder / "store" / "manifests" / "00000001.json").write_bytes(b"{}")
    swapped(folder, '"extracts/contacts*.csv"', '"./deliveries/contacts*.csv"')
    (folder / "deliveries").mkdir()
    (folder / "deliveries" / "contacts-1.csv").write_bytes(b"x")
    assert read_region(folder).diagnostics == ()


def test_a_file_beside_the_extracts_is_still_warned_of(folder: Path) -> None:
    swapped(folder, '"extracts/contacts*.csv"', '"deliveries/contacts*.csv"')
    (folder / "deliveries").mkdir()
    (folder / "deliveries" / "notes.csv").write_bytes(b"x")
    assert [found.code for found in read_region(folder).warnings] == ["W102"]


def test_a_pattern_that_takes_everything_hides_no_definition(folder: Path) -> None:
    swapped(folder, '"extracts/contacts*.csv"', '"*"')
    (folder / "goals.yaml").unlink()
    (folder / "outcomes" / "figures.csv").write_bytes(b"nothing\n")
    assert {"E102", "E303"} <= {found.code for found in read_region(folder).errors}


def test_an_upgrade_leaves_extracts_as_they_came(folder: Path) -> None:
    (folder / "extracts").mkdir()
    excel = "id;värde\r\n1;2,5\r\n".encode("cp1252")
    (folder / "extracts" / "contacts-1.csv").write_bytes(excel)
    upgrade = upgrade_folder(folder)
    assert not upgrade.files
    assert (folder / "extracts" / "contacts-1.csv").read_bytes() == excel


@pytest.mark.parametrize("start", ["-- dagens\\n", "/* a */ /* b */", "  \\n\\t", ""])
def test_a_query_may_begin_with_comments(folder: Path, start: str) -> None:
    swapped(folder, '"SELECT * FROM vard.platser"', f'"{start}with x as (select 1) select * from x"')
    assert isinstance(extracts_of(folder).of_feed("beds")[0].origin, Query)


@pytest.mark.parametrize("select", ["/**/" * 500, " " * 50_000, "selected", "-- select", "/* select"])
def test_what_never_comes_to_a_select_is_refused_however_long_it_is(folder: Path, select: str) -> None:
    swapped(folder, '"SELECT * FROM vard.platser"', f'"{select}x"')
    assert [found.code for found in read_region(folder).errors] == ["E617"]


@pytest.mark.parametrize("line", ["x" * 200_000, 'host = "' + ":" * 200_000, "pwd" * 60_000, "://" * 60_000])
def test_long_lines_are_looked_through_for_passwords_in_one_go(folder: Path, line: str) -> None:
    swapped(folder, 'user = "tertial"', f"user = 'tertial'  # {line}")
    assert extracts_of(folder).databases
