"""Lines of the terminal: text breaks at plain spaces only, so that no figure loses its unit at a line's end."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text


class Terminal(Console):
    """A console whose paragraphs keep what stands together with no-break spaces; Rich breaks at those too."""

    def print(self, *objects: Any, **how: Any) -> None:
        """Print, a paragraph broken into lines first; tables break their cells themselves."""
        if len(objects) == 1 and isinstance(objects[0], str | Text) and not how.get("soft_wrap"):
            text = Text(objects[0]) if isinstance(objects[0], str) else objects[0].copy()
            text.plain = broken(text.plain, self.width)
            objects = (text,)
        super().print(*objects, **how)


def broken(text: str, width: int) -> str:
    """The text with line feeds instead of the spaces at which its lines end; what is wider than a line stays whole."""
    return "\n".join(_line_broken(line, width) for line in text.split("\n"))


def _line_broken(line: str, width: int) -> str:
    made, filled = "", 0
    for place, word in enumerate(line.split(" ")):
        size = cell_len(word)
        if place and filled + 1 + size > width:
            made, filled = f"{made}\n{word}", size
        else:
            made, filled = (f"{made} {word}", filled + 1 + size) if place else (word, size)
    return made
