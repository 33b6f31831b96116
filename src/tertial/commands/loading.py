"""The command that loads a region's extracts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress, TaskID

from tertial.command_frame import Command, Commands
from tertial.commands.answers import USER_ERROR, input_errors, print_json
from tertial.commands.bars import bars
from tertial.commands.options import JsonOption, KeyFileOption, RegionArgument, StoreOption
from tertial.language import _
from tertial.printout import terminal
from tertial.report.numbers import number

if TYPE_CHECKING:
    from tertial.domain.extracts import Extract

commands = typer.Typer(cls=Commands)


@commands.command(
    cls=Command,
    help=_(
        "Load the extracts that extracts.toml describes: each row is checked, and taken or put in quarantine with a "
        "reason. What has been loaded before is not read again.\n\n"
        "Example: tertial load my-region --feed contacts"
    ),
)
def load(
    region: RegionArgument,
    feed: Annotated[
        list[str] | None,
        typer.Option("--feed", metavar="FEED", help=_("Only this feed or extract; may be given several times.")),
    ] = None,
    store: StoreOption = None,
    key_file: KeyFileOption = None,
    history: Annotated[
        bool, typer.Option("--history", help=_("Take rows of months that the feed no longer corrects."))
    ] = False,
    again: Annotated[bool, typer.Option("--again", help=_("Read files that have been loaded before too."))] = False,
    shrink: Annotated[
        bool, typer.Option("--shrink", help=_("Take a full delivery that has lost more than half of its rows."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Load extracts."""
    # Here, so that the help does not wait for the libraries that loading needs.
    from tertial.commands.load_table import document, print_loaded
    from tertial.pipeline import loading as pipeline
    from tertial.pipeline.errand import Errand, KeySource

    wanted = pipeline.Wanted(tuple(feed or ()), history, again, shrink)
    with input_errors(as_json=as_json), _bars() as (bar, tell):
        errand = Errand(region, datetime.now(UTC), f"tertial load {region}", store, tell)
        results = list(pipeline.load(errand, KeySource(key_file), wanted, bar))
    if as_json:
        print_json(document(region, results))
    else:
        print_loaded(terminal(), results)
    if any(isinstance(result, pipeline.NotLoaded) for result in results):
        raise typer.Exit(USER_ERROR)


class _Bar:
    """The bar of one extract: bytes while it is read, then months while they are written."""

    def __init__(self, bars: Progress, task: TaskID, extract: str) -> None:
        self._bars, self._task, self._extract = bars, task, extract
        self._rows = 0

    def begins(self, size: int) -> None:
        """The bar's length; one that only moves where it is not known."""
        self._bars.update(self._task, total=size or None)

    def reads(self, file: str, rows: int, size: int) -> None:
        """On with the bar."""
        self._rows += rows
        self._bars.update(self._task, description=f"{self._extract}  {file}", said=_said_rows(self._rows), advance=size)

    def writes(self, done: int, months: int) -> None:
        """The bar of months."""
        said = _("{done} of {months} months").format(done=done, months=months)
        self._bars.update(self._task, description=f"{self._extract}", said=said, completed=done, total=months)


def _said_rows(rows: int) -> str:
    return _("{count} rows").format(count=number(rows))


@contextmanager
def _bars() -> Iterator[tuple[Callable[[Extract], _Bar], Callable[[str], None]]]:
    """A bar for each extract on standard error, and how to tell of a wait; no bars where that is no terminal."""
    with bars() as shown:
        yield (
            lambda extract: _Bar(shown, shown.add_task(extract.id, total=None, said=""), extract.id),
            lambda words: shown.console.print(words, soft_wrap=True),
        )
