"""Checks where the columns of a feed come from: names, codes, constants and formats of one extract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tertial.definitions import scalars
from tertial.definitions.date_format import FORMATTED, likely_format, reads_back
from tertial.definitions.findings import Findings
from tertial.definitions.references import References, Referred
from tertial.definitions.refusal import Refusal, listed, nearest
from tertial.definitions.schema.extracts import CellEntry
from tertial.domain.extracts import Cell
from tertial.domain.feeds.columns import NUMBERS, PERSONAL, Column, ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.language import _

CODED = frozenset({ColumnKind.CODE, ColumnKind.UNIT, ColumnKind.YES_NO})
"""Kinds whose values stand for something else, so that a region may send its own."""

OWN_TO_EACH_ROW = PERSONAL | {ColumnKind.KEY}
"""Kinds that tell rows or persons apart, so that no constant can be right."""


@dataclass(frozen=True)
class CellCheck:
    """Checks the cells of one extract; `line` gives the line of a place within its columns."""

    feed: Feed
    path: str
    line: Callable[..., int]
    references: References
    findings: Findings

    def read(self, name: str, entry: CellEntry) -> Cell | None:
        """The cell, or None when something in it is wrong; everything wrong is noted."""
        if name not in self.feed.names:
            self._unknown_column(name, entry)
            return None
        column = self.feed.column(name)
        good = self._source(column, entry) and self._format(column, entry)
        codes = {read: self._code(column, meant, name, "codes", read) for read, meant in entry.codes.items()}
        if codes and column.kind not in CODED:
            good = self._without_effect(column, "codes", _("codes for columns of codes, units, or yes and no only"))
        if any(not read.strip() for read in codes):
            good = self._without_effect(column, "codes", _("values; an empty cell is always unknown"))
        for read in entry.empty:
            if read in codes:
                expected = _("each value once, under codes or empty")
                self.findings.add("E614", self.path, self.line(name, "empty"), read, expected)
                good = False
        constant = self._constant(column, entry.constant) if entry.constant else ""
        if not good or constant is None:
            return None
        known = {read: meant for read, meant in codes.items() if meant is not None}
        if len(known) < len(codes):
            return None
        return Cell(entry.column, constant, known, frozenset(entry.empty), entry.format)

    def _unknown_column(self, name: str, entry: CellEntry) -> None:
        expected = _("a column of the feed {feed} ({names})").format(
            feed=self.feed.id, names=listed(self.feed.names, 40)
        )
        turned = entry.column if entry.column in self.feed.names else ""
        likely = f'{turned} = "{name}"' if turned else nearest(name, self.feed.names)
        self.findings.add("E602", self.path, self.line(name), name, expected, likely)

    def _source(self, column: Column, entry: CellEntry) -> bool:
        name = column.name
        if bool(entry.column.strip()) == bool(entry.constant.strip()):
            read = f"{entry.column}, {entry.constant}".strip(", ")
            self.findings.add("E610", self.path, self.line(name), read, _("one of column and constant"))
            return False
        if entry.constant:
            for key in ("format", "empty", "codes"):
                if getattr(entry, key):
                    return self._without_effect(column, key, _("nothing but the constant"))
        return True

    def _without_effect(self, column: Column, key: str, expected: str) -> bool:
        self.findings.add("E607", self.path, self.line(column.name, key), key, expected)
        return False

    def _format(self, column: Column, entry: CellEntry) -> bool:
        if not entry.format:
            return True
        if column.kind not in FORMATTED:
            return self._without_effect(column, "format", _("formats for dates, months and points in time only"))
        if reads_back(entry.format, column.kind):
            return True
        self.findings.add(
            "E612",
            self.path,
            self.line(column.name, "format"),
            entry.format,
            _("a format that the whole date can be read by, such as %d.%m.%Y"),
            likely_format(entry.format, column.kind),
        )
        return False

    def _constant(self, column: Column, text: str) -> str | None:
        if column.kind in OWN_TO_EACH_ROW:
            # The value is not repeated: it may be somebody's number.
            line = self.line(column.name, "constant")
            self.findings.add("E611", self.path, line, column.name, _("a column of the extract"))
            return None
        if column.kind in CODED:
            return self._code(column, text, column.name, "constant")
        try:
            _check_constant(column, text)
        except Refusal as refusal:
            self.findings.refuse(self.path, self.line(column.name, "constant"), refusal)
            return None
        return text

    def _code(self, column: Column, text: str, *place: str) -> str | None:
        """The code, unit, yes or no that a text says; other kinds have none, and take what stands there."""
        line = self.line(*place)
        if column.scheme is not None and text not in column.scheme.codes:
            codes = tuple(column.scheme.codes)
            expected = _("a code of {scheme} ({codes})").format(scheme=column.scheme.id, codes=listed(codes, 20))
            self.findings.add("E603", self.path, line, text, expected, among=codes)
            return None
        if column.kind is ColumnKind.UNIT:
            return text if self.references.check(Referred.UNIT, text, self.path, line) else None
        if column.kind is ColumnKind.YES_NO:
            try:
                return "yes" if scalars.yes_or_no(text) else "no"
            except Refusal as refusal:
                self.findings.refuse(self.path, line, refusal)
                return None
        return text


def _check_constant(column: Column, text: str) -> None:
    """Raise Refusal for a constant that a column of numbers or times cannot hold."""
    match column.kind:
        case ColumnKind.INTEGER:
            _check_bounds(column, Decimal(scalars.whole(text)))
        case kind if kind in NUMBERS:
            _check_bounds(column, scalars.figure(text))
        case ColumnKind.DATE:
            scalars.day(text)
        case ColumnKind.MONTH:
            scalars.month(text)
        case ColumnKind.INSTANT:
            try:
                datetime.fromisoformat(text)
            except ValueError:
                raise Refusal("E221", text, _("a point in time, such as 2025-08-31T14:05")) from None


def _check_bounds(column: Column, number: Decimal) -> None:
    if column.low is not None and number < column.low:
        raise Refusal("E218", str(number), _("{least} or more").format(least=column.low))
    if column.high is not None and number > column.high:
        raise Refusal("E218", str(number), _("at most {most}").format(most=column.high))
