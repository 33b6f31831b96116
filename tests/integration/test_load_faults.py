"""A load that fails at any step leaves the old state or the new one, whole; made again, it ends as if undisturbed."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tertial.language import using
from tertial.store.errors import PublishedError, StoreError
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.contacts_loads import first, load, rows_in_force, second
from tests.store_disks import Crash, Platter, StepDisk, Unlucky

STARVED = {errno.ENOSPC: "The disk is full", errno.EIO: "The disk fails"}
REFUSED = {errno.EACCES: "This user may not use", errno.EROFS: "can only be read"}
KINDS = (
    "extend LOAD.lock.holder",
    "create rows-1.arrow",
    "write rows-1.arrow",
    "create 00000001.parquet.part",
    "make folder contacts-deleted",
    "rename 00000002.json",
    "rename CURRENT",
    "extend loads.jsonl",
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with using("en"):
        yield


@pytest.fixture
def one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Months are written one after the other, so that the steps come in the same order each time."""
    monkeypatch.setattr("tertial.extracts.loading.merging.THREADS", 1)


@dataclass(frozen=True, slots=True)
class Scene:
    """A store with the first delivery in it, the second one, and what an undisturbed load of that comes to."""

    base: Path
    sent: Path
    steps: tuple[str, ...]
    rows: tuple[str, str]
    """The hash of all rows in the old state and in the new."""
    files: tuple[dict[str, bytes], dict[str, bytes]]
    """Every file of the store in the old state and in the new."""

    def store(self, name: object) -> Path:
        """A store of its own, with the first delivery in it."""
        return Path(shutil.copytree(self.base / "first-store", self.base / "stores" / str(name))) / "store"

    @property
    def published(self) -> int:
        """The step after which the new state stands."""
        return self.steps.index("rename CURRENT")

    def disk(
        self, root: Path, fail_at: int | str | None = None, error: Callable[[], BaseException] = Crash
    ) -> StepDisk:
        """A disk on which whoever reads meanwhile sees the old state or the new one."""

        def read(step: str, path: Path) -> None:
            if step == "rename" or path == root:
                assert rows_in_force(root) in self.rows

        return StepDisk(Platter(root.parent), fail_at, error, read)

    def stands(self, root: Path, *, new: bool) -> None:
        """One whole state is in force for whoever reads, and nothing is damaged."""
        assert rows_in_force(root) == self.rows[new]
        assert [finding for finding in verify(root) if not finding.harmless] == []

    def left_no_trace(self, root: Path) -> None:
        """Every file is as before the load, so the next one begins where it did."""
        assert files_of(root) == self.files[False]
        shutil.rmtree(root.parent)

    def ends_as_undisturbed(self, root: Path) -> None:
        """The same load again: every file of the store is as an undisturbed load leaves it, the log's chain too."""
        load(root, self.sent)
        assert files_of(root) == self.files[True]
        assert verify(root) == ()
        shutil.rmtree(root.parent)


def files_of(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def failing(number: int) -> Callable[[], BaseException]:
    return lambda: OSError(number, os.strerror(number))


@pytest.fixture
def scene(tmp_path: Path, one_thread: None) -> Scene:
    sent = second(tmp_path)
    store = tmp_path / "first-store" / "store"
    store.parent.mkdir()
    load(store, first(tmp_path))
    (tmp_path / "stores").mkdir()
    root = Path(shutil.copytree(store.parent, tmp_path / "undisturbed")) / "store"
    disk = StepDisk(Platter(root.parent))
    load(root, sent, disk)
    rows = rows_in_force(store), rows_in_force(root)
    files = files_of(store), files_of(root)
    return Scene(tmp_path, sent, tuple(disk.steps), rows, files)


def test_the_load_that_is_cut_off_corrects_withdraws_refuses_and_writes_its_rows_to_files(scene: Scene) -> None:
    root = scene.store("tallied")
    tally = load(root, scene.sent).tally
    assert {one.value: count for one, count in tally.outcome.items()} == {"added": 1, "corrected": 2, "withdrawn": 1}
    assert tally.reasons == {"conflicting_rows": 2, "unknown_unit": 1, "no_such_day": 1}
    kinds = {step.split(" ")[0] for step in scene.steps}
    assert kinds == {"extend", "write", "close", "flush", "create", "make", "rename", "remove"}
    assert [step for step in scene.steps if step.startswith("create rows-")] == [
        "create rows-0.arrow",
        "create rows-1.arrow",
    ]
    assert set(KINDS) <= set(scene.steps)


@pytest.mark.parametrize("number", STARVED)
def test_an_error_at_any_step_of_a_load_is_told_and_costs_nothing(scene: Scene, number: int) -> None:
    last_told = scene.steps.index("close loads.jsonl")
    for fail_at, step in enumerate(scene.steps):
        root = scene.store(fail_at)
        disk = scene.disk(root, fail_at, failing(number))
        if fail_at > last_told:
            # What is swept after the publishing is no concern of whoever loads: the next load sweeps again.
            load(root, scene.sent, disk)
        else:
            with pytest.raises(StoreError, match=STARVED[number]) as told:
                load(root, scene.sent, disk)
            assert isinstance(told.value, PublishedError) == (fail_at > scene.published), step
        scene.stands(root, new=fail_at > scene.published)
        if fail_at > scene.published or step in KINDS:
            scene.ends_as_undisturbed(root)
        else:
            scene.left_no_trace(root)


@pytest.mark.parametrize("number", REFUSED)
def test_a_refusal_at_each_kind_of_step_is_told_and_costs_nothing(scene: Scene, number: int) -> None:
    for step in KINDS:
        fail_at = scene.steps.index(step)
        root = scene.store(fail_at)
        with pytest.raises(StoreError, match=REFUSED[number]):
            load(root, scene.sent, scene.disk(root, fail_at, failing(number)))
        scene.stands(root, new=fail_at > scene.published)
        scene.ends_as_undisturbed(root)


def test_a_load_that_stops_at_any_step_is_made_again_without_a_trace(scene: Scene) -> None:
    for fail_at in range(len(scene.steps)):
        root = scene.store(fail_at)
        with pytest.raises(Crash):
            load(root, scene.sent, scene.disk(root, fail_at))
        scene.stands(root, new=fail_at > scene.published)
        scene.ends_as_undisturbed(root)


def test_a_power_cut_while_a_load_publishes_leaves_a_whole_state(scene: Scene) -> None:
    told = scene.steps.index("close loads.jsonl")
    for fail_at in range(scene.steps.index("create 00000002.json.part"), len(scene.steps)):
        root = scene.store(fail_at)
        disk = scene.disk(root, fail_at)
        with pytest.raises(Crash):
            load(root, scene.sent, disk)
        disk.platter.cut_power(Unlucky() if fail_at % 2 else Random(fail_at))
        new = rows_in_force(root) == scene.rows[True]
        assert new or fail_at <= told, scene.steps[fail_at]
        scene.stands(root, new=new)
        scene.ends_as_undisturbed(root)


def test_a_load_that_fails_again_and_again_costs_nothing(scene: Scene) -> None:
    root = scene.store("often")
    luck = Random(11)
    errors: list[Callable[[], BaseException]] = [Crash, failing(errno.ENOSPC)]
    # By name: folders that one load made are there for the next, so the numbers of the steps change.
    steps = [step for step in scene.steps[: scene.published] if step.startswith(("create", "write", "rename"))]
    for _fault in range(12):
        with pytest.raises((StoreError, Crash)):
            load(root, scene.sent, scene.disk(root, luck.choice(steps), luck.choice(errors)))
        scene.stands(root, new=False)
    scene.ends_as_undisturbed(root)


@pytest.mark.parametrize("error", [Crash, failing(errno.ENOSPC)], ids=["stopped", "full"])
def test_a_month_that_fails_while_another_is_written_beside_it_costs_nothing(
    scene: Scene, error: Callable[[], BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tertial.extracts.loading.merging.THREADS", 2)
    written = [place for place, step in enumerate(scene.steps) if step.endswith(".parquet.part")]
    for fail_at in written[::4]:
        root = scene.store(fail_at)
        with pytest.raises((StoreError, Crash)):
            load(root, scene.sent, scene.disk(root, fail_at, error))
        scene.stands(root, new=False)
        scene.ends_as_undisturbed(root)


def test_rows_that_cannot_be_read_back_from_the_workspace_are_told(scene: Scene) -> None:
    root = scene.store("lost")

    def lose(step: str, path: Path) -> None:
        if (step, path.name) == ("close", "rows-1.arrow"):
            (path.parent / "rows-0.arrow").unlink()

    with pytest.raises(StoreError, match=r"rows-0\.arrow is not there"):
        load(root, scene.sent, StepDisk(Platter(root.parent), watch=lose))
    scene.stands(root, new=False)
    scene.ends_as_undisturbed(root)


def test_a_load_of_nothing_new_finishes_what_a_published_load_left(scene: Scene) -> None:
    root = scene.store("known")
    with pytest.raises(Crash):
        load(root, scene.sent, scene.disk(root, scene.steps.index("write loads.jsonl")))
    again = load(root, scene.sent)
    assert (again.state, again.known) == (None, ("contacts-2.csv", "contacts-3.csv"))
    assert open_state(root).number == 2
    assert files_of(root) == scene.files[True]
