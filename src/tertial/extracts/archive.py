"""The files in a ZIP, and those refused: a ZIP from elsewhere may be made to fill the memory or leave its folder.

Nothing is unpacked to disk, where identity numbers would lie open: files are read out of the ZIP as they are needed.
"""

from __future__ import annotations

import lzma
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from tertial.extracts.reasons import Reason

MOST_FILES = 1_000
LARGEST_TOTAL = 64 << 30
"""Bytes unpacked, of all files together."""
HIGHEST_RATIO = 250
"""Unpacked to packed; tables of codes come to about 30."""
SMALL = 1 << 20
"""Bytes unpacked; a file so small may have any ratio."""

DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
"""What reading a damaged or unknown kind of ZIP raises, besides OSError."""

_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Listing:
    """The names of the files in a ZIP that may be read, and of those refused with the reason; in order of name."""

    members: tuple[str, ...]
    refused: tuple[tuple[str, Reason], ...]


def listing(path: Path) -> Listing:
    """What a ZIP holds, judged by its directory alone. Raises OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (*DAMAGE, ValueError):
        return Listing((), (("", Reason.BROKEN_ARCHIVE),))
    if reason := too_much(infos):
        return Listing((), (("", reason),))
    counts = Counter(info.filename for info in infos)
    members, refused = [], []
    for info in sorted(infos, key=lambda info: (info.filename, info.header_offset)):
        reason = Reason.BROKEN_ARCHIVE if counts[info.filename] > 1 else _reason(info)
        if reason is None:
            members.append(info.filename)
        else:
            refused.append((info.filename, reason))
    return Listing(tuple(members), tuple(refused))


def too_much(infos: Sequence[zipfile.ZipInfo], largest: int = LARGEST_TOTAL) -> Reason | None:
    """Why nothing of a ZIP is read, judged by what it says of its files' sizes, which reading holds it to."""
    if len(infos) > MOST_FILES:
        return Reason.ARCHIVE_TOO_MANY
    if sum(info.file_size for info in infos) > largest:
        return Reason.ARCHIVE_TOO_LARGE
    # Files that share bytes are how a small ZIP hides a very large content.
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            return Reason.ARCHIVE_TOO_DENSE
        end = info.header_offset + info.compress_size
    return None


def open_member(path: Path, member: str) -> BinaryIO:
    """The bytes of one file of a ZIP. Raises OSError, KeyError, and those of `DAMAGE`."""
    with zipfile.ZipFile(path) as archive:
        # The ZIP stays open for as long as the file in it does.
        return cast("BinaryIO", archive.open(member))


def _reason(info: zipfile.ZipInfo) -> Reason | None:
    parts = PurePosixPath(info.orig_filename.replace("\\", "/")).parts
    if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0] or "\0" in info.orig_filename:
        return Reason.UNSAFE_PATH
    if stat.S_ISLNK(info.external_attr >> 16):
        return Reason.SYMBOLIC_LINK
    if info.flag_bits & _ENCRYPTED:
        return Reason.ENCRYPTED
    if info.file_size > SMALL and info.file_size > HIGHEST_RATIO * max(info.compress_size, 1):
        return Reason.ARCHIVE_TOO_DENSE
    return None
