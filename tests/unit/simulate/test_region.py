from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tertial.domain.calendar import Month
from tertial.domain.feeds.contract import Delivery
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.deliveries import Form
from tertial.simulate.region import FEWEST, MOST, Plan, PlanRefusedError, simulated
from tests.unit.simulate.regions import LAST, asked, digests, region

AGAIN = """
import sys
from pathlib import Path
from tertial.domain.calendar import Month
from tertial.simulate.region import Plan, simulated
simulated(Path(sys.argv[1]), Plan(1500, 3, 7, Month(2025, 9)), lambda done, of: None)
"""


def test_the_same_seed_makes_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    folder, _world = region()
    # Another order of hashes, which nothing may lean on.
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    subprocess.run([sys.executable, "-c", AGAIN, str(tmp_path)], check=True, env=environment)
    assert digests(tmp_path) == digests(folder)


def test_another_seed_makes_other_rows_of_every_feed_of_persons() -> None:
    mine, other = (digests(region(seed=seed)[0]) for seed in (7, 8))
    persons = {path for path in mine if path.startswith(("contacts/", "persons/", "listing/"))}
    assert persons
    assert not {path for path in persons if mine[path] == other[path]}


def test_every_feed_with_a_contract_is_delivered() -> None:
    # A small region does not have something of all in three months, so a larger one is asked.
    _folder, world = region(residents=6000, months=4)
    seasonal = {"staff-surveys"}  # once a year, in October
    assert {extract.feed for extract in world.deliveries.extracts} >= set(all_feeds()) - seasonal


def test_what_is_counted_in_the_truth_is_what_lies_in_the_files() -> None:
    folder, world = region()
    for feed in all_feeds().values():
        if feed.delivery is Delivery.FULL or not any(name == feed.id for name, _month in world.deliveries.counts):
            continue
        counted = sum(int(rows.sum()) for (name, _month), rows in world.deliveries.counts.items() if name == feed.id)
        assert asked(folder, feed.id, "SELECT count(*) FROM rows") == [(counted,)], feed.id


def test_parquet_holds_the_same_rows_as_csv() -> None:
    csv, _world = region()
    parquet, _same = region(form=Form.PARQUET)
    with duckdb.connect() as connection:
        for extract in ("admissions", "ledger", "persons", "listing", "staff-absence"):
            # As texts, since a CSV has no types.
            texts = f"read_csv('{csv}/{extract}/*.csv', all_varchar=true, nullstr='')"
            typed = f"(SELECT COLUMNS(*)::VARCHAR FROM read_parquet('{parquet}/{extract}/*.parquet'))"
            assert connection.execute(f"SELECT count(*) > 0 FROM {texts}").fetchone() == (True,)
            for one, other in ((texts, typed), (typed, texts)):
                left = connection.execute(f"SELECT count(*) FROM (FROM {one} EXCEPT ALL FROM {other})").fetchone()
                assert left == (0,), extract


def test_what_is_kept_grows_with_the_residents_and_not_with_the_months() -> None:
    _folder, short = region(residents=700)
    _other, longer = region(residents=700, months=18)
    assert len(longer.people) == pytest.approx(len(short.people), rel=0.05)


def test_nothing_happens_to_anybody_before_birth_or_after_death() -> None:
    folder, _world = region()
    gone = "(SELECT person, min(deceased) AS died FROM persons WHERE deceased IS NOT NULL GROUP BY person)"
    persons = f"persons AS (SELECT * FROM read_csv('{folder}/persons/*.csv', union_by_name=true))"
    later = asked(
        folder,
        "contacts",
        f"WITH {persons} SELECT count(*) FROM rows JOIN {gone} USING (person) WHERE strftime(date, '%Y-%m') > died",
    )
    assert later == [(0,)]
    born = "SELECT count(*) FROM rows WHERE strftime(date, '%Y%m%d') < left(person::VARCHAR, 8)"
    assert asked(folder, "contacts", born) == [(0,)]


def test_nobody_is_in_hospital_twice_at_once() -> None:
    folder, _world = region(residents=6000, months=4)
    overlaps = """
        SELECT count(*) FROM (
            SELECT discharged_at, lead(admitted_at) OVER (PARTITION BY person ORDER BY admitted_at) AS next_at FROM rows
        ) WHERE next_at < discharged_at
    """
    assert asked(folder, "admissions", overlaps) == [(0,)]


def test_the_days_of_a_stay_come_in_order() -> None:
    folder, _world = region(residents=6000, months=4)
    wrong = "SELECT count(*) FROM rows WHERE ready_at < admitted_at OR discharged_at < coalesce(ready_at, admitted_at)"
    assert asked(folder, "admissions", wrong) == [(0,)]


def test_a_person_is_listed_at_one_health_centre_at_a_time() -> None:
    folder, _world = region(residents=700, months=18)
    overlaps = """
        SELECT count(*) FROM (
            SELECT valid_to, lead(valid_from) OVER (PARTITION BY person ORDER BY valid_from) AS next_from FROM rows
        ) WHERE next_from <= coalesce(valid_to, DATE '9999-12-31')
    """
    assert asked(folder, "listing", overlaps) == [(0,)]


def test_the_list_of_the_waiting_begins_with_those_who_already_wait() -> None:
    folder, world = region()
    first = world.first.first_day.isoformat()
    rows = asked(folder, "waiting-list", f"SELECT decided < DATE '{first}', count(*) FROM rows GROUP BY 1")
    assert {earlier for earlier, _count in rows} == {True, False}


@pytest.mark.parametrize(
    ("residents", "months", "seed", "last"),
    [
        (FEWEST - 1, 12, 1, LAST),
        (MOST + 1, 12, 1, LAST),
        (2000, 0, 1, LAST),
        (2000, 241, 1, LAST),
        (2000, 12, -1, LAST),
        (2000, 24, 1, Month(2013, 11)),
    ],
)
def test_a_region_that_cannot_be_made_is_refused(residents: int, months: int, seed: int, last: Month) -> None:
    with pytest.raises(PlanRefusedError):
        Plan(residents, months, seed, last)


def test_progress_is_told_for_each_month(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    simulated(tmp_path, Plan(FEWEST, 2, 1, LAST), lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]
