"""The command line run inside the test's own process: what it printed and with which code it ended."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tertial.cli import main

Json = dict[str, Any]


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
    """Run a command of `tertial`."""
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
