"""Reads where an extract comes from: files, or one SELECT of a declared database."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from tertial.definitions.findings import Findings
from tertial.definitions.refusal import listed
from tertial.definitions.schema.extracts import ExtractEntry
from tertial.domain.extracts import Files, Query
from tertial.language import _

SEPARATORS = (",", ";", "\t", "|")
"""What the reader of text files can part cells by."""

FOR_FILES = ("take", "separator", "sheet")
"""Keys that mean nothing of a database."""

_SELECT = re.compile(r"(?>\s+|--[^\n]*|/\*.*?\*/)*+(?:select|with)\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class OriginCheck:
    """Checks the origin of one extract; `databases` are those of the file, None where they could not be read."""

    path: str
    line: Callable[..., int]
    databases: Collection[str] | None
    findings: Findings

    def read(self, entry: ExtractEntry) -> Files | Query | None:
        """The origin, or None when something in it is wrong; everything wrong is noted."""
        if bool(entry.files.strip()) == bool(entry.database):
            read = "files, database" if entry.database else _("neither files nor database")
            self.findings.add("E606", self.path, self.line("database"), read, _("one of files and database"))
            return None
        good = [self._of_database(entry) if entry.database else self._of_files(entry), self._select(entry)]
        needed = ("select", "tables") if entry.database else ("tables",) if entry.select else ()
        good += [self._has(entry, key) for key in needed]
        if not all(good):
            return None
        tables = frozenset(entry.tables)
        if entry.database:
            return Query(entry.database, entry.select, tables)
        return Files(entry.files, entry.take, entry.separator, entry.sheet, entry.select, tables)

    def _select(self, entry: ExtractEntry) -> bool:
        if not entry.select or _SELECT.match(entry.select):
            return True
        self.findings.add("E617", self.path, self.line("select"), entry.select, _("a query that begins with SELECT"))
        return False

    def _has(self, entry: ExtractEntry, key: str) -> bool:
        if getattr(entry, key):
            return True
        self.findings.add("E209", self.path, self.line(key), _("nothing"), _("the key {key}").format(key=key))
        return False

    def _of_files(self, entry: ExtractEntry) -> bool:
        if entry.separator is None or entry.separator in SEPARATORS:
            return True
        expected = _("a comma, a semicolon, a vertical bar or a tab")
        self.findings.add("E212", self.path, self.line("separator"), entry.separator, expected)
        return False

    def _of_database(self, entry: ExtractEntry) -> bool:
        good = True
        for key in FOR_FILES:
            if getattr(entry, key):
                self.findings.add("E607", self.path, self.line(key), key, _("this key with files only"))
                good = False
        if self.databases is not None and entry.database not in self.databases:
            expected = _("a database of this file ({names})").format(names=listed(sorted(self.databases)) or "–")
            among = sorted(self.databases)
            self.findings.add("E604", self.path, self.line("database"), entry.database, expected, among=among)
            good = False
        return good
