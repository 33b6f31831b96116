"""A region computed on Spark from the command line: the snapshot that the engine of one machine made."""

from __future__ import annotations

from pathlib import Path

from tests.command_line import answer
from tests.explained_region import explained_region
from tests.integration.spark_here import MARKS

pytestmark = MARKS


def test_a_region_computed_anew_on_spark_has_the_same_snapshot_to_the_byte(tmp_path: Path) -> None:
    region = explained_region(tmp_path / "region")
    document = answer("compute", region, "--through", "2025-08", "--again", "--spark", "local[2]", "--json")
    assert (document["new"], document["snapshot"], document["taken_over"]) == (False, 1, 0)
    assert document["computed"] > 0
