"""The command `tertial map`: a piece of extracts.toml and what to look at, and never a value about a person."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command_line import answer, tertial
from tests.damaged_extracts import Damaged, every
from tests.invented_persons import InventedPerson, invented_persons
from tests.spec.good_folder import write_good_folder
from tests.unit.extracts.mapping.extract_files import write_extract

PERSONS = invented_persons(60, seed=7)
HEADERS = ("BESDAT", "KONTAKTID", "PNR", "NAMN", "ENHET", "YRKE", "KONTAKTTYP", "NYBESÖK")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "200")


def contacts(folder: Path, name: str = "contacts.csv") -> Path:
    rows = [
        ("2025-08-04", f"K-{number}", person.number, "Kim Ek", "hc-1", "SSK", "1", "Nybesök")
        for number, person in enumerate(PERSONS)
    ]
    return write_extract(folder / name, HEADERS, rows)


def test_a_piece_of_extracts_toml_is_printed_that_reads_as_toml(tmp_path: Path) -> None:
    found = answer("map", contacts(tmp_path), "--json")
    piece = tomllib.loads(found["toml"])["extract"]["contacts"]
    assert (found["feed"], piece["feed"], piece["files"]) == ("contacts", "contacts", "extracts/contacts.csv")
    assert piece["columns"] == {
        "contact_id": "KONTAKTID",
        "person": "PNR",
        "unit": "ENHET",
        "profession": {"column": "YRKE", "codes": {"SSK": "nurse"}},
        "date": "BESDAT",
        "mode": "KONTAKTTYP",
        "visit": "NYBESÖK",
    }
    assert found["unused"] == ["NAMN"]
    assert found["rows"] == len(PERSONS)


def test_what_a_person_must_fill_in_and_look_at_stands_in_the_piece_as_comments(tmp_path: Path) -> None:
    piece = answer("map", contacts(tmp_path), "--json")["toml"]
    for part in ("purposes", "controller", "provider", "units", "legal_basis", "retention"):
        assert f"\n# {part} = " in piece
        assert f"\n{part} = " not in piece
    assert "# look at: Values of mode that no code is proposed for: ”1”." in piece


def test_the_words_are_swedish_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERTIAL_LANGUAGE")
    assert "Vårdkontakter" in tertial("map", contacts(tmp_path)).out


def test_the_table_says_of_each_column_how_sure_and_why(tmp_path: Path) -> None:
    lines = tertial("map", contacts(tmp_path)).out.splitlines()
    row = next(line for line in reversed(lines) if line.startswith("person "))
    assert row.split(maxsplit=3) == ["person", "PNR", "likely", "a usual name, 91 % of the values are identity numbers"]
    assert any(line.split()[:3] == ["problem", "–", "not"] for line in lines)
    assert "Not used: NAMN." in lines


def test_a_column_that_the_feed_requires_and_the_file_lacks_is_told(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "contacts.csv", ("PNR", "BESDAT"), [("19121212-1212", "2025-08-04")])
    ran = tertial("map", path, "--feed", "contacts")
    assert ran.code == 0
    assert "Look at: The column mode is missing: Mode of contact." in ran.out


def test_with_a_region_its_units_are_known_and_the_file_is_named_from_its_folder(tmp_path: Path) -> None:
    region = write_good_folder(tmp_path / "region")
    (region / "extracts").mkdir(exist_ok=True)
    path = write_extract(
        region / "extracts" / "beds.csv",
        ("VÅRDAVDELNING", "DATUM", "VÅRDPLATSER", "ÖB"),
        [("no-such-unit", "2025-08-04", "18", "1")] * 3,
    )
    found = answer("map", path, "--region", region, "--feed", "beds", "--json")
    assert tomllib.loads(found["toml"])["extract"]["beds"]["files"] == "extracts/beds.csv"
    unit = next(column for column in found["columns"] if column["column"] == "unit")
    assert unit["unknown_values"] == ["no-such-unit"]


def test_the_piece_is_written_to_a_new_file_and_never_over_another(tmp_path: Path) -> None:
    path, out = contacts(tmp_path), tmp_path / "piece.toml"
    ran = tertial("map", path, "--out", out)
    assert ran.code == 0
    assert "[extract.contacts]" not in ran.out
    assert "[extract.contacts]" in out.read_text("utf-8")
    out.write_text("mine", "utf-8")
    assert tertial("map", path, "--out", out).code == 1
    assert out.read_text("utf-8") == "mine"


def test_an_unknown_feed_is_refused_with_the_nearest(tmp_path: Path) -> None:
    ran = tertial("map", contacts(tmp_path), "--feed", "contact")
    assert (ran.code, ran.err.strip()) == (1, "There is no feed contact. Did you mean contacts?")


def test_a_file_that_fits_no_feed_is_said_to(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "x.csv", ("Färg", "Smak", "Doft"), [("röd", "söt", "sur")])
    ran = tertial("map", path)
    assert ran.code == 1
    assert "fit no feed" in ran.err


def test_a_very_wide_file_is_held_against_the_one_feed_that_is_named(tmp_path: Path) -> None:
    headers = [*(f"x{number}x" for number in range(300)), "PNR"]
    path = write_extract(tmp_path / "wide.csv", headers, [["a"] * 300 + ["19121212-1212"]])
    assert "--feed" in tertial("map", path).err
    assert answer("map", path, "--feed", "listing", "--json")["columns"][0]["header"] == "PNR"


def test_of_a_file_without_header_nothing_is_shown(tmp_path: Path) -> None:
    path = contacts(tmp_path)
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[1:]), "utf-8")
    ran = tertial("map", path, "--feed", "contacts")
    assert ran.code == 1
    assert "lack a header" in ran.err
    assert not any(shown in ran.out + ran.err for shown in ("Kim", "SSK", "hc-1", "K-0"))


def test_lines_that_could_not_be_read_are_told_of(tmp_path: Path) -> None:
    path = contacts(tmp_path)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("2025-08-04;K-900\n")
    ran = tertial("map", path)
    assert ran.code == 0
    assert "The line has fewer cells than the header." in ran.out


@pytest.mark.parametrize("damaged", every(), ids=lambda damaged: damaged.name)
def test_a_damaged_file_gives_a_proposal_or_a_reason_and_never_a_failure(damaged: Damaged, tmp_path: Path) -> None:
    damaged.make(tmp_path / damaged.name)
    ran = tertial("map", tmp_path / damaged.name, "--feed", "contacts")
    assert ran.code in {0, 1}
    assert (ran.code == 1) == bool(ran.err)


def test_the_guide_shows_what_is_proposed(tmp_path: Path) -> None:
    page = (Path(__file__).parents[4] / "docs" / "how-to" / "map-an-extract.md").read_text("utf-8")
    (tmp_path / "visits.csv").write_text(page.split("```csv\n")[1].split("```")[0], "utf-8")
    shown = page.split("```toml\n")[1].split("```")[0]
    assert shown in answer("map", tmp_path / "visits.csv", "--feed", "contacts", "--json")["toml"]


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    ran = tertial("map", tmp_path / "none.csv")
    assert (ran.code, ran.err.strip()) == (1, "none.csv: The file is not there.")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]], list[InventedPerson]]:
    """A file with identity numbers in any columns, under any names, in any form, with or without a header."""
    headers = draw(st.permutations(HEADERS))
    persons = draw(st.lists(st.sampled_from(PERSONS), min_size=1, max_size=6, unique=True))
    written = [form.strip() for person in persons for form in person.forms()]
    personal = draw(st.lists(st.booleans(), min_size=len(headers), max_size=len(headers)))
    values = [st.sampled_from(written if one else ["hc-1", "SSK", "2025-08-04", "Nybesök", "3"]) for one in personal]
    rows = [[draw(value) for value in values] for _row in range(draw(st.integers(1, 5)))]
    rows *= draw(st.sampled_from([1, 4]))
    headless = draw(st.booleans()) and any(personal)
    return (rows[0] if headless else list(headers)), rows, persons


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables(), st.sampled_from(["contacts", "phone-calls", "persons"]))
def test_no_identity_number_is_ever_in_what_is_printed(
    tmp_path: Path, table: tuple[list[str], list[list[str]], list[InventedPerson]], feed: str
) -> None:
    headers, rows, persons = table
    path = write_extract(tmp_path / "x.csv", headers, rows)
    ran = tertial("map", path, "--feed", feed), tertial("map", path, "--feed", feed, "--json")
    printed = "".join(one.out + one.err for one in ran)
    digits = "".join(sign for sign in printed if sign.isalnum())
    for person in persons:
        assert not any(form.strip() in printed for form in person.forms())
        assert person.number[2:] not in digits
