"""From a region's extracts to events in its store."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from tertial.definitions.atomic_file import replace_file
from tertial.domain.exchanges import takes_counts_only
from tertial.domain.extracts import Extract, Extracts, Files
from tertial.domain.feeds.contract import Delivery, Feed, Grain
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.organisation import Organisation
from tertial.domain.region import Region
from tertial.extracts.keys import KEY_ID_VARIABLE, KEY_VARIABLE, KeyProblem, read_key
from tertial.extracts.loading.ahead import WORTH, Next, ReadingAhead, reading_ahead
from tertial.extracts.loading.load_extract import Loaded, load_extract
from tertial.extracts.loading.origins import Found, LoadProblem, QueryOrigin, find_files, size_on_disk
from tertial.extracts.loading.progress import Progress
from tertial.extracts.loading.request import Job
from tertial.extracts.passwords import PasswordProblem, password_of
from tertial.extracts.postgres_source import PostgresSource
from tertial.language import _
from tertial.pipeline.deliveries import keep_deliveries
from tertial.pipeline.errand import Errand, KeySource, unknown
from tertial.pipeline.folder import read
from tertial.pipeline.input_error import InputError
from tertial.store.disk import FOLDER_RIGHTS
from tertial.store.errors import StoreError
from tertial.store.loading import Loads

IGNORED = "# Events of patients are never put under version control.\n*\n"


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """An extract that could not be loaded, and why, in a sentence for people."""

    extract: str
    feed: str
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to load, and how: `only` are ids of feeds or extracts, none of them for all; the rest is as in `Job`."""

    only: tuple[str, ...] = ()
    history: bool = False
    again: bool = False
    shrink: bool = False


def load(
    errand: Errand, key: KeySource, wanted: Wanted, progress: Callable[[Extract], Progress]
) -> Iterator[Loaded | NotLoaded]:
    """Load the extracts of a region folder in one turn, one after the other; each is published by itself.

    Passwords of databases come from the environment of `key`. Raises InputError for a broken folder, one without
    extracts, or a feed or extract that it does not have.
    """
    region = read(errand.folder)
    extracts = _chosen(region.extracts, wanted.only)
    _keep_out_of_version_control(errand.root_of(region.extracts))
    root = errand.root_of(region.extracts)
    loaded: list[str] = []
    with (
        _ahead(errand, key, wanted, region, extracts) as ahead,
        Loads(root, errand.holder, errand.patience) as loads,
    ):
        for extract in extracts:
            if ahead is not None:
                ahead.reaches(extract.id)
            came = _load(errand, key, wanted, region, extract, loads, progress(extract), ahead)
            if isinstance(came, Loaded) and came.state is not None:
                loaded.append(came.feed)
            yield came
    keep_deliveries(root, loaded)


@contextmanager
def _ahead(
    errand: Errand, key: KeySource, wanted: Wanted, region: Region, extracts: Sequence[Extract]
) -> Iterator[ReadingAhead | None]:
    """What reads files before their turn, where there are two processors and enough to read."""
    files = [extract for extract in extracts if isinstance(extract.origin, Files)]
    sizes = (size_on_disk(errand.folder, extract.origin) for extract in files if isinstance(extract.origin, Files))
    if (os.cpu_count() or 1) < 2 or len(files) < 2 or sum(sizes) < WORTH:
        yield None
        return
    stated = {name: key.environment[name] for name in (KEY_VARIABLE, KEY_ID_VARIABLE) if name in key.environment}
    read_key_there = partial(read_key, stated, key.file)
    coming = [
        Next(_job(errand, wanted, region, extract), _finder(errand, extract, extract.origin), read_key_there)
        for extract in files
        if isinstance(extract.origin, Files)
    ]
    with reading_ahead(coming) as ahead:
        yield ahead


def _finder(errand: Errand, extract: Extract, files: Files) -> Callable[[], Found]:
    full = all_feeds()[extract.feed].delivery is Delivery.FULL
    return partial(find_files, errand.folder, files, full=full)


def _job(errand: Errand, wanted: Wanted, region: Region, extract: Extract) -> Job:
    return Job(
        all_feeds()[extract.feed],
        extract,
        units=_units(region.organisation),
        declared=declared_units(region.organisation, extract.declaration.units),
        patterns=region.extracts.reserve_patterns,
        now=errand.now,
        history=wanted.history,
        again=wanted.again,
        shrink=wanted.shrink,
    )


def _load(
    errand: Errand,
    key: KeySource,
    wanted: Wanted,
    region: Region,
    extract: Extract,
    loads: Loads,
    progress: Progress,
    ahead: ReadingAhead | None,
) -> Loaded | NotLoaded:
    feed = all_feeds()[extract.feed]
    job = _job(errand, wanted, region, extract)

    def find() -> Found:
        if isinstance(extract.origin, Files):
            return _finder(errand, extract, extract.origin)()
        named = extract.origin.database
        database = next(one for one in region.extracts.databases if one.id == named)
        password = password_of(database, key.environment)
        return Found((QueryOrigin(PostgresSource(database, extract.origin, password)),))

    try:
        _check_exchange(feed, extract, region.extracts, errand.today)
        return load_extract(loads, job, find, key.read, progress, ahead)
    except (LoadProblem, KeyProblem, PasswordProblem, StoreError) as problem:
        return NotLoaded(extract.id, feed.id, str(problem))


def _check_exchange(feed: Feed, extract: Extract, extracts: Extracts, today: date) -> None:
    others = [
        other.declaration
        for other in extracts.extracts
        if other.id != extract.id and all_feeds()[other.feed].grain is Grain.PERSON
    ]
    if takes_counts_only(feed, extract.declaration, others, today):
        raise LoadProblem(
            _(
                "Rows of persons come from {provider}, and no decision lets them be joined with the others' persons. "
                "Ask for counts (the feed {counts}), or write the decisions under joins, on both sides."
            ).format(provider=extract.declaration.provider, counts=feed.counts)
        )


def _chosen(extracts: Extracts, only: tuple[str, ...]) -> tuple[Extract, ...]:
    if not extracts.extracts:
        raise InputError(_("extracts.toml describes no extract yet. Begin with tertial map FILE."))
    names = {name for extract in extracts.extracts for name in (extract.id, extract.feed)}
    for name in only:
        if name not in names:
            raise unknown(_("There is no feed or extract {name} in extracts.toml.").format(name=name), name, names)
    return tuple(extract for extract in extracts.extracts if not only or {extract.id, extract.feed} & set(only))


def _units(organisation: Organisation) -> dict[str, str]:
    """From every name that a sender may use of a unit to its id; an id wins over another unit's HSA id."""
    by_hsa_id = {unit.hsa_id: unit.id for unit in organisation.units if unit.hsa_id}
    return by_hsa_id | {unit.id: unit.id for unit in organisation.units}


def declared_units(organisation: Organisation, declared: Collection[str]) -> frozenset[str]:
    """The units declared and all that have ever been below them: rows of a closed unit are still its own."""
    return organisation.with_all_below(declared)


def _keep_out_of_version_control(root: Path) -> None:
    """A store inside a region folder that is in git must not end up there."""
    ignore = root / ".gitignore"
    try:
        root.mkdir(FOLDER_RIGHTS, parents=True, exist_ok=True)
        if not ignore.exists():
            # Whole or not at all: one cut off on a full disk would be empty, and stay so.
            replace_file(ignore, IGNORED.encode())
    except OSError:
        # The store's own first step fails in the same way, and says it better.
        return
