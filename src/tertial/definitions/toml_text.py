"""Reads TOML into a tree of texts with lines, the same as YAML gives."""

from __future__ import annotations

import re
import tomllib

from tertial.definitions.findings import Findings
from tertial.definitions.toml_lines import toml_lines
from tertial.definitions.tree import DEEPEST, Block, Listing, Location, Node
from tertial.language import _

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
_KEY_TWICE = ("Cannot overwrite a value", "Cannot declare", "Duplicate inline table key", "Cannot mutate")
"""How `tomllib` begins when a key or table stands twice."""


def read_toml(text: str, path: str, findings: Findings) -> Block | None:
    """The tree of a TOML text, or None when it is not readable; everything wrong is noted."""
    lines = text.split("\n")
    try:
        values = tomllib.loads(text, parse_float=str)
        if not values:
            findings.add("E103", path, 1, _("nothing but comments"), _("what the file is for"))
            return None
        return _Converter(path, toml_lines(text), findings).table(values, (), 1)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        line = int(place[1]) if place else len(lines)
        there = lines[min(line, len(lines)) - 1].strip()
        if message.startswith(_KEY_TWICE):
            findings.add("E205", path, line, there, _("each key once"))
        else:
            bare = _bare_word(there)
            expected = _("a table in brackets, or a key, an equals sign and a value")
            if bare:
                expected = _("quotes around a key with other letters than a–z")
            findings.add("E224", path, line, there, expected, f'"{bare}"' if bare else "")
    except ValueError:  # a number of thousands of digits
        findings.add("E224", path, 1, lines[0], _("a table in brackets, or a key, an equals sign and a value"))
    except RecursionError:
        findings.add("E207", path, 1, "[[[…", _("at most {depth} levels within each other").format(depth=DEEPEST))
    return None


def _bare_word(line: str) -> str:
    """A word with å, ä or ö that stands without quotes, which TOML allows in comments only."""
    outside = re.sub(r"""\"(?:[^"\\]|\\.)*"|'[^']*'|#.*""", " ", line)
    return next((word for word in re.findall(r"[\w-]+", outside) if not word.isascii()), "")


class _Converter:
    def __init__(self, path: str, lines: dict[Location, int], findings: Findings) -> None:
        self._path = path
        self._lines = lines
        self._findings = findings

    def table(self, values: dict[str, object], place: Location, line: int) -> Block:
        block = Block(line)
        for key, value in values.items():
            there = (*place, key)
            block.key_lines[key] = self._lines.get(there, line)
            block[key] = self._node(value, there, block.key_lines[key])
        return block

    def _node(self, value: object, place: Location, line: int) -> Node:
        if len(place) > DEEPEST:
            expected = _("at most {depth} levels within each other").format(depth=DEEPEST)
            self._findings.add("E207", self._path, line, str(place[-1]), expected)
            return ""
        if isinstance(value, dict):
            return self.table(value, place, self._lines.get(place, line))
        if isinstance(value, list):
            listing = Listing(line)
            for position, item in enumerate(value):
                item_line = self._lines.get((*place, position), line)
                listing.item_lines.append(item_line)
                listing.append(self._node(item, (*place, position), item_line))
            return listing
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value)
