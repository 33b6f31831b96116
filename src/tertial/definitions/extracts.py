"""Reads extracts.toml: where extracts come from, under which law, and how their columns become those of the feeds."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import ValidationError

from tertial.definitions.data_places import DEFINING, EXTRACTS
from tertial.definitions.document import Document
from tertial.definitions.extract_cells import CellCheck
from tertial.definitions.extract_declaration import DeclarationCheck
from tertial.definitions.extract_origin import OriginCheck
from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder, is_known
from tertial.definitions.references import References
from tertial.definitions.refusal import listed
from tertial.definitions.reserve_patterns import read_reserve_patterns
from tertial.definitions.schema.extracts import DatabaseEntry, ExtractEntry, ExtractsFile, FlagEntry, Tls
from tertial.definitions.schema.fields import Entry
from tertial.definitions.secrets import find_secrets
from tertial.definitions.toml_text import read_toml
from tertial.definitions.tree import Block
from tertial.definitions.validation import validate
from tertial.domain.extracts import Database, Extract, Extracts, Flag, Version
from tertial.domain.feeds.registry import all_feeds
from tertial.domain.identifier import PATTERN
from tertial.domain.row_marks import Mark
from tertial.language import _

PATH = "extracts.toml"

_HOST = re.compile(r"[A-Za-z0-9._:/-]+")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_SAME_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})

Item = TypeVar("Item", bound=Entry)


def read_extracts(folder: RegionFolder, references: References, findings: Findings) -> Extracts | None:
    """What the file says, or None when something in it is wrong; without the file there are no extracts."""
    if not folder.has(PATH):
        return Extracts()
    document = _read_document(folder, findings)
    if document is None:
        return None
    databases = [
        _database(document, id, entry, findings) for id, entry in _entries(document, "database", DatabaseEntry)
    ]
    stated = document.tree.get("database", Block(1)) if isinstance(document.tree, Block) else None
    known = tuple(stated) if isinstance(stated, Block) else None
    extracts = [
        _extract(document, id, entry, known, references, findings)
        for id, entry in _entries(document, "extract", ExtractEntry)
    ]
    patterns = read_reserve_patterns(document, findings)
    if document.contents is not None:
        _check_store(document, document.contents.store, findings)
    if document.contents is None or findings.errors_in(PATH):
        return None
    return Extracts(
        extracts=tuple(extract for extract in extracts if extract is not None),
        databases=tuple(database for database in databases if database is not None),
        reserve_patterns=patterns,
        store=document.contents.store,
    )


def _read_document(folder: RegionFolder, findings: Findings) -> Document[ExtractsFile] | None:
    """The file held against its model; nothing is said of one with a password in it, for the words might repeat it."""
    text = folder.text(PATH)
    if text is None:
        return None
    secrets = list(find_secrets(text))
    for line, key in secrets:
        findings.add("E608", PATH, line, key, _("no password; password_variable names where it is"))
    tree = read_toml(text, PATH, findings) if not secrets else None
    return None if tree is None else Document(PATH, tree, validate(ExtractsFile, tree, PATH, findings))


def _entries(document: Document[ExtractsFile], key: str, model: type[Item]) -> Iterator[tuple[str, Item]]:
    """The tables under a key that fit their model: what can be checked further in a broken file."""
    tables = document.tree.get(key) if isinstance(document.tree, Block) else None
    for id, table in tables.items() if isinstance(tables, Block) else ():
        if not PATTERN.fullmatch(id):
            continue
        try:
            yield id, model.model_validate(table)
        except ValidationError:  # told when the whole file was held against its model
            continue


def _database(document: Document[ExtractsFile], id: str, entry: DatabaseEntry, findings: Findings) -> Database | None:
    good = True
    # What stands there is not repeated: it may be more than a name.
    for key, form, expected in (
        ("host", _HOST, _("the name or address of a server, and nothing else")),
        ("password_variable", _VARIABLE, _("the name of an environment variable: capitals, digits and _")),
    ):
        if not form.fullmatch(getattr(entry, key)):
            findings.add("E619", PATH, document.line("database", id, key), key, expected)
            good = False
    if entry.tls is Tls.DISABLE and entry.host not in _SAME_COMPUTER and not entry.host.startswith("/"):
        words = listed(word.value for word in Tls if word is not Tls.DISABLE)
        expected = _("one of {words}").format(words=words)
        findings.add("E616", PATH, document.line("database", id, "tls"), entry.tls.value, expected)
        good = False
    if not good:
        return None
    return Database(
        id=id,
        host=entry.host,
        name=entry.name,
        user=entry.user,
        password_variable=entry.password_variable,
        port=entry.port,
        tls=entry.tls.value,
    )


def _extract(
    document: Document[ExtractsFile],
    id: str,
    entry: ExtractEntry,
    databases: Collection[str] | None,
    references: References,
    findings: Findings,
) -> Extract | None:
    def line(*place: str | int) -> int:
        return document.line("extract", id, *place)

    declaration = DeclarationCheck(PATH, line, references, findings).read(entry)
    origin = OriginCheck(PATH, line, databases, findings).read(entry)
    feed = all_feeds().get(entry.feed)
    if feed is None:
        known = tuple(all_feeds())
        expected = _("the id of a feed ({feeds})").format(feeds=listed(known, 60))
        findings.add("E601", PATH, line("feed"), entry.feed, expected, among=known)
        return None

    def cell_line(*place: str | int) -> int:
        return line("columns", *place)

    check = CellCheck(feed, PATH, cell_line, references, findings)
    cells = {name: check.read(name, cell) for name, cell in entry.columns.items()}
    columns = {name: cell for name, cell in cells.items() if cell is not None}
    if declaration is None or origin is None or len(columns) < len(cells):
        return None
    marks = {mark: getattr(entry.marks, mark.value) for mark in Mark} if entry.marks is not None else {}
    return Extract(
        id=id,
        declaration=declaration,
        origin=origin,
        columns=columns,
        version=Version(entry.version.column, entry.version.kind) if entry.version is not None else None,
        deleted=_flag(entry.deleted) if entry.deleted is not None else None,
        marks={mark: _flag(flag) for mark, flag in marks.items() if flag is not None},
        first_day=entry.first_day,
    )


def _flag(entry: FlagEntry) -> Flag:
    return Flag(entry.column, frozenset(entry.values))


def _check_store(document: Document[ExtractsFile], store: str, findings: Findings) -> None:
    """Note a store that would lie among the definitions."""
    parts = PurePosixPath(store.replace("\\", "/")).parts
    taken = not parts or parts[0] in {*DEFINING, EXTRACTS} or is_known(store)
    if taken or set(parts) == {".."} or store.startswith("~"):
        findings.add("E618", PATH, document.line("store"), store, _("a folder of its own, such as store"))
