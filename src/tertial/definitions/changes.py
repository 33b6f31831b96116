"""Reads changes.yaml: declared changes that break or stop series."""

from __future__ import annotations

from tertial.definitions.assignments import check_ids
from tertial.definitions.document import read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import listed
from tertial.definitions.schema.changes import ChangeEntry, ChangesFile
from tertial.domain.changes import Change
from tertial.domain.feeds.registry import all_feeds
from tertial.language import _

PATH = "changes.yaml"


def read_changes(folder: RegionFolder, references: References, findings: Findings) -> tuple[Change, ...]:
    """The changes that can be read; everything wrong is noted."""
    document = read_document(folder, PATH, ChangesFile, findings) if folder.has(PATH) else None
    if document is None:
        return ()
    entries = document.each("changes", ChangeEntry)
    check_ids(PATH, [(document.line("changes", place, "id"), entry.id) for place, entry in entries], findings)
    for place, entry in entries:
        for at, indicator in enumerate(entry.affects.indicators):
            line = document.line("changes", place, "affects", "indicators", at)
            references.check(Referred.INDICATOR, indicator, PATH, line)
        for at, feed in enumerate(entry.affects.feeds):
            if feed not in all_feeds():
                known = tuple(all_feeds())
                line = document.line("changes", place, "affects", "feeds", at)
                expected = _("the id of a feed ({feeds})").format(feeds=listed(known, 60))
                findings.add("E601", PATH, line, feed, expected, among=known)
        for at, unit in enumerate(entry.affects.units):
            references.check(Referred.UNIT, unit, PATH, document.line("changes", place, "affects", "units", at))
        if entry.expected and entry.expected < entry.from_:
            read = f"{entry.from_} – {entry.expected}"
            findings.add("E526", PATH, document.line("changes", place, "expected"), read, _("from before expected"))
    return tuple(
        Change(
            id=entry.id,
            kind=entry.kind,
            title=entry.title,
            first=entry.from_,
            says=entry.says,
            indicators=tuple(entry.affects.indicators),
            mend=entry.mend,
            expected=entry.expected,
            feeds=tuple(entry.affects.feeds),
            units=tuple(entry.affects.units),
        )
        for _place, entry in entries
    )
