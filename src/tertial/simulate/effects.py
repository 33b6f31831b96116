"""What truly differs between health centres, and what actions changed, from when and by how much.

Half of the centres have no effect of their own in a quality: whatever differs between them is chance. All of it is
written to `truth/`, so that what a follow-up finds can be held against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tertial.domain.calendar import Month
from tertial.simulate.chance import Chance, Floats, Ints


class Quality(StrEnum):
    """What centres may be better or worse at; each is a chance, in thousandths."""

    SAME_DAY = "same_day_contact"
    ASSESSED = "assessed_in_3_days"
    CONTINUITY = "continuity_doctor"
    NAMED_DOCTOR = "named_doctor"
    VIDEO = "video"
    REVIEWED = "medication_reviewed"
    SUICIDE_ASSESSED = "suicide_risk_assessed"
    DIALOGUE_DONE = "health_dialogue_done"
    ADVICE = "lifestyle_advice"
    HOME_VISIT = "home_visit_newborn"


USUAL = {
    Quality.SAME_DAY: 790,
    Quality.ASSESSED: 862,
    Quality.CONTINUITY: 470,
    Quality.NAMED_DOCTOR: 100,
    Quality.VIDEO: 45,
    Quality.REVIEWED: 440,
    Quality.SUICIDE_ASSESSED: 380,
    Quality.DIALOGUE_DONE: 520,
    Quality.ADVICE: 230,
    Quality.HOME_VISIT: 760,
}
"""Thousandths at a centre without effects of its own; near what the regions' reports of 2022 to 2025 state."""

_SPREAD = {
    Quality.SAME_DAY: 60,
    Quality.ASSESSED: 45,
    Quality.CONTINUITY: 140,
    Quality.NAMED_DOCTOR: 60,
    Quality.VIDEO: 30,
    Quality.REVIEWED: 130,
    Quality.SUICIDE_ASSESSED: 140,
    Quality.DIALOGUE_DONE: 120,
    Quality.ADVICE: 80,
    Quality.HOME_VISIT: 110,
}
"""The largest effect of a centre, in thousandths, up or down."""

_RURAL = {Quality.CONTINUITY: -60, Quality.SAME_DAY: 15}
"""Centres of the inland, where doctors are hired for a week: in thousandths."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was done at some centres: from which month it changed a quality, and by how many thousandths."""

    id: str
    quality: Quality
    centres: tuple[int, ...]
    first: Month
    size: int


_ACTIONS = (
    ("phone-teams", Quality.SAME_DAY, 0.30, 6, 55),
    ("assessment-slots", Quality.ASSESSED, 0.42, 8, 50),
    ("fixed-doctor-lists", Quality.CONTINUITY, 0.55, 10, 90),
    ("pharmacist-at-centre", Quality.REVIEWED, 0.64, 6, 160),
    ("no-effect-campaign", Quality.ADVICE, 0.50, 12, 0),
)
"""Id, quality, how far into the years, how many centres, and thousandths. One of them changes nothing."""


@dataclass(frozen=True)
class Effects:
    """The thousandths of each quality and centre, and the actions."""

    own: dict[Quality, Ints]
    actions: tuple[Action, ...]

    def thousandths(self, quality: Quality, month: Month) -> Ints:
        """What each centre's chance truly is in a month."""
        found = USUAL[quality] + self.own[quality]
        for action in self.actions:
            if action.quality is quality and month >= action.first:
                found = found.copy()
                found[list(action.centres)] += action.size
        return np.clip(found, 5, 990)

    def chances(self, quality: Quality, month: Month) -> Floats:
        """The same as a share."""
        return self.thousandths(quality, month) / 1000

    def rows(self, centres: list[str]) -> Iterator[tuple[str, str, int, int]]:
        """Quality, centre, the usual and its own effect, in thousandths."""
        for quality in Quality:
            for place, centre in enumerate(centres):
                yield quality.value, centre, USUAL[quality], int(self.own[quality][place])


def drawn_effects(seed: int, inland: Ints, first: Month, last: Month) -> Effects:
    """The effects of a seed; `inland` are the places of the centres of the inland, below 0 elsewhere."""
    chance = Chance(seed, 0, "effects")
    size = len(inland)
    own: dict[Quality, Ints] = {}
    for quality in Quality:
        real = chance.whether(0.5, size)
        drawn = chance.below(2 * _SPREAD[quality] + 1, size) - _SPREAD[quality]
        own[quality] = np.where(real, drawn, 0) + np.where(inland >= 0, _RURAL.get(quality, 0), 0)
    months = last.since(first) + 1
    actions = tuple(
        Action(id, quality, tuple(chance.sample(size, count).tolist()), first.plus(int(months * far)), thousandths)
        for id, quality, far, count, thousandths in _ACTIONS
    )
    return Effects(own, actions)
