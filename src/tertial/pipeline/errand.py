"""What a command on the store or its persons works on, and how what stands in its way is told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from tertial.compute.persons import SourcesRefused
from tertial.disk_errors import disk_error_words
from tertial.domain.clock import local_date
from tertial.domain.extracts import Extracts
from tertial.domain.nearest import nearest
from tertial.domain.person_key import PersonKey
from tertial.extracts.disposing import DisposalRefused
from tertial.extracts.identity_changing import IdentityRefused
from tertial.extracts.keys import KeyProblem, read_key
from tertial.extracts.listed_file import ListProblem
from tertial.extracts.rotating import RotationRefused
from tertial.language import _
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.pipeline.step import Step, silent
from tertial.store.errors import StoreError
from tertial.store.lock import Holder, Patience

REFUSALS = (StoreError, SourcesRefused, KeyProblem, ListProblem, DisposalRefused, RotationRefused, IdentityRefused)
"""What the parts raise when the input or the store stands in the way; each says so to a person."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a command works on: the region folder, its store where one is named, when it began and what it is called."""

    folder: Path
    now: datetime
    command: str
    store: Path | None = None
    step: Step = silent

    @property
    def holder(self) -> Holder:
        """Who holds the store's lock meanwhile."""
        return Holder.here(self.command, self.now)

    @property
    def patience(self) -> Patience:
        """Those who wait for another load are told so."""
        return Patience(tell=self.step)

    @property
    def today(self) -> date:
        """The day in Sweden."""
        return local_date(self.now)

    @property
    def root(self) -> Path:
        """The store's folder. Raises InputError for a broken region folder that has to be read to find it."""
        return self.store if self.store is not None else self.root_of(read(self.folder).extracts)

    def root_of(self, extracts: Extracts) -> Path:
        """The store's folder, where the region folder has been read: as asked, or as its extracts.toml says."""
        return self.store if self.store is not None else self.folder / extracts.store


@contextmanager
def refusals() -> Iterator[None]:
    """Inside the block, what stands in the way becomes an InputError."""
    try:
        yield
    except REFUSALS as error:
        raise InputError(str(error)) from error


@dataclass(frozen=True, slots=True)
class KeySource:
    """Where the key of persons comes from: a file, else the environment."""

    file: Path | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    def read(self) -> PersonKey:
        """The key. Raises KeyProblem."""
        return read_key(self.environment, self.file)


def unknown(message: str, name: str, known: Iterable[str]) -> InputError:
    """What to raise for a name that is not known: the message, and the nearest right name."""
    near = nearest(name, sorted(known))
    return InputError(message + (_(" Did you mean {name}?").format(name=near) if near else ""))


def unwritable(path: Path, error: OSError) -> InputError:
    """What to raise for a file that cannot be written."""
    return InputError(_("Cannot write {file}: {why}").format(file=path, why=disk_error_words(error)))
