"""A definition file that was read: its contents as its model, and the line of everything in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import ValidationError

from tertial.definitions.findings import Findings
from tertial.definitions.folder import RegionFolder
from tertial.definitions.schema.fields import Entry
from tertial.definitions.toml_text import read_toml
from tertial.definitions.tree import Block, Listing, Node, line_of
from tertial.definitions.validation import validate
from tertial.definitions.yaml_events import read_yaml

Contents = TypeVar("Contents", bound=Entry)
Item = TypeVar("Item", bound=Entry)


@dataclass(frozen=True)
class Document(Generic[Contents]):
    """A file's tree, and its contents where all of it fits the model."""

    path: str
    tree: Node
    contents: Contents | None

    def line(self, *location: str | int) -> int:
        """The line of a location."""
        return line_of(self.tree, location)

    def each(self, key: str, model: type[Item]) -> list[tuple[int, Item]]:
        """The items of a list that fit their model, with their places: what can be checked further in a broken file."""
        listing = self.tree.get(key) if isinstance(self.tree, Block) else None
        found: list[tuple[int, Item]] = []
        for place, item in enumerate(listing if isinstance(listing, Listing) else ()):
            try:
                found.append((place, model.model_validate(item)))
            except ValidationError:  # told when the whole file was held against its model
                continue
        return found


def read_document(
    folder: RegionFolder, path: str, model: type[Contents], findings: Findings
) -> Document[Contents] | None:
    """The file, or None when its text cannot be made sense of; everything wrong is noted."""
    text = folder.text(path)
    if text is None:
        return None
    tree: Node | None = read_toml(text, path, findings) if path.endswith(".toml") else read_yaml(text, path, findings)
    contents = validate(model, tree, path, findings) if tree is not None else None
    return Document(path, tree, contents) if tree is not None else None
