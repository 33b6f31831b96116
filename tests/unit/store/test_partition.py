"""Files of events: what they hold is what was written, however they are packed."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tertial.store.disk import LocalDisk
from tertial.store.partition import FEW_WORDS, read_partition, write_partition
from tertial.store.person_codes import PERSON, PERSON_CODE

FULL = pa.table({"unit": pa.array(["a", "b"]).dictionary_encode(), "days": pa.array([1, 2]), "note": ["x", "y"]})
HOLED = pa.table({"unit": pa.array(["a", None]).dictionary_encode(), "days": pa.array([None, 2]), "note": ["x", None]})


@pytest.mark.parametrize("tables", [[FULL], [HOLED], [FULL, HOLED], [HOLED, FULL], [FULL.slice(0, 0)]])
def test_rows_come_back_as_they_were_whatever_is_not_known(tmp_path: Path, tables: list[pa.Table]) -> None:
    write_partition(LocalDisk(), tmp_path / "events.parquet", tables)
    found = read_partition(tmp_path / "events.parquet")
    assert found.to_pylist() == [row for table in tables for row in table.to_pylist()]
    assert found.schema == FULL.schema


def test_a_file_says_of_which_columns_all_is_known(tmp_path: Path) -> None:
    rows = FULL.set_column(1, "days", pa.array([None, 2]))
    write_partition(LocalDisk(), tmp_path / "events.parquet", [rows])
    there = pq.read_schema(tmp_path / "events.parquet")
    assert {name: there.field(name).nullable for name in there.names} == {"unit": False, "days": True, "note": False}


def test_texts_are_packed_well_and_codes_not_at_all(tmp_path: Path) -> None:
    persons = pa.array([f"key.{number:032}" for number in range(FEW_WORDS + 1)]).dictionary_encode()
    units = pa.array(["a"] * len(persons)).dictionary_encode()
    write_partition(LocalDisk(), tmp_path / "events.parquet", [pa.table({PERSON: persons, "unit": units})])
    group = pq.ParquetFile(tmp_path / "events.parquet").metadata.row_group(0)
    packed = {group.column(place).path_in_schema: group.column(place).compression for place in range(3)}
    assert packed == {PERSON: "ZSTD", "unit": "LZ4", PERSON_CODE: "UNCOMPRESSED"}
