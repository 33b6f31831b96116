"""Holds batches of texts against the contract of their feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tertial.domain.feeds.columns import ColumnKind
from tertial.domain.feeds.stored import MARKS, SEX, VERSION, StoredColumn, StoredKind, stored_columns
from tertial.domain.row_marks import Mark
from tertial.extracts.batches import Batch
from tertial.extracts.checking.accepted_rows import ADDED_LATER, DELETED, MONTH, arrow_array, checked_type, nothing
from tertial.extracts.checking.binding import MissingColumn, Sources, constants, find_columns
from tertial.extracts.checking.columns import column_holder, flag_holder, names_of, version_holder
from tertial.extracts.checking.derived import Derived
from tertial.extracts.checking.faults import FAULT_SCHEMA, fault_table, first_faults
from tertial.extracts.checking.own_number import without_own_number
from tertial.extracts.checking.persons import SEXES, Persons
from tertial.extracts.checking.terms import Terms
from tertial.extracts.checking.text_bytes import one_array
from tertial.extracts.checking.verdict import NOTHING, Held

Mask = npt.NDArray[np.bool_]

WORDS = frozenset({ColumnKind.KEY, ColumnKind.CLINICIAN, ColumnKind.TEXT})


@dataclass(frozen=True)
class Checked:
    """What became of the rows of a batch, in its order."""

    rows: pa.Table
    """The accepted rows, by the checker's schema."""
    lines: pa.Array
    """int64; the line of each accepted row."""
    faults: pa.Table
    """The refused rows, a fault each: `line`, `column`, `reason` and the `nearest` known name, empty where none is."""


class Checker:
    """Holds the rows of one extract against the terms; several threads may check batches at once.

    It remembers verdicts from batch to batch, so that one serves for all files of the extract.
    """

    def __init__(self, terms: Terms, persons: Persons) -> None:
        feed, extract = terms.feed, terms.extract
        self._terms = terms
        self._holders = tuple(column_holder(column, terms, persons) for column in feed.columns)
        self._words = tuple(place for place, column in enumerate(feed.columns) if column.kind in WORDS)
        self._person = feed.names.index(feed.person.name) if feed.person is not None else None
        self._constants = constants(terms)
        self._marks = tuple((mark, flag_holder(flag)) for mark, flag in extract.marks.items())
        self._deleted = flag_holder(extract.deleted) if extract.deleted else None
        self._version = version_holder(extract.version, terms) if extract.version else None
        self._derived = Derived(feed, persons)
        self._stored = tuple(column for column in stored_columns(feed) if column.name not in ADDED_LATER)
        self._names = {SEX: pa.array(SEXES, pa.string())} | {
            column.name: pa.array(names_of(column, terms), pa.string())
            for column in feed.columns
            if column.kind in {ColumnKind.CODE, ColumnKind.UNIT}
        }
        fields = [pa.field(column.name, checked_type(column, self._names)) for column in self._stored]
        self._schema = pa.schema([*fields, pa.field(DELETED, pa.bool_()), pa.field(MONTH, pa.int32())])

    @property
    def schema(self) -> pa.Schema:
        """The columns of accepted rows, the same for every batch.

        They are those stored, but for what is the same in all rows, with persons as numbers of `Persons` and names as
        places in dictionaries that never change; and besides `deleted`, for rows that withdraw what was sent before,
        and `event_month`, the months from the year 0 to the event's local day, below 0 where a withdrawing row has
        none.
        """
        return self._schema

    def bind(self, names: tuple[str, ...]) -> BoundFile | tuple[MissingColumn, ...]:
        """Find the columns of a file by the names in its header; or say which are missing that must be there."""
        found = find_columns(self._terms, names)
        return BoundFile(self, found) if isinstance(found, Sources) else found

    def check(self, batch: Batch, sources: Sources) -> Checked:
        """Hold the rows of a batch against the terms, its columns being where the sources say."""
        size = batch.table.num_rows
        if not size:
            return Checked(self._schema.empty_table(), pa.array([], pa.int64()), FAULT_SCHEMA.empty_table())
        texts = _Texts(batch)
        columns = [
            holder.hold(texts.constant(self._constants[place]) if place in self._constants else texts.of(source))
            for place, (holder, source) in enumerate(zip(self._holders, sources.columns, strict=True))
        ]
        if self._person is not None:
            persons = texts.of(sources.columns[self._person])
            for place in self._words:
                columns[place] = without_own_number(columns[place], persons)
        marks, withdrawn = self._marked(texts, sources, columns)
        if withdrawn is not None:
            self._forgive(columns, withdrawn)
        found: dict[str, Held] = {
            MARKS: Held(marks),
            DELETED: Held(np.zeros(size, np.bool_) if withdrawn is None else withdrawn),
        }
        found |= self._derived.derive(columns, withdrawn)
        found[VERSION] = self._version.hold(texts.of(sources.version)) if self._version else nothing(size)
        return self._sorted_out(batch, columns, found)

    def _marked(
        self, texts: _Texts, sources: Sources, columns: Sequence[Held]
    ) -> tuple[npt.NDArray[np.uint8], Mask | None]:
        """The marks of each row, and which rows withdraw: those flagged, and what a patient has kept out."""
        marks = np.zeros(texts.size, np.uint8)
        withdrawn: Mask | None = None
        if self._deleted is not None:
            withdrawn = _told(self._deleted.hold(texts.of(sources.deleted)))
        for (mark, holder), source in zip(self._marks, sources.marks, strict=True):
            told = _told(holder.hold(texts.of(source)))
            marks[told] |= mark.bit
            if mark is Mark.REGISTER_OPT_OUT:
                withdrawn = told if withdrawn is None else withdrawn | told
        for column, held in zip(self._terms.feed.columns, columns, strict=True):
            if column.mark is not None:
                marks[_told(held)] |= column.mark.bit
        return marks, withdrawn if withdrawn is not None and withdrawn.any() else None

    def _forgive(self, columns: list[Held], withdrawn: Mask) -> None:
        """Of a row that withdraws another only what names it has to be right."""
        feed = self._terms.feed
        for place, (name, held) in enumerate(zip(feed.names, columns, strict=True)):
            if held.states is not None and name not in feed.key:
                forgiven = np.where(withdrawn & (held.states > NOTHING), np.uint8(NOTHING), held.states)
                columns[place] = replace(held, states=forgiven)

    def _sorted_out(self, batch: Batch, columns: list[Held], found: dict[str, Held]) -> Checked:
        names = self._terms.feed.names
        judged = [*columns, found[VERSION]] if self._version else columns
        first = first_faults(judged)
        by_name = dict(zip(names, columns, strict=True)) | found
        arrays = [self._array(column, by_name) for column in self._stored]
        arrays += [arrow_array(found[name], self._schema.field(name).type) for name in (DELETED, MONTH)]
        rows = pa.table(arrays, schema=self._schema)
        if first is None:
            return Checked(rows, batch.lines, FAULT_SCHEMA.empty_table())
        sound = pa.array(first < 0)
        faults = fault_table((*names, VERSION), judged, first, batch.lines.to_numpy())
        return Checked(rows.filter(sound), batch.lines.filter(sound), faults)

    def _array(self, column: StoredColumn, by_name: Mapping[str, Held]) -> pa.Array:
        held = by_name[column.of or column.name]
        if held.days is not None and column.kind is StoredKind.DATE:
            held = Held(held.days, held.states)
        return arrow_array(held, self._schema.field(column.name).type, self._names.get(column.name))


class BoundFile:
    """A file whose columns have been found; several threads may check batches of it at once."""

    def __init__(self, checker: Checker, sources: Sources) -> None:
        self._checker = checker
        self._sources = sources

    def check(self, batch: Batch) -> Checked:
        """Hold the rows of a batch of the file against the terms."""
        return self._checker.check(batch, self._sources)


class _Texts:
    """The columns of a batch by the names in its header; one that it lacks is empty."""

    def __init__(self, batch: Batch) -> None:
        self.size = batch.table.num_rows
        self._table = batch.table
        self._places = {name: place for place, name in enumerate(batch.names)}

    def of(self, name: str | None) -> pa.Array:
        place = None if name is None else self._places.get(name)
        return self.constant("") if place is None else one_array(self._table.column(place))

    def constant(self, text: str) -> pa.Array:
        return pa.repeat(pa.scalar(text, pa.string()), self.size)


def _told(held: Held) -> Mask:
    """The rows that a flag tells."""
    known = held.known()
    told: Mask = held.values if known is None else held.values & known
    return told
