"""The files of a region folder: found once, none outside the folder, each read with its encoding checked."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from tertial.definitions.data_places import DataPlaces
from tertial.definitions.findings import Findings
from tertial.definitions.refusal import nearest
from tertial.definitions.scalars import CONTROL
from tertial.disk_errors import disk_error_words
from tertial.language import _

REQUIRED = ("region.toml", "organisation.csv", "goals.yaml")
OPTIONAL = (
    "memberships.csv",
    "economy.csv",
    "judgements.yaml",
    "assignments.yaml",
    "actions.yaml",
    "deviations.yaml",
    "savings.yaml",
    "changes.yaml",
    "rebasing.yaml",
    "forecasts.yaml",
    "extracts.toml",
)
LEFT_ALONE = ("README.md", "SOURCES.md")
"""Files that belong in the folder but that this reading has no use for."""

INDICATORS, OUTCOMES, TEXTS = "indicators/*.yaml", "outcomes/*.csv", "texts/2025-08/*.sv.txt"
_INDICATOR = re.compile(r"indicators/[^/]+\.yaml")
_OUTCOME = re.compile(r"outcomes/[^/]+\.csv")
_TEXT = re.compile(r"texts/[^/]+/[^/]+\.(?:sv|en)\.txt")

LARGEST = {".csv": 400_000_000, ".toml": 1_000_000, ".yaml": 4_000_000, ".txt": 1_000_000}
"""Most bytes of a file, by its ending."""

_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def is_known(path: str) -> bool:
    """Whether a file with this path within a region folder is one that people write."""
    if path in {*REQUIRED, *OPTIONAL, *LEFT_ALONE}:
        return True
    return any(form.fullmatch(path) for form in (_INDICATOR, _OUTCOME, _TEXT))


class RegionFolder:
    """A region folder on disk; `read` holds the relative path of every file that was read, in order."""

    def __init__(self, root: Path, findings: Findings) -> None:
        self._root = root.resolve()
        self._findings = findings
        self._data = DataPlaces(self._root)
        self._files = sorted(self._walk())
        self.read: list[str] = []

    def missing(self) -> None:
        """Note the files that every folder has and this one has not, and those that nothing knows."""
        for path in REQUIRED:
            if path not in self._files:
                names = [file for file in self._files if not is_known(file)]
                self._findings.add(
                    "E102", path, 1, _("no such file"), _("the file {path}").format(path=path), nearest(path, names)
                )
        known = (*REQUIRED, *OPTIONAL, *LEFT_ALONE, INDICATORS, OUTCOMES, TEXTS)
        for path in self._files:
            if not is_known(path) and not self._data.hold(path):
                self._findings.add("W102", path, 1, path, _("a file of a region folder"), nearest(path, known))

    @property
    def indicators(self) -> list[str]:
        """The paths of the indicators' files."""
        return [path for path in self._files if _INDICATOR.fullmatch(path)]

    @property
    def outcomes(self) -> list[str]:
        """The paths of the tables of reported figures."""
        return [path for path in self._files if _OUTCOME.fullmatch(path)]

    @property
    def texts(self) -> list[str]:
        """The paths of the texts."""
        return [path for path in self._files if _TEXT.fullmatch(path)]

    def has(self, path: str) -> bool:
        """Whether the folder has the file."""
        return path in self._files

    def text(self, path: str) -> str | None:
        """A file's text without byte order mark, or None when it cannot be read; what is wrong is noted."""
        self.read.append(path)
        file = self._root / path
        try:
            status = file.stat()
            if not stat.S_ISREG(status.st_mode):
                self._findings.add("E109", path, 1, _("no ordinary file"), _("a file that can be read"))
                return None
            size = status.st_size
            most = LARGEST[file.suffix]
            if size > most:
                expected = _("at most {most} bytes").format(most=most)
                self._findings.add("E107", path, 1, _("{size} bytes").format(size=size), expected)
                return None
            content = file.read_bytes()
        except OSError as error:
            self._findings.add("E109", path, 1, disk_error_words(error), _("a file that can be read"))
            return None
        return self._decoded(path, content)

    def _decoded(self, path: str, content: bytes) -> str | None:
        if content.startswith(_WORKBOOK):
            self._findings.add("E110", path, 1, _("an Excel workbook or archive"), _("plain text in UTF-8"))
            return None
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _looks_like_utf16(content):
            self._findings.add("E105", path, 1, "UTF-16", "UTF-8")
            return None
        if content.startswith(codecs.BOM_UTF8):
            self._findings.add("W101", path, 1, _("a byte order mark"), _("UTF-8 without byte order mark"))
            content = content.removeprefix(codecs.BOM_UTF8)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            start = content.rfind(b"\n", 0, error.start) + 1
            end = content.find(b"\n", error.start)
            there = content[start : end if end >= 0 else None]
            meant = there.decode("cp1252", errors="replace").strip()
            self._findings.add("E104", path, line, meant, _("UTF-8; this is Windows-1252 or another encoding"))
            return None
        if not text.strip():
            self._findings.add("E103", path, 1, _("an empty file"), _("what the file is for"))
            return None
        control = CONTROL.search(text)
        if control is not None:
            line = text.count("\n", 0, control.start()) + 1
            read = f"U+{ord(control[0]):04X}"
            self._findings.add("E106", path, line, read, _("text without control characters"))
            return None
        return text

    def _walk(self) -> Iterator[str]:
        for folder, subfolders, files in os.walk(self._root):
            here = Path(folder)
            if here == self._root:  # links that lead to data elsewhere are as good as data here
                subfolders[:] = [name for name in subfolders if name not in self._data.folders]
            for name in [*files, *subfolders]:
                path = here / name
                if not name.startswith(".") and not self._is_inside(path):
                    relative = path.relative_to(self._root).as_posix()
                    self._findings.add("E108", relative, 1, _("a link out of the folder"), _("a file in the folder"))
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            for name in files:
                if not name.startswith(".") and self._is_inside(here / name):
                    yield (here / name).relative_to(self._root).as_posix()

    def _is_inside(self, path: Path) -> bool:
        """Whether the path, links followed, stays in the folder."""
        if not path.is_symlink():
            return True
        try:
            return path.resolve().is_relative_to(self._root)
        except (OSError, RuntimeError):  # a circle of links
            return False


def _looks_like_utf16(content: bytes) -> bool:
    """Whether every second byte of the beginning is zero, as in UTF-16 without a mark."""
    start = content[:40]
    return len(start) > 4 and (not any(start[1::2]) or not any(start[0::2]))
