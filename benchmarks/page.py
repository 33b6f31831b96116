"""The page of benchmarks in parts, so that what was not measured this time can stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_TOP = "# Benchmarks"
_WARNING = "Each part says when and on what it was measured. Figures differ between machines; ratios less so."


def parts(text: str) -> dict[str, list[str]]:
    """The lines of each part of a page by its heading; what comes before the first is left out."""
    found: dict[str, list[str]] = {}
    for part in ("\n" + text).split("\n## ")[1:]:
        title, _end, lines = part.partition("\n")
        found[title] = lines.strip("\n").split("\n")
    return found


def page(found: Mapping[str, Sequence[str]]) -> str:
    """The page of parts in their order."""
    lines = [_TOP, "", _WARNING]
    for title, part in found.items():
        lines += ["", f"## {title}", "", *part]
    return "\n".join(lines) + "\n"
