"""What has been loaded says nothing new, unless the way that it is read has changed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tertial.domain.extracts import Cell
from tertial.extracts.loading.outcome import Outcome
from tests.loaded import UNITS, Incoming, extract, job
from tests.persons_in_store import NOW
from tests.unit.domain.declared import declared
from tests.unit.extracts.loading.sent import contact


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path)


def test_the_same_file_again_is_not_read_and_makes_no_state(incoming: Incoming) -> None:
    folder = incoming.folder({"november.csv": [contact()]})
    first = incoming.load_folder(extract(), folder)
    second = incoming.load_folder(extract(), folder, now=NOW + timedelta(days=1))
    assert (first.state, second.state) == (1, None)
    assert (second.known, second.files) == (("november.csv",), ())
    assert incoming.state.number == 1


def test_the_same_content_under_another_name_is_known(incoming: Incoming) -> None:
    incoming.load(extract(), {"november.csv": [contact()]})
    assert incoming.load(extract(), {"november (1).csv": [contact()]}).state is None


def test_a_file_that_was_loaded_by_another_extract_is_read(incoming: Incoming) -> None:
    incoming.load(extract(), [contact()])
    loaded = incoming.load(extract(id="contacts-private", declaration=declared(provider="private-a")), [contact()])
    assert loaded.tally.outcome == {Outcome.ADDED: 1}
    assert incoming.values("provider") == ["private-a", "region"]


def test_only_the_new_file_of_a_folder_is_read(incoming: Incoming) -> None:
    folder = incoming.folder({"october.csv": [contact("K-1")]})
    incoming.load_folder(extract(), folder)
    (folder / "november.csv").write_bytes((folder / "october.csv").read_bytes().replace(b"K-1", b"K-2"))
    loaded = incoming.load_folder(extract(), folder)
    assert (loaded.files, loaded.known) == (("november.csv",), ("october.csv",))
    assert incoming.values("contact_id") == ["K-1", "K-2"]


def test_a_file_is_read_again_when_the_mapping_has_changed(incoming: Incoming) -> None:
    folder = incoming.folder({"rows.csv": [contact("K-1"), contact("K-2", profession="DSK")]})
    incoming.load_folder(extract(), folder)
    mapped = extract(columns={"profession": Cell("profession", codes={"DSK": "nurse"})})
    loaded = incoming.load_folder(mapped, folder)
    assert loaded.tally.outcome == {Outcome.UNCHANGED: 1, Outcome.ADDED: 1}
    assert incoming.values("profession") == ["doctor", "nurse"]


def test_a_file_is_read_again_when_a_unit_has_come(incoming: Incoming) -> None:
    folder = incoming.folder({"rows.csv": [contact("K-1", unit="hc-3")]})
    assert incoming.load_folder(extract(), folder).tally.reasons == {"unknown_unit": 1}
    loaded = incoming.load_folder(
        extract(), folder, units={**UNITS, "hc-3": "hc-3"}, declared=frozenset({"hc-1", "hc-2", "hc-3"})
    )
    assert loaded.tally.outcome == {Outcome.ADDED: 1}


def test_a_file_is_read_again_when_it_is_asked_for(incoming: Incoming) -> None:
    folder = incoming.folder({"rows.csv": [contact()]})
    incoming.load_folder(extract(), folder)
    loaded = incoming.load_folder(extract(), folder, again=True)
    assert (loaded.state, loaded.tally.outcome) == (2, {Outcome.UNCHANGED: 1})


def test_rows_that_the_store_has_change_no_file(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1"), contact("K-2")])
    before = incoming.event_files()
    loaded = incoming.load(extract(), [contact("K-2")])
    assert loaded.tally.outcome == {Outcome.UNCHANGED: 1}
    assert incoming.event_files() == before
    assert incoming.record.touched == {}


def test_a_correction_that_moves_an_event_to_another_month_leaves_no_trace_in_the_old(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1", date="2026-10-31"), contact("K-2", date="2026-10-31")])
    loaded = incoming.load(extract(), [contact("K-1", date="2026-11-01")])
    assert loaded.tally.outcome == {Outcome.CORRECTED: 1}
    assert [(row["contact_id"], str(row["date"])) for row in incoming.rows()] == [
        ("K-1", "2026-11-01"),
        ("K-2", "2026-10-31"),
    ]


def test_a_file_that_was_cut_short_is_read_again(incoming: Incoming) -> None:
    whole = b"contact_id;person;unit;profession;date;mode;visit\nK-1;19850316-9800;hc-1;doctor;2026-11-02;phone;first\n"
    folder = incoming.folder({"rows.csv": whole + b"K-2;19850316-9800;hc-1;doc"})
    first = incoming.load_folder(extract(), folder)
    assert (first.tally.accepted, first.tally.reasons) == (1, {"truncated_line": 1})
    (folder / "rows.csv").write_bytes(whole + b"K-2;19850316-9800;hc-1;doctor;2026-11-03;phone;first\n")
    assert incoming.load_folder(extract(), folder).tally.outcome == {Outcome.UNCHANGED: 1, Outcome.ADDED: 1}


def test_nothing_to_read_is_nothing_new(incoming: Incoming) -> None:
    loaded = incoming.load_folder(job(extract()), incoming.folder({"read-me.csv": b""}))
    assert loaded.tally.reasons == {"empty_file": 1}
    assert loaded.tally.read == loaded.tally.quarantined == 1
