"""What an extract is read from: each file of it, read once, with its name, hash and size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tertial.domain.extracts import Files, Take
from tertial.extracts.batches import Batch
from tertial.extracts.postgres_source import PostgresSource, read_postgres
from tertial.extracts.reading import Choices, read_source
from tertial.extracts.reasons import Reason
from tertial.extracts.source import PASSED_OVER, RefusedSource, SourceFile, Sources, find_sources
from tertial.language import _

_PATTERN = re.compile(r"[*?\[]")
_DIGITS = re.compile(r"([0-9]+)")
_NO_LETTER = re.compile("[\\\\\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""What can stand in a file's name and not in a record or on a terminal; the last are bytes that are no UTF-8."""


class LoadProblem(Exception):  # noqa: N818 - the noun that the command line speaks of
    """An extract cannot be loaded; the message says to a person why and what to do. The store is as it was."""


class Origin(Protocol):
    """Something that is read once."""

    @property
    def name(self) -> str:
        """Its name without folders."""

    @property
    def sha256(self) -> str:
        """The hash of what was read, known at the latest when all has been read."""

    @property
    def size(self) -> int:
        """Its size in bytes, 0 while it is not known."""

    @property
    def known_before(self) -> bool:
        """Whether the hash is known before reading, so that what is known need not be read again."""

    def batches(self) -> Iterator[Batch]:
        """Its rows."""


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """A file."""

    file: SourceFile
    choices: Choices

    @property
    def name(self) -> str:
        """Its name without folders, as it can be written down."""
        return _written(self.file.name)

    @property
    def sha256(self) -> str:
        """The hash that it had when it was found."""
        return self.file.sha256

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.file.size

    @property
    def known_before(self) -> bool:
        """A file's hash is known when it is found."""
        return True

    def batches(self) -> Iterator[Batch]:
        """Its rows."""
        return read_source(self.file, self.choices)


@dataclass(frozen=True, slots=True)
class QueryOrigin:
    """The answer of a database."""

    source: PostgresSource

    @property
    def name(self) -> str:
        """The database's id."""
        return self.source.name

    @property
    def sha256(self) -> str:
        """The hash of the answer, once it has been read."""
        return self.source.sha256

    @property
    def size(self) -> int:
        """The size of the answer, once it has been read."""
        return self.source.size

    @property
    def known_before(self) -> bool:
        """Nothing is known of an answer before it comes."""
        return False

    def batches(self) -> Iterator[Batch]:
        """Its rows."""
        return read_postgres(self.source)


@dataclass(frozen=True, slots=True)
class Found:
    """What is read, and the files that are not."""

    origins: tuple[Origin, ...]
    refused: tuple[RefusedSource, ...] = ()


def find_files(base: Path, files: Files, *, full: bool) -> Found:
    """The files of an extract, relative to `base`. Raises LoadProblem where there are none, or too many to tell."""
    paths = _paths(base, files.pattern)
    if not paths:
        raise LoadProblem(_("No file fits {pattern} in {folder}.").format(pattern=files.pattern, folder=base))
    last = files.take is Take.LAST
    found = [_found(path, files, last=last) for path in (paths[-1:] if last else paths)]
    sources = tuple(file for one in found for file in one.files)
    refused = tuple(one for part in found for one in part.refused)
    if full and files.take is None and len(sources) + len(refused) > 1:
        raise LoadProblem(
            _(
                "A full delivery is one file, but {count} fit {pattern}. Set take in extracts.toml: last for the last "
                "by name, all when they are parts of one delivery."
            ).format(count=len(sources) + len(refused), pattern=files.pattern)
        )
    choices = Choices(files.separator, files.sheet, files.select, files.tables)
    return Found(
        tuple(FileOrigin(file, choices) for file in sources),
        tuple(RefusedSource(_written(one.name), one.reason) for one in refused),
    )


def size_on_disk(base: Path, files: Files) -> int:
    """About how many bytes the files of an extract have, without looking into them; 0 for what cannot be seen."""
    try:
        return sum(path.stat().st_size for path in _paths(base, files.pattern))
    except OSError:
        return 0


def _found(path: Path, files: Files, *, last: bool) -> Sources:
    """What lies at a path. A link that only fits a pattern was not asked for by its name."""
    if path.is_symlink() and _PATTERN.search(files.pattern):
        return Sources((), (RefusedSource(path.name, Reason.SYMBOLIC_LINK),))
    return _last_in(path) if last else find_sources(path)


def _written(name: str) -> str:
    return _NO_LETTER.sub("\ufffd", name)


def _last_in(path: Path) -> Sources:
    """The file at a path, or the last by name of a folder; what lies in a ZIP came together and is read together."""
    every = find_sources(path)
    if not path.is_dir() or not every.files:
        return every
    last = max((one for one in path.iterdir() if not one.name.startswith(PASSED_OVER)), key=_in_order)
    if last.is_symlink() or last.is_dir():
        return Sources((), tuple(one for one in every.refused if one.name == last.name))
    return find_sources(last)


def _paths(base: Path, pattern: str) -> Sequence[Path]:
    """The paths that fit, the numbers in their names in the order of numbers."""
    path = Path(pattern)
    if not _PATTERN.search(pattern):
        whole = base / path
        return [whole] if whole.exists() or whole.is_symlink() else []
    folder = Path(path.anchor) if path.is_absolute() else base
    return sorted(folder.glob(str(path.relative_to(path.anchor))), key=_in_order)


def _in_order(path: Path) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (0, part) for part in _DIGITS.split(str(path))]
