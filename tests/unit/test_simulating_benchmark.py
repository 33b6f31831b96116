"""What a part of a large region says of the whole."""

from __future__ import annotations

from benchmarks.simulating import Simulated, trend


def test_time_goes_with_residents_and_months_and_memory_with_residents_alone() -> None:
    parts = [
        Simulated(250_000, 6, "parquet", 3_000_000, 30.0, 600.0, 100.0),
        Simulated(250_000, 12, "parquet", 6_000_000, 60.0, 612.0, 200.0),
        Simulated(1_000_000, 6, "parquet", 12_000_000, 120.0, 1_800.0, 400.0),
    ]
    said = trend(parts, 10_000_000, 60)
    assert "1.02 times the memory" in said
    assert "1200 million rows, 3.3 hours, 39 GiB on disk and 16 GiB of memory" in said
