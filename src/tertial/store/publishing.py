"""Publishing: the files to their places, the manifest, then CURRENT in one rename; last the load log's line."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.language import _
from tertial.store.canonical import NO_HASH, digest
from tertial.store.disk import Disk
from tertial.store.errors import PublishedError, sentence
from tertial.store.flushing import FLUSHED_AT_ONCE
from tertial.store.in_force import put_in_force
from tertial.store.layout import Layout
from tertial.store.load_log import add_line
from tertial.store.load_record import LoadRecord
from tertial.store.manifest import EMPTY, EventFile, Manifest, Months
from tertial.store.placing import move_in


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A finished, flushed file among the incoming, and what it holds."""

    path: Path
    file: EventFile


Staged = Mapping[tuple[str, Month], tuple[StagedFile | EventFile, ...] | None]
"""What each month of a feed becomes: these files, new ones or those of the state before, or nothing."""


def following(before: Manifest, record: LoadRecord, feeds: Mapping[str, Months]) -> Manifest:
    """The manifest of the state after `before`."""
    line = before.log_line()
    return Manifest(
        number=before.number + 1,
        previous=before.sha256,
        log_before=NO_HASH if line is None else digest(line),
        load=record,
        feeds=feeds,
    )


def changed(before: Manifest, staged: Staged) -> dict[str, Months]:
    """The feeds of the new state: those of the old with the staged months in place of theirs."""
    feeds = {feed: dict(months) for feed, months in before.feeds.items()}
    for (feed, month), files in staged.items():
        months = feeds.setdefault(feed, {})
        if files is None:
            months.pop(month, None)
        else:
            months[month] = tuple(one.file if isinstance(one, StagedFile) else one for one in files)
    return {feed: months for feed, months in feeds.items() if months}


def place(layout: Layout, staged: Staged, disk: Disk) -> None:
    """Move the staged files to their places, made to last. Raises OSError, StoreError.

    The folders are flushed last, also those above: a load that was killed may have made some and not come to that.
    """
    folders = []
    for (feed, month), files in staged.items():
        new = [one for one in files or () if isinstance(one, StagedFile)]
        if not new:
            continue
        folder = layout.month(feed, month)
        for one in (folder.parent, folder):
            if not one.is_dir():
                disk.make_folder(one)
        for staged_file in new:
            target = layout.event_file(feed, month, staged_file.file.sha256)
            move_in(disk, staged_file.path, target, staged_file.file.sha256)
        folders.append(folder)
    folders += [
        folder for feed in sorted({feed for feed, _month in staged}) if (folder := layout.events / feed).is_dir()
    ]
    with ThreadPoolExecutor(FLUSHED_AT_ONCE) as pool:
        for _flushed in pool.map(disk.flush_folder, [*folders, layout.events]):
            pass


def publish(layout: Layout, manifest: Manifest, disk: Disk) -> None:
    """Put the manifest in force, and add the log's line.

    Raises OSError or StoreError before the rename, when the old state stands; PublishedError after it.
    """
    put_in_force(layout, manifest, disk)
    try:
        disk.flush_folder(layout.root)
        line = manifest.log_line()
        if line is not None:
            add_line(layout.log, line + b"\n", disk)
    except OSError as error:
        raise PublishedError(
            _("State {number} is published, but what follows was cut off. {reason} The next load finishes it.").format(
                number=manifest.number, reason=sentence(error, layout.log)
            ),
            manifest.number,
        ) from error


def create(layout: Layout, disk: Disk) -> Manifest:
    """Publish the empty state 0 in a folder where there is no store yet. Raises OSError, StoreError."""
    publish(layout, EMPTY, disk)
    return EMPTY
