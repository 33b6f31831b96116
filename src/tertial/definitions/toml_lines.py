"""Finds the line of each key of a TOML text; `tomllib` reads values but keeps no places.

Keys inside inline tables and arrays have the line of the key that holds them.
"""

from __future__ import annotations

import re

from tertial.definitions.tree import Location

_WORD = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"{_WORD}(?:\s*\.\s*{_WORD})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_PIECE = re.compile(r'"""|' + r"'''|" + r'"(?:[^"\\]|\\.)*"|' + r"'[^']*'|#|[\[{]|[\]}]")


def toml_lines(text: str) -> dict[Location, int]:
    """Location -> line, counted from 1, of every table, array item and key that stands on a line of its own."""
    found: dict[Location, int] = {}
    counts: dict[Location, int] = {}
    table: Location = ()
    open_quotes, depth = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not open_quotes and depth == 0:
            header = _HEADER.fullmatch(line)
            if header is not None:
                table = _table(_words(header[2]), counts, is_array=header[1] == "[[")
                found.setdefault(table, number)
                continue
            key = _KEY.match(line)
            if key is not None:
                words = _words(key[1])
                for end in range(1, len(words) + 1):
                    found.setdefault((*table, *words[:end]), number)
                line = line[key.end() :]
        open_quotes, depth = _after(line, open_quotes, depth)
    return found


def _words(dotted: str) -> tuple[str, ...]:
    return tuple(word.strip("\"'") for word in re.findall(_WORD, dotted))


def _table(words: tuple[str, ...], counts: dict[Location, int], *, is_array: bool) -> Location:
    place: Location = ()
    for position, word in enumerate(words):
        place = (*place, word)
        if is_array and position == len(words) - 1:
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _after(line: str, open_quotes: str, depth: int) -> tuple[str, int]:
    """The triple quotes and the number of brackets that are open after the line."""
    position = 0
    while position < len(line):
        if open_quotes:
            end = line.find(open_quotes, position)
            if end < 0:
                return open_quotes, depth
            position, open_quotes = end + 3, ""
            continue
        piece = _PIECE.search(line, position)
        if piece is None or piece[0] == "#":
            break
        position = piece.end()
        if piece[0] in {'"""', "'''"}:
            open_quotes = piece[0]
        elif piece[0] in "[{":
            depth += 1
        elif piece[0] in "]}":
            depth = max(0, depth - 1)
    return open_quotes, depth
