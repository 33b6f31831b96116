"""Changes values in the text of a YAML file and leaves every other sign of it as it stands.

The file is parsed only to find where a value begins and ends; the new text is put in its place. Comments, quotes,
order, folded lines and indentation are kept by construction, which writing a parsed tree back cannot promise.
"""

from __future__ import annotations

from collections.abc import Sequence

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from tertial.definitions import yaml_layout
from tertial.definitions.yaml_layout import INDENT, Plain

Step = str | int
"""One step down: the key of a mapping or the place in a list, from 0."""


class NoSuchPlaceError(KeyError):
    """A path that leads nowhere in the file; the argument is the path with points between its steps."""

    def __init__(self, path: Sequence[Step]) -> None:
        super().__init__(".".join(map(str, path)))


class YamlEditing:
    """The text of one YAML file. Raises ruamel's YAMLError when it cannot be parsed."""

    def __init__(self, text: str) -> None:
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._text = text.replace("\r\n", "\n")
        self._root = self._parsed()

    @property
    def text(self) -> str:
        """The whole text as it now stands, with the file's own line breaks."""
        return self._text.replace("\n", self._newline)

    def value(self, *path: Step) -> object:
        """What stands at the path as dictionaries, lists and texts; None where nothing does. Scalars are text."""
        node = self._find(path)
        return None if node is None else _plain(node)

    def source(self, *path: Step) -> str:
        """The text of the value at the path, as written. Raises NoSuchPlaceError where there is none."""
        node = self._existing(path)
        return self._text[node.start_mark.index : self._end(node)]

    def is_flow(self, *path: Step) -> bool:
        """Whether the value at the path is written on its line: a scalar, `{...}` or `[...]`."""
        node = self._existing(path)
        return isinstance(node, ScalarNode) or _is_flow(node)

    def column(self, *path: Step) -> int:
        """The column, from 0, in which the value at the path begins."""
        return self._column(self._existing(path))

    def set(self, path: Sequence[Step], value: Plain, *, after: Sequence[str] = ()) -> None:
        """Replace the value at the path, or add it as a new key at the end of its mapping.

        A new key is put after the last of the keys in `after` that the mapping has. Raises NoSuchPlaceError when the
        mapping or list that the path leads through does not exist.
        """
        *way, last = path
        if self._find(path) is not None:
            self.set_source(path, value)
            return
        if way and self._is_empty(way):
            self.set_source(way, {str(last): value})
            return
        parent = self._root if not way else self._existing(way)
        if parent is None:
            break_before = "\n" if self._text and not self._text.endswith("\n") else ""
            end = len(self._text)
            self._splice(end, end, break_before + yaml_layout.block({str(last): value}, 0) + "\n")
            return
        if not isinstance(parent, MappingNode):
            raise NoSuchPlaceError(path)
        self._add_key(parent, str(last), value, after)

    def append(self, path: Sequence[Step], value: Plain) -> None:
        """Add an item at the end of the list at the path; the list is made where it does not stand yet."""
        node = self._find(path)
        if node is None or not node.value:
            self.set(path, [value])
            return
        if not isinstance(node, SequenceNode):
            raise NoSuchPlaceError(path)
        end = self._end(node.value[-1])
        if _is_flow(node):
            self._splice(end, end, f", {yaml_layout.flow(value)}")
        else:
            end = self._line_end(end)
            like = node.value[-1]
            tall = not isinstance(like, ScalarNode) and not _is_flow(like)
            self._splice(end, end, "\n" + yaml_layout.item(value, self._column(node), tall=tall))

    def remove(self, path: Sequence[Step]) -> None:
        """Take a key and its value out of their mapping. Raises NoSuchPlaceError where there is none."""
        key, node = self._entry(path)
        parent = self._existing(path[:-1])
        if key is None:
            raise NoSuchPlaceError(path)
        place = next(place for place, (name, _part) in enumerate(parent.value) if name is key)
        begin, end = key.start_mark.index, self._part_end(key, node)
        more = parent.value[place + 1 :]
        line_begin = self._text.rfind("\n", 0, begin) + 1
        if not _is_flow(parent) and not self._text[line_begin:begin].strip():
            self._splice(line_begin, min(self._line_end(end) + 1, len(self._text)), "")
        elif _is_flow(parent) and place:
            self._splice(self._part_end(*parent.value[place - 1]), end, "")
        elif more:
            self._splice(begin, more[0][0].start_mark.index, "")
        else:
            self._splice(begin, end, "" if _is_flow(parent) else "{}")

    def set_source(self, path: Sequence[Step], value: Plain) -> None:
        """Replace the existing value at the path. Raises NoSuchPlaceError where there is none."""
        key, node = self._entry(path)
        in_flow = self._in_flow(path)
        if key is not None:
            self.put(
                path, f" {yaml_layout.flow(value)}" if in_flow else yaml_layout.after_key(value, self._column(key))
            )
            return
        laid = yaml_layout.flow(value)
        if not in_flow:
            margin = " " * (self._column(node) - INDENT)
            laid = yaml_layout.item(value, 0)[INDENT:].replace("\n", "\n" + margin)
        self._splice(node.start_mark.index, self._end(node), laid)

    def put(self, path: Sequence[Step], source: str) -> None:
        """Replace the value under the last key of the path by text already laid out.

        The text begins with the space or line break after the colon. A comment on the key's line stays there.
        """
        key, node = self._entry(path)
        if key is None:
            raise NoSuchPlaceError(path)
        begin = self._after_colon(key)
        end = self._part_end(key, node)
        line_end = self._line_end(begin)
        on_line = self._text[begin:line_end].strip()
        if end <= line_end:
            if source.startswith("\n"):
                self._splice(begin, line_end, self._text[end:line_end].rstrip() + source)
            else:
                self._splice(begin, end, source)
        elif not on_line.startswith("#"):
            self._splice(begin, end, source)
        elif source.startswith("\n"):
            self._splice(begin, end, f"  {on_line}{source}")
        else:
            self._splice(begin, end, f"{source}  {on_line}")

    def _add_key(self, parent: MappingNode, key: str, value: Plain, after: Sequence[str]) -> None:
        before = [(name, part) for name, part in parent.value if name.value in after] or parent.value
        if _is_flow(parent):
            pair = f"{yaml_layout.key_of(key)}: {yaml_layout.flow(value)}"
            if not before:
                end = parent.start_mark.index + 1
                self._splice(end, end, pair)
            else:
                end = self._part_end(*before[-1])
                self._splice(end, end, f", {pair}")
            return
        name, part = before[-1]
        end = self._line_end(self._part_end(name, part))
        self._splice(end, end, "\n" + yaml_layout.block({key: value}, self._column(parent)))

    def _splice(self, begin: int, end: int, new: str) -> None:
        self._text = self._text[:begin] + new + self._text[end:]
        self._root = self._parsed()

    def _parsed(self) -> Node | None:
        root: Node | None = YAML(typ="safe", pure=True).compose(self._text)
        return root

    def _line_end(self, place: int) -> int:
        found = self._text.find("\n", place)
        return len(self._text) if found < 0 else found

    def _after_colon(self, key: Node) -> int:
        return self._text.index(":", self._end(key)) + 1

    def _end(self, node: Node) -> int:
        """Where the last sign of a value stands; the parser ends a block only before the next value."""
        if isinstance(node, ScalarNode) or _is_flow(node):
            begin, end = node.start_mark.index, node.end_mark.index
            return int(begin + len(self._text[begin:end].rstrip()))
        if isinstance(node, MappingNode):
            return self._part_end(*node.value[-1])
        return self._end(node.value[-1])

    def _part_end(self, key: Node, part: Node) -> int:
        """Where a key's value ends; one that is not written has its mark at the next value and ends at the colon."""
        written = part.start_mark.index < part.end_mark.index
        return self._end(part) if written else self._after_colon(key)

    @staticmethod
    def _column(node: Node) -> int:
        return int(node.start_mark.column)

    def _is_empty(self, path: Sequence[Step]) -> bool:
        node = self._find(path)
        return isinstance(node, ScalarNode) and not node.value and node.style is None

    def _in_flow(self, path: Sequence[Step]) -> bool:
        return any(_is_flow(node) for cut in range(len(path)) if (node := self._find(path[:cut])) is not None)

    def _existing(self, path: Sequence[Step]) -> Node:
        node = self._find(path)
        if node is None:
            raise NoSuchPlaceError(path)
        return node

    def _entry(self, path: Sequence[Step]) -> tuple[Node | None, Node]:
        """The value at the path with its key, or without one where it is an item of a list."""
        node = self._existing(path)
        parent = self._find(path[:-1])
        if isinstance(parent, MappingNode):
            return next(key for key, part in parent.value if part is node), node
        return None, node

    def _find(self, path: Sequence[Step]) -> Node | None:
        node = self._root
        for step in path:
            if isinstance(node, MappingNode) and isinstance(step, str):
                node = next((part for key, part in node.value if key.value == step), None)
            elif isinstance(node, SequenceNode) and isinstance(step, int):
                node = node.value[step] if 0 <= step < len(node.value) else None
            else:
                return None
        return node


def _is_flow(node: Node) -> bool:
    """Whether a mapping or list is written as `{...}` or `[...]`."""
    return isinstance(node, CollectionNode) and bool(node.flow_style)


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {key.value: _plain(part) for key, part in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(part) for part in node.value]
    return node.value
