"""The reference pages of the docs that come out of the code: fields of definition files, columns, error codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tertial.definitions import economy, memberships, organisation, outcomes
from tertial.definitions.catalogue import CODES
from tertial.definitions.json_schemas import Schema, schemas
from tertial.definitions.measure_keys import KIND_KEYS
from tertial.domain.indicators import ValueUnit

GROUPS = {
    "E1": "Files and encodings",
    "E2": "The shape of texts and values",
    "E3": "Tables",
    "E4": "References",
    "E5": "Meaning",
    "E6": "Extracts",
    "E7": "How figures are computed",
    "W": "Warnings",
}
"""How codes begin -> heading of their group."""

MADE = "<!-- Made by docs/generate.py out of the code; changes here are lost. -->"

ABOUT_CODES = """\
What `tertial check` can say. A code never changes its meaning and is never used again for another. An error (E) stops
the reading; a warning (W) does not, and has the number of the error that it stands in for where there is one.
[How to read the messages](../how-to/read-errors.md) shows one in full."""

_MARKED = re.compile(r"(<!-- (fields|columns|kinds) of (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)

TABLES: Mapping[str, tuple[tuple[str, ...], int]] = {
    "organisation.csv": (organisation.COLUMNS, organisation.NEEDED),
    "memberships.csv": (memberships.COLUMNS, len(memberships.COLUMNS)),
    "outcomes": (outcomes.COLUMNS, outcomes.NEEDED),
    "economy.csv": (economy.COLUMNS, economy.NEEDED),
}
"""Table -> its columns, and how many of them, from the first, a header must have."""


def error_codes() -> str:
    """The page of all codes: what each means and what to do."""
    parts = [
        "# Error codes",
        MADE,
        ABOUT_CODES,
    ]
    for begin, title in GROUPS.items():
        rows = [(f"`{code}`", entry.title, entry.advice) for code, entry in CODES.items() if code.startswith(begin)]
        parts += [f"## {title}", table(("Code", "What is wrong", "What to do"), rows)]
    return "\n\n".join(parts) + "\n"


def with_tables(page: str) -> str:
    """The page with the table between each pair of marks made anew. Raises KeyError for an unknown name in a mark."""
    return _MARKED.sub(lambda mark: f"{mark[1]}\n{_made(mark[2], mark[3])}\n\n{mark[4]}", page)


def _made(what: str, name: str) -> str:
    if what == "fields":
        return fields(name)
    if what == "kinds":
        return kinds()
    columns, needed = TABLES[name]
    rows = [(f"`{column}`", "yes" if place < needed else "") for place, column in enumerate(columns)]
    return table(("Column", "In every header"), rows)


def fields(name: str) -> str:
    """The tables of a definition file's fields: those at the top, then those of each entry within."""
    schema = schemas()[name]
    parts = [_fields(schema)]
    definitions = schema.get("$defs", {})
    for key, entry in definitions.items() if isinstance(definitions, dict) else ():
        shape = next((kind for kind in entry.get("anyOf", [entry]) if "properties" in kind), entry)
        parts += [f"**{_entry_name(key)}.** {entry.get('description', shape.get('description', ''))}", _fields(shape)]
    return "\n\n".join(parts)


def kinds() -> str:
    """The table of kinds: the keys that each needs, those that it takes beside them, and the units of its figure."""
    every = frozenset(ValueUnit)
    rows = []
    for kind, keys in KIND_KEYS.items():
        units = "any" if keys.units == every else ", ".join(f"`{unit}`" for unit in ValueUnit if unit in keys.units)
        needed = ", ".join(f"`{key}`" for key in keys.needed)
        rows.append((f"`{kind}`", needed, ", ".join(f"`{key}`" for key in sorted(keys.taken)), units))
    return table(("`kind`", "Needs", "Takes too", "`value_unit`"), rows)


def _fields(schema: Schema) -> str:
    properties, required = schema.get("properties"), schema.get("required")
    known: dict[str, Schema] = properties if isinstance(properties, dict) else {}
    needed = required if isinstance(required, list) else []
    rows = [
        (
            f"`{key}`",
            "yes" if key in needed else "",
            "; ".join(dict.fromkeys(_kinds(field))),
            str(field.get("description", "")),
        )
        for key, field in known.items()
    ]
    return table(("Field", "Needed", "What may stand", "What it means"), rows)


def _kinds(field: Schema) -> Iterator[str]:
    """What may stand in a field, in words."""
    match field:
        case {"$ref": str(reference)}:
            yield f"{_entry_name(reference.rsplit('/', 1)[-1])} (below)"
        case {"enum": list(words)}:
            yield ", ".join(f"`{word}`" for word in words)
        case {"const": bool()}:
            yield "`true`"
        case {"anyOf": list(kinds)}:
            if any("sv" in kind.get("properties", {}) for kind in kinds):
                yield "text"
            else:
                for kind in kinds:
                    yield from _kinds(kind)
        case {"type": "array", "items": dict(item)}:
            yield f"list of {' or '.join(_kinds(item))}"
        case {"type": "object", "additionalProperties": dict(part)}:
            yield f"name and {' or '.join(_kinds(part))}, for each"
        case {"type": "object"}:
            yield "mapping"
        case _:
            yield _scalar(field)


def _scalar(field: Schema) -> str:
    examples = field.get("examples")
    if field.get("format") == "date":
        return "date"
    if isinstance(examples, list):
        return " or ".join(f"`{example}`" for example in examples)
    pattern = field.get("pattern")
    if isinstance(pattern, str):
        return "id" if "A-Z" not in pattern else "name"
    kind = field.get("type")
    if kind == "integer" and "maximum" in field:
        return f"whole number, {field['minimum']} to {field['maximum']}"
    return {"integer": "whole number", "number": "figure", "boolean": "`true`, `false`"}.get(str(kind), "text")


def _entry_name(key: str) -> str:
    words = re.findall(r"[A-Z][a-z0-9]*", key.removesuffix("Entry"))
    return " ".join(words).capitalize()


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines)
