"""Rows, records and holders that the tests of the store load with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from tertial.domain.calendar import Month
from tertial.store.disk import Disk
from tertial.store.load_record import LoadRecord, SourceFile
from tertial.store.loading import begin_load
from tertial.store.lock import Holder, Patience
from tertial.store.state import State, open_state
from tests.store_disks import QuickDisk

JULY, AUGUST, SEPTEMBER = Month(2025, 7), Month(2025, 8), Month(2025, 9)
WHEN = datetime(2025, 9, 3, 5, 12, 0, 123, tzinfo=UTC)
HOLDER = Holder(4711, "server", WHEN, "tertial load norr")
QUICK = QuickDisk()
AT_ONCE = Patience(seconds=0.0)

Rows = Mapping[tuple[str, Month], Sequence[int] | None]
"""What each month of a feed becomes; None removes it."""


def table(values: Sequence[int]) -> pa.Table:
    return pa.table({"value": pa.array(values, pa.int64())})


def record(feed: str = "contacts", read: int = 3, quarantined: int = 1) -> LoadRecord:
    return LoadRecord(
        feed=feed,
        loaded_at=WHEN,
        files=(SourceFile("kontakter-åäö.csv", "a" * 64, 812, "b" * 64),),
        read=read,
        accepted=read - quarantined,
        quarantined=quarantined,
        reasons={"unknown_unit": quarantined} if quarantined else {},
        outcome={"added": read - quarantined},
        program="0.1.0",
    )


def publish(root: Path, rows: Rows, *, feed: str = "contacts", read: int = 3, disk: Disk = QUICK) -> State:
    with begin_load(root, HOLDER, AT_ONCE, disk) as load:
        for (one, month), values in rows.items():
            if values is None:
                load.remove_month(one, month)
            else:
                load.replace_month(one, month, table(values))
        return load.publish(record(feed, read))


def held(state: State) -> dict[tuple[str, Month], list[int]]:
    """Every row of the state, as `publish` took them."""
    return {
        (feed, month): state.table(feed, [month]).column("value").to_pylist()
        for feed in state.feeds
        for month in state.months(feed)
    }


def in_force(root: Path) -> dict[tuple[str, Month], list[int]]:
    return held(open_state(root))
