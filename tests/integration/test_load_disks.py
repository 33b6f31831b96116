"""`tertial load` on a disk that is full or can only be read: one sentence, the last state whole; then it goes on."""

from __future__ import annotations

import errno
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tertial.store.disk import LocalDisk
from tertial.store.state import open_state
from tertial.store.verifying import verify
from tests.command_line import PROGRAM, tertial
from tests.contacts_loads import every_row
from tests.integration.loaded_region import KEY, send_first, send_second, surroundings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="disks and rights as on Linux")

DISK = 16 << 20
"""Bytes of a small disk of memory."""
LARGEST = 6000
"""Bytes that a file may have where no disk can be mounted: fewer than the manifest has."""
NO_OVERRIDE = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
"""Lets the system's rights hold for root too."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A region with the second deliveries sent, and what a store has before and after an undisturbed load of them."""

    region: Path
    loaded: Path
    """A store with the first deliveries."""
    rows: tuple[str, str]

    def load(
        self,
        store: Path,
        before: Sequence[str] = (),
        limit: Callable[[], None] | None = None,
        language: str = "sv",
    ) -> subprocess.CompletedProcess[str]:
        """Load contacts in a process of its own."""
        return subprocess.run(
            [*before, *PROGRAM, *_load(self.region, store)],
            env=surroundings(COLUMNS="400", TERTIAL_LANGUAGE=language),
            preexec_fn=limit,
            capture_output=True,
            text=True,
            check=False,
        )

    def refused(self, run: subprocess.CompletedProcess[str], store: Path, sentence: str) -> None:
        """The load ended with the sentence and nothing else, and the last state is whole."""
        assert run.returncode == 1, run.stdout + run.stderr
        assert run.stderr == ""
        said = " ".join(run.stdout.split())
        assert said.count(str(store)) == 1
        assert re.search(rf"contacts-journal {sentence}$", said), said
        assert every_row(open_state(store)) == self.rows[0]
        assert [finding for finding in verify(store) if not finding.harmless] == []

    def goes_on(self, store: Path) -> None:
        """The same command succeeds, as if it had never been refused."""
        ran = tertial(*_load(self.region, store))
        assert (ran.code, ran.err) == (0, "")
        assert every_row(open_state(store)) == self.rows[1]
        assert open_state(store).number == 2
        assert verify(store) == ()


def _load(region: Path, store: Path) -> tuple[str, ...]:
    return ("load", str(region), "--store", str(store), "--feed", "contacts", "--history")


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    for name, value in KEY.items():
        monkeypatch.setenv(name, value)
    region, loaded, after = tmp_path / "region", tmp_path / "loaded", tmp_path / "after"
    send_first(region)
    assert tertial(*_load(region, loaded)).code == 0
    send_second(region)
    shutil.copytree(loaded, after)
    assert tertial(*_load(region, after)).code == 0
    return Scene(region, loaded, (every_row(open_state(loaded)), every_row(open_state(after))))


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A small disk of memory at the folder; whether there could be one, which takes root's rights."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    try:
        yield made.returncode == 0
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, left: int) -> Path:
    """Fill the disk with a file but for so many bytes."""
    ballast = folder / "ballast"
    stream = LocalDisk().create(ballast)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        stream.write(bytes(2 * DISK))
    stream.close()
    LocalDisk().cut(ballast, ballast.stat().st_size - left)
    return ballast


def limited(largest: int) -> Callable[[], None]:
    """Lets no file of a process grow past so many bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def test_a_disk_that_takes_no_more_is_told_and_the_load_goes_on_once_there_is_room(
    scene: Scene, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    store = disk / "store"
    with small_disk(disk) as mounted:
        shutil.copytree(scene.loaded, store)
        for left in (0, 96 << 10) if mounted else ():
            ballast = fill(disk, left)
            sentence = (
                rf"Disken är full: {store}\S* kunde inte skrivas\. Det som publicerats tidigare står kvar\. "
                r"Frigör utrymme och försök igen\."
            )
            scene.refused(scene.load(store), store, sentence)
            ballast.unlink()
        run = scene.load(store, limit=limited(LARGEST), language="en")
        scene.refused(run, store, rf"{store}\S* would be larger than .* What was published before stands\.")
        scene.goes_on(store)


def test_a_disk_that_can_only_be_read_is_told_and_the_load_goes_on_once_it_can_be_written(
    scene: Scene, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    store = disk / "store"
    with small_disk(disk) as mounted:
        shutil.copytree(scene.loaded, store)
        if mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            sentence = rf"Disken är skrivskyddad, så {store}\S* kunde inte skrivas\. .* står kvar\."
            scene.refused(scene.load(store), store, sentence)
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
        scene.goes_on(store)


def test_a_very_first_load_that_could_write_nothing_leaves_no_store_that_version_control_takes(
    scene: Scene, tmp_path: Path
) -> None:
    store = tmp_path / "new"
    run = scene.load(store, limit=limited(10), language="en")
    assert run.returncode == 1
    assert "would be larger than this disk or user is allowed" in " ".join(run.stdout.split())
    assert tertial(*_load(scene.region, store)).code == 0
    assert (store / ".gitignore").read_text("utf-8").endswith("\n*\n")
    assert verify(store) == ()


@pytest.mark.parametrize("closed", [".", "events/contacts"])
def test_a_folder_that_may_not_be_written_is_told_and_the_load_goes_on_once_it_may(
    scene: Scene, tmp_path: Path, closed: str
) -> None:
    store = Path(shutil.copytree(scene.loaded, tmp_path / "store"))
    rights = (store / closed).stat().st_mode
    (store / closed).chmod(0o555)
    run = scene.load(store, NO_OVERRIDE if os.geteuid() == 0 else ())
    (store / closed).chmod(rights)
    sentence = rf"Användaren saknar rätt till {store}\S*, eller så håller ett annat program filen\. .* försök igen\."
    scene.refused(run, store, sentence)
    scene.goes_on(store)
