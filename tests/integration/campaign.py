"""`make campaign`: kill a publishing process many times and print what each death left, as a table to keep."""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random

from tertial.store.disk import LocalDisk
from tertial.store.verifying import verify
from tests.integration.killed_publisher import Killed, publish_next, run_and_kill

HEADINGS = (
    "Killed at",
    "Kills",
    "Old state left",
    "New state left",
    "Rows lost",
    "Rows doubled",
    "Reads meanwhile",
    "Half states seen",
    "Damage",
)


def main() -> int:
    """Kill, print the table, and answer 1 where anything was lost, doubled, seen half or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=2025)
    options = parser.parse_args()
    luck = Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
        root = Path(folder) / "store"
        killed = [run_and_kill(root, luck) for _kill in range(options.kills)]
        state = publish_next(root, LocalDisk())
        wrong = len(verify(root))
    print(
        f"{options.kills} kills, seed {options.seed}, {platform.system()}, Python {platform.python_version()}. ", end=""
    )
    print(f"At the end: state {state.number}, {wrong} findings of verify after one undisturbed load.\n")
    print("\n".join(table(killed)))
    return int(wrong > 0 or any(one.lost or one.doubled or one.halves or one.damage for one in killed))


def table(killed: Sequence[Killed]) -> list[str]:
    """A line a step, in the order of how often it was hit, and the sum."""
    steps: defaultdict[str, list[Killed]] = defaultdict(list)
    for one in killed:
        steps[one.at].append(one)
    ordered = sorted(steps.items(), key=lambda step: (-len(step[1]), step[0]))
    rule = "| --- |" + " ---: |" * (len(HEADINGS) - 1)
    return [
        "| " + " | ".join(HEADINGS) + " |",
        rule,
        *(_line(f"`{step}`" if " " in step else step, ones) for step, ones in ordered),
        _line("**all**", killed),
    ]


def _line(step: str, ones: Sequence[Killed]) -> str:
    new = sum(one.found > one.before for one in ones)
    sums = [sum(getattr(one, name) for one in ones) for name in ("lost", "doubled", "reads", "halves", "damage")]
    return "| " + " | ".join(map(str, [step, len(ones), len(ones) - new, new, *sums])) + " |"


if __name__ == "__main__":
    raise SystemExit(main())
