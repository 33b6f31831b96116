"""The truth beside the extracts: what truly differs, what was done, and all rows before any was lost."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.simulate.days import calendar_day
from tertial.simulate.deliveries import Deliveries
from tertial.simulate.folder import TRUTH
from tertial.simulate.mechanisms.kind import Kind
from tertial.simulate.tallies import FATES, Fate
from tertial.simulate.world import World

ABOUT = """\
# The truth

Made by `tertial simulate`. Nothing here is delivered by any system: it is what a follow-up is held against.

| File | What it holds |
| --- | --- |
| `run.json` | seed, size and months, and the days of the heat wave |
| `counts.csv` | rows of each feed, unit and month as they truly came to be, before any was lost or delayed |
| `delivered.csv` | what became of those rows by the last delivery, for each feed, unit and month of the event |
| `mechanisms.csv` | what went wrong after the change of record system: where, in which months, in how many rows |
| `effects.csv` | the chance of each quality at each health centre, in thousandths: the usual, and the centre's own |
| `actions.csv` | what was done, where, from which month, and by how many thousandths it changed the quality |

In `delivered.csv`, `rows` are those delivered: those of `counts.csv`, less `lost`, `pending` (not come yet) and
`moved_out`, with `doubled` (again under a new id) and `moved_in` (under the id of another unit). Some of them are
`late` (in the delivery of a later month), some `refused` (no load can take them). `updates` are rows sent again,
complete: they add none.

In `mechanisms.csv`, those `held_out` are for the evaluation of methods alone: no threshold is chosen by them. No unit
of a feed is hit by two mechanisms, but a feed that stops takes renamed units with it. Without a unit, all units of the
feed are hit. `column` is the field that is hit, none where whole rows are; where the structure of units is new, it is
the unit that the rows name instead.

Feeds that are sent in full (listings, named doctors, named care contacts) have no month and are not counted.
The persons are invented. Where an identity number is somebody's own, it is by chance.
"""


Line = tuple[str | int, ...]

_COME = (Fate.IN_TIME, Fate.LATE)

_MECHANISM = (
    "mechanism", "family", "held_out", "feed", "unit", "column", "first_month", "last_month", "share_thousandths",
)  # fmt: skip


def write_truth(folder: Path, world: World) -> None:
    """Write the folder of truth. Raises OSError."""
    truth = folder / TRUTH
    truth.mkdir(parents=True, exist_ok=True)
    places, units = world.places.all, world.deliveries.units
    centres = [places[number].id for number in world.centres.tolist()]
    (truth / "README.md").write_text(ABOUT, "utf-8", newline="\n")
    run = {
        "seed": world.seed,
        "residents": world.size,
        "first": str(world.first),
        "last": str(world.last),
        "new_record_system": str(world.deliveries.change.first) if world.deliveries.change else None,
        "heat_wave": [calendar_day(day).isoformat() for day in (*world.heat[:1], *world.heat[-1:])],
    }
    (truth / "run.json").write_text(json.dumps(run, indent=2) + "\n", "utf-8", newline="\n")
    counted = (
        (feed, places[unit].id, str(Month.from_ordinal(month)), int(rows[unit]))
        for (feed, month), rows in sorted(world.deliveries.counts.items())
        for unit in rows.nonzero()[0].tolist()
    )
    _table(truth / "counts.csv", ("feed", "unit", "month", "rows"), counted)
    fates = [fate.value for fate in FATES]
    delivered: Iterator[Line] = (
        (
            feed,
            units[unit].id,
            str(Month.from_ordinal(month)),
            sum(counts[FATES.index(fate)] for fate in _COME),
            *counts,
        )
        for feed, unit, month, counts in world.deliveries.tallies.rows()
    )
    _table(truth / "delivered.csv", ("feed", "unit", "month", "rows", *fates), delivered)
    _table(truth / "mechanisms.csv", _MECHANISM, mechanism_rows(world.deliveries))
    own = world.effects.rows(centres)
    _table(truth / "effects.csv", ("quality", "centre", "usual_thousandths", "own_thousandths"), own)
    actions = (
        (action.id, action.quality.value, centres[centre], str(action.first), action.size)
        for action in world.effects.actions
        for centre in action.centres
    )
    _table(truth / "actions.csv", ("action", "quality", "centre", "from", "thousandths"), actions)


def mechanism_rows(deliveries: Deliveries) -> Iterator[Line]:
    """What went wrong, a row for each mechanism, feed, unit and column; nothing without a change."""
    change = deliveries.change
    if change is None:
        return
    for hit in change.hits:
        for unit in [change.units[number].id for number in hit.units] or [""]:
            for column in hit.columns or ("",):
                yield _mechanism(hit.kind, hit.feed, unit, column, hit.first, hit.last)
    for new in change.new_units:
        for number in new.replaces:
            for feed in deliveries.tallies.feeds_with(Fate.MOVED_OUT, number):
                yield _mechanism(new.kind, feed, change.units[number].id, new.place.id, new.first, new.last)


def _mechanism(kind: Kind, feed: str, unit: str, column: str, first: int, last: int) -> Line:
    months = (str(Month.from_ordinal(first)), str(Month.from_ordinal(last)))
    return kind.id, kind.family.value, "yes" if kind.held_out else "no", feed, unit, column, *months, kind.share


def _table(path: Path, header: tuple[str, ...], rows: Iterable[Line]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
