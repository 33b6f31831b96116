"""How fast a region is simulated, and whether memory grows with the months."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import TERTIAL, run

REAL = (275_000, 36)
"""Residents and months of a region of real size."""
PARTS = ((250_000, 6), (250_000, 12), (500_000, 6), (1_000_000, 6))
"""Parts of the largest region: twice the months, and more residents."""
LARGEST = (10_000_000, 60)

_TOP = (
    "`tertial simulate` as a whole process, once each: every feed, truth and folder written. Asked for: {residents} "
    "residents and {months} months within 3 minutes; {most} residents and 60 months streamed to Parquet without memory "
    "growing with the months, measured on a part and by trend."
)


@dataclass(frozen=True)
class Simulated:
    """What came of one region."""

    residents: int
    months: int
    form: str
    rows: int
    seconds: float
    mebibytes: float
    on_disk: float

    @property
    def line(self) -> str:
        """A row of the table."""
        return (
            f"| {self.residents} | {self.months} | {self.form} | {self.rows} | {self.seconds:.1f} | "
            f"{self.rows / self.seconds:.0f} | {self.mebibytes:.0f} | {self.on_disk:.0f} |"
        )


def simulating_lines(scratch: Path | None, parts: Sequence[tuple[int, int]] = PARTS) -> list[str]:
    """What is printed."""
    real = [_simulated(*REAL, form, scratch) for form in ("csv", "parquet")]
    some = [_simulated(residents, months, "parquet", scratch) for residents, months in parts]
    residents, months = LARGEST
    return [
        _TOP.format(residents=REAL[0], months=REAL[1], most=residents),
        "",
        "| residents | months | form | rows | seconds | rows a second | peak MiB | MiB on disk |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(one.line for one in (*real, *some)),
        "",
        trend(some, residents, months),
    ]


def trend(some: Sequence[Simulated], residents: int, months: int) -> str:
    """What the largest part measured says of a larger region: by resident and month, and its memory by resident."""
    once, twice = (one for one in some if one.residents == some[0].residents)
    least, most = some[0], some[-1]
    each = most.seconds / (most.residents * most.months)
    by_resident = (most.mebibytes - least.mebibytes) / (most.residents - least.residents)
    memory = most.mebibytes + by_resident * (residents - most.residents)
    size = residents * months / (most.residents * most.months)
    hours, rows = each * residents * months / 3600, most.rows * size / 1e6
    return (
        f"Twice the months take {twice.mebibytes / once.mebibytes:.2f} times the memory. By the trend {residents} "
        f"residents and {months} months are {rows:.0f} million rows, {hours:.1f} hours, "
        f"{most.on_disk * size / 1024:.0f} GiB on disk and {memory / 1024:.0f} GiB of memory."
    )


def _simulated(residents: int, months: int, form: str, scratch: Path | None) -> Simulated:
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        region = Path(folder) / "region"
        arguments = ("simulate", region, "--residents", residents, "--months", months, "--seed", 1, "--format", form)
        done = run([*TERTIAL, *map(str, arguments), "--json"])
        size = sum(path.stat().st_size for path in region.rglob("*") if path.is_file()) / 2**20
    rows = json.loads(done.output)["rows"]
    return Simulated(residents, months, form, rows, done.seconds, done.mebibytes, size)
