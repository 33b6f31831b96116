"""Verifying: reads every byte of the snapshots again and says what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tertial.language import _
from tertial.store.errors import StoreError, explaining
from tertial.store.in_force import current_manifest, load_manifest
from tertial.store.snapshots.layout import SnapshotLayout
from tertial.store.snapshots.manifest import SnapshotManifest
from tertial.store.snapshots.settling import only_begun
from tertial.store.verifying import Finding, left_over_findings, pin_findings, wrong_with


def verify(root: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with a store's snapshots; nothing found means every byte is as it was published.

    Takes no lock; a computing or a prune meanwhile may show as leftovers or as a snapshot that is gone. Where none has
    been made there is nothing wrong. Raises StoreError where the folder may not be read.
    """
    layout = SnapshotLayout.of(root)
    with explaining(layout.root):
        current = None
        if layout.current.exists():
            try:
                current = current_manifest(layout)
            except StoreError as error:
                return (Finding(layout.current, str(error), layout.put_back()),)
        elif not only_begun(layout):
            return (Finding(layout.current, _("The file is gone."), layout.put_back()),)
        found = [] if current is None else [*_snapshots(layout, current)]
        return (*found, *pin_findings(layout), *left_over_findings(layout, current))


def _snapshots(layout: SnapshotLayout, current: SnapshotManifest) -> Iterator[Finding]:
    seen: set[Path] = set()
    before: SnapshotManifest | None = None
    for number in [number for number in layout.manifest_numbers() if number <= current.number]:
        try:
            manifest = load_manifest(layout, number)
        except StoreError as error:
            yield Finding(layout.manifest(number), str(error), layout.put_back())
            before = None
            continue
        if before is not None and before.number == number - 1 and manifest.previous != before.sha256:
            yield Finding(
                layout.manifest(number),
                _("The manifest does not follow from the snapshot before."),
                layout.put_back(),
            )
        before = manifest
        for piece in manifest.pieces:
            path = layout.piece(piece)
            if path in seen:
                continue
            seen.add(path)
            wrong = wrong_with(path, piece.size, piece.sha256)
            if wrong:
                yield Finding(path, wrong, _("Put the file back from a backup, or remove it and compute again."))
