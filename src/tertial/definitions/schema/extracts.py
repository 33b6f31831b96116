"""extracts.toml: where extracts come from, under which law, and how their columns become those of the feeds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from tertial.definitions import scalars
from tertial.definitions.declared_parts import PARTS
from tertial.definitions.schema.fields import Converted, Day, Entry, Identifier, OneOf, OneOrMany, within
from tertial.domain.declarations import LONGEST_RETENTION, Purpose
from tertial.domain.extracts import FIRST_DAY, Take, VersionKind
from tertial.domain.written_number import CENTURIES

_TEXT = {"type": ["string", "number", "boolean"]}

Sent = Annotated[str, Converted(scalars.plain_text, _TEXT, frozenset())]
"""A text as another system has it: `null`, `~` and nothing at all are texts like others."""
Stated = Annotated[str, Converted(scalars.plain_text, _TEXT, frozenset({""}))]
"""The same, where something must stand."""


class Tls(StrEnum):
    """How the line to a database is kept closed: libpq's words, of those that close it, and `disable`."""

    VERIFY_FULL = "verify-full"
    VERIFY_CA = "verify-ca"
    REQUIRE = "require"
    DISABLE = "disable"


class _ColumnAlone:
    """Lets the name of a column stand where a cell is read."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: {"column": value} if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


class ReserveNumberEntry(Entry):
    """One form of the reserve numbers that the region gives out."""

    name: Stated = Field(title="Namn", description="What the region calls them, and where it states the form.")
    pattern: Stated = Field(
        title="Mönster",
        description="The form, sign by sign: y m d of the day of birth, n a digit, l a letter, x either, s the sex, "
        "c the check digit; capitals and digits stand for themselves.",
    )
    century: Annotated[int, within(min(CENTURIES), max(CENTURIES))] | None = Field(
        default=None, title="Sekel", description="The first two digits of the year, for patterns with yymmdd."
    )


class DatabaseEntry(Entry):
    """A PostgreSQL database to read; its password stands in no file."""

    host: Stated = Field(title="Värd", description="The server's name or address, or the folder of its socket.")
    port: Annotated[int, within(1, 65535)] = Field(default=5432, title="Port", description="The server's port.")
    name: Stated = Field(title="Databas", description="The database's name.")
    user: Stated = Field(title="Användare", description="A user that may only read.")
    password_variable: Stated = Field(
        title="Lösenordets variabel",
        description="The environment variable that holds the password when extracts are loaded.",
    )
    tls: Annotated[Tls, OneOf()] = Field(
        default=Tls.VERIFY_FULL,
        title="Kryptering",
        description="How the connection is kept closed; disable only for a database on the same computer.",
    )


class RetentionEntry(Entry):
    """How long rows are kept: one of the two."""

    months: Annotated[int, within(1, LONGEST_RETENTION)] | None = Field(
        default=None, title="Månader", description="So many months after the month of the event."
    )
    until: Day | None = Field(default=None, title="Till och med", description="Up to and including a day.")


class FlagEntry(Entry):
    """Rows that are told by a value in a column."""

    column: Stated = Field(title="Kolumn", description="The column of the extract.")
    values: Annotated[list[Sent], OneOrMany()] = Field(
        min_length=1, title="Värden", description="The values that tell such a row."
    )


class MarksEntry(Entry):
    """What the source marks rows with."""

    register_opt_out: FlagEntry | None = Field(
        default=None, title="Nej till kvalitetsregister", description="The patient has refused the register."
    )
    shared_record_opt_out: FlagEntry | None = Field(
        default=None, title="Spärr mot andra vårdgivare", description="Blocked from other care providers."
    )
    blocked: FlagEntry | None = Field(
        default=None, title="Spärr mot andra enheter", description="Blocked from other care units of the provider."
    )
    protected_identity: FlagEntry | None = Field(
        default=None, title="Skyddade personuppgifter", description="Secrecy marking or protected registration."
    )


class VersionEntry(Entry):
    """The column that tells the newer of two versions of a row."""

    column: Stated = Field(title="Kolumn", description="The column of the extract.")
    kind: Annotated[VersionKind, OneOf()] = Field(
        title="Slag", description="instant, a point in time, or integer, a running number."
    )


class CellEntry(Entry):
    """Where a feed's column comes from; the name of a column alone is enough where nothing else needs saying."""

    column: Sent = Field(default="", title="Kolumn", description="The column of the extract.")
    constant: Sent = Field(default="", title="Konstant", description="The same value in all rows, instead of a column.")
    format: Sent = Field(
        default="", title="Format", description="How dates are written that are not as 2025-08-31: %d.%m.%Y."
    )
    empty: Annotated[list[Sent], OneOrMany()] = Field(
        default=[], title="Tomma värden", description="Values that mean that nothing is known."
    )
    codes: dict[Sent, Sent] = Field(
        default={}, title="Koder", description="Value as sent, and the code, unit, yes or no that it means."
    )


class JoinEntry(Entry):
    """Another care provider whose persons may be joined with these, and the decision that says so."""

    provider: Identifier = Field(title="Vårdgivare", description="The other provider, from organisation.csv.")
    basis: Stated = Field(title="Rättslig grund", description="The law that the join rests on.")
    decided_by: Stated = Field(title="Beslutat av", description="Who decided.")
    decided_on: Day = Field(title="Beslutsdag", description="When it was decided.")
    case: Stated = Field(title="Diarienummer", description="The decision's case number.")
    until: Day | None = Field(default=None, title="Till och med", description="The last day that it holds.")


def _declared(schema: dict[str, Any]) -> None:
    """The reader tells the law of each part that is missing, so the parts are needed though the model has defaults."""
    schema["required"] = [*schema.get("required", []), *PARTS]


class ExtractEntry(Entry):
    """One source of one feed."""

    model_config = ConfigDict(json_schema_extra=_declared)

    feed: Stated = Field(title="Flöde", description="The feed that it fills.")
    files: Sent = Field(
        default="",
        title="Filer",
        description="A file, a folder, a ZIP or a pattern such as extracts/contacts*.csv, from the region folder on.",
    )
    take: Annotated[Take, OneOf()] | None = Field(
        default=None,
        title="Vilka filer",
        description="Of several files all, or the last by name; needed for feeds sent in full.",
    )
    separator: Sent | None = Field(
        default=None, title="Skiljetecken", description="The sign between cells, where it is not to be found out."
    )
    sheet: Sent = Field(default="", title="Blad", description="The sheet of a workbook; otherwise the only one.")
    database: Identifier = Field(default="", title="Databas", description="A database of this file, instead of files.")
    select: Sent = Field(default="", title="Fråga", description="One SELECT, of the database or of SQLite files.")
    tables: Annotated[list[Stated], OneOrMany()] = Field(
        default=[], title="Tabeller", description="The tables and views that may be read."
    )
    purposes: Annotated[list[Annotated[Purpose, OneOf()]], OneOrMany()] = Field(
        default=[], title="Ändamål", description="What the rows are used for (patientdatalagen 2 kap. 4 §)."
    )
    controller: Sent = Field(
        default="", title="Personuppgiftsansvarig", description="The board or company that answers for the data."
    )
    provider: Identifier = Field(
        default="", title="Vårdgivare", description="The care provider whose rows they are, from organisation.csv."
    )
    units: Annotated[list[Identifier], OneOrMany()] = Field(
        default=[], title="Vårdenheter", description="The units whose rows come, and all below them."
    )
    legal_basis: Sent = Field(default="", title="Rättslig grund", description="The law that the use rests on.")
    retention: RetentionEntry | None = Field(default=None, title="Gallring", description="How long rows are kept.")
    first_day: Day = Field(
        default=FIRST_DAY, title="Första dag", description="The first day that an event can have; 2000-01-01 if unsaid."
    )
    version: VersionEntry | None = Field(
        default=None, title="Version", description="What tells the newer of two versions of a row."
    )
    deleted: FlagEntry | None = Field(
        default=None, title="Borttagna rader", description="Rows that withdraw what was sent before."
    )
    marks: MarksEntry | None = Field(
        default=None, title="Märkta rader", description="Rows that a patient has blocked, or that are protected."
    )
    columns: dict[Sent, Annotated[CellEntry, _ColumnAlone()]] = Field(
        default={}, title="Kolumner", description="The feed's columns that are not called the same in the extract."
    )
    joins: list[JoinEntry] = Field(
        default=[], title="Sambearbetning", description="Other providers whose persons may be joined with these."
    )


class ExtractsFile(Entry):
    """Where extracts come from, one table each."""

    store: Stated = Field(
        default="store", title="Lager", description="The folder of what has been loaded, from the region folder on."
    )
    reserve_numbers: list[ReserveNumberEntry] = Field(
        default=[], title="Reservnummer", description="The forms of reserve numbers that the region gives out."
    )
    database: dict[Identifier, DatabaseEntry] = Field(
        default={}, title="Databaser", description="PostgreSQL databases by id."
    )
    extract: dict[Identifier, ExtractEntry] = Field(
        default={}, title="Extrakt", description="Extracts by id. The id stays: rows are named by it."
    )
