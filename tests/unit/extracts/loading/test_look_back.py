"""How far back a delivery may still add and correct rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.domain.extracts import Cell, Version, VersionKind
from tertial.extracts.loading.outcome import Outcome
from tests.loaded import DELETED, Incoming, extract, text
from tests.unit.extracts.loading.sent import contact

OLD, OLDEST, NEWEST = "2026-07-31", "2026-08-01", "2026-11-05"
"""Where the store has contacts of November, a contact may be corrected back to August."""


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path)


def test_the_first_load_takes_rows_of_any_age(incoming: Incoming) -> None:
    loaded = incoming.load(extract(), [contact("K-1", date="2019-01-02"), contact("K-2")])
    assert loaded.tally.outcome == {Outcome.ADDED: 2}


def test_a_later_load_refuses_rows_of_months_before_the_look_back(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-0", date=NEWEST), contact("K-1", date=OLD)])
    loaded = incoming.load(extract(), [contact("K-2", date=OLD), contact("K-3", date=OLDEST)])
    assert loaded.tally.reasons == {"too_old": 1}
    assert incoming.values("contact_id") == ["K-0", "K-1", "K-3"]


def test_the_look_back_counts_from_the_newest_month_of_the_store(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1", date="2025-08-04"), contact("K-2", date="2024-01-04")])
    loaded = incoming.load(extract(), [contact("K-3", date="2025-05-04"), contact("K-4", date="2025-04-30")])
    assert loaded.tally.outcome == {Outcome.ADDED: 1}
    assert loaded.tally.reasons == {"too_old": 1}


def test_the_look_back_counts_from_the_months_of_the_extract_itself(incoming: Incoming) -> None:
    ours, theirs = extract(), extract(id="contacts-other")
    for one, number in ((ours, "A"), (theirs, "B")):
        incoming.load(one, [contact(f"{number}-1", date="2026-07-06")])
    # Two months come at once, first from us: their file of August still has its three months.
    incoming.load(ours, [contact("A-2", date="2026-08-04"), contact("A-3", date="2026-09-04")])
    late = [contact("B-2", date="2026-05-04"), contact("B-3", date="2026-08-04"), contact("B-4", date="2026-09-04")]
    assert incoming.load(theirs, late).tally.outcome == {Outcome.ADDED: 3}
    # Now both have September, and May is too old of either.
    for one, number in ((ours, "A"), (theirs, "B")):
        late = [contact(f"{number}-5", date="2026-05-05"), contact(f"{number}-6", date="2026-06-05")]
        assert incoming.load(one, late).tally.reasons == {"too_old": 1}


def test_an_extract_whose_first_rows_were_there_already_counts_from_the_store(incoming: Incoming) -> None:
    same = [contact("K-1", date=NEWEST)]
    incoming.load(extract(), same)
    incoming.load(extract(id="contacts-other"), same)
    loaded = incoming.load(extract(id="contacts-other"), [contact("K-2", date=OLD), contact("K-3", date=OLDEST)])
    assert loaded.tally.reasons == {"too_old": 1}


def test_history_is_taken_when_it_is_asked_for(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1")])
    loaded = incoming.load(extract(), [contact("K-2", date=OLD)], history=True)
    assert loaded.tally.outcome == {Outcome.ADDED: 1}


def test_a_file_whose_old_rows_were_refused_is_read_again_for_its_history(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1")])
    folder = incoming.folder({"rows.csv": [contact("K-2", date=OLD), contact("K-3")]})
    incoming.load_folder(extract(), folder)
    loaded = incoming.load_folder(extract(), folder, history=True)
    assert loaded.tally.outcome == {Outcome.ADDED: 1, Outcome.UNCHANGED: 1}
    assert incoming.load_folder(extract(), folder).state is None


def test_a_load_that_took_nothing_does_not_close_the_past(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1", unit="nowhere")])
    assert incoming.load(extract(), [contact("K-1", date=OLD)]).tally.accepted == 1


def test_another_extract_of_the_feed_begins_with_its_own_history(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1")])
    loaded = incoming.load(extract(id="contacts-private"), [contact("K-1", date=OLD)])
    assert loaded.tally.outcome == {Outcome.ADDED: 1}


def test_a_full_delivery_takes_rows_of_any_age_every_time(incoming: Incoming) -> None:
    listing = extract("listing")
    incoming.load(listing, [{"person": "19850316-9800", "unit": "hc-1", "valid_from": "2025-03-01"}])
    loaded = incoming.load(listing, [{"person": "19850316-9800", "unit": "hc-1", "valid_from": "2003-03-01"}])
    assert loaded.tally.outcome == {Outcome.ADDED: 1}
    assert loaded.tally.removed == 1


def test_an_old_row_can_be_withdrawn(incoming: Incoming) -> None:
    withdrawing = extract(deleted=DELETED)
    incoming.load(withdrawing, [contact("K-0", gone=""), contact("K-1", date=OLD, gone="")])
    loaded = incoming.load(withdrawing, [contact("K-1", date=OLD, gone="1")])
    assert loaded.tally.outcome == {Outcome.WITHDRAWN: 1}
    assert incoming.values("contact_id") == ["K-0"]


def test_an_older_version_that_comes_late_is_told_apart_from_a_new_row(incoming: Incoming) -> None:
    versioned = extract(version=Version("changed", VersionKind.INSTANT))
    incoming.load(versioned, [contact("K-1", changed="2026-11-03T08:00", mode="phone")])
    loaded = incoming.load(versioned, [contact("K-1", changed="2026-11-02T08:00", mode="video")])
    assert loaded.tally.outcome == {Outcome.OUTDATED: 1}
    assert incoming.values("mode") == ["phone"]


def test_a_file_that_is_read_anew_for_its_mapping_is_not_late(incoming: Incoming) -> None:
    folder = incoming.folder({"rows.csv": [contact("K-1"), contact("K-2", date=OLD), contact("K-3", date=OLD)]})
    incoming.load_folder(extract(), folder)
    (folder / "new.csv").write_bytes(text([contact("K-4", date=OLD)]))
    mapped = extract(columns={"mode": Cell("mode", codes={"physical": "home"})})
    loaded = incoming.load_folder(mapped, folder)
    assert (loaded.tally.outcome, loaded.tally.reasons) == ({Outcome.CORRECTED: 3}, {"too_old": 1})
    assert incoming.values("mode") == ["home"] * 3


def test_a_file_that_was_late_is_late_when_it_is_read_anew(incoming: Incoming) -> None:
    incoming.load(extract(), [contact("K-1")])
    folder = incoming.folder({"late.csv": [contact("K-2", date=OLD)]})
    assert incoming.load_folder(extract(), folder).tally.reasons == {"too_old": 1}
    mapped = extract(columns={"mode": Cell("mode", codes={"physical": "home"})})
    assert incoming.load_folder(mapped, folder).tally.reasons == {"too_old": 1}
    assert incoming.load_folder(mapped, folder, again=True).tally.reasons == {"too_old": 1}
