from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from benchmarks.contacts_extract import COLUMNS, MONTHS, write_extract
from benchmarks.page import page, parts

from tertial.domain.calendar import Month
from tertial.domain.feeds.contacts import FEED
from tertial.domain.identity import NumberKind, parse


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_an_extract_has_the_rows_asked_for_each_with_its_own_id(tmp_path: Path) -> None:
    write_extract(tmp_path / "out", 5000, persons=300)
    found = rows(tmp_path / "out" / "contacts.csv")
    assert len({row["contact_id"] for row in found}) == len(found) == 5000
    assert tuple(found[0]) == COLUMNS
    assert set(FEED.names) - set(COLUMNS) == {"chose_to_wait"}


def test_every_person_of_an_extract_has_a_right_number_of_the_invented_series(tmp_path: Path) -> None:
    write_extract(tmp_path / "out", 5000, persons=300)
    written = {row["person"] for row in rows(tmp_path / "out" / "contacts.csv")}
    assert len(written) == 300
    for number in written:
        assert parse(number, date(2025, 12, 31)).kind is NumberKind.PERSONAL
        assert number[9:11] in {"98", "99"}


def test_an_extract_a_month_holds_the_days_of_its_month_and_as_many_rows_in_all(tmp_path: Path) -> None:
    write_extract(tmp_path / "out", 3601, monthly=True, persons=300)
    found = {path.name: rows(path) for path in (tmp_path / "out").iterdir()}
    assert sorted(found) == [f"contacts-{month}.csv" for month in MONTHS]
    assert all(name == f"contacts-{row['date'][:7]}.csv" for name, part in found.items() for row in part)
    ids = Counter(row["contact_id"] for part in found.values() for row in part)
    assert len(ids) == ids.total() == 3601


def test_the_rows_of_one_file_stand_in_no_order_and_reach_over_all_months(tmp_path: Path) -> None:
    write_extract(tmp_path / "out", 5000, persons=300)
    found = rows(tmp_path / "out" / "contacts.csv")
    assert {Month.parse(row["date"][:7]) for row in found} == set(MONTHS)
    for column in ("contact_id", "person", "unit", "date"):
        values = [row[column] for row in found]
        assert values != sorted(values)


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        write_extract(tmp_path / name, 2000, persons=300, seed=seed)
    one, again, other = ((tmp_path / name / "contacts.csv").read_bytes() for name in ("one", "again", "other"))
    assert one == again != other


def test_more_rows_than_there_are_ids_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="can be told apart"):
        write_extract(tmp_path / "out", 900_000_001)


def test_a_page_of_benchmarks_is_read_back_part_by_part() -> None:
    found = {"Loading": ["Rows.", "", "| a |", "| --- |"], "Memory": ["One run."]}
    assert parts(page(found)) == found
