"""Rows of a feed in an example: what is written is converted, what is left out gets a usual value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal

from tertial.definitions import scalars
from tertial.definitions.definition_file import DefinitionDocument
from tertial.definitions.findings import Findings
from tertial.definitions.refusal import Refusal, listed, nearest
from tertial.definitions.schema.fields import EMPTY
from tertial.domain.calendar import Month
from tertial.domain.clock import TIME_ZONE
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.contract import Feed
from tertial.domain.feeds.schemes import SEX as SEX_SCHEME
from tertial.domain.feeds.stored import (
    AGE_DAYS,
    AGE_YEARS,
    EXTRACT,
    MARKS,
    PROVIDER,
    SEX,
    VERSION,
    StoredColumn,
    stored_columns,
)
from tertial.language import _

USUAL_DAY, USUAL_TIME = 15, time(12)
USUAL_TEXTS = {
    ColumnKind.TEXT: "text",
    ColumnKind.UNIT: "unit-1",
    ColumnKind.PERSON: "person-1",
    ColumnKind.CLINICIAN: "clinician-1",
}
USUAL_EXTRACT, USUAL_PROVIDER = "extract-1", "provider-1"
ORE = 100
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?")


class ExampleRows:
    """The rows of one feed in one example, at a place of a file."""

    def __init__(
        self,
        feed: Feed,
        month: Month,
        document: DefinitionDocument,
        at: tuple[str | int, ...],
        findings: Findings,
    ) -> None:
        self._feed = feed
        self._month = month
        self._document = document
        self._at = at
        self._findings = findings
        self._stored = stored_columns(feed)
        own = [stored.name for stored in self._stored if stored.name not in {EXTRACT, VERSION, MARKS}]
        self._writable = [name for name in own if name in feed.names or name in {AGE_YEARS, AGE_DAYS, SEX, PROVIDER}]

    def read(self, rows: Sequence[Mapping[str, str]]) -> tuple[Mapping[str, object], ...]:
        """The rows as the store keeps them; everything wrong is noted."""
        made = []
        keys: set[tuple[object, ...]] = set()
        for place, row in enumerate(rows):
            values = self._row(place, row)
            key = tuple(values[name] for name in self._feed.key)
            if key in keys:
                read = ", ".join(map(str, key))
                self._add("E310", read, _("another {key}").format(key=listed(self._feed.key)), place)
            keys.add(key)
            made.append(values)
        return tuple(made)

    def _add(self, code: str, read: str, expected: str, *location: str | int) -> None:
        line = self._document.line(*self._at, *location)
        self._findings.add(code, self._document.path, line, read, expected)

    def _row(self, place: int, written: Mapping[str, str]) -> dict[str, object]:
        for name in written:
            if name not in self._writable:
                line = self._document.line(*self._at, place, name)
                expected = _("a column of {feed} ({columns})").format(
                    feed=self._feed.id, columns=listed(self._writable, 30)
                )
                self._findings.add("E736", self._document.path, line, name, expected, among=self._writable)
        row: dict[str, object] = {}
        for stored in self._stored:
            if stored.of and stored.of != stored.name:
                row[stored.name] = _local_day(row[stored.of])
            else:
                row[stored.name] = self._value(stored, place, written)
        marked = [column.mark.bit for column in self._feed.columns if column.mark and row[column.name]]
        row[MARKS] = sum(set(marked))
        return row

    def _value(self, stored: StoredColumn, place: int, written: Mapping[str, str]) -> object:
        column = self._feed.column(stored.of) if stored.of else None
        text = written.get(stored.name)
        if text is None:
            return _usual_of_every_event(stored.name) if column is None else self._usual(column, place)
        if text.strip() in EMPTY:
            if column is not None and column.required:
                self._add("E211", text, _("a value: the feed requires {column}").format(column=column.name), place)
            return None
        try:
            return _of_every_event(stored.name, text) if column is None else _converted(column, text)
        except Refusal as refusal:
            self._findings.refuse(self._document.path, self._document.line(*self._at, place, stored.name), refusal)
            return None

    def _usual(self, column: Column, place: int) -> object:
        """What a column holds that an example does not mention: nothing where the feed allows it."""
        if not column.required:
            return None
        match column.kind:
            case ColumnKind.KEY:
                return f"{column.name}-{place + 1:03d}"
            case ColumnKind.CODE:
                return next(iter(column.scheme.codes)) if column.scheme is not None else None
            case ColumnKind.DATE:
                return self._usual_day
            case ColumnKind.INSTANT:
                return datetime.combine(self._usual_day, USUAL_TIME, TIME_ZONE).astimezone(UTC)
            case ColumnKind.MONTH:
                return self._month.first_day
            case ColumnKind.YES_NO:
                return False
            case ColumnKind.INTEGER:
                return int(_least(column))
            case ColumnKind.DECIMAL:
                return _least(column)
            case ColumnKind.AMOUNT:
                return int(_least(column) * ORE)
            case _:
                return USUAL_TEXTS[column.kind]

    @property
    def _usual_day(self) -> date:
        return date(self._month.year, self._month.number, USUAL_DAY)


def _least(column: Column) -> Decimal:
    """Zero, or the least that the column may hold."""
    return max(Decimal(0), column.low or Decimal(0))


def _usual_of_every_event(name: str) -> object:
    return {EXTRACT: USUAL_EXTRACT, PROVIDER: USUAL_PROVIDER}.get(name)


def _of_every_event(name: str, text: str) -> object:
    if name in {AGE_YEARS, AGE_DAYS}:
        return scalars.count(text)
    return _code(text, SEX_SCHEME.codes) if name == SEX else text.strip()


def _converted(column: Column, text: str) -> object:
    """The value as the store keeps it. Raises Refusal for one that the column cannot hold."""
    match column.kind:
        case ColumnKind.INTEGER:
            return int(_within(column, Decimal(scalars.whole(text)), text))
        case ColumnKind.DECIMAL:
            return _within(column, scalars.figure(text), text)
        case ColumnKind.AMOUNT:
            return _ore(_within(column, scalars.figure(text), text), text)
        case ColumnKind.DATE:
            return scalars.day(text)
        case ColumnKind.INSTANT:
            return _instant(text)
        case ColumnKind.MONTH:
            return scalars.month(text).first_day
        case ColumnKind.YES_NO:
            return scalars.yes_or_no(text)
        case ColumnKind.CODE:
            return _code(text, {} if column.scheme is None else column.scheme.codes)
        case _:
            return text.strip()


def _within(column: Column, number: Decimal, text: str) -> Decimal:
    low, high = column.low, column.high
    if (low is not None and number < low) or (high is not None and number > high):
        bounds = _("a number from {low} to {high}").format(
            low="…" if low is None else low, high="…" if high is None else high
        )
        raise Refusal("E218", text, bounds)
    return number


def _ore(kronor: Decimal, text: str) -> int:
    ore = kronor * ORE
    if ore != int(ore):
        raise Refusal("E218", text, _("kronor with at most two decimals"))
    return int(ore)


def _code(text: str, codes: Mapping[str, object]) -> str:
    if text not in codes:
        raise Refusal("E212", text, _("one of {words}").format(words=listed(codes, 20)), nearest(text, codes))
    return text


def _instant(text: str) -> datetime:
    """A point in time, Swedish where no zone is written; of an hour that comes twice the first."""
    expected = _("a date and a time, such as 2025-08-31 14:30")
    if not _INSTANT.fullmatch(text):
        raise Refusal("E737", text, expected)
    try:
        written = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal("E737", text, expected) from None
    if written.tzinfo is not None:
        return written.astimezone(UTC)
    instant = written.replace(tzinfo=TIME_ZONE).astimezone(UTC)
    if instant.astimezone(TIME_ZONE).replace(tzinfo=None) != written:
        raise Refusal("E737", text, _("a time that Swedish clocks show"))
    return instant


def _local_day(instant: object) -> date | None:
    return instant.astimezone(TIME_ZONE).date() if isinstance(instant, datetime) else None
