"""Health examinations and health dialogues: offered as one turns 40, 50 or 60, declined, done or not answered."""

from __future__ import annotations

import numpy as np

from tertial.domain.feeds import health_examinations
from tertial.domain.feeds.registry import all_feeds
from tertial.simulate.care.contacts import centre_of
from tertial.simulate.chance import Chance, Ints, Yes
from tertial.simulate.days import NEVER
from tertial.simulate.effects import Quality
from tertial.simulate.feed_rows import code
from tertial.simulate.people import FAR
from tertial.simulate.rhythm import Pace, drawn_days, next_working_days
from tertial.simulate.world import World

AGES = (40, 50, 60)
_DECLINED = 0.24
_STEPS = {name: code(health_examinations.FEED, "step", name) for name in ("offered", "declined", "done")}
_DIALOGUE_CENTRES = 5, 7
"""Of seven health centres five have begun with dialogues."""


def programmes(world: World) -> None:
    """Draw and deliver the steps of those invited this month."""
    people = world.people
    turned = people.ages(world.stop)
    invited = np.isin(turned, AGES) & (people.ages(world.start - 1) < turned) & (people.last == FAR)
    who = np.flatnonzero(invited & (people.since < world.start))
    for feed, key, part in (
        ("health-examinations", "examination_id", 0),
        ("health-dialogues", "dialogue_id", 1),
    ):
        chance = world.chance(feed)
        centre = centre_of(world, who)
        begun = centre % _DIALOGUE_CENTRES[1] < _DIALOGUE_CENTRES[0]
        chosen = who[begun] if part else who[chance.whether(0.9, len(who))]
        _steps(world, chance, feed, key, chosen)


def _steps(world: World, chance: Chance, feed: str, key: str, who: Ints) -> None:
    people = world.people
    size = len(who)
    centre = centre_of(world, who)
    id = world.ids(size)
    offered = drawn_days(chance, world.month, Pace.OFFICE, size)
    done = chance.whether(world.quality(Quality.DIALOGUE_DONE, centre), size)
    declined = ~done & chance.whether(_DECLINED / 0.48, size)
    day_declined = next_working_days(offered + 3 + chance.below(25, size))
    day_done = next_working_days(offered + 14 + chance.below(90, size))
    group = np.searchsorted(AGES, people.ages(world.stop)[who])
    modes = [code(health_examinations.FEED, "mode", name) for name in ("physical", "video", "phone")]
    mode = np.array(modes)[chance.one_of((80, 14, 6), size)]
    steps: tuple[tuple[str, Yes, Ints], ...] = (
        ("offered", np.ones(size, np.bool_), offered),
        ("declined", declined, day_declined),
        ("done", done, day_done),
    )
    for step, chosen, day in steps:
        rows = np.flatnonzero(chosen & (day <= world.end))
        columns = {
            key: id[rows],
            "person": people.number[who[rows]],
            "unit": world.centres[centre[rows]],
            "step": np.full(len(rows), _STEPS[step]),
            "date": day[rows],
            "age_group": group[rows],
        }
        if "mode" in all_feeds()[feed].names:
            columns["mode"] = mode[rows] if step == "done" else np.full(len(rows), NEVER)
        world.deliveries.put(feed, columns)
