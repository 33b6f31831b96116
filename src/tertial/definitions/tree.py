"""What YAML and TOML hold, as texts in mappings and lists that know their lines.

Scalars stay texts: what `0123` or `no` means is up to the field, not to the file format.
"""

from __future__ import annotations

DEEPEST = 24
"""No file of a region folder nests deeper: goals nest two steps a level."""


class Block(dict[str, "Node"]):
    """A mapping with the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.key_lines: dict[str, int] = {}


class Listing(list["Node"]):
    """A list with the line of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.item_lines: list[int] = []


Node = str | Block | Listing

Location = tuple[str | int, ...]


def line_of(node: Node, location: Location) -> int:
    """The line where a location stands; of a missing key the line of what should hold it.

    Steps that the text left out (a single value where a list may stand) are passed over.
    """
    line = 1 if isinstance(node, str) else node.line
    for step in location:
        if isinstance(node, Block) and isinstance(step, str) and step in node:
            line = node.key_lines[step]
            node = node[step]
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node):
            line = node.item_lines[step]
            node = node[step]
    return line
