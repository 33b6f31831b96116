"""What kind of file an extract is, told by its bytes: names lie, and a workbook may be called .csv."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from typing import BinaryIO

from tertial.extracts.reasons import Reason

MOST_SEARCHED = 64 << 20
"""Bytes of an old Office file in which the mark of encryption is looked for."""

_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_WORKBOOK = "EncryptedPackage".encode("utf-16-le")
_ARCHIVES = (
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
)
_OTHERS = (
    b"%PDF-",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90\x00",
    b"{\\rtf",
    b"<?xml",
    b"<!DOCTYPE",
)


class Format(StrEnum):
    """What an extract can be; everything that is none of the others is read as text."""

    TEXT = "text"
    XLSX = "xlsx"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    ZIP = "zip"


def find_format(stream: BinaryIO) -> Format | Reason:
    """The format, or why the file is not read. Leaves the stream anywhere. Raises OSError."""
    head = stream.read(64)
    if head.startswith(b"PK\x03\x04"):
        return Format.XLSX if _is_workbook(stream) else Format.ZIP
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if head.startswith(b"SQLite format 3\0"):
        return Format.SQLITE
    if head.startswith(_OFFICE):
        return Reason.PASSWORD if _ENCRYPTED_WORKBOOK in stream.read(MOST_SEARCHED) else Reason.UNKNOWN_FORMAT
    if head.startswith(_ARCHIVES[0]):
        return Format.ZIP
    if head.startswith(_ARCHIVES + _OTHERS):
        return Reason.UNKNOWN_FORMAT
    return Format.TEXT


def _is_workbook(stream: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return any(name.startswith("xl/") for name in names) and "[Content_Types].xml" in names
