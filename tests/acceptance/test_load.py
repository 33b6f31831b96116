"""`tertial load` as a user sees it: the table in two widths and two languages, the reasons, and every way to end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

import tertial.pipeline.errand as pipeline
from tertial.definitions.start import start_folder
from tertial.extracts.keys import KEY_ID_VARIABLE, KEY_VARIABLE
from tertial.store.disk import LOCAL
from tertial.store.layout import Layout
from tertial.store.lock import Patience, turn
from tertial.store.state import open_state
from tests.command_line import PROGRAM, Ran, in_a_process_of_its_own, tertial
from tests.stored import AT_ONCE, HOLDER

KEY = bytes(range(3, 35)).hex()
DECLARATION = """
purposes = ["planning_and_follow_up"]
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = ["primary-care"]
legal_basis = "Patientdatalagen 2 kap. 4 § 5"
retention = { months = 120 }
"""
EXTRACTS = f"""
[extract.contacts-journal]
feed = "contacts"
files = "extracts/contacts-*.csv"
take = "all"
{DECLARATION}
[extract.listing]
feed = "listing"
files = "extracts/listing.csv"
{DECLARATION}
"""
CONTACTS = "contact_id;person;unit;profession;date;mode;visit;wait_days\n"
PERSONS = ("19900101-2385", "19900101-2393", "19121212-1212")
LISTING = f"""person;unit;valid_from
{PERSONS[0]};hill-centre;2024-05-01
{PERSONS[1]};harbour-centre;2025-01-15
"""


def contact(place: int, *, unit: str = "hill-centre", mode: str = "phone", wait: int = 2) -> str:
    """A line of contacts."""
    person = PERSONS[place % len(PERSONS)]
    return f"K-{place};{person};{unit};nurse;2026-10-{1 + place % 28:02d};{mode};first;{wait}\n"


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small region with two extracts, in whose files a few lines are wrong."""
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    monkeypatch.setenv(KEY_ID_VARIABLE, "k1")
    monkeypatch.setenv("COLUMNS", "80")
    folder = tmp_path / "region"
    start_folder(folder)
    extracts = folder / "extracts"
    extracts.mkdir()
    lines = [contact(place) for place in range(1_200)]
    lines[7] = contact(7, unit="hil-centre")
    lines[9] = contact(9, unit="hil-centre")
    lines[30] = contact(30, mode="telephone")
    (extracts / "contacts-1.csv").write_text(CONTACTS + "".join(lines), "utf-8")
    later = [contact(2_000), contact(2_001, unit="hil-centre"), contact(2_002, wait=-4)]
    (extracts / "contacts-2.csv").write_text(CONTACTS + "".join(later), "utf-8")
    (extracts / "listing.csv").write_text(LISTING, "utf-8")
    (folder / "extracts.toml").write_text(EXTRACTS, "utf-8")
    return folder


def lines(ran: Ran) -> list[str]:
    """What was printed, with plain spaces."""
    return [re.sub("[\u00a0\u202f]", " ", line).rstrip() for line in ran.out.splitlines()]


SWEDISH_80 = """\
Extrakt           Lästa  Godtagna  I karantän  Av de godtagna  Tillstånd
contacts-journal  1 203     1 198           5  1 198 nya               1
  contacts
listing               2         2           0  2 nya                   2

contacts-journal: 5 rader i karantän
  contacts-1.csv:9   unit       3 rader  Organisationen har ingen enhet med det
                                         id:t. Översätt avsändarens enheter i
                                         extracts.toml. Närmast: hill-centre.
                                         Även i 1 fil till.
  contacts-1.csv:32  mode         1 rad  Det är ingen kod i flödets kodverk.
                                         Översätt avsändarens koder i
                                         extracts.toml. Närmast: phone.
  contacts-2.csv:4   wait_days    1 rad  Talet är lägre än det kan vara."""

ENGLISH_120 = """\
Extract           Feed       Read  Accepted  Quarantined  Of the accepted  State
contacts-journal  contacts  1,203     1,198            5  1,198 new            1
listing           listing       2         2            0  2 new                2

contacts-journal: 5 rows in quarantine
  contacts-1.csv:9   unit       3 rows  The organisation has no unit with that id. Map the sender's units in
                                        extracts.toml. Nearest: hill-centre. Also in 1 other file.
  contacts-1.csv:32  mode        1 row  It is no code of the feed's scheme. Map the sender's codes in extracts.toml.
                                        Nearest: phone.
  contacts-2.csv:4   wait_days   1 row  The number is lower than it can be."""


def test_the_table_in_swedish_fits_eighty_columns(region: Path) -> None:
    ran = tertial("load", region)
    assert (ran.code, ran.err) == (0, "")
    assert lines(ran) == SWEDISH_80.splitlines()
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_table_in_english_has_the_feed_in_a_column_of_its_own(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    ran = tertial("load", region)
    assert (ran.code, ran.err) == (0, "")
    assert lines(ran) == ENGLISH_120.splitlines()


def test_json_says_the_same_and_nothing_else_is_printed(region: Path) -> None:
    ran = tertial("load", region, "--json")
    assert (ran.code, ran.err) == (0, "")
    contacts, listing = json.loads(ran.out)["extracts"]
    assert (contacts["read"], contacts["accepted"], contacts["quarantined"]) == (1_203, 1_198, 5)
    assert contacts["outcome"]["added"] == 1_198
    assert contacts["files"] == ["contacts-1.csv", "contacts-2.csv"]
    assert [(one["file"], one["first_line"], one["rows"], one["nearest"]) for one in contacts["refused"]] == [
        ("contacts-1.csv", 9, 2, "hill-centre"),
        ("contacts-1.csv", 32, 1, "phone"),
        ("contacts-2.csv", 3, 1, "hill-centre"),
        ("contacts-2.csv", 4, 1, ""),
    ]
    assert (listing["state"], listing["refused"]) == (2, [])


def test_a_second_run_finds_nothing_new_and_makes_no_new_state(region: Path) -> None:
    tertial("load", region)
    ran = tertial("load", region)
    assert ran.code == 0
    assert sum("inget nytt" in line for line in lines(ran)) == 2
    words = " ".join(" ".join(lines(ran)).split())
    assert "contacts-journal: 2 filer var redan inlästa och lästes inte om: contacts-1.csv, contacts-2.csv." in words
    assert "listing: listing.csv var redan inläst och lästes inte om." in words
    assert open_state(region / "store").number == 2


def test_a_corrected_row_is_told_apart_from_unchanged_ones(region: Path) -> None:
    tertial("load", region)
    whole = CONTACTS + "".join(contact(place, wait=5 if place < 3 else 2) for place in range(1_200))
    (region / "extracts" / "contacts-1.csv").write_text(whole, "utf-8")
    ran = tertial("load", region, "--feed", "contacts")
    words = " ".join(" ".join(lines(ran)).split())
    assert "1 200 1 200 0 3 nya" in words
    assert "3 rättade" in words
    assert "1 194 oförändrade" in words


def test_only_the_feed_asked_for_is_loaded(region: Path) -> None:
    assert "contacts" not in tertial("load", region, "--feed", "listing").out
    assert open_state(region / "store").feeds == ("listing",)


def test_an_unknown_feed_gets_the_nearest_name(region: Path) -> None:
    ran = tertial("load", region, "--feed", "contact")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Det finns inget flöde eller extrakt contact i extracts.toml. Menade du contacts?\n"


@pytest.mark.parametrize("content", [None, 'store = "store"\n'])
def test_without_extracts_it_is_said_how_to_begin(content: str | None, region: Path) -> None:
    file = region / "extracts.toml"
    file.unlink() if content is None else file.write_text(content, "utf-8")
    ran = tertial("load", region)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "extracts.toml beskriver inget extrakt än. Börja med tertial map FIL.\n"
    assert not (region / "store").exists()


def test_a_mistake_in_extracts_toml_is_told_with_its_line_before_anything_is_written(region: Path) -> None:
    (region / "extracts.toml").write_text(EXTRACTS.replace('feed = "listing"', 'feed = "listning"'), "utf-8")
    ran = tertial("load", region)
    assert (ran.code, ran.out) == (1, "")
    line = EXTRACTS.splitlines().index('feed = "listing"') + 1
    assert f"extracts.toml:{line}:" in ran.err
    assert "listing" in ran.err
    (region / "extracts.toml").write_text(EXTRACTS + "[extract", "utf-8")
    assert re.search(r"extracts\.toml:\d+:", tertial("load", region).err)
    assert not (region / "store").exists()


def test_without_a_key_what_has_no_persons_is_loaded_and_the_rest_said_once(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY_VARIABLE)
    monkeypatch.delenv(KEY_ID_VARIABLE)
    ran = tertial("load", region)
    assert (ran.code, ran.err) == (1, "")
    assert "Inte inläst: contacts-journal, listing" in lines(ran)
    assert ran.out.count("TERTIAL_PERSON_KEY_ID") == 1
    found = json.loads(tertial("load", region, "--json").out)["extracts"]
    assert ["error" in one for one in found] == [True, True]


def test_another_key_under_the_same_id_is_refused(region: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tertial("load", region)
    monkeypatch.setenv(KEY_VARIABLE, bytes(range(9, 41)).hex())
    ran = tertial("load", region, "--again")
    assert ran.code == 1
    assert "Inte inläst: contacts-journal, listing" in lines(ran)
    assert open_state(region / "store").number == 2


def test_a_load_waits_for_another_says_for_whom_and_gives_up_in_the_end(
    region: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tertial("load", region)
    monkeypatch.setattr(pipeline, "Patience", partial(Patience, seconds=0.2, interval=0.05))
    with turn(Layout(region / "store").lock, HOLDER, AT_ONCE, LOCAL):
        ran = tertial("load", region, "--again", "--feed", "listing")
    assert ran.code == 1
    assert f"Väntar på {HOLDER.command} (process {HOLDER.pid} på {HOLDER.host}" in " ".join(ran.err.split())
    assert "Inte inläst: listing" in lines(ran)
    assert tertial("load", region, "--again", "--feed", "listing").code == 0


def test_a_missing_file_and_a_file_that_is_none_are_said_by_name(region: Path) -> None:
    for file in (region / "extracts").iterdir():
        file.unlink()
    (region / "extracts" / "listing.csv").mkdir()
    ran = tertial("load", region)
    assert ran.code == 1
    words = " ".join(" ".join(lines(ran)).split())
    assert "Ingen fil passar extracts/contacts-*.csv" in words
    assert "listing.csv" in words
    assert open_state(region / "store").feeds == ()


def test_the_help_is_swedish_and_every_option_explained() -> None:
    ran = in_a_process_of_its_own("load", "--help", surroundings={"PYTHONUTF8": "1", "COLUMNS": "100"})
    words = " ".join(ran.stdout.decode().split())
    assert ran.returncode == 0
    assert "Exempel: tertial load min-region --feed contacts" in words
    for option in ("--feed", "--store", "--key-file", "--history", "--again", "--shrink", "--json"):
        assert option in words
    assert not re.search(r"\b(the|rows|Only|Take|Read)\b", words)


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux ends a terminal in this way
        return b""


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal as on POSIX")
def test_in_a_terminal_the_rows_and_months_are_counted_while_it_goes_on(region: Path) -> None:
    import pty

    terminal, inner = pty.openpty()
    with subprocess.Popen([*PROGRAM, "load", str(region)], stdin=inner, stdout=inner, stderr=inner) as program:
        os.close(inner)
        shown = b"".join(iter(partial(_read, terminal), b""))
    os.close(terminal)
    assert program.returncode == 0
    text = re.sub("[\u00a0\u202f]", " ", shown.decode())
    assert "contacts-1.csv" in text
    assert "1 av 1 månader" in text
