"""Older states of the store still hold the rows and tokens that a change has taken away, until they are pruned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.language import _
from tertial.store.disk import Disk
from tertial.store.errors import StoreError, explaining
from tertial.store.in_force import load_manifest
from tertial.store.layout import Layout
from tertial.store.lock import Holder, Patience
from tertial.store.pins import pins
from tertial.store.pruning import prune
from tertial.store.state import State

Holds = Callable[[State, str, Month], bool]
"""Whether a state holds what must go in a month of a feed."""


@dataclass(frozen=True, slots=True)
class OldStates:
    """The older states that hold what must go, and the event files of them that do."""

    numbers: tuple[int, ...]
    files: frozenset[Path]


def holding_states(root: Path, before: int, holds: Holds) -> OldStates:
    """The states with a number below `before` that hold what must go. Raises StoreError."""
    layout = Layout(root)
    known: dict[tuple[str, Month, tuple[Path, ...]], bool] = {}
    numbers: list[int] = []
    files: set[Path] = set()
    with explaining(root):
        for number in [number for number in layout.manifest_numbers() if number < before]:
            state = State(layout, load_manifest(layout, number))
            found = [
                paths
                for feed in state.feeds
                for month in state.months(feed)
                if (paths := state.files(feed, [month])) and _holds(known, holds, state, (feed, month, paths))
            ]
            if found:
                numbers.append(number)
                files.update(path for paths in found for path in paths)
    return OldStates(tuple(numbers), frozenset(files))


def _holds(
    known: dict[tuple[str, Month, tuple[Path, ...]], bool],
    holds: Holds,
    state: State,
    place: tuple[str, Month, tuple[Path, ...]],
) -> bool:
    """Most states share most of their files: each set of files is asked about once."""
    if place not in known:
        known[place] = holds(state, place[0], place[1])
    return known[place]


def check_unpinned(root: Path, old: OldStates) -> None:
    """Raise StoreError, naming the first pin, where an older state that must go is pinned."""
    for pin in pins(root):
        if pin.number in old.numbers:
            raise StoreError(
                _(
                    "State {number} still holds what is to go, and is pinned by {by} ({why}). Take the pin away first: "
                    "tertial store unpin."
                ).format(number=pin.number, by=pin.by, why=pin.why)
            )


def prune_old(root: Path, old: OldStates, holder: Holder, patience: Patience, disk: Disk) -> tuple[int, ...]:
    """Prune every older state but the pinned ones; the numbers of those that went.

    Raises StoreError where a file that must go is still there: pinned meanwhile, or held open by another program.
    """
    gone = prune(root, 1, holder, patience, disk)
    check_unpinned(root, OldStates(tuple(set(old.numbers) - set(gone)), old.files))
    left = sorted(path for path in old.files if path.exists())
    if left:
        raise StoreError(
            _(
                "{path} could not be removed and still holds what is to go. Close what has it open and run this again."
            ).format(path=left[0])
        )
    return gone
