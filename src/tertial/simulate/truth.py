"""The truth beside the extracts: what truly differs, what was done, and all rows before any was lost."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

from tertial.simulate.days import calendar_day
from tertial.simulate.folder import TRUTH
from tertial.simulate.world import World

ABOUT = """\
# The truth

Made by `tertial simulate`. Nothing here is delivered by any system: it is what a follow-up is held against.

| File | What it holds |
| --- | --- |
| `run.json` | seed, size and months, and the days of the heat wave |
| `counts.csv` | rows of each feed, unit and month as they truly came to be, before any was lost or delayed |
| `effects.csv` | the chance of each quality at each health centre, in thousandths: the usual, and the centre's own |
| `actions.csv` | what was done, where, from which month, and by how many thousandths it changed the quality |

Feeds that are sent in full (listings, named doctors, named care contacts) have no month and are not counted.
The persons are invented. Where an identity number is somebody's own, it is by chance.
"""


def write_truth(folder: Path, world: World) -> None:
    """Write the folder of truth. Raises OSError."""
    truth = folder / TRUTH
    truth.mkdir(parents=True, exist_ok=True)
    places = world.places.all
    centres = [places[number].id for number in world.centres.tolist()]
    (truth / "README.md").write_text(ABOUT, "utf-8", newline="\n")
    run = {
        "seed": world.seed,
        "residents": world.size,
        "first": str(world.first),
        "last": str(world.last),
        "heat_wave": [calendar_day(day).isoformat() for day in (*world.heat[:1], *world.heat[-1:])],
    }
    (truth / "run.json").write_text(json.dumps(run, indent=2) + "\n", "utf-8", newline="\n")
    counted = (
        (feed, places[unit].id, f"{month // 12:04d}-{month % 12 + 1:02d}", int(rows[unit]))
        for (feed, month), rows in sorted(world.deliveries.counts.items())
        for unit in rows.nonzero()[0].tolist()
    )
    _table(truth / "counts.csv", ("feed", "unit", "month", "rows"), counted)
    own = world.effects.rows(centres)
    _table(truth / "effects.csv", ("quality", "centre", "usual_thousandths", "own_thousandths"), own)
    actions = (
        (action.id, action.quality.value, centres[centre], str(action.first), action.size)
        for action in world.effects.actions
        for centre in action.centres
    )
    _table(truth / "actions.csv", ("action", "quality", "centre", "from", "thousandths"), actions)


def _table(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str | int, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
