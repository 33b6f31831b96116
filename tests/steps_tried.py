"""Which steps a test tries that fails at any step: all of them in `make campaign`, else each third.

Tests that try the same steps each begin at another, so that every step is failed at by some test in each run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import count

STRIDE = 1 if os.environ.get("TERTIAL_EVERY_STEP") == "1" else 3


def tried(steps: Sequence[str], begin: int) -> Iterator[tuple[int, str]]:
    """Some of the steps with their places, from one of the first on."""
    for place in range(begin % STRIDE, len(steps), STRIDE):
        yield place, steps[place]


def places(begin: int) -> Iterator[int]:
    """The places of steps without end, for what stops by itself when there are no more."""
    return count(begin % STRIDE, STRIDE)
