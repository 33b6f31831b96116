"""Disks that fail where a test wants them to: at any step, with any error, by a kill or by a power cut.

A kill ends the process: what was handed to the operating system stays. A power cut loses whatever was not flushed:
of a file's end, and of each name that was made, changed or removed in a folder, any part may be gone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import RLock

from tertial.store.disk import LocalDisk, OutFile


class _QuickFile:
    def __init__(self, stream: OutFile) -> None:
        self._stream = stream

    def write(self, content: bytes) -> None:
        self._stream.write(content)

    def flush(self) -> None:
        """Nothing: no power is cut in earnest."""

    def close(self) -> None:
        self._stream.close()


class QuickDisk(LocalDisk):
    """The disk of this machine without its flushes, which take nearly all the time of a small load."""

    def create(self, path: Path) -> OutFile:
        return _QuickFile(super().create(path))

    def extend(self, path: Path) -> OutFile:
        return _QuickFile(super().extend(path))

    def flush_folder(self, path: Path) -> None:
        """Nothing."""


class Crash(BaseException):
    """The process is gone; no handler of ordinary errors sees it."""


class Unlucky(Random):
    """Loses in a power cut whatever can be lost."""

    def random(self) -> float:
        return 1.0

    def randint(self, a: int, b: int) -> int:
        return min(a, b)


@dataclass(eq=False)
class Inode:
    content: bytes = b""
    flushed: bytes = b""


@dataclass(eq=False)
class NameChange:
    """A name made (`new`), removed (`old`) or both at once (a rename), which lasts once a folder of it is flushed."""

    old: Path | None
    new: Path | None
    inode: Inode | None

    @property
    def folders(self) -> set[Path]:
        return {path.parent for path in (self.new or self.old,) if path}


@dataclass(eq=False)
class Platter:
    """What would be there after a power cut: names and contents that last, and those that may."""

    base: Path
    seen: dict[Path, Inode] = field(default_factory=dict)
    names: dict[Path, Inode | None] = field(default_factory=dict)
    """Lasting names; None for a folder."""
    pending: list[NameChange] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path in sorted(self.base.rglob("*")):
            inode = None if path.is_dir() else Inode(path.read_bytes(), path.read_bytes())
            self.names[path] = inode
            if inode is not None:
                self.seen[path] = inode

    def inode(self, path: Path) -> Inode:
        """The file that has the name now; one that another library wrote is not flushed yet."""
        if path not in self.seen:
            self.seen[path] = Inode(path.read_bytes())
            self.pending.append(NameChange(None, path, self.seen[path]))
        return self.seen[path]

    def flush(self, folder: Path) -> None:
        for change in [change for change in self.pending if folder in change.folders]:
            self._last(change)
            self.pending.remove(change)

    def _last(self, change: NameChange) -> None:
        if change.old is not None:
            self.names.pop(change.old, None)
        if change.new is not None:
            self.names[change.new] = change.inode

    def cut_power(self, luck: Random) -> None:
        """Leave on the real disk what the power cut left."""
        for change in self.pending:
            if luck.random() < 0.5:
                self._last(change)
        for path in sorted(self.base.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        for path, inode in sorted(self.names.items()):
            if not path.parent.is_dir():
                continue
            if inode is None:
                path.mkdir()
            else:
                lost = len(inode.content) - len(inode.flushed)
                path.write_bytes(inode.content[: len(inode.flushed) + luck.randint(0, max(lost, 0))])


class _StepFile:
    def __init__(self, disk: StepDisk, path: Path, stream: OutFile) -> None:
        self._disk, self._path, self._stream = disk, path, stream
        self._inode = disk.platter.inode(path)

    def write(self, content: bytes) -> None:
        half = content[: len(content) // 2]
        self._disk.step("write", self._path, lambda: self._append(half))
        self._append(content)

    def _append(self, content: bytes) -> None:
        self._stream.write(content)
        self._inode.content += content

    def flush(self) -> None:
        self._disk.step("flush", self._path)
        self._inode.flushed = self._inode.content

    def close(self) -> None:
        self._stream.close()
        self._disk.step("close", self._path)


class StepDisk:
    """The real disk, each step of which is counted, watched, and made to fail when its number or its name comes.

    Several threads may use it: one step at a time.
    """

    refuses_open_files = False

    def __init__(
        self,
        platter: Platter,
        fail_at: int | str | None = None,
        error: Callable[[], BaseException] = Crash,
        watch: Callable[[str, Path], None] | None = None,
    ) -> None:
        self.platter = platter
        self.steps: list[str] = []
        self._fail_at = fail_at
        self._error = error
        self._watch = watch
        self._local = QuickDisk()
        self._dead = False
        self._lock = RLock()

    def step(self, name: str, path: Path, torn: Callable[[], None] | None = None) -> None:
        with self._lock:
            self._step(name, path, torn)

    def _step(self, name: str, path: Path, torn: Callable[[], None] | None) -> None:
        if self._dead:
            raise Crash
        if self._watch is not None:
            self._watch(name, path)
        self.steps.append(f"{name} {path.name}")
        if self._fail_at in (len(self.steps) - 1, self.steps[-1]):
            if torn is not None:
                torn()
            error = self._error()
            self._dead = isinstance(error, Crash)
            raise error

    def create(self, path: Path) -> OutFile:
        self.step("create", path)
        return _StepFile(self, path, self._local.create(path))

    def extend(self, path: Path) -> OutFile:
        self.step("extend", path)
        return _StepFile(self, path, self._local.extend(path))

    def cut(self, path: Path, size: int) -> None:
        self.step("cut", path)
        inode = self.platter.inode(path)
        self._local.cut(path, size)
        inode.content = inode.flushed = inode.content[:size]

    def rename(self, source: Path, target: Path) -> None:
        self.step("rename", target)
        inode = self.platter.inode(source)
        self._local.rename(source, target)
        self.platter.seen[target] = self.platter.seen.pop(source)
        self.platter.pending.append(NameChange(source, target, inode))

    def remove(self, path: Path) -> None:
        self.step("remove", path)
        self._local.remove(path)
        self.platter.seen.pop(path, None)
        self.platter.pending.append(NameChange(path, None, None))

    def make_folder(self, path: Path) -> None:
        self.step("make folder", path)
        self._local.make_folder(path)
        self.platter.pending.append(NameChange(None, path, None))

    def flush_folder(self, path: Path) -> None:
        self.step("flush folder", path)
        self.platter.flush(path)

    def pause(self, seconds: float) -> None:
        raise AssertionError(f"nobody waits here, not even {seconds} seconds")
