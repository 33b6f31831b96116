"""Verifying: reads every byte of the store again and says what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertial.domain.calendar import Month
from tertial.language import _
from tertial.store.canonical import NO_HASH, digest, file_digest
from tertial.store.errors import StoreError, explaining
from tertial.store.in_force import current_manifest, load_manifest
from tertial.store.layout import Layout
from tertial.store.load_log import LogEntry, known_manifests, read_log
from tertial.store.manifest import EventFile, Manifest
from tertial.store.pins import pins_in
from tertial.store.series import M, Series
from tertial.store.sweeping import leftovers


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a file, and what to do. A harmless one is mended by the next load without being asked."""

    path: Path
    wrong: str
    remedy: str
    harmless: bool = False


def verify(root: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with the store; nothing found means that every byte is as it was published.

    Takes no lock; a load or a prune meanwhile may show as leftovers or as a state that is gone.
    Raises StoreError only where there is no store, or it may not be read.
    """
    layout = Layout(root)
    with explaining(root):
        try:
            current = current_manifest(layout)
        except StoreError as error:
            if not layout.current.exists():
                raise
            return (Finding(layout.current, str(error), layout.put_back()),)
        return (*_log_and_states(layout, current), *pin_findings(layout), *left_over_findings(layout, current))


def _log_and_states(layout: Layout, current: Manifest) -> Iterator[Finding]:
    try:
        entries = read_log(layout.log)
    except StoreError as error:
        yield Finding(layout.log, str(error), layout.put_back())
        entries = ()
    else:
        yield from _log_end(layout, current, entries)
    seen: set[Path] = set()
    for number in [number for number in layout.manifest_numbers() if number <= current.number]:
        try:
            manifest = load_manifest(layout, number)
        except StoreError as error:
            yield Finding(layout.manifest(number), str(error), layout.put_back())
            continue
        yield from _anchored(layout, manifest, entries)
        for feed, month, file in manifest.files():
            path = layout.event_file(feed, month, file.sha256)
            if path not in seen:
                seen.add(path)
                yield from _events(path, feed, month, file)


def _log_end(layout: Layout, current: Manifest, entries: Sequence[LogEntry]) -> Iterator[Finding]:
    whole = b"".join(line + b"\n" for line in layout.log.read_bytes().split(b"\n")[:-1]) if entries else b""
    torn = layout.log.exists() and layout.log.read_bytes() != whole
    expected = current.log_line()
    last = whole.split(b"\n")[-2] if entries else None
    if len(entries) == current.number and last == expected and not torn:
        return
    before = digest(last) if last is not None else NO_HASH
    if len(entries) == current.number - 1 and before == current.log_before:
        yield Finding(
            layout.log,
            _("The line of state {number} is missing or torn: the last load was cut off.").format(
                number=current.number
            ),
            _("Nothing: the next load writes it."),
            harmless=True,
        )
    else:
        yield Finding(
            layout.log,
            _("The log has {lines} lines and does not end with state {number}.").format(
                lines=len(entries), number=current.number
            ),
            layout.put_back(),
        )


def _anchored(layout: Layout, manifest: Manifest, entries: Sequence[LogEntry]) -> Iterator[Finding]:
    """Hold a manifest against the log."""
    path = layout.manifest(manifest.number)
    known = known_manifests(entries)
    if known.get(manifest.number, manifest.sha256) != manifest.sha256:
        yield Finding(path, _("The manifest is not the one that the load log knows."), layout.put_back())
    elif manifest.number and known.get(manifest.number - 1, manifest.previous) != manifest.previous:
        yield Finding(path, _("The manifest does not follow from the state before."), layout.put_back())


def _events(path: Path, feed: str, month: Month, file: EventFile) -> Iterator[Finding]:
    wrong = wrong_with(path, file.size, file.sha256)
    if wrong:
        remedy = _("Put the file back from a backup, or load {feed} for {month} again.").format(feed=feed, month=month)
        yield Finding(path, wrong, remedy)


def wrong_with(path: Path, size: int, sha256: str) -> str:
    """What is wrong with a published file of that size in bytes and that hash; empty where nothing is."""
    try:
        found = path.stat().st_size
        if found != size:
            return _("The file has {found} bytes, not {size}.").format(found=found, size=size)
        return "" if file_digest(path) == sha256 else _("The file's content has changed since it was published.")
    except FileNotFoundError:
        return _("The file is gone.")
    except OSError as error:
        return _("The file cannot be read: {reason}.").format(reason=error.strerror)


def pin_findings(series: Series[M]) -> Iterator[Finding]:
    """Pins that cannot be read, and those of what is not there."""
    try:
        for one in pins_in(series):
            if not series.manifest(one.number).exists():
                yield Finding(series.manifest(one.number), series.pinned_but_gone(one.by), series.put_back())
    except StoreError as error:
        yield Finding(series.pins, str(error), series.put_back())


def left_over_findings(series: Series[M], current: M | None) -> Iterator[Finding]:
    """What the next one at work removes."""
    for path in leftovers(series, current):
        yield Finding(path, *series.left_over(), harmless=True)
