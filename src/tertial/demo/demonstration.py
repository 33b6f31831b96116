"""The whole demonstration, and where all of it is."""

from __future__ import annotations

import gc
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tertial.command_frame import SELDOM
from tertial.demo.invented import AS_OF, EXPLAINED, NAME, Places, Size, make_invented
from tertial.demo.published import print_checked, report_published, standings_table
from tertial.disk_errors import disk_error_words
from tertial.language import _
from tertial.pipeline.input_error import InputError
from tertial.printout import print_written, terminal

OUT = Path("out")
FULL = Size()


def demonstrate(regions: Path = Path("regions"), out: Path = OUT, size: Size = FULL) -> int:
    """Make and follow up the invented region, report the published ones, and print where all is; the exit code.

    The published regions are reported in a process of their own while the invented one is simulated.
    """
    console, places = terminal(), Places(out)
    began = time.monotonic()
    if not (source := regions / NAME / "region.toml").is_file():
        console.print(
            _("There is no {file}: run make demo in a checkout.").format(file=source), style="red", soft_wrap=True
        )
        return 1
    out.mkdir(parents=True, exist_ok=True)
    # Spawned: a process copied while it has threads may wait for one of them for ever.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn, initializer=gc.set_threshold, initargs=SELDOM) as pool:
        reporting = pool.submit(report_published, regions, out)
        try:
            invented = make_invented(console, regions / NAME, places, size, pool)
        except InputError as error:
            console.print(str(error), style="red", soft_wrap=True)
            return 1
        except OSError as error:
            said = _("Cannot write {file}: {why}").format(file=error.filename or out, why=disk_error_words(error))
            console.print(said, style="red", soft_wrap=True)
            return 1
        published = reporting.result()
    print_checked(console, published)
    if not published.went_well:
        return 1
    console.print()
    print_written(console, [*invented.written, *published.written])
    console.print()
    console.print(standings_table((invented.standing, *published.standings)))
    console.print(_("Where nobody has judged, the rule's suggestion is counted."), style="dim")
    console.print()
    console.print(_places_table(places))
    _print_next(console, places)
    console.print(
        _("Done in {seconds} s. Open the files under {out}/.").format(seconds=round(time.monotonic() - began), out=out)
    )
    return 0


def _places_table(places: Places) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for what, where in (
        (_("The region folder"), places.folder),
        (_("Its extracts"), places.folder / "extracts"),
        (_("The truth behind them"), places.folder / "truth"),
        (_("The store"), places.folder / "store"),
        (_("The key of persons"), places.key),
        (_("A number explained"), places.explanation),
    ):
        table.add_row(what, str(where))
    return table


def _print_next(console: Console, places: Places) -> None:
    """What to try next."""
    console.print()
    console.print(_("Try this next:"))
    for command in (
        f"tertial assess {places.folder} --period {AS_OF}",
        f"tertial explain {places.folder} {EXPLAINED} --period {AS_OF}",
        f"tertial quality {places.folder}",
    ):
        console.print(f"  .venv/bin/{command}", soft_wrap=True)
    console.print()
