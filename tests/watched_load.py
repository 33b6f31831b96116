"""`tertial` as a process that keeps a copy of each file before it is removed or replaced, and a list of all it wrote.

Run as `python -m tests.watched_load load REGION ...`, with the folder for the copies in WATCHED_COPIES. Rows go to
files of the workspace after a few kilobytes, as those of a large load do. With WATCHED_FAILURE the check of the first
rows fails in the way that hurts most: with the rows in its message.
"""

from __future__ import annotations

import os
import shutil
import sys
import threading
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

import tertial.pipeline.loading as pipeline
from tertial.cli import main
from tertial.extracts.batches import Batch
from tertial.extracts.checking.checker import BoundFile
from tertial.extracts.loading.request import Job

COPIES, FAILURE = "WATCHED_COPIES", "WATCHED_FAILURE"
WRITTEN = "written.txt"
"""The list of paths that were opened for writing, in the folder of the copies."""
FEW_BYTES = 200_000
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """Told by the interpreter of every file that is opened, removed, renamed or cut."""

    def __init__(self, copies: Path) -> None:
        self._copies = copies
        self._numbers = count()
        self._own = threading.local()
        self._lock = threading.Lock()

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if getattr(self._own, "busy", False) or event not in {"open", "os.remove", "os.rename", "os.truncate"}:
            return
        self._own.busy = True
        try:
            if event == "open":
                self._opened(*arguments)
            else:
                # A rename lets the content of its target go.
                name, folder = {
                    "os.rename": arguments[1::2],
                    "os.remove": arguments,
                    "os.truncate": (arguments[0], -1),
                }[event]
                self._keep(_path(name, folder))
        finally:
            self._own.busy = False

    def _opened(self, name: object, _mode: object, flags: int) -> None:
        if not flags & _WRITES or not isinstance(name, str | bytes | os.PathLike):
            return
        path = _path(name, -1)
        if flags & os.O_TRUNC:
            self._keep(path)
        with self._lock, (self._copies / WRITTEN).open("a", encoding="utf-8") as stream:
            stream.write(f"{path}\n")

    def _keep(self, path: Path) -> None:
        if path.is_file() and not path.is_relative_to(self._copies):
            shutil.copyfile(path, self._copies / f"{next(self._numbers):05d}-{path.name}")


def _path(name: Any, folder: int) -> Path:
    path = Path(os.fsdecode(name))
    if folder > 0 and not path.is_absolute():
        path = Path(f"/proc/self/fd/{folder}").resolve() / path
    return path.absolute()


def _fail(_bound: BoundFile, batch: Batch) -> NoReturn:
    rows = batch.table.slice(0, 200).to_pylist()
    try:
        raise ValueError(f"cannot convert {rows}")
    except ValueError as error:
        raise RuntimeError(f"in {rows}") from error


if __name__ == "__main__":
    setattr(pipeline, "Job", partial(Job, in_memory=FEW_BYTES))  # noqa: B010 - a name of another module
    if os.environ.get(FAILURE):
        setattr(BoundFile, "check", _fail)  # noqa: B010 - a method of another module
    sys.addaudithook(Watch(Path(os.environ[COPIES])))
    main()
