"""A process killed while it publishes snapshots leaves one whole snapshot, and the next goes on from it."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from tertial.store.disk import LocalDisk
from tertial.store.snapshots.snapshot import open_snapshots
from tertial.store.snapshots.verifying import verify
from tests.integration.killed_publisher import run_and_kill
from tests.integration.published import PUBLISHED, expected

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill as on POSIX")

SNAPSHOTS = PUBLISHED["snapshots"]


def test_children_killed_while_they_publish_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    root = tmp_path / "store"
    luck = Random(2026)
    for _kill in range(6):
        killed = run_and_kill(root, luck, "snapshots")
        assert (killed.lost, killed.doubled, killed.halves, killed.damage) == (0, 0, 0, 0)
        # Told by a pipe: the one who was killed may have published one more than it came to say.
        assert killed.before <= killed.found
        assert killed.at == "anywhere" or killed.found <= killed.before + 1
    number = SNAPSHOTS.publish_next(root, LocalDisk())
    assert SNAPSHOTS.there(root) == (number, expected(number))
    assert [one.number for one in open_snapshots(root).list()] == list(range(1, number + 1))
    assert verify(root) == ()
