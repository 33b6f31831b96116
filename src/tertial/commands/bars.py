"""The bars that commands show while they work, on standard error; none where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tertial.language import _
from tertial.printout import terminal


def bars() -> Progress:
    """A line for each task: what it is, how far it has come, its field `said` and the seconds. All go in the end."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TextColumn("{task.fields[said]}", markup=False),
        TimeElapsedColumn(),
        console=terminal(stderr=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )


@contextmanager
def months_bar() -> Iterator[tuple[Callable[[int, int], None], Callable[[str], None]]]:
    """A bar of months, and how to tell of a step."""
    with bars() as shown:
        task = shown.add_task("", total=None, said="")

        def told(done: int, months: int) -> None:
            said = _("{done} of {months} months").format(done=done, months=months)
            shown.update(task, completed=done, total=months, said=said)

        yield told, lambda words: shown.update(task, description=words)
