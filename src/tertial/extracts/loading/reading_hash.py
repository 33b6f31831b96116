"""The hash of all that decides how an extract's rows are read: with the same one, the same file says nothing new."""

from __future__ import annotations

from tertial.domain.extracts import Cell, Extract, Files, Flag, Query
from tertial.domain.feeds.columns import Column
from tertial.domain.feeds.contract import Feed
from tertial.extracts.checking.terms import Terms
from tertial.store.canonical import canonical, digest
from tertial.store.declared import declaration_document


def reading_hash(terms: Terms) -> str:
    """The SHA-256 of the contract, the extract's mapping, the units and the reserve patterns. The day is left out."""
    return digest(
        canonical(
            {
                "feed": _feed(terms.feed),
                "extract": _extract(terms.extract),
                "units": dict(terms.units),
                "declared": sorted(terms.declared),
                "patterns": [[one.name, one.pattern, one.century] for one in terms.patterns],
            }
        )
    )


def _feed(feed: Feed) -> dict[str, object]:
    return {
        "id": feed.id,
        "columns": [_column(column) for column in feed.columns],
        "key": list(feed.key),
        "event": feed.event,
        "delivery": feed.delivery.value,
        "look_back": feed.look_back,
    }


def _column(column: Column) -> list[object]:
    scheme = column.scheme
    return [
        column.name,
        column.kind.value,
        column.required,
        [scheme.id, scheme.version, sorted(scheme.codes)] if scheme else None,
        str(column.low),
        str(column.high),
    ]


def _extract(extract: Extract) -> dict[str, object]:
    version = extract.version
    return {
        "id": extract.id,
        "declaration": declaration_document(extract.declaration),
        "columns": {name: _cell(cell) for name, cell in extract.columns.items()},
        "version": [version.column, version.kind.value] if version else None,
        "deleted": _flag(extract.deleted) if extract.deleted else None,
        "marks": {mark.value: _flag(flag) for mark, flag in extract.marks.items()},
        "first_day": extract.first_day.isoformat(),
        "choices": _choices(extract.origin),
    }


def _choices(origin: Files | Query) -> list[object]:
    """What is chosen of a file; which files there are says nothing of how each is read."""
    if isinstance(origin, Query):
        return []
    return [origin.separator, origin.sheet, origin.select, sorted(origin.tables)]


def _cell(cell: Cell) -> list[object]:
    return [cell.column, cell.constant, dict(cell.codes), sorted(cell.empty), cell.format]


def _flag(flag: Flag) -> list[object]:
    return [flag.column, sorted(flag.values)]
