"""The commands on snapshots, from the command line to the disk."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tertial.definitions.start import start_folder
from tertial.store.snapshots.snapshot import open_snapshots
from tests.command_line import answer, tertial
from tests.snapshots_made import ANSWERED, MADE_AT, VISITS, Figures, basis, cell, defined, make, read, unique
from tests.stored import AUGUST, JULY

FIRST: Figures = {
    ("contacts", JULY): [cell(VISITS, JULY, 3), cell(VISITS, JULY, 4, "hill-centre")],
    ("phone-calls", JULY): [cell(ANSWERED, JULY, 1200)],
}
SECOND: Figures = {
    ("contacts", JULY): [cell(VISITS, JULY, 1), cell(VISITS, JULY, 5, "hill-centre"), cell(VISITS, JULY, 1, "")],
    ("contacts", AUGUST): [cell(VISITS, AUGUST, 2)],
    ("phone-calls", JULY): [cell(ANSWERED, JULY, 200)],
}


@pytest.fixture
def region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A region folder whose results have never been computed."""
    monkeypatch.setenv("TERTIAL_LANGUAGE", "en")
    folder = tmp_path / "region"
    start_folder(folder, name=None, language="sv")
    return folder


@pytest.fixture
def computed(region: Path) -> Path:
    """The region with two snapshots, the second of other data, another version and another organisation."""
    make(region / "store", FIRST, [unique(8)], of=basis(through=JULY))
    make(
        region / "store",
        SECOND,
        [unique(9)],
        of=basis(
            state=2,
            organisation="two",
            definitions=defined(visits=2),
            inputs=read({"contacts": "second", "phone-calls": "first"}),
        ),
        at=MADE_AT + timedelta(days=30),
    )
    return region


def test_the_list_has_a_line_a_snapshot_and_marks_the_one_in_force(computed: Path) -> None:
    first, second = answer("snapshots", "list", computed, "--json")["snapshots"]
    assert (first["snapshot"], first["through"], first["state"], first["cells"]) == (1, "2025-07", 1, 4)
    assert (first["in_force"], second["in_force"], second["pinned_by"]) == (False, True, [])
    assert second["id"] == f"2-{second['sha256'][:12]}"
    assert first["made_at"] == "2025-09-03T05:12:00.000123+00:00"
    ran = tertial("snapshots", "list", computed)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [first["id"], second["id"]]
    assert "2025-09-03 07:12" in lines[1]
    assert lines[2].rstrip().endswith("in force")


@pytest.mark.parametrize(("columns", "cells"), [("80", False), ("120", True)])
def test_the_list_in_swedish_tears_no_word_in_a_terminal_of_any_usual_width(
    computed: Path, monkeypatch: pytest.MonkeyPatch, columns: str, cells: bool
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERTIAL_LANGUAGE", "sv")
    assert tertial("snapshots", "pin", computed, 1, "--by", "controller", "--why", "delårsrapport").code == 0
    ran = tertial("snapshots", "list", computed)
    assert (ran.code, ran.err) == (0, "")
    for words in ("Ögonblicksbild", "Tillstånd", "Indikatorer", "Bevaras för", "controller", "gäller nu"):
        assert words in ran.out
    assert ("Celler" in ran.out) is cells


def test_a_region_without_results_is_told_so_in_words(region: Path) -> None:
    assert answer("snapshots", "list", region, "--json") == {"snapshots": []}
    assert answer("snapshots", "pins", region, "--json") == {"pins": []}
    assert answer("snapshots", "verify", region, "--json") == {"findings": []}
    assert tertial("snapshots", "list", region).out.startswith("There are no snapshots yet.")
    for asked in (
        ("compare", region, 1, 2),
        ("prune", region, "--yes"),
        ("pin", region, 1, "--by", "anna", "--why", "report"),
        ("unpin", region, 1, "--by", "anna"),
    ):
        ran = tertial("snapshots", *asked)
        assert (ran.code, ran.out) == (1, "")
        assert "There are no snapshots in" in ran.err
    assert not (region / "store").exists()


def test_two_snapshots_are_compared_with_what_changed_and_why(computed: Path) -> None:
    document = answer("snapshots", "compare", computed, 1, 2, "--json")
    assert document == answer("snapshots", "compare", computed, 1, "--json")
    assert (document["before"]["through"], document["after"]["through"]) == ("2025-07", "2025-08")
    assert document["causes"] == ["data", "through", "definition", "organisation"]
    assert document["feeds"] == {"contacts": ["2025-07", "2025-08"]}
    assert document["definitions"] == [VISITS]
    changed = {one["indicator"]: one for one in document["changed"]}
    assert list(changed) == sorted(changed)
    visits = changed[VISITS]
    assert (visits["cells"], visits["numerator"], visits["denominator"]) == (4, 2, 0)
    assert (visits["months"], visits["units"]) == (["2025-07", "2025-08"], ["", "harbour-centre", "hill-centre"])
    assert visits["causes"] == ["data", "through", "definition", "organisation"]
    assert (changed["patients"]["unique"], changed["patients"]["periods"]) == (1, ["2025-R12-08"])
    assert changed[ANSWERED]["causes"] == ["through", "organisation"]


def test_the_comparison_is_printed_as_tables(computed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    ran = tertial("snapshots", "compare", computed, 1, 2)
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "contacts: 2025-07, 2025-08",
        "2025-07, then 2025-08",
        "−1,000",
        "+2",
        "3 units",
        "data (contacts), last month, definition, organisation",
    ):
        assert words in ran.out
    assert "no cause" not in ran.out


def test_a_result_that_changed_without_a_cause_is_to_be_reported(region: Path) -> None:
    make(region / "store", FIRST)
    make(region / "store", {**FIRST, ("phone-calls", JULY): []})
    ran = tertial("snapshots", "compare", region, 1, 2)
    assert "Both were computed from the same." in ran.out
    assert "no cause" in ran.out
    assert "Report it." in ran.out.replace("\n", " ")


def test_snapshots_with_the_same_results_are_told_so(region: Path) -> None:
    make(region / "store", FIRST, of=basis(definitions={name: defined()[name] for name in (ANSWERED, VISITS)}))
    make(region / "store", FIRST, of=basis(version="0.2.0", definitions=defined(phone_same_day=2)))
    ran = tertial("snapshots", "compare", region, 1)
    assert "0.1.0, then 0.2.0" in ran.out
    assert "new indicator" in ran.out
    make(region / "store", FIRST, of=basis(version="0.3.0", definitions=defined(phone_same_day=2)))
    assert "No result changed." in tertial("snapshots", "compare", region, 2).out
    assert answer("snapshots", "compare", region, 3, 3, "--json")["causes"] == []


def test_pruning_keeps_the_newest_and_the_pinned_snapshots(computed: Path) -> None:
    make(computed / "store", {})
    asked = ("snapshots", "pin", computed, 1, "--by", "anna", "--why", "delårsrapport", "--json")
    assert answer(*asked) == {"snapshot": 1, "by": "anna", "why": "delårsrapport"}
    assert [one["pinned_by"] for one in answer("snapshots", "list", computed, "--json")["snapshots"]] == [
        ["anna"],
        [],
        [],
    ]
    assert "delårsrapport" in tertial("snapshots", "pins", computed).out
    assert answer("snapshots", "prune", computed, "--yes", "--json") == {"pruned": []}
    assert answer("snapshots", "prune", computed, "--keep", 1, "--yes", "--json") == {"pruned": [2]}
    assert tertial("snapshots", "unpin", computed, 1, "--by", "anna").code == 0
    assert tertial("snapshots", "prune", computed, "--keep", 1, "--yes").out == "Snapshots removed: 1.\n"
    assert [one.number for one in open_snapshots(computed / "store").list()] == [3]


def test_what_cannot_be_undone_is_not_done_unasked(computed: Path) -> None:
    for asked in (("snapshots", "prune", computed, "--keep", 1), ("snapshots", "prune", computed, "--json")):
        assert tertial(*asked).code == 1
    assert len(open_snapshots(computed / "store").list()) == 2


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (("prune", "--keep", 0), 2, "--keep is 1 or more"),
        (("compare", 1, 9), 1, "There is no snapshot 9 yet."),
        (("pin", 0, "--by", "anna", "--why", "x"), 1, "they are numbered from 1"),
        (("pin", 1, "--by", " ", "--why", "x"), 1, "who keeps the snapshot, and why"),
        (("unpin", 1, "--by", "anna"), 1, "Snapshot 1 is not pinned by anna."),
    ],
)
def test_what_is_asked_wrongly_is_told(computed: Path, asked: tuple[object, ...], code: int, said: str) -> None:
    command, *rest = asked
    ran = tertial("snapshots", command, computed, *rest)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_verify_ends_with_1_only_for_what_the_next_computing_does_not_mend(computed: Path) -> None:
    assert "as it was published" in tertial("snapshots", "verify", computed).out
    (computed / "store" / "snapshots" / "incoming" / "left.part").write_bytes(b"")
    ran = tertial("snapshots", "verify", computed)
    assert ran.code == 0
    assert "Nothing that the next computing does not mend." in ran.out
    piece = next((computed / "store" / "snapshots" / "pieces" / "contacts").iterdir())
    piece.write_bytes(piece.read_bytes()[:-1])
    found = tertial("snapshots", "verify", computed, "--json")
    assert found.code == 1
    assert {one["harmless"] for one in found.document()["findings"]} == {True, False}
