"""Reads YAML into a tree of texts with lines; refuses what a definition file has no use for.

Anchors, aliases, tags, several documents, keys twice, deep nesting. Only the parser's events are used, so no alias is
ever expanded and no object ever constructed.
"""

from __future__ import annotations

from _ruamel_yaml import CParser  # type: ignore[import-not-found]
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from tertial.definitions.findings import Findings
from tertial.definitions.tree import DEEPEST, Block, Listing, Node
from tertial.language import _


class _UnreadableError(Exception):
    """The rest of the file cannot be made sense of; what is wrong has been noted."""


def read_yaml(text: str, path: str, findings: Findings) -> Node | None:
    """The tree of a YAML text, or None when it is not readable; everything wrong is noted."""
    try:
        tree = _Builder(path, findings).build(CParser(text))
        if tree is None:
            findings.add("E103", path, 1, _("nothing but comments"), _("what the file is for"))
        return tree
    except MarkedYAMLError as error:
        _refuse(error, text.splitlines(), path, findings)
    except YAMLError:
        findings.add("E201", path, 1, text.splitlines()[0], _("signs that YAML allows"))
    except _UnreadableError:
        pass
    return None


def _refuse(error: MarkedYAMLError, lines: list[str], path: str, findings: Findings) -> None:
    context, problem = str(error.context or ""), str(error.problem or "")
    # What does not close is told where it opens; the parser notices only much later.
    opens = "flow" in context or "quoted scalar" in context
    mark = (error.context_mark if opens else None) or error.problem_mark or error.context_mark
    line = min(mark.line if mark is not None else 0, len(lines) - 1) + 1
    there = lines[line - 1]
    if "\t" in there[: len(there) - len(there.lstrip())]:
        findings.add("E202", path, line, there.replace("\t", "→"), _("spaces before the text of a line"))
    elif opens:
        findings.add("E201", path, line, there.strip(), _("a closing bracket or quote for each that opens"))
    elif "mapping values are not allowed" in problem:
        findings.add("E201", path, line, there.strip(), _("quotes around a text that holds a colon"))
    elif "cannot start any token" in problem:
        findings.add("E201", path, line, there.strip(), _("quotes around a text that begins with @, % or `"))
    else:
        findings.add("E201", path, line, there.strip(), _("keys of one mapping and items of one list equally indented"))


class _Builder:
    def __init__(self, path: str, findings: Findings) -> None:
        self._path = path
        self._findings = findings
        self._root: Node | None = None
        self._open: list[Block | Listing] = []
        self._keys: list[tuple[str, int] | None] = []
        self._documents = 0

    def build(self, parser: CParser) -> Node | None:
        while parser.check_event():
            self._take(parser.get_event())
        return self._root

    def _take(self, event: Event) -> None:
        line = event.start_mark.line + 1
        self._refuse_foreign(event, line)
        match event:
            case DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._findings.add("E206", self._path, line, "---", _("one document in a file"))
                    raise _UnreadableError
            case MappingStartEvent():
                self._begin(Block(line), line)
            case SequenceStartEvent():
                self._begin(Listing(line), line)
            case MappingEndEvent() | SequenceEndEvent():
                self._open.pop()
                self._keys.pop()
            case ScalarEvent():
                self._scalar(event.value, line)

    def _refuse_foreign(self, event: Event, line: int) -> None:
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            sign = "*" if isinstance(event, AliasEvent) else "&"
            self._findings.add("E203", self._path, line, f"{sign}{anchor}", _("each value written out"))
            if isinstance(event, AliasEvent):
                raise _UnreadableError
        tag = getattr(event, "tag", None)
        if tag is not None:
            written = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._findings.add("E208", self._path, line, written, _("values without tags"))

    def _begin(self, node: Block | Listing, line: int) -> None:
        if len(self._open) >= DEEPEST:
            expected = _("at most {depth} levels within each other").format(depth=DEEPEST)
            self._findings.add("E207", self._path, line, _("one more level"), expected)
            raise _UnreadableError
        if self._open and isinstance(self._open[-1], Block) and self._keys[-1] is None:
            self._findings.add("E210", self._path, line, _("a list or mapping as a key"), _("a word as a key"))
            raise _UnreadableError
        self._put(node, line)
        self._open.append(node)
        self._keys.append(None)

    def _scalar(self, value: str, line: int) -> None:
        if self._open and isinstance(self._open[-1], Block) and self._keys[-1] is None:
            self._keys[-1] = (value, line)
        else:
            self._put(value, line)

    def _put(self, node: Node, line: int) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Listing):
            parent.append(node)
            parent.item_lines.append(line)
            return
        name, key_line = self._keys[-1] or ("", line)
        if name in parent:
            self._findings.add("E205", self._path, key_line, name, _("each key once"))
        parent[name] = node
        parent.key_lines[name] = key_line
        self._keys[-1] = None
