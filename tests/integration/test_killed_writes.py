"""A program killed in the middle of its writes leaves files that are old or new, never in between."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tertial.definitions.start import start_folder
from tertial.definitions.upgrade import upgrade_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill as on POSIX")

WRITER = """
import sys
from pathlib import Path
from tertial.definitions.writing import set_value
folder = Path(sys.argv[1])
while True:
    for letter in "ab":
        set_value(folder, "goals.yaml", ("goals", 0, "title", "sv"), letter * 5000)
        print(letter, flush=True)
"""

# Dies at the n-th replacement of a file, where nothing is cleaned up: the worst moment there is.
UPGRADER = """
import os, sys
from pathlib import Path
from tertial.definitions import atomic_file
from tertial.definitions.upgrade import upgrade_folder
left = int(sys.argv[2])
whole = Path.replace
def dying(path, target):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
    return whole(path, target)
Path.replace = dying
upgrade_folder(Path(sys.argv[1]))
"""


def without_hidden(folder: Path) -> dict[str, bytes]:
    files = {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        str(name): content for name, content in files.items() if not any(part.startswith(".") for part in name.parts)
    }


def test_a_write_killed_among_many_leaves_a_whole_file(tmp_path: Path) -> None:
    folder = tmp_path / "norr"
    start_folder(folder)
    before = without_hidden(folder)
    goals = before.pop("goals.yaml").decode("utf-8")
    first = goals.split("title: {sv: ")[1].split(",")[0]
    allowed = {goals.replace(first, said, 1) for said in ("a" * 5000, "b" * 5000)}
    for writes in range(1, 6):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            assert len([writer.stdout.readline() for _write in range(writes)]) == writes
            writer.send_signal(signal.SIGKILL)
        now = without_hidden(folder)
        assert now.pop("goals.yaml").decode("utf-8") in allowed
        assert now == before


@pytest.mark.parametrize("moment", [1, 4, 7, 9])
def test_an_upgrade_killed_at_any_moment_can_be_made_again(tmp_path: Path, moment: int) -> None:
    folder, undisturbed = tmp_path / "killed", tmp_path / "whole"
    for one in (folder, undisturbed):
        start_folder(one)
        settings = one / "region.toml"
        settings.write_text(settings.read_text("utf-8").replace("schema_version = 1", "# schema_version"), "utf-8")
        for table in [*one.glob("*.csv"), *one.glob("outcomes/*.csv")]:
            table.write_bytes(table.read_text("utf-8").replace(",", ";").replace(".", ",").encode("cp1252"))
    killed = subprocess.run([sys.executable, "-c", UPGRADER, str(folder), str(moment)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert "\nschema_version" not in (folder / "region.toml").read_text("utf-8")
    upgrade_folder(folder)
    upgrade_folder(undisturbed)
    assert without_hidden(folder) == without_hidden(undisturbed)
