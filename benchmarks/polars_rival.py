"""The rival of the additive set in Polars: one pass over the Parquet files with every filter as an aggregate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa

from benchmarks.care_units import EMERGENCY
from tertial.store.state import open_state


def additive_answers(root: Path) -> Mapping[str, pa.Table]:
    """The monthly answers of the additive set by unit and sex. Raises StoreError."""
    files = [str(path) for path in open_state(root).files("contacts")]
    figures = _figures()
    found = (
        pl.scan_parquet(files)
        .group_by("unit", pl.col("date").dt.truncate("1mo").alias("m"), "sex")
        .agg(**{f"{name} {part}": value for name, parts in figures.items() for part, value in parts.items()})
        .collect(engine="streaming")
    )
    return {name: _answer(found, name, parts) for name, parts in figures.items()}


def _answer(found: pl.DataFrame, name: str, parts: Mapping[str, pl.Expr]) -> pa.Table:
    values = {part: pl.col(f"{name} {part}").cast(pl.Int64) for part in parts}
    answer = found.select("unit", "m", "sex", **values)
    # A count of no rows is no cell: a query of its own would have no group for it.
    there = answer if "d" in parts else answer.filter(pl.col("n") > 0)
    return there.to_arrow()


def _figures() -> Mapping[str, Mapping[str, pl.Expr]]:
    profession, mode, wait, age = (pl.col(name) for name in ("profession", "mode", "wait_days", "age_years"))
    first = pl.col("visit") == "first"
    at_emergency = pl.col("unit").is_in(list(EMERGENCY))
    by_doctor = first & (profession == "doctor") & wait.is_not_null()
    physical = mode == "physical"
    every = pl.len()
    professions = ("doctor", "nurse", "physiotherapist", "psychologist")
    return {
        "contacts": {"n": every},
        **{name: {"n": (profession == name).sum()} for name in professions},
        "digital-share": {"n": mode.is_in(["video", "chat"]).sum(), "d": every},
        "phone-share": {"n": (mode == "phone").sum(), "d": every},
        "assessed-in-3-days": {"n": (first & (wait <= 3)).sum(), "d": (first & wait.is_not_null()).sum()},
        "doctor-in-7-days": {"n": (by_doctor & (wait <= 7)).sum(), "d": by_doctor.sum()},
        "mean-wait": {"n": wait.cast(pl.Int64).filter(first).sum(), "d": (first & wait.is_not_null()).sum()},
        "new-share": {"n": first.sum(), "d": every},
        "physical-75-and-older": {"n": (physical & (age >= 75)).sum(), "d": physical.sum()},
        "emergency-visits": {"n": at_emergency.sum()},
        "emergency-visits-80-and-older": {"n": (at_emergency & (age >= 80)).sum()},
    }
