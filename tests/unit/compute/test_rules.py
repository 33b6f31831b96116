"""The hash of the rules follows from all code that can change a cell."""

from __future__ import annotations

import subprocess
import sys

from tertial.compute.rules import PARTS

NOT_IN_CELLS = {
    "declarations": "whose persons may be put together: refused, or computed as ever",
    "identifier": "which ids are allowed",
    "indicators": "what a cell follows from of an indicator is hashed with its definition",
    "label": "words",
    "targets": "what figures are held against",
}
"""Modules of the domain that computing loads, and that no cell follows from."""

LOADED = """
import sys
import tertial.compute.engine, tertial.compute.writing
print(*sorted({name.split(".")[2] for name in sys.modules if name.startswith("tertial.domain.")}))
"""


def test_whatever_a_cell_may_follow_from_is_hashed() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    hashed = {part.removeprefix("domain/").removesuffix(".py") for part in PARTS if part.startswith("domain/")}
    assert set(done.stdout.split()) - hashed == set(NOT_IN_CELLS)
    assert "compute" in PARTS
