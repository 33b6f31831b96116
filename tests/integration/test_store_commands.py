"""The commands on the store and its persons, from the command line to the disk."""

from __future__ import annotations

import csv
import json
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tertial.definitions.start import start_folder
from tertial.domain.calendar import Month
from tertial.domain.declarations import KeptMonths
from tertial.domain.row_marks import Mark
from tertial.extracts.companions import quarantined
from tertial.extracts.keys import KEY_ID_VARIABLE, KEY_VARIABLE, read_key, write_key
from tertial.pipeline.relinking import account
from tertial.store.state import open_state
from tests.command_line import answer, in_a_process_of_its_own, tertial
from tests.persons_in_store import (
    ALICE,
    BOB,
    CECILIA,
    DAVID,
    DAVID_BEFORE,
    KEY,
    contact,
    every_byte,
    fill,
    listed,
    token,
)
from tests.unit.domain.declared import declared

EXTRACTS = """
[extract.contacts-cosmic]
feed = "contacts"
files = "extracts/contacts*.csv"
purposes = ["planning_and_follow_up"]
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = ["primary-care"]
legal_basis = "Patientdatalagen 2 kap. 4 § 5"
retention = { months = 60 }
"""
OLD, RECENT = Month(2019, 11), Month(2026, 8)
HERE, OTHER = "harbour-centre", "hill-centre"
DECISION = ("--decided-by", "arkivchefen", "--decided-on", "2026-01-15", "--case", "HSN 2026/31", "--what", "gallring")
HEAD = "contact_id,person,unit,clinician,profession,date,mode,visit,problem,wait_days,chose_to_wait\n"


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region whose store has two months of contacts and one of listing, and the key of it in the environment."""
    folder = tmp_path / "region"
    start_folder(folder, name=None, language="sv")
    (folder / "extracts.toml").write_text(EXTRACTS, "utf-8")
    declaration = declared(retention=KeptMonths(60), units=("primary-care",))
    fill(
        folder / "store",
        {
            ("contacts", OLD): [contact(ALICE, "kontakt-1", date(2019, 11, 4), unit=HERE)],
            ("contacts", RECENT): [
                contact(ALICE, "kontakt-2", date(2026, 8, 3), unit=HERE),
                contact(BOB, "kontakt-3", date(2026, 8, 3), unit=OTHER),
                contact(CECILIA, "kontakt-4", date(2026, 8, 3), unit=HERE, marks=Mark.PROTECTED_IDENTITY.bit),
                contact(DAVID_BEFORE, "kontakt-5", date(2026, 8, 4), unit=HERE),
            ],
            (quarantined("contacts"), RECENT): [
                {"file_sha256": "a" * 64, "line": line, "column": "unit", "reason": "unknown_unit", "nearest": HERE}
                for line in (7, 9)
            ],
        },
        declaration=declaration,
    )
    fill(folder / "store", {("listing", RECENT): [listed(ALICE, date(2026, 8, 1), unit=HERE)]})
    monkeypatch.setenv(KEY_VARIABLE, KEY.reveal().hex())
    monkeypatch.setenv(KEY_ID_VARIABLE, KEY.id)
    return folder


def written(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.write_text("".join(";".join(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def register(tmp_path: Path) -> Path:
    everybody = [(ALICE, "Alice Åberg"), (BOB, "Bob"), (CECILIA, "Cecilia"), (DAVID, "David"), (DAVID_BEFORE, "David")]
    return written(tmp_path / "register.csv", [("Personnummer", "Namn"), *everybody])


def test_help_does_not_wait_for_the_libraries_of_the_store() -> None:
    asked = "import sys, tertial.cli; sys.exit(len({'duckdb', 'pyarrow', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


# store


def test_the_log_tells_of_every_load(region: Path) -> None:
    loads = answer("store", "log", region, "--json")["loads"]
    assert [(one["state"], one["action"], one["feed"], one["read"]) for one in loads] == [
        (1, "load", "contacts", 7),
        (2, "load", "listing", 1),
    ]
    ran = tertial("store", "log", region)
    assert (ran.code, ran.err) == (0, "")
    assert "2026-11-22 10:30" in ran.out


def test_verify_ends_with_1_only_for_what_the_next_load_does_not_mend(region: Path) -> None:
    assert answer("store", "verify", region, "--json") == {"findings": []}
    (region / "store" / "incoming" / "left.parquet").write_bytes(b"")
    assert [one["harmless"] for one in answer("store", "verify", region, "--json")["findings"]] == [True]
    events = next((region / "store" / "events" / "contacts").rglob("*.parquet"))
    events.write_bytes(events.read_bytes()[:-1])
    ran = tertial("store", "verify", region)
    assert ran.code == 1
    assert events.name in ran.out.replace("\n", "")


def test_pruning_keeps_the_newest_and_the_pinned_states(region: Path) -> None:
    answer("store", "pin", region, 1, "--by", "anna", "--why", "delårsrapport", "--json")
    assert answer("store", "pins", region, "--json") == {"pins": [{"state": 1, "by": "anna", "why": "delårsrapport"}]}
    assert answer("store", "prune", region, "--keep", 1, "--yes", "--json") == {"pruned": [0]}
    answer("store", "unpin", region, 1, "--by", "anna", "--json")
    assert answer("store", "prune", region, "--keep", 1, "--yes", "--json") == {"pruned": [1]}
    assert answer("store", "pins", region, "--json") == {"pins": []}


def test_what_cannot_be_undone_is_not_done_unasked(region: Path) -> None:
    for asked in (
        ("store", "prune", region, "--keep", 1),
        ("store", "prune", region, "--keep", 1, "--json"),
        ("dispose", region, "--feed", "contacts", "--through", "2019-12", *DECISION),
    ):
        ran = tertial(*asked)
        assert ran.code == 1
        assert "--yes" in ran.err + ran.out
    assert open_state(region / "store", 1).number == 1


@pytest.mark.parametrize("keep", [0, -1])
def test_the_state_in_force_is_never_pruned(region: Path, keep: int) -> None:
    ran = tertial("store", "prune", region, "--keep", keep, "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert open_state(region / "store", 0).number == 0


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("store", "unpin", "REGION", 1, "--by", "anna"), "anna"),
        (("store", "pin", "REGION", 9, "--by", "anna", "--why", "prov"), "9"),
        (("store", "pin", "REGION", "--by", "anna", "--why", "prov", "--", -1), "-1"),
        (("store", "pin", "REGION", 1, "--by", " ", "--why", "prov"), ""),
        (("quarantine", "REGION", "--feed", "contact"), "contacts"),
        (("quarantine", "REGION", "--load", 12), "12"),
        (("store", "log", "REGION", "--store", "finns-inte"), "finns-inte"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(region: Path, command: Sequence[object], told: str) -> None:
    ran = tertial(*(region if part == "REGION" else part for part in command))
    assert (ran.code, ran.out) == (1, "")
    assert told in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_store_may_lie_elsewhere_and_the_region_folder_is_then_not_read(region: Path, tmp_path: Path) -> None:
    (region / "store").rename(tmp_path / "lagret")
    assert tertial("store", "log", region).code == 1
    found = answer("store", "log", tmp_path / "finns-inte", "--store", tmp_path / "lagret", "--json")
    assert len(found["loads"]) == 2


# quarantine


def test_quarantine_counts_by_reason_and_then_names_each_line(region: Path) -> None:
    found = answer("quarantine", region, "--json")
    assert [(one["feed"], one["reason"], one["lines"]) for one in found["reasons"]] == [("contacts", "unknown_unit", 2)]
    assert [(one["line"], one["column"], one["nearest"]) for one in found["lines"]] == [
        (7, "unit", HERE),
        (9, "unit", HERE),
    ]
    assert answer("quarantine", region, "--feed", "listing", "--json")["lines"] == []


def test_quarantine_goes_to_a_new_file(region: Path, tmp_path: Path) -> None:
    out = tmp_path / "karantän.csv"
    assert tertial("quarantine", region, "--out", out).code == 0
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [(row["line"], row["reason"], row["nearest"]) for row in rows] == [
        ("7", "unknown_unit", HERE),
        ("9", "unknown_unit", HERE),
    ]
    assert tertial("quarantine", region, "--out", out).code == 1


def test_quarantine_of_one_load_names_its_files(region: Path, tmp_path: Path) -> None:
    (region / "extracts").mkdir()
    row = f"kontakt-8,{ALICE},{HERE},,nurse,2026-09-03,phone,return,known,,\n"
    faulty = row.replace(HERE, "harbor-centre").replace("kontakt-8", "kontakt-9")
    (region / "extracts" / "contacts-09.csv").write_text(HEAD + row + faulty, "utf-8")
    answer("load", region, "--json")
    found = answer("quarantine", region, "--load", 3, "--json")
    assert [(one["file"], one["line"], one["nearest"]) for one in found["lines"]] == [("contacts-09.csv", 3, HERE)]


# key


def test_a_new_key_is_its_owners_alone_and_never_written_over_or_printed(tmp_path: Path) -> None:
    file = tmp_path / "person.key"
    ran = tertial("key", "new", file, "--id", "k7")
    key = read_key({}, file)
    assert (ran.code, key.id, stat.S_IMODE(file.stat().st_mode)) == (0, "k7", 0o600)
    assert key.reveal().hex() not in ran.out + ran.err
    again = tertial("key", "new", file, "--id", "k8")
    assert (again.code, read_key({}, file)) == (1, key)


@pytest.mark.parametrize("wrong", ["K1", "1k", "en nyckel", "k12345"])
def test_an_id_that_names_no_key_is_refused(tmp_path: Path, wrong: str) -> None:
    ran = tertial("key", "new", tmp_path / "person.key", "--id", wrong)
    assert (ran.code, list(tmp_path.iterdir())) == (1, [])
    assert wrong in ran.err


# relink


def relink(region: Path, register: Path, out: Path, rows: Sequence[Sequence[str]], *more: object) -> Sequence[object]:
    listed_file = written(region.parent / "lista.csv", [("person", "unit", "due"), *rows])
    asked = ("--register", register, "--out", out, "--unit", "primary-care", "--reason", "kallelse")
    return ("relink", region, listed_file, *asked, *more)


def test_a_list_is_joined_logged_and_written_for_its_owner_alone(region: Path, register: Path, tmp_path: Path) -> None:
    rows = [(token(ALICE), HERE, "2026-12"), (token(BOB), OTHER, "2027-01"), (token(CECILIA), HERE, "2027-02")]
    out = tmp_path / "kallelser.csv"
    found = answer(*relink(region, register, out, rows, "--json"))
    assert (found["rows"], found["left_out"]) == (2, {"protected": 1, "elsewhere": 0, "not_in_register": 0})
    assert out.read_text("utf-8").splitlines() == [
        "Personnummer,Namn,unit,due",
        f"{ALICE},Alice Åberg,{HERE},2026-12",
        f"{BOB},Bob,{OTHER},2027-01",
    ]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    lines = [json.loads(line) for line in (region / "store" / "access.jsonl").read_text("utf-8").splitlines()]
    assert [(line["patient"], line["unit"], line["user"]) for line in lines] == [
        (token(ALICE), "primary-care", account()),
        (token(BOB), "primary-care", account()),
    ]


def test_who_was_shown_whom_is_told_by_occasion_and_goes_to_a_file_by_person(
    region: Path, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Ingen har fått se någon persons uppgifter." in tertial("audit", region).out
    rows = [(token(ALICE), HERE, "2026-12"), (token(BOB), OTHER, "2027-01")]
    assert tertial(*relink(region, register, tmp_path / "kallelser.csv", rows)).code == 0
    out = tmp_path / "logg.csv"
    monkeypatch.setenv("COLUMNS", "120")
    shown = tertial("audit", region, "--unit", "primary-care", "--out", out)
    (line,) = [line for line in shown.out.splitlines() if "kallelse" in line]
    assert re.split("  +", line.strip())[1:] == [
        "kopplad lista", "primary-care", account(), "kallelse", "2",
    ]  # fmt: skip
    _head, *people = out.read_text("utf-8-sig").splitlines()
    assert [token(one) in line for one, line in zip((ALICE, BOB), people, strict=True)] == [True, True]
    found = answer("audit", region, "--user", account(), "--json")["accesses"]
    assert [one["patient"] for one in found] == [token(ALICE), token(BOB)]
    refused = tertial("audit", region, "--unit", "primary-car")
    assert (refused.code, "primary-care" in refused.err) == (1, True)


@pytest.mark.parametrize("place", ["region", "region/texts", "region/store", "region/store/events"])
def test_numbers_are_never_written_where_data_is_looked_for(
    region: Path, register: Path, tmp_path: Path, place: str
) -> None:
    out = tmp_path / place / "kallelser.csv"
    ran = tertial(*relink(region, register, out, [(token(ALICE), HERE, "")]))
    assert ran.code == 1
    assert not out.exists()
    assert not (region / "store" / "access.jsonl").exists()


def test_the_user_who_is_logged_is_the_systems_and_not_what_the_environment_says(
    region: Path, register: Path, tmp_path: Path
) -> None:
    asked = relink(region, register, tmp_path / "kallelser.csv", [(token(ALICE), HERE, "")])
    ran = in_a_process_of_its_own(*asked, surroundings={"USER": "nobody-else", "LOGNAME": "nobody-else"})
    assert ran.returncode == 0
    assert json.loads((region / "store" / "access.jsonl").read_bytes())["user"] == account() != "nobody-else"


def test_a_list_that_leaves_nobody_writes_nothing(region: Path, register: Path, tmp_path: Path) -> None:
    out = tmp_path / "kallelser.csv"
    ran = tertial(*relink(region, register, out, [(token(CECILIA), HERE, "")]))
    assert (ran.code, out.exists()) == (1, False)


# dispose


def test_months_due_are_told_and_disposed_of_by_decision(region: Path) -> None:
    assert answer("dispose", region, "--due", "--json") == {"due": {"contacts": ["2019-11"]}}
    done = answer("dispose", region, "--feed", "contacts", "--through", "2019-12", *DECISION, "--yes", "--json")
    assert (done["rows"], done["months"], done["pruned"]) == ({"contacts": 1}, ["2019-11"], [0, 1, 2])
    assert b"kontakt-1" not in every_byte(region / "store")
    assert answer("dispose", region, "--due", "--json") == {"due": {}}


def test_a_months_time_by_the_declaration_is_kept(region: Path) -> None:
    ran = tertial("dispose", region, "--feed", "contacts", "--through", "2026-08", *DECISION, "--yes")
    assert ran.code == 1
    assert "2031-08-31" in ran.err


@pytest.mark.parametrize("given", [ALICE, token(ALICE)])
def test_one_person_is_given_by_number_or_by_token(region: Path, tmp_path: Path, given: str) -> None:
    person = written(tmp_path / "person.csv", [("Person", "note"), (given, "dom")])
    done = answer("dispose", region, "--feed", "contacts", "--person-file", person, *DECISION, "--yes", "--json")
    assert done["rows"] == {"contacts": 2}
    assert open_state(region / "store").rows("listing") == 1


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--through", "2019-12", *DECISION), 2),
        (("--feed", "contacts", *DECISION), 2),
        (("--feed", "contacts", "--through", "2019-12", *DECISION[2:]), 2),
        (("--feed", "contact", "--through", "2019-12", *DECISION), 1),
        (("--feed", "contacts", "--through", "2019-13", *DECISION), 2),
        (("--feed", "contacts", "--through", "2019-12", *DECISION, "--decided-on", "i går"), 2),
        (("--feed", "contacts", "--person-file", "finns-inte.csv", *DECISION), 1),
    ],
)
def test_a_decision_that_is_not_whole_disposes_of_nothing(region: Path, asked: Sequence[str], code: int) -> None:
    ran = tertial("dispose", region, *asked, "--yes")
    assert (ran.code, ran.out) == (code, "")
    assert ran.err
    assert open_state(region / "store").number == 2


# rotate-key, change-identity


@pytest.fixture
def keys(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.key", tmp_path / "new.key"
    write_key(KEY, old)
    assert tertial("key", "new", new, "--id", "k2").code == 0
    return old, new


def test_a_new_key_takes_over_and_the_old_one_loads_no_more(
    region: Path, register: Path, keys: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = keys
    asked = ("--register", register, "--old-key-file", old, "--new-key-file", new, "--yes", "--json")
    done = answer("rotate-key", region, *asked)
    assert (done["rows"], done["state"], done["accesses_left"], done["no_numbers"]) == (6, 3, 0, {})
    assert b"k1." not in every_byte(region / "store")
    monkeypatch.delenv(KEY_VARIABLE)
    monkeypatch.delenv(KEY_ID_VARIABLE)
    (region / "extracts").mkdir()
    row = f"kontakt-8,{ALICE},{HERE},,nurse,2026-09-03,phone,return,known,,\n"
    (region / "extracts" / "contacts-09.csv").write_text(HEAD + row, "utf-8")
    assert tertial("load", region, "--key-file", old).code == 1
    assert tertial("load", region, "--key-file", new).code == 0
    persons = open_state(region / "store").table("contacts").to_pylist()
    of_alice = {row["person"] for row in persons if row["contact_id"] in {"kontakt-1", "kontakt-2", "kontakt-8"}}
    assert of_alice == {token(ALICE, read_key({}, new))}


def test_a_register_that_lacks_persons_or_a_key_used_twice_changes_nothing(
    region: Path, tmp_path: Path, keys: tuple[Path, Path]
) -> None:
    old, new = keys
    few = written(tmp_path / "few.csv", [("Personnummer", "Namn"), (ALICE, "Alice")])
    for pair in ((old, new), (old, old)):
        asked = ("--register", few, "--old-key-file", pair[0], "--new-key-file", pair[1], "--yes")
        assert tertial("rotate-key", region, *asked).code == 1
    assert open_state(region / "store").number == 2


def test_a_changed_identity_holds_for_rows_before_and_for_loads_after(region: Path, tmp_path: Path) -> None:
    changes = written(tmp_path / "byten.csv", [("old", "new", "since"), (DAVID_BEFORE, DAVID, "2026-08-20")])
    done = answer("change-identity", region, "--from-file", changes, "--json")
    assert (done["added"], done["renamed"], done["state"]) == (1, 1, 3)
    (region / "extracts").mkdir()
    row = f"kontakt-8,{DAVID_BEFORE},{HERE},,nurse,2026-09-03,phone,return,known,,\n"
    (region / "extracts" / "contacts-09.csv").write_text(HEAD + row, "utf-8")
    answer("load", region, "--json")
    rows = {row["contact_id"]: row["person"] for row in open_state(region / "store").table("contacts").to_pylist()}
    assert rows["kontakt-5"] == rows["kontakt-8"] == token(DAVID)


@pytest.mark.parametrize(
    ("row", "secret"),
    [
        ((DAVID_BEFORE, "19900204-9817", "2026-08-20"), "9817"),
        ((DAVID, DAVID, "2026-08-20"), DAVID),
        ((DAVID_BEFORE, DAVID, "i fjol"), DAVID),
    ],
)
def test_a_change_that_cannot_be_is_told_by_its_line_and_never_by_its_numbers(
    region: Path, tmp_path: Path, row: Sequence[str], secret: str
) -> None:
    changes = written(tmp_path / "byten.csv", [("old", "new", "since"), row])
    ran = tertial("change-identity", region, "--from-file", changes)
    assert ran.code == 1
    assert "2" in ran.err
    assert secret not in ran.err
    assert open_state(region / "store").number == 2
