"""An extract as TOML: laid out for a person to read, and a proposal that asks for what nobody can guess."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tertial.definitions.extract_text import WIDEST, extract_toml, proposed_toml
from tertial.definitions.reading import read_region
from tertial.domain.extracts import Cell, Extract, Files, Query
from tertial.language import using
from tests.spec.good_folder import EXTRACTS, write_good_folder


def extract(tmp_path: Path) -> Extract:
    region = read_region(write_good_folder(tmp_path)).region
    assert region is not None
    return region.extracts.extracts[0]


def test_an_extract_is_laid_out_as_a_person_would(tmp_path: Path) -> None:
    assert (
        extract_toml(extract(tmp_path))
        == """\
[extract.contacts-north]
feed = "contacts"
files = "extracts/contacts*.csv"
take = "all"
separator = ";"
purposes = ["planning_and_follow_up", "quality"]
controller = "Hälso- och sjukvårdsnämnden"
provider = "region"
units = ["north", "south"]
legal_basis = "Patientdatalagen 2 kap. 4 § 5"
retention = { months = 120 }
first_day = 2019-01-01
version = { column = "ANDRAD", kind = "instant" }
deleted = { column = "MAKULERAD", values = ["1"] }
marks = { protected_identity = { column = "SKYDD", values = ["1"] } }

[extract.contacts-north.columns]
contact_id = "KONTAKT_ID"
unit = { column = "ENHET", codes = { N = "north", S = "south" } }
date = { column = "DATUM", format = "%d.%m.%Y" }
wait_days = { column = "VD", empty = ["-", "NULL"] }
chose_to_wait = { constant = "no" }
mode = { column = "TYP", codes = { "1" = "physical", "2" = "phone" } }

[[extract.contacts-north.joins]]
provider = "board"
basis = "Lagen 2022:913"
decided_by = "Nämnden"
decided_on = 2025-01-01
case = "HSN 2025/1"
until = 2027-12-31
"""
    )


def test_many_codes_stand_in_a_table_with_a_line_each() -> None:
    codes = {f"Yrke {number}": "nurse" for number in range(9)}
    text = proposed_toml("x", "contacts", Files("x.csv"), {"profession": Cell("YRKE", codes=codes)})
    assert '[extract.x.columns.profession.codes]\n"Yrke 0" = "nurse"\n"Yrke 1" = "nurse"\n' in text
    assert tomllib.loads(text)["extract"]["x"]["columns"]["profession"] == {"column": "YRKE", "codes": codes}
    assert all(len(line) <= WIDEST for line in text.splitlines() if not line.startswith("#"))


def test_a_query_keeps_its_lines_and_quotes() -> None:
    query = Query("journal", 'SELECT "Å"\n  FROM vard.kontakt -- \\ allt\n', frozenset({"vard.kontakt"}))
    text = proposed_toml("x", "contacts", query, {})
    assert 'select = """\nSELECT "Å"\n  FROM vard.kontakt' in text
    assert tomllib.loads(text)["extract"]["x"]["select"] == query.select


def test_a_proposal_asks_for_each_part_of_the_declaration_and_the_check_asks_too(tmp_path: Path) -> None:
    write_good_folder(tmp_path)
    with using("en"):
        text = proposed_toml("new", "contacts", Files("new.csv"), {"mode": Cell("TYP")})
    assert "# fill in retention: how long rows are kept, { months = 120 } or { until = 2035-12-31 }" in text
    (tmp_path / "extracts.toml").write_text(EXTRACTS + text, "utf-8")
    found = read_region(tmp_path).errors
    assert {(one.code, one.line) for one in found} == {("E605", EXTRACTS.count("\n") + 1)}
    assert len(found) == 6


def test_a_proposal_reads_once_its_comments_are_filled_in(tmp_path: Path) -> None:
    write_good_folder(tmp_path)
    text = proposed_toml("new", "contacts", Files("new.csv"), {"mode": Cell("TYP")})
    filled = text.replace('"…"', '"region"').replace("\n# purposes =", "\npurposes =")
    for part in ("controller", "provider", "units", "legal_basis", "retention"):
        filled = filled.replace(f"\n# {part} =", f"\n{part} =")
    (tmp_path / "extracts.toml").write_text(filled, "utf-8")
    reading = read_region(tmp_path)
    assert [found.sentence() for found in reading.diagnostics] == []
