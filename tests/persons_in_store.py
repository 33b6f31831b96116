"""A store with events of invented persons, as a load of them would have left it: whom the cast knows by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tertial.domain.calendar import Month
from tertial.domain.declarations import Declaration
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.identity import parse
from tertial.domain.person_key import PersonKey
from tertial.domain.row_marks import Mark
from tertial.extracts.companions import accompanied, deleted, quarantined
from tertial.extracts.event_schema import NAMES, event_schema
from tertial.extracts.loading.events import key_columns, tidied
from tertial.store.declared import declaration_document
from tertial.store.load_record import LoadRecord
from tertial.store.loading import begin_load
from tertial.store.lock import Holder
from tertial.store.state import State
from tests.invented_persons import TODAY
from tests.stored import AT_ONCE, QUICK
from tests.unit.domain.declared import declared

KEY = PersonKey("k1", bytes(range(32)))
NEW_KEY = PersonKey("k2", bytes(range(1, 33)))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HOLDER = Holder(4711, "server", NOW, "tertial test")

ALICE, BOB, CECILIA = "19850316-9800", "19670704-9810", "20230101-9804"
"""Written as in a register; the last figures are of the series that test numbers are taken from."""
DAVID_BEFORE, DAVID = "19900264-9813", "19900204-9816"
"""A co-ordination number, and the personal number of the same man."""

Rows = Mapping[tuple[str, Month], Iterable[Mapping[str, Any]]]


def token(number: str, key: PersonKey = KEY) -> str:
    """The token of a written number."""
    return key.token(parse(number, TODAY).number)


def contact(number: str, contact_id: str, day: date, *, unit: str = "hc-1", **more: Any) -> dict[str, Any]:
    """An event of the feed of contacts."""
    return {"contact_id": contact_id, "person": token(number), "unit": unit, "date": day, **more}


def listed(number: str, since: date, *, unit: str = "hc-1", **more: Any) -> dict[str, Any]:
    """An event of the feed of listing, in whose key the person is."""
    return {"person": token(number), "unit": unit, "valid_from": since, **more}


def marks(*those: Mark) -> dict[str, int]:
    """The store's column of marks."""
    return {"marks": sum(mark.bit for mark in those)}


def fill(
    root: Path, rows: Rows, *, declaration: Declaration | None = None, extract: str = "", key: PersonKey = KEY
) -> State:
    """Publish these months in one load."""
    feed = accompanied(next(iter(rows))[0])
    declaration = declaration or declared(feed=feed)
    extract = extract or f"{feed}-cosmic"
    count = 0
    with begin_load(root, HOLDER, AT_ONCE, QUICK) as load:
        for (stored, month), events in rows.items():
            table = _table(stored, [{"extract": extract, "provider": declaration.provider, **one} for one in events])
            count += table.num_rows
            load.replace_month(stored, month, table)
        return load.publish(
            LoadRecord(
                feed=feed,
                loaded_at=NOW,
                files=(),
                read=count,
                accepted=count,
                quarantined=0,
                reasons={},
                outcome={"added": count},
                program="0.1.0",
                extract=extract,
                declaration=declaration_document(declaration),
                keys={key.id: key.check_value},
            )
        )


def _table(stored: str, rows: list[dict[str, Any]]) -> pa.Table:
    feed = all_feeds()[accompanied(stored)]
    schema = event_schema(feed)
    if stored == deleted(feed.id):
        schema = pa.schema([schema.field(name) for name in (*key_columns(feed), "version")])
    elif stored == quarantined(feed.id):
        names = ("extract", "file_sha256", "column", "reason", "nearest")
        schema = pa.schema([*((name, NAMES) for name in names), ("line", pa.int64())])
    return tidied(
        pa.Table.from_pylist([{name: row.get(name, _absent(name)) for name in schema.names} for row in rows], schema)
    )


def _absent(name: str) -> int | None:
    return 0 if name == "marks" else None


def every_byte(root: Path) -> bytes:
    """All that a store has on disk, its Parquet files unpacked: the dictionaries with them, in use or not."""
    parts: list[bytes] = []
    for path in sorted(root.rglob("*")):
        if path.suffix == ".parquet":
            parts.append(_unpacked(path))
        elif path.is_file():
            parts.append(path.read_bytes())
    return b"\n".join(parts)


def _unpacked(path: Path) -> bytes:
    table = pq.read_table(path)
    parts = []
    for column in table.columns:
        for chunk in column.chunks:
            values = chunk.dictionary if pa.types.is_dictionary(chunk.type) else chunk
            parts.append("\n".join(map(str, values.to_pylist())).encode())
    return b"\n".join(parts)
