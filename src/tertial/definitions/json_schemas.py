"""JSON Schemas of the definition files, so that editors complete, explain and underline while somebody writes.

They come from the same models that read the files. They say less than `tertial check`: they know one file at a
time, and neither the names in other files nor what figures mean.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tertial.definitions.schema import FILE_MODELS
from tertial.definitions.upgrade import NEWEST

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LEFT_OUT: tuple[object, ...] = (None, "", [], {})
"""Defaults that only say that a field may be left out."""

Schema = dict[str, object]


@cache
def schemas() -> Mapping[str, Schema]:
    """Name of the schema -> the schema; `indicator` is that of every file in indicators/."""
    return MappingProxyType({name: _schema(name) for name in FILE_MODELS})


def schema_text(name: str) -> str:
    """The schema as the file that is written, the same bytes each time. Raises KeyError for an unknown name."""
    return json.dumps(schemas()[name], ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema as `<name>.json` into the folder, which is made; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in schemas():
        path = folder / f"{name}.json"
        path.write_bytes(schema_text(name).encode("utf-8"))
        written.append(path)
    return tuple(written)


def _schema(name: str) -> Schema:
    made = FILE_MODELS[name].model_json_schema()
    head: Schema = {"$schema": DIALECT, "title": f"Tertial {NEWEST}: {name}"}
    plain = _for_editors(made)
    rest = plain if isinstance(plain, dict) else {}
    return {**head, **{key: value for key, value in rest.items() if key != "title"}}


def _for_editors(part: object) -> object:
    """The schema without what the models need and a person in an editor does not.

    A field that may be left out has `null` as one of its kinds in the model; in a file an empty value is an error.
    """
    if isinstance(part, list):
        return [_for_editors(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _for_editors(value) for key, value in part.items() if not (key == "default" and value in LEFT_OUT)}
    if _is_model(kept):
        kept.pop("title")
    kinds = kept.get("anyOf")
    if isinstance(kinds, list):
        written = [kind for kind in kinds if kind != {"type": "null"}]
        if len(written) == 1 and isinstance(written[0], dict):
            kept.pop("anyOf")
            return {**written[0], **kept}
        kept["anyOf"] = written
    return kept


def _is_model(part: Mapping[str, object]) -> bool:
    """Whether the part carries the class name of a model as its title, which says nothing to anybody."""
    title = part.get("title")
    return isinstance(title, str) and title.endswith(("Entry", "File"))
