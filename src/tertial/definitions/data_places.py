"""Where a region folder keeps what is no definition: extracts, store, and the truth of a simulated region."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

EXTRACTS, STORE = "extracts", "store"
"""The folders' names where extracts.toml says nothing else."""

TRUTH = "truth"
"""Where a simulated region keeps what truly happened, which no follow-up may read."""

DEFINING = frozenset({"indicators", "outcomes", "texts"})
"""Folders of definitions, whatever a pattern says."""


class DataPlaces:
    """The places of one region folder, read lightly: a file with faults in it tells what it can."""

    def __init__(self, folder: Path) -> None:
        store, files = _stated(folder / "extracts.toml")
        self.folders = frozenset({EXTRACTS, TRUTH, store}) - DEFINING
        """The folders that are never looked into."""
        self._patterns = (*self.folders, *files)

    def hold(self, path: str) -> bool:
        """Whether the path within the region folder lies in one of the places; of a file of definitions do not ask."""
        parts = PurePosixPath(path).parts
        ways = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        return any(fnmatchcase(way, pattern) for pattern in self._patterns for way in ways)


def _stated(path: Path) -> tuple[str, list[str]]:
    """The store's folder and the patterns of files."""
    try:
        if not path.is_file():  # opening a pipe would wait for someone to write to it
            return STORE, []
        said = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):  # the reader of definitions tells what is wrong with it
        return STORE, []
    store, extracts = said.get("store"), said.get("extract")
    entries = extracts.values() if isinstance(extracts, dict) else ()
    files = [entry.get("files") for entry in entries if isinstance(entry, dict)]
    return _plain(store) if isinstance(store, str) else STORE, [_plain(one) for one in files if isinstance(one, str)]


def _plain(place: str) -> str:
    """The place as paths are written: `./extracts/` is `extracts`."""
    return PurePosixPath(place.replace("\\", "/")).as_posix()
