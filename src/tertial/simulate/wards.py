"""Beds by ward and day: staffed, overcrowded, and patients placed at another ward."""

from __future__ import annotations

import numpy as np

from tertial.simulate.world import World

_STAFFED = (93, 93, 93, 94, 94, 90, 80, 86, 93, 94, 94, 90)
"""Per cent of the beds decided, by month."""

_OVERCROWDED, _RELOCATED = 0.055, 0.022
"""Patients to a staffed bed and day; in winter more, and more where few beds are staffed."""

_WINTER = (1.35, 1.4, 1.3, 1.0, 0.9, 0.8, 1.0, 0.9, 0.9, 1.0, 1.05, 1.2)


def beds(world: World) -> None:
    """Draw and deliver the month's days."""
    chance = world.chance("beds")
    wards = world.places.of_kind("ward")
    days = world.stop - world.start + 1
    # In halves of a bed; a ward of the smallest region still has two.
    halves = np.maximum(np.rint(world.places.weights(wards) * world.scale * 2), 4).astype(np.int64)
    unit, day = np.repeat(wards, days), np.tile(np.arange(world.start, world.stop + 1), len(wards))
    all_halves = np.repeat(halves, days)
    fewer = chance.below(3, len(unit))
    staffed = np.maximum(all_halves * _STAFFED[world.month.number - 1] // 100 - fewer, 2)
    winter = _WINTER[world.month.number - 1]
    full = staffed / 2 * winter
    lacking = np.minimum(chance.numbers(full * _OVERCROWDED), 1000)
    placed = np.minimum(chance.numbers(full * _RELOCATED), 1000)
    told = ~chance.whether(0.01, len(unit))
    world.deliveries.put(
        "beds",
        {
            "unit": unit,
            "date": day,
            "staffed": staffed * 50,
            "overcrowded": lacking,
            "relocated": np.where(told, placed, -1),
        },
    )
