"""A load looks at few rows at a time, and no row is lost or met twice at the seams."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from tertial.extracts.loading.contested import Range, among, contested, pieces, ranges, repeated
from tertial.extracts.loading.outcome import Outcome
from tertial.extracts.loading.row_hash import Hashes
from tertial.extracts.loading.spool import HASH, MONTH, Spool, by_month
from tests.loaded import Incoming, extract, few_hashes
from tests.persons_in_store import ALICE, BOB
from tests.stored import QUICK
from tests.unit.extracts.loading.sent import contact, listed

SCHEMA = pa.schema([("name", pa.string()), (MONTH, pa.int32()), (HASH, pa.uint64())])


def hashes(*values: int) -> Hashes:
    return np.array(values, np.uint64)


@pytest.fixture
def incoming(tmp_path: Path) -> Incoming:
    return Incoming(tmp_path)


@pytest.mark.parametrize(("rows", "parts"), [(0, 1), (1, 1), (4, 1), (5, 2), (8, 2), (9, 3)])
def test_ranges_cut_all_hashes_and_each_is_in_just_one(rows: int, parts: int) -> None:
    found = list(ranges(rows, 4))
    assert len(found) == parts
    assert (found[0].low, found[-1].high) == (0, 1 << 64)
    assert all(one.high == other.low for one, other in pairwise(found))
    ends = hashes(*(one.low for one in found), *(one.high - 1 for one in found), 1 << 63)
    assert sum(int(one.places(ends).sum()) for one in found) == len(ends)


def test_a_range_holds_its_first_hash_and_not_the_one_after_its_last() -> None:
    assert Range(10, 20).of(hashes(9, 10, 19, 20)).tolist() == [10, 19]


def test_what_comes_twice_or_is_stored_is_contested_and_what_is_told_to_be() -> None:
    came = hashes(5, 1, 5, 2, 3)
    found = contested([repeated(came), hashes(7, 1 << 63)], came, [hashes(2, 9), hashes(3)], 2)
    assert [piece.tolist() for piece in found] == [[2, 3], [5, 7], [1 << 63]]


def test_nothing_is_contested_in_an_empty_store() -> None:
    assert list(contested([], hashes(3, 1, 2), [])) == []
    assert list(contested([repeated(hashes())], hashes(), [hashes(1, 2)])) == []
    assert repeated(hashes()).tolist() == []
    assert list(pieces(hashes(), 2)) == []


def test_the_greatest_hash_is_found_among_others() -> None:
    assert among(hashes((1 << 64) - 1, 0), hashes(0, (1 << 64) - 1)).tolist() == [True, True]
    assert among(hashes((1 << 64) - 1, 0), hashes(1)).tolist() == [False, False]


@pytest.mark.parametrize("largest", [0, 60, 1 << 20])
def test_the_spool_gives_back_the_rows_of_each_month(tmp_path: Path, largest: int) -> None:
    spool = Spool(tmp_path, SCHEMA, QUICK, largest)
    wanted: dict[int, list[tuple[str, int]]] = {}
    for batch in range(5):
        months = [24298, -1, 24299, 24298, 24300 + batch]
        names = [f"{batch}-{place}" for place in range(5)]
        values = range(batch * 5, batch * 5 + 5)
        spool.add(by_month(pa.table([names, months, values], schema=SCHEMA)))
        for month, name, value in zip(months, names, values, strict=True):
            wanted.setdefault(month, []).append((name, value))
    assert spool.rows == 25
    assert list(spool.months) == sorted(wanted)
    for month, rows in wanted.items():
        table = spool.table(month)
        assert [(row["name"], row[HASH]) for row in table.to_pylist()] == rows
        assert spool.hashes(month).tolist() == table[HASH].to_pylist()
        assert spool.column(month, "name").to_pylist() == [name for name, _value in rows]
    assert bool(list(tmp_path.iterdir())) == (largest < 1 << 20)


def test_a_spool_without_rows_has_no_months(tmp_path: Path) -> None:
    spool = Spool(tmp_path, SCHEMA, QUICK)
    spool.add(SCHEMA.empty_table())
    assert (list(spool.months), spool.rows) == ([], 0)


def test_a_row_is_found_in_its_old_month_though_another_key_has_its_hash(incoming: Incoming) -> None:
    with few_hashes(1):
        incoming.load(extract(), [contact("K-1", date="2026-10-31"), contact("K-2")])
        loaded = incoming.load(extract(), [contact("K-1", date="2026-11-01"), contact("K-3", date="2026-09-01")])
    assert loaded.tally.outcome == {Outcome.CORRECTED: 1, Outcome.ADDED: 1}
    assert incoming.values("contact_id") == ["K-1", "K-2", "K-3"]


def test_a_single_row_is_not_taken_for_new_where_another_key_has_its_hash(incoming: Incoming) -> None:
    with few_hashes(1):
        incoming.load(extract(), [contact("K-1", date="2026-10-31"), contact("K-2")])
        loaded = incoming.load(extract(), [contact("K-1", date="2026-11-01")])
    assert loaded.tally.outcome == {Outcome.CORRECTED: 1}
    assert incoming.months() == ["2026-11"]


def test_a_full_delivery_leaves_another_extract_s_rows_though_a_hash_is_theirs(incoming: Incoming) -> None:
    listing, private = extract("listing"), extract("listing", id="listing-private")
    with few_hashes(1):
        incoming.load(listing, [listed(ALICE), listed(BOB)])
        incoming.load(private, [listed(ALICE, unit="hc-2")])
        loaded = incoming.load(private, [listed(BOB, unit="hc-2")], shrink=True)
    assert (loaded.tally.outcome, loaded.tally.removed) == ({Outcome.ADDED: 1}, 1)
    assert incoming.values("extract", "listing") == ["listing-cosmic", "listing-cosmic", "listing-private"]
