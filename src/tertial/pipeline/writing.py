"""Files for readers: each is written whole or not at all, and a disk that cannot be written to is said so."""

from __future__ import annotations

from pathlib import Path

from tertial.definitions.atomic_file import replace_file
from tertial.disk_errors import disk_error_words
from tertial.language import _
from tertial.pipeline.formats import Format, PictureFormat, TableFormat, Written
from tertial.pipeline.input_error import InputError


def make_folder(out: Path) -> None:
    """The folder with those that it is in. Raises InputError where it cannot be made."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error) from error


def write_file(path: Path, kind: Format | TableFormat | PictureFormat, language: str, content: bytes) -> Written:
    """Put a file in the place of what was there. Raises InputError where it cannot be written."""
    try:
        replace_file(path, content)
    except OSError as error:
        raise _unwritable(path, error) from error
    return Written(path, kind, language, len(content))


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(_("Cannot write in {folder}: {why}").format(folder=path, why=disk_error_words(error)))
