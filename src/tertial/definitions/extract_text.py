"""Writes an extract as the piece of extracts.toml that reads back equal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tertial.definitions.declared_parts import PARTS, law_of
from tertial.domain.declarations import AllowedJoin, Declaration, KeptMonths
from tertial.domain.extracts import FIRST_DAY, Cell, Extract, Files, Flag, Query, Version
from tertial.language import _

WIDEST = 110
"""Signs of a line; a column with more to say gets a table of its own."""

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
"""Keys without quotes; TOML lets `1` stand bare too, which reads as a number."""


def extract_toml(extract: Extract) -> str:
    """The extract as TOML, from its table's header to a line feed; what is as when nothing is said is left out."""
    lines = [
        _header("extract", extract.id),
        _line("feed", extract.feed),
        *_origin(extract.origin),
        *_declaration(extract.declaration),
    ]
    if extract.first_day != FIRST_DAY:
        lines.append(_line("first_day", extract.first_day))
    if extract.version is not None:
        lines.append(_line("version", _version(extract.version)))
    if extract.deleted is not None:
        lines.append(_line("deleted", _flag(extract.deleted)))
    if extract.marks:
        lines.append(_line("marks", {mark.value: _flag(flag) for mark, flag in extract.marks.items()}))
    lines += _columns(extract.id, extract.columns)
    for join in extract.declaration.joins:
        lines += ["", f"[[{_dotted('extract', extract.id, 'joins')}]]", *_join(join)]
    return "\n".join(lines) + "\n"


def proposed_toml(id: str, feed: str, origin: Files | Query, columns: Mapping[str, Cell]) -> str:
    """An extract whose declaration a person has yet to fill in; its parts stand as comments that `check` asks for."""
    lines = [_header("extract", id), _line("feed", feed), *_origin(origin)]
    for part in PARTS:
        lines += [
            "# " + _("fill in {part}: {what}").format(part=part, what=law_of(part)),
            f"# {part} = {_EXAMPLES[part]}",
        ]
    return "\n".join([*lines, *_columns(id, columns)]) + "\n"


_EXAMPLES = {
    "purposes": '["planning_and_follow_up"]',
    "controller": '"…"',
    "provider": '"…"',
    "units": '["…"]',
    "legal_basis": '"…"',
    "retention": "{ months = 120 }",
}

_Value = str | int | date | Iterable[str] | Mapping[str, object]


def _origin(origin: Files | Query) -> Iterator[str]:
    if isinstance(origin, Query):
        yield _line("database", origin.database)
    else:
        yield _line("files", origin.pattern)
        if origin.take is not None:
            yield _line("take", origin.take.value)
        if origin.separator is not None:
            yield _line("separator", origin.separator)
        if origin.sheet:
            yield _line("sheet", origin.sheet)
    if origin.select:
        yield f"select = {_paragraph(origin.select)}"
    if origin.tables:
        yield _line("tables", sorted(origin.tables))


def _declaration(declaration: Declaration) -> Iterator[str]:
    yield _line("purposes", sorted(purpose.value for purpose in declaration.purposes))
    yield _line("controller", declaration.controller)
    yield _line("provider", declaration.provider)
    yield _line("units", declaration.units)
    yield _line("legal_basis", declaration.legal_basis)
    kept = declaration.retention
    yield _line("retention", {"months": kept.months} if isinstance(kept, KeptMonths) else {"until": kept.day})


def _join(join: AllowedJoin) -> Iterator[str]:
    yield _line("provider", join.provider)
    yield _line("basis", join.basis)
    yield _line("decided_by", join.decision.by)
    yield _line("decided_on", join.decision.on)
    yield _line("case", join.decision.case)
    if join.until is not None:
        yield _line("until", join.until)


def _version(version: Version) -> dict[str, object]:
    return {"column": version.column, "kind": version.kind.value}


def _flag(flag: Flag) -> dict[str, object]:
    return {"column": flag.column, "values": sorted(flag.values)}


def _columns(id: str, columns: Mapping[str, Cell]) -> Iterator[str]:
    """The cells: short ones on a line each, then those that need a table of their own."""
    if not columns:
        return
    short = {name: line for name, cell in columns.items() if len(line := _line(name, _cell(cell))) <= WIDEST}
    if short:
        yield from ("", _header("extract", id, "columns"), *short.values())
    for name, cell in columns.items():
        if name in short:
            continue
        parts = _parts(cell)
        codes = parts.pop("codes", {})
        yield from ("", _header("extract", id, "columns", name), *(_line(key, part) for key, part in parts.items()))
        if isinstance(codes, Mapping) and codes:
            yield _header("extract", id, "columns", name, "codes")
            yield from (_line(read, str(meant)) for read, meant in codes.items())


def _cell(cell: Cell) -> str | dict[str, _Value]:
    """The name of the column alone where nothing else is said."""
    parts = _parts(cell)
    return cell.column if list(parts) == ["column"] else parts


def _parts(cell: Cell) -> dict[str, _Value]:
    parts: dict[str, _Value] = {
        "column": cell.column,
        "constant": cell.constant,
        "format": cell.format,
        "empty": sorted(cell.empty),
        "codes": dict(cell.codes),
    }
    return {key: part for key, part in parts.items() if part}


def _header(*names: str) -> str:
    return f"[{_dotted(*names)}]"


def _dotted(*names: str) -> str:
    return ".".join(map(_key, names))


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _quoted(name)


def _line(key: str, value: _Value) -> str:
    return f"{_key(key)} = {_written(value)}"


def _written(value: object) -> str:
    match value:
        case str():
            return _quoted(value)
        case int() | date():
            return str(value)
        case Mapping():
            return "{ " + ", ".join(f"{_key(str(key))} = {_written(part)}" for key, part in value.items()) + " }"
        case Iterable():
            return "[" + ", ".join(map(_written, value)) + "]"
        case _:
            raise TypeError(f"TOML has no form for {type(value).__name__}")


def _quoted(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but for the sign that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _paragraph(text: str) -> str:
    """A text of several lines with its lines, and where it can be its quotes, as they are."""
    if "\n" not in text:
        return _quoted(text)
    lines = "\n".join(_quoted(line)[1:-1] for line in text.split("\n"))
    if '""' not in text and not text.endswith('"'):
        lines = lines.replace('\\"', '"')
    return f'"""\n{lines}"""'
