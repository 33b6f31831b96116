"""Safety: incidents reported, complaints, hygiene observed, and injuries found when records are reviewed."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import complaints, incidents
from tertial.simulate.chance import Chance, Ints
from tertial.simulate.days import NEVER
from tertial.simulate.feed_rows import code
from tertial.simulate.rhythm import Pace, drawn_days, next_working_days
from tertial.simulate.world import World

INCIDENTS_A_YEAR, COMPLAINTS_A_YEAR = 0.024, 0.0042
"""A resident and year; assumed."""

_KINDS, _KIND_WEIGHTS = (
    ("fall", "medication", "treatment", "infection", "communication", "access", "equipment", "other"),
    (22, 19, 15, 5, 14, 8, 9, 8),
)
_HARMS = ("none", "minor", "moderate", "considerable", "catastrophic")
_HARM_WEIGHTS = (610, 262, 104, 21, 3)
_DAYS_OPEN = (3, 6, 9, 12, 16, 20, 25, 30, 36, 42, 50, 58, 68, 80, 95, 115, 140, 175, 230, 340)
_AREAS = (
    "treatment", "outcome", "communication", "records", "economy", "access", "responsibility", "administration",
    "other",
)  # fmt: skip
_AREA_WEIGHTS = (30, 12, 22, 6, 3, 15, 5, 4, 3)
_UNITS = {"ward": 40, "clinic": 16, "emergency_department": 120, "health_centre": 14, "dental_clinic": 8,
          "maternity_centre": 5, "ambulance_station": 4}  # fmt: skip
_HYGIENE_KINDS = ("ward", "clinic", "health_centre", "dental_clinic", "emergency_department")
_MEASURES, _HYGIENE, _CLOTHING = 0.72, 790, 965
"""Of ten units seven measure in a month; thousandths followed."""

_REVIEWED = 12
_INJURED = 0.072


def safety(world: World) -> None:
    """Draw and deliver the month."""
    _incidents(world)
    _complaints(world)
    _hygiene(world)
    _injuries(world)


def _drawn_units(world: World, chance: Chance, size: int) -> Ints:
    units = world.places.of_kind(*_UNITS)
    weights = np.array([_UNITS[world.places.all[number].kind] for number in units.tolist()], np.int64)
    return units[chance.one_of(weights, size)]


def _incidents(world: World) -> None:
    chance = world.chance("incidents")
    size = chance.number(INCIDENTS_A_YEAR / 12 * world.size * (1 + 0.03 * world.years))
    reported = drawn_days(chance, world.month, Pace.ACUTE, size)
    kinds = np.array([code(incidents.FEED, "kind", name) for name in _KINDS])
    harms = np.array([code(incidents.FEED, "harm", name) for name in _HARMS])
    kind = kinds[chance.one_of(_KIND_WEIGHTS, size)]
    older = chance.whether(np.where(kind == kinds[0], 0.78, 0.48), size)
    sexes = [code(incidents.FEED, "sex", name) for name in ("women", "men", "unknown")]
    told = chance.whether(0.93, size)
    world.deliveries.put(
        "incidents",
        {
            "incident_id": world.ids(size),
            "unit": _drawn_units(world, chance, size),
            "reported": reported,
            "closed": world.known(next_working_days(reported + chance.of(_DAYS_OPEN, size))),
            "kind": kind,
            "harm": harms[chance.one_of(_HARM_WEIGHTS, size)],
            "sex": np.where(told, np.array(sexes)[chance.one_of((52, 46, 2), size)], NEVER),
            "older": np.where(told, older, NEVER),
        },
    )


def _complaints(world: World) -> None:
    chance = world.chance("complaints")
    size = chance.number(COMPLAINTS_A_YEAR / 12 * world.size)
    areas = np.array([code(complaints.FEED, "area", name) for name in _AREAS])
    cell = _drawn_units(world, chance, size) * len(areas) + chance.one_of(_AREA_WEIGHTS, size)
    cells, counts = np.unique(cell, return_counts=True)
    world.deliveries.put(
        "complaints",
        {
            "unit": cells // len(areas),
            "area": areas[cells % len(areas)],
            "month": np.full(len(cells), world.number),
            "complaints": counts,
        },
    )


def _public(world: World, *kinds: str) -> Ints:
    units = world.places.of_kind(*kinds)
    found: Ints = units[np.array(world.places.is_public(units))]
    return found


def _hygiene(world: World) -> None:
    chance = world.chance("hygiene-checks")
    units = _public(world, *_HYGIENE_KINDS)
    own = Chance(world.seed, 0, "hygiene").below(241, len(units)) - 120
    measuring = chance.whether(_MEASURES, len(units))
    units, own = units[measuring], own[measuring]
    observed = 10 + chance.below(11, len(units))
    throws = 20
    # Each observation by itself, of at most twenty.
    seen = np.arange(throws)[None, :] < observed[:, None]
    followed = chance.shares(len(units) * throws).reshape(-1, throws) < ((_HYGIENE + own) / 1000)[:, None]
    dressed = chance.shares(len(units) * throws).reshape(-1, throws) < _CLOTHING / 1000
    world.deliveries.put(
        "hygiene-checks",
        {
            "unit": units,
            "month": np.full(len(units), world.number),
            "observations": observed,
            "hygiene_followed": np.count_nonzero(seen & followed, axis=1),
            "clothing_followed": np.count_nonzero(seen & dressed, axis=1),
        },
    )


def _injuries(world: World) -> None:
    chance = world.chance("care-injuries")
    wards = _public(world, "ward")
    reviewed = np.full(len(wards), _REVIEWED)
    injured = chance.part(reviewed, _INJURED)
    world.deliveries.put(
        "care-injuries",
        {
            "unit": wards,
            "month": np.full(len(wards), world.number),
            "reviewed": reviewed,
            "with_injury": injured,
        },
    )
