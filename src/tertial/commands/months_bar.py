"""The bar of months that commands show while they work month by month."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from tertial.language import _
from tertial.printout import terminal


@contextmanager
def months_bar() -> Iterator[tuple[Callable[[int, int], None], Callable[[str], None]]]:
    """A bar of months on standard error, and how to tell of a step; nothing where that is no terminal."""
    with Bars(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[said]}", markup=False),
        TimeElapsedColumn(),
        console=terminal(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    ) as bars:
        task = bars.add_task("", total=None, said="")

        def told(done: int, months: int) -> None:
            said = _("{done} of {months} months").format(done=done, months=months)
            bars.update(task, completed=done, total=months, said=said)

        yield told, lambda words: bars.update(task, description=words)
