"""Reads rebasing.yaml: dated decisions that the level of an indicator is another from a month on."""

from __future__ import annotations

from tertial.definitions.document import read_document
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.schema.rebasing import RebasingEntry, RebasingFile
from tertial.domain.calendar import Month
from tertial.domain.rebasing import Rebasing
from tertial.language import _

PATH = "rebasing.yaml"


def read_rebasings(folder: RegionFolder, references: References, findings: Findings) -> tuple[Rebasing, ...]:
    """The decisions that can be read; everything wrong is noted."""
    document = read_document(folder, PATH, RebasingFile, findings) if folder.has(PATH) else None
    if document is None:
        return ()
    entries = document.each("rebasing", RebasingEntry)
    seen: dict[tuple[str, str, Month], int] = {}
    for place, entry in entries:
        references.check(Referred.INDICATOR, entry.indicator, PATH, document.line("rebasing", place, "indicator"))
        if entry.unit:
            references.check(Referred.UNIT, entry.unit, PATH, document.line("rebasing", place, "unit"))
        line = document.line("rebasing", place, "from")
        what = (entry.indicator, entry.unit, entry.from_)
        if what in seen:
            expected = _("one decision a month; line {other} has it").format(other=seen[what])
            findings.add("E532", PATH, line, str(entry.from_), expected)
        seen.setdefault(what, line)
    return tuple(
        Rebasing(
            indicator=entry.indicator,
            unit=entry.unit,
            first=entry.from_,
            reason=entry.reason,
            decided_on=entry.decided_on,
            by=entry.by,
        )
        for _place, entry in entries
    )
