"""Whatever is published, pruned and cut off in whatever order: whole states only, nothing lost, nothing doubled."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tertial.domain.calendar import Month
from tertial.store.errors import PublishedError, StoreError
from tertial.store.load_log import read_log
from tertial.store.pins import Pin, pin, pins, unpin
from tertial.store.pruning import prune
from tertial.store.state import State, open_state
from tertial.store.verifying import verify
from tests.store_disks import Crash, Platter, StepDisk, Unlucky
from tests.stored import AT_ONCE, AUGUST, HOLDER, JULY, SEPTEMBER, held, publish

Content = dict[tuple[str, Month], list[int]]

months = st.tuples(st.sampled_from(["contacts", "beds"]), st.sampled_from([JULY, AUGUST, SEPTEMBER]))
changes = st.dictionaries(months, st.none() | st.lists(st.integers(0, 99), max_size=4), max_size=4)
late_steps = [
    "rename CURRENT",
    "flush folder store",
    "extend loads.jsonl",
    "write loads.jsonl",
    "flush loads.jsonl",
    "flush folder contacts",
    "flush folder events",
    "flush folder manifests",
]
steps = st.none() | st.integers(0, 110) | st.sampled_from(late_steps)
ways = st.sampled_from(["kill", "power cut", "full disk"])


def full_disk() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


class AStore(RuleBasedStateMachine):
    """A store beside what it must hold: the content of each state, and which state is known to be in force."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="store-"))
        self.root = self.base / "store"
        self.platter = Platter(self.base)
        self.states: list[Content] = [{}]
        self.acknowledged = 0
        self.kept: set[int] = {0}
        self.reader: State | None = None

    def teardown(self) -> None:
        shutil.rmtree(self.base)

    @initialize()
    def a_first_load(self) -> None:
        self.load({("contacts", JULY): [1]}, None, "kill", 0)

    @rule(change=changes, fail_at=steps, way=ways, seed=st.integers(0, 999))
    def load(
        self, change: dict[tuple[str, Month], list[int] | None], fail_at: int | str | None, way: str, seed: int
    ) -> None:
        following = {key: list(rows) for key, rows in {**self.states[-1], **change}.items() if rows is not None}
        before = self.states[-1]
        after = len(self.states)

        def watch(step: str, path: Path) -> None:
            if step == "rename" or path == self.root:
                seen = held(open_state(self.root)) if (self.root / "CURRENT").exists() else {}
                assert seen in (before, following)

        disk = self.disk(fail_at, way, watch)
        try:
            publish(self.root, change, read=after, disk=disk)
        except (Crash, StoreError) as error:
            self.recover([*self.states, following], way, seed, self.told(error, after))
        else:
            self.states.append(following)
            self.acknowledged = after
            self.kept.add(after)
            assert verify(self.root) == () or way == "full disk"

    @rule(keep=st.integers(1, 4), fail_at=steps, way=ways, seed=st.integers(0, 999))
    def prune(self, keep: int, fail_at: int | str | None, way: str, seed: int) -> None:
        pinned = {one.number for one in pins(self.root)}
        disk = self.disk(fail_at, way, lambda _step, _path: None)
        newest = len(self.states) - 1
        may_go = {number for number in self.kept if number <= newest - keep} - pinned
        try:
            gone = set(prune(self.root, keep, HOLDER, AT_ONCE, disk))
        except (Crash, StoreError):
            self.recover(self.states, way, seed, self.acknowledged)
            self.kept -= may_go
        else:
            assert may_go <= gone
            assert not gone & pinned
            self.kept -= gone

    @rule(seed=st.integers(0, 999))
    def the_power_goes(self, seed: int) -> None:
        self.recover(self.states, "power cut", seed, self.acknowledged)

    @rule(back=st.integers(0, 3), by=st.sampled_from(["report 2025-08", "Åsa"]))
    def pin(self, back: int, by: str) -> None:
        number = len(self.states) - 1 - back
        if number in self.kept:
            pin(self.root, Pin(number, by, "printed"), HOLDER, self.disk())

    @rule(pick=st.integers(0, 9))
    def unpin(self, pick: int) -> None:
        there = pins(self.root)
        if there:
            one = there[pick % len(there)]
            unpin(self.root, one.number, one.by, HOLDER, self.disk())

    @rule()
    def open_and_keep_reading(self) -> None:
        self.reader = open_state(self.root)

    @invariant()
    def a_reader_sees_the_state_it_opened_until_that_is_pruned(self) -> None:
        if self.reader is not None and self.reader.number in self.kept:
            assert held(self.reader) == self.states[self.reader.number]

    @invariant()
    def the_state_in_force_is_whole(self) -> None:
        state = open_state(self.root)
        assert state.number == len(self.states) - 1
        assert held(state) == self.states[-1]

    @invariant()
    def every_state_kept_or_pinned_can_be_read(self) -> None:
        for number in {*self.kept, *(one.number for one in pins(self.root))}:
            assert held(open_state(self.root, number)) == self.states[number]

    @invariant()
    def nothing_is_wrong_but_what_the_next_load_mends(self) -> None:
        assert [finding for finding in verify(self.root) if not finding.harmless] == []

    @invariant()
    def every_load_stands_in_the_log_once(self) -> None:
        numbers = [entry.record.read for entry in read_log(self.root / "loads.jsonl")]
        expected = list(range(1, len(self.states)))
        # The line of the last state may be missing until the next load writes it.
        assert numbers == expected[: len(numbers)]
        assert len(numbers) >= len(expected) - 1

    def disk(
        self,
        fail_at: int | str | None = None,
        way: str = "kill",
        watch: Callable[[str, Path], None] = lambda _step, _path: None,
    ) -> StepDisk:
        return StepDisk(self.platter, fail_at, full_disk if way == "full disk" else Crash, watch)

    def told(self, error: BaseException, number: int) -> int:
        """The newest state that the one who loads has been told is published."""
        return number if isinstance(error, PublishedError) else self.acknowledged

    def recover(self, possible: list[Content], way: str, seed: int, told: int) -> None:
        """See which state the failure left, which may be no older than the last one that was told to be published."""
        if way == "power cut":
            self.platter.cut_power(Random(seed) if seed % 2 else Unlucky())
            self.platter = Platter(self.base)
            self.reader = None
        if not (self.root / "CURRENT").exists():
            publish(self.root, {}, read=1, disk=self.disk())
            self.states = [{}, {}]
            self.kept = {0, 1}
            self.acknowledged = 1
            return
        state = open_state(self.root)
        assert told <= state.number < len(possible)
        assert held(state) == possible[state.number]
        if state.number == len(self.states):
            self.kept.add(state.number)
        self.states = possible[: state.number + 1]
        self.kept = {number for number in self.kept if number <= state.number}
        if self.reader is not None and self.reader.number > state.number:
            self.reader = None


TestAStore = AStore.TestCase
TestAStore.settings = settings(
    deadline=None, max_examples=40, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow]
)
