"""Whatever extract there can be, its TOML reads back as the same extract, without a word of complaint."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from tertial.definitions.date_format import FORMATTED
from tertial.definitions.extract_cells import OWN_TO_EACH_ROW
from tertial.definitions.extract_origin import SEPARATORS
from tertial.definitions.extract_text import extract_toml
from tertial.definitions.extracts import read_extracts
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.references import References, Referred
from tertial.definitions.scalars import CONTROL
from tertial.definitions.secrets import find_secrets
from tertial.domain.declarations import (
    AllowedJoin,
    Declaration,
    KeptMonths,
    KeptUntil,
    Purpose,
    RecordedDecision,
)
from tertial.domain.extracts import Cell, Extract, Files, Flag, Query, Take, Version, VersionKind
from tertial.domain.feeds.columns import Column, ColumnKind
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.row_marks import Mark

UNITS = ("region", "north", "south", "old-centre", "private-a")
DATABASE = """
[database.journal]
host = "db.region.se"
name = "journal"
user = "tertial"
password_variable = "TERTIAL_JOURNAL_PASSWORD"
"""
FORMATS = {
    ColumnKind.DATE: ("%d.%m.%Y", "%Y%m%d"),
    ColumnKind.BIRTH_DAY: ("%Y%m%d",),
    ColumnKind.MONTH: ("%m/%Y",),
    ColumnKind.INSTANT: ("%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H.%M%z"),
}
CONSTANTS = {
    ColumnKind.TEXT: ("NULL", "x y"),
    ColumnKind.CLINICIAN: ("~",),
    ColumnKind.INTEGER: ("1",),
    ColumnKind.DECIMAL: ("1", "1.5"),
    ColumnKind.AMOUNT: ("1250.50",),
    ColumnKind.DATE: ("2025-08-31",),
    ColumnKind.MONTH: ("2025-08",),
    ColumnKind.INSTANT: ("2025-08-31T14:05", "2025-08-31 14:05:07+02:00"),
}

SIGNS = st.characters(
    codec="utf-8", exclude_characters=[sign for sign in map(chr, range(1 << 16)) if CONTROL.match(sign)]
)
sent = st.text(SIGNS, max_size=12)
stated = sent.map(lambda text: text if text.strip() else f"{text}x")
days = st.dates(date(1990, 1, 1), date(2099, 12, 31))
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True)


def meanings(column: Column) -> tuple[str, ...]:
    if column.scheme is not None:
        return tuple(column.scheme.codes)
    return {ColumnKind.UNIT: UNITS, ColumnKind.YES_NO: ("yes", "no")}.get(column.kind, ())


@st.composite
def cells(draw: st.DrawFn, column: Column) -> Cell:
    meant = meanings(column)
    constants = meant or CONSTANTS.get(column.kind, ())
    if column.kind not in OWN_TO_EACH_ROW and draw(st.booleans()):
        return Cell(constant=draw(st.sampled_from(constants)))
    codes = draw(st.dictionaries(stated, st.sampled_from(meant), max_size=9)) if meant else {}
    empty = draw(st.frozensets(sent, max_size=3)) - codes.keys()
    formats = ("", *FORMATS[column.kind]) if column.kind in FORMATTED else ("",)
    return Cell(draw(stated), "", codes, empty, draw(st.sampled_from(formats)))


@st.composite
def declarations(draw: st.DrawFn, feed: str) -> Declaration:
    provider = draw(st.sampled_from(UNITS))
    others = draw(st.lists(st.sampled_from(UNITS), unique=True, max_size=2))
    joins = []
    for other in others:
        decided = draw(days)
        until = draw(st.none() | st.dates(decided, date(2099, 12, 31)))
        decision = RecordedDecision(draw(stated), decided, draw(stated))
        joins += [AllowedJoin(other, draw(stated), decision, until)] if other != provider else []
    free = [unit for unit in UNITS if unit not in others]
    return Declaration(
        feed=feed,
        purposes=draw(st.frozensets(st.sampled_from(Purpose), min_size=1)),
        controller=draw(stated),
        provider=provider,
        units=tuple(draw(st.lists(st.sampled_from(free), unique=True, min_size=1))),
        legal_basis=draw(stated),
        retention=draw(st.builds(KeptMonths, st.integers(1, 1200)) | st.builds(KeptUntil, days)),
        joins=tuple(joins),
    )


selects = st.builds(
    lambda start, rest: start + rest, st.sampled_from(["SELECT ", "with x as\n", "-- a\r\nselect "]), sent
)
tables = st.frozensets(stated, min_size=1, max_size=3)
flags = st.builds(Flag, stated, st.frozensets(sent, min_size=1, max_size=3))
choices = {
    "pattern": stated,
    "take": st.none() | st.sampled_from(Take),
    "separator": st.none() | st.sampled_from(SEPARATORS),
    "sheet": sent,
}
origins = (
    st.builds(Query, st.just("journal"), selects, tables)
    | st.builds(Files, **choices)
    | st.builds(Files, select=selects, tables=tables, **choices)
)


@st.composite
def extracts(draw: st.DrawFn) -> Extract:
    feed = draw(st.sampled_from(list(all_feeds().values())))
    chosen = draw(st.lists(st.sampled_from(feed.names), unique=True))
    return Extract(
        id=draw(ids),
        declaration=draw(declarations(feed.id)),
        origin=draw(origins),
        columns={name: draw(cells(feed.column(name))) for name in chosen},
        version=draw(st.none() | st.builds(Version, stated, st.sampled_from(VersionKind))),
        deleted=draw(st.none() | flags),
        marks=draw(st.dictionaries(st.sampled_from(Mark), flags)),
        first_day=draw(days),
    )


@given(extracts())
@settings(max_examples=150)
def test_an_extract_written_as_toml_reads_back_equal(extract: Extract) -> None:
    text = extract_toml(extract) + DATABASE
    note(text)
    assume(not list(find_secrets(text)))
    findings = Findings()
    references = References(findings)
    references.learn(Referred.UNIT, UNITS)
    with tempfile.TemporaryDirectory() as place:
        Path(place, "extracts.toml").write_bytes(text.encode())
        read = read_extracts(RegionFolder(Path(place), findings), references, findings)
    assert [found.sentence() for found in findings.sorted()] == []
    assert read is not None
    assert read.extracts == (extract,)
