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


class PictureFormat(StrEnum):
    """The formats that pictures are written in by themselves."""

    SVG = "svg"
    PNG = "png"


PIXELS = 1600
"""How wide a picture is as PNG, unless said otherwise: as a slide."""
LIST_FILE = "pictures.csv"
"""What the pictures beside it show, in words."""


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file."""

    path: Path
    format: Format | TableFormat | PictureFormat
    language: str
    size: int
