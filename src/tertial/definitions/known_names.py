"""The names that a region folder has, read lightly: enough to refuse a change that points nowhere."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from tertial.definitions.not_written import NotWrittenError
from tertial.language import _

INDICATORS = "indicators"


def settings(folder: Path) -> dict[str, object]:
    """What region.toml holds. Raises NotWrittenError where the folder has none."""
    path = folder / "region.toml"
    if not path.is_file():
        raise NotWrittenError(_("{folder} has no region.toml: it is no region folder.").format(folder=folder.name))
    return tomllib.loads(path.read_text("utf-8"))


def indicator_ids(folder: Path) -> tuple[str, ...]:
    """The indicators, each of which has its own file."""
    return tuple(sorted(path.stem for path in (folder / INDICATORS).glob("*.yaml")))


def unit_ids(folder: Path) -> tuple[str, ...]:
    """The units of organisation.csv, in its order."""
    path = folder / "organisation.csv"
    if not path.is_file():
        return ()
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    return tuple(dict.fromkeys(row["id"] for row in rows if row.get("id")))


def objective_ids(folder: Path) -> tuple[str, ...]:
    """The nodes of goals.yaml that are judged, in printed order."""
    level = str(settings(folder).get("objective_level", ""))
    return tuple(id_ for id_, of_level in _goals(_entries(folder / "goals.yaml", "goals")) if of_level == level)


def assignment_ids(folder: Path) -> tuple[str, ...]:
    """The assignments, in printed order."""
    return tuple(_text(entry, "id") for entry in _entries(folder / "assignments.yaml", "assignments"))


def _goals(nodes: list[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        yield _text(node, "id"), _text(node, "level")
        yield from _goals(_items(_part(node, "children")))


def _entries(path: Path, key: str) -> list[Node]:
    if not path.is_file():
        return []
    return _items(_part(YAML(typ="safe").compose(path.read_text("utf-8")), key))


def _items(node: Node | None) -> list[Node]:
    return list(node.value) if isinstance(node, SequenceNode) else []


def _part(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, MappingNode):
        return None
    return next((part for name, part in node.value if name.value == key), None)


def _text(node: Node, key: str) -> str:
    part = _part(node, key)
    return part.value if part is not None and isinstance(part.value, str) else ""
