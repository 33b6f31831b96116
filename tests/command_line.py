"""The command line run by tests: what it printed and with which code it ended."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tertial.cli import main

Json = dict[str, Any]

PROGRAM = (sys.executable, "-c", "from tertial.cli import main; main()")
"""`tertial` as a process of its own, whatever the folder and the PATH."""


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str

    def document(self) -> Json:
        """The one JSON document on standard output; figures keep their decimals."""
        found: Json = json.loads(self.out, parse_float=Decimal)
        return found


def tertial(*arguments: object) -> Ran:
    """Run a command of `tertial` inside the test's own process."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code
    return Ran(code if isinstance(code, int) else 0, out.getvalue(), err.getvalue())


def answer(*arguments: object) -> Json:
    """The JSON document of a command that must succeed."""
    ran = tertial(*arguments)
    assert ran.code == 0, f"{arguments}: {ran.code}\n{ran.err}{ran.out}"
    return ran.document()


def in_a_process_of_its_own(
    *arguments: object, surroundings: Mapping[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a command of `tertial` in a new process, with more environment variables, from a folder."""
    return subprocess.run(
        [*PROGRAM, *(str(argument) for argument in arguments)],
        env={**os.environ, **(surroundings or {})},
        cwd=folder,
        capture_output=True,
        check=False,
    )
