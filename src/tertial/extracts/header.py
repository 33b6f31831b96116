"""The names of an extract's columns, as its header has them, made so that each can be told from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tertial.extracts.reasons import Reason

MOST_COLUMNS = 2_000
"""More is a file read with the wrong separator, or no extract."""


@dataclass(frozen=True, slots=True)
class Header:
    """The columns' names and what was wrong with them; where `usable` is false the rows cannot be read."""

    names: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()
    usable: bool = True


def named(cells: Sequence[str]) -> Header:
    """The names of the columns.

    A column without a name is called by its place (`#3`), and each of several with one name gets its place added
    (`date#2`, `date#5`): none of them is silently taken for the column that was meant.
    """
    if len(cells) > MOST_COLUMNS:
        return Header((), (Reason.TOO_MANY_COLUMNS,), usable=False)
    stripped = [cell.strip() for cell in cells]
    if not any(stripped):
        return Header((), (Reason.BROKEN_HEADER,), usable=False)
    counts = Counter(stripped)
    reasons = []
    if counts[""]:
        reasons.append(Reason.MISSING_HEADER)
    if any(name and count > 1 for name, count in counts.items()):
        reasons.append(Reason.DUPLICATE_HEADER)
    names: list[str] = []
    taken = {name for name, count in counts.items() if name and count == 1}
    for place, name in enumerate(stripped, 1):
        chosen = name
        if not name or counts[name] > 1:
            chosen = f"{name}#{place}"
            while chosen in taken:
                chosen += "#"
            taken.add(chosen)
        names.append(chosen)
    return Header(tuple(names), tuple(reasons))
