"""The rules that results follow from beside definitions and events: the code that computes them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import tertial

PARTS = (
    *("compute", "domain/expressions", "domain/facts", "domain/feeds", "domain/age_bands.py", "domain/calendar.py"),
    *("domain/cells.py", "domain/clock.py", "domain/grounded_measures.py", "domain/measures.py"),
    *("domain/organisation.py", "domain/quantities.py", "domain/results.py", "domain/row_marks.py"),
    *("store/person_codes.py", "store/snapshots/schema.py"),
)
"""What of the program can change a cell. Any other hash means that all is computed anew: never a stale figure."""


def rules_hash() -> str:
    """The hash of the code that computes."""
    return code_hash(PARTS)


@cache
def code_hash(parts: tuple[str, ...]) -> str:
    """The hash of some files and folders of the program."""
    root = Path(tertial.__file__).parent
    found = hashlib.sha256()
    for part in parts:
        path = root / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.update(file.relative_to(root).as_posix().encode() + b"\0")
            found.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()
