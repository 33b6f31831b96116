"""A process killed while it publishes leaves one whole state, and the next goes on from it."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

from tertial.store.disk import LocalDisk
from tertial.store.load_log import read_log
from tertial.store.verifying import verify
from tests.integration.killed_publisher import run_and_kill
from tests.integration.published import PUBLISHED, expected

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill as on POSIX")


def test_children_killed_while_they_publish_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    root = tmp_path / "store"
    luck = Random(2025)
    for _kill in range(6):
        killed = run_and_kill(root, luck, "states")
        assert (killed.lost, killed.doubled, killed.halves, killed.damage) == (0, 0, 0, 0)
        # Told by a pipe: the one who was killed may have published one more than it came to say.
        assert killed.before <= killed.found
        assert killed.at == "anywhere" or killed.found <= killed.before + 1
    number = PUBLISHED["states"].publish_next(root, LocalDisk())
    assert PUBLISHED["states"].there(root) == (number, expected(number))
    assert [entry.number for entry in read_log(root / "loads.jsonl")] == list(range(1, number + 1))
    assert verify(root) == ()
