"""Where extracts come from: a file, a folder of files or a ZIP, each file with its hash, in an order that repeats."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tertial.extracts.archive import DAMAGE, listing, open_member
from tertial.extracts.file_format import Format, find_format
from tertial.extracts.reasons import Reason

DATA_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".parquet", ".sqlite", ".db", ".zip"})
"""A folder so named was meant to be a file."""
PASSED_OVER = (".", "~$", "Thumbs.db", "desktop.ini", "__MACOSX")
"""How names begin that the operating system and Excel leave beside the files."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file to read, with the SHA-256 and size in bytes that it had when it was found.

    `member` is its name in the ZIP at `path`; empty where the file stands by itself.
    """

    path: Path
    sha256: str
    size: int
    member: str = ""

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return Path(self.member.replace("\\", "/") or self.path).name

    def opened(self) -> BinaryIO:
        """The file's bytes, from the start. Raises OSError and, for a file in a ZIP, those of `archive.DAMAGE`."""
        return open_member(self.path, self.member) if self.member else self.path.open("rb")


@dataclass(frozen=True, slots=True)
class RefusedSource:
    """A file that is not read at all: its name, with its folder in a ZIP, and why."""

    name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to read, in order of name, and those that are refused."""

    files: tuple[SourceFile, ...]
    refused: tuple[RefusedSource, ...]


def find_sources(path: Path) -> Sources:
    """The files at a path. Raises nothing: what cannot be read is among the refused.

    A folder is read flat; a link, a folder or a device among its files is refused, and so is an archive in a ZIP.
    """
    if not path.is_dir():
        return _joined([_of_file(path)])
    if path.suffix.lower() in DATA_SUFFIXES:
        return _refused(path.name, Reason.NOT_A_FILE)
    try:
        names = sorted(child.name for child in path.iterdir() if not child.name.startswith(PASSED_OVER))
    except OSError as error:
        return _refused(path.name, of_error(error))
    return _joined(
        _refused(name, Reason.SYMBOLIC_LINK) if (path / name).is_symlink() else _of_file(path / name) for name in names
    )


def of_error(error: OSError) -> Reason:
    """The reason that stands for an error of the operating system."""
    if isinstance(error, FileNotFoundError):
        return Reason.MISSING_FILE
    if isinstance(error, PermissionError):
        return Reason.NO_RIGHT
    if isinstance(error, IsADirectoryError):
        return Reason.NOT_A_FILE
    return Reason.DISK_ERROR


def _of_file(path: Path) -> Sources:
    try:
        # Asked before opening: opening a pipe would wait for someone to write to it.
        if not stat.S_ISREG(path.stat().st_mode):
            return _refused(path.name, Reason.NOT_A_FILE)
        with path.open("rb") as stream:
            found = find_format(stream)
        if found is Format.ZIP:
            return _of_archive(path)
        if isinstance(found, Reason):
            return _refused(path.name, found)
        with path.open("rb") as stream:
            return _file(path, stream)
    except OSError as error:
        return _refused(path.name, of_error(error))


def _of_archive(path: Path) -> Sources:
    found = listing(path)
    sources = [_refused(name or path.name, reason) for name, reason in found.refused]
    wanted = [name for name in found.members if not any(part.startswith(PASSED_OVER) for part in name.split("/"))]
    return _joined([*sources, *(_of_member(path, member) for member in wanted)])


def _of_member(path: Path, member: str) -> Sources:
    try:
        with open_member(path, member) as stream:
            found = find_format(stream)
        if found is Format.ZIP:
            return _refused(member, Reason.NESTED_ARCHIVE)
        if found is Format.SQLITE:
            return _refused(member, Reason.NOT_IN_ARCHIVE)
        if isinstance(found, Reason):
            return _refused(member, found)
        # Hashing reads it to the end, and so checks the ZIP's own sum before a row of it is taken.
        with open_member(path, member) as stream:
            return _file(path, stream, member)
    except (*DAMAGE, KeyError, ValueError):
        return _refused(member, Reason.BROKEN_ARCHIVE)


def _file(path: Path, stream: BinaryIO, member: str = "") -> Sources:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
    return Sources((SourceFile(path, digest.hexdigest(), size, member),), ())


def _refused(name: str, reason: Reason) -> Sources:
    return Sources((), (RefusedSource(name, reason),))


def _joined(parts: Iterable[Sources]) -> Sources:
    every = list(parts)
    return Sources(
        tuple(file for part in every for file in part.files), tuple(one for part in every for one in part.refused)
    )
