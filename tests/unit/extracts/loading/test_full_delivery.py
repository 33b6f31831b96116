"""A full delivery replaces the one before it, and is refused where it may be no whole one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tertial.domain.extracts import Extract, Files, Take
from tertial.extracts.loading.origins import LoadProblem
from tertial.extracts.loading.outcome import Outcome
from tests.loaded import Incoming, Row, extract, text
from tests.persons_in_store import ALICE, BOB, CECILIA, DAVID
from tests.unit.extracts.loading.sent import listed

EVERYBODY = [listed(ALICE), listed(BOB), listed(DAVID)]


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path)


def listing(take: Take | None = None, **more: object) -> Extract:
    return extract("listing", origin=Files("*.csv", take), **more)


def refused(incoming: Incoming, files: dict[str, list[Row] | bytes], of: Extract | None = None) -> str:
    """Why a delivery is refused; the store is then as it was."""
    before = incoming.state.number, incoming.rows("listing")
    with pytest.raises(LoadProblem) as problem:
        incoming.load(of or listing(), files)
    assert (incoming.state.number, incoming.rows("listing")) == before
    assert not list((incoming.store / "incoming").iterdir())
    return str(problem.value)


def test_what_a_full_delivery_no_longer_has_is_gone(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    loaded = incoming.load(listing(), [listed(ALICE), listed(BOB, unit="hc-2")])
    assert loaded.tally.outcome == {Outcome.UNCHANGED: 1, Outcome.CORRECTED: 1}
    assert loaded.tally.removed == incoming.record.removed == 1
    assert incoming.values("unit", "listing") == ["hc-1", "hc-2"]


def test_a_full_delivery_leaves_the_rows_of_other_extracts_alone(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    other = listing(id="listing-private")
    assert incoming.load(other, [listed(ALICE, unit="hc-2")]).tally.outcome == {Outcome.ADDED: 1}
    loaded = incoming.load(other, [listed(BOB, unit="hc-2")], shrink=True)
    assert (loaded.tally.outcome, loaded.tally.removed) == ({Outcome.ADDED: 1}, 1)
    assert incoming.values("unit", "listing") == ["hc-1", "hc-1", "hc-1", "hc-2"]


def test_a_delivery_with_less_than_half_of_the_rows_is_refused(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    assert "--shrink" in refused(incoming, {"listing.csv": [listed(ALICE)]})
    assert incoming.load(listing(), [listed(ALICE)], shrink=True).tally.removed == 2


def test_a_delivery_with_half_of_the_rows_is_taken(incoming: Incoming) -> None:
    incoming.load(listing(), [*EVERYBODY, listed(CECILIA)])
    assert incoming.load(listing(), [listed(ALICE), listed(BOB)]).tally.removed == 2


def test_an_empty_delivery_is_refused(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    assert "--shrink" in refused(incoming, {"listing.csv": text([], ("person", "unit", "valid_from"))})
    refused(incoming, {"listing.csv": b""})


def test_a_delivery_whose_rows_are_all_refused_says_why(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    why = refused(incoming, {"listing.csv": [{**row, "unit": "nowhere"} for row in EVERYBODY]})
    assert "listing.csv" in why


def test_a_delivery_that_lacks_a_column_is_refused(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    refused(incoming, {"listing.csv": [{"person": ALICE, "unit": "hc-1"}, {"person": BOB, "unit": "hc-1"}]})


def test_a_delivery_that_was_cut_short_is_refused(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    refused(incoming, {"listing.csv": text(EVERYBODY)[:-12]})


def test_a_delivery_that_cannot_be_read_is_refused(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    refused(incoming, {"listing.xlsx": b"PK\x03\x04 no workbook"})
    refused(incoming, {"listing.csv": EVERYBODY, "more.parquet": b"PAR1 no file"}, listing(Take.ALL))


def test_several_files_are_refused_until_it_is_said_which_to_take(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    files = {"listing-9.csv": EVERYBODY, "listing-10.csv": EVERYBODY[1:]}
    assert "take" in refused(incoming, dict(files))
    last = incoming.load(listing(Take.LAST), files)
    assert (last.files, last.tally.removed) == (("listing-10.csv",), 1)
    parts = incoming.load(listing(Take.ALL), {"1.csv": [listed(ALICE)], "2.csv": [listed(BOB), listed(DAVID)]})
    assert parts.tally.outcome == {Outcome.ADDED: 1, Outcome.UNCHANGED: 2}


def test_a_folder_of_several_files_is_no_full_delivery_either(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    folder = incoming.folder({"listing-9.csv": EVERYBODY, "listing-10.csv": EVERYBODY[1:]})
    with pytest.raises(LoadProblem, match="take"):
        incoming.load_folder(listing(), folder.parent, pattern=folder.name)
    last = incoming.load_folder(listing(Take.LAST), folder.parent, pattern=folder.name)
    assert last.files == ("listing-10.csv",)


def test_the_delivery_in_force_is_not_read_again_but_an_older_one_is(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    incoming.load(listing(), EVERYBODY[1:])
    assert incoming.load(listing(), EVERYBODY[1:]).state is None
    assert incoming.load(listing(), EVERYBODY).tally.outcome == {Outcome.ADDED: 1, Outcome.UNCHANGED: 2}


def test_a_delivery_that_has_lost_one_of_its_parts_is_another_delivery(incoming: Incoming) -> None:
    folder = incoming.folder({"1.csv": EVERYBODY[:2], "2.csv": EVERYBODY[2:]})
    incoming.load_folder(listing(Take.ALL), folder)
    (folder / "2.csv").unlink()
    assert incoming.load_folder(listing(Take.ALL), folder).tally.removed == 1


def test_one_new_part_lets_all_parts_be_read(incoming: Incoming) -> None:
    folder = incoming.folder({"1.csv": EVERYBODY[:2], "2.csv": EVERYBODY[2:]})
    incoming.load_folder(listing(Take.ALL), folder)
    (folder / "2.csv").write_bytes(text([listed(CECILIA)]))
    loaded = incoming.load_folder(listing(Take.ALL), folder)
    assert (loaded.files, loaded.known) == (("1.csv", "2.csv"), ())
    assert (loaded.tally.outcome, loaded.tally.removed) == ({Outcome.ADDED: 1, Outcome.UNCHANGED: 2}, 1)


def test_rows_that_contradict_each_other_leave_what_the_store_has(incoming: Incoming) -> None:
    incoming.load(listing(), EVERYBODY)
    loaded = incoming.load(listing(), [*EVERYBODY, listed(ALICE, unit="hc-2")])
    assert loaded.tally.reasons == {"conflicting_rows": 2}
    assert loaded.tally.removed == 0
    assert incoming.rows("listing", "unit") == [{"unit": "hc-1"}] * 3
