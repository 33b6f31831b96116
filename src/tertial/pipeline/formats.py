"""The formats of what is written for readers, and a file that has been."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """The formats that a report is written in."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


class TableFormat(StrEnum):
    """The formats that figures are exported in."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file."""

    path: Path
    format: Format | TableFormat
    language: str
    size: int
