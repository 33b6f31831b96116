"""What a command that writes files says of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tertial.commands.answers import print_json
from tertial.domain.calendar import Month
from tertial.pipeline.formats import Written
from tertial.printout import print_written, terminal


def tell_written(region: Path, period: Month, written: Sequence[Written], *, as_json: bool) -> None:
    """The files with their sizes, as a table or as one JSON document."""
    if not as_json:
        print_written(terminal(), written)
        return
    files = [
        {"file": str(file.path), "format": file.format.value, "language": file.language, "bytes": file.size}
        for file in written
    ]
    print_json({"region": str(region), "period": str(period), "files": files})
