"""What is found of one value, and of a column of many: a value, nothing, or a fault with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tertial.extracts.reasons import Reason

VALUE, NOTHING = 0, 1
"""States of a value; a higher state is a fault."""
_FIRST_FAULT = 2
REASONS = tuple(Reason)
_STATES = {reason: _FIRST_FAULT + place for place, reason in enumerate(REASONS)}

States = npt.NDArray[np.uint8]


def state_of(reason: Reason) -> int:
    """The state of a value that is at fault for a reason."""
    return _STATES[reason]


def reasons_of(states: States) -> list[Reason]:
    """The reasons that states of faults stand for."""
    return [REASONS[state - _FIRST_FAULT] for state in states.tolist()]


class Verdict(NamedTuple):
    """What is found of one value: as a whole number, whatever its kind, and of an unknown name the nearest known."""

    value: int
    state: int = VALUE
    nearest: str = ""


EMPTY = Verdict(0, NOTHING)


def fault(reason: Reason, nearest: str = "") -> Verdict:
    """The verdict on a value that cannot be right."""
    return Verdict(0, _STATES[reason], nearest)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest known names of a column's faults: `names` of its distinct values, and the place among them by row."""

    names: tuple[str, ...]
    places: npt.NDArray[np.int32]

    def of(self, rows: npt.NDArray[np.intp]) -> list[str]:
        """The names for some rows; empty where none is near."""
        return [self.names[place] for place in self.places[rows].tolist()]


@dataclass(frozen=True, slots=True)
class Held:
    """A column of a batch held against its contract.

    `values` is an array of numpy, or of Arrow for texts; what stands in it where the state is no value means nothing.
    `states` is None where every row has a value; `days` are the local days of instants, since 1970.
    """

    values: Any
    states: States | None = None
    nearest: Nearest | None = None
    days: npt.NDArray[np.int32] | None = None

    def faulty(self) -> npt.NDArray[np.bool_] | None:
        """The rows at fault; None where there are none."""
        if self.states is None:
            return None
        found = self.states > NOTHING
        return found if found.any() else None

    def known(self) -> npt.NDArray[np.bool_] | None:
        """The rows with a value; None where all have one."""
        return None if self.states is None else self.states == VALUE
