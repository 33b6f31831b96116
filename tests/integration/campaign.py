"""`make campaign`: kill publishing, loading and computing processes many times, and print what each death left."""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tertial.store.disk import LocalDisk
from tests.integration.killed_load import STAGES, KilledLoad, kill_one, reading, seconds_of_a_load
from tests.integration.killed_publisher import Killed, run_and_kill
from tests.integration.loaded_region import undisturbed
from tests.integration.published import PUBLISHED

PUBLISHED_HEADINGS = (
    "Killed at",
    "Kills",
    "Old one left",
    "New one left",
    "Rows lost",
    "Rows doubled",
    "Reads meanwhile",
    "Halves seen",
    "Damage",
)


LOADED_HEADINGS = (
    "Killed while",
    "Kills",
    "Old state found",
    "First extract’s state",
    "Both extracts’ state",
    "Extracts loaded by the next run",
    "Extracts it knew",
    "Rows lost",
    "Rows doubled",
    "Other differences",
    "Reads meanwhile",
    "Half states seen",
    "Damage",
)


def main() -> int:
    """Kill, print the tables, and answer 1 where anything was lost, doubled, seen half or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--only", choices=("publishing", "loading", "snapshots"))
    options = parser.parse_args()
    wrong = False
    if options.only in (None, "publishing"):
        print("## Publishing\n")
        wrong = _publishing(options.kills, options.seed, "states")
    if options.only in (None, "loading"):
        print("\n## Loading\n")
        wrong = _loading(options.kills, options.seed) or wrong
    if options.only in (None, "snapshots"):
        print("\n## Snapshots\n")
        wrong = _publishing(options.kills, options.seed, "snapshots") or wrong
    return int(wrong)


def _publishing(kills: int, seed: int, what: str) -> bool:
    luck = Random(seed)
    with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
        root = Path(folder) / "store"
        killed = [run_and_kill(root, luck, what) for _kill in range(kills)]
        number = PUBLISHED[what].publish_next(root, LocalDisk())
        wrong = len(PUBLISHED[what].findings(root))
    print(f"{_conditions(kills, seed)} At the end: number {number}, ", end="")
    print(f"{wrong} findings of verify after one undisturbed publishing.\n")
    print("\n".join(published_table(killed)))
    return wrong > 0 or any(one.lost or one.doubled or one.halves or one.damage for one in killed)


def _loading(kills: int, seed: int) -> bool:
    luck = Random(seed)
    killed: list[KilledLoad] = []
    missed = 0
    with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
        scene = undisturbed(Path(folder))
        with reading(scene.rows) as reader:
            seconds = seconds_of_a_load(scene, Path(folder) / "timed", reader)
            while len(killed) < kills:
                one = kill_one(scene, Path(folder) / "killed", luck, seconds, reader)
                if one is None:
                    missed += 1
                else:
                    killed.append(one)
    print(f"{_conditions(kills, seed)} {missed} processes more ended before they were killed. ", end="")
    print(f"{scene.last.total()} rows in {len(scene.files)} files.\n")
    print("\n".join(loaded_table(killed)))
    return not all(one.right for one in killed)


def _conditions(kills: int, seed: int) -> str:
    return f"{kills} kills, seed {seed}, {platform.system()}, Python {platform.python_version()}."


def loaded_table(killed: Sequence[KilledLoad]) -> list[str]:
    """A line a stage, in the order in which a load goes through them, and the sum."""
    lines = [_loaded_line(stage, [one for one in killed if one.stage == stage]) for stage in STAGES]
    return [*_head(LOADED_HEADINGS), *lines, _loaded_line("**all**", killed)]


def _loaded_line(stage: str, ones: Sequence[KilledLoad]) -> str:
    found = [sum(one.found == number for one in ones) for number in range(3)]
    names = ("loaded", "known", "lost", "doubled", "other", "reads", "halves", "damage")
    sums = [sum(getattr(one, name) for one in ones) for name in names]
    return "| " + " | ".join(map(str, [stage, len(ones), *found, *sums])) + " |"


def _head(headings: Sequence[str]) -> tuple[str, str]:
    return "| " + " | ".join(headings) + " |", "| --- |" + " ---: |" * (len(headings) - 1)


def published_table(killed: Sequence[Killed]) -> list[str]:
    """A line a step, in the order of how often it was hit, and the sum."""
    steps: defaultdict[str, list[Killed]] = defaultdict(list)
    for one in killed:
        steps[one.at].append(one)
    ordered = sorted(steps.items(), key=lambda step: (-len(step[1]), step[0]))
    lines = [_published_line(f"`{step}`" if " " in step else step, ones) for step, ones in ordered]
    return [*_head(PUBLISHED_HEADINGS), *lines, _published_line("**all**", killed)]


def _published_line(step: str, ones: Sequence[Killed]) -> str:
    new = sum(one.found > one.before for one in ones)
    sums = [sum(getattr(one, name) for one in ones) for name in ("lost", "doubled", "reads", "halves", "damage")]
    return "| " + " | ".join(map(str, [step, len(ones), len(ones) - new, new, *sums])) + " |"


if __name__ == "__main__":
    raise SystemExit(main())
